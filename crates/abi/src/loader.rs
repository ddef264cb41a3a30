//! Loading source plugins at run time.
//!
//! Loading a library runs its constructors before anything of it can be checked. So it is loaded only from where the
//! user said, from files and directories that nobody else may write to, and the first checks are made on the file. It
//! is never unloaded: what it gave may be pointed to from anywhere.
//!
//! Order: absolute path → canonical path → file and directory not writable by others → a name in the file's name →
//! a whole image → loaded → symbol → table (see the handshake) → described. Every refusal is a [`LoadError`].

mod access;
mod image;
mod library;
pub(crate) mod names;

use std::path::{Path, PathBuf};

use copydesk_core::{ExtractError, Extractor, SourceInfo};

use crate::LoadError;
use crate::handshake::{Handshake, shake_hands};
use crate::loaded::{Callbacks, LoadedExtractor};

/// A plugin that was loaded and found sound.
#[derive(Debug, Clone)]
pub struct LoadedPlugin {
    /// The source's name.
    pub name: String,
    /// The plugin's version.
    pub version: String,
    /// The canonical path of the library.
    pub path: PathBuf,
    source: SourceInfo,
    selectors: Vec<String>,
    callbacks: Callbacks,
}

impl LoadedPlugin {
    /// What its extractor says of itself, with default options.
    pub fn source(&self) -> &SourceInfo {
        &self.source
    }

    /// The selectors that its extractor will ask for, with default options.
    pub fn selectors(&self) -> &[String] {
        &self.selectors
    }

    /// Makes its extractor from the `[options]` table of the source's TOML file; null is no table.
    ///
    /// # Errors
    /// What the plugin says: [`ExtractError::Options`] where it does not take the options, [`ExtractError::Panic`]
    /// where it panics, [`ExtractError::Source`] where it breaks the boundary's contract.
    pub fn create(&self, options: &serde_json::Value) -> Result<Box<dyn Extractor>, ExtractError> {
        Ok(Box::new(LoadedExtractor::create(&self.name, self.callbacks, options)?))
    }
}

/// What came of loading several plugins: one that is refused harms no other.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The plugins, in the order in which they were loaded.
    pub plugins: Vec<LoadedPlugin>,
    /// The refusals, in the same order.
    pub refused: Vec<LoadError>,
}

impl Loaded {
    /// Loads one more library. The second of one name is refused.
    pub fn add_file(&mut self, path: &Path) {
        match self.load(path) {
            Ok(plugin) => self.plugins.push(plugin),
            Err(refusal) => {
                tracing::debug!(path = %path.display(), %refusal, "plugin refused");
                self.refused.push(refusal);
            }
        }
    }

    /// Loads every library of a directory (the files with the system's ending for libraries), in the order of their
    /// names. A directory that is refused is one refusal.
    pub fn add_directory(&mut self, directory: &Path) {
        match libraries(directory) {
            Ok(paths) => {
                for path in paths {
                    self.add_file(&path);
                }
            }
            Err(refusal) => self.refused.push(refusal),
        }
    }

    fn load(&self, path: &Path) -> Result<LoadedPlugin, LoadError> {
        let plugin = load(path)?;
        match self.plugins.iter().find(|earlier| earlier.name == plugin.name) {
            None => Ok(plugin),
            Some(first) => {
                Err(LoadError::DuplicateName { path: plugin.path, name: plugin.name, first: first.path.clone() })
            }
        }
    }
}

/// Loads one library.
///
/// # Errors
/// Why it is refused.
pub fn load(given: &Path) -> Result<LoadedPlugin, LoadError> {
    let path = canonical(given)?;
    access::check_file(given, &path)?;
    // By the name that was given: it may be a link to a file whose name tells a version.
    let names = names::of_file(given).ok_or_else(|| LoadError::BadName { path: path.clone() })?;
    image::check(&path).map_err(|problem| LoadError::NotALibrary { path: path.clone(), problem })?;
    let (name, table) = library::open(&path, &names)?;
    #[allow(unsafe_code)]
    // SAFETY: the table is what the library exports under the symbol that is kept for just that, and the library is
    // never unloaded. That it is as long as it says is the contract of the boundary.
    let Handshake { name, version, callbacks } = unsafe { shake_hands(&path, &name, table) }?;
    let described = LoadedExtractor::create(&name, callbacks, &serde_json::Value::Null);
    let extractor = described.map_err(|error| LoadError::Describe {
        path: path.clone(),
        name: name.clone(),
        problem: error.to_string(),
    })?;
    tracing::debug!(name, version, path = %path.display(), "plugin loaded");
    let (source, selectors) = (extractor.source().clone(), extractor.selectors());
    Ok(LoadedPlugin { name, version, path, source, selectors, callbacks })
}

/// Loads every library of a directory: see [`Loaded::add_directory`].
pub fn load_directory(directory: &Path) -> Loaded {
    load_directories(&[directory])
}

/// Loads every library of several directories, in their order. No two plugins of one name are loaded.
pub fn load_directories<P: AsRef<Path>>(directories: &[P]) -> Loaded {
    let mut loaded = Loaded::default();
    for directory in directories {
        loaded.add_directory(directory.as_ref());
    }
    loaded
}

/// The canonical path of what an absolute path leads to.
fn canonical(given: &Path) -> Result<PathBuf, LoadError> {
    if !given.is_absolute() {
        return Err(LoadError::NotAbsolute { path: given.to_owned() });
    }
    given.canonicalize().map_err(|source| LoadError::Unreadable { path: given.to_owned(), source })
}

/// The libraries of a directory, sorted.
fn libraries(given: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let directory = canonical(given)?;
    access::check_directory(given, &directory)?;
    let unreadable = |source| LoadError::Unreadable { path: given.to_owned(), source };
    let mut paths = Vec::new();
    for entry in directory.read_dir().map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.to_str().is_some_and(|path| path.ends_with(std::env::consts::DLL_SUFFIX)) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
