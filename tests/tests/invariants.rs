//! The invariants of the design, over every fixture, the sample and, where they are, the seeds and a set of real pages.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use copydesk_acceptance::{engine, shared, workspace};
use copydesk_core::{Document, Extraction, Form, Origin};
use copydesk_engine::{Engine, PageInput};
use copydesk_html::HtmlDocument;
use copydesk_text::TextDocument;
use flate2::read::GzDecoder;

/// The pages in a folder, sorted.
fn pages_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is readable");
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder is readable").path()).collect();
    pages.retain(|page| {
        let name = page.to_string_lossy();
        [".html", ".txt", ".html.gz"].iter().any(|ending| name.ends_with(ending))
    });
    pages.sort();
    pages
}

/// Every fixture, the samples and the seeds.
fn own_pages() -> Vec<PathBuf> {
    let mut folders = vec![workspace().join("samples")];
    for parent in ["plugins", "config/fixtures"] {
        for entry in fs::read_dir(workspace().join(parent)).expect("the workspace has sources") {
            let folder = entry.expect("the folder is readable").path();
            folders.push(if parent == "plugins" { folder.join("fixtures") } else { folder });
        }
    }
    folders.extend(shared("seeds"));
    folders.iter().flat_map(|folder| pages_in(folder)).collect()
}

fn read(page: &Path) -> Vec<u8> {
    let bytes = fs::read(page).expect("the page is readable");
    if page.extension().is_some_and(|extension| extension == "gz") {
        let mut unpacked = Vec::new();
        GzDecoder::new(&bytes[..]).read_to_end(&mut unpacked).expect("the page is whole");
        return unpacked;
    }
    bytes
}

fn extract(engine: &Engine, page: &Path, bytes: &[u8]) -> Extraction {
    engine.extract(&PageInput { name: page.to_str(), ..PageInput::new(bytes) })
}

/// The page as it is read, independently of any verdict.
fn document<'p>(page: &Path, bytes: &'p [u8]) -> Box<dyn Document + 'p> {
    let is_text = page.to_string_lossy().ends_with(".txt");
    if is_text {
        let text = copydesk_html::charset::decode(bytes, None, false).text;
        return Box::new(TextDocument::read(&text, Origin::default(), &copydesk_text::Limits::default()));
    }
    Box::new(HtmlDocument::read(bytes, None, Origin::default(), &copydesk_html::Limits::default()))
}

/// Every block stands in the ledger once, whole, with a rule and a reason, and every kept word comes from the input.
#[track_caller]
fn check_accounts(page: &Path, bytes: &[u8], extraction: &Extraction) {
    let document = document(page, bytes);
    let page = page.display();
    let blocks = document.blocks();
    assert_eq!(extraction.ledger.blocks.len(), blocks.len(), "{page}: blocks of the input");
    let mut words = std::collections::HashSet::new();
    for (number, block) in extraction.ledger.blocks.iter().enumerate() {
        assert_eq!(block.block as usize, number, "{page}: every block once, in order");
        let mut at = 0;
        for piece in &block.pieces {
            assert_eq!(piece.start, at, "{page}: block {number} has a gap or an overlap");
            assert!(!piece.decision.rule.is_empty() && !piece.decision.reason.is_empty(), "{page}: block {number}");
            at = piece.end;
            assert!(
                blocks[number].text[piece.start as usize..piece.end as usize].contains(&piece.text),
                "{page}: block {number}"
            );
            words.extend(piece.text.split_whitespace());
        }
        assert_eq!(at as usize, blocks[number].text.len(), "{page}: pieces of block {number} are not all of it");
        assert_eq!(block.span, blocks[number].span, "{page}: block {number}");
    }
    for block in &extraction.article.blocks {
        for word in block.text.split_whitespace() {
            assert!(words.contains(word), "{page}: {word:?} does not come from the input");
        }
        for number in &block.from {
            assert!((*number as usize) < extraction.ledger.blocks.len(), "{page}: block {number} is not in the ledger");
        }
    }
}

#[test]
fn ledgers_are_complete_and_extraction_agrees_with_itself() {
    let engine = engine();
    let pages = own_pages();
    assert!(pages.len() > 20, "there are fixtures: {}", pages.len());
    for page in pages {
        let bytes = read(&page);
        let extraction = extract(&engine, &page, &bytes);
        check_accounts(&page, &bytes, &extraction);
        assert_eq!(extract(&engine, &page, &bytes), extraction, "{}: run twice", page.display());
    }
}

/// The flat text of an article, extracted again, is that article's text.
fn is_idempotent(engine: &Engine, text: &str) -> bool {
    let again = engine.extract(&PageInput {
        form: Some(Form::Text),
        source: Some("generic"),
        ..PageInput::new(text.as_bytes())
    });
    again.article.text == text
}

#[test]
fn seeds_extracted_again_give_themselves() {
    let Some(seeds) = shared("seeds") else { return };
    let engine = engine();
    for page in pages_in(&seeds) {
        let text = extract(&engine, &page, &read(&page)).article.text;
        assert!(is_idempotent(&engine, &text), "{}", page.display());
    }
}

#[test]
fn real_pages_are_accounted_for() {
    let Some(folder) = shared("gold/aeb/html") else { return };
    let engine = engine();
    let pages = pages_in(&folder);
    let mut same = 0;
    for page in &pages {
        let bytes = read(page);
        let extraction = extract(&engine, page, &bytes);
        check_accounts(page, &bytes, &extraction);
        same += usize::from(is_idempotent(&engine, &extraction.article.text));
    }
    let share = same as f32 / pages.len() as f32;
    #[allow(clippy::print_stderr)] // the figure is worth seeing, whatever the bound
    {
        eprintln!("text of an article extracted again is that text: {same} of {} pages", pages.len());
    }
    assert!(share >= 0.85, "extraction is idempotent on {same} of {} pages only", pages.len());
}
