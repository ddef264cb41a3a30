//! Text that was wrapped at a fixed width, as in mail and old archives.

/// Fewest lines that show a width.
const MIN_LINES: usize = 3;
/// A wrapped line has at least this many characters …
const MIN_WIDTH: usize = 50;
/// … and at most this many.
const MAX_WIDTH: usize = 100;
/// Lines of one paragraph differ by no more than about a word.
const MAX_RAG: usize = 18;

/// The run of lines that are not blank at the start of `lines`: how many, and whether they are one wrapped paragraph.
///
/// A paragraph is wrapped when all its lines but the last have nearly one width, and most of them break inside a
/// sentence. Each line is looked at once: the caller goes on behind the run, whatever the answer.
pub(crate) fn run_at(lines: &[&str]) -> (usize, bool) {
    let run = lines.iter().take_while(|line| !line.trim().is_empty()).count();
    (run, run >= MIN_LINES && is_wrapped(&lines[..run]))
}

fn is_wrapped(lines: &[&str]) -> bool {
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
