//! Gold pages and predictions as the reference scorer reads them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use copydesk_core::Form;
use serde_json::{Value, json};

use super::python;
use crate::error::Error;

/// The sets in which paragraphs in brackets, and summaries, are optional.
const OPTIONAL_SETS: [&str; 2] = ["fundus", "fundus_eval"];

/// A set of gold pages.
#[derive(Debug)]
pub(crate) struct GoldSet {
    /// Its name: `aeb`, or `flat/aeb`.
    pub(crate) name: String,
    /// Its directory.
    pub(crate) directory: PathBuf,
    /// Its pages, in the order of the file.
    pub(crate) pages: Vec<GoldPage>,
}

/// What is known of a page. Only the fields that its set has are filled.
#[derive(Debug, Default)]
pub(crate) struct GoldPage {
    /// The page's id, which names its file.
    pub(crate) id: String,
    /// Its address.
    pub(crate) url: Option<String>,
    /// Its text; empty where the set gives none.
    pub(crate) body: String,
    /// Paragraphs that are neither asked for nor punished.
    pub(crate) optional: Option<Vec<String>>,
    /// What the text must hold.
    pub(crate) must_contain: Vec<String>,
    /// What the text must not hold.
    pub(crate) must_not_contain: Vec<String>,
    /// The headline.
    pub(crate) title: Option<String>,
    /// The day of publication.
    pub(crate) date: Option<String>,
    /// The authors.
    pub(crate) authors: Vec<String>,
    /// The captions.
    pub(crate) captions: Vec<String>,
    /// What the article is about, as the site tells.
    pub(crate) tags: Vec<String>,
    /// The blocks of the body with their kinds, where the gold tells any.
    pub(crate) blocks: Vec<GoldBlock>,
    /// The summary under the headline.
    pub(crate) standfirst: Option<String>,
}

/// A block of the body and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GoldBlock {
    /// What it is.
    pub(crate) kind: GoldKind,
    /// Its text.
    pub(crate) text: String,
}

/// What the gold says of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum GoldKind {
    /// The standfirst.
    Summary,
    /// A heading inside the body.
    Heading,
    /// A paragraph, or whatever the gold has no name for.
    Paragraph,
    /// An item of a list.
    List,
    /// A numbered line: an item or a heading.
    Open,
}

impl GoldKind {
    /// The gold's own name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Heading => "subheadline",
            Self::Paragraph => "paragraph",
            Self::List => "list",
            Self::Open => "open",
        }
    }

    fn of_type(name: &str) -> Self {
        match name {
            "summary" => Self::Summary,
            "subheadline" => Self::Heading,
            _ => Self::Paragraph,
        }
    }

    fn of_line(line: &str) -> Self {
        if BULLETS.iter().any(|bullet| line.starts_with(bullet)) {
            Self::List
        } else if line.split_once(['.', ')']).is_some_and(|(number, _)| number.parse::<u32>().is_ok()) {
            Self::Open
        } else {
            Self::Paragraph
        }
    }
}

/// With what lines of golds that keep lists open, where they are items.
const BULLETS: [&str; 3] = ["- ", "* ", "• "];

/// What an extractor says of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Prediction {
    /// The body.
    pub(crate) text: String,
    /// The headline.
    pub(crate) title: String,
    /// When it was published.
    pub(crate) published: String,
    /// The authors.
    pub(crate) authors: Vec<String>,
    /// The captions without their credits, which the gold leaves out, where the extractor types them.
    pub(crate) captions: Option<Vec<String>>,
    /// The tags.
    pub(crate) tags: Vec<String>,
    /// The summary under the headline.
    pub(crate) standfirst: String,
    /// Kind and text of every block, where the extractor types them.
    pub(crate) blocks: Vec<(String, String)>,
    /// How sure the extractor is, where it says so.
    pub(crate) confidence: Option<f32>,
}

impl GoldSet {
    /// Reads the set `name` (`aeb`, `flat/aeb`) below a directory.
    pub(crate) fn read(gold: &Path, name: &str) -> Result<Self, Error> {
        let directory = gold.join(name);
        let file = directory.join("gold.jsonl");
        let text = std::fs::read_to_string(&file).map_err(|source| Error::io("read", &file, source))?;
        let base = directory.file_name().map(|base| base.to_string_lossy().into_owned()).unwrap_or_default();
        let optional = OPTIONAL_SETS.contains(&base.as_str());
        let mut pages = Vec::new();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let page = python::parse_json(line).map_err(|error| Error::Data {
                path: file.clone(),
                line: number + 1,
                problem: error.to_string(),
            })?;
            pages.push(GoldPage::read(&page, optional));
        }
        Ok(Self { name: name.to_owned(), directory, pages })
    }

    /// The names of the sets below a directory: those of HTML pages, or those of flat texts, sorted.
    pub(crate) fn names(gold: &Path, flat: bool) -> Result<Vec<String>, Error> {
        let directory = if flat { gold.join("flat") } else { gold.to_owned() };
        let entries = std::fs::read_dir(&directory).map_err(|source| Error::io("read", &directory, source))?;
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.path().join("gold.jsonl").is_file())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .map(|name| if flat { format!("flat/{name}") } else { name })
            .collect();
        names.sort();
        Ok(names)
    }

    /// The form of its pages.
    pub(crate) fn form(&self) -> Form {
        if self.directory.join("html").is_dir() { Form::Html } else { Form::Text }
    }

    /// The file of a page.
    pub(crate) fn file(&self, page: &GoldPage) -> PathBuf {
        match self.form() {
            Form::Html => self.directory.join("html").join(format!("{}.html.gz", page.id)),
            Form::Text => self.directory.join("text").join(format!("{}.txt", page.id)),
        }
    }
}

