#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| copydesk_robustness::targets::archive(bytes));
