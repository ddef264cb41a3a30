//! A ledger as a person reads it.

use std::collections::HashSet;
use std::fmt::Write;

use copydesk_core::draft::FieldState;
use copydesk_core::ledger::LedgerSource;
use copydesk_core::{Decision, Extraction, FieldValue, Kind, LedgerBlock, LedgerField, LedgerPiece, Span, Verdict};

use crate::commands::explain::Only;
use crate::names::visible;
use crate::style::{DROPPED, FIELD, HEADING, KEPT, NAME, OVERRULED, PART, QUIET, paint};

/// How far the text of a block stands from the left edge.
const INDENT: &str = "      ";

/// What is shown of an extraction, and how.
pub(crate) struct Explanation<'e> {
    pub(crate) extraction: &'e Extraction,
    /// Columns to cut texts at; 0 shows them whole.
    pub(crate) width: usize,
    pub(crate) only: Option<Only>,
    /// The ids of the rules that the source's file has.
    pub(crate) rules: &'e [String],
}

impl Explanation<'_> {
    /// The whole of it, with the escape sequences of its colours.
    pub(crate) fn render(&self) -> String {
        let mut out = String::new();
        self.head(&mut out);
        self.sources(&mut out);
        self.fields(&mut out);
        self.idle(&mut out);
        self.blocks(&mut out);
        out
    }

    /// The rules that decided nothing here, not even something that others overruled.
    fn idle(&self, out: &mut String) {
        let fired = fired(self.extraction);
        let idle: Vec<&str> = self.rules.iter().map(String::as_str).filter(|rule| !fired.contains(rule)).collect();
        if idle.is_empty() || self.only.is_some() {
            return;
        }
        section(out, "rules that decided nothing on this page");
        for rule in idle {
            line(out, &format!("  {}", paint(QUIET, rule)));
        }
    }

    fn head(&self, out: &mut String) {
        let article = &self.extraction.article;
        let name = article.input.as_deref().unwrap_or("-");
        line(out, &paint(HEADING, visible(name)));
        let decided = article.decided_by.join(", ");
        if decided.is_empty() {
            let is_blank = self.extraction.ledger.blocks.is_empty();
            let why = if is_blank { ": there is no text" } else { ", so that nothing is kept" };
            line(out, &format!("nobody decided anything{why}"));
        } else {
            line(out, &format!("decided by {decided}, confidence {:.2}", article.confidence));
        }
        for diagnostic in &article.diagnostics {
            line(out, &format!("{} {}", paint(OVERRULED, &diagnostic.code), visible(&diagnostic.message)));
        }
    }

    fn sources(&self, out: &mut String) {
        section(out, "source");
        let sources = &self.extraction.ledger.sources;
        if !sources.iter().any(|source| source.chosen) {
            line(out, "  none: the generic extractor alone");
        }
        for source in sources {
            self.source(out, source);
        }
    }

    fn source(&self, out: &mut String, source: &LedgerSource) {
        let LedgerSource { source: name, score, by, .. } = source;
        let verdict = if source.chosen { paint(KEPT, "chosen") } else { paint(QUIET, "not chosen") };
        let by = if by == "given" { "as given".to_owned() } else { format!("by {by}") };
        line(out, &format!("  {} {verdict} {by}, score {score:.2}", paint(NAME, name)));
        for evidence in &source.evidence {
            let place = evidence.block.map(|block| format!(" (block {block})")).unwrap_or_default();
            let text = format!("    {:+.2}  {}{place}", evidence.weight, evidence.what);
            line(out, &self.cut(&text, 0));
        }
    }

    fn fields(&self, out: &mut String) {
        section(out, "fields");
        if self.extraction.ledger.fields.is_empty() {
            line(out, "  none");
        }
        for field in &self.extraction.ledger.fields {
            self.field(out, field);
        }
    }

    fn field(&self, out: &mut String, field: &LedgerField) {
        let name = paint(FIELD, format!("{:<13}", field.field.name()));
        match &field.state {
            None => line(out, &format!("  {name} {}", paint(QUIET, "not filled"))),
            Some(state) => {
                let value = self.cut(&value(state.value.as_ref()), 16);
                line(out, &format!("  {name} {value}"));
                line(out, &format!("                {}", paint(QUIET, why(state))));
                for earlier in &state.overruled {
                    let text = format!("overruled: {} · {}", self::value(earlier.value.as_ref()), why(earlier));
                    line(out, &format!("                {}", paint(OVERRULED, self.cut(&text, 16))));
                }
            }
        }
        for (number, candidate) in (0..).zip(&field.candidates) {
            let mark = if field.lost.contains(&number) { "≠" } else { "=" };
            let text = format!("{mark} {}: {}", candidate.key, candidate.value);
            line(out, &format!("                {}", paint(QUIET, self.cut(&text, 16))));
        }
    }

    fn blocks(&self, out: &mut String) {
        section(out, "blocks");
        let ledger = &self.extraction.ledger;
        let mut shown = 0;
        for block in &ledger.blocks {
            for (at, piece) in block.pieces.iter().enumerate() {
                if self.shows(piece) {
                    shown += 1;
                    self.piece(out, block, at, piece);
                }
            }
        }
        let pieces = || ledger.blocks.iter().flat_map(|block| &block.pieces);
        let count = |wanted: fn(&Verdict) -> bool| pieces().filter(|piece| wanted(&piece.decision.verdict)).count();
        section(out, "in short");
        line(
            out,
            &format!(
                "  {} blocks in {} pieces ({shown} shown): {} kept, {} parts of those, {} taken into fields, {} dropped",
                ledger.blocks.len(),
                pieces().count(),
                count(Verdict::is_kept),
                count(|verdict| matches!(verdict, Verdict::Part { .. })),
                count(|verdict| matches!(verdict, Verdict::Field { .. })),
                count(|verdict| matches!(verdict, Verdict::Drop)),
            ),
        );
    }

    fn shows(&self, piece: &LedgerPiece) -> bool {
        let verdict = &piece.decision.verdict;
        match self.only {
            None => true,
            Some(Only::Kept) => matches!(verdict, Verdict::Keep(_) | Verdict::Part { .. }),
            Some(Only::Dropped) => matches!(verdict, Verdict::Drop),
            Some(Only::Fields) => matches!(verdict, Verdict::Field { .. }),
            Some(Only::Overruled) => !piece.overruled.is_empty(),
        }
    }

    fn piece(&self, out: &mut String, block: &LedgerBlock, at: usize, piece: &LedgerPiece) {
        let number =
            if block.pieces.len() > 1 { format!("{}.{}", block.block, at + 1) } else { block.block.to_string() };
        let place = match block.span {
            Span::Bytes(start, end) => format!("bytes {start}–{end}"),
            Span::Lines(first, last) if first == last => format!("line {}", u64::from(first) + 1),
            Span::Lines(first, last) => format!("lines {}–{}", u64::from(first) + 1, u64::from(last) + 1),
        };
        let hidden = if block.hidden { ", hidden" } else { "" };
        let path = if block.path.is_empty() { String::new() } else { format!("  {}", visible(&tail(&block.path, 60))) };
        let told = block.boilerplate.filter(|_| piece.decision.verdict == Verdict::Drop);
        let told = told.map(|own| format!(" as {own}")).unwrap_or_default();
        let verdict = format!("{}{told}", verdict(&piece.decision.verdict));
        line(out, &format!("{number:>5} {verdict}  {}", paint(QUIET, format!("{place}{hidden}{path}"))));
        let text = if piece.text.is_empty() { "(no text)" } else { &piece.text };
        line(out, &format!("{INDENT}{}", self.cut(text, INDENT.len())));
        line(out, &format!("{INDENT}{}", paint(QUIET, decided(&piece.decision))));
        for decision in &piece.overruled {
            let text = format!("overruled: {} · {}", decision.verdict, decided(decision));
            line(out, &format!("{INDENT}{}", paint(OVERRULED, text)));
        }
    }

    /// A text on one line, cut where the line would end.
    fn cut(&self, text: &str, indent: usize) -> String {
        let one_line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let room = self.width.saturating_sub(indent).max(20);
        if self.width == 0 || one_line.chars().count() <= room {
            return one_line;
        }
        let mut cut: String = one_line.chars().take(room - 1).collect();
        cut.truncate(cut.trim_end().len());
        cut.push('…');
        cut
    }
}

