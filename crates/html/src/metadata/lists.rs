//! Lists of keywords: kept until the page is read, as others of the same place tell where their items part.

use std::collections::HashSet;

use copydesk_core::{Field, Provenance};

/// What parts items, in all scripts: commas, and the other signs.
const COMMAS: [char; 3] = [',', '،', '，'];
const OTHERS: [char; 4] = [';', '；', '؛', '、'];
/// What parts the items of a list without any of these.
const BAR: char = '|';
/// How many times as many commas without space behind them as with it there are where those with it belong to items.
const TIGHT: usize = 4;
/// From so many values of one place on they are items, and a comma in one of them belongs to it …
const SINGLE: usize = 3;
/// … unless more than one of so many of them hold a comma.
const WITH_COMMA: usize = 2;
/// So many of the others, half of its items at least, make one of them the list of the others.
const REPEATED: usize = 2;
/// From so many semicolons on names in front of first names may stand between them: "Doe, Jo; Roe, Ada".
const SEMICOLONS: usize = 2;

/// The most lists that are kept, and the most bytes of all of them.
const MAX_LISTS: usize = 1024;
const MAX_BYTES: usize = 1 << 20;

/// Lists of one field from one place.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) field: Field,
    pub(super) provenance: Provenance,
    pub(super) key: String,
    lists: Vec<String>,
}

/// All lists of a page, by their places.
#[derive(Debug, Default)]
pub(super) struct Lists {
    groups: Vec<Group>,
    count: usize,
    bytes: usize,
}

impl Lists {
    /// Keeps a list. False if there are too many.
    pub(super) fn add(&mut self, field: Field, list: &str, provenance: Provenance, key: &str) -> bool {
        if self.count >= MAX_LISTS || self.bytes + list.len() > MAX_BYTES {
            return false;
        }
        (self.count, self.bytes) = (self.count + 1, self.bytes + list.len());
        let is_of = |group: &&mut Group| group.provenance == provenance && group.field == field && group.key == key;
        match self.groups.iter_mut().find(is_of) {
            Some(group) => group.lists.push(list.to_owned()),
            None => self.groups.push(Group { field, provenance, key: key.to_owned(), lists: vec![list.to_owned()] }),
        }
        true
    }

    /// The lists by their places, in the order of the first of each.
    pub(super) fn into_groups(self) -> Vec<Group> {
        self.groups
    }
}

impl Group {
    /// Hands over so many items of all lists. Gives how many are left.
    pub(super) fn each(&self, most: usize, mut take: impl FnMut(&str)) -> usize {
        let whole = self.rejoined();
        let lists = whole.as_ref().map_or(self.lists.as_slice(), std::slice::from_ref);
        let are_items = whole.is_none() && self.are_items();
        let all: HashSet<&str> = self.lists.iter().filter(|_| are_items).map(String::as_str).collect();
        // One of them may be the list of the others.
        let repeats = |list: &str| {
            let of_list = || items(list, Parting::of(list)).map(str::trim);
            let known = of_list().filter(|item| all.contains(item)).count();
            known >= REPEATED && 2 * known >= of_list().count()
        };
        let is_item = |list: &str| are_items && !has_tight_comma(list) && !(list.contains(COMMAS) && repeats(list));
        let mut items =
            lists.iter().flat_map(|list| items(list, if is_item(list) { Parting::Nothing } else { Parting::of(list) }));
        items.by_ref().take(most).for_each(&mut take);
        items.count()
    }

    /// Whether the lists are items already: there are several, and hardly one holds a comma.
    fn are_items(&self) -> bool {
        let with_comma = self.lists.iter().filter(|list| list.contains(COMMAS)).count();
        self.lists.len() >= SINGLE && with_comma * WITH_COMMA <= self.lists.len()
    }

    /// A list that was cut at its spaces, by a common newsroom system of local papers: `["Deaths,To", "the", "Point,Quay"]`.
    fn rejoined(&self) -> Option<String> {
        let has_space = |list: &String| list.contains(char::is_whitespace);
        let cut = self.lists.iter().filter(|list| has_tight_comma(list)).count();
        (cut >= SINGLE && cut < self.lists.len() && !self.lists.iter().any(has_space)).then(|| self.lists.join(" "))
    }
}

/// Whether a comma stands between two other signs than spaces, as in a list.
fn has_tight_comma(list: &str) -> bool {
    commas(list).0 > 0
}

/// How many commas have no space behind them, and how many have one. One at the end is neither.
fn commas(list: &str) -> (usize, usize) {
    let (mut tight, mut loose) = (0, 0);
    for (at, comma) in list.match_indices(COMMAS) {
        match list[at + comma.len()..].chars().next() {
            Some(next) if next.is_whitespace() => loose += 1,
            Some(_) => tight += 1,
            None => {}
        }
    }
    (tight, loose)
}

