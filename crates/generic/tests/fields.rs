//! Fields of HTML pages: which of many candidates wins.

use copydesk_core::{Decider, Draft, Extraction, Extractor, Field, FieldValue, Origin, finish};
use copydesk_generic::Generic;
use copydesk_html::{HtmlDocument, Limits};

fn extract(html: &str) -> Extraction {
    let document = HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default());
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::GENERIC);
    Generic::new().amend(&mut draft).expect("the generic extractor amends any page");
    finish(&draft, None)
}

/// A page with a body under what is given; `head` and `top` stand before it, `foot` behind.
fn page(head: &str, top: &str, foot: &str) -> String {
    let body =
        "<p>That year the town built a wall, and the ships that came from the north were safe behind it, so that \
                nobody had to be afraid of the winter, or of the storms which it brought to the harbour.</p>"
            .repeat(8);
    format!("<html><head>{head}</head><body>{top}<div class='article-body'>{body}</div>{foot}</body></html>")
}

#[track_caller]
fn check(field: Field, html: &str, expected: Option<&str>) {
    let extraction = extract(html);
    let state = extraction.ledger.fields.into_iter().find(|entry| entry.field == field).and_then(|entry| entry.state);
    let reason = state.as_ref().map(|state| state.rule.reason.to_string()).unwrap_or_default();
    let value = state.and_then(|state| state.value).as_ref().map(FieldValue::to_text);
    assert_eq!(value.as_deref(), expected, "{reason}\n{html}");
}

#[track_caller]
fn check_title(head: &str, top: &str, expected: &str) {
    check(Field::Title, &page(head, top, ""), Some(expected));
}

#[track_caller]
fn check_authors(head: &str, top: &str, foot: &str, expected: Option<&str>) {
    check(Field::Authors, &page(head, &format!("<h1>The wall of Ness stands again</h1>{top}"), foot), expected);
}

#[test]
fn the_shown_headline_wins() {
    let head = "<title>Ness wall: all you must know | Ness Gazette</title>\
                <meta property=og:title content='Ness wall: all you must know'>";
    check_title(head, "<h1>The wall of Ness stands again</h1>", "The wall of Ness stands again");
    check_title(head, "", "Ness wall: all you must know");
}

#[test]
fn the_name_of_the_site_is_no_headline() {
    let head = "<title>The wall of Ness stands again – Ness Gazette</title>";
    check_title(
        head,
        "<h1><a href='/'>Ness Gazette</a></h1><h2>The wall of Ness stands again</h2>",
        "The wall of Ness stands again",
    );
    check_title(
        "<title>Ness Gazette » Blog » The wall of Ness</title><meta property=og:site_name content='Ness Gazette'>\
         <meta property=og:title content='The wall of Ness'>",
        "<h1>Ness Gazette</h1>",
        "The wall of Ness",
    );
    check_title("<title>The wall of Ness stands again | Ness Gazette</title>", "", "The wall of Ness stands again");
    check_title(
        "<title>The wall of Ness:Quay News</title><link rel=canonical href='https://www.quaynews.example/wall'>",
        "",
        "The wall of Ness",
    );
}

#[test]
fn the_name_of_a_blog_is_no_headline() {
    let top = "<h1>Tides and Winds</h1><h2>The wall of Ness stands again</h2>";
    check_title("<title>The wall of Ness stands again | Tides and Winds</title>", top, "The wall of Ness stands again");
    check_title("<title>Tides and Winds » The wall of Ness stands again</title>", top, "The wall of Ness stands again");
}

#[test]
fn headings_of_other_parts_are_no_headline() {
    let head = "<title>The wall of Ness stands again</title>";
    let top = "<nav><h1>Sections of the paper</h1></nav><h1>The wall of Ness stands again</h1>";
    check_title(head, top, "The wall of Ness stands again");
}

#[test]
fn labels_before_headlines_go() {
    let head = "<meta property=og:title content='The wall of Ness stands again'>";
    check_title(head, "<h1>Opinion The wall of Ness stands again</h1>", "The wall of Ness stands again");
}

