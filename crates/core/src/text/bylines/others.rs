//! The parts of a byline that name others than the authors.

use std::sync::LazyLock;

use super::parts::parts;
use super::prefixes::ByInitial;
use super::words::OTHERS;

/// The most credits of others that are read.
const MAX_OTHERS: usize = 6;

/// The parts of a byline that name others than the authors: "Photographs by …", "Edited by …".
pub(super) fn other_parts(byline: &str) -> Vec<String> {
    let Some(at) = others(byline) else { return Vec::new() };
    let mut rest = &byline[at..];
    let mut names = Vec::new();
    for _ in 0..MAX_OTHERS {
        let Some(opening) = OTHERS.iter().filter(|other| is_opened(rest, other)).max_by_key(|other| other.len()) else {
            break;
        };
        rest = rest.get(opening.len()..).unwrap_or_default();
        rest = &rest[..author_behind(rest).unwrap_or(rest.len())];
        let behind = rest.trim_start().strip_prefix("by ").or(rest.trim_start().strip_prefix("von ")).unwrap_or(rest);
        names.extend(parts(behind).into_iter().map(|(name, _)| name));
        let Some(next) = others(rest) else { break };
        rest = &rest[next..];
    }
    names
}

/// Where the author's own byline begins behind that of others.
pub(super) fn author_behind(text: &str) -> Option<usize> {
    const OPENINGS: [&str; 6] =
        ["Written by ", "Written By ", "written by ", "Geschrieben von ", "Verfasst von ", "Escrito por "];
    OPENINGS.iter().filter_map(|opening| text.find(opening)).min().filter(|at| *at > 0)
}

fn is_opened(text: &str, opening: &str) -> bool {
    text.get(..opening.len()).is_some_and(|head| head.to_lowercase() == opening)
}

/// [`OTHERS`] by what they begin with.
static OTHERS_BY_INITIAL: LazyLock<ByInitial> = LazyLock::new(|| ByInitial::of(OTHERS));

/// Where the part of a byline begins that names others than the authors: at the first of [`OTHERS`] that is no part of
/// a longer word where it first stands.
pub(super) fn others(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let (bytes, others) = (lower.as_bytes(), &*OTHERS_BY_INITIAL);
    let mut seen = [false; OTHERS.len()];
    for (at, first) in bytes.iter().enumerate() {
        // The second letters part nearly all.
        let Some(second) = bytes.get(at + 1) else { break };
        if !others.may_begin(*first, *second) {
            continue;
        }
        for (number, other) in others.words(&bytes[at..]) {
            if seen[*number] || !bytes[at..].starts_with(other.as_bytes()) {
                continue;
            }
            seen[*number] = true;
            if text.is_char_boundary(at) && !text[..at].ends_with(char::is_alphanumeric) {
                return Some(at);
            }
        }
    }
    None
}
