//! From a draft to an article and its ledger.

use std::collections::HashMap;

use crate::article::{Access, Article, ArticleBlock, SCHEMA};
use crate::ledger::{Ledger, LedgerBlock, LedgerField, LedgerPiece};
use crate::text::lines::with_own_breaks;
use crate::text::whitespace::fold;
use crate::{Decider, Decision, Document, Draft, Element, Field, FieldValue, Kind, Part, Verdict};

/// What comes out of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraction {
    /// The article.
    pub article: Article,
    /// What became of every block. [`Ledger::sources`] is the engine's to fill.
    pub ledger: Ledger,
}

/// The rule of a part whose block is not kept.
const ORPHAN: &str = "core/orphan";

/// Turns a draft into an article and its ledger. `source` is the source whose cleaner was used.
pub fn finish(draft: &Draft<'_>, source: Option<&str>) -> Extraction {
    Extraction { article: article(draft, source), ledger: ledger(draft) }
}

/// The article alone of what [`finish()`] gives: a ledger holds the whole page, and costs as much as all else here.
pub fn article(draft: &Draft<'_>, source: Option<&str>) -> Article {
    let document = draft.document();
    let blocks = order(draft, assemble(draft));
    let blocks = group(document, blocks);
    let text = body_text(&blocks);
    let one = |field| draft.field(field).map(FieldValue::to_text).filter(|text| !text.is_empty());
    let many = |field| draft.field(field).map(FieldValue::to_list).unwrap_or_default();
    let origin = document.origin();
    let canonical_url = one(Field::CanonicalUrl);
    let id = origin.input.as_deref().and_then(stem).map_or_else(
        || format!("{:016x}", fnv1a(canonical_url.as_deref().or(origin.url.as_deref()).unwrap_or(&text).as_bytes())),
        str::to_owned,
    );
    let mut diagnostics = document.diagnostics().to_vec();
    diagnostics.extend_from_slice(draft.diagnostics());
    Article {
        schema: SCHEMA.to_owned(),
        id,
        input: origin.input.clone(),
        url: origin.url.clone(),
        canonical_url,
        source: source.map(str::to_owned),
        publisher: one(Field::Publisher),
        title: one(Field::Title),
        standfirst: one(Field::Standfirst),
        authors: many(Field::Authors),
        published: one(Field::Published),
        modified: one(Field::Modified),
        language: one(Field::Language),
        section: one(Field::Section),
        tags: many(Field::Tags),
        image: one(Field::Image),
        access: one(Field::Access).as_deref().and_then(Access::parse),
        blocks,
        text,
        confidence: draft.confidence(),
        decided_by: draft.deciders(),
        diagnostics,
    }
}

