//! Articles as Markdown (`CommonMark`, with the tables of GitHub's).

use std::fmt::Write;

use copydesk_core::text::whitespace::fold;
use copydesk_core::{Article, ArticleBlock, Kind};

/// The article: headline, byline, date, standfirst, then its blocks.
pub(crate) fn render(article: &Article) -> String {
    let mut parts: Vec<String> = Vec::with_capacity(article.blocks.len() + 3);
    if let Some(title) = &article.title {
        parts.push(heading(1, &escape(title)));
    }
    let mut line: Vec<String> = Vec::new();
    if !article.authors.is_empty() {
        line.push(format!("By {}", escape(&article.authors.join(", "))));
    }
    line.extend(article.publisher.iter().chain(&article.published).map(|text| escape(text)));
    if !line.is_empty() {
        parts.push(line.join(" · "));
    }
    // Where it opens the body it is read there.
    let in_body = |standfirst: &String| article.blocks.iter().any(|block| fold(&block.text) == *standfirst);
    if let Some(standfirst) = article.standfirst.as_ref().filter(|standfirst| !in_body(standfirst)) {
        parts.push(format!("**{}**", escape(standfirst)));
    }
    parts.extend(article.blocks.iter().map(block).filter(|part| !part.is_empty()));
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &ArticleBlock) -> String {
    let text = || escape(&block.text);
    match &block.kind {
        Kind::Paragraph => broken(&text()),
        // The headline is the only heading of level 1.
        Kind::Heading { level } => heading((*level).clamp(2, 6), &text()),
        Kind::List { ordered } => list(&block.items, *ordered),
        Kind::Quote => quote(&broken(&text()), block.attribution.as_deref().map(escape)),
        Kind::Caption => {
            let credit = block.credit.as_ref().map(|credit| format!(" ({})", escape(credit))).unwrap_or_default();
            format!("*{}{credit}*", text())
        }
        Kind::Image => {
            let credit = block.credit.as_ref().map(|credit| format!("\n\n*({})*", escape(credit))).unwrap_or_default();
            let picture = block.src.as_ref().map(|src| format!("![{}]({})", text(), target(src)));
            picture.map(|picture| picture + &credit).unwrap_or_default()
        }
        Kind::Table => table(&block.items),
        Kind::Code => fence(&block.text),
        Kind::Tweet { author, handle, posted, links } => {
            let mut text = text();
            for link in links {
                let _ = write!(text, "\n{}", address(link));
            }
            quote(&text, signature(author.as_deref(), handle.as_deref(), posted.as_deref()))
        }
        Kind::Embed => block.src.as_deref().map(address).unwrap_or_default(),
        Kind::Update { posted } => {
            // The text may say the time itself.
            let posted = posted.as_ref().filter(|posted| !block.text.starts_with(posted.as_str()));
            let posted = posted.map(|posted| format!("{} · ", escape(posted))).unwrap_or_default();
            heading(3, &format!("{posted}{}", text()))
        }
    }
}

/// A heading of an escaped text. `#`s after a space at its end would be taken for the marks that may close a heading.
fn heading(level: u8, text: &str) -> String {
    let marks = "#".repeat(level.into());
    let before = text.trim_end_matches('#');
    if before.len() < text.len() && before.ends_with([' ', '\t']) {
        return format!("{marks} {before}\\{}", &text[before.len()..]);
    }
    format!("{marks} {text}")
}

/// An escaped text whose lines end where they end.
fn broken(text: &str) -> String {
    text.replace('\n', "\\\n")
}

