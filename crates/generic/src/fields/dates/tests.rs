use copydesk_core::{Candidate, Draft, Field, Kind, Metadata, Provenance, Rule, StaticDocument};

use super::resolve;
use crate::fields::page::Page;

const KEPT: Rule = Rule::new("test/kept", "kept for the test");

/// A page whose block 2 is the headline and whose blocks 4 and 5 are the body.
fn page(candidates: &[(Field, Provenance, &str, Option<u32>, &str)]) -> StaticDocument {
    let mut document = StaticDocument::of_lines(&[
        "Quay Post",
        "Harbour",
        "The ferry is back",
        "Byline",
        "It came at noon.",
        "It left at one.",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "g",
        "More from the quay",
        "Tides",
    ]);
    let mut list = vec![Candidate {
        field: Field::Title,
        value: "The ferry is back".to_owned(),
        provenance: Provenance::Heading,
        key: "h1".to_owned(),
        block: Some(2),
    }];
    list.extend(candidates.iter().map(|(field, provenance, key, block, value)| Candidate {
        field: *field,
        value: (*value).to_owned(),
        provenance: *provenance,
        key: (*key).to_owned(),
        block: *block,
    }));
    document.metadata = Metadata { candidates: list, ..Metadata::default() };
    document
}

#[track_caller]
fn check_page(document: &StaticDocument, published: Option<&str>, modified: Option<&str>) -> String {
    let mut draft = Draft::new(document);
    for block in [4_usize, 5] {
        draft.keep(block, Kind::Paragraph, KEPT).expect("the block is there");
    }
    draft.set_field(Field::Title, "The ferry is back", None, KEPT).expect("a title is a text");
    let mut page = Page::of(&draft);
    page.note_headline(&draft);
    resolve(&mut draft, &page).expect("dates are dates");
    let value = |field| draft.field(field).map(copydesk_core::FieldValue::to_text);
    assert_eq!(value(Field::Published).as_deref(), published, "published");
    assert_eq!(value(Field::Modified).as_deref(), modified, "modified");
    draft.fields().get(&Field::Published).map(|state| state.rule.id.to_string()).unwrap_or_default()
}

#[track_caller]
fn check(
    candidates: &[(Field, Provenance, &str, Option<u32>, &str)],
    published: Option<&str>,
    modified: Option<&str>,
) -> String {
    check_page(&page(candidates), published, modified)
}

use Field::{Modified, Published};
use Provenance::{JsonLd, Meta, OpenGraph, Text, Time};

#[test]
fn places_that_agree_win_over_one_that_does_not() {
    let rule = check(
        &[
            (Published, Time, "time", Some(13), "9 May 2021"),
            (Published, JsonLd, "NewsArticle.datePublished", None, "2021-05-04T09:00:00+02:00"),
            (Published, OpenGraph, "article:published_time", None, "2021-05-04"),
            (Modified, JsonLd, "NewsArticle.dateModified", None, "2021-05-06"),
        ],
        Some("2021-05-04T09:00:00+02:00"),
        Some("2021-05-06"),
    );
    assert_eq!(rule, "generic/stated-date");
}

#[test]
fn a_date_at_the_headline_wins_over_dates_elsewhere() {
    let rule = check(
        &[
            (Published, Text, "class teaser-date", Some(0), "9 May 2021"),
            (Published, Text, "date line", Some(3), "4 May 2021"),
            (Published, Text, "class teaser-date", Some(13), "7 May 2021"),
        ],
        Some("2021-05-04"),
        None,
    );
    assert_eq!(rule, "generic/date-by-place");
}

#[test]
fn microdata_of_a_list_of_teasers_are_not_the_page_s_own() {
    let teaser = |block, day| (Field::Published, Provenance::Microdata, "Article.datePublished", Some(block), day);
    let own = (Field::Published, Provenance::Meta, "date", None, "2020-05-04");
    check(&[own, teaser(14, "2020-06-12")], Some("2020-06-12"), None);
    let list = [12, 13, 14, 15].map(|day| format!("2020-06-{day}"));
    let mut offers: Vec<_> = list.iter().map(|day| teaser(14, day.as_str())).collect();
    offers.push(own);
    check(&offers, Some("2020-05-04"), None);
}

