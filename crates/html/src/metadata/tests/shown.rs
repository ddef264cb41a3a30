//! What a page shows: headlines, dates and bylines in it.

use super::{metadata, outline};

#[track_caller]
fn check_headline(heading: &str, expected: &str) {
    let (metadata, _) = metadata(&format!("<body>{heading}"));
    let titles: Vec<&str> =
        metadata.of(copydesk_core::Field::Title).map(|candidate| candidate.value.as_str()).collect();
    assert_eq!(titles, [expected], "{heading}");
}

#[test]
fn headlines_are_what_readers_see() {
    check_headline("<h1>Ferry returns <button>Share</button></h1>", "Ferry returns");
    check_headline("<h1>Ferry returns <span role=button>Share</span></h1>", "Ferry returns");
    check_headline("<h1>Ferry returns <a href=#x aria-hidden=true>#</a></h1>", "Ferry returns");
    check_headline("<h1>Ferry <b>returns</b><span role=tooltip>Copied</span></h1>", "Ferry returns");
    check_headline("<h1>Ferry returns<noscript>Scripts are off</noscript></h1>", "Ferry returns");
    check_headline("<h1>Ferry <span hidden>never </span>returns</h1>", "Ferry returns");
    check_headline("<h1>Ferry <i class=material-icons>share</i>returns</h1>", "Ferry returns");
    check_headline("<h1>Ferry returns<span class=mw-editsection>[<a href=/e>edit</a>]</span></h1>", "Ferry returns");
    check_headline(
        "<h1><span aria-hidden=true>Ferry returns</span><i class=sr>Ferry returns</i></h1>",
        "Ferry returns",
    );
    check_headline("<h1><button>Ferry returns</button></h1>", "Ferry returns");
    check_headline("<h1 style='display:none'>Ferry returns</h1>", "Ferry returns");
    check_headline("<h1 itemprop=name>Ferry returns</h1>", "Ferry returns");
}

#[track_caller]
fn check_dates(text: &str, expected: &str) {
    for page in [format!("<body><p>{text}</p>"), format!("<body><p class=date>{text}</p>")] {
        let (metadata, _) = metadata(&page);
        let found: Vec<String> =
            metadata.candidates.iter().map(|candidate| format!("{} {}", candidate.field, candidate.value)).collect();
        assert_eq!(found.join("; "), expected, "{page}");
    }
}

#[test]
fn labels_stand_before_the_second_date() {
    check_dates("12 May 2023 Updated 13 May 2023", "published 12 May 2023; modified 13 May 2023");
    check_dates("입력 2023-05-12 07:30 수정 2023-05-13 08:00", "published 2023-05-12 07:30; modified 2023-05-13 08:00");
    check_dates("2023年5月12日 7時30分 更新 2023年5月13日", "published 2023年5月12日 7時30分; modified 2023年5月13日");
    check_dates("12 mai 2023 Mis à jour le 13 mai 2023", "published 12 mai 2023; modified 13 mai 2023");
    check_dates("Đăng 12/05/2023 07:30 cập nhật 13/05/2023", "published 12/05/2023 07:30; modified 13/05/2023");
}

#[test]
fn labels_stand_behind_where_a_sign_parts_them_from_the_next() {
    check_dates("12 May 2023 (updated), 11 May 2023", "modified 12 May 2023; published 11 May 2023");
    check_dates("2023年5月12日更新、2023年5月11日公開", "modified 2023年5月12日; published 2023年5月11日");
    check_dates("2023年5月12日更新 2023年5月11日公開", "modified 2023年5月12日; published 2023年5月11日");
    check_dates("12 May 2023 updated", "modified 12 May 2023");
}

#[test]
fn dates_of_the_solar_calendar_are_those_of_the_page_s_language() {
    let (metadata, _) = metadata("<html lang=fa><body><p>1402/02/22</p>");
    assert_eq!(outline(&metadata), "language lang html[lang] = fa\npublished text date line @0 = 1402/02/22\n");
}

#[track_caller]
fn check_authors(page: &str, expected: &[&str]) {
    let (metadata, _) = metadata(&format!("<body>{page}"));
    let authors: Vec<&str> =
        metadata.of(copydesk_core::Field::Authors).map(|candidate| candidate.value.as_str()).collect();
    assert_eq!(authors, expected, "{page}");
}

#[test]
fn bylines_are_parted_where_an_element_begins_with_a_capital() {
    check_authors("<p class=byline>Jo Doe<span class=location>Ness</span>", &["Jo Doe ¦ Ness"]);
    check_authors("<p class=byline>Jo Doe<span>Editor</span><b>Quay</b>", &["Jo Doe ¦ Editor Quay"]);
    check_authors("<p class=byline><b>Jo</b><b>Doe</b>", &["Jo Doe"]);
    check_authors("<p class=byline>Jo Mc<b>Doe</b>", &["Jo McDoe"]);
    check_authors("<p class=byline><b>J</b>o Doe", &["Jo Doe"]);
}

#[test]
fn bylines_stand_in_the_line_below_a_date() {
    check_authors("<p>May 12, 2003<br>By Jo Doe</p>", &["By Jo Doe"]);
}
