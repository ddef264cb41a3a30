//! Captions of HTML pages: which texts are some, and where their credits go.

use copydesk_core::{Decider, Draft, Extractor, Kind, Origin, finish};
use copydesk_generic::Generic;
use copydesk_html::{HtmlDocument, Limits};

/// Two paragraphs between which a piece of a page is put.
const FIRST: &str =
    "<p>The harbour wall of Ness was rebuilt in two summers, and the town paid for all of it, the mayor said.</p>";
const LAST: &str =
    "<p>Whoever wants to see the old stones may do so in the museum, which is open on every day but one.</p>";

/// Captions, each with its credit, and the text of the body.
fn extract(page: &str) -> (Vec<String>, String) {
    let document = HtmlDocument::read(page.as_bytes(), None, Origin::default(), &Limits::default());
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::GENERIC);
    Generic::new().amend(&mut draft).expect("the generic extractor amends any page");
    let article = finish(&draft, None).article;
    let captions = article.blocks.into_iter().filter(|block| block.kind == Kind::Caption);
    let captions = captions.map(|block| match block.credit {
        Some(credit) => format!("{} [{credit}]", block.text),
        None => block.text,
    });
    (captions.collect(), article.text)
}

/// Checks the captions of a piece that stands within the body; nothing of it may be body.
#[track_caller]
fn check(piece: &str, expected: &[&str]) {
    let page = format!(
        "<body><article><h1>Ness rebuilds its wall</h1><div class='article-body'>{FIRST}{piece}{LAST}</div></article>"
    );
    let (captions, text) = extract(&page);
    assert_eq!(captions, expected, "{piece}");
    assert_eq!(text.matches("\n\n").count(), 1, "{text}");
}

/// Checks the pictures that are kept of a page whose article opens with a piece and ends with another.
#[track_caller]
fn check_pictures(top: &str, bottom: &str, expected: &[&str]) {
    let page = format!("<body><article>{top}<div class='article-body'>{FIRST}{LAST}{FIRST}</div>{bottom}</article>");
    let document = HtmlDocument::read(page.as_bytes(), None, Origin::default(), &Limits::default());
    let mut draft = Draft::new(&document);
    draft.set_decider(Decider::GENERIC);
    Generic::new().amend(&mut draft).expect("the generic extractor amends any page");
    let blocks = finish(&draft, None).article.blocks;
    let pictures: Vec<&str> = blocks.iter().filter_map(|block| block.src.as_deref()).collect();
    assert_eq!(pictures, expected, "{page}");
}

#[test]
fn pictures_stand_where_the_article_s_do() {
    let title = "<h1>Ness rebuilds its wall</h1>";
    let figure = "<figure><img src=/a.jpg><figcaption>The wall in June.</figcaption></figure>";
    check_pictures(&format!("<header class=entry-header>{title}{figure}</header>"), "", &["/a.jpg"]);
    check_pictures(&format!("<header class=entry-header>{title}<img src=/a.jpg></header>"), "", &["/a.jpg"]);
    check_pictures(title, "<div><a href=/x><img src=/b.jpg></a></div>", &[]);
}

#[test]
fn captions_may_link_and_name_the_author() {
    check(
        "<figure><img src=/a.jpg><figcaption><a href=/cc>Stones and ice. Photo: Ann Smith</a></figcaption></figure>",
        &["Stones and ice. [Photo: Ann Smith]"],
    );
    check(
        "<figure><img src=/a.jpg><figcaption>The wall on Tuesday (AFP)</figcaption></figure>",
        &["The wall on Tuesday [AFP]"],
    );
}

#[test]
fn stated_captions_and_their_credits() {
    check(
        "<figure><img src=/a.jpg><figcaption>The wall in June. Photograph: Ann Smith/AP</figcaption></figure>",
        &["The wall in June. [Photograph: Ann Smith/AP]"],
    );
    check(
        "<figure><img src=/a.jpg><figcaption>The wall in June <span class='credit'>Ann Smith</span></figcaption></figure>",
        &["The wall in June [Ann Smith]"],
    );
    check(
        "<div class='wp-caption'><img src=/a.jpg><p class='wp-caption-text'>The wall in June</p></div>",
        &["The wall in June"],
    );
    check("<figure><img src=/a.jpg><figcaption>© Ann Smith</figcaption></figure>", &[]);
    // The caption's element is called a source as the credit's is.
    check(
        "<figure class=source><img src=/a.jpg><figcaption>The wall in June</figcaption>\
         <div class=image-source>Ann Smith/AP</div></figure>",
        &["The wall in June [Ann Smith/AP]"],
    );
}

#[test]
fn captions_are_called_so_in_many_languages() {
    for name in
        ["imagedescription", "image-description", "icaption", "pie-de-foto", "Bildtext", "legende", "didascalia"]
    {
        check(
            &format!("<div><img src=/a.jpg></div><div class='{name}'>The wall in June, as seen from the quay</div>"),
            &["The wall in June, as seen from the quay"],
        );
    }
}

