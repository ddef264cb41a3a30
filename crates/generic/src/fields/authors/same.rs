//! Names that are the same person's: shorter, longer, with a title, without accents.

use copydesk_core::text::bylines::Nature;

use super::author::Author;

/// The least score of a person whose full name is taken for a shorter one.
const KNOWN: f32 = 0.5;
/// How much more speaks for a longer name at least, where a shorter one is not the better one.
const LONGER: f32 = 2.2;

/// Gives what speaks for a short name to the one person on the page whose name begins so: "Ann", "Ann Mary" for "Ann Mary
/// Smith". A name of two words and more is taken for a short one only where the page's data gives the full one alone.
pub(super) fn with_full_names(authors: &mut Vec<Author<'_>>) {
    let mut at = 0;
    while at < authors.len() {
        let Some(other) = full_name(authors, &authors[at]) else {
            at += 1;
            continue;
        };
        let short = authors.remove(at);
        let full = &mut authors[other - usize::from(other > at)];
        for (place, weight) in short.places {
            full.add(place, weight);
        }
        full.at_head |= short.at_head;
        full.statements += short.statements;
        full.listed |= short.listed;
    }
}

/// Where the one name stands of which a name is the beginning.
fn full_name(authors: &[Author<'_>], short: &Author<'_>) -> Option<usize> {
    let name = short.named.name.as_str();
    let is_one_word = match short.named.nature {
        Nature::Mononym if name.starts_with(char::is_uppercase) && !name.contains(' ') => true,
        Nature::Person if !short.is_stated() => false,
        _ => return None,
    };
    let is_full = |other: &Author<'_>| {
        other.is(Nature::Person)
            && other.named.name.strip_prefix(name).is_some_and(|behind| behind.starts_with(' '))
            && other.score() >= KNOWN
            && (is_one_word || other.is_stated())
    };
    let mut full = authors.iter().enumerate().filter(|(_, other)| is_full(other)).map(|(at, _)| at);
    let first = full.next()?;
    full.next().is_none().then_some(first)
}

/// Lets those who are named beside somebody with a title stand beside the same name without it: "Dr Ann Smith, Bob Jones".
pub(super) fn under_titles(authors: &mut [Author<'_>]) {
    let titled = |author: &Author<'_>, other: &Author<'_>| {
        let before = author.named.name.strip_suffix(other.named.name.as_str());
        author.is(Nature::Person) && other.is(Nature::Person) && before.is_some_and(|before| before.ends_with(' '))
    };
    let mut bare: Vec<(String, String)> = Vec::new();
    for author in authors.iter() {
        if let Some(other) = authors.iter().find(|other| titled(author, other)) {
            bare.push((author.letters.clone(), other.letters.clone()));
        }
    }
    for (titled, bare) in bare {
        for others in authors.iter_mut().flat_map(|author| [&mut author.beside, &mut author.behind]) {
            if others.contains(&titled) {
                others.push(bare.clone());
            }
        }
    }
}

/// Takes out names that are another one with more around it ("Ann Smith Gazette", "Ann Smithlong" where a space was
/// lost, "Mr. Smith"), where the shorter is not worse founded.
pub(super) fn without_longer(authors: &mut Vec<Author<'_>>) {
    struct Known {
        name: String,
        nature: Nature,
        score: f32,
        stated: bool,
    }
    if authors.len() < 2 {
        return;
    }
    let known: Vec<Known> = authors
        .iter()
        .map(|author| Known {
            name: author.named.name.to_lowercase(),
            nature: author.named.nature,
            score: author.score(),
            stated: author.is_stated(),
        })
        .collect();
    let mut names = known.iter().map(|known| known.name.as_str());
    authors.retain(|author| {
        let own = names.next().unwrap_or_default();
        let longer = |known: &Known| {
            let name = known.name.as_str();
            own.len() > name.len()
                && known.score * LONGER >= author.score()
                && match known.nature {
                    Nature::Person => {
                        own.strip_suffix(name).is_some_and(|before| before.ends_with(' '))
                            || (own.starts_with(name) && (known.stated || !author.is_stated()))
                    }
                    // One name alone is the shorter form of a full one, not the better one.
                    _ => {
                        !author.is(Nature::Person)
                            && own.strip_prefix(name).is_some_and(|behind| {
                                // A date without a space before it leaves its first number behind: "annsmith3".
                                behind.starts_with(' ') || behind.bytes().all(|byte| byte.is_ascii_digit())
                            })
                    }
                }
        };
        !known.iter().any(longer)
    });
}

/// Whether two names, in letters, are one that is written with accents and without them, as accounts are: "gabormunier".
pub(super) fn differs_by_accents(one: &str, other: &str) -> bool {
    // Most differ at once.
    let (Some(first), Some(second)) = (one.chars().next(), other.chars().next()) else { return false };
    (!one.is_ascii() || !other.is_ascii())
        && (first == second || !first.is_ascii() || !second.is_ascii())
        && [false, true].iter().any(|spells| bare(one, *spells).eq(bare(other, *spells)))
}

/// The letters of a name without accents; or with those spelt out that German spells out: "mueller".
fn bare(letters: &str, spells: bool) -> impl Iterator<Item = char> {
    letters.chars().flat_map(move |letter| {
        let base = if letter.is_ascii() { letter } else { base(letter) };
        let behind = match letter {
            'ä' | 'ö' | 'ü' if spells => Some('e'),
            _ => None,
        };
        std::iter::once(base).chain(behind)
    })
}

/// A small letter without its accent.
fn base(letter: char) -> char {
    const ACCENTED: [(char, &str); 15] = [
        ('a', "àáâãäåāăą"),
        ('c', "çćĉċč"),
        ('d', "ďđ"),
        ('e', "èéêëēĕėęě"),
        ('g', "ĝğġģ"),
        ('i', "ìíîïĩīĭįı"),
        ('l', "ĺļľł"),
        ('n', "ñńņň"),
        ('o', "òóôõöøōŏő"),
        ('r', "ŕŗř"),
        ('s', "śŝşšș"),
        ('t', "ţťŧț"),
        ('u', "ùúûüũūŭůűų"),
        ('y', "ýÿŷ"),
        ('z', "źżž"),
    ];
    ACCENTED.iter().find(|(_, accented)| accented.contains(letter)).map_or(letter, |(base, _)| *base)
}
