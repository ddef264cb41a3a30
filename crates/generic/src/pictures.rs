//! Which texts of an HTML page are captions of the article's pictures.
//!
//! Judges see a caption as a short text beside much else; here it is looked for by what it stands with. A text is a
//! caption because the page says so (`<figcaption>`, a `<figure>`, a class that is called so), or because the innermost
//! element that holds it and a picture holds hardly anything else. It is the *article's* caption where it stands between
//! the headline and the end of the running text, or in the `<article>` around it, and in nothing that calls itself
//! something else (related articles, comments, navigation): such names count only on elements without running text.

pub(crate) mod addresses;
mod holdings;
mod labels;
mod names;

use std::cell::{OnceCell, RefCell};

use copydesk_core::text::dates;
use copydesk_core::{Block, Candidate, Document, Draft, Element, Field, Kind, Shape, Verdict};

use crate::captions::{is_credit, trailing_credit};
use crate::classes::Hint;
use crate::fast::{FastMap, FastSet};
use crate::judge::Read;
use crate::lexical::{Lexical, has_letters, letters};
use crate::phrases;

use holdings::{Holding, around, holding, is_body, is_picture, is_text};
use names::{is_foreign, is_named_after_pictures};

/// Most texts in an element that holds a picture and its caption: caption, credit, a counter, a label.
const MAX_GROUP_TEXTS: u32 = 4;
/// How many blocks of such a group are looked at before a text, and behind it.
const MAX_GROUP_BLOCKS: usize = 128;
/// Most words in such an element, and in an element that calls itself a caption.
const MAX_GROUP_WORDS: u32 = 150;
/// Most words of a caption that nothing but its place beside a picture shows to be one.
const MAX_BARE_WORDS: u32 = 45;
/// Most words of a running text that is taken for a caption because its element is called after pictures, or …
const MAX_NAMED_BODY: u32 = 25;
/// … because it calls itself a caption. A credit at its end shows longer ones to be captions too.
const MAX_STATED_BODY: u32 = 40;
/// More of the kept running text is not taken for captions.
const MAX_TAKEN: f32 = 0.3;
/// Most words of a text that names an author and is a byline.
const MAX_BYLINE_WORDS: u32 = 7;
/// Most words of a label: a text of so few that stands on the page more than once is none.
const MAX_LABEL_WORDS: u32 = 4;
/// The longest text that may be a label, in bytes.
const MAX_LABEL: usize = 60;
/// How many elements around a linked text are asked for its `<figcaption>`.
const FIGCAPTION_WITHIN: u8 = 3;
/// The longest linked text that may be the credit of a picture without being in a `<figcaption>`, in bytes.
const MAX_LINKED_CREDIT: usize = 120;
/// How far from its picture a caption stands in a figure, in blocks, and how many elements around both are looked at.
const FIGURE_REACH: usize = 3;
const MAX_FIGURE_DEPTH: usize = 5;
/// More of a caption's text in links makes it a teaser.
const MAX_LINKED: f32 = 0.5;

/// What speaks for a text being a caption, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// It stands beside a picture, and hardly anything else does.
    Bare,
    /// … in an element that is called after pictures.
    Named,
    /// A class says that it is one, or a figure holds it.
    Stated,
    /// It is a `<figcaption>`.
    Captioned,
}

/// The captions of a page.
#[derive(Debug, Default)]
pub(crate) struct Captions {
    /// The numbers of their blocks, in order.
    pub(crate) blocks: Vec<u32>,
    /// Those of which more than their place speaks for it, in order.
    pub(crate) stated: Vec<u32>,
}

/// The captions of a page. None where no running text is kept.
pub(crate) fn captions(draft: &Draft<'_>, read: &Read) -> Option<Captions> {
    let (page, counts) = (Page::of(draft, read)?, &read.counts);
    let mut stated = Vec::new();
    let mut found: Vec<u32> = Vec::new();
    for at in 0..page.document.blocks().len() {
        let Some(evidence) = page.is_caption(draft, at) else { continue };
        found.push(at as u32);
        if evidence >= Evidence::Named {
            stated.push(at as u32);
        }
    }
    // A body whose every paragraph stands beside a picture is a body all the same.
    let words = |at: u32| counts[at as usize].words;
    let of_body = |at: u32| page.body_of(draft, at as usize) > 0;
    let taken: u32 = found.iter().filter(|&&at| of_body(at)).map(|&at| words(at)).sum();
    if taken as f32 <= MAX_TAKEN * page.body as f32 {
        return Some(Captions { blocks: found, stated });
    }
    found.retain(|&at| !of_body(at));
    stated.retain(|&at| !of_body(at));
    Some(Captions { blocks: found, stated })
}

