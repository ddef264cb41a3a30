//! What tags are called: as readers would write them, and whether they are about an article.

use copydesk_core::{Provenance, Shape};
use memchr::memmem::Finder;

use super::page::Page;
use crate::lexical::{ASCII_WORDS, ascii_run, is_wide, is_word, letters};
use crate::scan::simple_lower;

/// The longest tag, in bytes.
const MAX_TAG: usize = 100;
/// The most words of a tag.
const MAX_WORDS: usize = 8;
/// From so many words on a single tag is all of a page's keywords, with nothing between them.
const MANY_WORDS: usize = 4;
/// How much of an article is searched for its tags, in bytes.
const MAX_TEXT: usize = 24 * 1024;

/// What content systems write among tags for themselves, in letters.
const NO_TAGS: [&str; 33] = [
    "post",
    "posts",
    "article",
    "articles",
    "story",
    "page",
    "uncategorized",
    "uncategorised",
    "unkategorisiert",
    "nichtkategorisiert",
    "sansetiquette",
    "sincategoria",
    "untagged",
    "default",
    "homepage",
    "home",
    "startseite",
    "featured",
    "noindex",
    "nofollow",
    "noads",
    "index",
    "blog",
    "news",
    "type",
    "none",
    "null",
    "undefined",
    "videoarticle",
    "popularposts",
    "category",
    "tweet",
    "login",
];
/// What links that are shown among tags are called that are none, in letters.
const NO_SHOWN_TAGS: [&str; 15] = [
    "edit",
    "exploreall",
    "more",
    "popular",
    "share",
    "zurück",
    "weiter",
    "zumanfang",
    "next",
    "previous",
    "back",
    "contact",
    "kontakt",
    "impressum",
    "search",
];
/// What such words begin with …
const NO_TAG_BEGINNINGS: [&str; 4] = ["exclude-", "hide-from-", "do-not-", "noindex"];
/// … and end in.
const NO_TAG_ENDINGS: [&str; 4] = ["-feed", "_feed", "-exclude", "-homepage"];
/// What stands before a colon and a tag, or ends what stands there …
const TAG_KEYS: [&str; 8] = ["tag", "tags", "topic", "keyword", "subject", "thema", "entity", "tokens"];
/// … and before something else that a content system keeps.
const OTHER_KEYS: [&str; 18] = [
    "category",
    "cat",
    "type",
    "post type",
    "region",
    "page",
    "section",
    "channel",
    "site",
    "content",
    "format",
    "source",
    "author",
    "template",
    "layout",
    "ad",
    "feed",
    "collection",
];

/// The shortest number of a database that holds letters, in bytes.
const MIN_NUMBER: usize = 20;

/// Whether most of some tags are what a database has of the article, each behind the name of its column: "Day: Friday".
pub(super) fn are_columns<'t>(tags: impl Iterator<Item = &'t str>) -> bool {
    const MIN_COLUMNS: usize = 3;
    let (mut columns, mut all) = (0, 0);
    for tag in tags {
        columns += usize::from(tag.contains(": "));
        all += 1;
    }
    columns >= MIN_COLUMNS && columns * 2 >= all
}

/// Whether a tag stands behind the name of a column that does not hold tags.
pub(super) fn is_of_column(tag: &str) -> bool {
    tag.split_once(": ").is_some_and(|(key, _)| !is_key(&key.trim().to_lowercase(), &TAG_KEYS))
}

/// A tag as readers would write it: without quotation marks, hashes and what a database has before it. None if it is no name.
pub(super) fn named(tag: &str, place: Provenance) -> Option<String> {
    let mut tag = bare(tag);
    if let Some((key, value)) = tag.split_once(':') {
        let key = key.trim().to_lowercase();
        if is_key(&key, &TAG_KEYS) {
            tag = bare(value);
        } else if is_key(&key, &OTHER_KEYS) || key.starts_with("post type") || is_of_database(&key, value) {
            return None;
        }
    }
    let own = letters(tag);
    let lower = tag.to_ascii_lowercase();
    let is_word_of_system = NO_TAGS.contains(&own.as_str())
        || NO_TAG_BEGINNINGS.iter().any(|start| lower.starts_with(start) && !lower.contains(' '))
        || NO_TAG_ENDINGS.iter().any(|end| lower.ends_with(end))
        || place == Provenance::Text && NO_SHOWN_TAGS.contains(&own.as_str())
        || tag.contains('_') && !tag.contains(' ') && (tag == lower || tag.starts_with('_'));
    let is_name =
        own.chars().any(char::is_alphabetic) && tag.len() <= MAX_TAG && !lower.contains("://") && !tag.starts_with('/');
    let digits = own.bytes().filter(u8::is_ascii_digit).count();
    let is_number = !tag.contains(' ') && own.len() >= MIN_NUMBER && digits >= 6;
    let is_sentence = tag.split_whitespace().count() > MAX_WORDS;
    (is_name && !is_word_of_system && !is_number && !is_sentence && !is_day(&lower)).then(|| tag.to_owned())
}