/// The ids of all rules that decided something, whether or not they were overruled later.
fn fired(extraction: &Extraction) -> HashSet<&str> {
    let pieces = extraction.ledger.blocks.iter().flat_map(|block| &block.pieces);
    let of_pieces = pieces.flat_map(|piece| std::iter::once(&piece.decision).chain(&piece.overruled));
    let states = extraction.ledger.fields.iter().filter_map(|field| field.state.as_ref());
    let of_fields = states.flat_map(|state| std::iter::once(state).chain(&state.overruled));
    of_pieces.map(|decision| decision.rule.as_ref()).chain(of_fields.map(|state| state.rule.id.as_ref())).collect()
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn section(out: &mut String, name: &str) {
    out.push('\n');
    line(out, &paint(HEADING, name));
}

/// The verdict in its colour, with what a kind knows.
fn verdict(verdict: &Verdict) -> String {
    let style = match verdict {
        Verdict::Keep(_) => KEPT,
        Verdict::Drop => DROPPED,
        Verdict::Field { .. } => FIELD,
        Verdict::Part { .. } => PART,
    };
    let mut text = paint(style, verdict);
    match verdict {
        Verdict::Keep(Kind::Tweet { author, handle, posted, .. }) => {
            let handle = handle.as_ref().map(|handle| format!("@{handle}"));
            let known: Vec<String> = [author.clone(), handle, posted.clone()].into_iter().flatten().collect();
            let _ = write!(text, " ({})", visible(&known.join(", ")));
        }
        Verdict::Keep(Kind::Heading { level }) => {
            let _ = write!(text, " {level}");
        }
        Verdict::Keep(Kind::Update { posted: Some(posted) }) => {
            let _ = write!(text, " ({})", visible(posted));
        }
        _ => {}
    }
    text
}

fn decided(decision: &Decision) -> String {
    format!("{} · {} · {}", decision.rule, decision.reason, decision.by)
}

fn why(state: &FieldState) -> String {
    let from = state.from.as_ref().map(|from| format!(" · from {from}")).unwrap_or_default();
    let block = state.block.map(|block| format!(" · block {block}")).unwrap_or_default();
    format!("{} · {} · {}{from}{block}", state.rule.id, state.rule.reason, state.by)
}

fn value(value: Option<&FieldValue>) -> String {
    match value {
        None => "(emptied)".to_owned(),
        Some(FieldValue::Text(text)) => text.clone(),
        Some(FieldValue::List(items)) => items.join(" | "),
    }
}

/// The end of a path: what is nearest to the block says most.
fn tail(path: &str, columns: usize) -> String {
    let count = path.chars().count();
    if count <= columns {
        return path.to_owned();
    }
    format!("…{}", path.chars().skip(count - columns + 1).collect::<String>())
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Decider, Draft, Field, Part, Rule, StaticDocument, finish};

    use super::*;

    const RULE: Rule = Rule::new("generic/test", "for the test");

    fn extraction() -> Extraction {
        let document = StaticDocument::of_lines(&[
            "The lock opens again",
            "Home | News | Sport",
            "After nine weeks of work the lock at the harbour mouth opens on Monday, the port office says.",
            "The lock at dawn Photo: Ada Quay",
        ]);
        let mut draft = Draft::new(&document);
        draft.set_decider(Decider::GENERIC);
        let mut done = vec![
            draft.take(0_u32, Field::Title, "The lock opens again", RULE),
            draft.keep(1_u32, Kind::Paragraph, RULE),
            draft.keep(2_u32, Kind::Paragraph, RULE),
            draft.keep(3_u32, Kind::Caption, RULE),
            draft.attach((3_u32, 17..32), 3, Part::Credit, RULE),
        ];
        draft.set_decider(Decider::rules("gazette"));
        done.push(draft.drop(1_u32, Rule::new("gazette/nav", "navigation")));
        assert!(done.into_iter().all(|result| result.is_ok()));
        let mut extraction = finish(&draft, Some("gazette"));
        extraction.article.input = Some("lock.txt".to_owned());
        extraction.ledger.sources.push(LedgerSource {
            source: "gazette".into(),
            score: 0.9,
            chosen: true,
            by: "content".into(),
            evidence: vec![copydesk_core::Evidence { what: "the paper's name".into(), weight: 0.9, block: Some(1) }],
        });
        extraction
    }

    fn explain(width: usize, only: Option<Only>) -> String {
        let rules = ["gazette/box".to_owned(), "gazette/nav".to_owned()];
        let text = Explanation { extraction: &extraction(), width, only, rules: &rules }.render();
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn every_piece_is_explained() {
        insta::assert_snapshot!(explain(80, None));
    }

    #[test]
    fn pieces_are_chosen_and_texts_shown_whole() {
        let text = explain(0, Some(Only::Overruled));
        assert!(text.contains("Home | News | Sport"), "{text}");
        assert!(!text.contains("After nine weeks"), "{text}");
        let text = explain(0, Some(Only::Kept));
        assert!(text.contains("the port office says."), "{text}");
    }
}
