//! Extraction in this process, as the measuring tasks need it.

use std::io::Read as _;
use std::path::{Path, PathBuf};

// Links the plugins in: without a use, their inventory entries are lost.
use copydesk_bundle as _;
use copydesk_config::Config;
use copydesk_core::{Extraction, Kind, Registry};
use copydesk_engine::{Engine, PageInput, host_of};
use copydesk_generic::Generic;

use crate::error::Error;
use crate::score::{GoldPage, GoldSet, Prediction};

/// The most bytes of a page that are unpacked: gold pages are far smaller.
const MAX_PAGE: u64 = 256 << 20;

/// Where the gold lies, unless a flag says otherwise: beside the workspace.
pub(crate) fn gold_directory(given: Option<&Path>) -> Result<PathBuf, Error> {
    let directory = given.map_or_else(|| crate::workspace::root().join("../shared/gold"), Path::to_owned);
    if directory.is_dir() {
        return Ok(directory);
    }
    Err(Error::Problem(format!(
        "there is no gold at {}: give its directory with --gold (one directory a set, each with gold.jsonl and html/ or text/)",
        directory.display()
    )))
}

/// The engine of the built-in configuration with every linked plugin.
pub(crate) fn engine() -> Result<Engine, Error> {
    let registry = Registry::linked().map_err(Error::problem)?;
    Engine::new(built_in()?, registry, Vec::new()).map_err(Error::problem)
}

/// The same with another generic extractor.
pub(crate) fn engine_with(generic: Generic) -> Result<Engine, Error> {
    let registry = Registry::linked().map_err(Error::problem)?;
    Engine::with_generic(generic, built_in()?, registry, Vec::new()).map_err(Error::problem)
}

/// The configuration of this workspace, as it was when this was built.
fn built_in() -> Result<Config, Error> {
    Config::try_embedded().map_err(|report| Error::Problem(format!("{report}:\n{report:#}")))
}

/// Limits the threads that work in parallel; none takes one a core.
pub(crate) fn set_threads(threads: Option<usize>) -> Result<(), Error> {
    let Some(threads) = threads else { return Ok(()) };
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(Error::problem)
}

/// Reads a page, unpacked where it is packed.
pub(crate) fn read_page(path: &Path) -> Result<Vec<u8>, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::io("read", path, source))?;
    if path.extension().is_none_or(|extension| extension != "gz") {
        return Ok(bytes);
    }
    let mut page = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice())
        .take(MAX_PAGE)
        .read_to_end(&mut page)
        .map_err(|source| Error::io("unpack", path, source))?;
    Ok(page)
}

/// How a page is given to the engine.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct How<'a> {
    /// The source to use; none has it recognised.
    pub(crate) source: Option<&'a str>,
    /// Whether the engine gets the page's address.
    pub(crate) with_url: bool,
}

/// Extracts a gold page.
pub(crate) fn extract(engine: &Engine, set: &GoldSet, page: &GoldPage, how: How<'_>) -> Result<Extraction, Error> {
    let path = set.file(page);
    let bytes = read_page(&path)?;
    let name = path.to_string_lossy();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    Ok(engine.extract(&PageInput {
        bytes: &bytes,
        name: Some(name),
        url: page.url.as_deref().filter(|_| how.with_url),
        source: how.source,
        ..PageInput::default()
    }))
}

/// The source that a gold page's host belongs to.
pub(crate) fn owner<'e>(engine: &'e Engine, page: &GoldPage) -> Option<&'e str> {
    let host = page_host(page.url.as_deref()?)?;
    engine.source_of_host(&host).map(|source| source.info().name.as_str())
}

/// The host of an address; some gold leaves the scheme out.
pub(crate) fn page_host(url: &str) -> Option<String> {
    if url.contains("://") { host_of(url) } else { host_of(&format!("https://{url}")) }
}

/// What an extraction says of its page.
pub(crate) fn prediction(extraction: &Extraction) -> Prediction {
    let article = &extraction.article;
    let captions = article.blocks.iter().filter(|block| block.kind == Kind::Caption);
    Prediction {
        confidence: Some(article.confidence),
        text: article.text.clone(),
        title: article.title.clone().unwrap_or_default(),
        published: article.published.clone().unwrap_or_default(),
        authors: article.authors.clone(),
        captions: Some(captions.map(|block| block.text.clone()).collect()),
        tags: article.tags.clone(),
        standfirst: article.standfirst.clone().unwrap_or_default(),
        blocks: article.blocks.iter().map(|block| (block.kind.name().to_owned(), block.text.clone())).collect(),
    }
}
