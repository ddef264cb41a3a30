//! Panics end where they happen: none crosses the wall.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `work`; a panic comes back as its message.
///
/// What `work` borrows may be half changed then: both sides throw it away or roll it back.
pub(crate) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(message)
}

/// The message of a caught panic, whatever it was thrown with.
pub fn message(payload: Box<dyn Any + Send>) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without a message".to_owned());
    // Dropping a payload runs its author's code, which may panic again.
    std::mem::forget(payload);
    text
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
    }

    #[test]
    fn a_payload_that_panics_when_dropped_does_not_escape() {
        struct Trap;
        impl Drop for Trap {
            fn drop(&mut self) {
                panic!("dropped");
            }
        }
        let any = guard(|| std::panic::panic_any(Trap));
        assert_eq!(any, Err::<(), _>("a panic without a message".to_owned()));
    }
}
