//! What may stand before "by" in a line that holds a date, and what says that somebody did something else than write.

use super::others::others;
use super::words::{STOPS, WHEN, Words};

/// What parts the segments of a line.
pub(super) const PARTING: [char; 4] = ['|', '•', '·', '●'];

/// What stands before an announcement in its own segment.
fn segment(before: &str) -> &str {
    before.rsplit(['\n', '|', '•', '·', '●']).next().unwrap_or(before)
}

/// Whether what stands before "by" in a segment, with it, says that whoever follows did something else than write: took the
/// picture, checked the text, changed it, commented on it.
pub(super) fn is_of_others(before: &str, announcement: &str) -> bool {
    let own = segment(before);
    let with_announcement = format!("{own}{announcement}");
    // An announcement of its own may be one of these: "Redaktion: ".
    let is_others = others(announcement).is_none() && others(with_announcement.trim_end()).is_some();
    is_others
        || words(own).any(|word| NOT_WRITTEN.contains(&word))
        || words(own).next_back().is_some_and(|last| is_change(&last))
}

/// Whether a segment says that somebody commented: "Comment by Ann Smith".
pub(super) fn is_comment(segment: &str) -> bool {
    words(segment).next().is_some_and(|first| NOT_WRITTEN.contains(&first))
}

/// Whether what stands before "by" is no more than what was written, or that it was: "Blog entry", "Ein Beitrag".
pub(super) fn is_written(before: &str) -> bool {
    /// The most words of it.
    const MAX_WORDS: usize = 3;
    words(before).count() <= MAX_WORDS && words(before).all(|word| WRITTEN.contains(&word))
}

/// Whether one of the segments before a sign is labelled as something else than a date of the article: "Deadline: 4 May 2021".
pub(super) fn holds_label(before: &str) -> bool {
    let is_label = |word: &str| {
        let label = word.strip_suffix(':').unwrap_or_default().to_lowercase();
        label.chars().any(char::is_alphabetic)
            && !WHEN.contains(&label)
            && !STOPS.contains(&label)
            && !DATES.contains(&label.as_str())
    };
    before.split_whitespace().any(is_label)
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = String> {
    let words = text.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

/// Whether a word says that a text was changed.
fn is_change(word: &str) -> bool {
    CHANGED.contains(&word)
}

/// Labels of dates that open no line of their own.
const DATES: [&str; 8] = ["date", "datum", "on", "am", "fecha", "data", "le", "il"];

/// Words that say that a text was changed: by whom is none of ours.
const CHANGED: [&str; 16] = [
    "updated",
    "modified",
    "edited",
    "changed",
    "revised",
    "aktualisiert",
    "geändert",
    "bearbeitet",
    "modifié",
    "actualizado",
    "aggiornato",
    "modificato",
    "bijgewerkt",
    "oppdatert",
    "uppdaterad",
    "zaktualizowane",
];

/// Words that say that something else than the text is somebody's.
#[rustfmt::skip]
static NOT_WRITTEN: Words = Words::new(&[
    "comment", "comments", "commented", "reply", "replies", "replied", "response", "kommentar", "kommentare", "kommentiert",
    "antwort", "commentaire", "commentaires", "commenté", "réponse", "comentario", "comentarios", "comentado", "respuesta",
    "comentário", "comentários", "commento", "commenti", "commentato", "reactie", "reacties", "gereageerd", "komentarz",
    "komentarze", "skomentowane", "kommentti", "kommentarer", "foto", "fotos", "photo", "photos", "picture", "pictures", "image",
    "images", "bild", "bilder", "video", "videos", "vídeo",
]);

/// Words that say that something was written, or what.
#[rustfmt::skip]
static WRITTEN: Words = Words::new(&[
    "a", "an", "the", "this", "ein", "eine", "un", "une", "una", "een", "was", "wurde",
    "article", "articles", "analysis", "blog", "blogpost", "column", "commentary", "editorial", "entry", "essay", "exclusive",
    "feature", "guest", "interview", "news", "opinion", "post", "report", "reporting", "review", "story", "text", "weblog", "words",
    "written", "posted", "published", "submitted", "authored", "reported", "filed", "added", "contributed", "compiled",
    "beitrag", "gastbeitrag", "blogbeitrag", "artikel", "bericht", "eintrag", "kolumne", "reportage", "rezension", "analyse",
    "meldung", "nachricht", "gastkommentar", "geschrieben", "verfasst", "veröffentlicht", "gepostet", "publiziert", "erstellt",
    "eingestellt", "gespeichert", "eingereicht",
    "billet", "chronique", "tribune", "publié", "publiée", "posté", "écrit", "rédigé", "proposé",
    "artículo", "columna", "crónica", "entrada", "noticia", "opinión", "texto", "publicado", "escrito", "redactado", "enviado",
    "artigo", "coluna", "notícia", "postado", "reportagem", "opinião",
    "bijdrage", "nieuws", "geplaatst", "geschreven", "gepubliceerd", "gepost", "verslag",
    "artykuł", "wpis", "tekst", "napisane", "napisany", "opublikowane", "opublikowany", "dodane", "dodany", "autor",
]);
