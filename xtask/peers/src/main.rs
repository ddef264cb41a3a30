//! Other extractors and parsers in Rust, timed as copydesk is: `copydesk-peers NAME PAGES`, see `turns`.
#![forbid(unsafe_code)]

mod arena;
#[path = "../../src/bench/turns.rs"]
mod turns;

use std::hint::black_box;
use std::process::ExitCode;

use dom_smoothie::Readability;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, pages] = arguments.as_slice() else {
        eprintln!("expected the name of a contestant and a file of pages");
        return ExitCode::FAILURE;
    };
    let work: fn(&[u8]) -> bool = match name.as_str() {
        "dom_smoothie" => dom_smoothie,
        "rs-trafilatura" => rs_trafilatura,
        "html5ever" => html5ever,
        other => {
            eprintln!("there is no contestant {other:?}: expected dom_smoothie, rs-trafilatura or html5ever");
            return ExitCode::FAILURE;
        }
    };
    match turns::serve(std::path::Path::new(pages), work) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{pages}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The article of a page; it decodes no bytes, so that UTF-8 is taken for granted.
fn dom_smoothie(page: &[u8]) -> bool {
    let Ok(mut reader) = Readability::new(String::from_utf8_lossy(page).as_ref(), None, None) else { return false };
    let article = reader.parse();
    black_box(article.as_ref().map(|article| article.text_content.len()).ok());
    article.is_ok()
}

fn rs_trafilatura(page: &[u8]) -> bool {
    let article = rs_trafilatura::extract_bytes(page);
    black_box(article.as_ref().map(|article| article.content_text.len()).ok());
    article.is_ok()
}

/// A tree by stock html5ever, UTF-8 taken for granted.
fn html5ever(page: &[u8]) -> bool {
    black_box(arena::parse(&String::from_utf8_lossy(page)).nodes.len()) > 0
}
