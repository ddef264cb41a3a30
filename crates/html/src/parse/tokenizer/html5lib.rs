//! The parser community's tests of tokenizing, where a copy of them lies beside the workspace. Parse errors, which we do
//! not report, are not compared.

use std::fs;

use serde_json::{Value, json};

use crate::parse::html5lib::tests_directory;
use crate::parse::token::{Doctype, Next, Reading, Span, StartTag, Text, TokenSink, cleaned, normalised};
use crate::tree::{Name, Slice, Tree};

use super::{State, Tokenizer};

/// Cases that fail, by file, description and initial state, each with the reason. One of them that passes fails the test.
const LISTED: &[(&str, &str, &str, &str)] = &[
    ("domjs.test", "lowercase endtags", "Script data state", ONE_END),
    ("xmlViolation.test", "Non-XML character", "Data state", NO_XML),
    ("xmlViolation.test", "Non-XML space", "Data state", NO_XML),
    ("xmlViolation.test", "Double hyphen in comment", "Data state", NO_XML),
];
const ONE_END: &str = "script data is that of a `<script>` alone, so that no other end tag than its own is looked for";
const NO_XML: &str = "what XML cannot hold is not replaced: the tree is HTML's";

/// A case in one of its initial states.
struct Case {
    /// The file.
    name: String,
    description: String,
    state: String,
    last_start: String,
    input: String,
    output: Value,
}

impl Case {
    fn key(&self) -> (&str, &str, &str) {
        (&self.name, &self.description, &self.state)
    }
}

#[test]
#[allow(clippy::print_stderr)] // says aloud what it ran
fn tokens_are_those_of_the_standard() {
    let Some(directory) = tests_directory() else { return };
    let mut files: Vec<_> = fs::read_dir(directory.join("tokenizer"))
        .expect("the tests can be listed")
        .map(|entry| entry.expect("the tests can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "test"))
        .collect();
    files.sort();
    let (mut passed, mut listed, mut wrong) = (0, 0, Vec::new());
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a test file can be read");
        for case in cases(&name, &serde_json::from_str(&text).expect("a test file is JSON")) {
            let found = tokens(&case);
            let is_right = found == case.output;
            let is_listed =
                LISTED.iter().any(|(file, description, state, _)| (*file, *description, *state) == case.key());
            passed += usize::from(is_right);
            listed += usize::from(is_listed);
            if is_right == is_listed {
                let Case { name, description, state, input, output, .. } = case;
                let what = if is_listed { "is listed, but passes" } else { "fails" };
                wrong.push(format!(
                    "{name}: {description} ({state}) {what}: {input:?}\nexpected {output}\nfound    {found}"
                ));
            }
        }
    }
    eprintln!("html5lib tokenizer: {passed} passed, {listed} listed with a reason, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(passed > 6000, "only {passed} cases were found");
}

/// The cases of a file, one for each initial state.
fn cases(name: &str, file: &Value) -> Vec<Case> {
    let tests = file.get("tests").or_else(|| file.get("xmlViolationTests")).and_then(Value::as_array);
    let mut cases = Vec::new();
    for test in tests.expect("a file holds tests") {
        let text = |key: &str| test[key].as_str().unwrap_or_default().to_owned();
        let is_double = test["doubleEscaped"] == true;
        let once = |text: &str| if is_double { unescape(text) } else { text.to_owned() };
        let data = [json!("Data state")];
        for state in test["initialStates"].as_array().map_or(&data[..], Vec::as_slice) {
            cases.push(Case {
                name: name.to_owned(),
                description: text("description"),
                state: state.as_str().unwrap_or_default().to_owned(),
                last_start: text("lastStartTag"),
                input: once(&text("input")),
                output: each_text(&test["output"], &once),
            });
        }
    }
    cases
}

/// A value with each text in it changed.
fn each_text(value: &Value, change: &impl Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => change(text).into(),
        Value::Array(items) => items.iter().map(|item| each_text(item, change)).collect(),
        Value::Object(object) => object.iter().map(|(key, value)| (change(key), each_text(value, change))).collect(),
        other => other.clone(),
    }
}

/// A text with its `\uHHHH` read; half of a surrogate pair, which no text of ours can hold, is U+FFFD, as decoding has it.
fn unescape(text: &str) -> String {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        units.extend(rest[..at].encode_utf16());
        let digits = &rest[at + 2..at + 6];
        units.push(u16::from_str_radix(digits, 16).expect("an escape has four hexadecimal digits"));
        rest = &rest[at + 6..];
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

/// What our tokenizer makes of a case, in the notation of the tests.
fn tokens(case: &Case) -> Value {
    // A CDATA section has no state of its own here: it is read from its beginning.
    let is_cdata = case.state == "CDATA section state";
    let page = if is_cdata { format!("<![CDATA[{}", case.input) } else { case.input.clone() };
    let recorder = Recorder { page: &page, tree: Tree::new(0), tokens: Vec::new() };
    let mut tokenizer = Tokenizer::new(&page, recorder, 256);
    tokenizer.last_start.clone_from(&case.last_start);
    tokenizer.state = match case.state.as_str() {
        "Data state" | "CDATA section state" => State::Data,
        "PLAINTEXT state" => State::Plaintext,
        "RCDATA state" => State::Rcdata,
        "RAWTEXT state" => State::Rawtext,
        "Script data state" => State::Script,
        other => panic!("unknown initial state {other}"),
    };
    if is_cdata {
        tokenizer.cdata();
    }
    tokenizer.run().tokens.into()
}

/// Builds no tree, but writes the tokens down.
struct Recorder<'t> {
    page: &'t str,
    tree: Tree<'static>,
    tokens: Vec<Value>,
}

impl Recorder<'_> {
    fn read(&self, slice: Slice) -> &str {
        slice.read(self.page, &self.tree.rewritten)
    }

    fn characters(&mut self, text: &str) -> Next {
        match self.tokens.last_mut() {
            Some(last) if last[0] == "Character" => {
                last[1] = format!("{}{text}", last[1].as_str().unwrap_or_default()).into();
            }
            _ => self.tokens.push(json!(["Character", text])),
        }
        Next::Continue
    }
}

