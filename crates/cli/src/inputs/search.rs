//! The pages and archives of directories.

use std::path::Path;

use copydesk_core::without_endings;
use walkdir::WalkDir;

use super::{ArchiveAt, Input, InputFailure, PageAt, PageFile, is_archive};
use crate::failure::Failure;
use crate::names::text_of;

/// What the names of pages end in, when a directory is searched.
const ENDINGS: [&str; 3] = [".html", ".htm", ".txt"];

/// Adds the pages of a directory, of which there may be `room` more; `max_files` is the limit for all directories.
pub(super) fn search(directory: &Path, room: &mut u32, max_files: u32, all: &mut Vec<Input>) -> Result<(), Failure> {
    let before = all.len();
    for entry in WalkDir::new(directory).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_file() && (is_page(entry.path()) || is_archive(entry.path())) => {
                *room = room.checked_sub(1).ok_or_else(|| {
                    Failure::usage(
                        format!(
                            "there are more than {max_files} files in the directories up to {}",
                            directory.display()
                        ),
                        "name fewer at a time, or raise limits.input.max_files",
                    )
                })?;
                all.push(if is_archive(entry.path()) {
                    Input::Archive(ArchiveAt::File(entry.into_path()))
                } else {
                    let id = id_below(directory, entry.path());
                    Input::Page(PageAt::File(PageFile { path: entry.into_path(), id, ..PageFile::default() }))
                });
            }
            Ok(_) => {}
            Err(error) => all.push(Input::Failed(error.into())),
        }
    }
    if all.len() == before {
        all.push(Input::Failed(InputFailure::NoPages(directory.to_owned())));
    }
    Ok(())
}

/// The id of a page in a directory: its path below the directory, with `/`, without endings.
fn id_below(directory: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(directory).ok()?;
    let parts: Vec<_> = below.components().map(|part| text_of(part.as_os_str())).collect();
    let (name, directories) = parts.split_last()?;
    let mut id: String = directories.iter().flat_map(|part| [part.as_str(), "/"]).collect();
    id.push_str(without_endings(name));
    Some(id)
}

fn is_page(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}
