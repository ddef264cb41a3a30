//! Trees of random pages against stock html5ever's.

use copydesk_html::Limits;
use copydesk_robustness::oracle::{Comparison, compare};
use proptest::prelude::*;

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

fn any_markup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<i c=d>",
        "</i>",
        "<div>",
        "</div>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "<caption>",
        "<select>",
        "<option>",
        "</select>",
        "<template>",
        "</template>",
        "<svg>",
        "</svg>",
        "<math>",
        "<mi>",
        "<annotation-xml encoding=text/html>",
        "<foreignObject>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<style>",
        "<textarea>",
        "<form>",
        "</form>",
        "<button>",
        "<li>",
        "<h1>",
        "</h2>",
        "<nobr>",
        "<frameset>",
        "<body x=y>",
        "<html z>",
        "</html>",
        "</body>",
        "<head>",
        "</head>",
        "<!DOCTYPE html>",
        "<!--",
        "-->",
        "text",
        " ",
        "\n",
        "\r\n",
        "&amp;",
        "&",
        "\0",
        "\u{e9}",
        "<![CDATA[",
        "]]>",
        "<br/>",
        "</br>",
        "<ruby>",
        "<rt>",
        "<plaintext>",
        "<noscript>",
        "<col>",
        "<tbody>",
        "<input type=hidden>",
        "<marquee>",
        "</marquee>",
        "<hr>",
        "<image>",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
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