/// The kept pieces as blocks of the article, in reading order, with their parts.
fn assemble(draft: &Draft<'_>) -> Vec<ArticleBlock> {
    let source = draft.document().blocks();
    let mut blocks: Vec<ArticleBlock> = Vec::new();
    // The first article block made of each input block.
    let mut head: Vec<Option<u32>> = vec![None; source.len()];
    for piece in draft.pieces() {
        let Verdict::Keep(kind) = &piece.decision.verdict else { continue };
        let block = &source[piece.block as usize];
        let text = draft.text_of(piece);
        let text = match kind {
            Kind::Code => text.to_owned(),
            Kind::Paragraph | Kind::Quote => with_own_breaks(text.trim()).into_owned(),
            // Tabs before the first cell with text stand for empty ones.
            Kind::Table => text.trim_matches([' ', '\n']).replace('\n', " "),
            _ => text.trim().replace('\n', " "),
        };
        if text.trim().is_empty() && block.media.is_none() {
            continue;
        }
        let joins = !piece.breaks
            && blocks.last().is_some_and(|last| last.from.last() == Some(&piece.block) && last.kind == *kind);
        if joins {
            let last = blocks.last_mut().expect("joins is true only where there is a last block");
            join(last, &text);
            continue;
        }
        head[piece.block as usize].get_or_insert(blocks.len() as u32);
        blocks.push(ArticleBlock {
            kind: kind.clone(),
            text,
            credit: None,
            attribution: None,
            items: Vec::new(),
            src: block.media.clone(),
            from: vec![piece.block],
            span: block.span,
        });
    }
    for piece in draft.pieces() {
        let Verdict::Part { of, part } = &piece.decision.verdict else { continue };
        let Some(at) = head[*of as usize] else { continue };
        let block = &mut blocks[at as usize];
        let text = fold(draft.text_of(piece));
        match part {
            Part::Continuation if block.kind == Kind::Code => {
                block.text.push('\n');
                block.text.push_str(draft.text_of(piece));
            }
            Part::Continuation => add(&mut block.text, &text),
            Part::Credit => add(block.credit.get_or_insert_default(), &text),
            // A tweet says who wrote it in its kind; of a quote the attribution is all there is.
            Part::Attribution if !matches!(block.kind, Kind::Tweet { .. }) => {
                add(block.attribution.get_or_insert_default(), &text);
            }
            Part::Attribution | Part::Link | Part::Posted => {}
        }
        if !block.from.contains(&piece.block) {
            block.from.push(piece.block);
            block.from.sort_unstable();
            block.span = block.span.cover(source[piece.block as usize].span);
        }
    }
    for block in blocks.iter_mut().filter(|block| block.kind == Kind::Code) {
        block.text = without_blank_lines(&block.text).to_owned();
    }
    blocks
}

/// Adds a piece of the block that a block of the article was made of. Of code every space counts.
fn join(block: &mut ArticleBlock, more: &str) {
    if block.kind == Kind::Code {
        block.text.push_str(more);
    } else {
        add(&mut block.text, more);
    }
}

/// A text without the blank lines before and behind it, and what is blank at its end.
fn without_blank_lines(text: &str) -> &str {
    let begin = text.len() - text.trim_start().len();
    &text[text[..begin].rfind('\n').map_or(0, |line| line + 1)..text.trim_end().len()]
}

fn add(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

fn order(draft: &Draft<'_>, mut blocks: Vec<ArticleBlock>) -> Vec<ArticleBlock> {
    for wanted in draft.orders() {
        let mut ranks: HashMap<u32, usize> = HashMap::new();
        for (rank, number) in wanted.iter().enumerate() {
            ranks.entry(*number).or_insert(rank);
        }
        let rank = |block: &ArticleBlock| block.from.iter().filter_map(|number| ranks.get(number)).min().copied();
        let Some(place) = blocks.iter().position(|block| rank(block).is_some()) else { continue };
        let (mut moved, mut rest): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|block| rank(block).is_some());
        moved.sort_by_cached_key(rank);
        let tail = rest.split_off(place.min(rest.len()));
        rest.extend(moved);
        rest.extend(tail);
        blocks = rest;
    }
    blocks
}

/// Makes one list of neighbouring list items, and one table of neighbouring rows, where the page has them in one.
fn group(document: &dyn Document, blocks: Vec<ArticleBlock>) -> Vec<ArticleBlock> {
    let mut grouped: Vec<ArticleBlock> = Vec::with_capacity(blocks.len());
    let mut last_whole = None;
    for mut block in blocks {
        if !matches!(block.kind, Kind::List { .. } | Kind::Table) {
            grouped.push(block);
            continue;
        }
        let whole = block.from.first().and_then(|number| whole(document, *number, &block.kind));
        let is_other =
            std::mem::replace(&mut last_whole, whole).is_some_and(|last| whole.is_some_and(|own| own != last));
        if let Some(last) = grouped.last_mut().filter(|last| last.kind == block.kind && !is_other) {
            last.text.push('\n');
            last.text.push_str(&block.text);
            last.items.push(std::mem::take(&mut block.text));
            last.from.append(&mut block.from);
            last.span = last.span.cover(block.span);
        } else {
            block.items.push(block.text.clone());
            grouped.push(block);
        }
    }
    grouped
}

