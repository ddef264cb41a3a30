use super::*;
use copydesk_core::Span;
use proptest::prelude::*;

fn read(text: &str, limits: Limits) -> TextDocument {
    TextDocument::read(text, Origin::default(), &limits)
}

#[track_caller]
fn check(text: &str, expected: &[(&str, u32, u32)]) {
    let document = read(text, Limits::default());
    let found: Vec<_> = document
        .blocks()
        .iter()
        .map(|block| match block.span {
            Span::Lines(first, last) => (block.text.as_str(), first, last),
            Span::Bytes(..) => panic!("flat text has lines"),
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn lines_are_blocks() {
    check("", &[]);
    check(" \n\n\t\n", &[]);
    check(
        "The mill\u{a0} closed.\r\n\r\nBob Hay/AP\nMore.",
        &[("The mill closed.", 0, 0), ("Bob Hay/AP", 2, 2), ("More.", 3, 3)],
    );
}

#[test]
fn old_ends_of_lines_part_blocks() {
    check(
        "The mill closed.\r\rBob Hay/AP\rMore.\r",
        &[("The mill closed.", 0, 0), ("Bob Hay/AP", 2, 2), ("More.", 3, 3)],
    );
}

#[test]
fn wrapped_paragraphs_are_joined() {
    let text = "The council met on Tuesday to hear what the harbour master\nhad to say about the new wall, and it heard rather more of\nit than most members had come for.\n\nNext.";
    check(
        text,
        &[
            (
                "The council met on Tuesday to hear what the harbour master had to say about the new wall, and it heard rather more of it than most members had come for.",
                0,
                2,
            ),
            ("Next.", 4, 4),
        ],
    );
    // Lines of one width that are sentences of their own stay apart.
    let text = "The council met on Tuesday and heard the harbour master out.\nThe wall will cost more than anybody had thought it would do.\nThe mayor said that she had seen it coming for many months.";
    assert_eq!(read(text, Limits::default()).blocks().len(), 3);
}

#[test]
fn addresses_become_links() {
    let document = read("See (https://example.org/a?b=1), or pic.twitter.com/x9.", Limits::default());
    let block = &document.blocks()[0];
    let seen: Vec<_> = block.links.iter().map(|link| &block.text[link.start as usize..link.end as usize]).collect();
    assert_eq!(seen, ["https://example.org/a?b=1", "pic.twitter.com/x9"]);
}

#[test]
fn limits_bite_and_say_so() {
    let codes = |document: &TextDocument| -> Vec<String> {
        document.diagnostics().iter().map(|diagnostic| diagnostic.code.clone()).collect()
    };
    let few = Limits { max_blocks: 2, ..Limits::default() };
    let document = read("one\ntwo\n\nthree\nfour\n\nfive", few);
    let texts: Vec<&str> = document.blocks().iter().map(|block| block.text.as_str()).collect();
    assert_eq!((texts, codes(&document)), (vec!["one", "two", "three four five"], vec!["text/block-limit".to_owned()]));
    assert_eq!(document.blocks()[2].span, Span::Lines(3, 6));
    assert_eq!(codes(&read("one\ntwo\n\n", few)), Vec::<String>::new());
    let document = read("äöü äöü", Limits { max_bytes: 5, ..Limits::default() });
    assert_eq!((document.blocks()[0].text.as_str(), codes(&document)), ("äö", vec!["text/byte-limit".to_owned()]));
    let long = "word ".repeat(100);
    let document = read(&long, Limits { max_line_bytes: 64, ..Limits::default() });
    assert!(document.blocks().len() > 5 && document.blocks().iter().all(|block| block.text.len() <= 64));
    assert_eq!(codes(&document), ["text/line-limit"]);
}

proptest! {
    #[test]
    fn every_word_is_in_exactly_one_block(text in "[a-zé \n\u{a0}.]{0,400}") {
        let document = read(&text, Limits::default());
        let blocks: Vec<&str> = document.blocks().iter().flat_map(|block| block.text.split_whitespace()).collect();
        prop_assert_eq!(blocks, text.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,300}") {
        let document = read(&text, Limits { max_line_bytes: 64, ..Limits::default() });
        for block in document.blocks() {
            prop_assert!(!block.text.is_empty());
        }
    }
}

#[test]
fn wrapped_paragraphs_are_limited_too() {
    let line = "the council met on tuesday to hear what the harbour master said\n";
    let document = read(&line.repeat(40), Limits { max_line_bytes: 256, ..Limits::default() });
    assert!(document.blocks().len() > 5 && document.blocks().iter().all(|block| block.text.len() <= 256));
    assert_eq!(document.diagnostics()[0].code, "text/line-limit");
    // Runs of any length are read in parts, each line once.
    let document = read(&"One short line.\n".repeat(9_000), Limits::default());
    assert_eq!(document.blocks().len(), 9_000);
    assert_eq!(document.blocks()[8_999].span, Span::Lines(8_999, 8_999));
}
