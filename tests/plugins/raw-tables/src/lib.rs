//! For tests: libraries whose tables and answers break the contract of the plugin boundary. One library holds them all;
//! a copy of it that is named after one of them is that one.

mod answers;

use copydesk_abi::declare_raw_table;
use copydesk_abi::raw::{Answer, Callback, RawSource, table};
use copydesk_abi::table::{ABI_MAJOR, Bytes, SourceTableV1};

pub use answers::BadAnswers;

/// A source that answers nothing: its table is refused, or its description is.
pub struct Mute;

impl RawSource for Mute {
    fn answer(_: Callback, _: &str, _: &[u8]) -> Answer {
        Answer::Null(0, 0)
    }
}

const fn mute(name: &'static str) -> SourceTableV1 {
    table::<Mute>(name)
}

declare_raw_table! { name: "null_table", null }
declare_raw_table! { name: "wrong_magic", table: SourceTableV1 { magic: 7, ..mute("wrong_magic") } }
declare_raw_table! { name: "wrong_major", table: SourceTableV1 { abi_major: ABI_MAJOR + 1, ..mute("wrong_major") } }
declare_raw_table! { name: "short_table", table: SourceTableV1 { struct_size: 24, ..mute("short_table") } }
declare_raw_table! { name: "no_callback", table: SourceTableV1 { amend: None, ..mute("no_callback") } }
declare_raw_table! {
    name: "no_version",
    table: SourceTableV1 { version: Bytes { data: std::ptr::null(), len: 5 }, ..mute("no_version") },
}
declare_raw_table! { name: "wrong_name", table: mute("right_name") }
declare_raw_table! { name: "endless_name", table: SourceTableV1 { name: ENDLESS, ..mute("endless_name") } }
declare_raw_table! { name: "mute", table: mute("mute") }
declare_raw_table! { name: "bad_answers", table: table::<BadAnswers>("bad_answers") }

const ENDLESS: Bytes = Bytes { data: b"endless_name".as_ptr(), len: usize::MAX };
