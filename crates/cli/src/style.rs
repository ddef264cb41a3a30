//! Colours: whether to use them, and which.

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};

use crate::args::Color;

/// Headings of a listing.
pub(crate) const HEADING: Style = Style::new().bold().underline();
/// Names of things: fields, sources.
pub(crate) const NAME: Style = Style::new().bold();
/// What is kept.
pub(crate) const KEPT: Style = AnsiColor::Green.on_default().bold();
/// What is dropped.
pub(crate) const DROPPED: Style = AnsiColor::Red.on_default().bold();
/// What is taken into a field.
pub(crate) const FIELD: Style = AnsiColor::Cyan.on_default().bold();
/// What became part of another block.
pub(crate) const PART: Style = AnsiColor::Blue.on_default().bold();
/// Rules and reasons.
pub(crate) const QUIET: Style = Style::new().dimmed();
/// What was overruled.
pub(crate) const OVERRULED: Style = AnsiColor::Yellow.on_default();
/// The word before an error.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Sets when to colour, for every stream.
pub(crate) fn choose(color: Color) {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
    .write_global();
}

/// `text` in a style.
pub(crate) fn paint(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Styled text as standard output shall have it: with its colours on a terminal, without them elsewhere.
pub(crate) fn for_stdout(text: &str) -> std::borrow::Cow<'_, str> {
    let choice = anstream::AutoStream::choice(&std::io::stdout());
    if choice == ColorChoice::Never { anstream::adapter::strip_str(text).to_string().into() } else { text.into() }
}
