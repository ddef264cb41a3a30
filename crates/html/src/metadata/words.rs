//! Words that tell what a visible element is: in its classes, and in the text beside it.

/// What a date is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// First publication.
    Published,
    /// The last change.
    Modified,
}

/// The moment that a text speaks of: what it names last.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.to_lowercase();
    let last = |words: &[&str]| words.iter().filter_map(|word| text.rfind(word)).max();
    match (last(&PUBLISHED), last(&MODIFIED)) {
        (None, None) => None,
        (published, modified) if published >= modified => Some(Moment::Published),
        _ => Some(Moment::Modified),
    }
}

/// The moment that names of classes speak of. Themes that show one date for both mark it as both; then it is the first.
pub(super) fn moment_of_names(names: &str) -> Option<Moment> {
    let names = names.to_lowercase();
    if PUBLISHED_NAMES.iter().any(|word| names.contains(word)) {
        return Some(Moment::Published);
    }
    MODIFIED_NAMES.iter().any(|word| names.contains(word)).then_some(Moment::Modified)
}

/// Whether a class name or id speaks of an author.
pub(super) fn names_author(name: &str) -> bool {
    holds_any(name, &AUTHOR_NAMES) && !holds_any(name, &NOT_AUTHOR_NAMES)
}

/// Whether a class name or id speaks of a date.
pub(super) fn names_date(name: &str) -> bool {
    let is_one_of = |word: &str, known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    words(name).any(|word| is_one_of(word, &DATE_WORDS)) && !words(name).any(|word| is_one_of(word, &LENGTH_WORDS))
}

/// Whether a text holds four digits in a row, as years have.
pub(super) fn names_year(text: &str) -> bool {
    let mut digits = 0;
    text.chars().any(|character| {
        digits = if character.is_numeric() { digits + 1 } else { 0 };
        digits == 4
    })
}

/// Whether a name holds one of some words (ASCII, small letters), whatever its case. Every class of a page is asked, so
/// nothing is allocated.
fn holds_any(name: &str, words: &[&str]) -> bool {
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

const AUTHOR_NAMES: [&str; 9] =
    ["byline", "author", "auteur", "autor", "writer", "journalist", "contributor", "forfatter", "redakteur"];
const NOT_AUTHOR_NAMES: [&str; 10] =
    ["authori", "autori", "bio", "image", "avatar", "comment", "photo", "social", "follow", "icon"];
const DATE_WORDS: [&str; 25] = [
    "date",
    "dates",
    "time",
    "timestamp",
    "datetime",
    "dateline",
    "datestamp",
    "datetimestamp",
    "published",
    "publish",
    "publication",
    "posted",
    "pubdate",
    "pubtime",
    "publishdate",
    "postdate",
    "posttime",
    "modified",
    "updated",
    "lastupdate",
    "lastupdated",
    "fecha",
    "datum",
    "dato",
    "publicado",
];
const LENGTH_WORDS: [&str; 5] = ["read", "reading", "duration", "elapsed", "remaining"];
const PUBLISHED_NAMES: [&str; 6] = ["publish", "pubdate", "posted", "created", "entry-date", "post-date"];
const MODIFIED_NAMES: [&str; 7] =
    ["updated", "modified", "lastmod", "last-update", "lastupdate", "update-time", "revised"];

const PUBLISHED: [&str; 24] = [
    "published",
    "posted",
    "first published",
    "created",
    "issued",
    "veröffentlicht",
    "erstellt",
    "publié",
    "publicado",
    "publicada",
    "pubblicato",
    "pubblicata",
    "gepubliceerd",
    "geplaatst",
    "publisert",
    "publicerad",
    "offentliggjort",
    "opublikowan",
    "julkaistu",
    "yayın",
    "опубликован",
    "опубліковано",
    "发布",
    "公開",
];
const MODIFIED: [&str; 30] = [
    "updated",
    "modified",
    "last edited",
    "last update",
    "revised",
    "aktualisiert",
    "geändert",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualizad",
    "modificad",
    "aggiornat",
    "atualizad",
    "bijgewerkt",
    "gewijzigd",
    "oppdatert",
    "uppdaterad",
    "opdateret",
    "zaktualizowan",
    "aktualizacja",
    "aktualizováno",
    "päivitetty",
    "güncelle",
    "обновлен",
    "обновлено",
    "оновлено",
    "עודכן",
    "更新",
    "수정",
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
        assert_eq!(moment_of_names("entry-date published updated"), Some(Moment::Published));
        assert_eq!(moment_of_names("updated"), Some(Moment::Modified));
    }

    #[test]
    fn names_of_dates_and_authors() {
        for name in ["entry-date", "articleDate", "post__timestamp", "PublishDate_x1"] {
            assert!(names_date(name), "{name}");
        }
        for name in ["reading-time", "candidate", "validated", "update-list", "sometimes", "metadata"] {
            assert!(!names_date(name), "{name}");
        }
        assert!(names_author("Article__Byline-sc-1"));
        assert!(!names_author("author-avatar"));
        assert!(!names_author("authorised"));
    }
}
