//! Dates, languages, access, sections, publishers and tags.

use super::*;

#[test]
fn the_language_is_that_of_the_text() {
    let tagged = |lang: &str| page("", "", "").replacen("<html>", &format!("<html lang={lang}>"), 1);
    check(Field::Language, &tagged("en_gb"), Some("en-GB"));
    check(Field::Language, &tagged("de"), Some("en"));
    check(Field::Language, &page("", "", ""), Some("en"));
    assert!(extract(&tagged("de")).article.diagnostics.iter().any(|diagnostic| diagnostic.code == "generic/language"));
}

#[test]
fn the_times_of_entries_are_not_the_day_of_a_live_blog() {
    let head = "<meta property='article:published_time' content='2024-01-20T06:00:00Z'>";
    let entry = |day: u32, time: &str| {
        format!(
            "<article><time datetime='2024-01-{day}T{time}:00Z'>{time}</time><h2>The bridge</h2><p>It is closed, the county says.</p></article>"
        )
    };
    let top = format!("<h1>The wall of Ness stands again</h1>{}{}", entry(22, "18:05"), entry(21, "17:05"));
    check(Field::Published, &page(head, &top, ""), Some("2024-01-20T06:00:00Z"));
}

#[test]
fn access_is_stated_or_shown() {
    let part = r#"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The wall",
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False"}}</script>"#;
    check(Field::Access, &page(part, "", ""), Some("paywalled"));
    check(Field::Access, &page("", "", ""), None);
    check(Field::Access, &page("", "", "<p>Subscribe to continue reading.</p>"), Some("paywalled"));
}

#[test]
fn sections_and_publishers() {
    let path = r#"<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": 1, "name": "Home"}, {"@type": "ListItem", "position": 2, "item": {"name": "Harbour"}},
        {"@type": "ListItem", "position": 3, "name": "The wall"}]}</script>"#;
    check(Field::Section, &page(path, "", ""), Some("Harbour"));
    check(Field::Section, &page("<meta property=article:section content=Uncategorized>", "", ""), None);
    let publisher =
        "<meta property=article:publisher content=120680396518><meta name=application-name content='Ness Gazette'>";
    check(Field::Publisher, &page(publisher, "", ""), Some("Ness Gazette"));
    let publisher = |head: &str, expected: Option<&str>| {
        let head = format!("<link rel=canonical href=https://www.nessgazette.example/wall>{head}");
        check(Field::Publisher, &page(&head, "<h1>The wall stands</h1>", ""), expected);
    };
    publisher("<title>The wall stands | The Ness Gazette</title>", Some("The Ness Gazette"));
    publisher("<title>The wall stands | Harbours</title>", None);
    publisher("<meta property=og:site_name content='Ness Gazette - All that the tide brings'>", Some("Ness Gazette"));
    publisher("<meta property=og:site_name content='NG - Ness Gazette'>", Some("NG - Ness Gazette"));
    publisher(
        "<meta property=og:site_name content='All that the tide brings - really'>",
        Some("All that the tide brings - really"),
    );
    publisher(
        "<meta property=og:site_name content=nessgazette><meta name=application-name content='Ness Gazette'>",
        Some("Ness Gazette"),
    );
    publisher(
        "<meta property=og:site_name content=Homepage><meta name=application-name content='The Ness'>",
        Some("The Ness"),
    );
    publisher("<meta property=og:site_name content='© 2021 Ness Gazette'>", None);
    let image = "<meta property=og:image content=/logo.png><meta name=twitter:image content=/wall.jpg>";
    check(Field::Image, &page(image, "", ""), Some("/wall.jpg"));
}

#[test]
fn a_change_is_not_before_its_publication() {
    let dates = |published: &str, modified: &str, expected: Option<&str>| {
        let head = format!(
            "<meta property=article:published_time content='{published}'>\
             <meta property=article:modified_time content='{modified}'>"
        );
        check(Field::Modified, &page(&head, "<h1>The wall stands</h1>", ""), expected);
    };
    dates("2021-05-06T10:00+02:00", "2021-05-06T12:00+02:00", Some("2021-05-06T12:00+02:00"));
    dates("2021-05-06T10:00+02:00", "2021-05-06T07:00Z", None);
    dates("2021-05-06T00:30+02:00", "2021-05-05T23:00Z", Some("2021-05-05T23:00Z"));
    dates("2021-05-06T10:00", "2021-05-06T09:00", None);
    dates("2021-05-06", "2021-05-06T09:00", Some("2021-05-06T09:00"));
}

#[test]
fn the_first_of_several_sections_counts() {
    let section = |stated: &str, expected: &str| {
        let head = format!("<meta property=article:section content='{stated}'>");
        check(Field::Section, &page(&head, "<h1>The wall stands</h1>", ""), Some(expected));
    };
    section("Tides,Public Harbours,Ferries", "Tides");
    section("Ness, North Island", "Ness, North Island");
}

/// A page of a headline with tags stated in its head and shown at its foot.
#[track_caller]
fn check_tags(head: &str, foot: &str, expected: Option<&str>) {
    check(Field::Tags, &page(head, "<h1>The wall of Ness stands again</h1>", foot), expected);
}

