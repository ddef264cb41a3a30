//! Kinds of the kept blocks of HTML pages that their tags do not tell, and standfirsts that are told by their look.

use copydesk_core::{Article, ArticleBlock, Decider, Draft, Extractor, Kind, Origin, article};
use copydesk_generic::{FlatJudge, Generic, PageJudge};
use copydesk_html::{HtmlDocument, Limits};

const PROSE: &str = "That year the town built a wall, and the ships that came from the north were safe behind it, so that nobody \
                     had to be afraid of the winter, or of the storms which it brought to the harbour.";

/// The article of a page with this body, by the heuristic alone, which no training changes.
fn extract(top: &str, body: &str) -> Article {
    let html = format!(
        "<html><head><title>The wall of Ness stands again</title></head><body><h1>The wall of Ness stands again</h1>{top}\
         <div class='article-body'>{body}</div></body></html>"
    );
    let document = HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default());
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::GENERIC);
    let generic = Generic::with_judges(Box::new(PageJudge), Box::new(FlatJudge));
    generic.amend(&mut draft).expect("the generic extractor amends any page");
    article(&draft, None)
}

/// Every block but plain running text, as its kind and text.
fn render(blocks: &[ArticleBlock]) -> Vec<String> {
    let told = blocks.iter().filter(|block| block.text != PROSE);
    told.map(|block| match &block.kind {
        Kind::Heading { level } => format!("h{level}: {}", block.text),
        Kind::Update { posted } => format!("update {}: {}", posted.as_deref().unwrap_or("?"), block.text),
        kind => format!("{}: {}", kind.name(), block.text.replace('\n', " / ")),
    })
    .collect()
}

/// `_` stands for running text.
#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let body = body.replace('_', &format!("<p>{PROSE}</p>"));
    assert_eq!(render(&extract("", &body).blocks), expected, "{body}");
}

#[track_caller]
fn check_standfirst(top: &str, body: &str, expected: Option<&str>) {
    let body = body.replace('_', &format!("<p>{PROSE}</p>"));
    assert_eq!(extract(top, &body).standfirst.as_deref(), expected, "{top}{body}");
}

#[test]
fn a_short_line_in_bold_above_running_text_is_a_heading() {
    check("__<p><b>A quiet winter</b></p>__", &["h2: A quiet winter"]);
    check("_<h2>The year</h2>_<p><strong>Was it worth it?</strong></p>_", &["h2: The year", "h3: Was it worth it?"]);
    check("_<p><b>静かな冬の港</b></p>_", &["h2: 静かな冬の港"]);
}

#[test]
fn the_first_line_of_a_paragraph_may_be_its_heading() {
    let body = format!("_<p><strong>The pay</strong><br>{PROSE}</p>_<p><b>The ice</b><br>Nobody saw it.</p>_");
    check(&body, &["h2: The pay", "paragraph: The ice Nobody saw it."]);
    check(&format!("_<p>The pay<br>{PROSE}</p>"), &[format!("paragraph: The pay {PROSE}").as_str()]);
}

#[test]
fn lines_behind_bullets_are_items() {
    check("_<p>• Boats<br>• Quays<br>• Ropes</p>_", &["list: • Boats / • Quays / • Ropes"]);
    let article = extract("", &format!("<p>{PROSE}</p><p>• Boats<br>• Quays</p><p>{PROSE}</p>"));
    assert_eq!(article.blocks[1].items, ["• Boats", "• Quays"]);
}

#[test]
fn bold_is_no_heading_where_it_is_a_sentence_a_lead_in_or_a_link() {
    check("_<p><b>Nobody came to the harbour.</b></p>_", &["paragraph: Nobody came to the harbour."]);
    check("_<p><b>They took with them:</b></p>_", &["paragraph: They took with them:"]);
    check("_<p><b>– Nobody came to us</b></p>_", &["paragraph: – Nobody came to us"]);
    check("_<p>A quiet winter</p>_", &["paragraph: A quiet winter"]);
    check("_<p><b>A quiet</b> winter by the sea</p>_", &["paragraph: A quiet winter by the sea"]);
    let linked = check_kept_or_left("_<p><b><a href=/a>A quiet winter by the sea</a></b></p>_");
    assert!(linked.iter().all(|block| block.starts_with("paragraph")), "{linked:?}");
}

fn check_kept_or_left(body: &str) -> Vec<String> {
    render(&extract("", &body.replace('_', &format!("<p>{PROSE}</p>"))).blocks)
}

#[test]
fn where_whole_paragraphs_are_in_bold_it_marks_no_headings() {
    let question = "What did the people of the town think of the wall when it stood at last, and of all that it had cost them \
                    in those ten years?";
    let body = format!("_<p><b>{question}</b></p>_<p><b>And the ships</b></p>_");
    check(&body, &[&format!("paragraph: {question}"), "paragraph: And the ships"]);
}

