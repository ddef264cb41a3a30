//! Authors of whole pages, all of them made up.

use copydesk_core::text::bylines::{Named, Nature};
use copydesk_core::{Decider, Draft, Extractor, Field, FieldValue, Origin, Provenance};
use copydesk_html::{HtmlDocument, Limits};

use super::author::Author;
use super::shown;
use crate::Generic;

#[track_caller]
fn check(head: &str, top: &str, expected: &str) {
    let body = "<p>That year the town built a wall, and the ships that came from the north were safe behind it, so that \
                nobody in Port Ellen had to be afraid of the winter, or of the storms which it brought to the harbour.</p>"
        .repeat(8);
    let page =
        format!("<head>{head}</head><body><h1>The wall of Ness stands again</h1>{top}<div class=article-body>{body}");
    let document = HtmlDocument::read(page.as_bytes(), None, Origin::default(), &Limits::default());
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::GENERIC);
    Generic::new().amend(&mut draft).expect("the generic extractor amends any page");
    let authors = draft.field(Field::Authors).map(FieldValue::to_text).unwrap_or_default();
    assert_eq!(authors, expected, "{head} {top}");
}

fn json(author: &str) -> String {
    format!("<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"author\": {author}}}</script>")
}

fn person(name: &str) -> String {
    json(&format!("{{\"@type\": \"Person\", \"name\": \"{name}\"}}"))
}

#[test]
fn places_behind_a_byline_are_no_authors() {
    let one = person("Ann Smith");
    for sign in [", ", " | ", " — "] {
        for place in ["New York", "Port Ellen"] {
            check(&one, &format!("<p class=byline>By Ann Smith{sign}{place}</p>"), "Ann Smith");
        }
    }
    check(&one, "<p class=byline>By Ann Smith | Ness Quay</p>", "Ann Smith");
    check("", "<p class=byline>By Ann Smith, Port Ellen</p>", "Ann Smith");
    check("", "<p class=byline>Por Ana Souza, g1 SP — São Paulo</p>", "Ana Souza");
}

#[test]
fn others_beside_those_of_the_data_stay() {
    let one = person("Ann Smith");
    check(&one, "<p class=byline>By Ann Smith and Bob Jones</p>", "Ann Smith, Bob Jones");
    check(&one, "<p class=byline>By Ann Smith, Bob Jones</p>", "Ann Smith, Bob Jones");
    check(&one, "<p class=byline>By Ann Smith, Bob Jones and Cem Kaya</p>", "Ann Smith, Bob Jones, Cem Kaya");
    check("", "<p class=byline>By Ann Smith, Bob Jones</p>", "Ann Smith, Bob Jones");
    check("", "<p class=byline>By Ann Smith, Bob Jones</p><p>More from Bob Jones</p>", "Ann Smith, Bob Jones");
    let two = json("[{\"name\": \"Ann Smith\"}, {\"name\": \"Bob Jones\"}]");
    check(&two, "<p class=byline>By Ann Smith, Bob Jones</p>", "Ann Smith, Bob Jones");
}

#[test]
fn names_of_the_data_are_whole() {
    for name in ["Nguyễn Thị Mai", "Kim Jong Min", "Anne Marie Le Guen", "Mary Jo Read"] {
        check(&person(name), &format!("<p class=byline>{name}</p>"), name);
        check("", &format!("<p>By <a rel=author href=/a>{name}</a></p>"), name);
    }
}

#[test]
fn lines_with_a_date_may_name_others_than_people() {
    check("", "<p>4 May 2021 · 3 min read · By Quay Online</p>", "Quay Online");
    check("", "<p>04.05.2021, 16:20 von annsmith</p>", "annsmith");
    check(&json("\"Ness Gazette\""), "<p>04.05.2021, 16:20 von annsmith</p>", "Ness Gazette");
}

#[test]
fn a_name_alone_beside_a_date_is_a_weak_byline() {
    let told = |head: &str| format!("{head}<p>Ann Smith is a reporter at Ness.</p>");
    check("", &told("<p>Ann Smith</p><p>4 May 2021 · 6 min read</p>"), "Ann Smith");
    check("", &told("<ul><li>4 May 2021<li>Ann Smith<li>Tides</ul>"), "Ann Smith");
    check("", &told("<p>Ann Smith, 4 May 2021</p>"), "Ann Smith");
    check("", &told("<p>Ann Smith on May 4, 2021 · 6 min read</p>"), "Ann Smith");
    check("", "<p>Ann Smith</p><p>4 May 2021 · 6 min read</p>", "Ann Smith");
    check("", "<p>Ann Smith</p><p>4 May 2021</p><p>That winter all the town honoured Ann Smith.</p>", "");
    check("", "<p>Last Updated Tuesday, 4 May 2021</p>", "");
    check("", "<p>Product Updates</p><p>4 May 2021</p>", "");
    check("", "<p><a href=/category/reed>Reed Boats</a></p><p>4 May 2021</p>", "");
    check("", &told("<p>Ann Smith</p><p>Tides</p><p>4 May 2021</p>"), "Ann Smith");
    check("", "<p>Tides</p><p>Quays</p><p>Ann Smith</p><p>Boats</p><p>4 May 2021</p>", "");
    check(&person("Bob Jones"), &told("<p>Ann Smith</p><p>4 May 2021</p>"), "Bob Jones");
    check(&json("\"Ness Gazette\""), "<p>Reed Boats</p><p>4 May 2021</p>", "Ness Gazette");
}

