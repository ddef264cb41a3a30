//! The features, by name and number.

macro_rules! features {
    ($($(#[$documentation:meta])* $name:ident,)*) => {
        /// A feature of a block: its number is its place in a row of [`super::Features`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Feature { $($(#[$documentation])* $name,)* }

        /// The names of all features, in order.
        pub const NAMES: [&str; COUNT] = [$(stringify!($name),)*];

        /// How many features there are.
        pub const COUNT: usize = [$(Feature::$name,)*].len();
    };
}

features! {
    /// Words, as their logarithm.
    Words,
    /// Letters a word.
    WordLength,
    /// Commas and sentence ends a word.
    Punctuation,
    /// Words with an upper-case first letter, as a share.
    Capitals,
    /// Upper-case letters among letters.
    UpperCase,
    /// Words that hold a digit, as a share.
    Numbers,
    /// Whether it ends as a sentence does.
    EndsSentence,
    /// What it ends with: 0 other, 1 point, 2 question or exclamation mark, 3 colon, 4 ellipsis, 5 quotation mark, 6 letter, 7 digit.
    EndsWith,
    /// What it begins with: 0 other, 1 upper case, 2 lower case, 3 digit, 4 quotation mark, 5 letter of a script without case.
    BeginsWith,
    /// Signs that separate labels (`|`, `»`, `›`, `•`, `·`).
    Separators,
    /// Whether it has `©`, `@` or an address.
    Marks,
    /// Quotation marks a word.
    Quotes,
    /// Whether it holds a year from 1990 on.
    HasYear,
    /// Whether it holds a clock time.
    HasClock,
    /// Share of the text inside links.
    LinkDensity,
    /// Links.
    Links,
    /// Whether it begins with a link.
    BeginsLinked,
    /// Words a link.
    WordsPerLink,
    /// Share of links that leave the page's text for a section, tag, author or the root (short paths).
    ShallowLinks,
    /// Share of the text in bold.
    Bold,
    /// What the markup says it is.
    Shape,
    /// Whether the page hides it.
    Hidden,
    /// Which kind of prompt it is (0: none).
    Prompt,
    /// What the heuristic judge says.
    Heuristic,
    /// Why the elements around it speak against it (0: they do not).
    Against,
    /// Whether it is in the heuristic's container.
    InsideContainer,
    /// Whether it is in the `<article>` or `<main>` around the container.
    AroundContainer,
    /// Whether it is in a figure or what calls itself a caption.
    IsCaption,
    /// Mean weight of its words (of its first and last, if it is long).
    WordMean,
    /// Lowest weight of one of its words.
    WordLowest,
    /// Highest weight of one of its words.
    WordHighest,
    /// Weight of its first word.
    WordFirst,
    /// Weight of its last word.
    WordLast,
    /// How often the same text stands on the page.
    Repeats,
    /// Share of its words that a headline of the page has.
    InTitle,
    /// Share of the headline's words that it has.
    CoversTitle,
    /// Share of its word triples that a description of the page has.
    InDescription,
    /// Share of its word triples that the JSON-LD's articleBody has (-1: the page has none).
    InArticleBody,
    /// Share of its words that are authors' names as the page gives them.
    InAuthors,

    /// Depth of its element.
    Depth,
    /// Tag of its element, by number.
    Tag,
    /// Tag of the element around.
    ParentTag,
    /// Tag of the one around that.
    GrandparentTag,
    /// Weight of the names of its element, of the one around it, and so on.
    Names0,
    /// See [`Feature::Names0`].
    Names1,
    /// See [`Feature::Names0`].
    Names2,
    /// See [`Feature::Names0`].
    Names3,
    /// Lowest weight of a name of any element around it.
    NamesLowest,
    /// Highest weight.
    NamesHighest,
    /// Sum of the lowest weights of all elements around it.
    NamesSum,
    /// Levels up to the next `<article>` (0: none).
    ToArticle,
    /// `<article>` elements around it.
    Articles,
    /// Levels up to `<main>`.
    ToMain,
    /// Levels up to `<aside>`.
    ToAside,
    /// Levels up to `<nav>`.
    ToNav,
    /// Levels up to `<header>`.
    ToHeader,
    /// Levels up to `<footer>`.
    ToFooter,
    /// Levels up to `<ul>`, `<ol>` or `<dl>`.
    ToList,
    /// Levels up to `<table>`.
    ToTable,
    /// Levels up to `<figure>`.
    ToFigure,
    /// Levels up to `<section>`.
    ToSection,
    /// Levels up to `<blockquote>`.
    ToQuote,
    /// Levels up to `<form>` or `<button>`.
    ToForm,
    /// Levels up to `<a>`.
    ToAnchor,
    /// Levels up to an element with `itemprop=articleBody`.
    ToArticleBody,
    /// Words in its element.
    Words0,
    /// Words in the element around.
    Words1,
    /// Two levels up.
    Words2,
    /// Three levels up.
    Words3,
    /// Share of the element's text inside links.
    Linked0,
    /// One level up.
    Linked1,
    /// Two levels up.
    Linked2,
    /// Three levels up.
    Linked3,
    /// Share of the page's running text in its element.
    Prose0,
    /// One level up.
    Prose1,
    /// Two levels up.
    Prose2,
    /// Three levels up.
    Prose3,
    /// Share of running text among the words of its element.
    Density0,
    /// One level up.
    Density1,
    /// Two levels up.
    Density2,
    /// Three levels up.
    Density3,
    /// Blocks one level up.
    Blocks1,
    /// Blocks two levels up.
    Blocks2,
    /// Levels up to the element that holds half of the running text.
    ToHalf,
    /// Share of its words among those of the element that holds half of the running text.
    DepthBelowHalf,

    /// Blocks made like it (the same tags and classes around).
    GroupBlocks,
    /// Share of the page's running text in blocks made like it.
    GroupProse,
    /// Mean words of a block made like it.
    GroupWords,
    /// Mean link density of blocks made like it.
    GroupLinked,
    /// Share of blocks made like it that end as a sentence does.
    GroupSentences,
    /// Mean of the heuristic over blocks made like it.
    GroupHeuristic,
    /// Share of the words of its element's siblings' running text.
    SiblingProse,
    /// Blocks that stand directly in the same element.
    SiblingBlocks,

    /// Share of the page's words before it.
    Position,
    /// Share of the running text before it.
    ProsePosition,
    /// Running words before it.
    ProseBefore,
    /// Running words behind it.
    ProseAfter,
    /// Blocks since the last running text.
    SinceProse,
    /// Blocks to the next running text.
    ToProse,
    /// Words between it and the last running text.
    WordsSinceProse,
    /// Words between it and the next running text.
    WordsToProse,
    /// Blocks since the block that shows the headline (negative: before it; -1000: none).
    SinceTitle,
    /// Blocks since a heading.
    SinceHeading,
    /// Mean word weight of that heading.
    HeadingWordMean,
    /// Whether that heading is in the same element's parent.
    HeadingNear,
    /// Level of that heading.
    HeadingLevel,
    /// Running words since that heading.
    HeadingProse,
    /// Blocks to the next heading.
    ToHeading,
    /// Mean of the heuristic over five blocks on either side.
    Around5,
    /// Over twelve.
    Around12,
    /// Share of running text in five blocks on either side.
    AroundProse5,
    /// In twelve.
    AroundProse12,
    /// Link density of five blocks on either side.
    AroundLinked5,
    /// Images or embeds directly before it.
    MediaBefore,
    /// Images or embeds directly behind it.
    MediaAfter,
    /// Words of the block before.
    PreviousWords,
    /// Its link density.
    PreviousLinked,
    /// Whether it ends as a sentence does.
    PreviousEnds,
    /// Its prompt.
    PreviousPrompt,
    /// Its shape.
    PreviousShape,
    /// What the heuristic says of it.
    PreviousHeuristic,
    /// Mean weight of its words.
    PreviousWordMean,
    /// Lowest weight of names around it.
    PreviousNames,
    /// Whether it is made alike.
    PreviousAlike,
    /// How many elements up they meet, from this block.
    PreviousMeet,
    /// Words of the block behind.
    NextWords,
    /// See [`Feature::PreviousLinked`].
    NextLinked,
    /// See [`Feature::PreviousEnds`].
    NextEnds,
    /// See [`Feature::PreviousPrompt`].
    NextPrompt,
    /// See [`Feature::PreviousShape`].
    NextShape,
    /// See [`Feature::PreviousHeuristic`].
    NextHeuristic,
    /// See [`Feature::PreviousWordMean`].
    NextWordMean,
    /// See [`Feature::PreviousNames`].
    NextNames,
    /// See [`Feature::PreviousAlike`].
    NextAlike,
    /// See [`Feature::PreviousMeet`].
    NextMeet,
    /// Words two blocks before.
    Previous2Words,
    /// Link density two blocks before.
    Previous2Linked,
    /// The heuristic two blocks before.
    Previous2Heuristic,
    /// Words two blocks behind.
    Next2Words,
    /// Link density two blocks behind.
    Next2Linked,
    /// The heuristic two blocks behind.
    Next2Heuristic,

    /// Blocks of the page.
    PageBlocks,
    /// Words of the page.
    PageWords,
    /// Share of running text among them.
    PageProse,
    /// Share of them inside links.
    PageLinked,
    /// Share of headings among blocks.
    PageHeadings,
    /// Whether the page calls itself an article.
    PageIsArticle,
    /// Whether its JSON-LD has an articleBody.
    PageHasBody,
    /// Share of the words that the heuristic keeps.
    PageKept,
}

/// A row that is being filled.
pub(crate) struct Row<'r>(pub(super) &'r mut [f32]);

impl Row<'_> {
    pub(crate) fn set(&mut self, feature: Feature, value: f32) {
        self.0[feature as usize] = value;
    }

    pub(crate) fn flag(&mut self, feature: Feature, value: bool) {
        self.set(feature, f32::from(u8::from(value)));
    }
}
