//! What the fuzzers run, one function a target: each takes any bytes and panics where something does not hold that
//! should. The programs under `fuzz/` and the replay of the corpus are thin shells around these.

mod archive;
mod extraction;
mod sources;
mod trees;
mod wire;

pub use archive::archive;
pub use extraction::{flat, html, json_ld};
pub use sources::sources;
pub use trees::trees;
pub use wire::wire;

/// A target.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name: that of the fuzzer and of its corpus' directory.
    pub name: &'static str,
    /// What it does with some bytes.
    pub run: fn(&[u8]),
}

/// All of them.
pub const TARGETS: [Target; 7] = [
    Target { name: "trees", run: trees },
    Target { name: "html", run: html },
    Target { name: "flat", run: flat },
    Target { name: "json_ld", run: json_ld },
    Target { name: "sources", run: sources },
    Target { name: "wire", run: wire },
    Target { name: "archive", run: archive },
];
