//! Why inputs gave no article.

use std::path::PathBuf;

use copydesk_archive::{ArchiveError, NoPage, Place};
use copydesk_engine::EngineError;
use miette::Diagnostic;
use thiserror::Error;

use crate::names::{shown, visible};

/// Why an input gave no article.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum InputFailure {
    #[error("there is no file {}", shown(.0))]
    #[diagnostic(help("check the path; expected a file, a directory of pages, or - for standard input"))]
    Missing(PathBuf),
    #[error("{} may not be read: permission denied", shown(.0))]
    #[diagnostic(help("make it readable for this user, or leave it out"))]
    Denied(PathBuf),
    #[error("{}: {error}", visible(name))]
    Unreadable { name: String, error: EngineError },
    #[error("directory {} holds no pages", shown(.0))]
    #[diagnostic(help(
        "expected files that end in .html, .htm, .txt or .warc, or in one of these and .gz, at any depth"
    ))]
    NoPages(PathBuf),
    #[error("manifest {} names no pages", shown(.0))]
    #[diagnostic(help("expected one JSON object a line, with `path`"))]
    EmptyManifest(PathBuf),
    #[error("directory cannot be searched: {}", visible(&.0.to_string()))]
    Search(#[from] walkdir::Error),
    #[error("{}: {error}", visible(name))]
    #[diagnostic(help("the pages before it are there; see to the file, or fetch it again"))]
    Archive { name: String, error: ArchiveError },
    #[error("{}: {error}", visible(name))]
    #[diagnostic(help("name the place of a record as articles name it as their input, as in news.warc.gz#12345"))]
    Record { name: String, error: ArchiveError },
    #[error("{}, at {place}: {}", visible(name), visible(problem))]
    #[diagnostic(help("the part was passed over, and all sound records around it were read"))]
    Damage { name: String, place: Place, problem: String },
    #[error("archive {} holds no pages ({})", visible(name), visible(found))]
    #[diagnostic(help("expected records with the answer of a server that is HTML, or with the text of a page"))]
    NoPagesInArchive { name: String, found: String },
    #[error("archive {} is given an address, a content type or an id", shown(.0))]
    #[diagnostic(help("leave them out, as it tells them of each page; or name one record, as in news.warc.gz#12345"))]
    Described(PathBuf),
    #[error("{} is no page: {}", visible(name), visible(&.reason.to_string()))]
    #[diagnostic(help("name a record that holds the answer of a server that is HTML, or the text of a page"))]
    NoPage { name: String, reason: NoPage },
}
