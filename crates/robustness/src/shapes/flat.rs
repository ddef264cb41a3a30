//! Flat texts.

use copydesk_core::Form;

use super::{Shape, repeat};

/// A flat shape.
const fn flat(name: &'static str, make: fn(usize) -> String) -> Shape {
    Shape { name, form: Form::Text, make }
}

/// A paragraph of an article.
const PROSE: &str =
    "Two hundred people waited on the quay until the evening, and some of them went home again in the end.";

pub(super) const SHAPES: &[Shape] = &[
    flat("flat-short-lines", |n| repeat(n, "", |i| format!("line {i}\n"))),
    flat("flat-tiny-lines", |n| repeat(n, "", |_| "x\n".into())),
    flat("flat-blank-lines", |n| repeat(n, "", |_| "\n \n".into())),
    flat("flat-one-line", |n| repeat(n, "", |i| format!("word{i} and so on, she said. "))),
    flat("flat-one-word", |n| repeat(n, "", |_| "word".into())),
    flat("flat-repeated", |n| repeat(n, "", |_| format!("{PROSE}\n"))),
    flat("flat-paragraphs", |n| repeat(n, "The ferry is late\n", |i| format!("{i}. {PROSE}\n"))),
    flat("flat-wrapped", |n| {
        repeat(n, "", |i| {
            format!(
                "The ferry to the northern islands was late on Tuesday, because the\n{}",
                if i % 5 == 4 { "\n" } else { "" }
            )
        })
    }),
    flat("flat-prompts", |n| repeat(n, "", |_| "Share\nRead more\nAdvertisement\n".into())),
    flat("flat-dates", |n| repeat(n, "", |i| format!("{} May {}, 10:{:02}\n", 1 + i % 28, 1900 + i % 120, i % 60))),
    flat("flat-bylines", |n| repeat(n, "", |i| format!("By Anna Quist{i}\n"))),
    flat("flat-bullets", |n| repeat(n, "", |i| format!("• The ferry number {i}\n"))),
    flat("flat-tweets", |n| repeat(n, "", |i| format!("It was cold.\n— Anna (@anna{i}) May 1, 2024\n"))),
    flat("flat-addresses-in-posts", |n| {
        repeat(n, "", |i| format!("{}— Anna (@anna{i}) May 1, 2024\n", "t.co/x ".repeat(40)))
    }),
    flat("flat-links", |n| repeat(n, "", |i| format!("https://quay.example/news/{i} "))),
    flat("flat-headlines", |n| repeat(n, "", |i| format!("The Ferry {i} Is Late Again\n{PROSE}\n"))),
    flat("flat-captions", |n| repeat(n, "", |i| format!("The quay {i}. Photo: Bo Lind/Reuters\n"))),
    flat("flat-quotes", |n| repeat(n, "", |_| "“It was cold,” she said.\n".into())),
    flat("flat-returns", |n| repeat(n, "", |_| "a\r".into())),
];
