//! What goes to standard error while working: tracing events, and panics that nobody reports otherwise.

use std::io;

use tracing_subscriber::EnvFilter;

/// Starts logging. `RUST_LOG` goes before the number of `-v` flags.
pub(crate) fn start(verbose: u8) {
    let level = match verbose {
        0 => "warn",
        1 => "info",
        2 => "debug",
        _ => "trace",
    };
    let filter = std::env::var("RUST_LOG")
        .ok()
        .filter(|value| !value.is_empty())
        .map_or_else(|| EnvFilter::new(level), |value| EnvFilter::builder().parse_lossy(value));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never)
        // A message that cannot be written is lost: to tell of that would take a standard error that takes messages.
        .log_internal_errors(false)
        .without_time()
        .finish();
    // Only a second call could fail, and there is none.
    let _ = tracing::subscriber::set_global_default(subscriber);
    hush_guarded_panics();
}

/// A panic inside a source becomes a diagnostic of the article; it is not reported a second time.
fn hush_guarded_panics() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if copydesk_engine::is_guarded() {
            tracing::debug!(panic = %info, "a guarded panic");
        } else {
            default(info);
        }
    }));
}
