//! The lines of a text, however it ends them.

/// The lines of a text, without their ends: LF, CRLF, or CR alone, as old systems wrote it.
pub(crate) fn of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(end) = rest.find(['\n', '\r']) else { return Some(std::mem::take(&mut rest)) };
        let (line, after) = rest.split_at(end);
        rest = after.strip_prefix("\r\n").unwrap_or(&after[1..]);
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ends_of_lines_are_read_alike() {
        let lines = |text: &str| of(text).map(str::to_owned).collect::<Vec<_>>();
        for end in ["\n", "\r\n", "\r"] {
            let text = ["The gate", "", "held.", ""].join(end);
            assert_eq!(lines(&text), ["The gate", "", "held."], "{end:?}");
            assert_eq!(lines(text.trim_end()), ["The gate", "", "held."], "{end:?}");
        }
        assert_eq!(lines("a\rb\r\nc\n\rd\r\r\n"), ["a", "b", "c", "", "d", ""]);
        assert_eq!(lines(""), Vec::<String>::new());
        assert_eq!(lines("\r"), [""]);
    }
}
