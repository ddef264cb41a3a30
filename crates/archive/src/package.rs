//! Web archives in a ZIP file (WACZ 1.1.1): the parts that it has, and what they unpack to.

use std::collections::HashSet;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rawzip::{
    CompressionMethod, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder,
    ZipFileHeaderRecord, ZipLocator,
};

use crate::{ArchiveError, Limits, is_archive_name};

mod part;

pub use part::{PartReader, Soundness};

use part::Stretch;

/// The folder that archives stand in.
const FOLDER: &str = "archive/";
/// What a ZIP file begins with: a file in it, or the end of a directory that names none.
const BEGINNINGS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Whether the first bytes of a file begin a ZIP file.
pub fn begins_zip(start: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| start.starts_with(beginning))
}

/// A ZIP file of which some parts are web archives.
pub struct Package<R> {
    zip: Arc<Zip<R>>,
    parts: Vec<Part>,
    damage: Option<String>,
}

/// The ZIP file, as the library reads it.
type Zip<R> = ZipArchive<Shared<R>>;

/// A file that several read, each at places of its own.
struct Shared<R>(Mutex<R>);

impl<R: Read + Seek> ReaderAt for Shared<R> {
    fn read_at(&self, buffer: &mut [u8], place: u64) -> io::Result<usize> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place))?;
        file.read(buffer)
    }
}

/// A web archive in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name in the package, with folders. Bytes that are no UTF-8 are replaced.
    pub name: String,
    /// Why it cannot be read, where the directory tells that.
    problem: Option<String>,
    is_deflated: bool,
    /// Where the package tells of it, and where it ends at least.
    range: (u64, u64),
    checksum: u32,
    way: ZipArchiveEntryWayfinder,
}

impl<R: Read + Seek> Package<R> {
    /// Reads the directory, which stands at the end of the file.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails, [`ArchiveError::NoPackage`] where there is no directory, and
    /// [`ArchiveError::NoParts`] where it names no web archive.
    pub fn open(mut file: R) -> Result<Self, ArchiveError> {
        let end = file.seek(SeekFrom::End(0))?;
        let file = Shared(Mutex::new(file));
        let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let located = ZipLocator::new().locate_in_reader(file, &mut buffer, end);
        let zip = located.map_err(|(_, error)| no_package(error))?;
        let (mut parts, mut named) = (Vec::new(), 0_u64);
        let mut entries = zip.entries(&mut buffer);
        let damage = loop {
            match entries.next_entry() {
                Ok(Some(entry)) => {
                    named += 1;
                    parts.extend(Part::of(&entry));
                }
                Ok(None) if named < zip.entries_hint() => {
                    let told = zip.entries_hint();
                    break Some(format!("its directory says to name {told} files, and names {named}"));
                }
                Ok(None) => break None,
                Err(error) => match no_package(error) {
                    ArchiveError::NoPackage(_) => {
                        break Some(format!("its directory is damaged behind the first {named} files that it names"));
                    }
                    error => return Err(error),
                },
            }
        };
        if parts.is_empty() {
            return Err(damage.map_or(ArchiveError::NoParts, ArchiveError::NoPackage));
        }
        mark_repeated(&mut parts);
        Ok(Self { zip: Arc::new(zip), parts, damage })
    }

    /// Its web archives, in the order of the directory.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What is wrong with its directory, so that there may be more parts.
    pub fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }

    /// Begins to read a part.
    ///
    /// # Errors
    /// [`ArchiveError::Read`] when the reader fails, [`ArchiveError::NoPart`] where there is none of this name, and
    /// [`ArchiveError::Part`] where it cannot be read.
    pub fn read(&self, name: &str, limits: &Limits) -> Result<PartReader<R>, ArchiveError> {
        let part = self.parts.iter().find(|part| part.name == name).ok_or(ArchiveError::NoPart)?;
        self.read_part(part, limits)
    }

    /// Begins to read one of its parts.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_part(&self, part: &Part, limits: &Limits) -> Result<PartReader<R>, ArchiveError> {
        if let Some(problem) = &part.problem {
            return Err(ArchiveError::Part(problem.clone()));
        }
        let entry = self.zip.get_entry(part.way).map_err(|error| match no_package(error) {
            ArchiveError::NoPackage(_) => ArchiveError::Part("it does not stand where the directory says".to_owned()),
            error => error,
        })?;
        let stretch = Stretch::new(Arc::clone(&self.zip), entry.compressed_data_range());
        Ok(PartReader::new(stretch, part.is_deflated, part.checksum, limits.max_ratio))
    }
}

impl Part {
    /// What an entry of the directory names, if that is a web archive.
    fn of(entry: &ZipFileHeaderRecord<'_>) -> Option<Self> {
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let is_in_folder = name.get(..FOLDER.len()).is_some_and(|folder| folder.eq_ignore_ascii_case(FOLDER));
        if !is_in_folder || !is_archive_name(Path::new(&name)) {
            return None;
        }
        let method = entry.compression_method();
        let is_deflated = method == CompressionMethod::DEFLATE;
        let problem = if entry.flags().is_encrypted() {
            Some("it is encrypted".to_owned())
        } else if is_deflated || method == CompressionMethod::STORE {
            None
        } else {
            let method = method.name().map_or_else(|| method.as_u16().to_string(), str::to_owned);
            Some(format!("it is packed by the method {method}, expected none or DEFLATE"))
        };
        let way = entry.wayfinder();
        let start = entry.local_header_offset();
        let range = (start, start.saturating_add(way.compressed_size_hint()));
        Some(Self { name, problem, is_deflated, range, checksum: entry.crc32(), way })
    }
}

/// Marks the parts that stand within others or where others begin, by which a small file may say to hold much, and those whose name was there before.
fn mark_repeated(parts: &mut [Part]) {
    let mut in_order: Vec<usize> = (0..parts.len()).collect();
    in_order.sort_by_key(|at| (parts[*at].range.0, *at));
    let (mut end, mut last) = (0, None);
    for at in in_order {
        let part = &mut parts[at];
        let start = part.range.0;
        if start < end || last.replace(start) == Some(start) {
            part.problem.get_or_insert_with(|| "it stands within another file of the package".to_owned());
        }
        end = end.max(part.range.1);
    }
    let mut names = HashSet::new();
    for part in parts {
        if !names.insert(part.name.as_str()) {
            part.problem.get_or_insert_with(|| "another file of the package has its name".to_owned());
        }
    }
}

/// Why a directory cannot be read.
fn no_package(error: rawzip::Error) -> ArchiveError {
    match error.into_kind() {
        // A place that no file has is the directory's.
        rawzip::ErrorKind::IO(error)
            if !matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput) =>
        {
            ArchiveError::Read(error)
        }
        rawzip::ErrorKind::MissingEndOfCentralDirectory => {
            ArchiveError::NoPackage("its end, with the directory, is not there".to_owned())
        }
        _ => ArchiveError::NoPackage("its directory is damaged".to_owned()),
    }
}