#[test]
fn json_ld_of_other_articles_does_not_count() {
    let head = r#"<meta property="og:title" content="The wall of Ness stands again"><script type="application/ld+json">
        [{"@type": "NewsArticle", "headline": "A dog has died in Quay", "author": {"name": "Bob Fell"}, "keywords": "dogs"},
         {"@type": "NewsArticle", "headline": "The wall of Ness stands again", "author": {"name": "Ann Hay"}, "keywords": "walls"}]
        </script>"#;
    check_authors(head, "", "", Some("Ann Hay"));
    check_title(head, "", "The wall of Ness stands again");
    check(Field::Tags, &page(head, "", ""), Some("walls"));
}

#[test]
fn authors_of_other_stories_do_not_count() {
    let teasers: Vec<String> = ["Bob Fell", "Cem Kaya", "Dora Lund", "Eva Roos", "Finn Berg"]
        .iter()
        .map(|name| {
            format!("<li><h3>Another story of the town and its people</h3><span class=author>{name}</span></li>")
                .repeat(4)
        })
        .collect();
    let teasers = teasers.concat();
    check_authors("", "<p class=byline>By Ann Hay</p>", &format!("<ul>{teasers}</ul>"), Some("Ann Hay"));
    check_authors("", "", &format!("<div>{}</div><ul>{teasers}</ul>", "<p>-</p>".repeat(30)), None);
}

#[test]
fn people_go_before_organisations() {
    let staff = "<meta name=author content='Ness Gazette Staff'>";
    check_authors(staff, "<p class=byline>By Ann Hay</p>", "", Some("Ann Hay"));
    check_authors(staff, "", "", Some("Ness Gazette Staff"));
    check_authors("<meta name=author content=AFP>", "", "", Some("AFP"));
    check_authors("<meta name=author content=annhay>", "", "", Some("annhay"));
    check_authors("<meta name=author content=admin>", "", "", None);
}

#[test]
fn credits_of_others_are_no_authors() {
    let head = r#"<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Ann Hay"}, {"name": "Bob Fell"}]}</script>"#;
    check_authors(head, "<p class=byline>By Ann Hay Photographs by Bob Fell</p>", "", Some("Ann Hay"));
    check_authors(head, "<p class=byline>By Ann Hay and Bob Fell</p>", "", Some("Ann Hay, Bob Fell"));
}

