//! The figures as a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::score::Figures;

type Column = (&'static str, fn(&Figures) -> Option<f64>);

const COLUMNS: [Column; 13] = [
    ("word_f1", |figures| figures.word_f1),
    ("shing_p", |figures| figures.shingle_p),
    ("shing_r", |figures| figures.shingle_r),
    ("shing_f1", |figures| figures.shingle_f1),
    ("exact", |figures| figures.exact),
    ("with", |figures| figures.with),
    ("without", |figures| figures.without),
    ("title", |figures| figures.title),
    ("date", |figures| figures.date),
    ("authors", |figures| figures.authors),
    ("captions", |figures| figures.captions),
    ("tags", |figures| figures.tags),
    ("standf", |figures| figures.standfirst),
];

/// One line a set; where there is something to compare with, a second line with the differences.
pub(crate) fn render(rows: &[(String, Figures)], base: Option<&BTreeMap<String, Figures>>) -> String {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0).max("set".len());
    let mut table = format!("{:<width$} {:>5} {:>7}", "set", "pages", "missing");
    for (title, _) in COLUMNS {
        let _ = write!(table, " {title:>8}");
    }
    table.push('\n');
    for (name, figures) in rows {
        let _ = write!(table, "{name:<width$} {:>5} {:>7}", figures.pages, figures.missing);
        for (_, value) in COLUMNS {
            let cell = value(figures).map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
            let _ = write!(table, " {cell:>8}");
        }
        table.push('\n');
        if let Some(before) = base.and_then(|base| base.get(name)) {
            let _ = write!(table, "{:<width$} {:>5} {:>7}", "", "", "");
            for (_, value) in COLUMNS {
                let cell = match (value(figures), value(before)) {
                    (Some(now), Some(before)) if (now - before).abs() >= 0.000_05 => format!("{:+.4}", now - before),
                    (Some(_), Some(_)) => "=".to_owned(),
                    _ => String::new(),
                };
                let _ = write!(table, " {cell:>8}");
            }
            table.push('\n');
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_figures_and_differences() {
        let now = Figures { pages: 3, word_f1: Some(0.95), date: Some(0.5), ..Figures::default() };
        let before = Figures { pages: 3, word_f1: Some(0.94), date: Some(0.5), ..Figures::default() };
        let table = render(&[("harbour".to_owned(), now)], Some(&[("harbour".to_owned(), before)].into()));
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[1].contains("0.9500") && lines[1].contains('-'), "{table}");
        assert!(lines[2].contains("+0.0100") && lines[2].contains('='), "{table}");
    }
}
