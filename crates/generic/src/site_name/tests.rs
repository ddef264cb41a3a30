//! Checks of titles with sites' names in them.

use super::*;

#[track_caller]
fn check(title: &str, site: Option<&str>, others: &[&str], expected: &str) {
    let others: Vec<String> = others.iter().map(|other| letters(other)).collect();
    let stated = |letters| Other { letters, is_title: true, is_stated: true, ..Other::default() };
    let others: Vec<Other<'_>> = others.iter().map(|other| stated(other.as_str())).collect();
    let mut names = SiteNames::default();
    if let Some(site) = site {
        names.add(site);
    }
    names.note_beginnings();
    assert_eq!(strip(title, &names, &others), expected);
}

/// What is left of a title of a page with headings, each with whether it is an `<h1>`.
#[track_caller]
fn check_shown(title: &str, host: &str, headings: &[(&str, bool)], expected: &str) {
    let headings: Vec<(String, bool)> = headings.iter().map(|(text, main)| (letters(text), *main)).collect();
    let shown = |letters, is_main| Other { letters, is_title: true, is_shown: true, is_main, ..Other::default() };
    let others: Vec<Other<'_>> = headings.iter().map(|(own, is_main)| shown(own.as_str(), *is_main)).collect();
    let names = SiteNames { hosts: vec![host.to_owned()], ..SiteNames::default() };
    assert_eq!(strip(title, &names, &others), expected);
}

#[test]
fn headings_that_a_page_shows_are_no_names_of_sites() {
    let title = "Talk with Ann Smith – Harbours";
    check_shown(title, "quays", &[(title, true), ("Talk with Ann Smith", false)], title);
    check_shown(title, "quays", &[("Talk with Ann Smith", false)], "Talk with Ann Smith");
    // The tail is too long for a name; what stands before it is the page's own heading.
    let tail = "Ann Smith tells of the wall that fell in the year of the storms";
    let title = format!("The wall falls - {tail}");
    check_shown(&title, "quays", &[("The wall falls", true), (tail, false)], &title);
    check_shown(&title, "quays", &[("Harbours", true), (tail, false)], tail);
    let title = "Outdoors - New charts on gazettebook.example";
    let headline = "New charts on gazettebook.example";
    check_shown(title, "gazettebook", &[(headline, false)], headline);
    check_shown(title, "gazettebook", &[], "Outdoors");
}

#[test]
fn takes_site_names_off() {
    check("The wall falls | Harbour Gazette", Some("Harbour Gazette"), &[], "The wall falls");
    check("The wall falls - News - Harbour Gazette", Some("Harbour Gazette"), &["The wall falls"], "The wall falls");
    check("The wall - a history", Some("Harbour Gazette"), &[], "The wall - a history");
    check("The wall falls – gazette.example", None, &[], "The wall falls");
    check("The wall falls", None, &["The wall falls"], "The wall falls");
    check("Harbour Gazette » Blog » The wall falls", Some("Harbour Gazette"), &["The wall falls"], "The wall falls");
    check("The wall falls | Tides | Harbour Star", None, &["The wall falls"], "The wall falls");
    check("港の壁：港新聞", Some("港新聞"), &[], "港の壁");
    check("港墙在风暴之后重新立起来了_新闻_港报", None, &[], "港墙在风暴之后重新立起来了");
    check("港の壁が嵐の後で戻ってきた！-港新聞", None, &[], "港の壁が嵐の後で戻ってきた！");
    check("港の壁-港新聞", None, &[], "港の壁-港新聞");
    check("The wall falls | Quay News", None, &[], "The wall falls");
}

#[test]
fn separators_are_found_where_they_stand() {
    for title in ["", " ", "The wall", "The wall - a | history", " – ", "a — b :: c : d · e » f « g • h / i", "a  | b"]
    {
        let expected: Vec<&str> = SEPARATORS.into_iter().filter(|separator| title.contains(separator)).collect();
        assert_eq!(held(title).collect::<Vec<_>>(), expected, "{title}");
    }
}

#[test]
fn names_are_found_in_titles_by_the_host() {
    let names = SiteNames { hosts: vec!["harbourgazette".to_owned(), "hgs".to_owned()], ..SiteNames::default() };
    assert_eq!(names.in_title("The wall falls | Tides | The Harbour Gazette"), Some("The Harbour Gazette"));
    assert_eq!(names.in_title("The wall falls - Harbour Goods Shop"), Some("Harbour Goods Shop"));
    assert_eq!(names.in_title("The wall falls – HGS"), Some("HGS"));
    assert_eq!(names.in_title("Harbour Gazette | The wall falls"), None);
    assert_eq!(names.in_title("The wall falls"), None);
    assert_eq!(without_domain("www.harbour-gazette.example"), without_domain("Harbour Gazette"));
}

#[test]
fn names_that_begin_with_the_sites() {
    let mut names = SiteNames::default();
    names.add("Harbour Gazette");
    names.note_beginnings();
    assert!(names.begins("Harbour Gazette"));
    assert!(names.begins("Harbour Gazette Sponsored"));
    assert!(!names.begins("Harbour Gazetteer"));
    assert!(!names.begins("Ann Harbour Gazette"));
    assert_eq!(names.before("Ann Smith Harbour Gazette"), Some("Ann Smith"));
    assert_eq!(names.before("Ann Smith HARBOUR GAZETTE"), Some("Ann Smith"));
    assert_eq!(names.before("Ann Harbour Gazette"), None);
    assert_eq!(names.before("Ann Mary Smith"), None);
}
