//! Who wrote the article.

use super::*;

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
fn authors_are_found_where_nothing_marks_them() {
    check_authors("", "<p>4 May 2021 | 13:10 | Maud Ferriby</p>", "", Some("Maud Ferriby"));
    let script = "<script>push({\"pagePostAuthor\":\"Maud F\\u00e9rriby\"});</script>";
    check_authors(script, "", "", Some("Maud Férriby"));
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
