//! Problems of the configuration, and the report of all of them.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

/// One problem. `{}` shows key and message; `{:#}` puts `file:line:column` before them.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The file, as it was named; `embedded:…` for a built-in one, `--set` for a flag.
    pub file: String,
    /// The line, from 1; 0 where the file as a whole is meant (it cannot be read).
    pub line: usize,
    /// The column in characters, from 1; 0 where the file as a whole is meant.
    pub column: usize,
    /// The key, as `drop[1].text`; empty where there is none (a syntax error).
    pub key: String,
    /// What is wrong, what was expected and what to do.
    pub message: String,
    /// The nearest word that would be right.
    pub suggestion: Option<String>,
    span: Range<usize>,
    text: Option<Arc<NamedSource<String>>>,
}

impl Problem {
    /// A problem of a file as a whole.
    pub fn of_file(file: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 0,
            column: 0,
            key: String::new(),
            message: message.into(),
            suggestion: None,
            span: 0..0,
            text: None,
        }
    }

    /// A problem at a byte range of a text.
    pub(crate) fn at(text: &Arc<NamedSource<String>>, span: Range<usize>, key: String, message: String) -> Self {
        let (line, column) = position(text.inner(), span.start);
        Self {
            file: text.name().to_owned(),
            line,
            column,
            key,
            message,
            suggestion: None,
            span,
            text: Some(Arc::clone(text)),
        }
    }

    /// The same with the nearest word that would be right.
    #[must_use]
    pub(crate) fn suggest(mut self, suggestion: Option<impl Into<String>>) -> Self {
        self.suggestion = suggestion.map(Into::into);
        self
    }
}

/// Line and column (in characters) of a byte offset, both from 1.
pub(crate) fn position(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if formatter.alternate() {
            write!(formatter, "{}:", self.file)?;
            if self.line > 0 {
                write!(formatter, "{}:{}:", self.line, self.column)?;
            }
            formatter.write_str(" ")?;
        }
        if !self.key.is_empty() {
            write!(formatter, "{}: ", self.key)?;
        }
        formatter.write_str(&self.message)?;
        // miette shows the suggestion as help.
        match &self.suggestion {
            Some(suggestion) if formatter.alternate() => write!(formatter, " (did you mean `{suggestion}`?)"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let suggestion = self.suggestion.as_ref()?;
        Some(Box::new(format!("did you mean `{suggestion}`?")))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.text.as_deref().map(|text| text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.text.as_ref()?;
        let label = LabeledSpan::new_with_span(None, self.span.clone());
        Some(Box::new(std::iter::once(label)))
    }
}

/// Every problem of a configuration, in the order of layers, files and places. `{}` counts them; `{:#}` lists them, one
/// a line as `file:line:column: key: message`. As a [`Diagnostic`] it shows each in its place.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The problems; never empty in a report that was returned as an error.
    pub problems: Vec<Problem>,
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if formatter.alternate() {
            for (at, problem) in self.problems.iter().enumerate() {
                let end = if at == 0 { "" } else { "\n" };
                write!(formatter, "{end}{problem:#}")?;
            }
            return Ok(());
        }
        match self.problems.len() {
            1 => formatter.write_str("the configuration has 1 problem"),
            count => write!(formatter, "the configuration has {count} problems"),
        }
    }
}

impl std::error::Error for Report {}

impl Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new("copydesk::config"))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.problems.iter().map(|problem| problem as &dyn Diagnostic)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        assert_eq!(position("a\nnäme = 1", 2), (2, 1));
        assert_eq!(position("a\nnäme = 1", 8), (2, 6));
        assert_eq!(position("\u{1F4F0} x", 5), (1, 3));
        assert_eq!(position("ab", 99), (1, 3));
    }
}