#[test]
fn a_credit_in_two_elements_is_one() {
    for credit in [
        "<p>Photo:</p><p>Ann Smith</p>",
        "<div class=credit>Photo:</div><div class=name>Ann Smith</div>",
        "<p><span class=credit>Photo:</span><span class=author>Ann Smith</span></p>",
    ] {
        check(
            &format!("<figure><img src=/a.jpg><figcaption>The wall in June{credit}</figcaption></figure>"),
            &["The wall in June [Photo: Ann Smith]"],
        );
    }
    check(
        "<figure><img src=/a.jpg><figcaption><div>Picture:</div><div>The harbour wall in June</div></figcaption></figure>",
        &["The harbour wall in June [Picture:]"],
    );
}

#[test]
fn a_picture_without_a_caption_has_its_credit() {
    let page = format!(
        "<body><article><h1>Ness rebuilds its wall</h1><div class='article-body'>{FIRST}\
         <figure><img src=/wall.jpg><figcaption>© Ann Smith</figcaption></figure>{LAST}</div></article>"
    );
    let document = HtmlDocument::read(page.as_bytes(), None, Origin::default(), &Limits::default());
    let mut draft = Draft::new(&document);
    Generic::new().amend(&mut draft).expect("the generic extractor amends any page");
    let blocks = finish(&draft, None).article.blocks;
    let pictures: Vec<_> = blocks.iter().filter(|block| block.kind == Kind::Image).collect();
    assert_eq!(pictures.len(), 1);
    assert_eq!(pictures[0].credit.as_deref(), Some("© Ann Smith"));
}

#[test]
fn texts_beside_a_picture_are_captions() {
    check(
        "<div class='c1'><div class='c2'><img src=/a.jpg><div class='c3'>The wall in June</div><div class='c4'>Getty Images</div></div></div>",
        &["The wall in June [Getty Images]"],
    );
    check(
        "<div class='image-widget'><img src=/a.jpg><p>The mayor looks at the wall in June</p><p>Image: Ann Smith</p></div>",
        &["The mayor looks at the wall in June [Image: Ann Smith]"],
    );
}

#[test]
fn credits_do_not_make_a_group_of_texts_too_large() {
    let group = |others: &str| {
        format!("<div class='c1'><img src=/a.jpg><div class='c2'>The wall in June</div>{}</div>", others.repeat(4))
    };
    let captions = |piece: &str| extract(&format!("<body><article><h1>Ness</h1>{FIRST}{piece}{LAST}</article>")).0;
    let of_credits = captions(&group("<div class='c3'>Photo: Ann Smith/AP</div>"));
    assert!(of_credits.iter().any(|caption| caption.starts_with("The wall in June")), "{of_credits:?}");
    let of_texts = captions(&group("<div class='c3'>The quay in May</div>"));
    assert!(!of_texts.iter().any(|caption| caption.starts_with("The wall in June")), "{of_texts:?}");
}

#[test]
fn what_a_picture_opens_in_is_the_articles() {
    check(
        "<div class='lightbox-slider'><figure><img src=/a.jpg><figcaption>The wall in June</figcaption></figure>\
         <figure><img src=/b.jpg><figcaption>The wall in May</figcaption></figure></div>",
        &["The wall in June", "The wall in May"],
    );
    check(
        "<button><div><img src=/a.jpg><figcaption>The wall in June</figcaption></div><span>View 2 pictures</span></button>",
        &["The wall in June"],
    );
}

#[test]
fn labels_counters_and_repetitions_are_none() {
    check(
        "<div class='slides'><div class='slide'><img src=/a.jpg><div>1 of 2</div><p>The wall stood alone in June</p></div>\
         <div class='slide'><img src=/b.jpg><div>2 of 2</div><p>The wall was gone in May</p></div></div>",
        &["The wall stood alone in June", "The wall was gone in May"],
    );
    check(
        "<figure><img src=/a.jpg><figcaption>The wall in June</figcaption></figure>\
         <figure><img src=/a-small.jpg><figcaption>The wall in June</figcaption></figure>",
        &["The wall in June"],
    );
}

#[test]
fn captions_of_other_articles_are_none() {
    check(
        "<div class='related-stories'><div class='card'><img src=/a.jpg><div class='caption'>The dog that barked at ships</div></div></div>",
        &[],
    );
    check(
        "<figure><a href=/dog><img src=/a.jpg><figcaption>The dog that barked at ships</figcaption></a></figure>",
        &[],
    );
}

#[test]
fn what_stands_behind_the_article_without_a_credit_is_none() {
    let page = |behind: &str| {
        let page = format!(
            "<body><article><h1>Ness rebuilds its wall</h1><div class='article-body'>{FIRST}{LAST}{FIRST}</div>\
             <div class='photo-box'><img src=/a.jpg>{behind}</div></article>"
        );
        extract(&page).0
    };
    assert_eq!(page("<div>The wall in June</div><div>Photo: Ann Smith</div>"), ["The wall in June [Photo: Ann Smith]"]);
    assert!(page("<div>See what the town has built</div>").is_empty());
}

