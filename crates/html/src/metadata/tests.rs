use std::fmt::Write as _;

use copydesk_core::{Diagnostic, Field, Metadata};

use super::read;
use crate::blocks::segment;
use crate::limits::Limits;
use crate::parse;

mod shown;
mod stated;

pub(super) fn metadata(page: &str) -> (Metadata, Vec<Diagnostic>) {
    let (tree, _) = parse::parse(page, &Limits::default());
    let blocks = segment(&tree, u32::MAX);
    read(&tree, &blocks, &Limits { max_candidates: MOST, ..Limits::default() })
}

/// Checks the candidates for authors of a page.
#[track_caller]
pub(super) fn check_authors(page: &str, expected: &[&str]) {
    let (metadata, _) = metadata(page);
    let found: Vec<&str> = metadata.of(Field::Authors).map(|candidate| candidate.value.as_str()).collect();
    assert_eq!(found, expected, "{page}");
}

/// The most candidates in these tests.
const MOST: u32 = 20;

/// One line a candidate: field, place, key, block, value.
fn outline(metadata: &Metadata) -> String {
    let mut lines = String::new();
    for candidate in &metadata.candidates {
        let block = candidate.block.map(|block| format!(" @{block}")).unwrap_or_default();
        let provenance = format!("{:?}", candidate.provenance).to_lowercase();
        let _ = writeln!(lines, "{} {provenance} {}{block} = {}", candidate.field, candidate.key, candidate.value);
    }
    if !metadata.types.is_empty() {
        let _ = writeln!(lines, "types {}", metadata.types.join(" "));
    }
    if let Some(body) = &metadata.article_body {
        let _ = writeln!(lines, "body {body}");
    }
    lines
}

#[track_caller]
fn check(page: &str, expected: &str) {
    let (metadata, diagnostics) = metadata(page);
    assert_eq!(outline(&metadata).trim(), expected.trim(), "{page}");
    assert_eq!(diagnostics, []);
}

#[track_caller]
fn check_json(json: &str, expected: &str) {
    check(&format!("<script type='application/ld+json'>{json}</script>"), expected);
}

#[test]
fn what_is_left_out_is_told() {
    let told = |page: &str| {
        let (metadata, diagnostics) = metadata(page);
        let codes: Vec<String> = diagnostics.into_iter().map(|found| found.code).collect();
        (metadata.candidates.len(), codes)
    };
    let authors = |count: u32| {
        (0..count).map(|at| format!("<meta name=author content='Jo Doe{at}'>")).collect::<Vec<_>>().concat()
    };
    let tags = |count: u32| format!("<meta name=keywords content='{}x'>", "ferry, ".repeat(count as usize));
    let limit = || vec!["html/candidate-limit".to_owned()];
    assert_eq!(told(&authors(MOST)), (MOST as usize, vec![]));
    assert_eq!(told(&authors(MOST + 1)), (MOST as usize, limit()));
    assert_eq!(told(&tags(MOST - 1)), (2, vec![]));
    assert_eq!(told(&tags(MOST)), (1, limit()));
}

