//! What settings may say of plugins.

use std::path::Path;

use serde_json::Value;

use crate::Problem;
use crate::entry::{Entry, Layer, Node};

/// Plugin directories must be absolute, and no project may have code loaded: whoever unpacks an archive and works in it
/// has not agreed to run what it holds.
pub(super) fn check(entry: &Entry, problems: &mut Vec<Problem>) {
    let Some(plugins) = entry.get("plugins") else { return };
    let Node::Table(keys) = &plugins.node else { return };
    for (key, value) in keys {
        let is_default = matches!(value.to_json(), Value::Bool(false)) || value.to_json() == Value::Array(Vec::new());
        if value.place.layer == Layer::Project && !is_default {
            let message = format!(
                "a project's file cannot have plugins loaded: set plugins.{key} in your own configuration, or name this \
                 file with --config"
            );
            problems.push(value.place.problem(message));
        }
    }
    for directory in plugins.get("directories").map_or(&[][..], Entry::items) {
        if let Some(path) = directory.as_str().filter(|path| !Path::new(path).is_absolute()) {
            let message = format!("{path:?} is no absolute path: write it from the root on");
            problems.push(directory.place.problem(message));
        }
    }
}
