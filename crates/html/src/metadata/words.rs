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
    let name = name.to_ascii_lowercase();
    ["byline", "author", "auteur", "autor", "writer", "journalist", "contributor", "forfatter", "redakteur"]
        .iter()
        .any(|word| name.contains(word))
        && !["authori", "autori", "bio", "image", "avatar", "comment", "photo", "social", "follow", "icon"]
            .iter()
            .any(|word| name.contains(word))
}

/// Whether a class name or id speaks of a date.
pub(super) fn names_date(name: &str) -> bool {
    words(name).any(|word| {
        matches!(
            word.as_str(),
            "date"
                | "dates"
                | "time"
                | "timestamp"
                | "datetime"
                | "dateline"
                | "datestamp"
                | "datetimestamp"
                | "published"
                | "publish"
                | "publication"
                | "posted"
                | "pubdate"
                | "pubtime"
                | "publishdate"
                | "postdate"
                | "posttime"
                | "modified"
                | "updated"
                | "lastupdate"
                | "lastupdated"
                | "fecha"
                | "datum"
                | "data"
                | "dato"
                | "zeit"
                | "uhrzeit"
                | "publicado"
                | "publie"
                | "tid"
        )
    })
}

/// The words of a class name or id in lower case: parted by anything but letters, and where a capital follows a small
/// letter.
fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|character: char| !character.is_alphabetic());
        if rest.is_empty() {
            return None;
        }
        let mut small = false;
        let end = rest
            .find(|character: char| {
                let ends = !character.is_alphabetic() || (small && character.is_uppercase());
                small = character.is_lowercase();
                ends
            })
            .unwrap_or(rest.len());
        let word = rest[..end].to_lowercase();
        rest = &rest[end..];
        Some(word)
    })
}

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
        for name in ["candidate", "validated", "update-list", "sometimes", "metadata"] {
            assert!(!names_date(name), "{name}");
        }
        assert!(names_author("Article__Byline-sc-1"));
        assert!(!names_author("author-avatar"));
        assert!(!names_author("authorised"));
    }
}