/// Whether the last word of a key is one of these: "NLP Category".
fn is_key(key: &str, keys: &[&str]) -> bool {
    keys.contains(&key) || key.rsplit_once(' ').is_some_and(|(_, last)| keys.contains(&last))
}

/// A tag without signs around it and without a number in front: "(1) Harbour".
fn bare(tag: &str) -> &str {
    const QUOTES: [char; 12] = ['"', '“', '”', '„', '«', '»', '\'', '‘', '’', '#', '|', '·'];
    let tag = tag.trim().trim_matches(QUOTES).trim();
    let numbered = tag.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    let tag = match numbered {
        Some((number, name)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            name.trim_start()
        }
        _ => tag,
    };
    tag.trim_end_matches([',', ';']).trim_end()
}

/// Whether a colon parts a key from its value in a database: nothing else of both is written in small letters without spaces.
fn is_of_database(key: &str, value: &str) -> bool {
    !value.starts_with(' ')
        && !value.is_empty()
        && !value.contains(' ')
        && !key.contains(' ')
        && value
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b':' | b'.'))
}

/// Whether a tag is a day or a time, of which only the month is a word.
fn is_day(tag: &str) -> bool {
    const MAX_DAY: usize = 20;
    let digits = tag.bytes().filter(u8::is_ascii_digit).count();
    tag.len() <= MAX_DAY
        && digits >= 3
        && copydesk_core::text::dates::find_all(tag, copydesk_core::text::dates::Style::default(), 1)
            .first()
            .is_some_and(|(range, _)| copydesk_core::text::dates::stands_alone(tag, range))
}

