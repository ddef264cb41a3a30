//! Configurations written into temporary directories.

use std::path::Path;

use tempfile::TempDir;

use crate::{Config, Layers, Report};

mod layering;
mod reports;
mod schemas;

/// The plugins that the tests pretend to be linked in.
const PLUGINS: [&str; 3] = ["haaretz", "labourlist", "rt"];

/// A directory with the given files.
fn directory(files: &[(&str, &str)]) -> TempDir {
    let directory = TempDir::new().expect("a temporary directory can be made");
    for (name, text) in files {
        let path = directory.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file has a directory")).expect("directories can be made");
        std::fs::write(path, text).expect("files can be written");
    }
    directory
}

/// A judge of selectors that knows one kind of mistake: an open bracket.
fn brackets(css: &str) -> Result<(), String> {
    if css.matches('[').count() == css.matches(']').count() {
        Ok(())
    } else {
        Err("a bracket is not closed".to_owned())
    }
}

fn load(layers: &Layers) -> Result<Config, Report> {
    Config::load_with(layers, &PLUGINS, &brackets)
}

fn user(directory: &Path) -> Layers {
    Layers { user: Some(directory.to_owned()), ..Layers::none() }
}

/// The report on files in the user's directory, with that directory called DIR.
#[track_caller]
fn report(files: &[(&str, &str)]) -> String {
    let directory = directory(files);
    let report = load(&user(directory.path())).expect_err("the files of this test are wrong");
    let report = format!("{report:#}").replace(&directory.path().display().to_string(), "DIR");
    without_embedded_lines(&report)
}

/// A report without the line numbers in embedded files, which change with every source's knowledge.
fn without_embedded_lines(report: &str) -> String {
    let mut parts = report.split("embedded:");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(':').unwrap_or((part, ""));
        plain.push_str("embedded:");
        plain.push_str(name);
        plain.push_str(rest.trim_start_matches(|character: char| character.is_ascii_digit()));
    }
    plain
}
