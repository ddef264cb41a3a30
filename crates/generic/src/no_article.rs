//! Pages that are no article: a machine's wall, an error, or hardly anything that reads as one.

use copydesk_core::{Draft, ExtractError, Field, FieldValue, Form, Rule, Shape};

use crate::judge::Read;
use crate::lexical::letters;

const WALL: Rule = Rule::new("generic/wall", "the page checks its visitors, or says that it has nothing to show");

/// The most kept words of a page that is nothing but such a notice.
const MAX_WORDS: u32 = 150;
/// From this confidence on it is none.
const MAX_CONFIDENCE: f32 = 0.6;
/// The most confidence in what is no article.
const MAX_OF_NOTHING: f32 = 0.05;
/// How many texts of a page are looked at for a notice.
const LOOKED_AT: usize = 24;
/// The longest title or text that is asked, in bytes.
const MAX_TEXT: usize = 400;

/// What walls and pages of errors are called, as letters, beside the name of the site.
const TITLES: [&str; 51] = [
    "404",
    "404error",
    "404notfound",
    "403",
    "403forbidden",
    "429toomanyrequests",
    "500internalservererror",
    "502badgateway",
    "503serviceunavailable",
    "503servicetemporarilyunavailable",
    "504gatewaytimeout",
    "accessdenied",
    "accesstothispagehasbeendenied",
    "areyouarobot",
    "areyouahuman",
    "attentionrequired",
    "error404",
    "error403",
    "error500",
    "errorpage",
    "forbidden",
    "http404",
    "justamoment",
    "notfound",
    "oopspagenotfound",
    "page404",
    "pagecannotbefound",
    "pagenotfound",
    "pardonourinterruption",
    "robotcheck",
    "securitycheck",
    "sitemaintenance",
    "botverification",
    "humanverification",
    "seitenichtgefunden",
    "seitewurdenichtgefunden",
    "dieseitewurdenichtgefunden",
    "zugriffverweigert",
    "pageintrouvable",
    "pagenontrouvée",
    "páginanoencontrada",
    "páginanãoencontrada",
    "paginanontrovata",
    "paginanietgevonden",
    "stronanieznaleziona",
    "sidanhittadesinte",
    "sidenblevikkefundet",
    "страницаненайдена",
    "ページが見つかりません",
    "页面不存在",
    "页面未找到",
];

/// What walls say, as letters, wherever it stands in a short text.
const NOTICES: [&str; 18] = [
    "accesstothispagehasbeendenied",
    "browserhasbeenblocked",
    "checkingifthesiteconnectionissecure",
    "checkingyourbrowserbeforeaccessing",
    "completethesecuritycheck",
    "donothavepermissiontoaccess",
    "donthavepermissiontoaccess",
    "enablejavascriptandcookiestocontinue",
    "enablejavascriptanddisableanyadblocker",
    "needstoreviewthesecurityofyourconnection",
    "notarobot",
    "requestedurlwasnotfoundonthisserver",
    "unusualtrafficfromyourcomputernetwork",
    "unusualactivityfromyourcomputernetwork",
    "verifyingyouarehuman",
    "verifyyouarehuman",
    "verifythatyouarehuman",
    "youhavebeenblocked",
];

/// What parts the words of a title from the name of its site.
const PARTS: [&str; 7] = [" | ", " - ", " – ", " — ", " • ", " · ", ": "];

/// Leaves out what a wall or an error says, and gives the reason why the page is no article, where it is none. `said` is the confidence.
pub(crate) fn tell(draft: &mut Draft<'_>, read: &Read, said: f32) -> Result<Option<String>, ExtractError> {
    let kept = draft.kept();
    if kept.is_empty() {
        draft.set_confidence(said.min(MAX_OF_NOTHING));
        return Ok(Some("nothing on it reads as one".to_owned()));
    }
    let words: u32 = kept.iter().map(|at| read.counts[*at as usize].words).sum();
    if words > MAX_WORDS || said >= MAX_CONFIDENCE {
        return Ok(None);
    }
    if let Some(notice) = notice(draft, &kept) {
        for at in kept {
            draft.drop(at as usize, WALL)?;
        }
        draft.set_confidence(said.min(MAX_OF_NOTHING));
        return Ok(Some(format!("it says \"{notice}\"")));
    }
    let Some(kind) = recording(draft) else { return Ok(None) };
    draft.set_confidence(said.min(MAX_OF_NOTHING));
    Ok(Some(format!("it calls itself {kind}, and has {words} words")))
}

/// What a page calls itself that is there for its recording, and of no article: `og:video.other`.
fn recording<'d>(draft: &Draft<'d>) -> Option<&'d str> {
    let types = &draft.document().metadata().types;
    let is_article = types.iter().any(|kind| kind.contains("rticle") || kind.contains("Posting"));
    let recorded = types.iter().find(|kind| kind.starts_with("og:video") || kind.starts_with("og:music"));
    recorded.filter(|_| !is_article).map(String::as_str)
}

/// The text by which a page says that it is a wall or an error.
fn notice(draft: &Draft<'_>, kept: &[u32]) -> Option<String> {
    let document = draft.document();
    let blocks = document.blocks();
    let title = match draft.field(Field::Title) {
        Some(FieldValue::Text(title)) => Some(title.as_str()),
        _ => None,
    };
    let stated = document.metadata().of(Field::Title).map(|candidate| candidate.value.as_str());
    // The lines of a flat text are no headings, and the first of them may be its headline.
    let heads = kept.iter().take(LOOKED_AT).map(|at| &blocks[*at as usize]);
    let heads = heads.filter(|block| document.form() == Form::Text || matches!(block.shape, Shape::Heading(_)));
    let called = stated.chain(title).take(LOOKED_AT).chain(heads.map(|block| block.text.as_str()));
    let called = called.filter(|text| text.len() <= MAX_TEXT).find(|text| is_title(text));
    let says = |text: &str| {
        let own = letters(text);
        NOTICES.iter().any(|notice| own.contains(notice))
    };
    let texts = kept.iter().take(LOOKED_AT).map(|at| blocks[*at as usize].text.as_str());
    called.or_else(|| texts.filter(|text| text.len() <= MAX_TEXT).find(|text| says(text))).map(str::to_owned)
}

/// Whether a title, or a part of it beside the name of the site, is what walls and errors are called.
fn is_title(text: &str) -> bool {
    let mut parts = vec![text];
    for sign in PARTS {
        parts.extend(text.split(sign));
    }
    parts.iter().any(|part| TITLES.contains(&letters(part).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: bool) {
        assert_eq!(is_title(title), expected, "{title}");
    }

    #[test]
    fn walls_and_errors_have_titles() {
        for title in [
            "404: Page not found",
            "Page Not Found | Ness Gazette",
            "Just a moment...",
            "Attention Required! | Quay",
            "Access Denied",
            "Error 404 - Ness Gazette",
            "Seite nicht gefunden – Nessbote",
            "Страница не найдена",
            "Are you a robot?",
        ] {
            check(title, true);
        }
        for title in [
            "404 boats counted in Ness",
            "Access denied to the harbour for a year",
            "Just a moment in the life of Ness",
            "Page not found in the harbour's book",
            "The wall | Ness Gazette",
            "",
        ] {
            check(title, false);
        }
    }
}
