//! The sections of a source file, compiled.

use copydesk_core::{Field, Rule};

use super::{Compiler, Test, fixed};
use crate::KeyPath;
use crate::pattern::Pattern;
use crate::tables::{BlockKind, CutTo, FieldRule, Scope};

/// How many blocks further `through` looks where the rule does not say.
const THROUGH_LIMIT: u32 = 12;

/// A `[[body]]`.
#[derive(Debug, Clone)]
pub(crate) struct BodyStep {
    pub(crate) rule: Rule,
    pub(crate) select: String,
    pub(crate) keep_inside: bool,
}

/// A `[[drop]]`.
#[derive(Debug, Clone)]
pub(crate) struct DropStep {
    pub(crate) rule: Rule,
    pub(crate) test: Test,
    pub(crate) scope: Scope,
    pub(crate) through: Option<Pattern>,
    pub(crate) at_most: u32,
}

/// A `[[keep]]`.
#[derive(Debug, Clone)]
pub(crate) struct KeepStep {
    pub(crate) rule: Rule,
    pub(crate) test: Test,
    pub(crate) scope: Scope,
    pub(crate) kind: Option<BlockKind>,
    pub(crate) level: Option<u8>,
    pub(crate) also_taken: bool,
}

/// A `[[retype]]`.
#[derive(Debug, Clone)]
pub(crate) struct RetypeStep {
    pub(crate) rule: Rule,
    pub(crate) test: Test,
    pub(crate) kind: BlockKind,
    pub(crate) level: Option<u8>,
}

/// A `[[cut]]`.
#[derive(Debug, Clone)]
pub(crate) struct CutStep {
    pub(crate) rule: Rule,
    pub(crate) test: Test,
    pub(crate) to: CutTo,
}

/// A `[[credit]]`.
#[derive(Debug, Clone)]
pub(crate) struct CreditStep {
    pub(crate) rule: Rule,
    pub(crate) test: Test,
}

/// Where a field is read from.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// From what the test finds.
    Found(Test),
    /// From the page's metadata, by key.
    Metadata(String),
    /// From nowhere: the value is fixed.
    Always,
}

/// A `[[field]]`.
#[derive(Debug, Clone)]
pub(crate) struct FieldStep {
    pub(crate) rule: Rule,
    pub(crate) field: Field,
    pub(crate) origin: Origin,
    pub(crate) strip: Option<Pattern>,
    pub(crate) all: bool,
    /// Whether what was found in the visible text is taken out of the body.
    pub(crate) take: bool,
    pub(crate) table: FieldRule,
}

pub(crate) fn body(compiler: &mut Compiler<'_>) -> Vec<BodyStep> {
    let file = compiler.file;
    let mut steps = Vec::new();
    for (at, table) in file.body.iter().enumerate() {
        let rule = compiler.rule("body", at, table.id.as_ref(), table.why.as_ref(), || {
            format!("the body of the article is {:?}", table.select)
        });
        if table.select.trim().is_empty() {
            compiler.problem(KeyPath::root("body").join(at).join("select"), "the selector is empty: write it");
        }
        steps.push(BodyStep { rule, select: table.select.clone(), keep_inside: table.keep_inside });
    }
    steps
}

/// The reason of a rule that gives none.
macro_rules! found_by {
    ($table:expr, $what:literal) => {
        || match (&$table.select, &$table.text) {
            (Some(css), Some(text)) => format!(concat!($what, " by selector {:?} and text {:?}"), css, text),
            (Some(css), None) => format!(concat!($what, " by selector {:?}"), css),
            (None, Some(text)) => format!(concat!($what, " by text {:?}"), text),
            (None, None) => $what.to_owned(),
        }
    };
}