/// What is known of a page before its texts are looked at one by one.
struct Page<'d, 'c> {
    document: &'d dyn Document,
    /// What every block's text looks like.
    counts: &'c [Lexical],
    holdings: Vec<Holding>,
    /// What every element calls itself.
    hints: &'c [Hint],
    /// For each element the way out to one that calls itself a caption, itself being 1; 0 where there is none near.
    called: Vec<u8>,
    /// For each element whether it lies in the `<article>` (or `<main>`) around the body, or in the body itself, where it was
    /// asked.
    around: OnceCell<Vec<bool>>,
    /// Whether elements of many texts hold few but for credits, where they were asked.
    few: RefCell<FastMap<u32, bool>>,
    /// Words of kept running text.
    body: u32,
    /// The headline and the last running text.
    range: (usize, usize),
    /// Short texts that stand on the page more than once.
    repeated: OnceCell<FastSet<&'d str>>,
    /// Headlines and descriptions, as letters, where they were asked for.
    told: OnceCell<Vec<String>>,
    titles: OnceCell<Vec<String>>,
    /// The authors' names, as letters.
    authors: OnceCell<Vec<String>>,
}

impl<'d, 'c> Page<'d, 'c> {
    fn of(draft: &Draft<'d>, read: &'c Read) -> Option<Self> {
        let counts = read.counts.as_slice();
        let document = draft.document();
        let blocks = document.blocks();
        let mut first = None;
        let mut last = 0;
        let mut holdings = vec![Holding::default(); document.elements().len()];
        let mut body = 0;
        for (at, block) in blocks.iter().enumerate() {
            let own = holding(draft, at, block, counts[at]);
            if own.body > 0 {
                first.get_or_insert(at);
                last = at;
                body += own.body;
            }
            if let Some(element) = block.element {
                holdings[element as usize].add(own);
            }
        }
        let first = first?;
        let elements = document.elements();
        for at in (0..holdings.len()).rev() {
            holdings[at].figcaptions += u32::from(elements[at].tag == "figcaption");
            if let Some(parent) = elements[at].parent {
                let own = holdings[at];
                holdings[parent as usize].add(own);
            }
        }
        let titles: Vec<&Candidate> = document.metadata().of(Field::Title).collect();
        let shows_title = |at: &usize| {
            matches!(blocks[*at].shape, Shape::Heading(_)) && {
                let own = letters(&blocks[*at].text);
                titles.iter().any(|title| has_letters(&title.value, &own))
            }
        };
        let headline =
            (0..first).find(shows_title).or_else(|| (0..first).rev().find(|&at| blocks[at].shape == Shape::Heading(1)));
        Some(Self {
            document,
            counts,
            called: called(elements, &read.hints),
            hints: &read.hints,
            around: OnceCell::new(),
            few: RefCell::default(),
            body,
            range: (headline.unwrap_or(first), last),
            told: OnceCell::new(),
            titles: OnceCell::new(),
            authors: OnceCell::new(),
            repeated: OnceCell::new(),
            holdings,
        })
    }

    fn around(&self) -> &[bool] {
        self.around.get_or_init(|| around(self.document, &self.holdings, self.body))
    }

    fn told(&self) -> &[String] {
        self.told.get_or_init(|| self.candidates(&[Field::Title, Field::Standfirst]))
    }

    fn titles(&self) -> &[String] {
        self.titles.get_or_init(|| self.candidates(&[Field::Title]))
    }

    fn authors(&self) -> &[String] {
        self.authors.get_or_init(|| self.candidates(&[Field::Authors]))
    }

