//! The TOML file of a source.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::tables::{
    BodyRule, Condition, CreditRule, CutRule, DropRule, FieldRule, KeepRule, RecogniseRule, RetypeRule,
};
use crate::{KeyPart, KeyPath};

/// A source: one newspaper or site, described in `sources/<name>.toml`.
///
/// `select` takes a CSS selector and finds elements of HTML pages; `text` takes a regular expression (the syntax of the
/// Rust crate `regex`) and is tried on the text of blocks, of HTML pages and of flat text alike. Where both are given,
/// both must hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// Short name: lower-case letters, digits and `_`.
    pub name: String,
    /// The name of the paper, as it is printed.
    #[serde(default)]
    pub title: String,
    /// Hosts it is responsible for: `rt.com`, or `*.rt.com` for all below it. Later layers add to the list.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// BCP 47 tags of the languages it is written in.
    #[serde(default)]
    pub languages: Vec<String>,
    /// The source plugin that amends the draft after these rules. Left out: these rules are the whole source.
    #[serde(default)]
    pub plugin: Option<String>,
    /// Whether the generic extractor decides first, and the rules correct it. If not, nothing is kept but what the rules
    /// and the plugin keep.
    #[serde(default = "yes")]
    pub generic: bool,
    /// Ids of rules of earlier layers that shall not apply.
    #[serde(default)]
    pub without: Vec<String>,
    /// What speaks for a page being of this source where its address is not known.
    #[serde(default)]
    pub recognise: Vec<RecogniseRule>,
    /// Layouts of the page: what the article is inside of. The first that finds text on the page is used.
    #[serde(default)]
    pub body: Vec<BodyRule>,
    /// What is left out.
    #[serde(default)]
    pub drop: Vec<DropRule>,
    /// What is kept.
    #[serde(default)]
    pub keep: Vec<KeepRule>,
    /// What is of another kind than it seems, where it is kept.
    #[serde(default)]
    pub retype: Vec<RetypeRule>,
    /// Where the article ends, or starts.
    #[serde(default)]
    pub cut: Vec<CutRule>,
    /// What is the credit of the caption before it, or of the caption it stands in.
    #[serde(default)]
    pub credit: Vec<CreditRule>,
    /// Where fields of the article are read from. For each field, rules are tried in order until one gives a value.
    #[serde(default)]
    pub field: Vec<FieldRule>,
    /// Options of the plugin, checked by the plugin.
    #[serde(default)]
    pub options: BTreeMap<String, serde_json::Value>,
}

impl SourceFile {
    /// A source without rules.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            title: String::new(),
            hosts: Vec::new(),
            languages: Vec::new(),
            plugin: None,
            generic: true,
            without: Vec::new(),
            recognise: Vec::new(),
            body: Vec::new(),
            drop: Vec::new(),
            keep: Vec::new(),
            retype: Vec::new(),
            cut: Vec::new(),
            credit: Vec::new(),
            field: Vec::new(),
            options: BTreeMap::new(),
        }
    }

    /// The plugin's options as JSON.
    pub fn options_json(&self) -> serde_json::Value {
        serde_json::Value::Object(self.options.clone().into_iter().collect())
    }

    /// Every CSS selector of the file with the place it stands at. Their validity is for those to check who know HTML.
    pub fn selectors(&self) -> Vec<(KeyPath, &str)> {
        let mut found = Vec::new();
        for (at, rule) in self.recognise.iter().enumerate() {
            found.extend(rule.select.as_deref().map(|css| (key_of("recognise", at, "select"), css)));
        }
        for (at, rule) in self.body.iter().enumerate() {
            found.push((key_of("body", at, "select"), rule.select.as_str()));
        }
        for (section, at, condition) in self.conditions() {
            for (key, css) in condition.selectors() {
                found.push((key_of(section, at, key), css));
            }
        }
        found
    }

    /// The conditions of all rules on blocks, with section and place.
    pub(crate) fn conditions(&self) -> Vec<(&'static str, usize, Condition<'_>)> {
        let mut found: Vec<(&'static str, usize, Condition<'_>)> = Vec::new();
        found.extend(self.drop.iter().enumerate().map(|(at, rule)| ("drop", at, rule.condition())));
        found.extend(self.keep.iter().enumerate().map(|(at, rule)| ("keep", at, rule.condition())));
        found.extend(self.retype.iter().enumerate().map(|(at, rule)| ("retype", at, rule.condition())));
        found.extend(self.cut.iter().enumerate().map(|(at, rule)| ("cut", at, rule.condition())));
        found.extend(self.credit.iter().enumerate().map(|(at, rule)| ("credit", at, rule.condition())));
        found.extend(self.field.iter().enumerate().map(|(at, rule)| ("field", at, rule.condition())));
        found
    }
}

fn key_of(section: &str, index: usize, key: &str) -> KeyPath {
    KeyPath(vec![section.into(), KeyPart::Index(index), key.into()])
}

const fn yes() -> bool {
    true
}
