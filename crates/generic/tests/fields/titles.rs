//! Headlines: without the names of sites, and the one of several that is the article's.

use super::*;

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
fn a_kicker_is_parted_as_another_place_has_it() {
    let html =
        page("<meta property=og:title content='Harbour: The wall stands'>", "<h1>Harbour<br>The wall stands</h1>", "");
    check(Field::Title, &html, Some("Harbour: The wall stands"));
    let told = extract(&html).ledger.fields.into_iter().find(|entry| entry.field == Field::Title);
    let reason = told.and_then(|entry| entry.state).map(|state| state.rule.reason.to_string()).unwrap_or_default();
    assert!(reason.contains("as the same title elsewhere"), "{reason}");
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
