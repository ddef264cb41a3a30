//! Pages that are no article: what is left of them, and how that is told.

use copydesk_core::{Article, Decider, Document, Draft, Extractor, Origin, finish};
use copydesk_generic::Generic;

fn article(document: &dyn Document) -> Article {
    let mut draft = Draft::new(document);
    draft.set_decider(Decider::GENERIC);
    Generic::new().amend(&mut draft).expect("the generic extractor amends any document");
    finish(&draft, None).article
}

fn html(page: &str) -> Article {
    let limits = copydesk_html::Limits::default();
    article(&copydesk_html::HtmlDocument::read(page.as_bytes(), None, Origin::default(), &limits))
}

fn flat(text: &str) -> Article {
    article(&copydesk_text::TextDocument::read(text, Origin::default(), &copydesk_text::Limits::default()))
}

/// Checks what is left of a page, and that it is said to be none by this code with words of this kind.
#[track_caller]
fn check(article: &Article, code: &str, message: &str, text: &str) {
    let told = article.diagnostics.iter().find(|told| told.code == code);
    assert!(told.is_some_and(|told| told.message.contains(message)), "{:?}", article.diagnostics);
    assert_eq!(article.text, text);
    assert!(article.confidence < 0.2, "{}", article.confidence);
}

#[test]
fn walls_say_so() {
    let page = "<title>Just a moment...</title><body><div class=main-wrapper><h1>ness.example</h1>\
                <h2>Checking if the site connection is secure</h2><p>ness.example needs to review the security of your \
                connection before proceeding. Please enable JavaScript and cookies to continue.</p><div>Ray ID: 7e1ab2</div></div>";
    check(&html(page), "generic/no-article", "Just a moment", "");
    let page = "<title>Ness Gazette</title><body><h1>Are you a robot?</h1><p>Please verify you are a human. To continue, \
                please click the box below to let us know you're not a robot.</p>";
    check(&html(page), "generic/no-article", "Are you a robot?", "");
    let page = "<title>ness.example</title><body><p>To continue, please verify that you are human by ticking the box below this line.</p>";
    check(&html(page), "generic/no-article", "verify that you are human", "");
    let text = "ness.example\n\nChecking if the site connection is secure\n\nness.example needs to review the security of \
                your connection before proceeding.\n\nRay ID: 7e1ab2";
    check(&flat(text), "generic/no-article", "needs to review the security", "");
}

#[test]
fn errors_say_so() {
    let menu = "<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav>";
    for title in
        ["404: Page not found", "Page not found | Ness Gazette", "Seite nicht gefunden - Nessbote", "Error 404"]
    {
        let page = format!(
            "<title>{title}</title><body>{menu}<h1>Sorry</h1><p>The page you were looking for could not be found. It may have \
             been moved or deleted, or you may have mistyped the address.</p><p>Go back to the home page or search for what you want.</p>"
        );
        check(&html(&page), "generic/no-article", title, "");
    }
    let text = "Home\nSport\n404: Page not found\nSorry, the page you were looking for could not be found. It may have been moved \
                or deleted, or you may have mistyped the address.\nAbout us";
    check(&flat(text), "generic/no-article", "404: Page not found", "");
}

#[test]
fn an_article_about_errors_is_one() {
    let text =
        "<p>That year nobody found the page of the harbour office, and the ships that came from the north had to ask \
                at the quay, where the harbour master told them what the tides would be.</p>"
            .repeat(6);
    let article = html(&format!(
        "<title>Page not found | Ness Gazette</title><body><article><h1>Page not found</h1>{text}</article>"
    ));
    assert!(article.diagnostics.is_empty() && article.text.contains("harbour master"), "{article:?}");
}

fn teasers(of: usize) -> String {
    let text = "That year the town built a wall, and the ships that came from the north were safe";
    let teaser = |number: usize| {
        format!(
            "<div class=card><h3><a href=/{number}>The ferry number {number} is late again</a></h3><p>{}…</p><time>{} May 2023</time></div>",
            &text[..60 + number],
            number + 1
        )
    };
    (0..of).map(teaser).collect()
}

#[test]
fn indexes_glue_no_teasers_together() {
    let page = format!(
        "<title>News - Ness Gazette</title><body><nav><a href=/>Home</a></nav><main><h1>News</h1>{}</main>",
        teasers(18)
    );
    check(&html(&page), "generic/no-article", "no article", "");
    let text = teasers(18).replace("</h3>", "\n\n").replace("</p>", "\n\n").replace("</div>", "\n\n");
    let mut lines = String::from("Home\n\nNews\n\n");
    let mut is_tag = false;
    for character in text.chars() {
        is_tag = character == '<' || is_tag;
        if !is_tag {
            lines.push(character);
        }
        is_tag &= character != '>';
    }
    check(&flat(&lines), "generic/no-article", "nothing on it reads as one", "");
}

#[test]
fn a_player_says_so_and_glues_no_teasers_to_its_description() {
    let page = format!(
        "<title>Watch: the wall of Ness - Gazette</title><meta property=og:type content=video.other><body><main>\
         <div class=player><video src=/v.mp4></video></div><h1>Watch: the wall of Ness</h1><p>See how the wall was built.</p>\
         <div class=up-next><h2>Up next</h2>{}</div></main>",
        teasers(18)
    );
    check(&html(&page), "generic/no-article", "og:video.other", "See how the wall was built.");
}

#[test]
fn a_stub_says_where_it_breaks_off() {
    let stub = "That year the town built a wall, and the ships that came from the north were safe behind it. Nobody had thought of it before, and…";
    let page = format!(
        "<title>The wall of Ness - Gazette</title><body><article><h1>The wall of Ness</h1><p class=byline>By Ann Smith</p><div class=body>\
         <p>{stub}</p><div class=box><h3>Subscribe to continue reading</h3><p>Get unlimited access for £1 a month. Cancel at any time.</p>\
         <p>Already a subscriber? Log in</p></div></div></article>"
    );
    let article = html(&page);
    check(&article, "generic/cut-text", "Subscribe to continue reading", stub);
    assert_eq!(article.access.map(|access| format!("{access:?}")).as_deref(), Some("Paywalled"));
}
