//! Shapes in which much refers to one thing, or lies around it, so that it may be read again for each.

use super::{Shape, html, repeat};

/// A paragraph's text that an article may hold.
const PROSE: &str =
    "Two hundred people waited on the quay until the evening, and some of them went home again in the end.";

/// Two paragraphs of an article.
fn head() -> String {
    format!("<h1>The ferry is late</h1><article><p>{PROSE}</p><p>{PROSE}</p>")
}

/// An article whose `key` refers to an object with these values as often as to make so many bytes.
fn references(bytes: usize, values: &str, key: &str) -> String {
    let object = format!("<script type=application/ld+json>[{{\"@id\":\"#\",{values}}},");
    repeat(bytes, &format!("{object}{{\"@type\":\"NewsArticle\",\"{key}\":["), |_| "\"#\",".into())
        + "\"\"]}]</script>x"
}

/// A list of JSON of so many bytes.
fn list(bytes: usize) -> String {
    repeat(bytes, "[", |i| format!("\"Anna {i}\",")) + "\"\"]"
}

pub(super) const SHAPES: &[Shape] = &[
    html("references-to-names", |n| references(n, &format!("\"name\":{}", list(n / 2)), "author")),
    html("references-to-types", |n| references(n, &format!("\"@type\":{}", list(n / 2)), "author")),
    html("references-to-one-name", |n| references(n, &format!("\"name\":\"{}\"", "a ".repeat(n / 4)), "publisher")),
    html("references-to-addresses", |n| references(n, &format!("\"url\":{}", list(n / 2)), "image")),
    html("references-of-many", |n| {
        let names = format!("<script type=application/ld+json>[{{\"@id\":\"#\",\"name\":{}}},", list(n / 2));
        repeat(n, &names, |_| "{\"@type\":\"NewsArticle\",\"author\":\"#\"},".into()) + "{}]</script>x"
    }),
    html("long-base", |n| {
        let base = format!("<base href='https://quay.example/{}/'>{}", "x".repeat(n / 2), head());
        repeat(n, &base, |i| {
            format!("<figure><img src=q{i}.jpg><figcaption>The quay {i}</figcaption></figure><p>{PROSE}</p>")
        })
    }),
    html("base", |n| {
        let base = format!("<base href='https://quay.example/{}/'>{}", "x".repeat(2000), head());
        repeat(n, &base, |i| {
            format!("<figure><img src=q{i}.jpg><figcaption>The quay {i}</figcaption></figure><p>{PROSE}</p>")
        })
    }),
    html("canonical-relations", |n| {
        let relations = repeat(n / 2, "<link rel='", |_| "canonical ".into());
        format!("{relations}' href='https://quay.example/{}'>{}", "x".repeat(n / 2), head())
    }),
    html("kickers", |n| {
        let titles = |place: &str| format!("<meta property={place}:title content='{}'>", "ferry ".repeat(600));
        repeat(n, &(titles("og") + &titles("twitter") + &head()), |i| {
            format!("<h1><i class=kicker>Ice {i}</i> The ferry is late</h1>")
        })
    }),
    html("bylines-around-one", |n| {
        repeat(n, &head(), |_| {
            format!("{}{}{}", "<div class=author>".repeat(240), "<i>AnnaQuist</i>".repeat(4), "</div>".repeat(240))
        })
    }),
    html("links-around-blocks", |n| {
        repeat(n, &(head() + &"<a href=/x><marquee>".repeat(250)), |_| "<p>word</p>".into())
    }),
    html("streamed-chain", |n| {
        let (begin, end) = ("<i>".repeat(200), "</i>".repeat(200));
        let part = |i: u32| format!("<div hidden id='S:{i}'>{begin}<template id='B:{}'></template>{end}</div>", i + 1);
        let chain: String = (0..8).map(part).collect();
        let head = format!("{}<template id='B:0'></template>{chain}<div hidden id='S:8'>", head());
        repeat(n, &head, |_| "<p>x y z</p>".into())
    }),
    html("copies", |n| repeat(n, &head(), |i| format!("<div><p>{PROSE}</p><p>{PROSE} {i}</p><p>{PROSE}</p></div>"))),
    html("copies-of-long-runs", |n| {
        let run = format!("<div><p>{PROSE} {PROSE}</p>{}</div>", "<p>So.</p>".repeat(n / 60));
        repeat(n, &head(), |_| run.clone())
    }),
    html("one-body-twice", |n| {
        let body =
            repeat((n / 2).saturating_sub(60), "<div>", |i| format!("<p>{PROSE} It was the ferry {i}.</p>")) + "</div>";
        body.clone() + &body
    }),
    html("readings-in-a-line", |n| repeat(n, &(head() + "<p>"), |_| "<ruby>港<rt>みなと</rt></ruby>の".into())),
    html("cut-teasers", |n| {
        repeat(n, &head(), |i| format!("<div><p>{PROSE} The ferry...</p><b><a href=/{i}>On</a></b><i>Monday</i></div>"))
    }),
    html("bullets-by-breaks", |n| repeat(n, &(head() + "<p>• a"), |_| "<br>• a".into())),
    html("text-of-a-source", |n| {
        let page = "<link rel=canonical href=https://www.rt.com/news/1-ferry><div class=article__text>";
        repeat(n, &(page.to_owned() + &head()), |_| "<p>x y</p>".into())
    }),
    html("parts-of-a-source", |n| {
        let page = "<link rel=canonical href=https://www.rt.com/news/1-ferry><div class=article__text>";
        repeat(n, &(page.to_owned() + &head() + "<p>"), |_| "a<span class=read-more>b</span>".into())
    }),
    html("addresses-in-posts", |n| {
        repeat(n, &head(), |i| {
            let links = "t.co/x ".repeat(40);
            format!("<blockquote class=twitter-tweet><p>{links}— Anna (@anna{i}) May 1, 2024</blockquote>")
        })
    }),
    html("long-link-around-texts", |n| {
        let link = format!("{}<a href='/{}'>", head(), "x/".repeat(n / 4));
        repeat(n, &link, |_| "<p>The quay</p>".into())
    }),
    html("long-link-around-pictures", |n| {
        let link = format!("{}<a href='/{}'>", head(), "x/".repeat(n / 4));
        repeat(n, &link, |i| format!("<p>The quay</p><img src=q{i}.jpg>"))
    }),
    html("tags-of-one-box", |n| {
        repeat(n, &(head() + "<div class=tags>"), |i| format!("<a href=/tag/t{i}>Tag {}</a> ", letters(i)))
    }),
    html("names-around-links", |n| {
        let names = repeat(n / 2, "<div class='", |i| format!("a{i} "));
        repeat(n, &(head() + &names + "'>"), |i| format!("<p><a href=/{i}>Quay</a></p>"))
    }),
    html("name-around-links", |n| {
        let name = format!("{}<div id='{}'>", head(), "a-".repeat(n / 4));
        repeat(n, &name, |i| format!("<p><a href=/{i}>Quay</a></p>"))
    }),
    html("names-around-pictures", |n| {
        let names = repeat(n / 2, "<div class='", |i| format!("a{i} "));
        repeat(n, &(head() + &names + "'>"), |i| format!("<img src=q{i}.jpg><p>{PROSE}</p>"))
    }),
];

/// A number in letters.
fn letters(number: impl TryInto<u32>) -> String {
    let mut rest = number.try_into().unwrap_or_default();
    let mut letters = String::new();
    while rest > 0 || letters.is_empty() {
        letters.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    letters
}
