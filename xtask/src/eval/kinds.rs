//! How well kinds of blocks are told, as tables, and the pages on which they differ most.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::score::{KindFigures, Kinds};

/// How much of a text a difference shows, in characters.
const SHOWN: usize = 90;

/// Of each kind the figures, and what of ours the gold's blocks stand in.
pub(super) fn render(set: &str, kinds: &Kinds, base: Option<&BTreeMap<String, KindFigures>>) -> String {
    let figures = kinds.figures();
    if figures.is_empty() {
        return String::new();
    }
    let columns: BTreeSet<&str> = kinds.confusion.keys().map(|(_, ours)| ours.as_str()).collect();
    let mut table = format!("\nkinds of {set:<13} gold  ours precision  recall      f1    told\n");
    for (kind, own) in &figures {
        let KindFigures { gold, ours, precision, recall, f1, told } = own;
        let _ = writeln!(table, "{kind:<20} {gold:>5} {ours:>5}    {precision:.4}  {recall:.4}  {f1:.4}  {told:.4}");
        if let Some(before) = base.and_then(|base| base.get(kind)) {
            let changes = [precision - before.precision, recall - before.recall, f1 - before.f1, told - before.told];
            let [precision, recall, f1, told] = changes.map(|change| format!("{change:+.4}"));
            let _ = writeln!(table, "{:<20} {:>5} {:>5}   {precision} {recall} {f1} {told}", "", "", "");
        }
    }
    let _ = write!(table, "\n{:<16}", "gold \\ ours");
    for ours in &columns {
        let _ = write!(table, " {ours:>10}");
    }
    table.push('\n');
    let rows: BTreeSet<&str> = kinds.confusion.keys().map(|(gold, _)| *gold).collect();
    for gold in rows {
        let _ = write!(table, "{gold:<16}");
        for ours in &columns {
            let count = kinds.confusion.get(&(gold, (*ours).to_owned())).copied().unwrap_or(0);
            let _ = write!(table, " {:>10}", if count == 0 { "-".to_owned() } else { count.to_string() });
        }
        table.push('\n');
    }
    table
}

/// The pages whose kinds differ most, with every difference.
pub(super) fn worst(set: &str, kinds: &Kinds, count: usize) -> String {
    let mut report = String::new();
    for (page, differences) in kinds.pages.iter().take(count) {
        let _ = writeln!(report, "kinds of {set}: {page}, {} differ (gold, ours):", differences.len());
        for difference in differences {
            let text: String = difference.text.chars().take(SHOWN).collect();
            let _ = writeln!(report, "  {:<12} {:<12} {}", difference.gold, difference.ours, text.replace('\n', " "));
        }
    }
    report
}
