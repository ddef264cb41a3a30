//! Shapes against what comes behind the tree: blocks, metadata, features, fields, captions, rules.

use super::{Shape, html, repeat};

/// The front of a page that some of the shapes begin with.
const HEAD: &str = "<!doctype html><title>The ferry is late</title><body><h1>The ferry is late</h1>\
    <p>The ferry to the northern islands was late on Tuesday, because the harbour was full of ice, said its captain.</p>";

/// A paragraph's text that an article may hold.
const PROSE: &str =
    "Two hundred people waited on the quay until the evening, and some of them went home again in the end.";

pub(super) const SHAPES: &[Shape] = &[
    html("tiny-blocks", |n| repeat(n, "", |_| "<p>x</p>".into())),
    html("words", |n| repeat(n, HEAD, |i| format!("<p>word{i} and word{}</p>", i * 7919))),
    html("one-text", |n| repeat(n, "<p>", |i| format!("word{i} and so on, he said. "))),
    html("one-word", |n| repeat(n, "<p>", |_| "word".into())),
    html("one-word-no-space", |n| repeat(n, HEAD, |_| "長い記事の本文".into())),
    html("text-and-comments", |n| repeat(n, "<p>", |_| "a<!--b-->".into())),
    html("spaces", |n| repeat(n, "<p>", |_| " \n".into())),
    html("links-in-one-block", |n| repeat(n, "<p>", |i| format!("<a href=/news/{i}>word</a> and "))),
    html("link-list", |n| repeat(n, "<ul>", |i| format!("<li><a href=/news/{i}>The ferry is late again</a>"))),
    html("inline-tags", |n| repeat(n, "<p>", |_| "<b>a</b><i>b</i>".into())),
    html("line-breaks", |n| repeat(n, "<div>", |i| format!("A line of text that is number {i}<br>"))),
    html("bare-line-breaks", |n| repeat(n, "<p>", |_| "<br>".into())),
    html("cells", |n| repeat(n, "<table>", |i| format!("<tr><td>{i}<td>word"))),
    html("cells-of-one-row", |n| repeat(n, "<table><tr>", |i| format!("<td>{i}"))),
    html("preformatted", |n| repeat(n, "<pre>", |i| format!("let line = {i};\n"))),
    html("headings", |n| repeat(n, HEAD, |i| format!("<h2>The ferry number {i}</h2><p>{PROSE}</p>"))),
    html("main-headings", |n| repeat(n, "", |i| format!("<h1>The ferry number {i} is late</h1>"))),
    html("repeated-lines", |n| repeat(n, HEAD, |_| format!("<p>{PROSE}</p>"))),
    html("paragraphs", |n| repeat(n, HEAD, |i| format!("<p>{i}. {PROSE}</p>"))),
    html("articles", |n| repeat(n, "", |i| format!("<article><h2>Ferry {i}</h2><p>{PROSE}</p></article>"))),
    html("containers", |n| repeat(n, HEAD, |i| format!("<div class=c{i}><div><p>{PROSE}</p></div></div>"))),
    html("class-names", |n| repeat(n, "<p class=\"", |i| format!("related-{i} ")) + "\">x"),
    html("classes", |n| repeat(n, HEAD, |i| format!("<p class='box-{i} story{i}__text teaser'>word {i}</p>"))),
    html("class-of-deep", |n| {
        repeat(n, &"<div class='a b c d e f story-body related'>".repeat(200), |_| "<p class=x>y</p>".into())
    }),
    html("long-class-around", |n| {
        let class = repeat(n / 2, "<div class='", |i| format!("box-{i} "));
        repeat(n, &format!("{class}{}'><div id={}>", "related".repeat(n / 70), "x".repeat(n / 20)), |_| {
            "<p>y</p>".into()
        })
    }),
    html("ids", |n| repeat(n, HEAD, |i| format!("<p id=paragraph-{i}>word</p>"))),
    html("metas", |n| repeat(n, "", |i| format!("<meta name=keywords content='word{i}, word{i}'>"))),
    html("meta-authors", |n| repeat(n, "", |i| format!("<meta name=author content='Anna Quist{i}'>"))),
    html("meta-titles", |n| repeat(n, "", |i| format!("<meta property=og:title content='The ferry {i} is late'>"))),
    html("meta-dates", |n| {
        repeat(n, "", |i| format!("<meta property=article:published_time content='2024-05-01T10:00:{:02}Z'>", i % 60))
    }),
    html("meta-list", |n| repeat(n, "<meta name=keywords content='", |i| format!("word{i},")) + "'>x"),
    html("long-title", |n| repeat(n, "<title>", |i| format!("The ferry {i} - ")) + "</title>x"),
    html("long-titles", |n| {
        repeat(n, HEAD, |i| format!("<meta property=og:title content='{}'>", "The ferry | ".repeat(40 + i % 7)))
    }),
    html("link-elements", |n| repeat(n, "", |i| format!("<link rel=canonical href=https://quay.example/{i}>"))),
    html("json-ld-objects", |n| {
        repeat(n, "<script type=application/ld+json>[", |i| {
            format!("{{\"@type\":\"NewsArticle\",\"@id\":\"{i}\",\"headline\":\"Ferry {i}\",\"author\":\"Anna {i}\"}},")
        }) + "{}]</script>x"
    }),
    html("json-ld-scripts", |n| {
        repeat(n, "", |i| {
            format!(
                "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"Ferry {i}\",\
                 \"datePublished\":\"2024-05-01\",\"author\":{{\"@id\":\"#{i}\"}}}}</script>"
            )
        })
    }),
    html("json-ld-deep", |n| repeat(n, "<script type=application/ld+json>", |_| "{\"@graph\":[".into())),
    html("json-ld-broken", |n| repeat(n, "", |_| "<script type=application/ld+json>{\"a\":[1,,}</script>".into())),
    html("json-ld-authors", |n| {
        repeat(n, "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[", |i| {
            format!("{{\"name\":\"Anna Quist{i}\"}},")
        }) + "{}]}</script>x"
    }),
    html("json-ld-body", |n| {
        let body = repeat(n / 2, "", |i| format!("{i}. {PROSE} "));
        let script = "<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"";
        repeat(n, &format!("{script}{body}\"}}</script>"), |i| format!("<p>{i}. {PROSE}</p>"))
    }),
    html("json-ld-escapes", |n| {
        repeat(n, "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"", |_| "\\u00e9".into())
            + "\"}</script>x"
    }),
    html("microdata", |n| {
        repeat(n, "", |i| {
            format!("<div itemscope itemtype=http://schema.org/Article><b itemprop=headline>Ferry {i}</b>")
        })
    }),
    html("microdata-names", |n| {
        repeat(n, "<div itemscope itemtype=http://schema.org/Article>", |i| {
            format!("<p itemprop='author name headline datePublished'>Anna {i}</p>")
        })
    }),
    html("microdata-deep", |n| {
        repeat(n, "", |_| "<div itemscope itemprop=author itemtype=http://schema.org/Person>x".into())
    }),
    html("times", |n| repeat(n, HEAD, |i| format!("<time datetime=2024-05-{:02}>{i} May</time>", 1 + i % 28))),
    html("dates", |n| repeat(n, HEAD, |i| format!("<p>{} May {}, 10:{:02}</p>", 1 + i % 28, 1900 + i % 120, i % 60))),
    html("dates-in-one-text", |n| repeat(n, "<p class=date>", |i| format!("{} May 2024 ", 1 + i % 28))),
    html("dates-in-scripts", |n| {
        repeat(n, "<script>", |i| format!("{{\"datePublished\":\"2024-05-{:02}T10:00\"}},", 1 + i % 31)) + "</script>x"
    }),
    html("numbers", |n| repeat(n, HEAD, |i| format!("<p>{i}.{i}.{i} {i}/{i}/{i}</p>"))),
    html("bylines", |n| repeat(n, HEAD, |i| format!("<p class=byline>By Anna Quist{i}</p>"))),
    html("byline-of-many", |n| repeat(n, "<h1>Ferry</h1><p class=byline>By ", |i| format!("Anna Quist{i}, "))),
    html("authors", |n| repeat(n, HEAD, |i| format!("<a rel=author href=/a/{i}>Anna Quist{i}</a><p>x</p>"))),
    html("figures", |n| {
        repeat(n, HEAD, |i| {
            format!("<figure><img src=/{i}.jpg><figcaption>Quay {i}. Photo: Bo Lind</figcaption></figure>")
        })
    }),
    html("figures-nested", |n| repeat(n, HEAD, |_| "<figure><img src=x><figcaption>Quay".into())),
    html("pictures", |n| {
        repeat(n, HEAD, |i| format!("<div><img src=/{i}.jpg alt='Quay {i}'><p>Photo: Bo Lind</p></div>"))
    }),
    html("pictures-in-one", |n| repeat(n, HEAD, |i| format!("<img src=/{i}.jpg alt='the quay'>"))),
    html("pictures-of-deep", |n| repeat(n, &"<div class=image>".repeat(400), |_| "<img src=x><p>Quay</p>".into())),
    html("videos", |n| repeat(n, HEAD, |i| format!("<video src={i}></video><iframe src=/{i}></iframe>x"))),
    html("tweets", |n| {
        repeat(n, HEAD, |i| {
            format!(
                "<blockquote class=twitter-tweet><p>Ice.</p>— Anna (@anna{i}) <a href=x>May 1, 2024</a></blockquote>"
            )
        })
    }),
    html("quotes", |n| repeat(n, HEAD, |_| "<blockquote><p>“It was cold,” she said.".into())),
    html("comments-of-readers", |n| {
        repeat(n, HEAD, |i| format!("<div class=comments><div class=comment><b>Bo{i}</b><p>{PROSE}</p>"))
    }),
    html("streamed-parts", |n| {
        repeat(n, HEAD, |i| format!("<template id=\"B:{i}\"></template><div hidden id=\"S:{i}\"><p>part {i}</p></div>"))
    }),
    html("hidden", |n| repeat(n, HEAD, |_| "<div hidden style='display:none'>x<p>y".into())),
    html("icons", |n| repeat(n, HEAD, |_| "<p>facebook twitter whatsapp email print</p>".into())),
    html("prompts", |n| repeat(n, HEAD, |_| "<p>Read more: Sign up for our newsletter</p>".into())),
    html("breadcrumbs", |n| repeat(n, "<nav class=breadcrumb>", |i| format!("<a href=/{i}>Section {i}</a>"))),
    html("tags", |n| repeat(n, HEAD, |i| format!("<a rel=tag href=/tag/{i}>ferry {i}</a> "))),
    html("doubly-encoded", |n| repeat(n, HEAD, |_| "<p>Ã©tÃ© Ã  la mer</p>".into())),
    html("languages", |n| repeat(n, "<p>", |_| "Паром на северные острова опоздал, 船が遅れた. ".into())),
];