#[test]
fn a_whole_page() {
    let page = r##"<!DOCTYPE html><html lang="en-GB"><head>
        <title>Ferry returns | The Quay</title>
        <link rel="canonical" href="https://quay.example/ferry">
        <meta property="og:title" content="Ferry returns">
        <meta property="og:type" content="article">
        <meta property="og:site_name" content="The Quay">
        <meta property="og:locale" content="en_GB">
        <meta property="article:published_time" content="2021-03-04T09:00:00Z">
        <meta property="article:author" content="https://quay.example/author/jo">
        <meta property="article:tag" content="ferry, harbour">
        <meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jo Doe">
        <meta name="Author" content="Jo Doe">
        <meta http-equiv="Content-Language" content="en">
        <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "name": "The Quay"},
            {"@type": ["NewsArticle", "Article"], "headline": "Ferry returns &amp; stays",
             "datePublished": "2021-03-04T09:00:00+00:00", "author": {"@id": "#jo"},
             "publisher": {"@type": "Organization", "name": "Quay Press"},
             "isAccessibleForFree": "False", "keywords": ["ferry", {"name": "harbour"}],
             "mainEntityOfPage": {"@id": "https://quay.example/ferry"},
             "articleBody": "It came back."},
            {"@type": "Person", "@id": "#jo", "name": ["Jo Doe"]}
        ]}</script></head><body>
        <h1>Ferry returns</h1>
        <p class="byline">By <a href="/author/jo" rel="author">Jo Doe</a></p>
        <p>Published <time datetime="2021-03-04T09:00">4 March 2021</time>, updated <time datetime="2021-03-05">5 March</time></p>
        <p>It came back.</p>
        <div id="comments"><time datetime="2022-01-01">1 January</time></div>
        </body></html>"##;
    let (metadata, diagnostics) = metadata(page);
    insta::assert_snapshot!(outline(&metadata));
    assert_eq!(diagnostics, []);
}

#[test]
fn json_ld_in_its_many_shapes() {
    check_json(
        r#"[{"@type": "http://schema.org/NewsArticle", "headline": "A", "author": [{"@type": "Person", "name": "Jo Doe"},
            {"@type": "NewsMediaOrganization", "name": "The Quay"}, "Al Roe", "https://quay.example/al"]}]"#,
        "title jsonld NewsArticle.headline = A\n\
         authors jsonld NewsArticle.author = Jo Doe\n\
         authors jsonld NewsArticle.author(Organization) = The Quay\n\
         authors jsonld NewsArticle.author = Al Roe\n\
         types NewsArticle",
    );
    check_json(
        r#"{"@type": "WebPage", "name": "Page", "mainEntity": {"@type": "BlogPosting", "headline": "Post", "image":
            [{"@type": "ImageObject", "url": "/a.jpg"}, "/b.jpg"], "author": {"givenName": "Jo", "familyName": "Doe"}}}"#,
        "title jsonld WebPage.name = Page\n\
         title jsonld BlogPosting.headline = Post\n\
         authors jsonld BlogPosting.author = Jo Doe\n\
         image jsonld BlogPosting.image = /a.jpg\n\
         image jsonld BlogPosting.image = /b.jpg\n\
         types WebPage BlogPosting",
    );
    check_json(
        r#"{"@type": "LiveBlogPosting", "keywords": "tide, quay", "isAccessibleForFree": true, "inLanguage": {"name": "en"}}"#,
        "language jsonld LiveBlogPosting.inLanguage = en\n\
         access jsonld LiveBlogPosting.isAccessibleForFree = free\n\
         tags jsonld LiveBlogPosting.keywords = tide\n\
         tags jsonld LiveBlogPosting.keywords = quay\n\
         types LiveBlogPosting",
    );
    check_json(r#"{"@type": "Product", "name": "Boat"}"#, "types Product");
    check_json(
        "<!-- {\"@type\": \"Article\",\n\"headline\": \"Two\nlines\",} -->;",
        "title jsonld Article.headline = Two lines\ntypes Article",
    );
}

#[test]
fn json_ld_objects_are_told_apart() {
    check_json(
        r#"[{"@type": "NewsArticle", "headline": "A"}, {"@type": "NewsArticle", "headline": "B", "url": "/b"},
            {"@type": "NewsArticle", "url": "/b", "author": "Jo Doe"}]"#,
        "title jsonld NewsArticle.headline = A\n\
         title jsonld NewsArticle#2.headline = B\n\
         canonical_url jsonld NewsArticle#2.url = /b\n\
         authors jsonld NewsArticle#2.author = Jo Doe\n\
         types NewsArticle",
    );
    check_json(
        r#"{"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}, {"item": {"name": "Tides"}}, {"name": "Ferry"}]}"#,
        "section jsonld BreadcrumbList = Tides\ntypes BreadcrumbList",
    );
    check_json(
        r#"{"@type": "Article", "hasPart": [{"isAccessibleForFree": "False", "cssSelector": ".wall"}]}"#,
        "access jsonld Article.hasPart.isAccessibleForFree = paywalled\ntypes Article",
    );
}

