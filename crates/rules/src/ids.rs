//! What a rule is called.

/// The id of a rule: its own, or one made of its section and its place there, counted from 1.
pub(crate) fn id_of(given: Option<&String>, section: &str, index: usize) -> String {
    given.cloned().unwrap_or_else(|| format!("{section}-{}", index + 1))
}

/// Whether an id is lower-case letters, digits and hyphens.
pub(crate) fn is_sound(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id.chars().all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-')
}