/// The items of a list.
fn items(list: &str, parting: Parting) -> impl Iterator<Item = &str> {
    let mut rest = Some(list);
    std::iter::from_fn(move || {
        let list = rest?;
        let found = list.char_indices().find(|(at, sign)| parting.parts(*sign, &list[at + sign.len_utf8()..]));
        rest = found.map(|(at, sign)| &list[at + sign.len_utf8()..]);
        Some(found.map_or(list, |(at, _)| &list[..at]))
    })
}

/// What parts the items of one list.
#[derive(Debug, Clone, Copy)]
enum Parting {
    Nothing,
    TightCommas,
    Semicolons,
    Signs,
    Bars,
}

impl Parting {
    fn of(list: &str) -> Self {
        let (tight, loose) = commas(list);
        if loose > 0 && tight >= TIGHT * loose {
            Self::TightCommas
        } else if are_names(list) {
            Self::Semicolons
        } else if list.contains(COMMAS) || list.contains(OTHERS) {
            Self::Signs
        } else {
            Self::Bars
        }
    }

    /// Whether a sign parts what is before it from what is behind it.
    fn parts(self, sign: char, behind: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::TightCommas => COMMAS.contains(&sign) && !behind.starts_with(char::is_whitespace),
            Self::Semicolons => sign == ';',
            Self::Signs => COMMAS.contains(&sign) || OTHERS.contains(&sign),
            Self::Bars => sign == BAR,
        }
    }
}

/// Whether semicolons part names of which some hold one comma.
fn are_names(list: &str) -> bool {
    let semicolons = list.matches(';').count();
    semicolons >= SEMICOLONS
        && list.contains(',')
        && list.split(';').all(|item| item.matches(COMMAS).count() <= 1 && commas(item).0 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lists: &[&str], expected: &[&str]) {
        let mut all = Lists::default();
        assert!(lists.iter().all(|list| all.add(Field::Tags, list, Provenance::Meta, "keywords")));
        let mut items = Vec::new();
        all.into_groups().iter().for_each(|group| {
            assert_eq!(group.each(usize::MAX, |item| items.push(item.trim().to_owned())), 0);
        });
        assert_eq!(items, expected, "{lists:?}");
    }

    #[test]
    fn commas_part_items_else_semicolons_else_bars() {
        check(&["ferry, harbour"], &["ferry", "harbour"]);
        check(&["ferry,harbour"], &["ferry", "harbour"]);
        check(&["渡船，港口、天气"], &["渡船", "港口", "天气"]);
        check(&["ferry; harbour;tide"], &["ferry", "harbour", "tide"]);
        check(&["ferry|harbour"], &["ferry", "harbour"]);
        check(&["ferry; harbour, tide"], &["ferry", "harbour", "tide"]);
        check(&["ferry, harbour,"], &["ferry", "harbour", ""]);
    }

    #[test]
    fn commas_within_items() {
        let tight =
            "Ferries,Harbours,Tides,Doe, Jo (1950- ),Quays,Storms,Prices (Fares, Fees and Rates),Weather,Wind,Sea,Rain";
        let names = ["Doe, Jo (1950- )", "Prices (Fares, Fees and Rates)"];
        let mut items: Vec<&str> = tight.split(',').collect();
        items.splice(3..5, [names[0]]);
        items.splice(6..8, [names[1]]);
        check(&[tight], &items);
        check(&["Doe, Jo; Roe, Ada; Quay"], &["Doe, Jo", "Roe, Ada", "Quay"]);
        // A page may write a comma now and then without its space.
        check(&["ferry, harbour,tide, quay"], &["ferry", "harbour", "tide", "quay"]);
    }

    #[test]
    fn values_one_by_one_are_items() {
        check(&["Ferries", "Doe, Jo", "Quays"], &["Ferries", "Doe, Jo", "Quays"]);
        check(&["ferry", "tide", "quay", "ferry, tide, storm"], &["ferry", "tide", "quay", "ferry", "tide", "storm"]);
        check(&["Doe", "Doe, Jo", "Quays", "Tides"], &["Doe", "Doe, Jo", "Quays", "Tides"]);
        check(&["ferry, harbour", "tide, quay", "storm"], &["ferry", "harbour", "tide", "quay", "storm"]);
        check(&["Ferries", "Doe,Jo", "Quays"], &["Ferries", "Doe", "Jo", "Quays"]);
    }

    #[test]
    fn a_list_that_was_cut_at_its_spaces() {
        let cut = ["Ferries,To", "the", "Point,Quay,Storm", "Tide,Ada", "Doe"];
        check(&cut, &["Ferries", "To the Point", "Quay", "Storm Tide", "Ada Doe"]);
        check(&["a,b", "c,d", "e,f"], &["a", "b", "c", "d", "e", "f"]);
    }

    #[test]
    fn there_are_not_too_many() {
        let mut all = Lists::default();
        let kept = (0..=MAX_LISTS).filter(|_| all.add(Field::Tags, "ferry", Provenance::Meta, "keywords")).count();
        assert_eq!(kept, MAX_LISTS);
        assert!(!Lists::default().add(Field::Tags, &"ferry ".repeat(MAX_BYTES), Provenance::Meta, "keywords"));
    }
}