pub(crate) fn drop(compiler: &mut Compiler<'_>) -> Vec<DropStep> {
    let file = compiler.file;
    let mut steps = Vec::new();
    for (at, table) in file.drop.iter().enumerate() {
        let path = KeyPath::root("drop").join(at);
        let rule = compiler.rule(
            "drop",
            at,
            table.id.as_ref(),
            table.why.as_ref(),
            found_by!(table, "no part of the article"),
        );
        check_scope(compiler, &path, table.scope, table.text.as_ref());
        let through = table.through.as_ref().and_then(|text| compiler.regex(path.join("through"), text, false));
        match (table.at_most, &table.through) {
            (Some(0), _) => {
                compiler.problem(path.join("at_most"), "0 blocks are none: give at least 1, or leave out the key");
            }
            (Some(_), None) => {
                compiler
                    .problem(path.join("at_most"), "it says how far `through` looks: give that too, or leave it out");
            }
            _ => {}
        }
        if table.through.is_some() && table.scope == Scope::Match {
            compiler
                .problem(path.join("through"), "`through` is about whole blocks: leave it out, or set scope to block");
        }
        let Some(test) = compiler.test(&path, table.condition()) else { continue };
        steps.push(DropStep {
            rule,
            test,
            scope: table.scope,
            through,
            at_most: table.at_most.unwrap_or(THROUGH_LIMIT),
        });
    }
    steps
}

pub(crate) fn keep(compiler: &mut Compiler<'_>) -> Vec<KeepStep> {
    let file = compiler.file;
    let mut steps = Vec::new();
    for (at, table) in file.keep.iter().enumerate() {
        let path = KeyPath::root("keep").join(at);
        let rule =
            compiler.rule("keep", at, table.id.as_ref(), table.why.as_ref(), found_by!(table, "part of the article"));
        check_scope(compiler, &path, table.scope, table.text.as_ref());
        check_level(compiler, &path, table.kind, table.level);
        let Some(test) = compiler.test(&path, table.condition()) else { continue };
        let (kind, level, also_taken) = (table.kind, table.level, table.also_taken);
        steps.push(KeepStep { rule, test, scope: table.scope, kind, level, also_taken });
    }
    steps
}

pub(crate) fn retype(compiler: &mut Compiler<'_>) -> Vec<RetypeStep> {
    let file = compiler.file;
    let mut steps = Vec::new();
    for (at, table) in file.retype.iter().enumerate() {
        let path = KeyPath::root("retype").join(at);
        let rule =
            compiler.rule("retype", at, table.id.as_ref(), table.why.as_ref(), found_by!(table, "of another kind"));
        check_level(compiler, &path, Some(table.kind), table.level);
        let Some(test) = compiler.test(&path, table.condition()) else { continue };
        steps.push(RetypeStep { rule, test, kind: table.kind, level: table.level });
    }
    steps
}

pub(crate) fn cut(compiler: &mut Compiler<'_>) -> Vec<CutStep> {
    let file = compiler.file;
    let mut steps = Vec::new();
    for (at, table) in file.cut.iter().enumerate() {
        let path = KeyPath::root("cut").join(at);
        let rule = match table.to {
            CutTo::End => {
                let otherwise = found_by!(table, "the end of the article is marked");
                compiler.rule("cut", at, table.id.as_ref(), table.why.as_ref(), otherwise)
            }
            CutTo::Start => {
                let otherwise = found_by!(table, "the start of the article is marked");
                compiler.rule("cut", at, table.id.as_ref(), table.why.as_ref(), otherwise)
            }
        };
        let Some(test) = compiler.test(&path, table.condition()) else { continue };
        steps.push(CutStep { rule, test, to: table.to });
    }
    steps
}

pub(crate) fn credit(compiler: &mut Compiler<'_>) -> Vec<CreditStep> {
    let file = compiler.file;
    let mut steps = Vec::new();
    for (at, table) in file.credit.iter().enumerate() {
        let path = KeyPath::root("credit").join(at);
        let rule = compiler.rule(
            "credit",
            at,
            table.id.as_ref(),
            table.why.as_ref(),
            found_by!(table, "credit of the caption"),
        );
        let Some(test) = compiler.test(&path, table.condition()) else { continue };
        steps.push(CreditStep { rule, test });
    }
    steps
}