#[test]
fn a_moment_in_utc_is_of_the_day_that_its_element_shows() {
    let own = |shown: &'static str| {
        [
            (Published, Time, "time[datetime]", Some(3), "2021-05-04T01:30:00Z"),
            (Published, Time, "time", Some(3), shown),
            (Published, JsonLd, "NewsArticle.datePublished", None, "2021-05-04T01:30:00Z"),
            (Published, Time, "time[datetime].entry", Some(5), "2021-05-03T16:48:00Z"),
        ]
    };
    check(&own("3 May 2021"), Some("2021-05-03"), None);
    check(&own("3 May 2021 21:30"), Some("2021-05-03T21:30"), None);
    check(&own("4 May 2021"), Some("2021-05-04T01:30:00Z"), None);
    check(&own("2 May 2021"), Some("2021-05-04T01:30:00Z"), None);
}

#[test]
fn points_may_stand_behind_the_month() {
    let page = |other: &'static str| {
        [
            (Published, Text, "date line", Some(3), "09.10.2021"),
            (Published, Text, "class teaser", Some(40), other),
            (Published, Text, "class teaser", Some(42), "07.12.2021"),
        ]
    };
    check(&page("11.24.2021"), Some("2021-09-10"), None);
    check(&page("24.11.2021"), Some("2021-10-09"), None);
    check(&page("11.12.2021"), Some("2021-10-09"), None);
}

#[test]
fn a_paper_of_tomorrow_was_published_this_evening() {
    let paper = |stated: &'static str, shown: &'static str| {
        [
            (Published, JsonLd, "NewsArticle.datePublished", None, stated),
            (Published, Meta, "date", None, "2021-05-04"),
            (Published, Text, "class date", Some(3), shown),
        ]
    };
    check(&paper("2021-05-03T19:30:00+02:00", "4 May 2021"), Some("2021-05-03T19:30:00+02:00"), None);
    // Not in the morning, not by a clock that may be another's, not where the page shows the next day's hour.
    check(&paper("2021-05-03T09:30:00+02:00", "4 May 2021"), Some("2021-05-04"), None);
    check(&paper("2021-05-03T09:30:00Z", "4 May 2021"), Some("2021-05-04"), None);
    check(&paper("2021-05-03T19:30:00+02:00", "4 May 2021, 11:00"), Some("2021-05-04T11:00"), None);
}

#[test]
fn order_of_day_and_month_is_told_by_the_page() {
    check(
        &[
            (Published, Text, "date line", Some(3), "03/04/2021"),
            (Field::Language, Provenance::Lang, "lang", None, "en-GB"),
        ],
        Some("2021-04-03"),
        None,
    );
    check(
        &[
            (Published, Text, "date line", Some(3), "03/04/2021"),
            (Field::Language, Provenance::Lang, "lang", None, "en-US"),
        ],
        Some("2021-03-04"),
        None,
    );
    // Another date of the page can be read one way only.
    check(
        &[(Published, Text, "date line", Some(3), "03/04/2021"), (Published, Text, "text", Some(14), "25/03/2021")],
        Some("2021-04-03"),
        None,
    );
    // What is stated settles it.
    check(
        &[
            (Published, Text, "date line", Some(3), "03/04/2021"),
            (Published, Meta, "pubdate", None, "2021-04-03T10:00"),
            (Field::Language, Provenance::Lang, "lang", None, "en-US"),
        ],
        Some("2021-04-03T10:00"),
        None,
    );
}

#[test]
fn the_day_shown_is_that_of_the_paper_s_clock() {
    check(
        &[
            (Published, JsonLd, "NewsArticle.datePublished", None, "2021-05-05T02:12:00Z"),
            (Published, OpenGraph, "article:published_time", None, "2021-05-05T02:12:00Z"),
            (Published, Time, "time[datetime]", Some(3), "2021-05-04T22:12:00-04:00"),
        ],
        Some("2021-05-04T22:12:00-04:00"),
        None,
    );
}

