//! HTML pages without source knowledge: what is kept, as what, and into which field.

use copydesk_core::{Decider, Document, Draft, Extraction, Extractor, Kind, Origin, StaticDocument, finish};
use copydesk_generic::flat::LearnedFlatJudge;
use copydesk_generic::{FlatJudge, Generic, Judge, LearnedJudge, PageJudge, Reasons};
use copydesk_html::{HtmlDocument, Limits};

fn extract(html: &str) -> Extraction {
    amended(&Generic::new(), &page(html))
}

/// By the heuristic alone, which no training changes.
fn extract_by_heuristic(html: &str) -> Extraction {
    amended(&heuristic(), &page(html))
}

fn heuristic() -> Generic {
    Generic::with_judges(Box::new(PageJudge), Box::new(FlatJudge))
}

fn page(html: &str) -> HtmlDocument<'_> {
    HtmlDocument::read(html.as_bytes(), None, Origin::default(), &Limits::default())
}

fn amended(generic: &Generic, document: &dyn Document) -> Extraction {
    let mut draft = Draft::new(document);
    draft.set_decider(Decider::GENERIC);
    generic.amend(&mut draft).expect("the generic extractor amends any document");
    finish(&draft, None)
}

/// The fields that are set, then every piece with its verdict and rule, in order.
fn render(extraction: &Extraction) -> String {
    let mut lines = Vec::new();
    for field in &extraction.ledger.fields {
        if let Some(state) = &field.state {
            let value = state.value.as_ref().map(copydesk_core::FieldValue::to_text);
            lines.push(format!("{}: {value:?} from {:?}", field.field, state.from));
        }
    }
    lines.push(String::new());
    for block in &extraction.ledger.blocks {
        for piece in &block.pieces {
            let decision = &piece.decision;
            lines.push(format!("[{}] {} ({}): {}", block.block, decision.verdict, decision.rule, piece.text));
        }
    }
    lines.join("\n")
}

const PAGE: &str = r#"<!doctype html><html lang="en"><head><title>Ness rebuilds its wall | Ness Gazette</title>
<meta property="og:title" content="Ness rebuilds its wall | Ness Gazette"><meta property="og:site_name" content="Ness Gazette">
<meta property="og:description" content="After ten years of quarrels the council has voted.">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ness rebuilds its wall",
"datePublished":"2021-03-07T18:30:00+01:00","author":{"@type":"Person","name":"Ann Hay"}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>Ness rebuilds its wall</h1><p class="standfirst">After ten years of quarrels the council has voted.</p>
<div class="byline">By Ann Hay</div><div class="share-bar"><a href="/f">Facebook</a></div>
<div class="article-body">
<p>The council of Ness voted on Sunday night to rebuild the harbour wall, ending ten years of quarrels over its cost. Nine members
were for it and four against. The vote had been put off three times since the autumn, always for the same reason.</p>
<p>The wall was last mended in 1987, when a storm took forty metres of it in one night. Since then the sea has come over it every
winter, and twice into the houses behind it. Nobody was hurt, but the school has stood empty since.</p>
<figure><img src="/wall.jpg" alt=""><figcaption>The wall in March. Photograph: Bob Fell/Ness Gazette</figcaption></figure>
<h2>What it will cost</h2>
<p>The work begins in May and will take two summers, said the engineer, who had waited for it since he was young. It costs eleven
million, of which the county pays a third. The rest is borrowed, and will be paid back out of the harbour’s dues.</p>
<blockquote class="twitter-tweet"><p lang="en">What a day for Ness! <a href="https://t.co/AbCdEf">https://t.co/AbCdEf</a></p>&mdash; Jo O&#8217;Neil (@jo_oneil)
<a href="https://twitter.com/jo_oneil/status/1">March 7, 2021</a></blockquote>
<p>Three things come first, the plan says, and nothing else may begin before they are done:</p>
<ul><li>the old stones are numbered,</li><li>the quay is closed to cars.</li></ul>
<p><a href="/more">Read more: The wall and its enemies</a></p>
<div class="related-stories"><h3>More on this</h3><ul><li><a href="/a">The storm that took the old lighthouse away for good</a></li></ul></div>
<p>“We should have done it ten years ago,” the mayor told a full hall, and nobody in it spoke against her. She had voted against
the first plan herself. Prices have doubled since, she said, and the stones have not grown any lighter.</p>
<div class="newsletter-signup"><p>Sign up to our newsletter, and we will write to you before every tide, storm or fair.</p></div>
</div></article></main>
<aside><h2>Most read</h2><p>A dog that barked at every ship for eleven years has died in Ness, to the sorrow of nearly all.</p></aside>
<footer><p>© 2021 Ness Gazette. All rights reserved. Printed by the harbour, read by everybody who has a boat.</p></footer>
</body></html>"#;

#[test]
fn accounts_for_a_whole_page() {
    insta::assert_snapshot!(render(&extract_by_heuristic(PAGE)));
}

