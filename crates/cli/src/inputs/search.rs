//! The pages and archives of directories.

use std::path::Path;

use copydesk_archive::is_archive_name;
use copydesk_core::without_endings;
use walkdir::WalkDir;

use super::{ArchiveAt, Input, InputFailure, PageAt, PageFile, is_package};
use crate::failure::Failure;
use crate::names::{shown, text_of};

/// What the names of pages end in, when a directory is searched.
const ENDINGS: [&str; 3] = [".html", ".htm", ".txt"];

/// Adds the pages of a directory, of which there may be `room` more; `max_files` is the limit for all directories.
pub(super) fn search(directory: &Path, room: &mut u32, max_files: u32, all: &mut Vec<Input>) -> Result<(), Failure> {
    let before = all.len();
    let own = directory.canonicalize().ok();
    let is_inside = |entry: &walkdir::DirEntry| !leads_above(entry, own.as_deref());
    for entry in WalkDir::new(directory).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_inside) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && (is_page(entry.path()) || holds_pages(entry.path())) => {
                *room = room.checked_sub(1).ok_or_else(|| {
                    Failure::usage(
                        format!(
                            "there are more than {max_files} files in the directories up to {}",
                            directory.display()
                        ),
                        "name fewer at a time, or raise limits.input.max_files",
                    )
                })?;
                all.push(if holds_pages(entry.path()) {
                    Input::Archive(ArchiveAt::File(PageFile { path: entry.into_path(), ..PageFile::default() }))
                } else {
                    let id = id_below(directory, entry.path());
                    Input::Page(PageAt::File(PageFile { path: entry.into_path(), id, ..PageFile::default() }))
                });
            }
            Ok(_) => {}
            Err(error) => all.extend(failed(error).map(Input::Failed)),
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

/// Whether an entry is a link to a directory that the one which is searched lies in: all in it would be found twice.
fn leads_above(entry: &walkdir::DirEntry, own: Option<&Path>) -> bool {
    let is_link = entry.depth() > 0 && entry.path_is_symlink() && entry.file_type().is_dir();
    let target = if is_link { entry.path().canonicalize().ok() } else { None };
    let leads = target.zip(own).is_some_and(|(target, own)| own.starts_with(target));
    if leads {
        let target = entry.path().read_link().unwrap_or_default();
        tell_of_loop(entry.path(), &target);
    }
    leads
}

/// Tells of a link that is not followed: what lies there is found in its own place, or lies outside.
fn tell_of_loop(link: &Path, target: &Path) {
    tracing::info!(link = shown(link), "a link leads back to {}: it is not followed", shown(target));
}

/// What a directory could not be searched for; none where nothing is missed by that.
fn failed(error: walkdir::Error) -> Option<InputFailure> {
    let Some(path) = error.path().filter(|path| path.is_symlink()) else { return Some(error.into()) };
    if let Some(ancestor) = error.loop_ancestor() {
        tell_of_loop(path, ancestor);
        return None;
    }
    if is_page(path) || holds_pages(path) {
        return Some(InputFailure::BrokenLink(path.to_owned()));
    }
    tracing::debug!(link = shown(path), "a link leads nowhere, and is not called like a page");
    None
}

/// Whether a name is that of web archives.
fn holds_pages(path: &Path) -> bool {
    is_archive_name(path) || is_package(path)
}

fn is_page(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = [".gz", ".zst"].into_iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}