#[test]
fn a_change_is_no_publication_where_there_is_one() {
    check(
        &[
            (Published, JsonLd, "NewsArticle.datePublished", None, "2019-05-04"),
            (Modified, Text, "class updated", Some(3), "6 May 2021"),
        ],
        Some("2019-05-04"),
        Some("2021-05-06"),
    );
    let rule =
        check(&[(Modified, Text, "class updated", Some(3), "6 May 2021")], Some("2021-05-06"), Some("2021-05-06"));
    assert_eq!(rule, "generic/only-date");
    check(&[(Modified, OpenGraph, "article:modified_time", None, "2021-05-06")], None, Some("2021-05-06"));
}

#[test]
fn a_change_is_not_before_the_publication() {
    check(
        &[
            (Published, OpenGraph, "article:published_time", None, "2021-05-04"),
            (Modified, OpenGraph, "article:modified_time", None, "2021-05-01"),
        ],
        Some("2021-05-04"),
        None,
    );
}

#[test]
fn addresses_and_the_time_of_the_crawl_count() {
    let mut document =
        page(&[(Field::CanonicalUrl, Provenance::Link, "link", None, "https://quay.example/2021/05/04/ferry")]);
    assert_eq!(check_page(&document, Some("2021-05-04"), None), "generic/date-in-address");
    document.origin.fetched = Some("2021-05-03T10:00:00Z".to_owned());
    // On the third it is the fourth already in the east of Kiribati, from ten o'clock on.
    check_page(&document, Some("2021-05-04"), None);
    document.origin.fetched = Some("2021-05-03".to_owned());
    check_page(&document, Some("2021-05-04"), None);
    for fetched in ["2021-05-03T09:59:00Z", "2021-05-03T11:59:00+02:00", "2021-05-02"] {
        document.origin.fetched = Some(fetched.to_owned());
        check_page(&document, None, None);
    }
}

#[test]
fn no_dates_are_no_dates() {
    check(&[], None, None);
    check(&[(Published, Text, "text", Some(3), "soon")], None, None);
    check(&[(Published, Meta, "date", None, "0000-00-00")], None, None);
}

#[test]
fn a_clock_that_is_called_utc_by_mistake_gives_way() {
    check_page(
        &page(&[
            (Field::Published, Provenance::Meta, "article:published_time", None, "2019-05-05T15:59:00+00:00"),
            (Field::Published, Provenance::JsonLd, "NewsArticle.datePublished", None, "2019-05-05T15:59:30+02:00"),
        ]),
        Some("2019-05-05T15:59:30+02:00"),
        None,
    );
    check_page(
        &page(&[
            (Field::Published, Provenance::Meta, "article:published_time", None, "2019-05-05T13:59:00+00:00"),
            (Field::Published, Provenance::JsonLd, "NewsArticle.datePublished", None, "2019-05-05T15:59:30+02:00"),
        ]),
        Some("2019-05-05T13:59:00Z"),
        None,
    );
}

#[test]
fn a_labelled_date_is_the_page_s_own() {
    let with = |blocks: &[(usize, &str)], offers: &[(Field, Provenance, &str, Option<u32>, &str)]| {
        let mut document = page(offers);
        for (at, text) in blocks {
            document.blocks[*at].text = (*text).into();
        }
        document
    };
    let other = |block, day| (Published, Time, "time[datetime].teaser-day", Some(block), day);
    let list = [other(13, "2018-11-15"), other(14, "2020-10-08"), other(40, "2019-01-17"), other(41, "2025-06-24")];
    // Of a list of teasers' dates, the one with a label.
    check_page(&with(&[(12, "Publish date:"), (13, "15 November 2018")], &list), Some("2018-11-15"), None);
    check_page(&with(&[(12, "Read more"), (13, "15 November 2018")], &list), None, None);
    let foot = [
        (Published, Text, "announced date", Some(8), "21 June 2017"),
        (Modified, Text, "announced date", Some(8), "18 July 2025"),
        (Published, Text, "announced date", Some(9), "April 13, 2023"),
    ];
    check_page(&with(&[(9, "Posted on April 13, 2023")], &foot), Some("2023-04-13"), Some("2025-07-18"));
    // What stands beside it and is labelled as a change is no publication, though machines are told so.
    let pair = [
        (Published, JsonLd, "BlogPosting.datePublished", None, "2025-08-21"),
        (Published, Text, "announced date", Some(3), "Apr 26, 2023"),
        (Modified, Text, "announced date", Some(3), "Aug 21, 2025"),
    ];
    let line = [(3, "Published Apr 26, 2023 Updated Aug 21, 2025")];
    check_page(&with(&line, &pair), Some("2023-04-26"), Some("2025-08-21"));
    check_page(&with(&[(3, "Apr 26, 2023 Updated Aug 21, 2025")], &pair), Some("2025-08-21"), Some("2025-08-21"));
}