fn list(items: &[String], ordered: bool) -> String {
    let lines = items.iter().enumerate().map(|(at, item)| {
        let mark = if ordered { format!("{}.", at + 1) } else { "-".to_owned() };
        format!("{mark} {}", escape(item))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn quote(text: &str, attribution: Option<String>) -> String {
    let mut lines: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
    if let Some(attribution) = attribution {
        lines.push(">".to_owned());
        lines.push(format!("> — {attribution}"));
    }
    lines.join("\n")
}

fn signature(author: Option<&str>, handle: Option<&str>, posted: Option<&str>) -> Option<String> {
    let handle = handle.map(|handle| format!("@{}", escape(handle)));
    let name = match (author.map(escape), handle) {
        (Some(author), Some(handle)) => Some(format!("{author} ({handle})")),
        (author, handle) => author.or(handle),
    };
    let parts: Vec<String> = name.into_iter().chain(posted.map(escape)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn table(rows: &[String]) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.split('\t').map(|cell| escape(cell).replace('|', "\\|")).collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for (at, mut row) in rows.into_iter().enumerate() {
        row.resize(width, String::new());
        lines.push(format!("| {} |", row.join(" | ")));
        if at == 0 {
            lines.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    lines.join("\n")
}

/// A fence longer than any run of backticks inside.
fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{code}\n{fence}")
}

/// An address as a link; one without a scheme cannot be one.
fn address(address: &str) -> String {
    if address.contains("://") { format!("<{}>", target(address)) } else { escape(address) }
}

/// An address without what would end it.
fn target(address: &str) -> String {
    address
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| match c {
            ' ' => "%20".chars().collect::<Vec<_>>(),
            '(' => "%28".chars().collect(),
            ')' => "%29".chars().collect(),
            '<' => "%3C".chars().collect(),
            '>' => "%3E".chars().collect(),
            other => vec![other],
        })
        .collect()
}

/// Text that Markdown leaves as it is: marks inside a line, and at its start what would make it a heading, a list
/// item, a quote or a rule.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            escaped.push('\n');
        }
        let start = line.trim_start();
        let digits = start.bytes().take_while(u8::is_ascii_digit).count();
        let numbered = (1..=9).contains(&digits) && start[digits..].starts_with(['.', ')']);
        let mut rest = line;
        if numbered {
            escaped.push_str(&start[..digits]);
            escaped.push('\\');
            rest = &start[digits..];
        } else if start.starts_with(['#', '+', '-', '=', '~', '>', '|']) {
            escaped.push('\\');
            rest = start;
            // The character itself is now escaped, once.
            let first = rest.chars().next().map_or(0, char::len_utf8);
            escaped.push_str(&rest[..first]);
            rest = &rest[first..];
        }
        for c in rest.chars() {
            if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '&' | '~') {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Draft, Field, Rule, Span, StaticDocument, article};

    use super::*;

    fn of(kind: Kind, text: &str) -> ArticleBlock {
        ArticleBlock {
            kind,
            text: text.to_owned(),
            credit: None,
            attribution: None,
            items: text.lines().map(str::to_owned).collect(),
            src: None,
            from: vec![0],
            span: Span::Lines(0, 0),
        }
    }

    #[track_caller]
    fn check(kind: Kind, text: &str, expected: &str) {
        assert_eq!(block(&of(kind, text)), expected);
    }

    #[test]
    fn every_kind_has_its_form() {
        check(Kind::Paragraph, "The *old* pier_1 <b>", r"The \*old\* pier\_1 \<b\>");
        check(Kind::Paragraph, "Warm up 11:00\nContest 12:00", "Warm up 11:00\\\nContest 12:00");
        check(Kind::Paragraph, "1. January was wet", r"1\. January was wet");
        check(Kind::Paragraph, "- 5 degrees", r"\- 5 degrees");
        check(Kind::Heading { level: 1 }, "Tides", "## Tides");
        check(Kind::Heading { level: 2 }, "Using the ## marker #", r"## Using the ## marker \#");
        check(Kind::Heading { level: 2 }, "Chords in F ##", r"## Chords in F \##");
        check(Kind::Heading { level: 2 }, "Notes on C#", "## Notes on C#");
        check(Kind::Heading { level: 2 }, "##", r"## \##");
        check(Kind::Paragraph, "It is ~~really~~ shut", r"It is \~\~really\~\~ shut");
        check(Kind::Paragraph, "~5 tons", r"\~5 tons");
        check(Kind::List { ordered: false }, "Rope\nTar", "- Rope\n- Tar");
        check(Kind::List { ordered: true }, "Rope\nTar", "1. Rope\n2. Tar");
        check(Kind::Table, "Port\tTons\nSouth | North\t7", "| Port | Tons |\n| --- | --- |\n| South \\| North | 7 |");
        check(Kind::Code, "a ``` b", "````\na ``` b\n````");
        check(Kind::Update { posted: Some("12:05".into()) }, "Lock opens", "### 12:05 · Lock opens");
        check(Kind::Update { posted: Some("9h05".into()) }, "9h05 – Lock opens", "### 9h05 – Lock opens");
    }

    /// An article of two paragraphs with this standfirst.
    #[track_caller]
    fn check_standfirst(standfirst: &str, expected: &str) {
        const RULE: Rule = Rule::new("test/rule", "a test");
        let document = StaticDocument::of_lines(&["The lock is open.", "Boats pass."]);
        let mut draft = Draft::new(&document);
        for block in 0..2_usize {
            draft.keep(block, Kind::Paragraph, RULE).expect("the block is there");
        }
        draft.set_field(Field::Standfirst, standfirst.to_owned(), None, RULE).expect("any text is a standfirst");
        assert_eq!(render(&article(&draft, None)), expected);
    }

    #[test]
    fn a_standfirst_in_the_body_stands_there_alone() {
        check_standfirst("The gate is hung.", "**The gate is hung.**\n\nThe lock is open.\n\nBoats pass.\n");
        check_standfirst("The lock is open.", "The lock is open.\n\nBoats pass.\n");
    }

    #[test]
    fn quotes_and_captions_say_whose_they_are() {
        let mut quote = of(Kind::Quote, "We sail.");
        quote.attribution = Some("The pilot".into());
        assert_eq!(block(&quote), "> We sail.\n>\n> — The pilot");
        let mut caption = of(Kind::Caption, "The lock at dawn");
        caption.credit = Some("Ada Quay".into());
        assert_eq!(block(&caption), "*The lock at dawn (Ada Quay)*");
        let tweet = Kind::Tweet {
            author: Some("Ada Quay".into()),
            handle: Some("ada_quay".into()),
            posted: Some("2021-03-04".into()),
            links: vec!["https://t.co/abc".into(), "pic.twitter.com/a_b".into()],
        };
        check(
            tweet,
            "The lock is open",
            "> The lock is open\n> <https://t.co/abc>\n> pic.twitter.com/a\\_b\n>\n> — Ada Quay (@ada\\_quay), 2021-03-04",
        );
    }

    #[test]
    fn pictures_and_embeds_are_addresses() {
        let mut image = of(Kind::Image, "");
        image.src = Some("https://paper.example/a (1).jpg".into());
        assert_eq!(block(&image), "![](https://paper.example/a%20%281%29.jpg)");
        image.credit = Some("Ada Quay".into());
        assert_eq!(block(&image), "![](https://paper.example/a%20%281%29.jpg)\n\n*(Ada Quay)*");
        let mut embed = of(Kind::Embed, "");
        embed.src = Some("https://paper.example/player".into());
        assert_eq!(block(&embed), "<https://paper.example/player>");
    }
}