#[test]
fn tags_that_the_page_shows_go_before_what_the_site_is_about() {
    let site = "<meta name=keywords content='quay, tides today, boats, moorings, weather at sea, lighthouse keepers'>";
    let own = "<ul class=article-tags><li><a href=/x/1>Storms</a></li><li><a href=/x/2>Ness</a></li></ul>";
    check_tags(site, own, Some("Storms, Ness"));
    check_tags(site, "", None);
    check_tags("<meta name=keywords content='harbour, winter, ferries'>", "", Some("harbour, winter, ferries"));
    check_tags("", "<p>Filed under: <a href=/x/1>Storms</a>, <a href=/x/2>Ness</a></p>", Some("Storms, Ness"));
    check_tags("", "<div><a href=/tag/storms>Storms</a> <a href=/tag/ness>Ness</a></div>", Some("Storms, Ness"));
    for elsewhere in ["<nav>", "<aside>", "<div class=tagcloud>", "<div class='sidebar widget'>"] {
        check_tags("", &format!("{elsewhere}{own}"), None);
    }
}

#[test]
fn what_a_system_notes_is_no_tag() {
    let stated = |tags: &str| format!("<meta property=article:tag content='{tags}'>");
    check_tags(&stated("type:story, tag:Storms, exclude-from-home, 2020"), "", Some("Storms"));
    check_tags(&stated("Uncategorized"), "", None);
    check_tags(&stated("Day: Friday, Page Type: Piece, Subject: Storms, Partner: Quay"), "", Some("Storms"));
    check_tags(&stated("The wall of Ness stands again, Storms"), "", Some("Storms"));
    check_tags(&stated("ann-smith, harbour-wall"), "", Some("ann smith, harbour wall"));
}

#[test]
fn tags_are_parted_as_their_place_parts_them() {
    let one_by_one = |tags: &[&str]| {
        tags.iter().map(|tag| format!("<meta property=article:tag content='{tag}'>")).collect::<Vec<_>>().concat()
    };
    check_tags(&one_by_one(&["Storms", "Roe, Ada J", "Harbours"]), "", Some("Storms, Roe, Ada J, Harbours"));
    let tight = "<meta name=keywords content='Storms,Walls,Ness,Winter,Fares (Prices, Fees)'>";
    check_tags(tight, "", Some("Storms, Walls, Ness, Winter, Fares (Prices, Fees)"));
    let escaped =
        "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"keywords\": [\"Wind &amp; Storms\"]}</script>";
    check_tags(escaped, "", Some("Wind & Storms"));
    check_tags(&one_by_one(&["NLP Category: Sea", "(1) Storms", "Entity: Ness"]), "", Some("Storms, Ness"));
}

#[test]
fn tags_may_each_stand_in_a_box() {
    let tag = |name: &str| {
        format!(
            "<div class=entry><x-button><button class='tag has-text'><a href=/x/1>{name}</a></button></x-button></div>"
        )
    };
    let all = format!("<x-list class=taglist><div>{}{}</div></x-list>", tag("Storms"), tag("Ness"));
    check_tags("", &all, Some("Storms, Ness"));
    for label in ["Mehr lesen über", "Lees meer over", "キーワード", "Từ khóa:", "Темы"] {
        let labelled =
            format!("<h4>{label}</h4><ul><li><a href=/x/1>Storms</a></li><li><a href=/x/2>Ness</a></li></ul>");
        check_tags("", &labelled, Some("Storms, Ness"));
    }
}

#[test]
fn a_section_is_shown_in_a_path_or_above_the_headline() {
    let section = |head: &str, top: &str, expected: Option<&str>| {
        let head = format!("<link rel=canonical href=https://ness.example/harbour/storms/wall>{head}");
        check(Field::Section, &page(&head, &format!("{top}<h1>The wall of Ness stands again</h1>"), ""), expected);
    };
    let path = "<div class=breadcrumbs><a href=/>Home</a> &gt; <a href=/harbour/>Harbour News</a></div>";
    section("", path, Some("Harbour News"));
    section("<meta property=article:section content=harbour-news>", path, Some("Harbour News"));
    section("<meta property=article:section content=news>", path, Some("Harbour News"));
    section("<meta property=article:section content=News>", "", Some("News"));
    section("<meta property=article:section content='Tides | Winds'>", path, Some("Tides"));
    section("", "<p><a href=/harbour/>Harbour</a></p>", Some("Harbour"));
    section("", "<p class=kicker><a href=/k/1>Harbour</a></p>", Some("Harbour"));
    section("", "<p><a href=/subscribe>Subscribe</a></p>", None);
    section("", "<p class=kicker><a href=#text>Skip to content</a></p>", None);
}

#[test]
fn a_publisher_is_told_beside_the_headline() {
    let publisher = |head: &str, top: &str, expected: Option<&str>| {
        let head = format!("<link rel=canonical href=https://www.nesstidings.example/wall>{head}");
        let top = format!("{top}<h1>The wall of Ness stands again</h1>");
        check(Field::Publisher, &page(&head, &top, "<p>© 2021 Old Quay Press</p>"), expected);
    };
    publisher("<title>Ness Tidings: The wall of Ness stands again</title>", "", Some("Ness Tidings"));
    publisher("<title>The wall of Ness stands again // Ness Tidings</title>", "", Some("Ness Tidings"));
    publisher("<title>The wall of Ness stands again_Old Quay Press</title>", "", Some("Old Quay Press"));
    publisher("<title>The wall of Ness stands again | The Lantern</title>", "", None);
    let logo = "<div><a href=/>The Lantern</a></div>";
    publisher("<title>The wall of Ness stands again | The Lantern</title>", logo, Some("The Lantern"));
    publisher("<meta name=copyright content='Webwork Ltd'>", "", None);
    publisher("<meta name=copyright content='(c) Ness Tidings'>", "", Some("Ness Tidings"));
    let parts = "<meta property=og:site_name content=Magazine><meta name=application-name content='Ness Tidings'>";
    publisher(parts, "", Some("Ness Tidings"));
    publisher("<meta property=og:site_name content='The Lantern · All that shines at sea'>", "", Some("The Lantern"));
}
