//! Why a model cannot be used.

use thiserror::Error;

/// Why a model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelError {
    /// It is no model file at all.
    #[error(
        "this is no model of copydesk: it begins with {found:?}, expected {expected:?}; make one with `cargo xtask train`"
    )]
    Magic {
        /// What stands there.
        found: [u8; 4],
        /// What ought to stand there.
        expected: [u8; 4],
    },
    /// It was made for other features.
    #[error(
        "the model was trained for other features ({found:08x}, this build counts {expected:08x}): train it again with `cargo xtask train`"
    )]
    Features {
        /// The model's mark of its features.
        found: u32,
        /// This build's.
        expected: u32,
    },
    /// It is broken.
    #[error("the model is damaged: {0}; take it from the repository again, or train it with `cargo xtask train`")]
    Damaged(&'static str),
}
