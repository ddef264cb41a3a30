//! Merging layers key by key, the later over the earlier.

use std::collections::BTreeSet;

use copydesk_rules::KeyPath;

use crate::Problem;
use crate::entry::{Entry, Node};
use crate::suggest::nearest;

/// Merges settings: tables key by key, and all else replaced; but every layer's `sources` are read, so they add up.
pub(crate) fn settings(base: &mut Entry, over: Entry) {
    tables(base, over, &KeyPath::default(), &|path| path.0 == KeyPath::root("sources").0);
}

/// Merges a source over the one of the same name of an earlier layer: hosts and rules add up, a rule takes the place of
/// the one with its id, ids in `without` remove theirs.
pub(crate) fn source(base: &mut Entry, over: Entry, problems: &mut Vec<Problem>) {
    remove(base, &over, problems);
    let (Node::Table(base), Node::Table(over)) = (&mut base.node, over.node) else { return };
    for (key, entry) in over {
        let Some((_, old)) = base.iter_mut().find(|(known, _)| *known == key) else {
            base.push((key, entry));
            continue;
        };
        match (key.as_str(), &mut old.node, entry.node) {
            ("languages", _, node) => *old = Entry { node, ..entry },
            (_, Node::Array(old), Node::Array(new)) => new.into_iter().for_each(|entry| put(old, entry)),
            (_, Node::Table(_), node @ Node::Table(_)) => {
                tables(old, Entry { node, ..entry }, &KeyPath::root(&key), &|_| false);
            }
            (_, _, node) => *old = Entry { node, ..entry },
        }
    }
}

/// Checks the first file of a source: there is no rule of an earlier layer that it could take away.
pub(crate) fn first(entry: &Entry, problems: &mut Vec<Problem>) {
    let rules = known_ids(entry);
    for without in entry.get("without").map_or(&[][..], Entry::items) {
        let Some(id) = without.as_str() else { continue };
        let message = if rules.contains(id) {
            format!(
                "the rule {id:?} stands in this very file, and only those of earlier layers can be taken away: remove it there"
            )
        } else {
            format!("no rule of an earlier layer is called {id:?}, as no earlier layer has this source: remove it")
        };
        problems.push(without.place.problem(message));
    }
}

/// The ids of a source's rules.
fn known_ids(source: &Entry) -> BTreeSet<String> {
    let Node::Table(keys) = &source.node else { return BTreeSet::new() };
    let lists = keys.iter().filter(|(section, _)| is_of_rules(section));
    lists
        .flat_map(|(section, list)| list.items().iter().zip(1..).map(|(rule, number)| id_of(section, number, rule)))
        .collect()
}

/// Whether a key of a source holds rules, as far as it is a list.
fn is_of_rules(key: &str) -> bool {
    !matches!(key, "hosts" | "languages" | "without")
}

/// The id of a rule, of which there are `number` in its section up to it.
fn id_of(section: &str, number: usize, rule: &Entry) -> String {
    rule.get("id").and_then(Entry::as_str).map_or(format!("{section}-{number}"), str::to_owned)
}

/// Adds a rule or host to a list: in the place of the one with its id, not at all where the same is there already.
fn put(list: &mut Vec<Entry>, entry: Entry) {
    let same_id = |other: &Entry| {
        let id = |entry: &Entry| entry.get("id").and_then(|id| id.as_str().map(str::to_owned));
        id(other).is_some() && id(other) == id(&entry)
    };
    if let Some(old) = list.iter_mut().find(|old| same_id(old)) {
        *old = entry;
    } else if !list.iter().any(|old| old.to_json() == entry.to_json()) {
        list.push(entry);
    }
}

/// Removes the rules that `without` names, by the ids they had before any was removed.
fn remove(base: &mut Entry, over: &Entry, problems: &mut Vec<Problem>) {
    let Some(without) = over.get("without") else { return };
    let Node::Table(base) = &mut base.node else { return };
    let mut known: BTreeSet<String> = BTreeSet::new();
    for (section, list) in base {
        let Node::Array(rules) = &mut list.node else { continue };
        if !is_of_rules(section) {
            continue;
        }
        let mut number = 0;
        rules.retain(|rule| {
            number += 1;
            let id = id_of(section, number, rule);
            let is_kept = !without.items().iter().any(|entry| entry.as_str() == Some(&id));
            known.insert(id);
            is_kept
        });
    }
    for entry in without.items() {
        let Some(id) = entry.as_str().filter(|id| !known.contains(*id)) else { continue };
        let message = format!("no rule of an earlier layer is called {id:?}: correct or remove it");
        let near = nearest(id, known.iter().map(String::as_str)).map(str::to_owned);
        problems.push(entry.place.problem(message).suggest(near));
    }
}

/// Merges tables key by key; arrays add up where `adds` says so. Recursion is bounded as in [`Entry::to_json`].
fn tables(base: &mut Entry, over: Entry, path: &KeyPath, adds: &dyn Fn(&KeyPath) -> bool) {
    match (&mut base.node, over.node) {
        (Node::Table(base), Node::Table(entries)) => {
            for (key, entry) in entries {
                match base.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, old)) => tables(old, entry, &path.join(key.as_str()), adds),
                    None => base.push((key, entry)),
                }
            }
        }
        (Node::Array(base), Node::Array(items)) if adds(path) => base.extend(items),
        (_, node) => *base = Entry { node, ..over },
    }
}
