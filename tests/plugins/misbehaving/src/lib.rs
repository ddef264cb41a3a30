//! For tests: a source plugin, declared as any other, that panics and fails wherever its options say.

use copydesk_core::{Diagnostic, Document, Draft, ExtractError, Extractor, Field, Recognition, Rule, SourceInfo};
use serde::Deserialize;

/// Where it misbehaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Nowhere: it drops the first block.
    #[default]
    Sound,
    /// Panics when it is made.
    PanicInCreate,
    /// Panics when asked for its selectors.
    PanicInDescribe,
    /// Panics while recognising.
    PanicInRecognise,
    /// Panics after it amended.
    PanicInAmend,
    /// Panics after it amended, with something that is no message and panics again when dropped.
    OddPanic,
    /// Panics when it is dropped.
    PanicInDestroy,
    /// Fails after it amended, in words of its own.
    Fail,
    /// Fails after it amended, by an amendment that is refused.
    BadDate,
    /// Asks for what is no selector.
    BadSelector,
    /// Goes by another name than it declares.
    OtherName,
}

/// What the source's TOML file may say under `[options]`.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    mode: Mode,
}

/// The cleaner.
pub struct Misbehaving {
    source: SourceInfo,
    mode: Mode,
}

const DROPPED: Rule = Rule::new("misbehaving/first", "the first block");

impl Misbehaving {
    /// The cleaner with its options.
    ///
    /// # Panics
    /// Where the options want it to.
    pub fn new(options: Options) -> Self {
        let mode = options.mode;
        assert_ne!(mode, Mode::PanicInCreate, "create went wrong");
        let name = if mode == Mode::OtherName { "somebody" } else { "misbehaving" };
        let source = SourceInfo { name: name.to_owned(), title: "The Mischief".to_owned(), ..SourceInfo::default() };
        Self { source, mode }
    }
}

impl Drop for Misbehaving {
    fn drop(&mut self) {
        assert_ne!(self.mode, Mode::PanicInDestroy, "destroy went wrong");
    }
}

/// What nobody should throw.
struct Trap;

impl Drop for Trap {
    fn drop(&mut self) {
        panic!("the payload went wrong");
    }
}

impl Extractor for Misbehaving {
    fn source(&self) -> &SourceInfo {
        &self.source
    }

    fn selectors(&self) -> Vec<String> {
        assert_ne!(self.mode, Mode::PanicInDescribe, "describe went wrong");
        vec!["h1".to_owned()]
    }

    fn recognise(&self, document: &dyn Document) -> Recognition {
        assert_ne!(self.mode, Mode::PanicInRecognise, "recognise went wrong on {} blocks", document.blocks().len());
        Recognition::default()
    }

    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
        draft.drop(0_usize, DROPPED)?;
        draft.set_confidence(1.0);
        draft.diagnose(Diagnostic::of_source("misbehaving/seen", "misbehaving", "it was here"));
        match self.mode {
            Mode::PanicInAmend => panic!("amend went wrong with {} of its blocks kept", draft.kept().len()),
            Mode::OddPanic => std::panic::panic_any(Trap),
            Mode::Fail => Err(ExtractError::source("misbehaving", "it would rather not")),
            Mode::BadDate => draft.set_field(Field::Published, "some day", None, DROPPED),
            Mode::BadSelector => draft.document().select("p:nonsense(").map(drop),
            _ => Ok(()),
        }
    }
}

copydesk_abi::declare_source! { name: "misbehaving", extractor: Misbehaving, options: Options }

/// A cleaner that cannot even be made.
pub struct NeverMade(Misbehaving);

impl NeverMade {
    /// Panics.
    pub fn new(_: Options) -> Self {
        Self(Misbehaving::new(Options { mode: Mode::PanicInCreate }))
    }
}

impl Extractor for NeverMade {
    fn source(&self) -> &SourceInfo {
        self.0.source()
    }

    fn amend(&self, _: &mut Draft<'_>) -> Result<(), ExtractError> {
        Ok(())
    }
}

copydesk_abi::declare_source! { name: "never_made", extractor: NeverMade, options: Options }
