//! The source's name in a file's name, and the names of the sources that a library exports.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::Path;

use crate::plugin::is_name;
use crate::table::{ABI_MAJOR, SYMBOL_PREFIX, SYMBOL_STEM};

/// What the package of a source plugin is called, before the source's name: cargo names the library after it.
const PACKAGE_PREFIX: &str = "copydesk_source_";

/// The source names that a file's name allows, likeliest first; `None` where it allows none. `librt.so`, `rt.so` and
/// `libcopydesk_source_rt.so` are all named after `rt`; `liberty.so` may be named after `erty` or after `liberty`.
pub(crate) fn of_file(path: &Path) -> Option<Vec<String>> {
    let stem = path.file_name()?.to_str()?.strip_suffix(DLL_SUFFIX)?;
    let bare = stem.strip_prefix(DLL_PREFIX).unwrap_or(stem);
    let mut names = vec![bare.strip_prefix(PACKAGE_PREFIX).unwrap_or(bare), stem];
    names.dedup();
    names.retain(|name| is_name(name));
    (!names.is_empty()).then(|| names.into_iter().map(str::to_owned).collect())
}

/// The names of all sources whose symbols occur in a library's bytes; sorted, each once. They may be no exports.
pub(super) fn in_image(image: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let prefix = SYMBOL_PREFIX.as_bytes();
    let mut rest = image;
    while let Some(at) = find(rest, prefix) {
        rest = &rest[at + prefix.len()..];
        let end = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
        if let Some(name) = std::str::from_utf8(&rest[..end]).ok().filter(|name| is_name(name)) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    names.dedup();
    names
}

/// Another version of the boundary than this one's that a library's bytes name in the symbol of a source: of one of the `wanted`
/// ones, where there is such, and the latest of several.
pub(super) fn other_version(image: &[u8], wanted: &[String]) -> Option<u32> {
    let prefix = SYMBOL_STEM.as_bytes();
    let mut best: Option<(bool, u32)> = None;
    let mut rest = image;
    while let Some(at) = find(rest, prefix) {
        rest = &rest[at + prefix.len()..];
        let end = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
        let symbol = std::str::from_utf8(&rest[..end]).ok().and_then(|symbol| symbol.split_once('_'));
        let Some((digits, name)) = symbol.filter(|(_, name)| is_name(name)) else { continue };
        let Some(version) = digits.parse().ok().filter(|version| *version != ABI_MAJOR) else { continue };
        best = best.max(Some((wanted.iter().any(|wanted| wanted == name), version)));
    }
    best.map(|(_, version)| version)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_file(file: &str, expected: &[&str]) {
        let file = file.replace("lib|", DLL_PREFIX) + DLL_SUFFIX;
        assert_eq!(of_file(Path::new(&file)).unwrap_or_default(), expected, "{file}");
    }

    #[test]
    fn a_file_is_named_after_its_source() {
        check_file("lib|copydesk_source_gazette", &["gazette", &format!("{DLL_PREFIX}copydesk_source_gazette")]);
        check_file("gazette", &["gazette"]);
        check_file("/a/b/gazette_2", &["gazette_2"]);
        check_file("2gazette", &[]);
        check_file("the-gazette", &[]);
        check_file("Gazette", &[]);
        check_file("", &[]);
        assert_eq!(of_file(Path::new("gazette.txt")), None);
        assert_eq!(of_file(Path::new("/")), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_source_may_be_called_as_if_it_had_the_systems_prefix() {
        check_file("liberty", &["erty", "liberty"]);
    }

    #[test]
    fn exported_names_are_found_in_an_image() {
        let image = b"\0copydesk_source_v1_b\0\xff copydesk_source_v1_a\0copydesk_source_v1_\0copydesk_source_v1_A\0\
            copydesk_source_v1_b\0copydesk_source_v1";
        assert_eq!(in_image(image), ["a", "b"]);
        assert!(in_image(b"").is_empty());
    }

    #[test]
    fn symbols_of_other_versions_are_found_in_an_image() {
        let check = |image: &[u8], expected: Option<u32>| {
            assert_eq!(other_version(image, &["gazette".to_owned()]), expected, "{}", String::from_utf8_lossy(image));
        };
        check(b"\0copydesk_source_v2_gazette\0", Some(2));
        check(b"\0copydesk_source_v3_gazette\0copydesk_source_v12_courier\0", Some(3));
        check(b"\0copydesk_source_v12_courier", Some(12));
        check(b"\0copydesk_source_v1_gazette\0copydesk_source_v_gazette\0copydesk_source_vx_gazette\0", None);
        check(b"\0copydesk_source_v2_Gazette\0copydesk_source_v2\0copydesk_source_v99999999999_gazette\0", None);
    }
}
