//! Runs a source's fixtures against their goldens.
//!
//! A fixture is a page of the developer's own writing: `fixtures/<case>.html` or `fixtures/<case>.txt`, with
//! `<case>.url` beside it where the page has no address of its own (one line), and `<case>.golden.json`: the whole
//! article, what was taken into fields, what was made part of other blocks and what was dropped, by which rule.
//! A case whose name begins with `other-` is a page of another paper, which the source must not recognise.
//!
//! A plugin's `tests/cases.rs` is three lines:
//!
//! ```text
//! use copydesk_source_courier as _;
//!
//! #[test]
//! fn fixtures_match_their_goldens() {
//!     copydesk_testkit::check_source(env!("CARGO_MANIFEST_DIR"), "courier").expect("fixtures match their goldens");
//! }
//! ```
//!
//! `cargo xtask fixtures --bless NAME` writes goldens that differ anew, and so does a test with `COPYDESK_BLESS=1` in its
//! environment: read the change before it is committed.
#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};

use copydesk_config::Config;
use copydesk_core::{Extraction, Registry};
use copydesk_engine::Engine;

pub mod accounts;
mod diff;
mod error;
pub mod fixture;
mod golden;
mod setup;

pub use error::TestkitError;
pub use fixture::Fixture;
pub use golden::{Golden, GoldenArticle, GoldenBlock, GoldenConsumed, GoldenDropped, GoldenPart};
pub use setup::{config_for, engine_for, rules_of, workspace_root};

/// The environment variable that has goldens written.
pub const BLESS: &str = "COPYDESK_BLESS";

/// The beginning of the names of cases that show other papers' pages.
pub const OTHER: &str = "other-";

/// What was found when a source's fixtures were run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The cases, sorted by name.
    pub cases: Vec<String>,
    /// The goldens that were written.
    pub blessed: Vec<PathBuf>,
    /// The rules of the source's TOML file that fired on no fixture.
    pub dead_rules: Vec<String>,
}

/// What to do with goldens that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Report them.
    Compare,
    /// Write them anew.
    Bless,
}

impl Mode {
    /// [`Mode::Bless`] where [`BLESS`] is set to anything but nothing and `0`.
    pub fn from_environment() -> Self {
        match std::env::var(BLESS) {
            Ok(value) if !value.is_empty() && value != "0" => Self::Bless,
            _ => Self::Compare,
        }
    }
}

/// Runs the fixtures of a source. `directory` is the crate of its plugin, or the directory of the fixtures themselves;
/// the plugins are those linked into the calling test, the configuration is that of the workspace as its files say now.
///
/// # Errors
/// [`TestkitError::Cases`] with a readable difference for every case that fails; other errors where the source, its
/// fixtures or its configuration cannot be used.
pub fn check_source(directory: impl AsRef<Path>, source: &str) -> Result<Report, TestkitError> {
    let directory = directory.as_ref();
    let below = directory.join("fixtures");
    let fixtures = if below.is_dir() { below } else { directory.to_owned() };
    let registry = Registry::linked().map_err(|error| TestkitError::setup(source, error))?;
    let config = config_for(&fixtures, source, &registry.names())?;
    check_fixtures(config, registry, &fixtures, source, Mode::from_environment())
}

/// Runs fixtures with a given configuration and given plugins.
///
/// # Errors
/// As [`check_source`].
pub fn check_fixtures(
    config: Config,
    registry: Registry,
    fixtures: &Path,
    source: &str,
    mode: Mode,
) -> Result<Report, TestkitError> {
    let rules = rules_of(&config, source)?;
    let engine = Engine::new(config, registry, Vec::new()).map_err(|error| TestkitError::setup(source, error))?;
    let cases = Fixture::all(fixtures)?;
    let mut report = Report { dead_rules: rules, ..Report::default() };
    let mut failures = fixture::orphans(fixtures, &cases)?;
    for case in &cases {
        let extraction = engine.extract(&case.input());
        accounts::remove_fired(&mut report.dead_rules, &extraction);
        if let Err(problem) = check_case(&engine, case, &extraction, source, mode, &mut report.blessed) {
            failures.push(format!("{}: {problem}", case.path.display()));
        }
        report.cases.push(case.name.clone());
    }
    if failures.is_empty() { Ok(report) } else { Err(TestkitError::Cases { source_name: source.to_owned(), failures }) }
}

fn check_case(
    engine: &Engine,
    case: &Fixture,
    extraction: &Extraction,
    source: &str,
    mode: Mode,
    blessed: &mut Vec<PathBuf>,
) -> Result<(), String> {
    accounts::check(&extraction.ledger)?;
    if engine.extract(&case.input()) != *extraction {
        return Err("extracted twice it gives two results: a cleaner must depend on nothing but the page".to_owned());
    }
    let recognised = extraction.article.source.as_deref() == Some(source);
    if recognised == case.name.starts_with(OTHER) {
        return Err(recognition_problem(extraction, source, recognised));
    }
    let found = Golden::of(extraction).to_json();
    let path = case.golden_path();
    let problem = match std::fs::read_to_string(&path) {
        Err(error) => format!("its golden {} cannot be read: {error}; `{}` writes it", path.display(), bless(source)),
        Ok(expected) => match Golden::from_json(&expected) {
            Err(error) => {
                format!("its golden {} is wrong: {error}; `{}` writes it anew", path.display(), bless(source))
            }
            Ok(golden) if golden.to_json() == found => return Ok(()),
            Ok(golden) => {
                let difference = diff::render(&golden.to_json(), &found);
                format!("differs from {} (- golden, + found):\n{difference}", path.display())
            }
        },
    };
    if mode == Mode::Compare {
        return Err(problem);
    }
    std::fs::write(&path, found).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    blessed.push(path);
    Ok(())
}

/// The command that writes a source's goldens.
fn bless(source: &str) -> String {
    format!("cargo xtask fixtures --bless {source}")
}

fn recognition_problem(extraction: &Extraction, source: &str, recognised: bool) -> String {
    let seen: Vec<String> = extraction
        .ledger
        .sources
        .iter()
        .map(|entry| format!("{} {:.2} by {}", entry.source, entry.score, entry.by))
        .collect();
    let seen = if seen.is_empty() { "nothing".to_owned() } else { seen.join(", ") };
    if recognised {
        return format!("is recognised as {source:?}, but shows another paper; what spoke for it: {seen}");
    }
    let diagnostics: Vec<&str> =
        extraction.article.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    format!(
        "is not recognised as {source:?}; what spoke for any source: {seen}; diagnostics: {diagnostics:?}; let the page \
         show what the recognise rules look for, or put its address into a .url file beside it"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_golden_says_how_to_write_it() {
        let fixtures = tempfile::tempdir().expect("a temporary directory can be made");
        let told = || {
            let registry = Registry::linked().expect("no two plugins have one name");
            let config = config_for(fixtures.path(), "metro", &registry.names()).expect("the source is built in");
            let found = check_fixtures(config, registry, fixtures.path(), "metro", Mode::Compare);
            found.expect_err("there is no golden").to_string()
        };
        assert!(told().contains("`cargo xtask fixtures --bless NAME` writes their goldens"));
        std::fs::write(fixtures.path().join("other-ferry.html"), "<p>The ferry sailed on Tuesday.")
            .expect("a file can be written");
        assert!(told().contains("`cargo xtask fixtures --bless metro` writes it"), "{}", told());
    }
}
