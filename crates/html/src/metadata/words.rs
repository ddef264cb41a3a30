//! Words that tell what a visible element is: in its classes, and in the text beside it.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use copydesk_core::Field;

use super::telling::may_tell_date;
use crate::stems::{Stems, Words, begins, pair};

/// What a date is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// First publication.
    Published,
    /// The last change.
    Modified,
}

impl Moment {
    /// The field of a date of this moment.
    pub(super) fn field(self) -> Field {
        match self {
            Self::Published => Field::Published,
            Self::Modified => Field::Modified,
        }
    }
}

/// The moment that a text begins with, where it stands behind its date: 2019年2月4日更新.
pub(super) fn moment_behind(text: &str) -> Option<Moment> {
    /// The longest label, in bytes.
    const MAX_LABEL: usize = 24;
    let mut end = text.len().min(MAX_LABEL);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = text[..end].to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
    if begins(&PUBLISHED) {
        return Some(Moment::Published);
    }
    begins(&MODIFIED).then_some(Moment::Modified)
}

static MOMENTS: LazyLock<AhoCorasick> = LazyLock::new(|| search(PUBLISHED.iter().chain(&MODIFIED)));

/// Whether some part of a text may speak of a moment. Of a text with letters beyond ASCII this is not known.
pub(super) fn may_announce(text: &str) -> bool {
    !is_plain(text) || MOMENT_STEMS.find(text.as_bytes(), begins_moment)
}

/// Whether one of the words begins a text.
fn begins_moment(text: &[u8]) -> bool {
    let &[first, second, ..] = text else { return false };
    MOMENTS_BY_PAIR[pair(first, second)].iter().any(|word| begins(text, word))
}

/// Finds the words of [`MOMENTS`] that plain texts may hold.
static MOMENT_STEMS: Stems<6> = Stems::of(&[&PUBLISHED, &MODIFIED]);

/// Whether a text has no other letters than those of ASCII: beside them there may be quotes and dashes.
fn is_plain(text: &str) -> bool {
    let is_mark = |character| matches!(character, '\u{a0}'..='\u{a9}' | '\u{2010}'..='\u{2027}');
    text.is_ascii() || text.chars().all(|character| character.is_ascii() || is_mark(character))
}

/// The words of [`MOMENTS`] that plain texts may hold, by the [`pair`] that they begin with.
static MOMENTS_BY_PAIR: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_pair = vec![Vec::new(); 1 << 10];
    for word in PUBLISHED.iter().chain(&MODIFIED).filter(|word| word.is_ascii()) {
        by_pair[pair(word.as_bytes()[0], word.as_bytes()[1])].push(*word);
    }
    by_pair
});

/// The moment that a text speaks of: what it names last.
pub(super) fn moment(text: &str) -> Option<Moment> {
    if text.is_empty() || !may_announce(text) {
        return None;
    }
    let text = text.to_lowercase();
    let (mut published, mut modified) = (None, None);
    for found in MOMENTS.find_overlapping_iter(&text) {
        let is_published = found.pattern().as_usize() < PUBLISHED.len();
        let last = if is_published { &mut published } else { &mut modified };
        *last = (*last).max(Some(found.start()));
    }
    match (published, modified) {
        (None, None) => None,
        (published, modified) if published >= modified => Some(Moment::Published),
        _ => Some(Moment::Modified),
    }
}

/// The moment that names of classes and properties speak of. Themes that show one date for both mark it as both; then it is
/// the first, unless its property is that of the change alone.
pub(super) fn moment_of_names(names: &str) -> Option<Moment> {
    static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| search(PUBLISHED_NAMES.iter().chain(&MODIFIED_NAMES)));
    static MAY_BE: [Words<6>; 2] = [Words::of(&PUBLISHED_NAMES), Words::of(&MODIFIED_NAMES)];
    if names.is_ascii() && !MAY_BE.iter().any(|words| words.are_in(names)) {
        return None;
    }
    let names = names.to_lowercase();
    if names.contains("datemodified") && !names.contains("datepublished") {
        return Some(Moment::Modified);
    }
    let first = WORDS.find_overlapping_iter(&names).map(|found| found.pattern().as_usize()).min()?;
    Some(if first < PUBLISHED_NAMES.len() { Moment::Published } else { Moment::Modified })
}

/// One search for all of some words.
fn search<'w>(words: impl Iterator<Item = &'w &'w str>) -> AhoCorasick {
    AhoCorasick::new(words).expect("the words of a list are few")
}

/// Whether a class name or id speaks of an author.
pub(super) fn names_author(name: &str) -> bool {
    static AUTHORS: Words<5> = Words::of(&AUTHOR_NAMES);
    names_account(name) || AUTHORS.are_in(name) && !holds_any(name, &NOT_AUTHOR_NAMES)
}

/// Whether a class name or id is that of somebody's account. What holds the word is mostly part of a form.
pub(super) fn names_account(name: &str) -> bool {
    name.eq_ignore_ascii_case(ACCOUNT)
}

