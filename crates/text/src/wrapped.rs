//! Text that was wrapped at a fixed width, as in mail and old archives.

/// Fewest lines that show a width.
const MIN_LINES: usize = 3;
/// A wrapped line has at least this many characters …
const MIN_WIDTH: usize = 50;
/// … and at most this many.
const MAX_WIDTH: usize = 100;
/// Lines of one paragraph differ by no more than about a word.
const MAX_RAG: usize = 18;
/// The most lines of one wrapped paragraph: a longer run of lines is judged in parts.
const MAX_RUN: usize = 4096;

/// Reads the next run of lines that are not blank, of [`MAX_RUN`] at most: the number of its first line; nothing where
/// no such line is left.
pub(crate) fn next_run<'t>(lines: &mut impl Iterator<Item = (u32, &'t str)>, run: &mut Vec<&'t str>) -> Option<u32> {
    run.clear();
    let mut first = None;
    while run.len() < MAX_RUN {
        match lines.next() {
            Some((_, line)) if line.trim().is_empty() && run.is_empty() => {}
            Some((at, line)) if !line.trim().is_empty() => {
                first = first.or(Some(at));
                run.push(line);
            }
            _ => break,
        }
    }
    first
}

/// Whether a run of lines is one wrapped paragraph: all its lines but the last have nearly one width, and most of them
/// break inside a sentence.
pub(crate) fn is_wrapped(lines: &[&str]) -> bool {
    if lines.len() < MIN_LINES {
        return false;
    }
    let (mut narrow, mut wide) = (usize::MAX, 0);
    for line in &lines[..lines.len() - 1] {
        let width = line.trim().chars().take(MAX_WIDTH + 1).count();
        (narrow, wide) = (narrow.min(width), wide.max(width));
    }
    if narrow < MIN_WIDTH || wide > MAX_WIDTH || wide - narrow > MAX_RAG {
        return false;
    }
    let flowing = lines.windows(2).filter(|pair| {
        let open = !pair[0].trim_end().ends_with(['.', '!', '?', '”', '"', ':']);
        open && pair[1].trim_start().starts_with(|first: char| !first.is_uppercase())
    });
    2 * flowing.count() >= lines.len() - 1
}