impl GoldPage {
    fn read(page: &Value, optional: bool) -> Self {
        let mut gold = Self {
            id: text_of(page.get("id")),
            url: page.get("url").and_then(Value::as_str).map(str::to_owned),
            body: text_of(page.get("body")),
            optional: None,
            must_contain: list_of(page.get("must_contain")),
            must_not_contain: list_of(page.get("must_not_contain")),
            title: Some(text_of(page.get("title"))).filter(|title| !title.is_empty()),
            date: Some(text_of(page.get("date"))).filter(|date| !date.is_empty()),
            authors: list_of(page.get("authors")),
            captions: list_of(page.get("captions")),
            tags: list_of(page.get("topics").or_else(|| page.get("tags"))),
            blocks: typed_blocks(page),
            standfirst: None,
        };
        let summaries = gold.blocks.iter().filter(|block| block.kind == GoldKind::Summary);
        let summaries = summaries.map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ");
        let given = text_of(page.get("description"));
        gold.standfirst = [summaries, given].into_iter().find(|text| !text.is_empty());
        let blocks = page.get("body_blocks").and_then(Value::as_array).filter(|blocks| !blocks.is_empty());
        if let (true, Some(blocks)) = (optional, blocks) {
            let paragraphs = blocks.iter().map(paragraph);
            let (brackets, body): (Vec<String>, Vec<String>) = paragraphs.partition(|text| text.starts_with('['));
            gold.body = body.join("\n");
            gold.optional = Some(brackets.iter().map(|text| text.trim_matches(['[', ']']).to_owned()).collect());
        }
        gold
    }

    /// The kinds that the gold of this page tells.
    pub(crate) fn told_kinds(&self) -> Vec<GoldKind> {
        let is_list = self.blocks.iter().any(|block| block.kind == GoldKind::List);
        if is_list { vec![GoldKind::List] } else { vec![GoldKind::Summary, GoldKind::Heading] }
    }
}

/// The blocks with their types; where there are none, the lines of a body that has bullets.
fn typed_blocks(page: &Value) -> Vec<GoldBlock> {
    let given = page.get("body_blocks").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    let typed = given.iter().filter_map(|block| {
        let kind = GoldKind::of_type(block.get("type")?.as_str()?);
        Some(GoldBlock { kind, text: text_of(block.get("text")) })
    });
    let typed: Vec<GoldBlock> = typed.collect();
    if !given.is_empty() {
        return typed;
    }
    let body = text_of(page.get("body"));
    let lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<GoldBlock> =
        lines.map(|line| GoldBlock { kind: GoldKind::of_line(line), text: line.to_owned() }).collect();
    if lines.iter().any(|block| block.kind == GoldKind::List) { lines } else { Vec::new() }
}

