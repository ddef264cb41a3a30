//! The words by which tags are told: what names of elements call them, labels before them, and addresses that lead to them.

use crate::lexical::Wanted;

/// The longest label before tags, in bytes.
const MAX_LABEL: usize = 48;
/// A longer address is not looked at, in bytes.
const MAX_ADDRESS: usize = 1000;

/// Parts of names of what holds tags.
pub(super) const NAMES: [&str; 19] = [
    "tag",
    "tags",
    "tagged",
    "taglist",
    "taglinks",
    "topic",
    "topics",
    "topiclist",
    "thema",
    "themen",
    "temas",
    "keyword",
    "keywords",
    "schlagwort",
    "schlagworte",
    "stichwort",
    "stichworte",
    "etiquetas",
    "schlagwoerter",
];
/// What each of them holds: few other names do.
pub(super) static STEMS: Wanted<9> =
    Wanted::new(["tag", "topic", "thema", "themen", "temas", "keyword", "wort", "etiquetas", "woerter"]);
/// What stands before tags.
const LABELS: [&str; 108] = [
    "tag",
    "tags",
    "tagged",
    "tagged in",
    "tagged as",
    "tagged with",
    "topics",
    "topic",
    "related topics",
    "more on",
    "filed under",
    "keywords",
    "themen",
    "mehr zum thema",
    "thema",
    "schlagwörter",
    "schlagworte",
    "stichworte",
    "stichwörter",
    "schlagwort",
    "etiquetas",
    "temas",
    "temas relacionados",
    "palabras clave",
    "mots-clés",
    "mots clés",
    "étiquettes",
    "sujets",
    "tagi",
    "słowa kluczowe",
    "trefwoorden",
    "onderwerpen",
    "palavras-chave",
    "parole chiave",
    "argomenti",
    "теги",
    "标签",
    "タグ",
    "related tags",
    "read more about",
    "more about",
    "more on this topic",
    "explore more on these topics",
    "topics in this article",
    "mehr lesen über",
    "mehr über",
    "mehr zu den themen",
    "mehr zu diesem thema",
    "mehr zu diesen themen",
    "themen in diesem artikel",
    "schlagwörter zum artikel",
    "más sobre",
    "archivado en",
    "en savoir plus sur",
    "thèmes",
    "thèmes associés",
    "tags associés",
    "sujets associés",
    "mots-clefs",
    "tag articolo",
    "saiba mais sobre",
    "assuntos",
    "tópicos",
    "tópicos relacionados",
    "lees meer over",
    "meer over",
    "emner",
    "emneord",
    "läs mer om",
    "ämnen",
    "ämnen i artikeln",
    "les mer om",
    "læs mere om",
    "aiheet",
    "avainsanat",
    "tematy",
    "więcej o",
    "témata",
    "štítky",
    "címkék",
    "etiketler",
    "konular",
    "ετικέτες",
    "темы",
    "метки",
    "ключевые слова",
    "теги статті",
    "关键词",
    "关键字",
    "相关标签",
    "標籤",
    "キーワード",
    "関連キーワード",
    "関連タグ",
    "태그",
    "키워드",
    "الكلمات المفتاحية",
    "كلمات مفتاحية",
    "وسوم",
    "الوسوم",
    "תגיות",
    "تگ‌ها",
    "برچسب‌ها",
    "từ khóa",
    "từ khoá",
    "chủ đề",
    "แท็ก",
    "टैग",
];

/// Whether a word is among names, in any case.
pub(super) fn is_among(word: &str, names: &[&str]) -> bool {
    names.iter().any(|name| word.eq_ignore_ascii_case(name))
}

/// The words of a name: "article-tags", "articleTags".
pub(super) fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|character: char| !character.is_ascii_alphanumeric()).flat_map(|part| {
        // "Tags" of "articleTags" and the whole: names in small letters have one word.
        let at =
            part.as_bytes().windows(2).rposition(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
        let first =
            part.as_bytes().windows(2).position(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
        // Of a name in one word only the many are told: "TitleTag" names one.
        let parts = [at.map(|at| &part[at + 1..]), first.map(|at| &part[..=at])].into_iter().flatten();
        std::iter::once(part).chain(parts.filter(|part| part.ends_with('s') || part.ends_with("en")))
    })
}

/// Whether a text is what stands before tags.
pub(super) fn is_label(text: &str) -> bool {
    let bare = text.trim().trim_end_matches([':', '：', ' ', '»', '#']);
    !bare.is_empty() && bare.len() <= MAX_LABEL && {
        let lower = bare.to_lowercase();
        LABELS.contains(&lower.as_str())
    }
}

/// Whether an address leads to the articles of a tag.
pub(super) fn leads_to_tag(href: &str) -> bool {
    const PLACES: [&str; 18] = [
        "tag",
        "tags",
        "tagi",
        "tagged",
        "topic",
        "topics",
        "thema",
        "themen",
        "stichwort",
        "schlagwort",
        "schlagworte",
        "keyword",
        "keywords",
        "etiqueta",
        "etiquetas",
        "temas",
        "tema",
        "theme",
    ];
    // Many texts may share one link.
    if href.len() > MAX_ADDRESS {
        return false;
    }
    // Few parts of addresses begin with one of these letters.
    let may_be_place =
        |part: &[u8]| matches!(part.first(), Some(b't' | b'T' | b's' | b'S' | b'k' | b'K' | b'e' | b'E'));
    let is_place =
        |part: &[u8]| may_be_place(part) && PLACES.iter().any(|place| part.eq_ignore_ascii_case(place.as_bytes()));
    let path = href.split_once("://").map_or(href, |(_, rest)| rest);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut parts = path.trim_end_matches('/').as_bytes().rsplit(|byte| *byte == b'/');
    parts.next().is_some_and(|last| !last.is_empty()) && parts.any(is_place)
        || query
            .split('&')
            .any(|pair| pair.split_once('=').is_some_and(|(key, value)| is_place(key.as_bytes()) && !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_address(href: &str, expected: bool) {
        assert_eq!(leads_to_tag(href), expected, "{href}");
    }

    #[test]
    fn addresses_lead_to_tags() {
        check_address("/tag/ferry", true);
        check_address("https://quay.example/en/tags/ferry/", true);
        check_address("https://quay.example/Themen/Faehre", true);
        check_address("/search?tag=ferry", true);
        check_address("/tags/", false);
        check_address("/tagesthemen/ferry", false);
        check_address("/ferry?tag=", false);
        check_address("https://tag.example/ferry", false);
    }

    #[test]
    fn names_have_words() {
        let told = |name: &str| words(name).any(|word| is_among(word, &NAMES));
        for name in ["tags", "post-tags", "articleTags", "Article__TagList", "tags_links", "c-topics-list", "tagList"] {
            assert!(told(name), "{name}");
        }
        for name in ["stage", "advantage", "vintage-tagline", "montag", "tagline"] {
            assert!(!told(name), "{name}");
        }
    }

    #[test]
    fn labels_stand_before_tags() {
        for text in ["Tags:", "Filed Under", "Themen :", "Schlagwörter", "标签：", "الكلمات المفتاحية:"]
        {
            assert!(is_label(text), "{text}");
        }
        for text in ["", ":", "Tag der Arbeit", "Topics we love"] {
            assert!(!is_label(text), "{text}");
        }
    }
}
