//! What ends a call, how it is told, and the exit code it gives.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use copydesk_abi::LoadError;
use copydesk_config::{LeftOut, Problem};
use copydesk_engine::EngineError;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode};
use thiserror::Error;

use crate::style;

/// The exit code of a call in which some inputs failed.
pub(crate) const SOME_FAILED: u8 = 1;
/// The exit code of wrong usage or configuration.
const USAGE: u8 = 2;

/// Why a call ended before its end.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum Failure {
    #[error("{message}")]
    Usage {
        message: String,
        #[help]
        help: String,
    },
    #[error(transparent)]
    #[diagnostic(transparent)]
    Config(#[from] copydesk_config::Report),
    /// Several mistakes of one file, and how many more there are.
    #[error("{} mistakes", mistakes.len() + further)]
    Several { mistakes: Vec<Failure>, further: usize },
    #[error("{0}")]
    Engine(EngineError),
    /// A plugin that was refused, or what comes of that.
    #[error("plugin refused: {message}")]
    #[diagnostic(help("the other plugins are used; the exit code is {code}"))]
    Plugin { message: String, code: u8 },
    /// A failure that a refused plugin brought about: its exit code says so.
    #[error("{failure}")]
    BecauseOfPlugin { failure: Box<Failure>, code: u8 },
    #[error("cannot write {name}: {error}")]
    #[diagnostic(help("the output is not there, or not whole where it is standard output"))]
    Output { name: String, error: io::Error },
    /// Nobody reads the output any more, as in `copydesk extract pages | head`: nothing is wrong.
    #[error("the reader of the output went away")]
    ReaderGone,
}

impl Failure {
    /// Wrong usage, with what to do about it.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), help: help.into() }
    }

    /// A plugin that was refused.
    pub(crate) fn refused(refusal: &LoadError) -> Self {
        Self::Plugin { message: refusal.to_string(), code: refusal.exit_code() }
    }

    /// The same failure with the exit code of a plugin that was refused before.
    pub(crate) fn because_of(self, refusal: Option<u8>) -> Self {
        match refusal {
            Some(code) => Self::BecauseOfPlugin { failure: Box::new(self), code },
            None => self,
        }
    }

    /// Tells the user and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        match self {
            Self::ReaderGone => {}
            Self::Config(report) => {
                // Each problem with its place in a file, then how many they are.
                report.problems.iter().for_each(|problem| tell_in_full(&Placed(problem, Severity::Error)));
                say(&format!("{}: {report}", style::paint(style::ERROR, "error")));
            }
            Self::BecauseOfPlugin { failure, .. } => {
                failure.report();
            }
            Self::Several { mistakes, further } => {
                for mistake in mistakes {
                    tell(mistake);
                }
                let more = if *further > 0 { format!(", of which {further} are not shown") } else { String::new() };
                say(&format!("{}: {self}{more}", style::paint(style::ERROR, "error")));
            }
            other => tell(other),
        }
        ExitCode::from(self.code())
    }

    fn code(&self) -> u8 {
        match self {
            Self::ReaderGone => 0,
            Self::Output { .. } => SOME_FAILED,
            Self::Plugin { code, .. } | Self::BecauseOfPlugin { code, .. } => *code,
            Self::Usage { .. } | Self::Several { .. } | Self::Config(_) | Self::Engine(_) => USAGE,
        }
    }
}

/// A problem of the configuration and how bad it is; names its file also where no line of it can be shown.
#[derive(Debug)]
struct Placed<'p>(&'p Problem, Severity);

impl fmt::Display for Placed<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.line == 0 { write!(formatter, "{}: {}", self.0.file, self.0) } else { self.0.fmt(formatter) }
    }
}

impl std::error::Error for Placed<'_> {}

impl Diagnostic for Placed<'_> {
    fn severity(&self) -> Option<Severity> {
        Some(self.1)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.help()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.0.source_code()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.0.labels()
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Config(report) => Self::Config(report),
            other => Self::Engine(other),
        }
    }
}

/// Tells of sources that are left out for their mistakes.
pub(crate) fn tell_left_out(left_out: &LeftOut) {
    if left_out.is_empty() {
        return;
    }
    left_out.mistakes.iter().for_each(|problem| tell_in_full(&Placed(problem, Severity::Error)));
    tracing::warn!("left out for the mistakes above: {}", left_out.sources().collect::<Vec<_>>().join(", "));
}

/// Tells of what is no mistake in the configuration, and most likely not meant.
pub(crate) fn tell_remarks(remarks: &[Problem]) {
    for remark in remarks {
        tell_in_full(&Placed(remark, Severity::Warning));
    }
}

/// Tells of a problem on standard error: in full on a terminal, else on one line.
pub(crate) fn tell(problem: &dyn Diagnostic) {
    if io::stderr().is_terminal() {
        tell_in_full(problem);
        return;
    }
    let help = problem.help().map(|help| format!(" ({help})")).unwrap_or_default();
    say(&format!("{}: {problem}{help}", style::paint(style::ERROR, "error")).replace('\n', " "));
}

/// Tells of a problem with the places in files that it concerns.
fn tell_in_full(problem: &dyn Diagnostic) {
    let colours = match anstream::ColorChoice::global() {
        anstream::ColorChoice::Always | anstream::ColorChoice::AlwaysAnsi => true,
        anstream::ColorChoice::Never => false,
        anstream::ColorChoice::Auto => io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    let theme = if colours { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100);
    let mut text = String::new();
    if handler.render_report(&mut text, problem).is_err() {
        text = format!("error: {problem}");
    }
    say(text.trim_end());
}

/// Writes a line to standard error. Where that is closed there is nobody to tell.
pub(crate) fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}