impl TokenSink for Recorder<'_> {
    fn tree(&mut self) -> &mut Tree<'static> {
        &mut self.tree
    }

    fn start_tag(&mut self, tag: StartTag, _: Span) -> Next {
        let attributes = self.tree.of(tag.attributes).iter();
        let attributes: Value =
            attributes.map(|one| (self.read(one.name).to_owned(), json!(self.read(one.value)))).collect();
        let mut token = json!(["StartTag", *tag.name.local, attributes]);
        if tag.self_closing {
            token.as_array_mut().expect("a token is a list").push(json!(true));
        }
        self.tokens.push(token);
        Next::Continue
    }

    fn end_tag(&mut self, name: Name, _: Span) -> Next {
        self.tokens.push(json!(["EndTag", *name.local]));
        Next::Continue
    }

    fn text(&mut self, text: Text) -> Next {
        let raw = text.raw(self.page);
        let read = if matches!(text.reading, Reading::LineEnds) { normalised(raw) } else { raw.into() };
        self.characters(&read)
    }

    fn null(&mut self, _: Span) -> Next {
        self.characters("\0")
    }

    fn comment(&mut self, (from, to): Span, _: Span) -> Next {
        self.tokens.push(json!(["Comment", cleaned(&self.page[from as usize..to as usize])]));
        Next::Continue
    }

    fn doctype(&mut self, doctype: Doctype, _: Span) -> Next {
        let Doctype { name, public, system, force_quirks } = doctype;
        self.tokens.push(json!(["DOCTYPE", name, public, system, !force_quirks]));
        Next::Continue
    }

    fn in_foreign_content(&self) -> bool {
        false
    }
}
