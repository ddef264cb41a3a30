//! The list of diagnostics: every code that stands in the sources, and none that does not.

use std::collections::BTreeSet;
use std::path::PathBuf;

use copydesk_acceptance::workspace;

/// What the codes begin with.
const GROUPS: [&str; 7] = ["engine", "generic", "html", "input", "rules", "source", "text"];

/// Codes that are put together, of who failed and how: see `guard_source` in the engine.
const PUT_TOGETHER: [&str; 6] =
    ["generic/failed", "generic/panic", "plugin/failed", "plugin/panic", "rules/failed", "rules/panic"];

/// What stands before a code of the generic extractor, whose rules are called alike.
const BEFORE: [&str; 2] = ["Diagnostic::new(", "Diagnostic::of_source("];

/// Names of content types that begin as codes do.
const CONTENT_TYPES: [&str; 3] = ["text/html", "text/plain", "text/xml"];

#[test]
fn every_code_is_listed() {
    let listed = listed();
    let used = used();
    assert!(used.len() > PUT_TOGETHER.len() + 20, "codes are looked for as they are written: {used:?}");
    let missing: Vec<_> = used.difference(&listed).collect();
    assert!(missing.is_empty(), "DIAGNOSTICS.md does not list {missing:?}: add what each means and what to do");
    let gone: Vec<_> = listed.difference(&used).collect();
    assert!(gone.is_empty(), "DIAGNOSTICS.md lists {gone:?}, which no code says: take them out");
}

/// The codes in the first columns of the tables.
fn listed() -> BTreeSet<String> {
    let path = workspace().join("DIAGNOSTICS.md");
    let text = std::fs::read_to_string(path).expect("the list is there");
    let first_columns = text.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    first_columns
        .flat_map(|column| column.split(['`', ',', ' ']))
        .filter(|word| word.contains('/'))
        .map(str::to_owned)
        .collect()
}

/// The codes in the sources of the crates, without their tests.
fn used() -> BTreeSet<String> {
    let mut used: BTreeSet<String> = PUT_TOGETHER.map(str::to_owned).into();
    let mut open: Vec<PathBuf> = vec![workspace().join("crates")];
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(directory).expect("a directory can be read") {
            let path = entry.expect("an entry can be read").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if matches!(name.as_str(), "tests" | "tests.rs" | "samples.rs" | "robustness") {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source can be read");
                let own = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
                used.extend(codes(own));
            }
        }
    }
    used
}

/// The codes in a text: what is quoted and looks like one.
fn codes(text: &str) -> impl Iterator<Item = String> {
    let mut before = "";
    let quoted = text.split('"').filter_map(move |part| {
        let earlier = std::mem::replace(&mut before, part);
        is_code(part, earlier).then(|| part.to_owned())
    });
    quoted.filter(|code| !CONTENT_TYPES.contains(&code.as_str()))
}

fn is_code(part: &str, before: &str) -> bool {
    let Some((group, name)) = part.split_once('/') else { return false };
    let is_named = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let is_said = || BEFORE.iter().any(|call| before.trim_end().ends_with(call));
    is_named && GROUPS.contains(&group) && (group != "generic" || is_said())
}