/// Whether a class name or id speaks of a date.
pub(super) fn names_date(name: &str) -> bool {
    // Of what does not tell anything no word is looked at.
    if !may_tell_date(name) {
        return false;
    }
    let (mut is_date, mut is_behind_end) = (false, false);
    for word in words(name) {
        let (mut lower, mut len) = ([0; MAX_WORD], 0);
        if let Some(own) = lower.get_mut(..word.len()) {
            own.copy_from_slice(word.as_bytes());
            own.make_ascii_lowercase();
            len = own.len();
        }
        let word = &lower[..len];
        let is_own = is_date_word(word);
        // The end of something: of an offer, of a stream. Other names only say where they stand.
        if is_length_word(word) || is_own && is_behind_end {
            return false;
        }
        is_date |= is_own;
        is_behind_end = word == b"end";
    }
    is_date
}

/// The longest of the words that [`names_date`] knows, in bytes.
const MAX_WORD: usize = 16;

/// Whether a word of a name, in small letters, means a date.
fn is_date_word(word: &[u8]) -> bool {
    matches!(
        word,
        b"date"
            | b"dates"
            | b"time"
            | b"timestamp"
            | b"datetime"
            | b"dateline"
            | b"datestamp"
            | b"datetimestamp"
            | b"published"
            | b"publish"
            | b"publication"
            | b"posted"
            | b"pubdate"
            | b"pubtime"
            | b"publishdate"
            | b"publisheddate"
            | b"publishtime"
            | b"publishedtime"
            | b"postdate"
            | b"posttime"
            | b"createdate"
            | b"created"
            | b"createdat"
            | b"publishedat"
            | b"articledate"
            | b"newsdate"
            | b"newsdatum"
            | b"modified"
            | b"updated"
            | b"update"
            | b"lastupdate"
            | b"lastupdated"
            | b"lastmod"
            | b"utime"
            | b"dtime"
            | b"fecha"
            | b"datum"
            | b"dato"
            | b"data"
            | b"publicado"
            | b"publicacion"
            | b"pubblicato"
            | b"publicatie"
            | b"veroeffentlicht"
            | b"erstellt"
            | b"tarih"
            | b"dia"
            | b"stand"
    )
}

/// Whether a word of a name, in small letters, says that a date is another's than the text's, or a length of time.
fn is_length_word(word: &[u8]) -> bool {
    matches!(
        word,
        b"read"
            | b"reading"
            | b"duration"
            | b"elapsed"
            | b"remaining"
            | b"comment"
            | b"comments"
            | b"picker"
            | b"event"
            | b"countdown"
            | b"expiry"
            | b"expires"
            | b"expiration"
            | b"until"
            | b"due"
            | b"current"
            | b"zone"
            | b"weather"
    )
}

/// Whether a name holds one of some words (ASCII, small letters), whatever its case. Every class of a page is asked, so
/// nothing is allocated.
pub(super) fn holds_any(name: &str, words: &[&str]) -> bool {
    let name = name.as_bytes();
    // The initials, one bit each, so that most letters cost one look.
    let initials = words.iter().fold(0_u32, |set, word| set | 1 << (word.as_bytes()[0] & 31));
    (0..name.len()).any(|at| {
        let first = name[at].to_ascii_lowercase();
        initials & 1 << (first & 31) != 0
            && words.iter().any(|word| {
                word.as_bytes()[0] == first
                    && name.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
            })
    })
}

/// The words of a class name or id: parted by anything but letters, and where a capital follows a small letter.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let bytes = name.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !bytes[at].is_ascii_alphabetic() {
            at += 1;
        }
        let start = at;
        while at < bytes.len()
            && bytes[at].is_ascii_alphabetic()
            && !(at > start && bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase())
        {
            at += 1;
        }
        (start < at).then(|| &name[start..at])
    })
}

/// What each of the words of [`is_date_word`] holds, but "dia".
pub(super) const DATE_STEMS: [&str; 20] = [
    "data",
    "date",
    "dato",
    "time",
    "datum",
    "fecha",
    "stand",
    "tarih",
    "posted",
    "created",
    "lastmod",
    "publish",
    "erstellt",
    "modified",
    "publicado",
    "pubblicato",
    "publicatie",
    "publicacion",
    "publication",
    "veroeffentlicht",
];
/// What each of the names of comments holds.
pub(super) const COMMENT_STEMS: [&str; 3] = ["comment", "disqus_thread", "respond"];

pub(super) const AUTHOR_NAMES: [&str; 9] =
    ["byline", "author", "auteur", "autor", "writer", "journalist", "contributor", "forfatter", "redakteur"];
/// What the name of an account is called: that of an author where people write under such names.
pub(super) const ACCOUNT: &str = "username";
const NOT_AUTHOR_NAMES: [&str; 11] =
    ["authori", "autori", "bio", "description", "image", "avatar", "comment", "photo", "social", "follow", "icon"];
