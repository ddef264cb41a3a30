//! Writing files, or checking that they are what would be written.

use std::path::Path;

use crate::error::Error;

/// Whether generated files are written or only compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write what differs.
    Write,
    /// Report what differs.
    Check,
}

/// Makes sure that a file holds the given contents: writes them, or in [`Mode::Check`] fails where they differ. Tells
/// whether the file was written.
pub(crate) fn ensure_file_contents(file: &Path, contents: &str, mode: Mode) -> Result<bool, Error> {
    // A checkout may have other line ends.
    let old = std::fs::read_to_string(file).ok().map(|text| text.replace("\r\n", "\n"));
    if old.as_deref() == Some(contents) {
        return Ok(false);
    }
    if mode == Mode::Check {
        return Err(Error::Problem(format!(
            "{} is not what would be generated: run `cargo xtask codegen` and commit the result",
            file.display()
        )));
    }
    if let Some(parent) = file.parent() {
        std::fs::create_dir_all(parent).map_err(|source| Error::io("make", parent, source))?;
    }
    std::fs::write(file, contents).map_err(|source| Error::io("write", file, source))?;
    Ok(true)
}

/// Puts lines between a line that holds `begin` and the next line that holds `end`, in place of what stands there.
pub(crate) fn replace_between(text: &str, begin: &str, end: &str, lines: &str) -> Result<String, Error> {
    let missing = |marker: &str| {
        Error::Problem(format!("there is no line {marker:?}: put it back where the generated part belongs"))
    };
    let first = text.find(begin).ok_or_else(|| missing(begin))?;
    let first = text[first..].find('\n').map_or(text.len(), |at| first + at + 1);
    let last = text[first..].find(end).map(|at| first + at).ok_or_else(|| missing(end))?;
    let last = text[..last].rfind('\n').map_or(0, |at| at + 1);
    Ok(format!("{}{lines}{}", &text[..first], &text[last..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checking_writes_nothing_and_writing_writes_once() {
        let scratch = tempfile::tempdir().expect("a scratch directory can be made");
        let file = scratch.path().join("below/file.txt");
        assert!(ensure_file_contents(&file, "one\n", Mode::Check).is_err());
        assert!(!file.exists());
        assert!(ensure_file_contents(&file, "one\n", Mode::Write).expect("it is written"));
        assert!(!ensure_file_contents(&file, "one\n", Mode::Write).expect("it is there"));
        assert!(!ensure_file_contents(&file, "one\n", Mode::Check).expect("it is there"));
        assert!(ensure_file_contents(&file, "two\n", Mode::Check).is_err());
    }

    #[test]
    fn lines_between_markers_are_replaced() {
        let text = "a\n# begin x\nold\n# end x\nb\n";
        let new = replace_between(text, "# begin x", "# end x", "one\ntwo\n").expect("both markers are there");
        assert_eq!(new, "a\n# begin x\none\ntwo\n# end x\nb\n");
        assert_eq!(replace_between(&new, "# begin x", "# end x", "old\n").expect("both are there"), text);
        assert!(replace_between(text, "# begin y", "# end x", "").is_err());
        assert!(replace_between(text, "# begin x", "# end y", "").is_err());
    }
}
