//! Keeps a source's panic from harming anything but that source's own work on that page.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use copydesk_abi::panics::message;
use copydesk_core::{Decider, Diagnostic, ExtractError, Layer};

thread_local! {
    static GUARDED: Cell<u32> = const { Cell::new(0) };
}

/// Whether this thread runs guarded code now, whose panic becomes a diagnostic. A panic hook asks this, so as not to
/// report the panic a second time.
pub fn is_guarded() -> bool {
    GUARDED.get() > 0
}

/// Runs `work`; a panic comes back as its message.
///
/// `work` may leave what it borrows half changed when it panics: the caller must set that right (a draft is rolled
/// back) or throw it away.
pub(crate) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(GUARDED.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(GUARDED.get() - 1);
    result.map_err(message)
}

/// Runs a callback of an extractor. Its error or panic comes back as a diagnostic that names the source; a loaded
/// plugin's panic, which comes over the wall as an error, reads like a linked one's.
pub(crate) fn guard_source<T>(
    decider: &Decider,
    doing: &str,
    work: impl FnOnce() -> Result<T, ExtractError>,
) -> Result<T, Diagnostic> {
    let layer = match decider.layer {
        Layer::Plugin => "plugin",
        Layer::Rules => "rules",
        Layer::Generic | Layer::Default => "generic",
    };
    let (code, message) = match guard(work) {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(ExtractError::Panic { message, .. })) | Err(message) => {
            ("panic", format!("{decider} panicked while {doing}: {message}"))
        }
        Ok(Err(error)) => ("failed", format!("{decider} failed while {doing}: {error}")),
    };
    let source = (!decider.source.is_empty()).then(|| decider.source.clone());
    Err(Diagnostic { code: format!("{layer}/{code}"), message, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_comes_back_as_its_message() {
        assert_eq!(guard(|| 7), Ok(7));
        let number = 7;
        assert_eq!(guard(|| panic!("block {number}")), Err::<(), _>("block 7".to_owned()));
        assert_eq!(guard(|| panic!("fixed")), Err::<(), _>("fixed".to_owned()));
        let any = guard(|| std::panic::panic_any(7_u8));
        assert_eq!(any, Err::<(), _>("a panic without a message".to_owned()));
    }

    #[test]
    fn guarded_code_knows_that_it_is() {
        assert!(!is_guarded());
        assert_eq!(guard(is_guarded), Ok(true));
        assert!(!is_guarded());
    }
}
