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

/// A short article of which every word is its own.
fn brief(head: &str, title: &str, text: &str) -> String {
    format!(
        "<html lang=en><head><title>{title} | Ness Gazette</title><meta property=og:site_name content='Ness Gazette'>{head}</head><body>\
         <nav><a href=/>Home</a></nav><article><h1>{title}</h1><div class=article-body>{text}</div></article></body></html>"
    )
}

const STATED: &str = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2023-05-12\",\"author\":\"Ann Smith\"}</script>";

/// Checks that a short article stays whole.
#[track_caller]
fn check_whole(page: &str, text: &str) {
    let article = html(page);
    assert!(article.text.contains(text), "{:?}\n{:?}", article.text, article.diagnostics);
    assert!(article.diagnostics.iter().all(|told| told.code != "generic/cut-text"), "{:?}", article.diagnostics);
}

#[test]
fn a_short_article_about_walls_and_errors_is_one() {
    let text = "<p>The women of Ness came to the stadium on Sunday, and were sent home by its guards, who said that they had their \
                orders.</p><p>The mayor promised to speak with the club, and with those who wrote the orders.</p>";
    for title in [
        "Access denied: women barred from stadium",
        "Forbidden",
        "Just a moment",
        "Film review: Not found",
        "403: the bus line that split a town",
        "Airport: Security check",
        "Zugriff verweigert: Frauen nicht ins Stadion",
    ] {
        check_whole(&brief("", title, text), "sent home by its guards");
        check_whole(&brief(STATED, title, text), "sent home by its guards");
    }
    check_whole(&brief(STATED, "Page not found", text), "sent home by its guards");
    let hidden = "<div hidden><h1>Page not found</h1></div>";
    check_whole(&brief("", "Women barred from stadium", &format!("{hidden}{text}")), "sent home by its guards");
    for said in [
        "“I am not a robot,” the mayor of Ness told reporters on Sunday, when he was asked why he had slept for nine hours.",
        "Why cannot a robot be a judge? That is what the professors of Ness asked on Sunday, and nobody had an answer.",
        "The message “you have been blocked” met Ann Smith on Sunday morning, when she wanted to read what her mayor had written, and \
         in the evening she went to the court of Ness, which wants to hear both of them in the week that follows.",
    ] {
        let page = brief(
            "<meta property=article:published_time content='2023-05-12'>",
            "What happened on Sunday",
            &format!("<p>{said}</p>"),
        );
        check_whole(&page, &said[..60]);
    }
}

#[test]
fn an_article_goes_on_behind_a_prompt() {
    let text = "<p>That year the town built a wall, and the ships that came from the north were safe behind it, so that nobody \
                had to be afraid of the winter.</p>";
    for prompt in [
        "<section><div class=promo><p>Already a subscriber? Log in to your account.</p></div>",
        "<div class=part><p>To continue reading the live blog, click here.</p>",
        "<div class=part><h2>For subscribers only: the club of Ness</h2>",
        "<div class=part><h2>For subscribers only: the club of Ness</h2><p>Its master asked for more boats on Sunday, and the town said no.</p>",
    ] {
        let page = brief(
            "",
            "The wall of Ness",
            &format!(
                "{}{prompt}<p>Behind it a quay was built, of stones that came from the \
            islands, and of wood that was older than the town, and every boat had its place there.</p>",
                text.repeat(3)
            ),
        );
        check_whole(&page, "Behind it a quay was built");
    }
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
    let stated = page.replace(
        "<body>",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}</script><body>",
    );
    assert_ne!(stated, page);
    check(&html(&stated), "generic/cut-text", "Subscribe to continue reading", stub);
    assert_eq!(article.access.map(|access| format!("{access:?}")).as_deref(), Some("Paywalled"));
}
