//! Trees of random pages against stock html5ever's.

#[path = "../../html/src/parse/any_markup.rs"]
mod any_markup;

use copydesk_html::Limits;
use copydesk_robustness::oracle::{Comparison, compare};
use proptest::prelude::*;

use any_markup::any_markup;

/// What a tokenizer may stumble over. No `<textarea>`: in it, html5ever takes a parse error for the line end that is to
/// be left out.
fn any_signs() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<",
        ">",
        "/",
        "!",
        "-",
        "--",
        "?",
        "=",
        "\"",
        "'",
        "&",
        "#",
        ";",
        "x",
        "1",
        "a",
        "p",
        "SCRIPT",
        "script",
        "title",
        "style",
        "doctype",
        "public",
        "system",
        "[CDATA[",
        "]]>",
        "amp",
        "not",
        "copy;",
        "&#x",
        "\0",
        "\r",
        "\n",
        "\t",
        " ",
        "<svg>",
        "<!--",
        "<p ",
        "<p a",
        "</p",
        "<script>",
        "</script",
        "<title>",
        "</title>",
        "<!DOCTYPE ",
        "\u{e9}",
        "html",
        "<plaintext>",
        "--!>",
        "-->",
        "`",
        "</",
        "<a\u{c9}B=",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn names_of_attributes_are_one_as_they_are_read() {
    for html in ["<p a\0=1 a\u{fffd}=2>", "<p A\0=1 a\u{fffd}=2 a\0=3>", "<p A=1 a=2 \u{c9}=3 \u{e9}=4>"] {
        assert_eq!(compare(html, &Limits::default()), Comparison::Same, "{html:?}");
    }
}

proptest! {
    #[test]
    fn any_signs_are_read_as_html5ever_reads_them(html in any_signs()) {
        prop_assert_eq!(compare(&html, &Limits::default()), Comparison::Same);
    }

    #[test]
    fn any_markup_is_read_as_html5ever_reads_it(html in any_markup()) {
        prop_assert_eq!(compare(&html, &Limits::default()), Comparison::Same);
    }
}
