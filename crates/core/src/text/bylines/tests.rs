mod names;
mod natures;
mod places;

use super::*;

#[track_caller]
fn check(byline: &str, expected: &[&str]) {
    assert_eq!(people(byline), expected, "{byline}");
}

#[track_caller]
fn check_named(byline: &str, expected: &[(&str, Nature)]) {
    let found = named(byline);
    let found: Vec<(&str, Nature)> = found.iter().map(|named| (named.name.as_str(), named.nature)).collect();
    assert_eq!(found, expected, "{byline}");
}
