//! The features, by name and number: first those of the first look at a block, then those that only blocks get which it
//! leaves open.

macro_rules! features {
    (
        outline { $($(#[$documentation:meta])* $name:ident = $phrase:literal,)* }
        detail { $($(#[$late_documentation:meta])* $late:ident = $late_phrase:literal,)* }
    ) => {
        /// A feature of a block: its number is its place in a row of [`super::Features`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Feature { $($(#[$documentation])* $name,)* $($(#[$late_documentation])* $late,)* }

        /// The names of all features, in order.
        pub const NAMES: [&str; COUNT] = [$(stringify!($name),)* $(stringify!($late),)*];

        /// The features as reasons name them.
        pub(crate) const PHRASES: [&str; COUNT] = [$($phrase,)* $($late_phrase,)*];

        /// How many features the first look has.
        pub const OUTLINE_COUNT: usize = [$(Feature::$name,)*].len();

        /// How many features there are.
        pub const COUNT: usize = OUTLINE_COUNT + [$(Feature::$late,)*].len();
    };
}

features! {
    outline {
        /// Words, as their logarithm.
        Words = "length (log of words)",
        /// Upper-case letters among letters.
        UpperCase = "share of upper-case letters",
        /// Words with an upper-case first letter, as a share.
        Capitals = "share of capitalised words",
        /// Words that hold a digit, as a share.
        Numbers = "share of numbers",
        /// Whether it ends as a sentence does.
        EndsSentence = "ends as a sentence",
        /// Share of the text inside links.
        LinkDensity = "link density",
        /// Words a link.
        WordsPerLink = "words a link",
        /// What the markup says it is.
        Shape = "shape",
        /// What the heuristic judge says.
        Heuristic = "heuristic",
        /// Why the elements around it speak against it (0: they do not).
        Against = "what the elements around speak of",
        /// Whether it is in the heuristic's container.
        InsideContainer = "inside the article's container",
        /// Whether it is in a figure or what calls itself a caption.
        IsCaption = "in a figure",
        /// How often the same text stands on the page.
        Repeats = "times on the page",

        /// Depth of its element.
        Depth = "depth",
        /// Tag of its element, by number.
        Tag = "tag",
        /// Tag of the element around.
        ParentTag = "tag around",
        /// Weight of the names of its element, of the one around it, and so on.
        Names0 = "names of its element",
        /// See [`Feature::Names0`].
        Names1 = "names one level up",
        /// See [`Feature::Names0`].
        Names2 = "names two levels up",
        /// See [`Feature::Names0`].
        Names3 = "names three levels up",
        /// Lowest weight of a name of any element around it.
        NamesLowest = "lowest name around",
        /// Highest weight.
        NamesHighest = "highest name around",
        /// Sum of the lowest weights of all elements around it.
        NamesSum = "names around, together",
        /// Levels up to the next `<article>` (0: none).
        ToArticle = "levels to article",
        /// Levels up to `<main>`.
        ToMain = "levels to main",
        /// Levels up to `<aside>`.
        ToAside = "levels to aside",
        /// Levels up to `<footer>`.
        ToFooter = "levels to footer",
        /// Levels up to `<ul>`, `<ol>` or `<dl>`.
        ToList = "levels to a list",
        /// Levels up to `<table>`.
        ToTable = "levels to a table",
        /// Levels up to `<figure>`.
        ToFigure = "levels to a figure",
        /// Levels up to `<section>`.
        ToSection = "levels to a section",
        /// Words in the element around.
        Words1 = "words one level up (log)",
        /// Two levels up.
        Words2 = "words two levels up (log)",
        /// Three levels up.
        Words3 = "words three levels up (log)",
        /// Share of the element's text inside links.
        Linked0 = "link density in its element",
        /// One level up.
        Linked1 = "link density one level up",
        /// Two levels up.
        Linked2 = "link density two levels up",
        /// Three levels up.
        Linked3 = "link density three levels up",
        /// Share of the page's running text in its element.
        Prose0 = "share of the page's prose in its element",
        /// One level up.
        Prose1 = "share of the page's prose one level up",
        /// Two levels up.
        Prose2 = "share of the page's prose two levels up",
        /// Three levels up.
        Prose3 = "share of the page's prose three levels up",
        /// One level up.
        Density1 = "share of prose one level up",
        /// Three levels up.
        Density3 = "share of prose three levels up",
        /// Blocks one level up.
        Blocks1 = "blocks one level up",
        /// Blocks two levels up.
        Blocks2 = "blocks two levels up",
        /// Levels up to the element that holds half of the running text.
        ToHalf = "levels to the element with half of the prose",
        /// Share of its words among those of the element that holds half of the running text.
        DepthBelowHalf = "depth below that element",

        /// Blocks made like it (the same tags and classes around).
        GroupBlocks = "blocks made alike",
        /// Share of the page's running text in blocks made like it.
        GroupProse = "share of the page's prose made alike",
        /// Mean words of a block made like it.
        GroupWords = "words of blocks made alike",
        /// Mean link density of blocks made like it.
        GroupLinked = "link density of blocks made alike",
        /// Share of blocks made like it that end as a sentence does.
        GroupSentences = "sentences among blocks made alike",
        /// Mean of the heuristic over blocks made like it.
        GroupHeuristic = "heuristic on blocks made alike",
        /// Share of the words of its element's siblings' running text.
        SiblingProse = "prose beside it",

        /// Share of the page's words before it.
        Position = "position",
        /// Share of the running text before it.
        ProsePosition = "position in the prose",
        /// Running words before it.
        ProseBefore = "prose before (log)",
        /// Running words behind it.
        ProseAfter = "prose behind (log)",
        /// Blocks since the last running text.
        SinceProse = "blocks since prose",
        /// Blocks to the next running text.
        ToProse = "blocks to prose",
        /// Mean of the heuristic over five blocks on either side.
        Around5 = "heuristic five blocks around",
        /// Over twelve.
        Around12 = "heuristic twelve blocks around",
        /// In twelve.
        AroundProse12 = "prose twelve blocks around",
        /// Link density of five blocks on either side.
        AroundLinked5 = "link density five blocks around",
        /// What the heuristic says of it.
        PreviousHeuristic = "heuristic on the block before",
        /// See [`Feature::PreviousHeuristic`].
        NextHeuristic = "heuristic on the block behind",
        /// The heuristic two blocks behind.
        Next2Heuristic = "heuristic two blocks behind",

        /// Blocks of the page.
        PageBlocks = "the page's blocks (log)",
        /// Words of the page.
        PageWords = "the page's words (log)",
        /// Share of running text among them.
        PageProse = "the page's share of prose",
        /// Share of them inside links.
        PageLinked = "the page's link density",
        /// Share of headings among blocks.
        PageHeadings = "the page's share of headings",
        /// Whether the page calls itself an article.
        PageIsArticle = "the page calls itself an article",
        /// Share of the words that the heuristic keeps.
        PageKept = "what the heuristic keeps of the page",
    }
    detail {
        /// What it ends with: 0 other, 1 point, 2 question or exclamation mark, 3 colon, 4 ellipsis, 5 quotation mark, 6 letter, 7 digit.
        EndsWith = "how it ends",
        /// Whether it has `©`, `@` or an address.
        Marks = "©, @ or an address",
        /// Mean weight of its words (of its first and last, if it is long).
        WordMean = "weight of its words",
        /// Lowest weight of one of its words.
        WordLowest = "its lowest word",
        /// Highest weight of one of its words.
        WordHighest = "its highest word",
        /// Weight of its first word.
        WordFirst = "its first word",
        /// Weight of its last word.
        WordLast = "its last word",
        /// Mean weight of pairs of neighbouring words, in short blocks.
        PairMean = "weight of its word pairs",
        /// Lowest weight of a pair.
        PairLowest = "its lowest word pair",
        /// Mean weight of the words in the addresses of its links.
        AddressMean = "weight of its links' addresses",
        /// Lowest weight of a word there.
        AddressLowest = "lowest word in its links' addresses",
        /// Share of its words that a headline of the page has.
        InTitle = "share of words in the headline",
        /// Share of the headline's words that it has.
        CoversTitle = "share of the headline it has",
        /// Share of its word triples that a description of the page has.
        InDescription = "share in the description",
        /// Share of its word triples that the JSON-LD's articleBody has (-1: the page has none).
        InArticleBody = "share in articleBody",

        /// Blocks since the block that shows the headline (negative: before it; -1000: none).
        SinceTitle = "blocks since the headline",
        /// Words since that block.
        WordsSinceTitle = "words since the headline (log)",
        /// Blocks since one that names an author.
        SinceByline = "blocks since a byline",
        /// Blocks since a short one that holds a year or a clock time.
        SinceDate = "blocks since a date",
        /// Blocks to the next one that names an author.
        ToByline = "blocks to a byline",
        /// Blocks to the next short one that holds a year or a clock time.
        ToDate = "blocks to a date",
        /// Blocks since a heading.
        SinceHeading = "blocks since a heading",
        /// Blocks to the next heading.
        ToHeading = "blocks to a heading",
        /// Mean word weight of that heading.
        HeadingWordMean = "words of the heading above",
        /// Whether that heading is in the same element's parent.
        HeadingNear = "levels to the heading above",
        /// Level of that heading.
        HeadingLevel = "level of the heading above",
        /// Images or embeds directly before it.
        MediaBefore = "behind a picture",

        /// Words of the block before.
        PreviousWords = "words of the block (log) before",
        /// Its link density.
        PreviousLinked = "link density of the block before",
        /// Mean weight of its words.
        PreviousWordMean = "words' weight in the block before",
        /// Lowest weight of names around it.
        PreviousNames = "names around the block before",
        /// Words of the block behind.
        NextWords = "words of the block (log) behind",
        /// See [`Feature::PreviousLinked`].
        NextLinked = "link density of the block behind",
        /// See [`Feature::PreviousWordMean`].
        NextWordMean = "words' weight in the block behind",
        /// See [`Feature::PreviousNames`].
        NextNames = "names around the block behind",
    }
}

/// A row that is being filled: one of the first look, or a whole one.
pub(crate) struct Row<'r, const WIDTH: usize>(pub(super) &'r mut [f32; WIDTH]);

impl<const WIDTH: usize> Row<'_, WIDTH> {
    pub(crate) fn set(&mut self, feature: Feature, value: f32) {
        self.0[feature as usize] = value;
    }

    /// Sets several at once.
    pub(crate) fn set_all<const N: usize>(&mut self, features: [Feature; N], values: [f32; N]) {
        for at in 0..N {
            self.set(features[at], values[at]);
        }
    }

    pub(crate) fn flag(&mut self, feature: Feature, value: bool) {
        self.set(feature, f32::from(u8::from(value)));
    }
}