#[test]
fn several_lines_of_a_style_of_their_own_are_headings() {
    let lines = "_<p class=interline>A quiet winter</p>_<p class=interline>The ships return</p>_";
    check(lines, &["h2: A quiet winter", "h2: The ships return"]);
    check("_<p class=interline>A quiet winter</p>__", &["paragraph: A quiet winter"]);
    let mixed = "_<p class=x>A quiet winter</p>_<p class=x>The ships return</p>_<p class=x>So it was.</p>_";
    check(mixed, &["paragraph: A quiet winter", "paragraph: The ships return", "paragraph: So it was."]);
}

#[test]
fn lines_that_open_with_the_time_head_entries() {
    let live = "_<p><b>9h05 - The lock opens</b></p>_<h2>8:30 – A ship is late</h2>_";
    check(live, &["update 9h05: 9h05 - The lock opens", "update 8:30: 8:30 – A ship is late"]);
    check("_<p><b>9h05 - The lock opens</b></p>_", &["h2: 9h05 - The lock opens"]);
    check("_<h2>3:1 – Ness wins</h2>_<h2>99:10 – So it goes</h2>_", &["h2: 3:1 – Ness wins", "h2: 99:10 – So it goes"]);
}

#[test]
fn times_above_headings_are_those_of_entries() {
    let entry = |time: &str, title: &str| format!("<div class=entry><time>{time}</time><h2>{title}</h2>_</div>");
    let blog = [
        "_".to_owned(),
        entry("2:10 pm", "Boats wait"),
        entry("09:05", "The lock opens"),
        entry("8.30 Uhr", "A ship is late"),
    ]
    .concat();
    let told = ["update 14:10: Boats wait", "update 09:05: The lock opens", "update 08:30: A ship is late"];
    check(&blog, &told);
    check(&format!("{blog}<div class=entry><time>07:10</time>_</div>"), &told);
    let two = ["_".to_owned(), entry("09:05", "The lock opens"), entry("08:30", "A ship is late")].concat();
    check(&two, &["h2: The lock opens", "h2: A ship is late"]);
    // What is in no order is no clock's: scores, prices.
    let scores = [entry("21:19", "Ness"), entry("18:24", "Port Ellen"), entry("23:22", "Quay")].concat();
    check(&format!("_{scores}"), &["h2: Ness", "h2: Port Ellen", "h2: Quay"]);
}

#[test]
fn a_page_that_calls_itself_a_live_blog_need_not_mark_its_times() {
    let live = "<script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\"}</script>";
    let entries = "_<div><p>09:05</p><h2>The lock opens</h2>_</div><div><p>08:30</p><h2>A ship is late</h2>_</div><div><p>07:10</p>_</div>";
    check(&format!("{live}{entries}"), &["update 09:05: The lock opens", "update 08:30: A ship is late"]);
    let untold =
        ["paragraph: 09:05", "h2: The lock opens", "paragraph: 08:30", "h2: A ship is late", "paragraph: 07:10"];
    check(entries, &untold);
}

#[test]
fn items_are_told_by_bullets_and_by_the_lists_they_stand_in() {
    check("_<p>• one sack of lime</p><p>• two carts of sand</p>_", &["list: • one sack of lime / • two carts of sand"]);
    check("_<p>• lime • sand</p>_", &["list: • lime • sand"]);
    let headings = "_<ul><li><h3>One sack of lime</h3></li><li><h3>Two carts of sand</h3></li></ul>_";
    check(headings, &["list: One sack of lime / Two carts of sand"]);
    let chapters = format!(
        "_<ol><li><h3>First the lime</h3><p>{PROSE}</p></li><li><h3>Then the sand</h3><p>{PROSE}</p></li></ol>_"
    );
    check(&chapters, &["h3: First the lime", "h3: Then the sand"]);
}

const LEAD: &str = "Nobody came to the pier on the day when the wall was done.";

#[test]
fn an_opening_text_that_is_set_apart_is_the_standfirst() {
    check_standfirst("", &format!("<p><b>{LEAD}</b></p>____"), Some(LEAD));
    check_standfirst("", &format!("<p class=x1>{LEAD}</p>____"), Some(LEAD));
    check_standfirst("", &format!("<div class=y><p>{LEAD}</p></div><div class=z>____</div>"), Some(LEAD));
    check_standfirst("", &format!("<p>{LEAD}</p>____"), None);
    check_standfirst("", &format!("<p class=x1>{LEAD}</p>__<p class=x1>{LEAD}</p>__"), None);
    check_standfirst("", &format!("<p class='drop-cap'>{LEAD}</p>____"), None);
    check_standfirst("", &format!("<p class=x1>{PROSE} {PROSE}</p>____"), None);
}

