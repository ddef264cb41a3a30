//! What the acceptance tests share: the shared data beside the workspace, and an engine as the binary has it.
#![forbid(unsafe_code)]

pub mod plugins;

use std::path::PathBuf;

use copydesk_config::{Config, Layers};
use copydesk_engine::Engine;

/// The root of the workspace.
///
/// # Panics
/// Never: the tests stand in the workspace.
pub fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests stand in the workspace").to_owned()
}

/// A folder of the shared data, or `None`, said aloud, where it is absent: a fresh clone has none of it.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let path = workspace().join("../shared").join(folder);
    if path.exists() {
        return Some(path);
    }
    #[allow(clippy::print_stderr)] // a test that checks nothing must not look as if it had
    {
        eprintln!("SKIPPED: ../shared/{folder} is absent, so this test checked nothing");
    }
    None
}

/// The engine with the embedded configuration and the linked plugins.
///
/// # Panics
/// When the embedded configuration or a linked plugin is unsound, which is what a test wants to hear of.
pub fn engine() -> Engine {
    let registry = copydesk_bundle::registry().expect("the linked plugins have names of their own");
    let config = Config::load(&Layers::none(), &registry.names()).expect("the embedded configuration is sound");
    Engine::new(config, registry, Vec::new()).expect("the embedded sources compile")
}