#[test]
fn an_author_s_credits_are_no_bylines() {
    let page = format!(
        "<head><meta name=author content='Ann Smith'></head><body><article><h1>Ness rebuilds its wall</h1>\
         <p class=byline>Ann Smith</p><div class='article-body'>{FIRST}<figure><img src=/a.jpg><figcaption>The wall in \
         June<span class=credit>Ann Smith/Ness Courier</span></figcaption></figure>{LAST}</div></article>"
    );
    assert_eq!(extract(&page).0, ["The wall in June [Ann Smith/Ness Courier]"]);
}

#[test]
fn the_lead_picture_stands_before_the_body() {
    let page = format!(
        "<body><main><div class='head'><h1>Ness rebuilds its wall</h1></div><div class='hero-info'><figure><img src=/a.jpg>\
         <figcaption>The wall in June</figcaption></figure></div><div class='article-body'>{FIRST}{LAST}</div></main>"
    );
    assert_eq!(extract(&page).0, ["The wall in June"]);
}

#[test]
fn paragraphs_beside_pictures_stay_paragraphs() {
    let page = format!(
        "<body><article><h1>Ness rebuilds its wall</h1><div class='image-block'><img src=/a.jpg>{FIRST}</div>\
         <div class='image-block'><img src=/b.jpg>{LAST}</div></article>"
    );
    let (captions, text) = extract(&page);
    assert!(captions.is_empty(), "{captions:?}");
    assert!(text.contains("two summers") && text.contains("old stones"), "{text}");
}

#[test]
fn a_quotation_set_as_a_figure_has_no_caption() {
    let page = format!(
        "<body><article><div class='article-body'>{FIRST}<figure><blockquote>It was the sea that paid for it, and it knows.</blockquote>\
         <figcaption>Una Holm, fisher</figcaption></figure>{LAST}</div></article>"
    );
    assert!(extract(&page).0.is_empty());
}

#[test]
fn portraits_of_authors_have_no_caption() {
    let page = format!(
        "<head><meta name='author' content='Una Holm'></head><body><article><h1>Ness rebuilds its wall</h1>\
         <figure><img src=/una.jpg><figcaption>By Una Holm</figcaption></figure><div class='article-body'>{FIRST}{LAST}</div></article>"
    );
    assert!(extract(&page).0.is_empty());
}

#[test]
fn captions_without_figures_are_called_so() {
    check(
        "<span class=storyimage><img src=/a.jpg><span class=caption><span class=attribution>© Ness Images</span> \
         <span>The wall in June</span></span></span>",
        &["The wall in June [© Ness Images]"],
    );
    check(
        "<span class='picture rechts'><img src=/a.jpg><p class=image-annotation>The wall in June</p></span>",
        &["The wall in June"],
    );
    check(
        "<ul class=slides><li><img src=/a.jpg><p class=flex-caption>The wall in June</p></li></ul>",
        &["The wall in June"],
    );
}

#[test]
fn short_paragraphs_behind_pictures_that_open_or_end_as_captions() {
    check("<p><img src=/a.jpg></p><p>Fig. 1: the wall in June</p>", &["Fig. 1: the wall in June"]);
    check(
        "<p><img src=/a.jpg></p><p>Die Mauer im Juni. Foto: Ann Smith</p>",
        &["Die Mauer im Juni. [Foto: Ann Smith]"],
    );
}

#[test]
fn credits_lose_their_brackets_and_signs() {
    check(
        "<figure><img src=/a.jpg><figcaption><p>The wall in June</p> | <small>© Ann Smith</small></figcaption></figure>",
        &["The wall in June [© Ann Smith]"],
    );
    check(
        "<figure><img src=/a.jpg><figcaption><a href=#a>#</a> The wall, <span class=credit>(Credit: Ness Images)</span>\
         </figcaption></figure>",
        &["The wall [Credit: Ness Images]"],
    );
    check(
        "<figure><img src=/a.jpg><figcaption>The wall in June. (Ann Smith/Ness Courier)</figcaption></figure>",
        &["The wall in June. [Ann Smith/Ness Courier]"],
    );
}

#[test]
fn what_stands_beside_a_picture_may_be_no_caption() {
    check("<div class=image><img src=/a.jpg><span>Read about the wall »</span></div>", &[]);
    check("<div class=image><img src=/a.jpg><span>Ness rebuilds its wall</span></div>", &[]);
}

#[test]
fn pictures_of_other_articles_are_none() {
    let title = "<h1>Ness rebuilds its wall</h1>";
    let figure = "<figure><img src=/a.jpg><figcaption>The wall in June.</figcaption></figure>";
    check_pictures(
        &format!("{title}{figure}<div class=author><img src=/ann.jpg>Ann Smith</div>"),
        "<p>More of Ness</p><div><img src=/b.jpg></div>",
        &["/a.jpg"],
    );
    check_pictures(&format!("{title}{figure}<img src=/a-150x150.jpg><img src=/i.jpg width=40>"), "", &["/a.jpg"]);
}
