//! What is checked of a source once its layers are merged.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use copydesk_html::SelectorSet;
use copydesk_rules::{HostPattern, KeyPath, RuleProblem, RulesExtractor, SourceFile, check_name};

use crate::entry::{Entry, Layer};
use crate::load::SelectorCheck;
use crate::suggest::nearest;
use crate::{Problem, SourceConfig};

/// What the names of built-in files begin with.
pub(crate) const EMBEDDED_PREFIX: &str = "embedded:";

/// The source of a merged entry; `None` where it has problems. A built-in one that no layer changes was checked by a test:
/// its patterns and selectors are not looked at.
pub(crate) fn build(
    entry: Entry,
    paths: Vec<String>,
    css: SelectorCheck<'_>,
    problems: &mut Vec<Problem>,
) -> Option<SourceConfig> {
    let before = problems.len();
    let path = paths.first().cloned().unwrap_or_default();
    let file: SourceFile = match serde_json::from_value(entry.to_json()) {
        Ok(file) => file,
        Err(error) => {
            problems.push(Problem::of_file(path, format!("the source cannot be read: {error}: correct it")));
            return None;
        }
    };
    problems.extend(check_options(&entry));
    let is_checked = entry.place.layer == Layer::Embedded && paths.len() == 1 && path.starts_with(EMBEDDED_PREFIX);
    let compiled = if is_checked { RulesExtractor::of_checked(&file) } else { RulesExtractor::compile(&file) };
    tell_rules(&entry, compiled.as_ref().err(), problems);
    if !is_checked {
        check_selectors(&entry, &file, css, problems);
    }
    match compiled {
        Ok(rules) if problems.len() == before => Some(SourceConfig { file, rules, path, paths, entry }),
        _ => None,
    }
}

/// Every problem of the patterns and selectors of a source, whether it is built in or not.
pub(crate) fn check_all(entry: &Entry, file: &SourceFile, css: SelectorCheck<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    tell_rules(entry, RulesExtractor::compile(file).err().as_ref(), &mut problems);
    check_selectors(entry, file, css, &mut problems);
    problems
}

fn tell_rules(entry: &Entry, found: Option<&Vec<RuleProblem>>, problems: &mut Vec<Problem>) {
    let found = found.into_iter().flatten();
    problems.extend(found.filter_map(|problem| entry.problem_at(&problem.key, problem.problem.as_str())));
}

fn check_selectors(entry: &Entry, file: &SourceFile, css: SelectorCheck<'_>, problems: &mut Vec<Problem>) {
    for (key, selector) in file.selectors() {
        // Compiling tells of those that are empty.
        if selector.trim().is_empty() {
            continue;
        }
        if let Err(problem) = css(selector) {
            problems.extend(entry.problem_at(&key, format!("{selector:?} is no CSS selector: {problem}")));
        }
    }
}

/// What is no mistake of a source, and most likely not meant.
pub(crate) fn remarks(entry: &Entry, file: &SourceFile) -> Vec<Problem> {
    let mut remarks = Vec::new();
    if file.hosts.is_empty() && file.recognise.is_empty() {
        let message = format!(
            "no page leads to this source, which has neither hosts nor recognise: add one of them, or name it for each page: --source {}",
            file.name
        );
        remarks.extend(entry.problem_at(&KeyPath::root("name"), message));
    }
    for (key, selector) in file.selectors() {
        // Those of Office and of social networks have a prefix: `o:p`, `fb:like`.
        let names: BTreeSet<String> = SelectorSet::unknown_elements(selector).into_iter().collect();
        for name in names.into_iter().filter(|name| !name.contains(':')) {
            let message = format!("HTML has no element called {name:?}: for a class write .{name}, for an id #{name}");
            remarks.extend(entry.problem_at(&key, message));
        }
    }
    remarks
}

/// A source whose file is called otherwise: who looks for a source by its name would not find it, and who copies a file to
/// begin another source must not go on with the first one's name.
pub(crate) fn check_file_name(entry: &Entry, name: &str) -> Option<Problem> {
    let file = entry.place.text.name();
    let path = Path::new(file.strip_prefix(EMBEDDED_PREFIX).unwrap_or(file));
    let called = path.file_name()?.to_string_lossy().into_owned();
    // A name that no source may have is told as that: the file must not be called so.
    if called == format!("{name}.toml") || check_name(name).is_err() {
        return None;
    }
    let other = match called.strip_suffix(".toml") {
        Some(stem) if check_name(stem).is_ok() => format!(", or write name = {stem:?}"),
        _ => String::new(),
    };
    let message = format!(
        "source {name:?} stands in a file called {called}, expected its own name: call the file {name}.toml{other}"
    );
    entry.problem_at(&KeyPath::root("name"), message)
}

/// Options that nobody reads: only a plugin has some.
fn check_options(entry: &Entry) -> Option<Problem> {
    // Where another key is wrong, it may be the plugin's.
    if entry.is_flawed || entry.get("plugin").is_some() {
        return None;
    }
    entry.get("options")?;
    let message =
        "options are read by the source's plugin, and it names none: say which with plugin = \"…\", or leave them out";
    entry.problem_at(&KeyPath::root("options"), message)
}

/// A plugin that nobody provides.
pub(crate) fn check_plugin(entry: &Entry, known: &[&str]) -> Option<Problem> {
    let plugin = entry.get("plugin")?.as_str()?;
    if known.contains(&plugin) {
        return None;
    }
    let known_names =
        if known.is_empty() { "there is none".to_owned() } else { format!("known are {}", known.join(", ")) };
    let message = format!(
        "there is no plugin {plugin:?}, {known_names}: correct the name, leave out the key, or load it: --plugins DIR"
    );
    Some(entry.problem_at(&KeyPath::root("plugin"), message)?.suggest(nearest(plugin, known.iter().copied())))
}

/// Hosts that two sources claim.
pub(crate) fn check_hosts(entries: &BTreeMap<String, Entry>, problems: &mut Vec<Problem>) {
    let mut claims: Vec<(&str, &Entry, HostPattern)> = Vec::new();
    for (name, entry) in entries {
        let hosts = entry.get("hosts").map_or(&[][..], Entry::items);
        for host in hosts {
            // Compiling tells of those that cannot be read.
            if let Some(pattern) = host.as_str().and_then(|text| HostPattern::parse(text).ok()) {
                claims.push((name, host, pattern));
            }
        }
    }
    // The claim of the later layer is the one to correct.
    claims.sort_by_key(|(_, host, _)| host.place.layer);
    // Only claims of one site can overlap: by it they are looked up, for each source may have many.
    let mut by_site: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (name, host, pattern)) in claims.iter().enumerate() {
        let earlier = by_site.entry(pattern.site().to_owned()).or_default();
        let overlaps = |(other, _, claimed): &&(&str, &Entry, HostPattern)| other != name && claimed.overlaps(pattern);
        let found = earlier.iter().map(|&at| &claims[at]).find(overlaps);
        if let Some((other, first, claimed)) = found {
            let message = format!(
                "host \"{pattern}\" is claimed by source {other:?} too, as \"{claimed}\" in {}: leave it to one of them",
                first.place.line()
            );
            problems.push(host.place.problem(message));
        }
        earlier.push(at);
    }
}