/// Whatever the model has learned from: this page is an article, and its frame is none of it.
#[test]
fn finds_the_body_of_a_whole_page() {
    let article = extract(PAGE).article;
    assert_eq!(article.title.as_deref(), Some("Ness rebuilds its wall"));
    assert_eq!(article.authors, ["Ann Hay"]);
    for kept in [
        "The council of Ness",
        "The wall was last mended",
        "What it will cost",
        "The work begins in May",
        "Three things come first",
        "the old stones",
        "“We should have done it",
    ] {
        assert!(article.text.contains(kept), "{kept} is not in:\n{}", article.text);
    }
    for dropped in ["Sport", "Facebook", "Read more", "lighthouse", "newsletter", "dog", "rights reserved"] {
        assert!(!article.text.contains(dropped), "{dropped} is in:\n{}", article.text);
    }
}

#[test]
fn a_post_of_a_picture_alone_has_its_address_as_its_text() {
    let page = PAGE.replace("What a day for Ness! ", "");
    assert_ne!(page, PAGE);
    let article = extract(&page).article;
    let posts = article.blocks.iter().filter(|block| matches!(block.kind, Kind::Tweet { .. }));
    assert_eq!(posts.map(|block| block.text.as_str()).collect::<Vec<_>>(), ["https://t.co/AbCdEf"]);
}

#[test]
fn what_a_program_left_is_no_part_of_an_article() {
    let text = "<p>The harbour wall held through the night, and the ferries of Ness left on time in the morning.</p>";
    for left in ["[signup form=1630175]", "{{banner}}", "Warning: tide() expects a moon in /srv/tide.php on line 7"] {
        let extraction = extract(&format!("<article><h1>The wall</h1>{text}<p>{left}</p>{text}</article>"));
        assert!(extraction.article.text.contains("ferries") && !extraction.article.text.contains(left), "{left}");
        let code = extract(&format!("<article><h1>The wall</h1>{text}<pre><code>{left}</code></pre>{text}</article>"));
        assert!(code.article.text.contains(left), "{left}");
    }
}

#[test]
fn what_a_page_hides_is_no_part_of_a_post() {
    let page = PAGE.replace("&mdash; Jo O", "<p hidden>Nobody sees these words</p>&mdash; Jo O");
    let tweets = |page: &str| {
        let blocks = extract(page).article.blocks.into_iter();
        blocks.filter(|block| matches!(block.kind, Kind::Tweet { .. })).map(|block| block.text).collect::<Vec<_>>()
    };
    assert_ne!(page, PAGE);
    assert_eq!(tweets(&page), tweets(PAGE));
    assert_eq!(tweets(PAGE).len(), 1);
}

/// A page of navigation and teasers, from which the article was taken out.
#[test]
fn pages_of_teasers_are_no_article() {
    const TEASERS: [&str; 12] = [
        "Ferry to the islands sails again after the storm",
        "Choir of the lower town wins in Bergen",
        "How to smoke a herring without a fire",
        "Mayor: “No more cars on the quay”",
        "Twelve boats for sale this week",
        "School stays shut until Monday",
        "The man who counts the gulls of Ness",
        "Live: Ness United against Port Ellen",
        "Prices of nets rise for the third year",
        "Our guide to the tides of spring",
        "Lighthouse keeper writes his memoirs",
        "What the harbour master earns",
    ];
    let menu =
        ["News", "Sport", "Weather", "Tides", "Opinion"].map(|name| format!("<li><a href='/{name}'>{name}</a></li>"));
    let teasers =
        TEASERS.map(|title| format!("<li class='teaser'><a href='/story'><img src='/a.jpg'><h3>{title}</h3></a></li>"));
    let page = format!(
        "<html lang='en'><head><title>Ness Gazette</title></head><body><header><nav><ul>{}</ul></nav></header>\
         <main></main><aside class='sidebar'><h2>Most read</h2><ul>{}</ul></aside>\
         <footer><ul><li><a href='/about'>About us</a></li><li><a href='/terms'>Terms</a></li></ul><p>© 2021 Ness Gazette</p></footer></body></html>",
        menu.concat(),
        teasers.concat(),
    );
    let extraction = extract(&page);
    assert!(extraction.article.text.is_empty(), "{}", extraction.article.text);
    let said: Vec<String> = extraction.article.diagnostics.into_iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(said, ["generic/no-article"]);
}

/// A brief of two paragraphs beside boxes that say more.
#[test]
fn boxes_do_not_outweigh_a_brief() {
    const BRIEF: &str = "<p>The harbour lock of Ness will be shut on Sunday night, the council said, as divers have to look at its gates.</p>\
        <p>Boats that lie in the basin may leave it until six in the evening.</p>";
    const BOX: &str = "<p>Ann Hay has written for this paper since the spring of 1998, first on fishing and the weather, and later on the council, \
        its quarrels and its money. She was born in Port Ellen, studied in Glasgow, and lives above the sail loft with two cats.</p>\
        <p>Her book on the harbour wall, which was ten years in the making, was called a monument to patience by the critics, and has been \
        read by most of those who are named in it. A second one, on the tides, is to follow in the autumn, if the council lets her.</p>";
    let boxes = [
        ("<aside>", "</aside>"),
        ("<div class=author-bio>", "</div>"),
        ("<div id=sidebar>", "</div>"),
        ("<div role=dialog class=cmplz-cookiebanner>", "</div>"),
        ("<footer>", "</footer>"),
    ];
    for (opens, closes) in boxes {
        let own = format!("{opens}{BOX}{closes}");
        for (inside, beside) in [(own.as_str(), ""), ("", own.as_str())] {
            let html = format!(
                "<html lang=en><title>Lock shut on Sunday</title><body><main><article><h1>Lock shut on Sunday</h1>\
                 <div class=entry-content>{BRIEF}</div>{inside}</article></main>{beside}</body></html>"
            );
            let text = extract(&html).article.text;
            assert!(text.contains("divers have to look") && !text.contains("monument to patience"), "{opens} {text}");
        }
    }
}

