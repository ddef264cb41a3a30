//! The tables of a source file: one kind of rule each.

use copydesk_core::{Block, Kind, Shape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that speaks for (or against) a page being of this source. One of `text`, `pattern` and `select` is needed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecogniseRule {
    /// Name of the rule, by which a later layer replaces it.
    #[serde(default)]
    pub id: Option<String>,
    /// Words that stand on the page just so, letter by letter: no regular expression, as `text` is in the other sections.
    #[serde(default)]
    pub text: Option<String>,
    /// A regular expression that some block of the page matches.
    #[serde(default)]
    pub pattern: Option<String>,
    /// A CSS selector that finds an element; with `text` or `pattern`, one whose text has it.
    #[serde(default)]
    pub select: Option<String>,
    /// How much it weighs: above 0 to 1 for the source, below 0 to -1 against it. Evidence is combined as independent
    /// chances; a source is chosen from 0.6 on.
    pub weight: f32,
    /// What it is, in words, for the ledger.
    #[serde(default)]
    pub why: Option<String>,
}

/// A layout of the page. The first whose selector finds text is used, the others are not: so old and new layouts stand
/// side by side, and the page shows which it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyRule {
    /// Name of the rule in the ledger; lower-case letters, digits and hyphens.
    #[serde(default)]
    pub id: Option<String>,
    /// CSS selector of the elements that hold the body. What is kept outside of them is left out.
    pub select: String,
    /// Whether text inside them is kept though the generic extractor, going by where it stands, left it out. What it left
    /// out for what it says (a share prompt, a repeated headline) stays out; a long paragraph that only its model doubts is kept.
    #[serde(default = "yes")]
    pub keep_inside: bool,
    /// The reason, in words.
    #[serde(default)]
    pub why: Option<String>,
}

/// A rule about blocks: what all of these ask of a block stands here once, their own keys before and behind.
macro_rules! block_rule {
    ($(#[$attribute:meta])* $name:ident [$($before:tt)*] {$($behind:tt)*}) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($before)*
            /// Name of the rule in the ledger; lower-case letters, digits and hyphens.
            #[serde(default)]
            pub id: Option<String>,
            /// CSS selector of the elements.
            #[serde(default)]
            pub select: Option<String>,
            /// Regular expression that the block's text matches, on one line wherever the page breaks it (but for code). In a
            /// field's rule the value is its group `(?<value>…)`, else its first group, else the whole match.
            #[serde(default)]
            pub text: Option<String>,
            /// CSS selector of an element that the block must stand in.
            #[serde(default)]
            pub within: Option<String>,
            /// CSS selector of an element that the block must not stand in.
            #[serde(default)]
            pub not_within: Option<String>,
            /// Only among so many blocks at the start of the page.
            #[serde(default)]
            pub among_first: Option<u32>,
            /// Only among so many blocks at the end of the page.
            #[serde(default)]
            pub among_last: Option<u32>,
            $($behind)*
            /// The reason, in words.
            #[serde(default)]
            pub why: Option<String>,
        }

        impl $name {
            pub(crate) fn condition(&self) -> Condition<'_> {
                Condition {
                    select: self.select.as_deref(),
                    text: self.text.as_deref(),
                    within: self.within.as_deref(),
                    not_within: self.not_within.as_deref(),
                    among_first: self.among_first,
                    among_last: self.among_last,
                }
            }
        }
    };
}

/// How much of a block a rule is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole block (or the whole element, where that lies inside a block).
    #[default]
    Block,
    /// Only what `text` matches, each time that it does.
    Match,
}

block_rule! {
    /// Blocks that are left out.
    #[derive(Default)]
    DropRule [] {
        /// `block` for the whole block, `match` for only what `text` matches.
        #[serde(default)]
        pub scope: Scope,
        /// Regular expression: the blocks that follow go too, up to and with the first that matches it. Where none of the
        /// next `at_most` blocks does, only the block itself goes.
        #[serde(default)]
        pub through: Option<String>,
        /// How many blocks further `through` looks; 12 where it is left out.
        #[serde(default)]
        #[schemars(range(min = 1))]
        pub at_most: Option<u32>,
    }
}

/// The kinds of block that a rule can give. Tweets are left out: they need an author, which the generic extractor or a
/// plugin reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading; see `level`.
    Heading,
    /// An item of a list.
    List,
    /// A quotation set apart.
    Quote,
    /// The text under a picture.
    Caption,
    /// A row of a table.
    Table,
    /// Preformatted text.
    Code,
    /// A picture.
    Image,
    /// Something embedded.
    Embed,
    /// The heading of a live blog's entry.
    Update,
}

impl BlockKind {
    /// The kind of a block, with what its markup adds: a heading's level, whether a list is numbered.
    pub fn of(self, block: &Block, level: Option<u8>) -> Kind {
        match self {
            Self::Paragraph => Kind::Paragraph,
            Self::Heading => Kind::Heading {
                level: level.unwrap_or(match block.shape {
                    Shape::Heading(level) => level,
                    _ => 2,
                }),
            },
            Self::List => Kind::List { ordered: block.shape == Shape::ListItem(true) },
            Self::Quote => Kind::Quote,
            Self::Caption => Kind::Caption,
            Self::Table => Kind::Table,
            Self::Code => Kind::Code,
            Self::Image => Kind::Image,
            Self::Embed => Kind::Embed,
            Self::Update => Kind::Update { posted: None },
        }
    }
}

