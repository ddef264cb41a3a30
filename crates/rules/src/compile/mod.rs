//! From a source file to compiled rules, telling every problem.

use std::collections::BTreeMap;

use copydesk_core::{Field, Rule, SourceInfo};
use regex::Regex;

pub(crate) mod fixed;
mod recognise;
mod steps;

use crate::amend::dates;
use crate::extractor::RulesExtractor;
use crate::ids::{id_of, is_sound};
use crate::pattern::{Pattern, PatternSet};
use crate::tables::Condition;
use crate::{HostPattern, KeyPath, Limits, RuleProblem, SourceFile};

pub(crate) use recognise::RecogniseStep;
pub(crate) use steps::{BodyStep, CreditStep, CutStep, DropStep, FieldStep, KeepStep, Origin, RetypeStep};

/// The name that stands for no source.
const GENERIC: &str = "generic";

/// What a rule asks of a block, compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Test {
    pub(crate) select: Option<String>,
    /// The pattern, and its number in the source's [`PatternSet`].
    pub(crate) text: Option<(Pattern, usize)>,
    pub(crate) within: Option<String>,
    pub(crate) not_within: Option<String>,
    pub(crate) among_first: Option<u32>,
    pub(crate) among_last: Option<u32>,
}

/// Compiles a source file; the patterns of one that `is_checked` wait until they are asked for.
pub(crate) fn compile(file: &SourceFile, is_checked: bool) -> Result<RulesExtractor, Vec<RuleProblem>> {
    let mut compiler = Compiler { file, is_checked, problems: Vec::new(), ids: BTreeMap::new(), patterns: Vec::new() };
    compiler.check_head();
    let recognise = recognise::recognise(&mut compiler);
    let body = steps::body(&mut compiler);
    let drop = steps::drop(&mut compiler);
    let keep = steps::keep(&mut compiler);
    let retype = steps::retype(&mut compiler);
    let cut = steps::cut(&mut compiler);
    let credit = steps::credit(&mut compiler);
    let field = steps::field(&mut compiler);
    let patterns = std::mem::take(&mut compiler.patterns);
    let patterns = compiler.pattern_set(patterns);
    if !compiler.problems.is_empty() {
        return Err(compiler.problems);
    }
    let mut selectors: Vec<String> = Vec::new();
    for (_, css) in file.selectors() {
        if !selectors.iter().any(|known| known == css) {
            selectors.push(css.to_owned());
        }
    }
    Ok(RulesExtractor {
        info: SourceInfo {
            name: file.name.clone(),
            title: file.title.clone(),
            version: String::new(),
            hosts: file.hosts.clone(),
            languages: file.languages.clone(),
        },
        limits: Limits::default(),
        selectors,
        rules: compiler.ids.into_keys().map(|id| format!("{}/{id}", file.name)).collect(),
        patterns,
        recognise,
        body,
        drop,
        keep,
        retype,
        cut,
        credit,
        field,
    })
}

/// Checks the name of a source: lower-case letters, digits and `_`.
///
/// # Errors
/// What is wrong with it, in words.
pub fn check_name(name: &str) -> Result<(), String> {
    let sound = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_';
    if name.is_empty() {
        return Err("the name is empty: give the source a short name, such as \"rt\"".to_owned());
    }
    if !name.chars().all(sound) {
        let near: String =
            name.to_lowercase().chars().map(|character| if sound(character) { character } else { '_' }).collect();
        let near = near.trim_matches('_');
        let such_as = if near.is_empty() || near == GENERIC { String::new() } else { format!(", such as {near:?}") };
        return Err(format!("{name:?} is no name of a source: use lower-case letters, digits and `_` only{such_as}"));
    }
    if name == GENERIC {
        return Err("\"generic\" is the name of the generic extractor: choose another".to_owned());
    }
    Ok(())
}

/// A compilation under way.
pub(crate) struct Compiler<'f> {
    pub(crate) file: &'f SourceFile,
    /// Whether its patterns are known to compile.
    is_checked: bool,
    problems: Vec<RuleProblem>,
    /// The ids given so far, with where.
    ids: BTreeMap<String, KeyPath>,
    patterns: Vec<String>,
}