const PUBLISHED_NAMES: [&str; 9] =
    ["publish", "pubdate", "pub_date", "pub-date", "posted", "created", "entry-date", "post-date", "publicado"];
const MODIFIED_NAMES: [&str; 12] = [
    "updated",
    "modified",
    "lastmod",
    "last-update",
    "last_update",
    "lastupdate",
    "update-time",
    "revised",
    "moddate",
    "mod_date",
    "mod-date",
    "last-modif",
];

const PUBLISHED: [&str; 64] = [
    "published",
    "publish date",
    "publication date",
    "date of publication",
    "posted",
    "post time",
    "created",
    "issued",
    "release date",
    "uploaded",
    "written on",
    "veröffentlicht",
    "erstellt am",
    "erschienen",
    "publiziert",
    "eingestellt",
    "geschrieben am",
    "beitrag wurde",
    "artikel wurde",
    "publié",
    "mis en ligne",
    "paru le",
    "publicado",
    "publicada",
    "publicación",
    "publicação",
    "postado",
    "pubblicato",
    "pubblicata",
    "gepubliceerd",
    "geplaatst",
    "publisert",
    "publicerad",
    "offentliggjort",
    "udgivet",
    "opublikowan",
    "dodano",
    "publikováno",
    "vydáno",
    "zverejnené",
    "objavljeno",
    "julkaistu",
    "megjelent",
    "publicat",
    "yayın",
    "опубликован",
    "опубліковано",
    "публикувано",
    "δημοσιε",
    "发布",
    "發佈",
    "公開",
    "입력",
    "등록",
    "giriş tarihi",
    "نشر:",
    "تاريخ النشر",
    "نشر في",
    "diterbitkan pada",
    "đăng lúc",
    "প্রকাশ",
    "प्रकाशित",
    "منتشر",
    "avaldatud",
];
const MODIFIED: [&str; 64] = [
    "updated",
    "modified",
    "last edited",
    "last update",
    "last change",
    "last reviewed",
    "last revised",
    "edited on",
    "revised",
    "aktualisiert",
    "geändert",
    "letzte änderung",
    "letztes update",
    "letzte aktualisierung",
    "zuletzt bearbeitet",
    "stand:",
    "stand vom",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualizad",
    "actualización",
    "modificad",
    "aggiornat",
    "aggiornamento",
    "modificato",
    "atualizad",
    "bijgewerkt",
    "gewijzigd",
    "oppdatert",
    "uppdaterad",
    "opdateret",
    "zaktualizowan",
    "aktualizacja",
    "aktualizováno",
    "aktualizované",
    "ažurirano",
    "frissít",
    "actualizat",
    "päivitetty",
    "muokattu",
    "güncelle",
    "обновлен",
    "обновлено",
    "оновлено",
    "ενημέρωσ",
    "עודכן",
    "更新",
    "수정",
    "تحديث",
    "cập nhật",
    "diperbarui",
    "আপডেট",
    "روزرسانی",
    "uuendatud",
    "अपडेट",
    "อัปเดต",
    "อัพเดต",
    "dikemas kini",
    "atnaujint",
    "posodobljen",
    "módosít",
    "actualitzat",
    "განახლ",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_texts() {
        assert_eq!(moment("Last updated: "), Some(Moment::Modified));
        assert_eq!(moment("Published 3 May, updated"), Some(Moment::Modified));
        assert_eq!(moment("Updated, first published"), Some(Moment::Published));
        assert_eq!(moment("Stand der Dinge"), None);
        assert_eq!(moment("Stand: "), Some(Moment::Modified));
        assert_eq!(moment_behind("更新)"), Some(Moment::Modified));
        assert_eq!(moment_behind("an updated plan"), None);
        assert_eq!(moment_of_names("entry-date published updated"), Some(Moment::Published));
        assert_eq!(moment_of_names("updated"), Some(Moment::Modified));
        assert_eq!(moment_of_names("entry-date published updated dateModified "), Some(Moment::Modified));
        assert_eq!(moment_of_names("published datePublished dateModified "), Some(Moment::Published));
    }

    #[test]
    fn names_of_dates_and_authors() {
        for name in ["entry-date", "articleDate", "post__timestamp", "PublishDate_x1", "head_end_info_date"] {
            assert!(names_date(name), "{name}");
        }
        for name in ["reading-time", "comment-time", "candidate", "validated", "sometimes", "metadata", "dateless"] {
            assert!(!names_date(name), "{name}");
        }
        for name in ["data-end-date", "validUntilDate", "current-time", "due-date"] {
            assert!(!names_date(name), "{name}");
        }
        assert!(names_author("Article__Byline-sc-1"));
        assert!(!names_author("author-avatar"));
        assert!(!names_author("authorised"));
        assert!(names_author("userName"));
        assert!(!names_author("login-username"));
    }
}
