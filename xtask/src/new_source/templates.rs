//! The files of a new source. The news in them is made up.

use super::Plan;

/// `config/sources/<name>.toml`.
pub(super) fn toml(plan: &Plan) -> String {
    let Plan { name, title, host, language, .. } = plan;
    let [quoted_title, prompt] =
        [title.clone(), format!("Sign up for the {title} newsletter")].map(toml::Value::String);
    let plugin = if plan.plugin { format!("plugin = {name:?}\n") } else { String::new() };
    let read_more = if plan.plugin {
        String::new()
    } else {
        format!(
            "\n[[drop]]\n\
             id = \"read-more\"\n\
             text = '^Read more on {title}:'\n\
             why = \"points to another article of the paper\"\n"
        )
    };
    format!(
        "name = {name:?}\n\
         title = {quoted_title}\n\
         hosts = [{host:?}, \"*.{host}\"]\n\
         languages = [{language:?}]\n\
         {plugin}\
         \n\
         # For flat text, which has no host.\n\
         [[recognise]]\n\
         text = {prompt}\n\
         weight = 0.8\n\
         why = \"newsletter prompt of the paper\"\n\
         \n\
         [[drop]]\n\
         id = \"newsletter\"\n\
         text = '^Sign up for the {title} newsletter'\n\
         why = \"newsletter prompt\"\n\
         {read_more}"
    )
}

/// `plugins/<name>/Cargo.toml`.
pub(super) fn manifest(plan: &Plan) -> String {
    let name = &plan.name;
    format!(
        "[package]\n\
         name = \"copydesk-source-{name}\"\n\
         description = \"Source plugin: {}.\"\n\
         version.workspace = true\n\
         edition.workspace = true\n\
         rust-version.workspace = true\n\
         license.workspace = true\n\
         publish.workspace = true\n\
         \n\
         [lints]\n\
         workspace = true\n\
         \n\
         [dependencies]\n\
         copydesk-core.workspace = true\n\
         copydesk-abi.workspace = true\n\
         serde.workspace = true\n\
         \n\
         [dev-dependencies]\n\
         copydesk-testkit.workspace = true\n",
        plan.title
    )
}

const LIBRARY: &str = r#"//! Source plugin: TITLE.
//!
//! # Site
//!
//! HOST. Write here what the site runs on, and which layouts it has had.
//!
//! # Recognises
//!
//! Pages by their host, flat text by the newsletter prompt that `config/sources/NAME.toml` names.
//!
//! # Cleans
//!
//! - lines that point to other articles of the paper.
//!
//! # Known gaps
//!
//! None is known yet.

use copydesk_core::{Draft, ExtractError, Extractor, Rule, SourceInfo};
use serde::Deserialize;

/// How a line that points to another article begins.
const READ_MORE: &str = "Read more on TITLE:";

const READ_MORE_LINE: Rule = Rule::new("NAME/read-more", "points to another article of the paper");

/// What `config/sources/NAME.toml` may say under `[options]`.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whether lines that point to other articles stay.
    pub keep_read_more: bool,
}

/// The cleaner.
#[derive(Debug)]
pub struct TYPE {
    source: SourceInfo,
    options: Options,
}

impl TYPE {
    /// The cleaner with its options.
    pub fn new(options: Options) -> Self {
        let source = SourceInfo {
            name: "NAME".to_owned(),
            title: "TITLE".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..SourceInfo::default()
        };
        Self { source, options }
    }
}

impl Extractor for TYPE {
    fn source(&self) -> &SourceInfo {
        &self.source
    }

    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
        if !self.options.keep_read_more {
            drop_read_more(draft)?;
        }
        Ok(())
    }
}

copydesk_abi::declare_source! { name: "NAME", extractor: TYPE, options: Options }