#[test]
fn twice_is_the_same() {
    assert_eq!(extract(PAGE), extract(PAGE));
}

/// Verdicts do not hang on whether anybody reads their reasons, neither for pages nor for flat texts.
#[test]
fn reasons_change_no_verdict() {
    let flat: Vec<&str> = PAGE.split(['<', '>']).filter(|part| part.contains(' ') && !part.contains('=')).collect();
    let flat = StaticDocument::of_lines(&flat);
    let html = page(PAGE);
    let judges: [(&dyn Document, &dyn Judge); 2] =
        [(&html, &LearnedJudge::built_in()), (&flat, &LearnedFlatJudge::built_in())];
    for (document, judge) in judges {
        let [with, without] = [Reasons::Wanted, Reasons::Unwanted].map(|reasons| judge.judge_page(document, reasons));
        assert_eq!(with.confidence, without.confidence);
        assert!(with.blocks.len() > 5 && with.blocks.len() == without.blocks.len());
        for (with, without) in with.blocks.iter().zip(&without.blocks) {
            assert_eq!((with.keep.to_bits(), &with.kind), (without.keep.to_bits(), &without.kind));
            assert_eq!(&with.rule.id, &without.rule.id);
        }
    }
}

#[test]
fn embedded_tweets_are_those_of_flat_text() {
    let tweet = |extraction: Extraction| -> (Kind, String) {
        let tweets = extraction.article.blocks.into_iter().filter(|block| matches!(block.kind, Kind::Tweet { .. }));
        let tweets: Vec<_> = tweets.map(|block| (block.kind, block.text)).collect();
        assert_eq!(tweets.len(), 1, "one tweet");
        tweets.into_iter().next().expect("one tweet")
    };
    let flat = "What a day for Ness! https://t.co/AbCdEf — Jo O’Neil (@jo_oneil) March 7, 2021";
    let document = copydesk_text::TextDocument::read(flat, Origin::default(), &copydesk_text::Limits::default());
    assert_eq!(tweet(extract_by_heuristic(PAGE)), tweet(amended(&heuristic(), &document)));
}

/// A body that advertisements part over several elements stays whole.
#[test]
fn split_bodies_stay_whole() {
    let paragraph = |number: u32| {
        format!(
            "<p>Paragraph {number} of the story tells in plain words, and at some length, what became of the wall.</p>"
        )
    };
    let part = |numbers: std::ops::Range<u32>| {
        let paragraphs: String = numbers.map(paragraph).collect();
        format!(
            "<div class='content-part'><div class='article__body'>{paragraphs}</div></div><div class='ad'><p>Buy a boat, says the man with the boats, who has a great many boats to sell to you.</p></div>"
        )
    };
    let page = format!("<body><div class='grid'>{}{}{}</div></body>", part(1..4), part(4..7), part(7..10));
    let article = extract(&page).article;
    assert_eq!(article.blocks.len(), 9, "{}", article.text);
    assert!(!article.text.contains("boats"));
}

#[test]
fn pages_without_an_article_give_an_empty_one() {
    let article = extract("<body><nav><a href='/'>Home</a></nav></body>").article;
    assert!(article.text.is_empty() && article.confidence < 0.1, "{article:?}");
}

#[test]
fn separators_go_with_what_they_part() {
    let section = |n: u32| {
        format!(
            "<p>The ferry left the pier of Ness at {n} o'clock with forty people on board, and nobody knew that it would be back \
             within the hour. The harbour master, who saw it turn, wrote the time into his book.</p><p>It was the third time this \
             year that the engine had failed in sight of the island, and the council wants to know why it was not replaced.</p>"
        )
    };
    let page = PAGE.replace(
        "<div class=\"article-body\">",
        &format!("<div class=\"article-body\">{}<p>• • •</p>{}<p>* * *</p>", section(7), section(8)),
    );
    let page = page.replace("</main>", "<p>* * *</p></main>");
    let extraction = extract(&page);
    let signs: Vec<String> = extraction
        .ledger
        .blocks
        .iter()
        .flat_map(|block| &block.pieces)
        .filter(|piece| piece.text == "• • •" || piece.text == "* * *")
        .map(|piece| piece.decision.verdict.to_string())
        .collect();
    assert_eq!(signs, ["kept as paragraph", "kept as paragraph", "dropped"]);
}
