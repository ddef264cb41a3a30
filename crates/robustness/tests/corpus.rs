//! The committed corpus, on stable Rust: what a fuzzer once found stays found.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk_abi::wire::{Amendments, Description, Page, Recognition};
use copydesk_robustness::targets::TARGETS;
use copydesk_rules::{RulesExtractor, SourceFile};

fn corpus(target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target)
}

fn seed(target: &str, name: &str) -> String {
    fs::read_to_string(corpus(target).join(name)).expect("the seed is committed")
}

#[test]
fn every_input_of_the_corpus_passes() {
    for target in TARGETS {
        let mut inputs: Vec<PathBuf> = fs::read_dir(corpus(target.name))
            .expect("every target has a corpus")
            .map(|entry| entry.expect("the corpus can be listed").path())
            .collect();
        inputs.sort();
        assert!(inputs.len() >= 5, "the corpus of {} has only {} inputs", target.name, inputs.len());
        for input in inputs {
            let bytes = fs::read(&input).expect("an input can be read");
            let result = std::panic::catch_unwind(|| (target.run)(&bytes));
            assert!(result.is_ok(), "{} fails on {}: see above", target.name, input.display());
        }
    }
}

#[test]
fn seeds_are_read_and_not_refused() {
    let whole = toml::from_str::<SourceFile>(&seed("sources", "whole")).expect("the seed is a source");
    assert!(RulesExtractor::compile(&whole).is_ok());
    serde_json::from_str::<Amendments>(&seed("wire", "amendments")).expect("the seed is an answer");
    serde_json::from_str::<Page>(&seed("wire", "page")).expect("the seed is a page");
    serde_json::from_str::<Recognition>(&seed("wire", "recognition")).expect("the seed is a recognition");
    serde_json::from_str::<Description>(&seed("wire", "description")).expect("the seed is a description");
}