/// The table that a row stands in, or the list around all lists that an item stands in; none of a flat text, and of what only
/// looks like one.
fn whole(document: &dyn Document, block: u32, kind: &Kind) -> Option<u32> {
    let elements = document.elements();
    let mut next = document.blocks()[block as usize].element;
    let mut found = None;
    while let Some(at) = next {
        let element = &elements[at as usize];
        match (kind, element.tag.as_str()) {
            (Kind::Table, "table") => return Some(at),
            (Kind::List { .. }, "ul" | "ol" | "dl" | "menu" | "dir") => found = Some(at),
            _ => {}
        }
        next = element.parent;
    }
    found
}

/// The body as a reader would quote it. Every line of a block (an item, a row, code, verse) is a part of its own with its white
/// space folded, so that the text, read again as flat text, gives itself.
fn body_text(blocks: &[ArticleBlock]) -> String {
    let body = || blocks.iter().filter(|block| block.kind.is_body());
    let mut text = String::with_capacity(body().map(|block| block.text.len() + 2).sum());
    for block in body() {
        for line in block.text.lines() {
            let line = fold(line);
            if line.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&line);
        }
    }
    text
}

fn ledger(draft: &Draft<'_>) -> Ledger {
    let document = draft.document();
    let mut paths = Paths { elements: document.elements(), around: Vec::new() };
    let mut blocks: Vec<LedgerBlock> = Vec::with_capacity(document.blocks().len());
    for (number, block) in document.blocks().iter().enumerate() {
        // Neighbouring blocks often stand in one element.
        let path = match blocks.last() {
            Some(last) if document.blocks()[last.block as usize].element == block.element => last.path.clone(),
            _ => paths.of(block.element),
        };
        let is_dropped = draft.pieces_of(number as u32).iter().all(|piece| piece.decision.verdict == Verdict::Drop);
        let pieces = draft.pieces_of(number as u32).iter().map(|piece| {
            let mut decision = piece.decision.clone();
            let mut overruled = piece.overruled.clone();
            if let Verdict::Part { of, .. } = decision.verdict
                && !draft.is_kept(of)
            {
                let orphan = Decision {
                    verdict: Verdict::Drop,
                    rule: ORPHAN.into(),
                    reason: format!("part of block {of}, which is not kept").into(),
                    by: Decider::DEFAULT,
                };
                overruled.insert(0, std::mem::replace(&mut decision, orphan));
            }
            LedgerPiece {
                start: piece.start,
                end: piece.end,
                text: draft.text_of(piece).trim().to_owned(),
                decision,
                overruled,
            }
        });
        blocks.push(LedgerBlock {
            block: number as u32,
            span: block.span,
            shape: block.shape,
            path,
            hidden: block.hidden,
            boilerplate: draft.boilerplate(number as u32).filter(|_| is_dropped),
            pieces: pieces.collect(),
        });
    }
    let fields = Field::ALL.into_iter().filter_map(|field| {
        let state = draft.fields().get(&field).cloned();
        let candidates: Vec<_> = document.metadata().of(field).cloned().collect();
        (state.is_some() || !candidates.is_empty()).then(|| LedgerField::new(field, state, candidates))
    });
    Ledger { sources: Vec::new(), blocks, fields: fields.collect() }
}

/// Writes where blocks stand: `body > div#story.wide > p`.
struct Paths<'d> {
    elements: &'d [Element],
    /// The elements around a block, innermost first.
    around: Vec<&'d Element>,
}