#[test]
fn a_standfirst_below_the_headline_need_be_none_of_the_article() {
    let top = format!("<div class='dek'>{LEAD}</div><nav><a href=/>Home</a></nav>");
    check_standfirst(&top, "____", Some(LEAD));
    check_standfirst(&top.replace("dek", "box"), "____", None);
    check_standfirst("<div class=dek>Two words</div>", "____", None);
    check_standfirst(&format!("<h1>Safe at last</h1><h2 class=dek>{LEAD}</h2>"), "____", Some(LEAD));
}

#[test]
fn a_heading_that_follows_the_headline_is_the_standfirst() {
    check_standfirst(&format!("<h2 class=x>{LEAD}</h2>"), "____", Some(LEAD));
    let stated = "Ships may come in again from the first day of the year.";
    let both = format!(
        "<h2 class=x>{LEAD}</h2><div class=excerpt>{stated}</div><meta property=og:description content='{stated}'>"
    );
    check_standfirst(&both, "____", Some(stated));
    check_standfirst("<h2 class=x>All of Ness</h2>", "____", None);
    check_standfirst(&format!("<div><h2 class=x>{LEAD}</h2></div>"), "____", None);
    check_standfirst("", &format!("<h2>{LEAD}</h2>__<h2>A quiet winter</h2>__"), None);
}

#[test]
fn a_summary_of_a_word_or_two_is_none() {
    let stated = "<meta property=og:description content='| Harbour News'>";
    check_standfirst(stated, "____", None);
    check_standfirst(&stated.replace("| Harbour News", LEAD), "____", Some(LEAD));
    check_standfirst(&stated.replace("| Harbour News", "Nobody came."), "____", Some("Nobody came."));
}

#[test]
fn who_wrote_it_is_no_standfirst() {
    let bio = "Ann Smith has written about walls and quays for twenty years.";
    check_standfirst(&format!("<div class=author-description>{bio}</div>"), "____", None);
    check_standfirst("", &format!("<div class=author-excerpt><p>{bio}</p></div><div>____</div>"), None);
    check_standfirst("", "<p class=x1>By Ann Smith, Bob Jones, Emil Fell and Carl Moor</p>____", None);
    check_standfirst("<h2 class=dek>Sign up for our newsletter and get the news of the harbour</h2>", "____", None);
}

#[test]
fn pull_quotes_say_nothing_twice() {
    let said =
        "The town paid for all of the stones that lie there now, the mayor said, and nobody was the poorer for it.";
    let whole = format!("paragraph: {said}");
    for quote in [
        "<div class=pullquote><p>“the town paid for all of the stones”</p></div>",
        "<blockquote class=pull-quote><p>The town paid for all of the stones</p><p>The mayor of Ness</p></blockquote>",
        "<figure class=wp-block-pullquote><blockquote>The town paid for all of the stones</blockquote></figure>",
    ] {
        check(&format!("_<p>{said}</p>{quote}_"), &[&whole]);
        let blocks = render(&extract("", &format!("_{quote}_").replace('_', &format!("<p>{PROSE}</p>"))).blocks);
        assert!(blocks.iter().any(|block| block.contains("he town paid")), "{blocks:?}");
    }
    check(
        &format!("_<p>{said}</p><blockquote>The town paid for all of the stones</blockquote>_"),
        &[&whole, "quote: The town paid for all of the stones"],
    );
}

#[test]
fn what_is_said_once_is_no_pull_quote() {
    let said =
        "The town paid for all of the stones that lie there now, the mayor said, and nobody was the poorer for it.";
    let repeated = "The town paid for all of the stones";
    for (quote, once) in [
        (format!("<div class=callout><p>{repeated}</p><p>Nobody else was asked.</p></div>"), "Nobody else was asked."),
        (format!("<div class=pullquote><p>{repeated}</p><p>One</p><p>Two</p></div>"), "One"),
        ("<div class=pullquote><p>The town paid for all of the stone</p></div>".to_owned(), "all of the stone"),
        (format!("<blockquote class=quote><p>{repeated}</p></blockquote>"), repeated),
    ] {
        let page = format!("_<p>{said}</p>{quote}_").replace('_', &format!("<p>{PROSE}</p>"));
        let blocks = render(&extract("", &page).blocks);
        let keeps = blocks.iter().any(|block| block.contains(once) && !block.contains("that lie there"));
        assert!(keeps, "{once}: {blocks:?}");
    }
}

#[test]
fn a_standfirst_that_is_a_heading_by_its_tag_heads_nothing() {
    let article = extract("", &format!("<h2 class=subtitle>{LEAD}</h2>{}", format!("<p>{PROSE}</p>").repeat(4)));
    assert_eq!(article.standfirst.as_deref(), Some(LEAD));
    assert!(render(&article.blocks).iter().all(|block| !block.starts_with('h')), "{:?}", render(&article.blocks));
}