impl Compiler<'_> {
    pub(crate) fn problem(&mut self, key: KeyPath, problem: impl Into<String>) {
        self.problems.push(RuleProblem { key, problem: problem.into() });
    }

    /// The rule of a table, by the id and the reason it gives.
    pub(crate) fn rule(
        &mut self,
        section: &str,
        index: usize,
        id: Option<&String>,
        why: Option<&String>,
        otherwise: impl FnOnce() -> String,
    ) -> Rule {
        let path = KeyPath::root(section).join(index);
        let named = id_of(id, section, index);
        let key = if id.is_some() { path.join("id") } else { path.clone() };
        if !is_sound(&named) {
            self.problem(key.clone(), format!("{named:?} is no id: use lower-case letters, digits and hyphens only"));
        } else if let Some(first) = self.ids.get(&named) {
            let first = first.clone();
            self.problem(key.clone(), format!("the id {named:?} is used twice, first at {first}: rename one of them"));
        } else {
            self.ids.insert(named.clone(), path.clone());
        }
        if why.is_some_and(|why| why.trim().is_empty()) {
            self.problem(path.join("why"), "the reason is empty: write it, or leave out the key");
        }
        let reason = why.map_or_else(otherwise, Clone::clone);
        Rule::owned(format!("{}/{named}", self.file.name), reason)
    }

    /// A regex; those that match everything are refused unless told otherwise.
    pub(crate) fn regex(&mut self, key: KeyPath, pattern: &str, may_be_empty: bool) -> Option<Pattern> {
        if self.is_checked {
            return Some(Pattern::deferred(pattern));
        }
        match Regex::new(pattern) {
            Ok(regex) if !may_be_empty && regex.is_match("") => {
                self.problem(
                    key,
                    format!("{pattern:?} matches the empty text, and with it every block: say what must be there"),
                );
                None
            }
            Ok(regex) => Some(Pattern::compiled(regex)),
            Err(error) => {
                self.problem(key, format!("{pattern:?} is no regular expression: {}", regex_problem(&error)));
                None
            }
        }
    }

    /// The test of a rule; `None` where it has problems, or asks nothing.
    pub(crate) fn test(&mut self, path: &KeyPath, condition: Condition<'_>) -> Option<Test> {
        if condition.select.is_none() && condition.text.is_none() {
            self.problem(path.clone(), "the rule finds nothing: give it `select`, `text` or both");
            return None;
        }
        self.test_if_any(path, condition)
    }

    /// The same where a rule may do without.
    pub(crate) fn test_if_any(&mut self, path: &KeyPath, condition: Condition<'_>) -> Option<Test> {
        for (key, css) in condition.selectors() {
            if css.trim().is_empty() {
                self.problem(path.join(key), "the selector is empty: write it, or leave out the key");
            }
        }
        for (key, among) in [("among_first", condition.among_first), ("among_last", condition.among_last)] {
            if among == Some(0) {
                self.problem(path.join(key), "0 blocks are none: give at least 1, or leave out the key");
            }
        }
        let text = match condition.text {
            None => None,
            Some(pattern) => {
                let compiled = self.regex(path.join("text"), pattern, false)?;
                self.patterns.push(pattern.to_owned());
                Some((compiled, self.patterns.len() - 1))
            }
        };
        Some(Test {
            select: condition.select.map(str::to_owned),
            text,
            within: condition.within.map(str::to_owned),
            not_within: condition.not_within.map(str::to_owned),
            among_first: condition.among_first,
            among_last: condition.among_last,
        })
    }

    fn pattern_set(&mut self, patterns: Vec<String>) -> PatternSet {
        if self.is_checked {
            return PatternSet::deferred(patterns);
        }
        match PatternSet::compiled(patterns) {
            Ok(set) => set,
            Err(error) => {
                self.problem(
                    KeyPath::default(),
                    format!("the patterns of the file are too large together: {}", regex_problem(&error)),
                );
                PatternSet::deferred(Vec::new())
            }
        }
    }

    fn check_head(&mut self) {
        let file = self.file;
        if let Err(problem) = check_name(&file.name) {
            self.problem(KeyPath::root("name"), problem);
        }
        for (at, host) in file.hosts.iter().enumerate() {
            let path = KeyPath::root("hosts").join(at);
            if let Err(problem) = HostPattern::parse(host) {
                self.problem(path, problem);
            } else if file.hosts[..at].contains(host) {
                self.problem(path, format!("{host:?} is listed twice: leave one out"));
            }
        }
        for (at, tag) in file.languages.iter().enumerate() {
            if !is_language(tag) {
                self.problem(
                    KeyPath::root("languages").join(at),
                    format!("{tag:?} is no language tag: expected BCP 47, such as \"en\" or \"pt-BR\""),
                );
            }
        }
    }

    /// Checks a field's name and its date format.
    pub(crate) fn field_name(&mut self, path: &KeyPath, name: &str, format: Option<&String>) -> Option<Field> {
        let field = match name.parse::<Field>() {
            Ok(field) => Some(field),
            Err(error) => {
                self.problem(path.join("name"), error.to_string());
                None
            }
        };
        if let Some(format) = format {
            if let Err(problem) = dates::check_format(format) {
                self.problem(path.join("format"), format!("{format:?} is no date format: {problem}"));
            } else if field.is_some_and(|field| !field.is_date()) {
                self.problem(
                    path.join("format"),
                    format!("field {name} is no date: only published and modified have a format"),
                );
            }
        }
        field
    }
}

/// The problem of a regex in one line: the parser's own text shows the pattern over several.
fn regex_problem(error: &regex::Error) -> String {
    let text = error.to_string();
    let line = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    line.trim().trim_start_matches("error: ").to_owned()
}

/// Whether a text is a language tag as BCP 47 has them.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.chars().all(|character| character.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|character| character.is_ascii_alphanumeric())
        })
}
