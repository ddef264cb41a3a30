//! Flat texts without source knowledge: dirt is dropped, tweets and captions are typed, the head is read.

use copydesk_core::{Decider, Draft, Extraction, Extractor, Kind, Origin, finish};
use copydesk_generic::Generic;
use copydesk_text::{Limits, TextDocument};
use proptest::prelude::*;

fn extract(text: &str) -> Extraction {
    let document = TextDocument::read(text, Origin::default(), &Limits::default());
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::GENERIC);
    Generic::new().amend(&mut draft).expect("the generic extractor amends any flat text");
    finish(&draft, None)
}

/// Fields, then every piece with its verdict and rule, in order.
fn render(extraction: &Extraction) -> String {
    let article = &extraction.article;
    let mut lines = vec![
        format!("title: {:?}", article.title),
        format!("standfirst: {:?}", article.standfirst),
        format!("authors: {:?}", article.authors),
        format!("published: {:?}", article.published),
        String::new(),
    ];
    for block in &extraction.ledger.blocks {
        for piece in &block.pieces {
            lines.push(format!(
                "[{}] {} ({}): {}",
                block.block, piece.decision.verdict, piece.decision.rule, piece.text
            ));
        }
    }
    for block in article.blocks.iter().filter(|block| block.kind.name() == "tweet" || block.credit.is_some()) {
        lines.push(serde_json::to_string(block).expect("blocks are plain data"));
    }
    lines.join("\n")
}

#[track_caller]
fn check_again(text: &str) {
    let first = extract(text);
    assert_eq!(extract(text), first, "extraction run twice must agree");
    let again = extract(&first.article.text);
    assert_eq!(again.article.text, first.article.text, "the text of an article, extracted again, is that text");
}

const TWEETS: &str =
    "date 2021-03-08 The harbour wall of Ness will be rebuilt after all, its council decided last night.

It was so good to tell the whole town at last. Thank you all for waiting. — Jo O’Neil (@jo_oneil) March 7, 2021

What a day, @jo_oneil! See you on the quay. https://t.co/AbCdEf1234 — Harbour Ness (@harbourness) March 7, 2021

The work begins in May and will take two summers, according to the council’s own engineers.";

const DIRTY: &str = "icon homeicon mailicon searchicon shareicon upicon downicon close
7 Mar, 2021 18:30

‘At last’: Ness votes to rebuild its wall after ten years

‘At last’: Ness votes to rebuild its wall after ten years

The council of Ness has voted to rebuild the old harbour wall, ending ten years of quarrels over its cost.

Will it be done before the autumn storms come in from the north and flood the lower town again?

“We will start in May,” the mayor told a full hall on Sunday night.

Was this worth your time? Share this story!

Subscribe to the Ness newsletter to hear of every tide before your neighbours do.";

const CAPTION: &str = "Ness Votes to Rebuild Its Wall as Storm Season Nears Again

The council has long been divided over what the old wall is worth

Council members leave the town hall of Ness after the vote, March 7, 2021
Ann Hay/AP

The council of Ness voted on Sunday to rebuild its harbour wall. Both parties welcomed the decision afterwards.

\"We should have done it ten years ago,\" the mayor said first.

Read more:\u{a0} The wall and its enemies | Opinion

The wall was breached in 2011 and has been patched every winter since, at growing cost.";

#[test]
fn types_tweets_and_takes_the_scrapers_date() {
    insta::assert_snapshot!(render(&extract(TWEETS)));
}

#[test]
fn drops_the_dirt_of_a_flattened_page() {
    insta::assert_snapshot!(render(&extract(DIRTY)));
}

#[test]
fn types_captions_and_drops_related_links() {
    insta::assert_snapshot!(render(&extract(CAPTION)));
}

#[test]
fn a_notice_of_rights_far_from_the_article_is_no_caption() {
    let far = "Home\nNews\nSports\nSubscribe\nLog in\n\n".repeat(20);
    let prose =
        "The lock at the mouth of the harbour opens to boats again on Monday morning, nine weeks after a barge hit it.";
    let notice = "All stories and pictures of the Ness Gazette are kept by law\nPhotograph: Tobias Wray/Ness Gazette";
    let captions = |text: &str| {
        let blocks = extract(text).article.blocks;
        blocks.iter().filter(|block| block.kind == Kind::Caption).count()
    };
    assert_eq!(captions(&format!("{prose}\n\n{prose}\n\n{notice}\n\n{prose}\n")), 1);
    assert_eq!(captions(&format!("{prose}\n\n{prose}\n\n{prose}\n\n{far}{notice}\n")), 0);
}

#[test]
fn extracting_again_changes_nothing() {
    for text in [TWEETS, DIRTY, CAPTION, "", "One line", "One sentence that ends here."] {
        check_again(text);
    }
}

proptest! {
    #[test]
    fn any_lines_are_judged(text in "([A-Za-z@(),.—/ ]{0,40}\n{1,2}){0,12}") {
        let extraction = extract(&text);
        prop_assert_eq!(extract(&text), extraction);
    }
}
