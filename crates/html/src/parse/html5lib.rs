//! The parser community's tests of tree construction and of charsets, where a copy of them lies beside the workspace.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::limits::Limits;
use crate::tree::{DOCUMENT, NONE, Namespace, NodeData, NodeId, Step, Tree, TreeElement};

use super::parse;

/// A page's tree in the notation of those tests.
pub(super) fn dump(tree: &Tree<'_>) -> String {
    let mut out = String::new();
    // Templates hold their contents apart from the tree, so that walks are stacked: each with its indent.
    let mut walks = vec![(tree.walk(DOCUMENT), 0_usize)];
    while let Some((walk, indent)) = walks.last_mut() {
        let Some(step) = walk.next() else {
            walks.pop();
            continue;
        };
        match step {
            Step::Enter(id) => {
                let at = *indent;
                if !matches!(tree.node(id).data, NodeData::Document | NodeData::Fragment) {
                    *indent += 2;
                }
                let template = dump_node(tree, id, at, &mut out);
                if template != NONE {
                    let _ = writeln!(out, "| {}content", " ".repeat(at + 2));
                    walks.push((tree.walk(template), at + 4));
                }
            }
            Step::Leave(_) => *indent = indent.saturating_sub(2),
        }
    }
    out
}

fn dump_node(tree: &Tree<'_>, id: NodeId, indent: usize, out: &mut String) -> NodeId {
    let pad = " ".repeat(indent);
    let _ = match &tree.node(id).data {
        NodeData::Document | NodeData::Fragment => Ok(()),
        NodeData::Doctype(number) => {
            let [name, public, system] = tree.doctype(*number);
            if public.is_empty() && system.is_empty() {
                writeln!(out, "| {pad}<!DOCTYPE {name}>")
            } else {
                writeln!(out, "| {pad}<!DOCTYPE {name} \"{public}\" \"{system}\">")
            }
        }
        NodeData::Comment(text) => writeln!(out, "| {pad}<!-- {} -->", tree.read(*text)),
        NodeData::Text(text) => writeln!(out, "| {pad}\"{}\"", tree.read(*text)),
        NodeData::Element(element) => {
            dump_element(tree.element(id).expect("it is an element"), &pad, out);
            return element.template();
        }
    };
    NONE
}

fn dump_element(element: TreeElement<'_>, pad: &str, out: &mut String) {
    let foreign = match element.namespace {
        Namespace::Html => "",
        Namespace::Svg => "svg ",
        Namespace::MathMl => "math ",
    };
    let _ = writeln!(out, "| {pad}<{foreign}{}>", element.name());
    let attributes: BTreeMap<String, &str> = element
        .attributes()
        .map(|attribute| {
            let name = attribute.name.to_string();
            let name = match name.split_once(':') {
                Some(("xlink", local)) if !foreign.is_empty() && XLINK.contains(&local) => format!("xlink {local}"),
                Some(("xml", local @ ("lang" | "space"))) if !foreign.is_empty() => format!("xml {local}"),
                Some(("xmlns", "xlink")) if !foreign.is_empty() => "xmlns xlink".to_owned(),
                _ => name,
            };
            (name, attribute.value)
        })
        .collect();
    for (name, value) in attributes {
        let _ = writeln!(out, "| {pad}  {name}=\"{value}\"");
    }
}

const XLINK: [&str; 7] = ["actuate", "arcrole", "href", "role", "show", "title", "type"];

/// Cases that fail, by a part of their page, each with the reason. One of them that passes fails the test.
const LISTED: &[(&str, &str)] = &[(
    "<selectedcontent>",
    "the tree builder has not got the `<select>` that shows a copy of the chosen option in `<selectedcontent>`",
)];

/// Why a case does not concern us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outside {
    /// It parses a part of a page inside of an element, as scripts do.
    Fragment,
    /// It runs scripts, or counts on their being on.
    Scripting,
}

#[allow(clippy::print_stderr)] // says aloud that it ran nothing
pub(super) fn tests_directory() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/html5lib-tests");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: the html5lib tests do not lie beside the workspace");
    None
}