    /// The letters of what the page offers for some fields, each once.
    fn candidates(&self, fields: &[Field]) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        let mut texts: FastSet<&str> = FastSet::default();
        for candidate in &self.document.metadata().candidates {
            if fields.contains(&candidate.field) && texts.insert(&candidate.value) {
                told.push(letters(&candidate.value));
            }
        }
        told.retain(|told| !told.is_empty());
        told
    }

    /// What speaks for a block being a caption of the article's, where it is one.
    fn is_caption(&self, draft: &Draft<'_>, at: usize) -> Option<Evidence> {
        let block = &self.document.blocks()[at];
        if block.text.is_empty() || block.hidden {
            return None;
        }
        let is_linked = block.link_density() > MAX_LINKED;
        // Most of what is linked is a teaser's, and is not read.
        if is_linked
            && (!self.is_in_caption(block) || trailing_credit(&block.text).is_none() && !is_credit(&block.text))
        {
            return None;
        }
        let evidence = self.evidence(at, block)?;
        let lexical = self.counts[at];
        if (is_linked && evidence < Evidence::Stated)
            || lexical.words == 0
            || lexical.words > MAX_GROUP_WORDS
            || self.is_byline(block, lexical)
            || labels::says_nothing(&block.text)
        {
            return None;
        }
        if evidence < Evidence::Captioned {
            // Who took the picture may have taken others.
            let is_label = || !is_credit(&block.text) && self.is_label(block, lexical);
            if phrases::prompt(&block.text).is_some() || is_label() || leads_on(&block.text) {
                return None;
            }
            // A description of the page may be taken from a caption; a headline is none.
            let repeats = || self.titles().iter().any(|title| has_letters(&block.text, title));
            if evidence >= Evidence::Named && !self.is_called_caption(block) && repeats() {
                return None;
            }
        }
        if evidence == Evidence::Bare && !self.may_be_bare(block, lexical) {
            return None;
        }
        if is_body(draft, at) && lexical.is_prose() {
            let most = match evidence {
                Evidence::Bare => 0,
                Evidence::Named => MAX_NAMED_BODY,
                Evidence::Stated => MAX_STATED_BODY,
                Evidence::Captioned => MAX_GROUP_WORDS,
            };
            if lexical.words > most && (evidence == Evidence::Bare || trailing_credit(&block.text).is_none()) {
                return None;
            }
        }
        (self.is_the_articles(at, block, evidence)
            || evidence >= Evidence::Stated && !is_linked && self.tells_of_kept(draft, at, block))
        .then_some(evidence)
    }

    /// Whether a picture that is kept stands with a text in its figure, and leads to no other page.
    fn tells_of_kept(&self, draft: &Draft<'_>, at: usize, block: &Block) -> bool {
        let blocks = self.document.blocks();
        let near = at.saturating_sub(FIGURE_REACH)..(at + FIGURE_REACH + 1).min(blocks.len());
        let around = || self.document.ancestor_numbers(block.element);
        let mut small = around().take(MAX_FIGURE_DEPTH).filter(|&at| self.holdings[at as usize].pictures > 0);
        let Some(figure) = small.next().filter(|&at| {
            self.holdings[at as usize].words <= MAX_GROUP_WORDS && self.holdings[at as usize].linked_pictures == 0
        }) else {
            return false;
        };
        near.filter(|&at| is_kept_picture(draft, at)).any(|at| {
            self.document.ancestor_numbers(blocks[at].element).take(MAX_FIGURE_DEPTH).any(|element| element == figure)
        })
    }

    /// Whether one of the innermost elements around a block calls itself a caption.
    fn is_called_caption(&self, block: &Block) -> bool {
        block.element.is_some_and(|element| self.called[element as usize] > 0)
    }

    /// Whether a small element holds hardly more texts than the one that is asked for. Of its credits none counts.
    fn holds_few_texts(&self, element: u32, text: usize) -> bool {
        if self.holdings[element as usize].texts <= MAX_GROUP_TEXTS {
            return true;
        }
        *self.few.borrow_mut().entry(element).or_insert_with(|| {
            let blocks = self.document.blocks();
            let is_within =
                |at: &usize| self.document.ancestor_numbers(blocks[*at].element).any(|around| around == element);
            let within = (0..text).rev().take_while(is_within).take(MAX_GROUP_BLOCKS);
            let within = within.chain((text..blocks.len()).take_while(is_within).take(MAX_GROUP_BLOCKS));
            let counted = within.filter(|at| is_text(&blocks[*at], self.counts[*at]) && !is_credit(&blocks[*at].text));
            counted.take(MAX_GROUP_TEXTS as usize + 1).count() <= MAX_GROUP_TEXTS as usize
        })
    }

    /// Whether one of the innermost elements around a linked block is a caption's.
    fn is_in_caption(&self, block: &Block) -> bool {
        let is_figcaption = |element: &Element| element.tag == "figcaption";
        self.is_called_caption(block)
            && (block.text.len() <= MAX_LINKED_CREDIT
                || self.document.ancestors(block).take(FIGCAPTION_WITHIN.into()).any(is_figcaption))
    }

    /// Words of kept running text of a block.
    fn body_of(&self, draft: &Draft<'_>, at: usize) -> u32 {
        holding(draft, at, &self.document.blocks()[at], self.counts[at]).body
    }

    fn evidence(&self, text: usize, block: &Block) -> Option<Evidence> {
        let blocks = self.document.blocks();
        let is_picture = |at: usize| blocks.get(at).is_some_and(|block| is_picture(block.shape) && !block.ornament);
        let is_credit_at = |at: usize| blocks.get(at).is_some_and(|block| is_credit(&block.text));
        let beside_picture = is_picture(text + 1)
            || text.checked_sub(1).is_some_and(is_picture)
            || text.checked_sub(2).is_some_and(is_picture) && is_credit_at(text - 1);
        let mut stated = false;
        let inline = matches!(block.shape, Shape::Paragraph | Shape::Plain | Shape::Heading(_) | Shape::Caption);
        let item = matches!(block.shape, Shape::ListItem(_));
        if !inline && !item {
            return None;
        }
        if !beside_picture && !self.shares_group(block) {
            return None;
        }
        let mut next = block.element;
        let mut innermost = true;
        while let Some(at) = next {
            let element = &self.document.elements()[at as usize];
            let holding = &self.holdings[at as usize];
            if holding.words > MAX_GROUP_WORDS && element.tag != "figcaption" {
                return None;
            }
            if element.tag == "button" {
                return None;
            }
            if element.tag == "figure" {
                // A quotation or text set apart as a figure; or the figure's caption is another text.
                let illustrates = holding.pictures > 0 && holding.figcaptions == 0 && holding.quotes == 0;
                return (inline && illustrates && self.holds_few_texts(at, text)).then_some(Evidence::Stated);
            }
            if element.tag == "figcaption" {
                return (!self.attributes_quote(at)).then_some(Evidence::Captioned);
            }
            let hint = self.hints[at as usize];
            // An item is called so by what it holds, not by itself.
            let may_state = inline || innermost && element.tag != "li";
            stated = stated || may_state && (hint.is_caption || hint.describes_picture);
            if stated && beside_picture {
                return Some(Evidence::Stated);
            }
            if holding.pictures > 0 {
                if stated {
                    return Some(Evidence::Stated);
                }
                let alone = holding.headings == 0
                    && holding.quotes == 0
                    && holding.linked_pictures < holding.pictures
                    && !(innermost && element.tag == "p")
                    && self.holds_few_texts(at, text);
                let is_named = || self.is_named_within(block, at);
                return alone.then(|| if is_named() { Evidence::Named } else { Evidence::Bare });
            }
            innermost = false;
            next = element.parent;
        }
        None
    }

    /// Whether one of the elements around a block, as far as to the given one, is named after pictures.
    fn is_named_within(&self, block: &Block, outermost: u32) -> bool {
        let elements = self.document.elements();
        let mut next = block.element;
        while let Some(at) = next {
            if is_named_after_pictures(&elements[at as usize]) {
                return true;
            }
            next = elements[at as usize].parent.filter(|_| at != outermost);
        }
        false
    }

    /// Whether a small element, a figure or a `<figcaption>` holds a text with a picture. Most texts of a page stand in
    /// none, and what the elements around them are called is not asked.
    fn shares_group(&self, block: &Block) -> bool {
        let mut next = block.element;
        while let Some(at) = next {
            let element = &self.document.elements()[at as usize];
            let holding = &self.holdings[at as usize];
            match element.tag.as_str() {
                "figcaption" => return true,
                _ if holding.words > MAX_GROUP_WORDS => return false,
                "figure" => return true,
                "button" => return false,
                _ if holding.pictures > 0 => return true,
                _ => next = element.parent,
            }
        }
        false
    }

    /// Whether a `<figcaption>` says who is quoted: its figure holds a quotation and no picture.
    fn attributes_quote(&self, figcaption: u32) -> bool {
        let elements = self.document.elements();
        let figure = std::iter::successors(elements[figcaption as usize].parent, |&at| elements[at as usize].parent)
            .find(|&at| elements[at as usize].tag == "figure");
        figure.is_some_and(|at| self.holdings[at as usize].quotes > 0 && self.holdings[at as usize].pictures == 0)
    }

    fn may_be_bare(&self, block: &Block, lexical: Lexical) -> bool {
        (2..=MAX_BARE_WORDS).contains(&lexical.words)
            && block.links.is_empty()
            && !self.told().iter().any(|told| has_letters(&block.text, told))
    }

    /// An author's name or a date: a portrait beside the byline is set as a picture with its caption.
    fn is_byline(&self, block: &Block, lexical: Lexical) -> bool {
        let names_author = || {
            let names_one = |text: &str| {
                let own = letters(text);
                self.authors().iter().any(|name| is_name(name) && own.contains(name.as_str()))
            };
            // Who writes may take the pictures, too.
            names_one(&block.text)
                && trailing_credit(&block.text).is_none_or(|credit| names_one(&block.text[..credit.start]))
        };
        dates::whole(&block.text).is_some() || (lexical.words <= MAX_BYLINE_WORDS && names_author())
    }

    /// A single word, a few that stand on the page more than once, or "3 of 12": a name, a control, a counter.
    fn is_label(&self, block: &Block, lexical: Lexical) -> bool {
        lexical.words < 2
            || lexical.words <= MAX_LABEL_WORDS
                && (lexical.numbers * 2 >= lexical.words || self.is_repeated(&block.text))
    }

    /// Whether a short text stands on the page more than once.
    fn is_repeated(&self, text: &str) -> bool {
        self.repeated.get_or_init(|| repeated(self.document.blocks())).contains(text)
    }

    /// Whether a caption stands where those of the article do.
    fn is_the_articles(&self, at: usize, block: &Block, evidence: Evidence) -> bool {
        let elements = self.document.elements();
        let mut next = block.element;
        let mut inside = false;
        while let Some(element) = next {
            if self.holdings[element as usize].body > 0 && !self.is_own_body(element, at) {
                break;
            }
            // What the parts of a picture's own element or a figure are called says nothing of whose it is.
            inside |= self.holdings[element as usize].pictures > 0 && elements[element as usize].tag != "figure";
            if evidence >= Evidence::Named && !inside {
                next = elements[element as usize].parent;
                continue;
            }
            let hint = self.hints[element as usize];
            if hint.against.is_some_and(|why| is_foreign(why, hint.mild, evidence)) {
                return false;
            }
            next = elements[element as usize].parent;
        }
        let (headline, last) = self.range;
        if (headline..=last).contains(&at) {
            return true;
        }
        // Behind the article stand pictures of other articles, which have no credits.
        let is_enough =
            evidence >= Evidence::Stated || evidence == Evidence::Named && (at < headline || self.has_credit(at));
        is_enough && block.element.is_some_and(|element| self.around()[element as usize])
    }

    /// Whether a text ends with a credit, or one stands beside it.
    fn has_credit(&self, at: usize) -> bool {
        let blocks = self.document.blocks();
        let beside = [at.checked_sub(1), Some(at + 1)];
        trailing_credit(&blocks[at].text).is_some()
            || beside.into_iter().flatten().any(|at| blocks.get(at).is_some_and(|beside| is_credit(&beside.text)))
    }

    /// Whether the running text that an element holds is the very text that is looked at.
    fn is_own_body(&self, element: u32, block: usize) -> bool {
        self.holdings[element as usize].body <= self.counts[block].words
    }
}