#[test]
fn names_behind_labels_and_signatures() {
    check_authors("", "<div>Written by</div><div>Ann Hay</div>", "", Some("Ann Hay"));
    check_authors("", "<p>by annhay</p>", "", Some("annhay"));
    check_authors("<meta name=citation_author content='Hay, Ann'>", "", "", Some("Ann Hay"));
    check_authors("", "<p class=byline>Ann Hay Head Brewer</p><b class=author-name>Ann Hay</b>", "", Some("Ann Hay"));
}

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
fn a_description_that_another_one_goes_on_is_not_the_standfirst() {
    let head = "<meta property=og:description content='Nobody in the harbour was afraid of winter storms once the town'>\
                <meta name=description content='Nobody in the harbour was afraid of winter storms once the town had built its wall.'>";
    let top = "<h1>The wall of Ness stands again</h1>";
    let whole = "Nobody in the harbour was afraid of winter storms once the town had built its wall.";
    check(Field::Standfirst, &page(head, top, ""), Some(whole));
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
fn a_kicker_that_all_state_belongs_to_the_title() {
    let stated = "<title>Storms: The wall of Ness stands again - Ness Gazette</title>\
                  <meta property=og:title content='Storms: The wall of Ness stands again'>";
    let json = "<script type='application/ld+json'>\
                {\"@type\": \"NewsArticle\", \"headline\": \"Storms: The wall of Ness stands again\"}</script>";
    let shown = "<h1>The wall of Ness stands again</h1>";
    check_title(&format!("{stated}{json}"), shown, "Storms: The wall of Ness stands again");
    check_title(stated, shown, "The wall of Ness stands again");
}

#[test]
fn authors_are_found_where_nothing_marks_them() {
    check_authors("", "<p>4 May 2021 | 13:10 | Maud Ferriby</p>", "", Some("Maud Ferriby"));
    let script = "<script>push({\"pagePostAuthor\":\"Maud F\\u00e9rriby\"});</script>";
    check_authors(script, "", "", Some("Maud Férriby"));
}

#[test]
fn a_text_that_is_called_a_standfirst_is_one_and_stays_in_the_body() {
    let dek = "After ten years of quarrels the council of Ness has voted for a new wall.";
    let with = |class: &str, more: &str| {
        page("", &format!("<h1>The wall of Ness stands again</h1><div class='{class}'><p>{dek}</p>{more}</div>"), "")
    };
    for class in ["story-lead", "article__intro", "js-perex", "standfirst"] {
        check(Field::Standfirst, &with(class, ""), Some(dek));
        assert!(extract(&with(class, "")).article.text.starts_with(dek), "{class}");
    }
    // What holds more of the article is its body, whatever it is called.
    let more = "<p>That year the town built a wall, and the ships that came from the north were safe behind it.</p>";
    check(Field::Standfirst, &with("lead", more), None);
    check(Field::Standfirst, &with("leader", more), None);
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
fn summaries_lose_their_prompts() {
    let standfirst = |stated: &str, expected: Option<&str>| {
        let head = format!("<meta property=og:description content='{stated}'>");
        check(Field::Standfirst, &page(&head, "<h1>The wall stands</h1>", ""), expected);
    };
    let summary = "Nine weeks after the storm the harbour of Ness is open again, and the ferries are back.";
    standfirst(&format!("{summary} Read More »"), Some(summary));
    standfirst(&format!("{summary} Continue reading..."), Some(summary));
    standfirst(
        "In winter the sailors of Ness write less and read more.",
        Some("In winter the sailors of Ness write less and read more."),
    );
    // The beginning of the body, cut short, is no summary, whatever stands behind it.
    standfirst("That year the town built a wall, and the ships that came from the… weiter lesen", None);
    standfirst("✓ Tides ✓ Ferries ✓ All that you need to know of the harbour of Ness", None);
}

#[test]
fn a_kicker_is_parted_as_another_place_has_it() {
    let html =
        page("<meta property=og:title content='Harbour: The wall stands'>", "<h1>Harbour<br>The wall stands</h1>", "");
    check(Field::Title, &html, Some("Harbour: The wall stands"));
    let told = extract(&html).ledger.fields.into_iter().find(|entry| entry.field == Field::Title);
    let reason = told.and_then(|entry| entry.state).map(|state| state.rule.reason.to_string()).unwrap_or_default();
    assert!(reason.contains("as the same title elsewhere"), "{reason}");
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

#[test]
fn names_of_one_person_are_one() {
    let full = "<meta name=author content='Ann Mary Hay'>";
    check_authors(full, "<p class=byline>Ann Mary</p>", "", Some("Ann Mary Hay"));
    let author = "<h3>Written by Ann Hay</h3>";
    check_authors("<meta name=author content=Ann>", "", author, Some("Ann Hay"));
    let both = "<h3>Written by Ann Hay</h3><h3>Written by Ann Fell</h3>";
    check_authors("<meta name=author content=Ann>", "<p class=byline>Ann</p>", both, Some("Ann"));
    let titled = "<p class=byline>Prof Ann Hay, Bob Fell</p>";
    check_authors("<meta name=author content='Ann Hay'>", titled, "", Some("Ann Hay, Bob Fell"));
    check_authors("", "<p class=byline>annhay</p><p class=author>annhay4</p>", "", Some("annhay"));
    check_authors("", "<p class=author>Ann</p><p class=author>Tides</p>", "", Some("Ann"));
}

#[test]
fn what_readers_see_is_right() {
    let stated = "<meta property='article:author_name' content='Bob Fell'><meta name=author content='Bob Fell'>";
    check_authors(stated, "<p>Written by Ann Hay</p>", "", Some("Ann Hay"));
    check_authors(stated, "<p>Written by Ann Hay</p><p>Bob Fell, who drew the map</p>", "", Some("Bob Fell, Ann Hay"));
    let maker = "<meta name=author content='Bob Fell'>";
    let by = "<p>Written by <a href=/author/ann>ann77</a></p>";
    check_authors(maker, by, "", Some("ann77"));
    check_authors(maker, "", "", Some("Bob Fell"));
    let elsewhere = format!("{}<p class=author>Ann Hay</p>", "<p>-</p>".repeat(30));
    check_authors("<meta name=author content='Ness Staff'>", "<p>Ann Hay</p>", &elsewhere, Some("Ann Hay"));
}

#[test]
fn names_beside_the_headline_may_be_those_of_other_stories() {
    let story = |name: &str| format!("<li><a href=/x>A storm</a><b class=entry-author>{name}</b></li>");
    let stories = |count: usize| ["Bob Fell", "Cem Oz"].map(story).concat().repeat(count);
    let before = |count: usize, own: &str| {
        page("", &format!("<ul>{}</ul><h1>The wall of Ness stands again</h1>{own}", stories(count)), "")
    };
    check(Field::Authors, &before(2, "<p class=byline>By Ann Hay</p>"), Some("Ann Hay"));
    let credit = "<p>The wall at night. By <a href=/writer/bob>Bob Fell</a></p>";
    let own = "<p>By <a href=/writer/ann>Ann Hay</a>, Gazette Staff Writer</p>";
    check_authors("", &format!("{credit}{own}"), "", Some("Ann Hay"));
    let row = "<p><a href=/author/ann>Ann Hay</a> <a href=/author/bob>Bob Fell</a></p>";
    check_authors("<meta name=author content='Ann Hay'>", row, "", Some("Ann Hay, Bob Fell"));
    check_authors("", "<p class=byline>By Ann Hay</p>", "<p>By Bob Fell</p>", Some("Ann Hay"));
}

#[test]
fn what_is_no_name_is_no_author() {
    let section = "<meta property='article:section' content=Tides>";
    check_authors(&format!("{section}<meta name=author content=Tides>"), "", "", None);
    check_authors(section, "<p class=byline-box>Tides</p>", "", None);
    check_authors("", "<p class=byline-box>Personal tides</p>", "", None);
    check_authors("<meta name=author content='No Author'>", "", "", None);
    let makers = "<meta name=author content='content: Ness Press, design: Bob Fell'>";
    check_authors(makers, "", "", None);
    let title = "<p>By Growing Little Walls in Ness, Masons Find Peace</p>";
    check_authors("", "", &format!("{}{title}", "<p>-</p>".repeat(30)), None);
    let link = format!("{}<p><a href=/user/ness>Visit Us</a></p>", "<p>-</p>".repeat(30));
    check_authors("", "", &link, None);
}

#[test]
fn bodies_that_the_data_lists_beside_people_stay() {
    let head = |authors: &str| {
        format!("<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"author\": {authors}}}</script>")
    };
    let both = "[{\"@type\": \"Person\", \"name\": \"Ann Hay\"}, {\"@type\": \"Organization\", \"name\": \"dpa\"}]";
    check_authors(&head(both), "", "", Some("Ann Hay, dpa"));
    check_authors(&head("\"Ann Hay, MS, FAND\""), "", "", Some("Ann Hay"));
}

#[test]
fn an_agency_stands_before_the_site() {
    let site = "<meta property=og:site_name content='Ness Gazette'>";
    let both = format!("{site}<meta name=author content='Ness Gazette'>");
    check_authors(&both, "<p class=byline>By Tide Press Agency</p>", "", Some("Tide Press Agency"));
    check_authors(&both, "", "", Some("Ness Gazette"));
    let checked = "<p class=byline>By Ann Hay</p><p class=byline-tooltip>Bob Fell</p>";
    check_authors(&both, checked, "", Some("Ann Hay"));
}

#[test]
fn an_article_may_be_signed_at_its_end() {
    let house = "<meta name=author content='Ness Gazette Staff'>";
    let signed = |name: &str| {
        let body =
            "<p>That year the town built a wall, and the ships that came from the north were safe behind it, so \
                    that nobody had to be afraid of the winter.</p>"
                .repeat(8);
        format!("<head>{house}</head><body><h1>The wall of Ness stands again</h1><div>{body}<p>{name}</p></div></body>")
    };
    check(Field::Authors, &signed("<strong>Ann Hay</strong>"), Some("Ann Hay"));
    check(Field::Authors, &signed("Ann Hay"), Some("Ness Gazette Staff"));
    check(Field::Authors, &signed("<b><a href=/x>Ann Hay</a></b>"), Some("Ness Gazette Staff"));
}

#[test]
fn a_heading_before_the_body_wins_over_a_title_that_stands_alone() {
    let head = "<title>Ness Gazette - News</title>";
    check_title(head, "<h2>The wall of Ness stands again</h2><p>2 May 2021</p>", "The wall of Ness stands again");
    check_title(head, "<h3>The wall of Ness</h3><h4>By the sea</h4>", "The wall of Ness");
    check_title(head, "<div class=l-headline>The wall of Ness</div>", "The wall of Ness");
    let alone = "Ness Gazette - News";
    check_title("", "<h2>The wall of Ness</h2>", "The wall of Ness");
    for top in [
        "",
        "<h2>Introduction</h2>",
        "<h2>Monday, 2 May 2021</h2>",
        "<h2>News - Ness Gazette</h2><h3>Ness Gazette - News</h3>",
        "<nav><h2>Read all of it</h2></nav>",
        "<h2>All of the wall</h2><p>One</p><p>Two</p><p>Three</p>",
        "<div class=sub-headline>The wall of Ness</div>",
    ] {
        check_title(head, top, alone);
    }
}

#[test]
fn the_page_s_own_heading_is_no_name_of_its_site() {
    let wall = "The wall of Ness stands again";
    let top = format!("<h1>{wall}</h1>");
    // A word of the body that the title holds makes no blog.
    let long = "The wall of Ness stands again after the storms of the winter";
    let (head, top_of_long) =
        (format!("<title>Harbours - {long}</title>"), format!("<h1>{long}</h1><h2>Harbours</h2>"));
    check_title(&head, &top_of_long, long);
    // The name of the site is also that of an object.
    let json = r#"<script type="application/ld+json">[{"@type": "WebPage", "name": "The wall of Ness stands again - Ness Gazette"},
                  {"@type": "WebPage", "name": "Ness Gazette"}]</script>"#;
    let head = format!("<title>{wall} - Ness Gazette</title><meta property=og:site_name content='Ness Gazette'>{json}");
    check_title(&head, &top, wall);
    // A sentence that begins with the name of the host.
    let head = "<title>Walls</title><link rel=canonical href='https://www.nesswalls.example/a'>";
    check_title(head, "<h1>Ness walls vs. other walls</h1>", "Ness walls vs. other walls");
}

#[test]
fn a_heading_that_networks_are_told_wins_over_that_of_the_section() {
    let head = "<title>Ness Foundation - detail</title><meta property=og:title content='Elections in Ness'>";
    check_title(head, "<h1>detail</h1><h1>Elections in Ness</h1><h1>Nothing else</h1>", "Elections in Ness");
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

#[test]
fn what_is_written_for_engines_is_no_standfirst() {
    let standfirst = |stated: &str, top: &str, expected: Option<&str>| {
        let head = format!(
            "<link rel=canonical href=https://www.ness.example/wall><meta property=og:description content='{stated}'>"
        );
        let top = format!("<h1>The wall of Ness stands again</h1>{top}");
        check(Field::Standfirst, &page(&head, &top, ""), expected);
    };
    let summary = "Nine weeks after the storm the harbour is open again, and all the ferries are back.";
    standfirst(&format!("{summary} Read more on ness.example"), "", Some(summary));
    standfirst("Our view of the harbour and of many more towns on ness.example", "", None);
    standfirst("NESS (QPA) -- Nine weeks after the storm the harbour is open again.", "", None);
    standfirst("Written by Quay Staff", "", None);
    let slogan = "<meta name=description content='Cheap caravans, cottages and bungalows for families'>";
    check(Field::Standfirst, &page(slogan, "<h1>The wall of Ness stands again</h1>", ""), None);
    standfirst("That year the town built a wall, and the ships that came from the… - Ness Tidings", "", None);
    // What is cut off in the description may be shown in full.
    let shown = format!("<p class=x>{summary}</p>");
    standfirst("Nine weeks after the storm the harbour is open again, and…", &shown, Some(summary));
}