#[test]
#[allow(clippy::print_stderr)] // says aloud what it ran
fn trees_are_those_of_the_standard() {
    let Some(directory) = tests_directory() else { return };
    let (mut passed, mut listed, mut fragments, mut scripted, mut wrong) = (0, 0, 0, 0, Vec::new());
    for file in files_in(&directory.join("tree-construction"), "dat") {
        let tests = String::from_utf8_lossy(&fs::read(&file).expect("a test file can be read")).into_owned();
        for test in Case::all(&tests) {
            match test.outside {
                Some(Outside::Fragment) => fragments += 1,
                Some(Outside::Scripting) => scripted += 1,
                None => {
                    let (tree, _) = parse(test.data.clone(), &Limits::default());
                    let found = dump(&tree);
                    let is_right = found == test.document;
                    let is_listed = LISTED.iter().any(|(part, _)| test.data.contains(part));
                    passed += usize::from(is_right);
                    listed += usize::from(is_listed);
                    if is_right == is_listed {
                        let what = if is_listed { "is listed, but passes" } else { "fails" };
                        let (name, expected) = (file.display(), test.document);
                        wrong.push(format!("{name}: {} {what}\nexpected\n{expected}found\n{found}", test.data));
                    }
                }
            }
        }
    }
    for file in files_in(&directory.join("tree-construction/scripted"), "dat") {
        scripted += Case::all(&String::from_utf8_lossy(&fs::read(&file).expect("a test file can be read"))).len();
    }
    eprintln!(
        "html5lib tree construction: {passed} passed, {listed} listed with a reason, {} wrong; outside of what is read here: \
         {fragments} of fragments, {scripted} that run scripts",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(passed > 1000, "only {passed} tests were found");
}

/// The files of a directory with an ending, sorted.
fn files_in(directory: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(directory)
        .expect("the tests can be listed")
        .map(|entry| entry.expect("the tests can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == ending))
        .collect();
    files.sort();
    files
}

#[test]
#[allow(clippy::print_stderr)] // says aloud what it ran
fn labels_are_those_of_the_standard() {
    let Some(directory) = tests_directory() else { return };
    let (mut passed, mut failed) = (0, Vec::new());
    for name in ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat"] {
        let file = fs::read(directory.join("encoding").join(name)).expect("a test file can be read");
        // Of the bytes only ASCII matters to a label; each other byte becomes some character.
        let file: String = file.into_iter().map(char::from).collect();
        for case in format!("\n{file}").split("\n#data\n").skip(1) {
            let (data, encoding) = case.split_once("\n#encoding\n").expect("a test has an encoding");
            let expected = encoding.lines().next().unwrap_or_default();
            let bytes: Vec<u8> = data.chars().map(|character| character as u8).collect();
            let found = crate::charset::said_encoding(&bytes).unwrap_or("windows-1252");
            if found.eq_ignore_ascii_case(expected) {
                passed += 1;
            } else {
                failed.push(format!("{name}: expected {expected}, found {found}: {data}"));
            }
        }
    }
    // Here the bytes themselves are all there is to go by.
    let bytes = fs::read(directory.join("encoding/chardet/test_big5.txt")).expect("a test file can be read");
    match crate::charset::decode(&bytes, None, true).encoding {
        "Big5" => passed += 1,
        found => failed.push(format!("test_big5.txt: expected Big5, found {found}")),
    }
    let scripted = fs::read(directory.join("encoding/scripted/tests1.dat")).expect("a test file can be read");
    let scripted = format!("\n{}", String::from_utf8_lossy(&scripted)).matches("\n#data\n").count();
    eprintln!(
        "html5lib encoding: {passed} passed, {} wrong; outside of what is read here: {scripted} that run scripts",
        failed.len()
    );
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(passed > 80, "only {passed} tests were found");
}

struct Case {
    data: String,
    document: String,
    outside: Option<Outside>,
}

impl Case {
    /// The cases of a file.
    fn all(file: &str) -> Vec<Self> {
        let file = format!("\n{file}");
        file.split("\n#data\n").skip(1).map(Self::read).collect()
    }

    fn read(case: &str) -> Self {
        let case = format!("\n{case}");
        let part = |name: &str| case.split_once(&format!("\n#{name}\n")).map(|(_, rest)| rest);
        let outside = if part("document-fragment").is_some() {
            Some(Outside::Fragment)
        } else if case.contains("\n#script-on") {
            Some(Outside::Scripting)
        } else {
            None
        };
        let (data, _) = case.split_once("\n#errors").expect("a case tells its errors");
        let document = part("document").unwrap_or_default().trim_end_matches('\n');
        Self {
            data: data.strip_prefix('\n').unwrap_or_default().to_owned(),
            document: format!("{document}\n"),
            outside,
        }
    }
}
