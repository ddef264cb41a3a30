//! What the names of web archives look like.

use std::ffi::OsStr;
use std::path::Path;

/// Whether a name is that of a web archive: it ends in `.warc`, perhaps with `.wet` (the texts of pages, as Common Crawl has them),
/// `.gz` or `.zst` and `.open` (what a crawler still writes to) behind it.
pub fn is_archive_name(path: &Path) -> bool {
    let mut name = path.file_name().map_or(path, Path::new);
    for endings in [&["open"][..], &["gz", "zst"], &["wet"]] {
        let is_one = |own: &OsStr| endings.iter().any(|ending| own.eq_ignore_ascii_case(ending));
        if name.extension().is_some_and(is_one) {
            name = name.file_stem().map_or(name, Path::new);
        }
    }
    name.extension().is_some_and(|own| own.eq_ignore_ascii_case("warc"))
}