block_rule! {
    /// Blocks that are kept. What was taken into a field or made part of another block stays so unless `also_taken` is set.
    #[derive(Default)]
    KeepRule [] {
        /// `block` for the whole block, `match` for only what `text` matches.
        #[serde(default)]
        pub scope: Scope,
        /// What it is kept as. Left out: what it was kept as before, else what its markup says.
        #[serde(default)]
        pub kind: Option<BlockKind>,
        /// Level of a heading, 1 to 6.
        #[serde(default)]
        #[schemars(range(min = 1, max = 6))]
        pub level: Option<u8>,
        /// Whether it is kept even where it was taken into a field or made part of another block.
        #[serde(default)]
        pub also_taken: bool,
    }
}

block_rule! {
    /// Kept blocks whose kind is another than it seems.
    RetypeRule [] {
        /// What it is.
        pub kind: BlockKind,
        /// Level of a heading, 1 to 6.
        #[serde(default)]
        #[schemars(range(min = 1, max = 6))]
        pub level: Option<u8>,
    }
}

/// Which side of the block a cut takes away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CutTo {
    /// All that follows.
    #[default]
    End,
    /// All that precedes.
    Start,
}

block_rule! {
    /// A block at which the article ends (or starts): what is kept on the other side of it is left out, and the block with
    /// it. The first that fits counts; one that stands where nothing is kept before it (for `start`: after it) cuts nothing.
    #[derive(Default)]
    CutRule [] {
        /// `end`: what follows goes; `start`: what precedes goes.
        #[serde(default)]
        pub to: CutTo,
    }
}

block_rule! {
    /// The credit of a caption: a block that follows one, or a piece of it. Where `text` has a group `(?<value>…)`, that is
    /// the credit and the rest of the match is left out.
    #[derive(Default)]
    CreditRule [] {
    }
}

block_rule! {
    /// Where a field of the article is read from: `select`, `text` (or both), `metadata`, or a fixed `value`. What is found must
    /// be what the field holds: a date, `free` or `paywalled`, a language tag, an address; else the diagnostics say so where
    /// no other rule fills the field.
    FieldRule [
        /// The field.
        #[schemars(schema_with = "field_names")]
        pub name: String,
    ] {
        /// An attribute of the element (`datetime`, `content`) instead of its text.
        #[serde(default)]
        pub attribute: Option<String>,
        /// A candidate of the page's metadata by its place: `og:title`, `NewsArticle.headline`.
        #[serde(default)]
        pub metadata: Option<String>,
        /// A fixed value: always, or where `select`, `text` or `metadata` finds something.
        #[serde(default)]
        pub value: Option<String>,
        /// Format of a date as in `strptime`: `%d %b, %Y %H:%M`; the whole text must match. Names of months and weekdays may be
        /// those of the source's `languages`, or English. `%s`, alone, is a time stamp: seconds since 1970, or milliseconds
        /// where it has twelve digits or more. Left out: ISO 8601, or any date that is written out.
        #[serde(default)]
        pub format: Option<String>,
        /// Whether all matches count rather than the first: for lists (authors, tags) unless told otherwise. Several values
        /// of a field that is no list are joined by spaces.
        #[serde(default)]
        pub all: Option<bool>,
        /// What parts the items of a list: `", "`.
        #[serde(default)]
        pub split: Option<String>,
        /// Whether the value is a byline ("By Ann Smith and Bob Jones"), from which the names are read.
        #[serde(default)]
        pub byline: bool,
        /// Regular expression of what is removed from the value.
        #[serde(default)]
        pub strip: Option<String>,
        /// Whether what was matched in the visible text is taken out of the body. Left out: it is where the value was read from
        /// that text, or `text` says what it is. With `attribute`, or with `value` and no `text`, the element only tells where
        /// to look, and stays.
        #[serde(default)]
        pub take: Option<bool>,
        /// How much of the block is taken: `match` for what `text` matches, `block` for all of it.
        #[serde(default = "matched")]
        pub scope: Scope,
        /// Whether a value that was found before is replaced.
        #[serde(default = "yes")]
        pub overwrite: bool,
    }
}

/// What a rule asks of a block, as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Condition<'f> {
    pub(crate) select: Option<&'f str>,
    pub(crate) text: Option<&'f str>,
    pub(crate) within: Option<&'f str>,
    pub(crate) not_within: Option<&'f str>,
    pub(crate) among_first: Option<u32>,
    pub(crate) among_last: Option<u32>,
}

impl<'f> Condition<'f> {
    /// Its CSS selectors with their keys.
    pub(crate) fn selectors(self) -> impl Iterator<Item = (&'static str, &'f str)> {
        [("select", self.select), ("within", self.within), ("not_within", self.not_within)]
            .into_iter()
            .filter_map(|(key, css)| css.map(|css| (key, css)))
    }
}

const fn yes() -> bool {
    true
}

const fn matched() -> Scope {
    Scope::Match
}

fn field_names(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let names: Vec<&str> = copydesk_core::Field::ALL.into_iter().map(copydesk_core::Field::name).collect();
    schemars::json_schema!({ "type": "string", "enum": names })
}
