//! Rows of icon names: what is left of an icon font or sprite once a page was flattened.

use copydesk_core::Rule;

const ICONS: Rule = Rule::new("generic/icon-names", "icon-font names");

/// Fewest icons that make a row.
const MIN_ICONS: usize = 4;

/// The rule of icon rows, where a text is one: the word "icon" again and again, glued to other words, and no sentence.
pub(crate) fn row(text: &str) -> Option<Rule> {
    let lower = text.to_ascii_lowercase();
    let icons = lower.matches("icon").count();
    let words = lower.split_whitespace().count();
    (icons >= MIN_ICONS && 4 * icons >= words && !crate::lexical::ends_sentence(text)).then_some(ICONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_icon_rows() {
        assert_eq!(row("icon homeicon mailicon search upicon share"), Some(ICONS));
        assert_eq!(row("The icon of the saint, an icon like any icon, is an icon of the old town."), None);
        assert_eq!(row("icon"), None);
    }
}