#[test]
fn broken_json_ld_loses_only_itself() {
    let page = r#"<script type="application/ld+json">{"@type": "Article", "headline": "A "quoted" word"}</script>
        <script type="application/ld+json">{"@type": "Article", "headline": "B"}</script>"#;
    let (metadata, diagnostics) = metadata(page);
    assert_eq!(outline(&metadata), "title jsonld Article.headline = B\ntypes Article\n");
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, "html/json-ld");
}

#[test]
fn deeply_nested_json_ld_is_a_diagnostic() {
    let page = format!("<script type='application/ld+json'>{}</script>", "[".repeat(100_000));
    let (metadata, diagnostics) = metadata(&page);
    assert_eq!(metadata, Metadata::default());
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn metas_by_many_names() {
    check(
        "<meta name=DC.date.issued content=2020-01-02><meta name=parsely-author content='Jo Doe'>\
         <meta name=news_keywords content='a; b'><meta property=article:content_tier content=locked>\
         <meta name=author content='https://quay.example/jo'><meta name=viewport content=width>\
         <meta name=og:title value='Ferry returns'>",
        "published meta dc.date.issued = 2020-01-02\n\
         authors meta parsely-author = Jo Doe\n\
         access opengraph article:content_tier = paywalled\n\
         title opengraph og:title = Ferry returns\n\
         tags meta news_keywords = a\n\
         tags meta news_keywords = b",
    );
}

#[test]
fn microdata_counts_inside_articles() {
    check(
        "<article itemscope itemtype='https://schema.org/NewsArticle'><h2 itemprop=headline>Ferry</h2>\
         <meta itemprop=datePublished content=2020-01-02>\
         <span itemprop=author itemscope itemtype='https://schema.org/Person'>by <b itemprop=name>Jo Doe</b></span>\
         <div itemprop=comment itemscope itemtype='https://schema.org/Comment'><i itemprop=author>Troll</i></div></article>",
        "title microdata NewsArticle.headline @0 = Ferry\n\
         published microdata NewsArticle.datePublished = 2020-01-02\n\
         authors microdata NewsArticle.author @1 = Jo Doe",
    );
    check(
        "<p><time itemprop=dateModified datetime=2020-01-03>3 Jan</time>",
        "modified microdata itemprop=dateModified @0 = 2020-01-03\n\
         modified time time[datetime][itemprop=dateModified] @0 = 2020-01-03",
    );
}

#[test]
fn visible_dates() {
    check("<div class=meta>Updated: <time>4 May 2020</time></div>", "modified time time @0 = 4 May 2020");
    check(
        "<div>Updated</div><time class=x datetime=2020-05-04>today</time>",
        "modified time time[datetime].x @1 = 2020-05-04",
    );
    check(
        "<time class='entry-date published updated' datetime=2020-05-04></time>",
        "published time time[datetime].entry-date.published.updated = 2020-05-04",
    );
    check(
        "<time class='entry-date published updated' itemprop=dateModified datetime=2020-05-04>x</time>",
        "modified microdata itemprop=dateModified @0 = 2020-05-04\n\
         modified time time[datetime][itemprop=dateModified].entry-date.published.updated @0 = 2020-05-04",
    );
    check("<span class=post-date>May 4, 2020</span>", "published text class post-date @0 = May 4, 2020");
    check("<span data-timestamp=1588550400>now</span>", "published text data-timestamp @0 = 1588550400");
    check("<time datetime=PT5M>5 min</time><span class=read-time>5 of 2020</span>", "");
}

#[test]
fn each_date_of_a_text_has_its_label() {
    check(
        "<p>Published 4 May 2020, updated 6 May 2020</p>",
        "published text announced date @0 = 4 May 2020\nmodified text announced date @0 = 6 May 2020",
    );
    check("<p>2020年5月4日更新</p>", "modified text announced date @0 = 2020年5月4日");
    check(
        "<time datetime=2020-05-06T10:00Z>Published 4 May 2020</time>",
        "published time time[datetime] @0 = 2020-05-06T10:00Z\npublished time time @0 = 4 May 2020",
    );
    check(
        "<p>12 May 2020 - The ferry came back to the quay after a long winter in the yard, and the whole town stood there \
         to see it, as it does each year in spring.</p>",
        "published text opening @0 = 12 May 2020",
    );
    check("<h3>12.5.2020</h3>", "published text date line @0 = 12.5.2020");
    check("<h3>What 12 May 2020 brought us</h3>", "");
    check("<h3>Harbour <i>12.05.2020 13:30 by Ida</i></h3>", "published text text @0 = 12.05.2020 13:30");
}

#[test]
fn dates_in_attributes_and_scripts() {
    check("<i data-mod_date=2020-05-04>x</i>", "modified text data-mod_date @0 = 2020-05-04");
    check("<i data-mod_date='&#50;020-05-04'>x</i>", "modified text data-mod_date @0 = 2020-05-04");
    check("<abbr title='Monday, 4 May 2020'>Mon</abbr>", "published text abbr[title]  @0 = Monday, 4 May 2020");
    check(
        "<script>var page = {\"publishedAt\": \"2020-05-04T10:00:00Z\", \"unpublishedAt\": \"2021-01-01\"}</script>",
        "published text script publishedAt = 2020-05-04T10:00:00Z",
    );
    check(
        "<meta name=date value=2020-05-04><script>{\"datePublished\": \"2021-01-01\"}</script>",
        "published meta date = 2020-05-04",
    );
    check("<meta name=x-published-on content=2020-05-04>", "published meta x-published-on = 2020-05-04");
    check("<meta name=event-date content=2020-05-04>", "");
}

#[test]
fn visible_bylines() {
    check("<p>On 4 May 2020</p>", "published text date line @0 = 4 May 2020");
    check("<p>By Jo Doe</p>", "authors byline announced byline @0 = By Jo Doe");
    check("<a href=/author/jo-doe/>Jo Doe</a>", "authors byline a[href*=\"/author/\"] @0 = Jo Doe");
    check("<div class=article__author>Jo Doe</div>", "authors byline class article__author @0 = Jo Doe");
    check("<p>posted by jo</p>", "authors byline announced byline @0 = posted by jo");
    check("<div>Written by</div><div>Jo Doe</div>", "authors byline labelled byline @1 = Jo Doe");
    check("<div>By</div><div>Jo</div>", "authors byline labelled byline @1 = Jo");
    check("<div>Text:</div><div>Jo</div>", "authors byline labelled byline @1 = Jo");
    check("<li>Text</li><li>Podcast</li>", "");
    check("<li>Text kopieren</li><li>Autor:innen</li><li>Hafen</li>", "");
    check("<div>Autor:innen</div><div>Jo Doe</div>", "authors byline labelled byline @1 = Jo Doe");
    check("<div>About</div><div>Our Story</div>", "");
    check("<div>Written by</div><div>Harbour Checklists Just Moored Boats</div>", "");
    check("<p>Author: Jo Doe Genre: Poems Pages: 40</p>", "");
    check("<p>Author: Jo Doe Photos: Al Roe</p>", "authors byline announced byline @0 = Author: Jo Doe Photos: Al Roe");
    check("<p class=author-description>Keeper of the lock</p>", "");
    check(
        "<p>3 May 2020 by Jo Doe, Keeper</p>",
        "authors byline announced byline @0 = by Jo Doe, Keeper\npublished text text @0 = 3 May 2020",
    );
    check("<h3>Written by Jo Doe</h3>", "authors byline announced byline @0 = Written by Jo Doe");
    check("<h3>By the harbour</h3>", "");
    check("<h1>By Jo Doe</h1>", "title heading h1 @0 = By Jo Doe");
    check("<p>This post was written by Jo Doe, keeper.</p>", "authors byline loose byline @0 = Jo Doe");
    check(
        "<div class=byline><div>By <b>Jo Doe</b></div><div><p>The Quay</p><p>4 pm</p></div></div>",
        "authors byline class byline @0 = By Jo Doe ¦ The Quay ¦ 4 pm",
    );
    check("<p class=byline>By Jo Doe<br>The Quay</p>", "authors byline class byline @0 = By Jo Doe ¦ The Quay");
    check("<address>Jo Doe</address>", "authors byline address @0 = Jo Doe");
    check("<address>100 Harbour Drive<br>Ness</address>", "");
    check(
        "<p>3 May 2020, 16:20 by jodoe</p>",
        "authors byline loose byline @0 = jodoe\npublished text text @0 = 3 May 2020, 16:20",
    );
    check("<p>Tides | By Jo Doe | 12 min</p>", "authors byline announced byline @0 = By Jo Doe");
    check(&format!("<div class=author>{}</div>", "Long ".repeat(80)), "");
}

#[test]
fn placeholders_are_no_addresses() {
    check("<link rel=canonical href='#'><meta property=og:url content='//'><meta property=og:image content='?'>", "");
    check("<link rel=canonical href=/>", "canonical_url link link[rel=canonical] = /");
}

#[test]
fn visible_topics() {
    check(
        "<a rel='category tag' href=/tides>Tides</a> <a rel=tag href=/t/ferry>#ferry</a>",
        "section text rel=category @0 = Tides\ntags text rel=tag @0 = ferry",
    );
}

#[test]
fn headings() {
    check(
        "<h1>One <i>two</i></h1><h2 class=headline>Three</h2><h2>Four</h2>",
        "title heading h1 @0 = One two\ntitle text h2.headline @1 = Three",
    );
    check(
        "<title>Ferry returns | The Quay</title><h1>The Quay</h1><h2>Ferry returns</h2>",
        "title titleelement title = Ferry returns | The Quay\n\
         title heading h1 @0 = The Quay\n\
         title text h2 @1 = Ferry returns",
    );
    check("<h2 class='big entry-title'>Three</h2>", "title heading h2.entry-title @0 = Three");
    check("<h1>Ten years of &lt;br&gt; &amp;amp; co</h1>", "title heading h1 @0 = Ten years of <br> & co");
}

#[test]
fn what_stands_beside_the_headline_is_no_part_of_it() {
    let heading = |inside: &str, expected: &str| {
        check(&format!("<h1>{inside}</h1>"), &format!("title heading h1 @0 = {expected}"));
    };
    heading("<small>Tides</small> The wall falls", "The wall falls");
    heading("The wall falls <small>2 May, Harbour</small>", "The wall falls");
    heading("<small>Tides</small><br>The wall falls<small> : Harbour</small>", "The wall falls");
    heading("<small>The wall falls</small>", "The wall falls");
    heading("The <small>old</small> wall falls", "The old wall falls");
    heading("<span class=head__kicker>Tides</span>: The wall falls", "The wall falls");
    heading("The wall falls <span class=kicker>Tides</span>", "The wall falls Tides");
    heading("<span class=topline>Tides</span>", "Tides");
    check(
        "<meta property=og:title content='Tides: The wall falls – Quay'><h1><b class=Topline>Tides</b> The wall falls</h1>",
        "title opengraph og:title = Tides: The wall falls – Quay\ntitle heading h1 @0 = Tides The wall falls",
    );
}

#[test]
fn accounts_are_authors() {
    check("<a class='username u-1'>tide_ann</a>", "authors byline class username @0 = tide_ann");
    check("<a class=userName>@quay</a><b class=username>Log in</b><b class=username>Welcome,</b>", "");
    check("<a class=username>Gaston</a>", "authors byline class username @0 = Gaston");
    check("<p class=login-username><label>Your name</label></p>", "");
}