pub(crate) fn field(compiler: &mut Compiler<'_>) -> Vec<FieldStep> {
    let file = compiler.file;
    let mut steps = Vec::new();
    for (at, table) in file.field.iter().enumerate() {
        let path = KeyPath::root("field").join(at);
        let rule = compiler.rule("field", at, table.id.as_ref(), table.why.as_ref(), || {
            format!("{} of the article", table.name.replace('_', " "))
        });
        let field = compiler.field_name(&path, &table.name, table.format.as_ref());
        let strip = table.strip.as_ref().and_then(|text| compiler.regex(path.join("strip"), text, true));
        let origin = origin(compiler, &path, table);
        if table.attribute.is_some() && table.select.is_none() {
            compiler.problem(path.join("attribute"), "an attribute needs an element: give `select` too");
        }
        for (key, text) in [("attribute", &table.attribute), ("metadata", &table.metadata)] {
            if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
                compiler.problem(path.join(key), "the name is empty: write it, or leave out the key");
            }
        }
        if field == Some(Field::Image) && names_no_address(table) {
            let expected =
                "the text of an element is no picture's address: give `attribute` too, such as \"src\" or \"content\"";
            compiler.problem(path.join("select"), expected);
        }
        if table.split.as_ref().is_some_and(String::is_empty) {
            compiler.problem(path.join("split"), "the separator is empty: write it, or leave out the key");
        }
        if table.split.is_some() && field.is_some_and(|field| !field.is_list()) {
            compiler.problem(path.join("split"), format!("field {} is no list: leave out `split`", table.name));
        }
        if table.byline && field.is_some_and(|field| field != Field::Authors) {
            compiler.problem(path.join("byline"), format!("field {} holds no names: leave out `byline`", table.name));
        }
        if let (Some(field), Some(value)) = (field, &table.value)
            && let Err(expected) = fixed::check(field, value, table.format.as_deref(), &file.languages)
        {
            compiler.problem(path.join("value"), format!("{value:?} is {expected}"));
        }
        let (Some(field), Some(origin)) = (field, origin) else { continue };
        let all = table.all.unwrap_or(field.is_list());
        let is_read = table.attribute.is_none() && (table.value.is_none() || table.text.is_some());
        let take = table.take.unwrap_or(is_read);
        steps.push(FieldStep { rule, field, origin, strip, all, take, table: table.clone() });
    }
    steps
}

/// Whether a rule would read the address of a picture from the text that an element shows.
fn names_no_address(table: &FieldRule) -> bool {
    table.select.is_some() && table.attribute.is_none() && table.text.is_none() && table.value.is_none()
}

fn origin(compiler: &mut Compiler<'_>, path: &KeyPath, table: &FieldRule) -> Option<Origin> {
    let found = table.select.is_some() || table.text.is_some();
    match (&table.metadata, found) {
        (Some(_), true) => {
            compiler
                .problem(path.join("metadata"), "`metadata` stands beside `select` or `text`: make two rules of it");
            None
        }
        (Some(key), false) => Some(Origin::Metadata(key.clone())),
        (None, true) => compiler.test_if_any(path, table.condition()).map(Origin::Found),
        (None, false) if table.value.is_some() => Some(Origin::Always),
        (None, false) => {
            compiler.problem(path.clone(), "the rule finds nothing: give it `select`, `text`, `metadata` or `value`");
            None
        }
    }
}

fn check_scope(compiler: &mut Compiler<'_>, path: &KeyPath, scope: Scope, text: Option<&String>) {
    if scope == Scope::Match && text.is_none() {
        compiler.problem(path.join("scope"), "`match` needs something that matches: give `text` too");
    }
}

fn check_level(compiler: &mut Compiler<'_>, path: &KeyPath, kind: Option<BlockKind>, level: Option<u8>) {
    match level {
        None => {}
        Some(1..=6) if kind == Some(BlockKind::Heading) => {}
        Some(1..=6) => compiler.problem(path.join("level"), "only a heading has a level: set kind to heading"),
        Some(level) => {
            compiler.problem(path.join("level"), format!("{level} is no level of a heading: expected 1 to 6"));
        }
    }
}
