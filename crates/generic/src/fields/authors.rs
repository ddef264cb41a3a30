//! The authors.
//!
//! Every place that offers authors has a weight: how far it is to be trusted, and, where it stands in the text, how near
//! the headline or the end of the article it is (names far from both are those of other stories). A name's score is the
//! sum of the best weight of each kind of place that offers it. People are taken before those known by one name, and
//! both before organisations.

mod author;
mod collect;
mod names;
mod same;
mod shown;
mod signature;
#[cfg(test)]
mod tests;

use copydesk_core::text::bylines::{self, Nature};
use copydesk_core::{Draft, ExtractError, Field, Rule};

use super::objects::Objects;
use super::page::Page;
use super::zones::Zones;
use author::Author;

const PEOPLE: Rule = Rule::new("generic/authors", "named as author in the most trusted places");
const NAMED_ONCE: Rule = Rule::new("generic/authors-mononym", "nobody is named in full; known by this name");
const BODY: Rule =
    Rule::new("generic/authors-organisation", "no person is named; the organisation that is named as author");
const SIGNED: Rule =
    Rule::new("generic/authors-signature", "nobody else is named; the name that the article ends with");

/// The longest text that is read as a byline, in bytes.
const MAX_BYLINE: usize = 300;
/// What share of the best score a person's or a body's name needs to stand beside it.
const ENOUGH: f32 = 0.51;
/// How the score of somebody known by one name compares with a person's, and an organisation's.
const MONONYM: f32 = 0.38;
const ORGANISATION: f32 = 0.29;
/// The least score of an author.
const LEAST: f32 = 0.55;
/// The least score of the one person on a page: more than that of a loose link far from the article.
const LEAST_ALONE: f32 = 0.15;
/// The same of one whom nothing but a line tells that opens as bylines do.
const LEAST_ANNOUNCED: f32 = 0.3;
/// The least score of a person whom a line behind the headline announces, and who goes before accounts and bodies.
const LEAST_BY_HAND: f32 = 1.5;
/// The most authors of an article. A page that names more of them lists something else.
const MAX_AUTHORS: usize = 40;

/// The key of a line that says who wrote, with nothing in the markup to tell of it.
const ANNOUNCED_BYLINE: &str = "announced byline";
/// The key of a name that a line with a date announces, and that is no person's.
const LOOSE_BYLINE: &str = "loose byline";
/// The key of a name alone in a block beside that of a date.
const NAME_BESIDE_DATE: &str = "name beside a date";
/// The key of a name that stands beside a date and nothing else: it may be the place where it happened.
const DATED_BYLINE: &str = "dated byline";

/// Resolves the authors.
pub(super) fn authors<'d>(
    draft: &mut Draft<'_>,
    page: &Page<'d>,
    objects: &Objects<'d>,
    zones: &Zones,
) -> Result<(), ExtractError> {
    let mut authors = collect::collect(page, zones, objects);
    same::with_full_names(&mut authors);
    same::under_titles(&mut authors);
    same::without_longer(&mut authors);
    shown::with_lines_of_head(&mut authors, page.document, zones);
    shown::without_unseen(&mut authors, page.document, zones);
    shown::under_bylines_by_hand(&mut authors);
    let others = shown::others(page.document, page.metadata);
    if authors.iter().any(|author| author.is(Nature::Person) && !others.contains(&author.letters)) {
        authors.retain(|author| !others.contains(&author.letters));
    }
    let strongest = strongest(&authors);
    let is_shown_body = |author: &Author<'_>| author.is(Nature::Organisation) && !author.is_site && author.is_shown();
    let may_be_signed = match strongest {
        None => true,
        Some((nature, _)) => nature == Nature::Organisation && !authors.iter().any(is_shown_body),
    };
    if may_be_signed && let Some(name) = signature::signature(page) {
        return draft.set_field(Field::Authors, vec![name], None, SIGNED);
    }
    let Some((nature, rule)) = strongest else { return Ok(()) };
    let chosen = chosen(&authors, nature);
    let Some(best) = chosen.iter().max_by(|a, b| a.score().total_cmp(&b.score())) else { return Ok(()) };
    let key = best.key;
    let told = if draft.wants_reasons() { rule.because(reason(&rule, &chosen, &authors)) } else { rule };
    let names: Vec<String> = chosen.iter().map(|author| author.named.name.clone()).collect();
    draft.set_field(Field::Authors, names, Some(key), told)
}

