//! Notices that stand where a standfirst stands and say nothing of the article: what readers rate it, and that the house earns
//! by its links.

use crate::lexical::{Lexical, Wanted, lower};

/// The longest rating, in bytes.
const MAX_RATING: usize = 90;
/// The fewest numbers of one, and what part of its words they are at least.
const MIN_NUMBERS: u32 = 2;
const MIN_NUMBERED: u32 = 4;
/// The longest disclosure, in bytes.
const MAX_DISCLOSURE: usize = 700;

/// What ratings are called, as parts of words in small letters.
static RATINGS: Wanted<20> = Wanted::new([
    "rating",
    "rated",
    "stars",
    " star",
    "votes",
    "bewertung",
    "stern",
    "stimme",
    "étoile",
    "note moyenne",
    "estrella",
    "votos",
    "valoraci",
    "avaliaç",
    "stelle",
    "valutazion",
    "sterren",
    "beoordeling",
    "ocen",
    "hodnocen",
]);

/// What earns by links is called.
static AFFILIATES: Wanted<19> = Wanted::new([
    "affiliate link",
    "affiliate-link",
    "affiliatelink",
    "affiliate product",
    "affiliate marketing link",
    "partnerlink",
    "partner-link",
    "werbelink",
    "lien affilié",
    "liens affiliés",
    "afiliad",
    "link di affiliazione",
    "liens d'affiliation",
    "liens d’affiliation",
    "link affiliati",
    "provisions-link",
    "provisionslink",
    "linki afiliacyjne",
    "affiliatelänk",
]);
/// What says that a text has them.
static CONTAINS: Wanted<19> = Wanted::new([
    "contain",
    "includes",
    "may include",
    "we may",
    "enthält",
    "enthalten",
    "handelt es sich",
    "sind sogenannte",
    "contient",
    "contenir",
    "contien",
    "contener",
    "contém",
    "conter",
    "contenere",
    "bevat",
    "zawiera",
    "innehåller",
    "indeholder",
]);

/// What says who earns …
static EARNS: Wanted<18> = Wanted::new([
    "we may earn",
    "we may receive",
    "we may get",
    "we earn",
    "we receive",
    "i may earn",
    "i may receive",
    "i earn",
    "may earn us",
    "erhalten wir",
    "wir erhalten",
    "bekommen wir",
    "wir bekommen",
    "nous percevons",
    "nous pouvons percevoir",
    "podemos recibir",
    "podemos receber",
    "ontvangen wij",
]);
/// … and what.
static EARNED: Wanted<10> = Wanted::new([
    "commission",
    "provision",
    "comisión",
    "comissão",
    "commissione",
    "commissie",
    "affiliate",
    "afiliad",
    "compensation",
    "referral fee",
]);

/// Whether a text is such a notice and nothing else.
pub(super) fn is_notice(text: &str) -> bool {
    if text.is_empty() || text.len() > MAX_DISCLOSURE {
        return false;
    }
    let lower = lower(text);
    text.len() <= MAX_RATING && is_rating(&lower) || discloses(&lower)
}

/// "6.0 out of 6 based on 1 rating": a few words, many of which are numbers.
fn is_rating(lower: &str) -> bool {
    let counts = Lexical::of(lower);
    counts.numbers >= MIN_NUMBERS && counts.numbers * MIN_NUMBERED >= counts.words && RATINGS.is_in(lower)
}

fn discloses(lower: &str) -> bool {
    AFFILIATES.is_in(lower) && CONTAINS.is_in(lower) || EARNED.is_in(lower) && EARNS.is_in(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(is_notice(text), expected, "{text}");
    }

    #[test]
    fn ratings_are_no_standfirsts() {
        check("5.0 out of 5 based on 3 ratings", true);
        check("(3) 4 Sterne von 5", true);
        check("Average rating 4.2 / 5. Vote count: 17", true);
        check("The pier of Ness was rated by 3 of 10 visitors as the best in the north", false);
        check("In 2021 the council bought 4 boats and 5 nets", false);
    }

    #[test]
    fn disclosures_are_no_standfirsts() {
        check("This article contains affiliate links, which help to keep the harbour site running.", true);
        check("If you buy a boat through our links we may earn a small commission.", true);
        check("Dieser Beitrag enthält Affiliate-Links.", true);
        check("Cet article contient des liens affiliés.", true);
        check("Este artículo contiene enlaces de afiliados.", true);
        check("How a village of fishers earns by affiliate links", false);
        check("The commission found that the wall contains no steel", false);
    }
}