/// For each element the way out to the nearest that calls itself a caption, as [`Page::called`] has it.
fn called(elements: &[Element], hints: &[Hint]) -> Vec<u8> {
    let mut called = vec![0; elements.len()];
    for (at, (element, hint)) in elements.iter().zip(hints).enumerate() {
        let is_caption =
            element.tag == "figcaption" || (hint.is_caption || hint.describes_picture) && element.tag != "figure";
        // Parents stand before their children.
        let around = element.parent.map_or(0, |parent| called[parent as usize]);
        called[at] = match around {
            _ if is_caption => 1,
            1..FIGCAPTION_WITHIN => around + 1,
            _ => 0,
        };
    }
    called
}

/// Whether letters are enough for somebody's name: that of a licence ("BY 2.0") is none.
fn is_name(letters: &str) -> bool {
    letters.chars().filter(|letter| letter.is_alphabetic()).count() >= MIN_NAME || !letters.is_ascii()
}

/// The fewest letters of a name in Latin script.
const MIN_NAME: usize = 3;

/// Whether a text asks to read on, by what it ends in.
fn leads_on(text: &str) -> bool {
    text.ends_with(['»', '→', '›', '⇒', '▶', '►']) && !text.contains('«')
}

/// Whether a block is a picture that is kept.
pub(crate) fn is_kept_picture(draft: &Draft<'_>, at: usize) -> bool {
    matches!(draft.decision(at as u32).map(|decision| &decision.verdict), Some(Verdict::Keep(Kind::Image)))
}

/// The texts no longer than a label's that stand in several blocks.
fn repeated(blocks: &[Block]) -> FastSet<&str> {
    let mut seen = FastSet::default();
    let short = blocks.iter().filter(|block| !block.text.is_empty() && block.text.len() <= MAX_LABEL);
    short.map(|block| block.text.as_str()).filter(|text| !seen.insert(*text)).collect()
}