/// Makes words of tags that are all written for addresses: "harbour-wall".
pub(super) fn unglued(tags: &mut [String]) {
    let is_slug = |tag: &String| {
        tag.contains('-') && tag.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let slugs = tags.iter().filter(|tag| is_slug(tag)).count();
    if slugs < 2 || slugs * 2 < tags.len() || tags.iter().any(|tag| tag.contains(' ')) {
        return;
    }
    for tag in tags.iter_mut().filter(|tag| is_slug(tag)) {
        *tag = tag.replace('-', " ");
    }
}

/// Whether what is stated as tags are keywords with nothing between them.
pub(super) fn is_one_string(tags: &[String]) -> bool {
    matches!(tags, [only] if only.split_whitespace().count() >= MANY_WORDS)
}

/// What an article says, as words in lower case, to be asked for its tags. It is read as far as it is asked: what an article is
/// about is mostly said at its beginning.
#[derive(Default)]
pub(super) struct Text {
    words: String,
    /// How many of the page's kept blocks were read.
    read: usize,
}

impl Text {
    /// Reads the titles, or the next block behind them; false at the end.
    fn read_on(&mut self, page: &Page<'_>) -> bool {
        if self.words.is_empty() {
            self.words.push(' ');
            page.titles.texts().iter().for_each(|(title, _)| push_words(&mut self.words, title));
            return true;
        }
        let Some(at) = page.kept.get(self.read).filter(|_| self.words.len() < MAX_TEXT) else { return false };
        self.read += 1;
        let block = &page.document.blocks()[*at as usize];
        if block.shape != Shape::Code {
            push_words(&mut self.words, &block.text[..block.text.floor_char_boundary(MAX_TEXT)]);
        }
        true
    }

    fn holds(&mut self, wanted: &str, page: &Page<'_>) -> bool {
        let finder = Finder::new(wanted);
        let mut from = 0;
        loop {
            if finder.find(&self.words.as_bytes()[from..]).is_some() {
                return true;
            }
            // The next block may end what this one begins.
            from = (self.words.len() + 1).saturating_sub(wanted.len());
            if !self.read_on(page) {
                return false;
            }
        }
    }

    /// See [`Page::tells_of`].
    pub(super) fn tells_of(&mut self, tag: &str, page: &Page<'_>) -> bool {
        /// From this length on, in bytes, a word may end otherwise; below the other, it must stand alone.
        const LONG: usize = 7;
        const SHORT: usize = 4;
        let mut own = String::new();
        push_words(&mut own, tag);
        let own = own.trim_end();
        let mut holds = |word: &str| {
            let wide = word.chars().any(is_wide);
            let stem = if word.len() >= LONG {
                word.char_indices().nth_back(1).map_or(word, |(at, _)| &word[..at])
            } else {
                word
            };
            // A short word must stand alone; a longer one may begin another.
            let wanted = match () {
                () if wide => word.to_owned(),
                () if word.len() < SHORT => format!(" {word} "),
                () => format!(" {stem}"),
            };
            self.holds(&wanted, page)
        };
        !own.is_empty()
            && (holds(own)
                || own.contains(' ')
                    && own.split(' ').filter(|word| word.len() > 3).all(&mut holds)
                    && own.split(' ').any(|word| word.len() > 3))
    }
}

/// Appends the words of a text in lower case, each with a space behind it.
fn push_words(to: &mut String, text: &str) {
    to.reserve(text.len() + 1);
    let mut rest = text;
    while !rest.is_empty() {
        let (ascii, behind) = rest.split_at(ascii_run(rest));
        for &byte in ascii.as_bytes() {
            match ASCII_WORDS[usize::from(byte)] {
                0 if byte == b'\'' || to.ends_with(' ') => {}
                0 => to.push(' '),
                lower => to.push(char::from(lower)),
            }
        }
        let mut characters = behind.chars();
        match characters.next() {
            Some(character) if is_word(character) => match simple_lower(character) {
                Some(lower) => to.push(lower),
                None => to.extend(character.to_lowercase()),
            },
            Some('’') | None => {}
            Some(_) if to.ends_with(' ') => {}
            Some(_) => to.push(' '),
        }
        rest = characters.as_str();
    }
    if !to.ends_with(' ') {
        to.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, expected: Option<&str>) {
        assert_eq!(named(tag, Provenance::OpenGraph).as_deref(), expected, "{tag}");
    }

    #[test]
    fn tags_are_names() {
        check(" #Ferry ", Some("Ferry"));
        check("\"Harbour wall\"", Some("Harbour wall"));
        check("tag:Harbour wall", Some("Harbour wall"));
        check("Nine tides: a story", Some("Nine tides: a story"));
        check("COVID-19", Some("COVID-19"));
        check("5G", Some("5G"));
    }

    #[test]
    fn what_a_system_writes_for_itself_is_no_tag() {
        for tag in [
            "type:story",
            "ivw:homepage",
            "Region: North",
            "Category: Boats",
            "Post Type Long Read",
            "exclude-from-homepage",
            "no-index",
            "quay-feed",
            "Uncategorized",
            "magazine_feature",
            "post",
            "2020-07-25",
            "12345",
            "",
            "\"\"",
            "https://quay.example/x",
        ] {
            let tag = tag.strip_prefix("Post Type ").map_or(tag.to_owned(), |rest| format!("Post Type: {rest}"));
            check(&tag, None);
        }
    }

    #[test]
    fn slugs_become_words_where_all_are_written_so() {
        let mut tags = ["harbour-wall", "ann-smith", "ferry"].map(str::to_owned);
        unglued(&mut tags);
        assert_eq!(tags, ["harbour wall", "ann smith", "ferry"]);
        let mut tags = ["covid-19", "ferry"].map(str::to_owned);
        unglued(&mut tags);
        assert_eq!(tags, ["covid-19", "ferry"]);
    }

    #[test]
    fn a_text_tells_of_its_tags() {
        let document = copydesk_core::StaticDocument::of_lines(&[
            "Die Fähren von Ness fahren wieder, sagt IT-Chefin Ann",
            "Smith. 港の壁が直った。",
            "Wetter",
        ]);
        let mut draft = copydesk_core::Draft::new(&document);
        for block in 0..2_usize {
            let rule = copydesk_core::Rule::new("test/kept", "kept for the test");
            draft.keep(block, copydesk_core::Kind::Paragraph, rule).expect("the block is there");
        }
        let page = Page::of(&draft);
        for tag in ["Fähre", "Ness", "IT", "Ann Smith", "壁", "Chefin Smith"] {
            // Whether it is asked first, or behind others.
            assert!(page.tells_of(tag) && Page::of(&draft).tells_of(tag), "{tag}");
        }
        for tag in ["Wetter", "I", "Bob Jones", "船", "", "Anna"] {
            assert!(!page.tells_of(tag), "{tag}");
        }
    }
}