#[test]
fn bylines_with_something_around_them_are_found() {
    check("", "<h5>Von Ann Schmidt</h5>", "Ann Schmidt");
    check("", "<p>This post was written by Ann Smith, keeper, Ness Quay.</p>", "Ann Smith");
}

#[test]
fn bylines_by_hand_go_before_accounts() {
    check(&json("\"newsroom\""), "<p>By Ann Smith</p>", "Ann Smith");
    check("<meta name=author content=n_desk>", "<p>By Ann Smith</p>", "Ann Smith");
    check(&person("Bob Jones"), "<p>By Ann Smith</p><p>By Bob Jones</p>", "Bob Jones");
}

#[test]
fn a_byline_by_hand_opens_the_text() {
    const PROSE: &str = "<p>The keeper of the lock, whose name is Bob Jones, saw how the ships came in from the north that \
                         winter, and that nobody on the quay had to be afraid of the storms any more.</p>";
    let one = person("Bob Jones");
    check(&one, &format!("<div class=article-body><p>By Ann Smith</p>{PROSE}"), "Ann Smith");
    check(&one, &format!("<div class=article-body>{PROSE}<p>By Ann Smith</p>"), "Bob Jones, Ann Smith");
}

#[test]
fn who_published_a_text_counts_little_where_the_text_names_its_author() {
    let author = |name: &str, place, is_by_hand| Author {
        named: Named { name: name.to_owned(), nature: Nature::Person },
        letters: name.to_lowercase(),
        places: vec![(place, 2.0)],
        beside: Vec::new(),
        behind: Vec::new(),
        key: "",
        is_site: false,
        at_head: true,
        statements: 0,
        listed: false,
        is_announced: is_by_hand,
        is_by_hand,
    };
    let mut authors = [author("Ann Smith", Provenance::Byline, true), author("Bob Jones", Provenance::JsonLd, false)];
    shown::under_bylines_by_hand(&mut authors);
    assert!(authors[0].score() > 1.9 && authors[1].score() < 0.2);
    let mut authors = [author("Ann Smith", Provenance::Byline, false), author("Bob Jones", Provenance::JsonLd, false)];
    shown::under_bylines_by_hand(&mut authors);
    assert!(authors[1].score() > 1.9);
}

#[test]
fn who_took_a_picture_is_no_author() {
    for credit in [
        "<figure><img src=/a.jpg><span class=author>Ann Smith</span></figure>",
        "<figure><img src=/a.jpg><figcaption>The pier. <span class=author>Ann Smith</span></figcaption></figure>",
        "<div><img src=/a.jpg><div class=photo-credit><a rel=author href=/a>Ann Smith</a></div></div>",
    ] {
        check("", credit, "");
        check("", &format!("{credit}<p class=byline>By Bob Jones</p>"), "Bob Jones");
    }
    check(
        "",
        "<figure class=author-portrait><img src=/a.jpg><a rel=author href=/a>Ann Smith</a></figure>",
        "Ann Smith",
    );
}

#[test]
fn accents_make_no_other_name() {
    for (plain, accented) in [("zoe_muller", "Zoé Müller"), ("Zoe Mueller", "Zoë Müller"), ("Zoe Lukic", "Zoë Lukić")]
    {
        let account = format!("<meta name=author content='{plain}'>");
        let byline = format!("<p class=byline>By {accented}</p>");
        check(&account, &byline, accented);
        check(&person(accented), &format!("<p class=byline>By {plain}</p>"), accented);
    }
    check(&person("Zoé Müller"), "<p class=byline>By Zoé Müller and Zoé Miller</p>", "Zoé Müller, Zoé Miller");
}

#[test]
fn links_without_a_text_are_named_by_their_title() {
    let portrait = "<a href=/authors/ann title='Ann Smith'><img src=/a.jpg></a>";
    check("", &format!("<div class=head>{portrait}</div>"), "Ann Smith");
    check("", "<div class=head><a href=/authors/ann aria-label='Ann Smith'><svg></svg></a></div>", "Ann Smith");
    check("", "<div class=head><a href=/authors/ann title='View all posts'><img src=/a.jpg></a></div>", "");
}

#[test]
fn accounts_with_networks_are_no_authors() {
    check("", "<div class=top><a href='https://www.youtube.com/user/quaypost'>Quay Post</a></div>", "");
}

#[test]
fn companies_are_named_without_their_address() {
    check("<meta name=author content='Hafen-Verlag GmbH, Niederhafen, Germany'>", "", "Hafen-Verlag GmbH");
}

#[test]
fn reporters_go_before_editors_in_charge() {
    check("", "<div class=author>责任编辑：王小明</div><p>海湾日报记者 李海燕</p>", "李海燕");
    check("", "<div class=author>责任编辑：王小明</div>", "王小明");
}

#[test]
fn offices_of_places_are_stated_as_they_stand() {
    check(&person("Quayside Court Reporter"), "", "Quayside Court Reporter");
}
