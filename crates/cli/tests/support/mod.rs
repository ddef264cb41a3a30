//! Runs the binary in a directory of its own, out of reach of the user's configuration.
#![allow(dead_code)] // Each test binary uses some of it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

/// A directory to work in.
pub(crate) struct Desk {
    directory: TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { directory: tempfile::tempdir().expect("a temporary directory can be made") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Writes a file, with the directories it lies in.
    pub(crate) fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file has a parent")).expect("directories can be made");
        std::fs::write(path, contents).expect("a file can be written");
        self
    }

    /// A command whose environment holds nothing of the user's.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.args(arguments).current_dir(self.directory.path()).env("HOME", self.directory.path());
        for name in ["XDG_CONFIG_HOME", "RUST_LOG", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    /// Runs with something on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        let mut stdin = child.stdin.take().expect("standard input is piped");
        // A run that ends early does not read it.
        let _ = stdin.write_all(input);
        drop(stdin);
        let output = child.wait_with_output().expect("the run ends");
        Run {
            code: output.status.code().expect("the run ends by itself"),
            out: String::from_utf8(output.stdout).expect("the output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("the messages are UTF-8"),
        }
    }

    /// The names of all files below, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.directory.path())
            .expect("the directory is there")
            .map(|entry| entry.expect("an entry can be read").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Run {
    #[track_caller]
    pub(crate) fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, expected, "{self:#?}");
        self
    }

    /// The output as one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// The output as JSON Lines.
    #[track_caller]
    pub(crate) fn lines(&self) -> Vec<Value> {
        let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.out.lines().map(read).collect()
    }

    /// The `input` of every record.
    #[track_caller]
    pub(crate) fn inputs(&self) -> Vec<String> {
        self.lines().iter().map(|record| record["input"].as_str().expect("a record has its input").to_owned()).collect()
    }
}

/// The codes of a record's diagnostics.
pub(crate) fn codes(record: &Value) -> Vec<&str> {
    let diagnostics = record["diagnostics"].as_array().expect("a record has diagnostics");
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().expect("a diagnostic has a code")).collect()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("a Vec takes all");
    encoder.finish().expect("a Vec takes all")
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// Files in a ZIP file, as they are.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut checksum = flate2::Crc::new();
        checksum.update(bytes);
        let (place, length) = ((zip.len() as u32).to_le_bytes(), (bytes.len() as u32).to_le_bytes());
        let name_length = (name.len() as u16).to_le_bytes();
        let head =
            [&b"\x14\0"[..], &[0; 8], &checksum.sum().to_le_bytes(), &length, &length, &name_length, &[0; 2]].concat();
        zip.extend([b"PK\x03\x04", &head[..], name.as_bytes(), bytes].concat());
        directory.extend([b"PK\x01\x02\x14\0", &head[..], &[0; 10], &place, name.as_bytes()].concat());
    }
    let count = (files.len() as u16).to_le_bytes();
    let (length, place) = ((directory.len() as u32).to_le_bytes(), (zip.len() as u32).to_le_bytes());
    [&zip[..], &directory, b"PK\x05\x06\0\0\0\0", &count, &count, &length, &place, &[0; 2]].concat()
}

/// A small page with an article of its own.
pub(crate) fn page(headline: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{headline}</title></head><body>\
         <nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>{headline}</h1>\
         <p>The harbour office said on Tuesday that the old crane will be taken down before winter, because its feet \
         have rusted and the wind on the quay is strong.</p>\
         <p>Crews will use the smaller crane at the ferry landing until a new one is bought, which the council hopes \
         to do in the spring, when the budget has been settled and the tides are low.</p>\
         </article><footer>All rights reserved</footer></body></html>"
    )
}

/// A sample that comes with the project.
pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name)
}
