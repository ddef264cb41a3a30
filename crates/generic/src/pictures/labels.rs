//! Texts that stand where captions stand and say nothing of a picture, whatever holds them: labels of advertisements and controls,
//! notices that ask for consent before a player is shown, dates and counters.

use copydesk_core::text::dates;

use crate::lexical::{Wanted, letters, lower};
use crate::phrases;

/// The longest label, in bytes.
const MAX_LABEL: usize = 60;
/// The longest notice, in bytes: behind that stands something else, too.
const MAX_NOTICE: usize = 900;

/// What advertisements and the controls of captions are called, in letters.
const LABELS: [&str; 44] = [
    "showcaption",
    "hidecaption",
    "showcaptions",
    "viewcaption",
    "readcaption",
    "togglecaption",
    "closecaption",
    "expandcaption",
    "imagecaption",
    "bildunterschriftanzeigen",
    "bildunterschrifteinblenden",
    "afficherlalégende",
    "voirlalégende",
    "mostrarleyenda",
    "advertisement",
    "advertisements",
    "advertising",
    "advert",
    "annonse",
    "annoncering",
    "annonce",
    "annons",
    "anzeige",
    "anuncio",
    "anúncio",
    "advertentie",
    "hirdetés",
    "iklan",
    "ilan",
    "inzerce",
    "inzercia",
    "mainos",
    "oglas",
    "publicidad",
    "publicidade",
    "publicitat",
    "publicitate",
    "publicité",
    "pubblicità",
    "quảngcáo",
    "reclama",
    "reklama",
    "reklame",
    "werbung",
];

/// The same in other scripts.
const WIDE_LABELS: [&str; 14] = [
    "реклама",
    "διαφήμιση",
    "广告",
    "廣告",
    "広告",
    "광고",
    "إعلان",
    "اعلان",
    "إعلانات",
    "تبلیغات",
    "פרסומת",
    "विज्ञापन",
    "বিজ্ঞাপন",
    "โฆษณา",
];

/// What a notice asks a reader to do …
static ASKS: Wanted<28> = Wanted::new([
    "accept",
    "allow",
    "wenn sie dieses",
    "if you play",
    "en lisant cette",
    "consent",
    "enable",
    "agree",
    "zustimm",
    "einwillig",
    "akzeptier",
    "erlaub",
    "aktivier",
    "einverstanden",
    "autoris",
    "activer",
    "aceptar",
    "acepta ",
    "aceitar",
    "permitir",
    "accettare",
    "accetta ",
    "toestemming",
    "accepteer",
    "godta",
    "godkän",
    "zgod",
    "souhlas",
]);

/// … and for what. A caption may tell of the one or the other.
static FOR: Wanted<25> = Wanted::new([
    "cookies",
    "cookie-",
    "datenübertragung",
    "data is sent",
    "données à",
    "datenschutz",
    "drittanbieter",
    "personenbezogene daten",
    "externe inhalte",
    "externer inhalt",
    "externen inhalt",
    "external content",
    "third-party content",
    "third party content",
    "privacy settings",
    "privacy policy",
    "privacy preferences",
    "données personnelles",
    "contenu externe",
    "datos personales",
    "contenido externo",
    "dati personali",
    "contenuto esterno",
    "persoonsgegevens",
    "externe inhoud",
]);

/// Whether a text says nothing of a picture, though it stands where its caption does.
pub(super) fn says_nothing(text: &str) -> bool {
    text.len() <= MAX_LABEL && (is_label(text) || is_counter(text))
        || text.len() <= MAX_NOTICE && asks_for_consent(text)
}

fn is_label(text: &str) -> bool {
    let own = letters(text);
    LABELS.iter().chain(&WIDE_LABELS).any(|label| own == *label)
        || phrases::prompt(text).is_some_and(|rule| *rule == phrases::ADVERTISEMENT && own.len() < MAX_LABEL)
}

/// Whether a text is a day, or numbers, or both, and nothing else.
fn is_counter(text: &str) -> bool {
    let rest = match dates::find(text) {
        Some((range, _)) => [&text[..range.start], &text[range.end..]],
        None => [text, ""],
    };
    text.contains(|character: char| character.is_numeric())
        && !rest.iter().any(|part| part.chars().any(char::is_alphabetic))
}

fn asks_for_consent(text: &str) -> bool {
    let lower = lower(text);
    FOR.is_in(&lower) && ASKS.is_in(&lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_nothing_of_a_picture() {
        for text in [
            "SHOW CAPTION +",
            "ANZEIGE",
            "– Reklama –",
            "Publicité",
            "広告",
            "3 / 12",
            "4 May 2021",
            "04.05.2021 | 16:20 | 3",
        ] {
            assert!(says_nothing(text), "{text}");
        }
        for text in [
            "The wall",
            "Reklama na wieży w Ness",
            "The wall on 4 May 2021",
            "Annonce of the wall",
            "May 2021: the wall",
        ] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn notices_ask_for_consent() {
        for text in [
            "To see this video from the quay, please allow cookies of its host.",
            "Mit dem Klick auf das Bild stimmen Sie zu: Es werden externe Inhalte aktiviert.",
            "Vous devez accepter les cookies pour voir la vidéo.",
        ] {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["Ann Smith bakes cookies for the harbour fair", "The council gave its consent to the wall"] {
            assert!(!says_nothing(text), "{text}");
        }
    }
}
