//! Why inputs gave no article.

use std::path::{Path, PathBuf};

use copydesk_archive::{ArchiveError, NoPage, Place};
use copydesk_engine::EngineError;
use miette::Diagnostic;
use thiserror::Error;

use super::is_package;
use crate::names::{shown, visible};

/// Where a link points to.
fn target(link: &Path) -> String {
    link.read_link().map_or_else(|_| "a place that cannot be told".to_owned(), |target| shown(&target))
}

/// How to fetch what stands at an address: of a package nothing can be read from a pipe.
fn fetching(address: &Path) -> &'static str {
    if is_package(address) {
        "fetch the file, as in `curl -LO ADDRESS`, and name it"
    } else {
        "fetch the page, as in `curl -L ADDRESS | copydesk extract - --url ADDRESS`"
    }
}

/// Why an input gave no article.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum InputFailure {
    #[error("there is no file {}", shown(.0))]
    #[diagnostic(help("check the path; - stands for standard input"))]
    Missing(PathBuf),
    #[error("{} is an address, and copydesk fetches nothing", shown(.0))]
    #[diagnostic(help("{}", fetching(.0)))]
    Address(PathBuf),
    #[error("there is no file {}, which {} names", shown(path), visible(place))]
    #[diagnostic(help("correct its `path` there, which starts at the manifest's directory"))]
    MissingAsListed { path: PathBuf, place: String },
    #[error("{} is a link to {}, which is not there", shown(.0), target(.0))]
    #[diagnostic(help("restore what it points to, or leave the link out"))]
    BrokenLink(PathBuf),
    #[error("{} is a directory, expected a file", shown(.0))]
    #[diagnostic(help("name the pages in it one by one, or the directory as an input of the call"))]
    Directory(PathBuf),
    #[error("{} is a ZIP file, which is read from its end: neither a pipe nor standard input can be", visible(name))]
    #[diagnostic(help(
        "write it to a file whose name ends in .wacz, if it is a web archive; other ZIP files are not read"
    ))]
    ZipInPipe { name: String },
    #[error("{} may not be read: permission denied", shown(.0))]
    #[diagnostic(help("make it readable for this user, or leave it out"))]
    Denied(PathBuf),
    #[error("{}: {error}", visible(name))]
    Unreadable { name: String, error: EngineError },
    #[error("directory {} holds no pages", shown(.0))]
    #[diagnostic(help(
        "expected files that end in .html, .htm, .txt or .warc, or in one of these and .gz or .zst, or in .wacz, at any depth"
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
    #[error("{}: {}", visible(name), ArchiveError::NoArchive)]
    #[diagnostic(help("name a WARC file; a page is read as one where its name ends in .html, .htm or .txt"))]
    NoArchive { name: String },
    #[error("archive {} is empty", visible(name))]
    #[diagnostic(help("fetch it again, or leave it out"))]
    EmptyArchive { name: String },
    #[error("{}: {error}", visible(name))]
    #[diagnostic(help("name the place of a record as articles name it as their input, as in news.warc.gz#12345"))]
    Record { name: String, error: ArchiveError },
    #[error("{}, at {place}: {}", visible(name), visible(problem))]
    #[diagnostic(help(
        "the part was passed over, and the records behind it were looked for; see to the file, or fetch it again"
    ))]
    Damage { name: String, place: Place, problem: String },
    #[error("{}: {problem}", visible(name))]
    #[diagnostic(help("the other web archives of the package were read; see to the file, or fetch it again"))]
    Part { name: String, problem: String },
    #[error("{}: {}", visible(name), ArchiveError::NoPart)]
    #[diagnostic(help("name it as articles do in their input, as in news.wacz#archive/data.warc.gz#12345"))]
    NoPart { name: String },
    #[error("{} {error}", visible(name))]
    #[diagnostic(help("see to the file, or fetch it again"))]
    Package { name: String, error: ArchiveError },
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