impl Prediction {
    /// Reads the predictions of any tool: JSON Lines with `id` (or `input` or `path`), `text`, `title`, `published`
    /// and `authors`. Of two for one page the later counts.
    pub(crate) fn read_all(file: &Path) -> Result<HashMap<String, Self>, Error> {
        let text = std::fs::read_to_string(file).map_err(|source| Error::io("read", file, source))?;
        let mut predictions = HashMap::new();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let record = python::parse_json(line).map_err(|error| Error::Data {
                path: file.to_owned(),
                line: number + 1,
                problem: error.to_string(),
            })?;
            predictions.insert(page_id(&record), Self::read(&record));
        }
        Ok(predictions)
    }

    /// Writes predictions as [`Prediction::read_all`] reads them, in the order of the set.
    pub(crate) fn write_all(file: &Path, set: &GoldSet, predictions: &HashMap<String, Self>) -> Result<(), Error> {
        let mut lines = String::new();
        for page in &set.pages {
            let Some(prediction) = predictions.get(&page.id) else { continue };
            let Self { text, title, published, authors, tags, standfirst, blocks, .. } = prediction;
            let blocks: Vec<Value> = blocks.iter().map(|(kind, text)| json!({"kind": kind, "text": text})).collect();
            let record = json!({
                "id": page.id, "text": text, "title": title, "published": published, "authors": authors,
                "tags": tags, "standfirst": standfirst, "blocks": blocks
            });
            lines.extend([record.to_string().as_str(), "\n"]);
        }
        std::fs::write(file, lines).map_err(|source| Error::io("write", file, source))
    }

    fn read(record: &Value) -> Self {
        let given = record.get("blocks").and_then(Value::as_array);
        let blocks = given.into_iter().flatten().map(|block| (text_of(block.get("kind")), text_of(block.get("text"))));
        let blocks: Vec<(String, String)> = blocks.collect();
        let captions = blocks.iter().filter(|(kind, _)| kind == "caption").map(|(_, text)| text.clone()).collect();
        Self {
            text: text_of(record.get("text")),
            title: text_of(record.get("title")),
            published: text_of(record.get("published")),
            authors: list_of(record.get("authors")),
            captions: given.is_some().then_some(captions),
            tags: list_of(record.get("tags")),
            standfirst: text_of(record.get("standfirst")),
            blocks,
            confidence: record.get("confidence").and_then(Value::as_f64).map(|confidence| confidence as f32),
        }
    }
}

/// The gold id that a prediction is about.
fn page_id(record: &Value) -> String {
    let names = ["id", "input", "path"].map(|key| text_of(record.get(key)));
    let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let mut base = name.rsplit('/').next().unwrap_or_default();
    for suffix in [".gz", ".html", ".htm", ".txt"] {
        base = base.strip_suffix(suffix).unwrap_or(base);
    }
    base.to_owned()
}

fn paragraph(block: &Value) -> String {
    match block {
        Value::String(text) => text.clone(),
        block => {
            let bracket = if block.get("type").and_then(Value::as_str) == Some("summary") { "[" } else { "" };
            format!("{bracket}{}", text_of(block.get("text")))
        }
    }
}

/// The text of a JSON value: empty for what Python holds for false.
fn text_of(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null | Value::Bool(false)) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) if number.as_f64() == Some(0.0) => String::new(),
        Some(other) => other.to_string(),
    }
}

fn list_of(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => items.iter().map(|item| text_of(Some(item))).collect(),
        // Python walks a text character by character.
        Some(Value::String(text)) => text.chars().map(String::from).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_id(record: &Value, expected: &str) {
        assert_eq!(page_id(record), expected);
    }

    #[test]
    fn finds_the_page_of_a_prediction() {
        check_id(&serde_json::json!({"id": "a1"}), "a1");
        check_id(&serde_json::json!({"id": "x/y/a1.html.gz"}), "a1");
        check_id(&serde_json::json!({"id": "", "input": "a1.txt"}), "a1");
        check_id(&serde_json::json!({"input": "a1.htm", "path": "elsewhere"}), "a1");
    }

    #[track_caller]
    fn check_kinds(page: &Value, expected: &[(GoldKind, &str)]) {
        let blocks = GoldPage::read(page, false).blocks;
        let shown: Vec<(GoldKind, &str)> = blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn kinds_are_types_or_bullets() {
        check_kinds(
            &serde_json::json!({"body_blocks": [{"type": "summary", "text": "In short."}, {"type": "subheadline", "text": "Now"}]}),
            &[(GoldKind::Summary, "In short."), (GoldKind::Heading, "Now")],
        );
        check_kinds(
            &serde_json::json!({"body": "We need:\n\n- lime\n2. sand\n2 carts."}),
            &[
                (GoldKind::Paragraph, "We need:"),
                (GoldKind::List, "- lime"),
                (GoldKind::Open, "2. sand"),
                (GoldKind::Paragraph, "2 carts."),
            ],
        );
        let page = serde_json::json!({"body_blocks": [{"type": "summary", "text": "One."}, {"type": "summary", "text": "Two."}]});
        assert_eq!(GoldPage::read(&page, false).standfirst.as_deref(), Some("One. Two."));
        check_kinds(&serde_json::json!({"body": "We need lime."}), &[]);
        check_kinds(&serde_json::json!({"body": "- lime", "body_blocks": ["lime"]}), &[]);
    }

    #[test]
    fn optional_paragraphs_leave_the_body() {
        let page = serde_json::json!({"id": "a", "body": "all", "body_blocks": [
            {"type": "summary", "text": "In short."}, {"type": "paragraph", "text": "At length."}, "[Maybe.]", "Surely."]});
        let gold = GoldPage::read(&page, true);
        assert_eq!(gold.body, "At length.\nSurely.");
        assert_eq!(gold.optional, Some(vec!["In short.".to_owned(), "Maybe.".to_owned()]));
        assert_eq!(GoldPage::read(&page, false).body, "all");
    }
}