impl Paths<'_> {
    fn of(&mut self, mut element: Option<u32>) -> String {
        self.around.clear();
        let mut length = 0;
        let mut is_cut = false;
        while let Some(own) = element.and_then(|at| self.elements.get(at as usize)) {
            if own.tag != "html" {
                // More classes than these are too long for any path: an element may have thousands, and thousands of blocks.
                let classes: usize = own.classes.iter().take(MAX_PATH / 2).map(|class| class.len() + 1).sum();
                let with = own.tag.len() + own.id.as_ref().map_or(0, |id| id.len() + 1) + classes + SEPARATOR.len();
                if length + with > MAX_PATH {
                    is_cut = true;
                    break;
                }
                length += with;
                self.around.push(own);
            }
            // Of a document that is not sound: a parent stands before its children, or there is no end to them.
            element = own.parent.filter(|parent| Some(*parent) < element);
        }
        let mut path = String::with_capacity(length + OUTER.len());
        if is_cut {
            path.push_str(OUTER);
        }
        for own in self.around.iter().rev() {
            if !path.is_empty() {
                path.push_str(SEPARATOR);
            }
            path.push_str(&own.tag);
            if let Some(id) = &own.id {
                path.push('#');
                path.push_str(id);
            }
            for class in &own.classes {
                path.push('.');
                path.push_str(class);
            }
        }
        path
    }
}

/// What stands between two elements of a path.
const SEPARATOR: &str = " > ";
/// What stands for the elements of a path that are left away.
const OUTER: &str = "…";
/// The longest path that is told of a block, in bytes: what stands further out is left away. Elements lie hundreds deep,
/// and carry names of any length, on pages that are made to harm.
const MAX_PATH: usize = 1024;

/// The base name of an input without its endings; none for standard input.
fn stem(input: &str) -> Option<&str> {
    let name = without_endings(input.rsplit(['/', '\\']).next().unwrap_or(input));
    (!name.is_empty() && name != "-").then_some(name)
}

/// A page's file name without `.gz`, `.zst`, `.html`, `.htm` and `.txt`, in upper or lower case: the page's id.
pub fn without_endings(name: &str) -> &str {
    [".gz", ".zst", ".html", ".htm", ".txt"].iter().fold(name, |name, ending| {
        let at = name.len().saturating_sub(ending.len());
        match name.get(at..) {
            Some(end) if end.eq_ignore_ascii_case(ending) => &name[..at],
            _ => name,
        }
    })
}

/// The 64-bit FNV-1a hash (Fowler, Noll and Vo): stable across versions and machines.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Element, StartTag, StaticDocument};

    /// The path of a block inside elements with these classes, outermost first.
    fn path_in(classes: &[&str]) -> String {
        let mut document = StaticDocument::of_lines(&["One line."]);
        for (at, class) in classes.iter().enumerate() {
            let parent = (at as u32).checked_sub(1);
            let classes = class.split_whitespace().map(Into::into).collect();
            let tag = StartTag { tag: "div".into(), classes, ..StartTag::default() };
            document.elements.push(Element::new(parent, tag));
        }
        document.blocks[0].element = (classes.len() as u32).checked_sub(1);
        finish(&Draft::new(&document), None).ledger.blocks[0].path.clone()
    }

    #[test]
    fn endings_of_names_are_left_out_in_any_case() {
        for name in ["harbour.html", "harbour.HTML", "harbour.Htm.GZ", "harbour.txt.gz", "harbour.html.zst", "harbour"]
        {
            assert_eq!(without_endings(name), "harbour");
        }
        for name in ["harbour.1", "häfen", ".ö"] {
            assert_eq!(without_endings(name), name);
        }
        assert_eq!(stem("pages/Harbour.HTML"), Some("Harbour"));
        assert_eq!((stem("-"), stem("pages/.html")), (None, None));
    }

    #[test]
    fn paths_lose_their_outer_part_where_they_are_long() {
        assert_eq!(path_in(&["a", "b"]), "div.a > div.b");
        let deep = path_in(&["story"; 500]);
        assert!(deep.starts_with("… > div.story > ") && deep.len() <= MAX_PATH + 4, "{deep}");
        assert_eq!(path_in(&["a", &"x".repeat(2000), "b"]), "… > div.b");
        assert_eq!(path_in(&[&"x".repeat(2000)]), "…");
        assert_eq!(path_in(&[&"x ".repeat(2000), "b"]), "… > div.b");
    }
}