fn drop_read_more(draft: &mut Draft<'_>) -> Result<(), ExtractError> {
    let blocks = draft.document().blocks();
    for (at, _) in blocks.iter().enumerate().filter(|(_, block)| block.text.starts_with(READ_MORE)) {
        draft.drop(at, &READ_MORE_LINE)?;
    }
    Ok(())
}
"#;

/// `plugins/<name>/src/lib.rs`.
pub(super) fn library(plan: &Plan) -> String {
    fill(LIBRARY, plan)
}

const CASES: &str = r#"//! The fixtures of TITLE.

use copydesk_source_NAME as _;

#[test]
fn fixtures_match_their_goldens() {
    let report = copydesk_testkit::check_source(env!("CARGO_MANIFEST_DIR"), "NAME").expect("fixtures match their goldens");
    assert_eq!(report.dead_rules, [""; 0], "every rule fires on some fixture");
}
"#;

/// `plugins/<name>/tests/cases.rs`.
pub(super) fn cases(plan: &Plan) -> String {
    fill(CASES, plan)
}

const HTML: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Harbour bridge opens a week early | TITLE</title>
<link rel="canonical" href="https://HOST/news/harbour-bridge">
<meta property="og:title" content="Harbour bridge opens a week early">
<meta property="og:site_name" content="TITLE">
<meta property="article:published_time" content="2024-03-05T08:30:00+00:00">
<meta name="author" content="Ann Smith">
</head>
<body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main>
<article>
<h1>Harbour bridge opens a week early</h1>
<p class="byline">By Ann Smith</p>
<p>The new bridge over the harbour mouth carried its first cars on Tuesday morning, seven days before the date that the council had announced in the autumn.</p>
<p>Engineers said that a mild winter had let them pour the last of the deck without the heated tents they had hired, and that the tests with loaded lorries were done by Friday.</p>
<p>Read more on TITLE: The ferry that kept the island fed</p>
<p>For the ferrymen it is the end of a trade. “My father took people across, and so did his,” said Tom Hale, who sold the last ticket at six in the evening and then locked the hut.</p>
<h2>What it cost</h2>
<p>The bridge cost eleven million, two more than was planned, because the eastern pier stands deeper in the mud than the first borings had shown.</p>
<p>Sign up for the TITLE newsletter</p>
</article>
</main>
<footer><p>Copyright TITLE. All rights reserved.</p></footer>
</body>
</html>
"#;

/// A page of the site.
pub(super) fn html(plan: &Plan) -> String {
    fill(HTML, plan)
}

const TEXT: &str = "Night ferry returns after nine years

By Ann Smith

April 11, 2024

The night ferry to the outer islands will sail again from May, the harbour board said on Thursday, nine years after the last one tied up.

Two boats will share the route, and the crossing will take five hours, which is one hour less than before, because the new engines can run at full speed in the channel.

Read more on TITLE: The lighthouse that nobody wanted

Islanders had asked for the service in three petitions. “We can sleep on the boat and be at the market when it opens,” said Mary Lund, who grows potatoes on the largest of the islands.

Sign up for the TITLE newsletter
";

/// A text of the paper as a scraper leaves it.
pub(super) fn text(plan: &Plan) -> String {
    fill(TEXT, plan)
}

/// Puts what is planned into a template, in one pass: what is put in may hold the words for something else.
fn fill(template: &str, plan: &Plan) -> String {
    let (name, title, host, own_type) = (&plan.name, &plan.title, &plan.host, &plan.type_name());
    let words = [("NAME", name), ("TITLE", title), ("HOST", host), ("TYPE", own_type)];
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    let next = |rest: &str| {
        words.iter().filter_map(|(word, value)| Some((rest.find(word)?, word.len(), *value))).min_by_key(|(at, ..)| *at)
    };
    while let Some((at, length, value)) = next(rest) {
        filled.push_str(&rest[..at]);
        filled.push_str(value);
        rest = &rest[at + length..];
    }
    filled.push_str(rest);
    filled
}