#[test]
fn a_time_that_is_named_for_both_may_show_the_change() {
    let both = (Published, Time, "time[datetime].entry-date.published.updated", Some(3), "2025-02-12");
    let change = (Modified, OpenGraph, "article:modified_time", None, "2025-02-12");
    let publication = (Published, OpenGraph, "article:published_time", None, "2020-03-10");
    check(&[both, change, publication], Some("2020-03-10"), Some("2025-02-12"));
    check(&[both, change], Some("2025-02-12"), Some("2025-02-12"));
    let one = (Published, Time, "time[datetime].entry-date.updated", Some(3), "2025-02-12");
    check(&[one, change, publication], Some("2025-02-12"), Some("2025-02-12"));
}

#[test]
fn times_of_teasers_and_comments_are_not_the_article_s() {
    let own = (Published, Text, "class date", Some(3), "4 May 2021");
    let row = |block, time| (Published, Time, "time[datetime].row", Some(block), time);
    let rows = [
        own,
        row(40, "2021-05-04T19:32:07+02:00"),
        row(41, "2021-05-04T19:30:00+02:00"),
        row(42, "2021-05-04T18:00:00+02:00"),
    ];
    check(&rows, Some("2021-05-04"), None);
    // One alone may be the article's.
    check(&rows[..2], Some("2021-05-04T19:32:07+02:00"), None);
    check(&[own, (Published, Text, "text", Some(40), "4 May 2021, 18:04")], Some("2021-05-04"), None);
    // Nor is the time of its last change.
    let line = (Published, Text, "date line", Some(40), "4 May 2021");
    let change = (Modified, JsonLd, "Article.dateModified", None, "2021-05-04T13:25:59Z");
    check(&[own, line, change], Some("2021-05-04"), Some("2021-05-04T13:25:59Z"));
}

#[test]
fn a_text_that_tells_of_a_later_day_than_the_last_change_is_no_publication() {
    let change = (Modified, Text, "id footer-lastmod", Some(14), "29 January 2020");
    check(&[(Published, Text, "text", Some(4), "5 February 2020"), change], Some("2020-01-29"), Some("2020-01-29"));
    // Clocks may differ by a day.
    check(&[(Published, Text, "text", Some(4), "30 January 2020"), change], Some("2020-01-30"), None);
    let stated = (Published, Meta, "date", None, "2020-02-11");
    check(&[stated, (Published, Text, "class day", Some(40), "29 February 2020")], Some("2020-02-11"), None);
}

#[test]
fn rows_of_one_list_are_no_more_than_one() {
    let row = |block, day| (Published, Text, "class day", Some(block), day);
    let rows = [row(3, "05/12/2020 - 15:10"), row(4, "05/12/2020 - 10:47"), row(5, "25/09/2020 - 15:17")];
    let others = [row(13, "24/11/2020 - 12:20"), row(14, "13/12/2019 - 17:46")];
    let stated = (Published, Meta, "dc.date.issued", None, "2020-12-06T12:32:58+00:00");
    let mut offers = vec![stated];
    offers.extend(rows.into_iter().chain(others));
    check(&offers, Some("2020-12-06T12:32:58Z"), None);
}

#[test]
fn the_half_of_the_day_is_told_by_the_text() {
    let published = (Published, Text, "announced date", Some(3), "Apr 8, 2020 04:25 pm");
    let stated = (Modified, JsonLd, "NewsArticle.dateModified", None, "2020-04-08T05:08:51+05:30");
    let shown = (Modified, Text, "announced date", Some(3), "Apr 8, 2020 05:08 pm");
    check(&[published, stated, shown], Some("2020-04-08T16:25"), Some("2020-04-08T17:08"));
}
