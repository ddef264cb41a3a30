//! Panics end where they happen: none crosses the wall.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

/// The environment variable that has a loaded plugin's panics reported on standard error too, for those who look for their cause:
/// anything but nothing and `0`.
pub const SHOW_PANICS: &str = "COPYDESK_PLUGIN_PANICS";

thread_local! {
    /// How many guards this thread is inside of.
    static GUARDS: Cell<u32> = const { Cell::new(0) };
}

/// One guard, for as long as it lives.
struct Guard;

impl Guard {
    fn new() -> Self {
        GUARDS.set(GUARDS.get() + 1);
        Self
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        GUARDS.set(GUARDS.get() - 1);
    }
}

/// Has the standard library of this side report no panic that is guarded: its message is the answer, which the host tells with the
/// page. A loaded library has a standard library of its own, which the host's hook does not reach. [`SHOW_PANICS`] keeps the
/// reports.
pub(crate) fn hush() {
    static HUSHED: Once = Once::new();
    HUSHED.call_once(|| {
        let is_shown = std::env::var_os(SHOW_PANICS).is_some_and(|value| !value.is_empty() && value != "0");
        if is_shown {
            return;
        }
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if GUARDS.get() == 0 {
                report(info);
            }
        }));
    });
}

/// Runs `work`; a panic comes back as its message.
///
/// What `work` borrows may be half changed then: both sides throw it away or roll it back.
pub(crate) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let guarded = catch_unwind(AssertUnwindSafe(|| {
        let _guard = Guard::new();
        work()
    }));
    guarded.map_err(message)
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

    /// What this test, run alone in a process of its own, writes to standard error.
    fn reports(test: &str, show: &str) -> String {
        let output = std::process::Command::new(std::env::current_exe().expect("this test is a program"))
            .args([test, "--exact", "--nocapture"])
            .env("COPYDESK_TEST_PANICS", "1")
            .env(SHOW_PANICS, show)
            .output()
            .expect("this test runs again");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    #[test]
    fn guarded_panics_are_not_reported_unless_asked_for() {
        if std::env::var_os("COPYDESK_TEST_PANICS").is_some() {
            hush();
            assert_eq!(guard(|| panic!("inside")), Err::<(), _>("inside".to_owned()));
            assert!(std::thread::spawn(|| panic!("outside")).join().is_err());
            return;
        }
        let test = "panics::tests::guarded_panics_are_not_reported_unless_asked_for";
        for (show, is_inside_told) in [("", false), ("0", false), ("1", true)] {
            let told = reports(test, show);
            assert!(told.contains("outside"), "{told}");
            assert_eq!(told.contains("inside"), is_inside_told, "{show:?}: {told}");
        }
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
