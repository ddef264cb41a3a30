//! "Did you mean": the nearest of the words that would have been right.

/// The known word that is nearest to a given one, where one is near enough to have been meant: at most a third of its
/// letters differ (Damerau–Levenshtein, so that two swapped letters count once).
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let reach = |candidate: &str| (word.chars().count().max(candidate.chars().count()) / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= reach(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: Option<&str>) {
        assert_eq!(nearest(word, ["select", "text", "within", "why", "hosts"]), expected, "{word}");
    }

    #[test]
    fn near_words_are_found() {
        check("txt", Some("text"));
        check("selector", Some("select"));
        check("hsots", Some("hosts"));
        check("Text", Some("text"));
        check("colour", None);
        check("", None);
    }
}