/// The authors, of the nature that is the strongest: those who come near the best, and those who are named beside them.
fn chosen<'a, 'm>(authors: &'a [Author<'m>], nature: Nature) -> Vec<&'a Author<'m>> {
    // Beside the article's own authors, those of other stories are none.
    let has_own = authors.iter().any(|author| author.is(nature) && author.is_own());
    let is_ours = |author: &Author<'_>| author.is(nature) && (!has_own || author.is_own());
    let of_nature: Vec<&Author<'_>> = authors.iter().filter(|author| is_ours(author)).collect();
    let top = of_nature.iter().map(|author| author.score()).fold(0.0, f32::max);
    // One word is a weak sign: the best alone is taken.
    let first = of_nature.iter().find(|author| author.score() >= top).map(|author| author.letters.as_str());
    let is_best = |author: &Author<'_>| match nature {
        Nature::Mononym => first == Some(author.letters.as_str()),
        _ => author.score() >= top * ENOUGH,
    };
    let is_beside = |author: &Author<'_>| {
        let is_of = |other: &String, fits: &dyn Fn(&Author<'_>) -> bool| {
            of_nature.iter().any(|known| known.letters == *other && is_best(known) && fits(known))
        };
        // Whom the page's data lists alone has no others behind a bar or a dash.
        author.beside.iter().any(|other| is_of(other, &|_| true))
            || author.behind.iter().any(|other| is_of(other, &|known| !known.listed || author.is_stated()))
    };
    let is_chosen = |author: &Author<'_>| is_best(author) || is_beside(author);
    // A body that the page's data lists beside people wrote with them.
    let lists = nature == Nature::Person && of_nature.iter().any(|author| author.listed && is_chosen(author));
    let is_listed = |author: &Author<'_>| lists && author.listed && !author.is_site && author.is(Nature::Organisation);
    let is_told = |author: &Author<'_>| is_ours(author) && is_chosen(author) || is_listed(author);
    let mut chosen: Vec<&Author<'_>> = authors.iter().filter(|author| is_told(author)).take(MAX_AUTHORS).collect();
    // The site may stand beside the body that wrote for it.
    if nature == Nature::Organisation && chosen.iter().any(|author| !author.is_site && !author.named.name.contains('.'))
    {
        chosen.retain(|author| !author.is_site);
    }
    chosen
}

/// The nature of the names that are the authors: people, unless what speaks for another is far stronger. A person who is
/// named once on the whole page is believed wherever that is, if nobody else is named.
fn strongest(authors: &[Author<'_>]) -> Option<(Nature, Rule)> {
    let of = |nature: Nature| authors.iter().filter(move |author| author.is(nature));
    let top = |nature: Nature| of(nature).map(Author::score).filter(|score| *score >= LEAST).fold(0.0, f32::max);
    let people = top(Nature::Person);
    let once = top(Nature::Mononym) * MONONYM;
    let bodies = top(Nature::Organisation) * ORGANISATION;
    if people > 0.0 && people >= once.max(bodies) {
        return Some((Nature::Person, PEOPLE));
    }
    // Whoever writes a byline by hand means more than the account from which the page was published.
    if of(Nature::Person).any(|author| author.is_announced && author.score() >= LEAST_BY_HAND) {
        return Some((Nature::Person, PEOPLE));
    }
    let mut persons = of(Nature::Person);
    let only_person = persons.next().filter(|_| persons.next().is_none());
    // A page that names its own house for want of an author, and one person.
    let only_site = once == 0.0
        && of(Nature::Organisation).filter(|body| body.score() >= LEAST).all(|body| body.is_site && !body.is_shown());
    let is_told = |author: &Author<'_>| ![ANNOUNCED_BYLINE, DATED_BYLINE].contains(&author.key) && !author.is_guessed();
    if only_site && bodies > 0.0 && only_person.is_some_and(is_told) {
        return Some((Nature::Person, PEOPLE));
    }
    if once > 0.0 && once >= bodies {
        return Some((Nature::Mononym, NAMED_ONCE));
    }
    if bodies > 0.0 {
        return Some((Nature::Organisation, BODY));
    }
    let is_doubtful = |author: &Author<'_>| author.key == ANNOUNCED_BYLINE || author.is_guessed();
    let least = |author: &Author<'_>| if is_doubtful(author) { LEAST_ANNOUNCED } else { LEAST_ALONE };
    if only_person.is_some_and(|author| author.score() >= least(author)) {
        return Some((Nature::Person, PEOPLE));
    }
    // Somebody after whom the site is called.
    match authors {
        [only] if only.is_site && bylines::is_person(&only.named.name) => Some((only.named.nature, BODY)),
        _ => None,
    }
}

/// The most names that a reason tells of.
const MAX_TOLD: usize = 6;

/// Who won by what score, and who lost.
fn reason(rule: &Rule, chosen: &[&Author<'_>], all: &[Author<'_>]) -> String {
    let tell = |author: &Author<'_>| format!("{} {:.1}", author.named.name, author.score());
    let won: Vec<String> = chosen.iter().take(MAX_TOLD).map(|author| tell(author)).collect();
    let lost: Vec<String> = all
        .iter()
        .filter(|author| !chosen.iter().any(|winner| winner.letters == author.letters))
        .take(MAX_TOLD)
        .map(tell)
        .collect();
    let lost = if lost.is_empty() { String::new() } else { format!("; lost: {}", lost.join(", ")) };
    format!("{} ({}{lost})", rule.reason, won.join(", "))
}
