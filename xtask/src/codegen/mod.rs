//! `cargo xtask codegen`: the files that are made of other files.
//!
//! - the bundle of plugins, and the lines of both manifests that name them, made of the directories below `plugins/`;
//! - the embedded configuration, made of the files in `config/`;
//! - the JSON Schemas of the article and of both kinds of configuration file, made of the types.

use std::path::Path;

use crate::error::Error;
use crate::files::{Mode, ensure_file_contents, replace_between};
use crate::workspace;

mod bundle;
mod schemas;

/// Generate the bundle, the embedded configuration and the JSON Schemas.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Write nothing; fail where a file differs from what would be generated
    #[arg(long)]
    check: bool,
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let mode = if args.check { Mode::Check } else { Mode::Write };
    let written = generate(&workspace::root(), mode)?;
    for file in written {
        println!("wrote {file}");
    }
    Ok(())
}

/// Generates everything; tells which files were written.
pub(crate) fn generate(root: &Path, mode: Mode) -> Result<Vec<String>, Error> {
    let mut written = generate_lists(root, mode)?;
    for (name, schema) in schemas::all()? {
        let file = format!("config/schema/{name}.schema.json");
        if ensure_file_contents(&root.join(&file), &schema, mode)? {
            written.push(file);
        }
    }
    Ok(written)
}

/// Generates what follows from the names of plugins and configuration files alone.
pub(crate) fn generate_lists(root: &Path, mode: Mode) -> Result<Vec<String>, Error> {
    let plugins = workspace::plugins(root)?;
    let mut written = Vec::new();
    let mut ensure = |file: &str, contents: &str| -> Result<(), Error> {
        if ensure_file_contents(&root.join(file), contents, mode)? {
            written.push(file.to_owned());
        }
        Ok(())
    };
    ensure("crates/bundle/src/lib.rs", &bundle::library(&plugins))?;
    for (file, lines) in [
        ("Cargo.toml", bundle::workspace_dependencies(&plugins)),
        ("crates/bundle/Cargo.toml", bundle::dependencies(&plugins)),
    ] {
        let path = root.join(file);
        let text = std::fs::read_to_string(&path).map_err(|source| Error::io("read", &path, source))?;
        ensure(file, &replace_between(&text, bundle::BEGIN, bundle::END, &lines)?)?;
    }
    ensure("crates/config/src/embedded.rs", &copydesk_config::codegen::embedded_rs(&workspace::sources(root)?))?;
    Ok(written)
}
