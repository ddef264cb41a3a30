//! The least part of a page that still shows what the whole does: delta debugging (Zeller and Hildebrandt, "Simplifying
//! and isolating failure-inducing input", 2002), by halves of halves.

/// Takes parts out of a page for as long as `shows` holds of the rest, down to single characters, with at most so many
/// questions.
pub fn reduce(page: &str, mut questions: usize, mut shows: impl FnMut(&str) -> bool) -> String {
    let mut least = page.to_owned();
    let mut part = least.len().div_ceil(2).max(1);
    loop {
        let (mut at, mut is_less) = (0, false);
        while at < least.len() && questions > 0 {
            let from = least.floor_char_boundary(at);
            let to = least.ceil_char_boundary(at + part);
            let rest = format!("{}{}", &least[..from], &least[to..]);
            questions -= 1;
            if shows(&rest) {
                least = rest;
                is_less = true;
            } else {
                at = to;
            }
        }
        if questions == 0 || (part == 1 && !is_less) {
            return least;
        }
        part = (part / 2).max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_matter_goes() {
        let page = "<p>The ferry</p><b>is late</b> and é is here</i>".repeat(20);
        assert_eq!(reduce(&page, 10_000, |rest| rest.contains('é') && rest.contains("<b>")), "<b>é");
        assert_eq!(reduce("abc", 0, |_| true), "abc");
        assert_eq!(reduce("abc", 100, |_| true), "");
    }
}
