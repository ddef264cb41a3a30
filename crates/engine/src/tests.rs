//! The engine with small plugins of the tests' own.

use std::sync::LazyLock;

use copydesk_config::{Config, Layers};
use copydesk_core::{
    Document, Draft, Evidence, ExtractError, Extraction, Extractor, Field, Form, Kind, Recognition, Registry, Rule,
    SourceInfo, SourcePlugin, Verdict,
};

use crate::{Engine, EngineError, GENERIC, PageInput, Source};

const RULE: Rule = Rule::new("test/rule", "for the test");

/// A cleaner that recognises a phrase, drops a block that holds `ADVERT`, and then fails as told.
struct Cleaner {
    source: SourceInfo,
    phrase: &'static str,
    weight: f32,
    then: Then,
}

#[derive(Clone, Copy, PartialEq)]
enum Then {
    Succeed,
    Fail,
    Panic,
    PanicRecognising,
}

impl Extractor for Cleaner {
    fn source(&self) -> &SourceInfo {
        &self.source
    }

    fn recognise(&self, document: &dyn Document) -> Recognition {
        let found = document.blocks().iter().position(|block| block.text.contains(self.phrase));
        assert!(self.then != Then::PanicRecognising || found.is_none(), "confused by {}", self.phrase);
        let evidence = found.map(|block| Evidence {
            what: format!("says {}", self.phrase),
            weight: self.weight,
            block: Some(block as u32),
        });
        Recognition::from_evidence(evidence.into_iter().collect())
    }

    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
        let adverts: Vec<usize> = (0..draft.document().blocks().len())
            .filter(|&at| draft.document().blocks()[at].text.contains("ADVERT"))
            .collect();
        for at in adverts {
            draft.drop(at, RULE)?;
        }
        if self.then != Then::Succeed {
            draft.set_field(Field::Title, "spoilt", None, RULE)?;
            draft.set_confidence(0.001);
        }
        match self.then {
            Then::Succeed | Then::PanicRecognising => Ok(()),
            Then::Fail => Err(ExtractError::source(&self.source.name, "the tide is out")),
            Then::Panic => panic!("the tide is in"),
        }
    }
}

macro_rules! plugin {
    ($plugin:ident, $name:literal, $host:literal, $phrase:literal, $weight:literal, $then:expr) => {
        static $plugin: SourcePlugin = SourcePlugin {
            name: $name,
            version: "1.2.3",
            package: concat!("test-", $name),
            create: |options| {
                if options.get("bad").is_some() {
                    return Err(ExtractError::Options { source_name: $name.into(), problem: "bad".into() });
                }
                let hosts = vec![$host.to_owned(), concat!("*.", $host).to_owned()];
                let source = SourceInfo { name: $name.to_owned(), hosts, ..SourceInfo::default() };
                Ok(Box::new(Cleaner { source, phrase: $phrase, weight: $weight, then: $then }))
            },
        };
    };
}

plugin!(COURIER, "courier", "courier.example", "the Courier", 0.8, Then::Succeed);
plugin!(GAZETTE, "gazette", "gazette.example", "the Gazette", 0.8, Then::Succeed);
plugin!(FAINT, "faint", "faint.example", "the Faint Times", 0.3, Then::Succeed);
plugin!(FAILING, "failing", "failing.example", "the Failing Post", 0.8, Then::Fail);
plugin!(PANICKY, "panicky", "panicky.example", "the Panicky Post", 0.8, Then::Panic);
plugin!(SHY, "shy", "shy.example", "the Shy Post", 0.8, Then::PanicRecognising);
plugin!(THIEF, "thief", "courier.example", "the Thief", 0.8, Then::Succeed);

fn config() -> Config {
    let mut config = Config::embedded();
    config.sources.clear();
    config
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let plugins = vec![&COURIER, &GAZETTE, &FAINT, &FAILING, &PANICKY, &SHY];
    let registry = Registry::new(plugins).expect("the names differ");
    Engine::new(config(), registry, Vec::new()).expect("the plugins can be made")
});

fn extract(input: &PageInput<'_>) -> Extraction {
    let extraction = ENGINE.extract(input);
    assert_eq!(ENGINE.article(input), extraction.article, "the article alone is the same");
    extraction
}

fn text(body: &str) -> PageInput<'_> {
    PageInput { name: Some("page.txt"), ..PageInput::new(body.as_bytes()) }
}

const BODY: &str = "The lock at the harbour mouth opens again on Monday, the harbour office said this week.\n\n\
                    Crews had waited for nine weeks, and some of them had driven their catch around the bay.\n\n";

#[track_caller]
fn check(extraction: &Extraction, source: Option<&str>, by: Option<&str>, codes: &[&str]) {
    assert_eq!(extraction.article.source.as_deref(), source);
    let chosen: Vec<_> = extraction.ledger.sources.iter().filter(|entry| entry.chosen).collect();
    assert_eq!(chosen.first().map(|entry| entry.by.as_str()), by);
    assert_eq!(chosen.first().map(|entry| entry.source.as_str()), source);
    assert!(chosen.iter().all(|entry| !entry.evidence.is_empty() && entry.score > 0.0));
    let found: Vec<&str> = extraction.article.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    assert_eq!(found, codes);
}

#[test]
fn a_source_is_told_by_content_where_no_host_is_known() {
    let page = format!("{BODY}Read more in the Courier");
    check(&extract(&text(&page)), Some("courier"), Some("content"), &[]);
    check(&extract(&text(BODY)), None, None, &[]);
    let faint = extract(&text(&format!("{BODY}Read more in the Faint Times")));
    check(&faint, None, None, &[]);
    assert_eq!(faint.ledger.sources.len(), 1, "what speaks for a source is told though it is not enough");
}

#[test]
fn the_users_word_goes_before_all() {
    let page = format!("{BODY}Read more in the Courier");
    let given = |source| extract(&PageInput { source: Some(source), ..text(&page) });
    check(&given("gazette"), Some("gazette"), Some("given"), &[]);
    check(&given(GENERIC), None, None, &[]);
    check(&given("nobody"), None, None, &["source/unknown"]);
}

#[test]
fn a_known_host_goes_before_content() {
    let page = format!("{BODY}Read more in the Courier");
    let at = |url| extract(&PageInput { url: Some(url), ..text(&page) });
    check(&at("https://www.gazette.example/1"), Some("gazette"), Some("host"), &[]);
    check(&at("https://elsewhere.example/1"), None, None, &[]);
    check(&at("not an address"), Some("courier"), Some("content"), &[]);
}

#[test]
fn a_page_is_not_taken_for_another_than_it_says() {
    let page = |head: &str| format!("<!doctype html><title>Lock</title>{head}<p>{BODY}</p><p>Seen in the Courier</p>");
    let html = |head: &str| {
        let page = page(head);
        extract(&PageInput::new(page.as_bytes()))
    };
    let canonical = |host: &str| format!("<link rel=canonical href='https://{host}/1'>");
    let graph = |host: &str| format!("<meta property='og:url' content='https://{host}/1'>");
    check(&html(""), Some("courier"), Some("content"), &[]);
    check(&html(&canonical("elsewhere.example")), None, None, &[]);
    check(&html(&graph("elsewhere.example")), None, None, &[]);
    check(&html(&canonical("m.gazette.example")), Some("gazette"), Some("host"), &[]);
    check(&html(&(canonical("m.gazette.example") + &graph("gazette.example"))), Some("gazette"), Some("host"), &[]);
    // A reprint: its own address, and the address of the original.
    check(&html(&(canonical("gazette.example") + &graph("elsewhere.example"))), None, None, &[]);
    check(&html(&(canonical("courier.example") + &graph("elsewhere.example"))), Some("courier"), Some("content"), &[]);
}

#[test]
fn equals_are_parted_by_name_and_told() {
    let page = format!("{BODY}Read more in the Gazette and in the Courier");
    check(&extract(&text(&page)), Some("courier"), Some("content"), &["source/tie"]);
}

#[test]
fn a_source_that_fails_or_panics_leaves_the_draft_as_it_stood() {
    let page = format!("{BODY}ADVERT in the Failing Post and in the Panicky Post");
    let plain = extract(&PageInput { source: Some(GENERIC), ..text(&page) });
    for (source, code) in [("failing", "plugin/failed"), ("panicky", "plugin/panic")] {
        let found = extract(&PageInput { source: Some(source), ..text(&page) });
        check(&found, Some(source), Some("given"), &[code]);
        let diagnostic = &found.article.diagnostics[0];
        assert_eq!(diagnostic.source.as_deref(), Some(source));
        assert!(diagnostic.message.contains("the tide is"), "{}", diagnostic.message);
        assert_eq!(found.ledger.blocks, plain.ledger.blocks);
        assert_eq!(found.ledger.fields, plain.ledger.fields);
        assert_eq!(found.article.decided_by, plain.article.decided_by);
        assert!((found.article.confidence - plain.article.confidence).abs() < f32::EPSILON);
    }
}

#[test]
fn a_panic_while_recognising_harms_no_other_source() {
    let page = format!("{BODY}Read more in the Shy Post and in the Gazette");
    check(&extract(&text(&page)), Some("gazette"), Some("content"), &["plugin/panic"]);
}

#[test]
fn a_source_amends_what_the_generic_extractor_decided() {
    let page = format!("{BODY}ADVERT for ropes, tar and lamps, as every week on this page of the Courier.");
    let found = extract(&text(&page));
    check(&found, Some("courier"), Some("content"), &[]);
    let last = found.ledger.blocks.last().expect("the text has blocks");
    assert_eq!(last.pieces[0].decision.verdict, Verdict::Drop);
    assert_eq!(last.pieces[0].decision.by.to_string(), "plugin:courier");
    assert_eq!(found.article.decided_by, ["generic", "plugin:courier"]);
    assert!(found.article.blocks.iter().any(|block| block.kind == Kind::Paragraph));
}

/// The configuration of some source files alone.
fn with_sources(sources: &[(&str, &str)], skip_broken_sources: bool) -> Config {
    let directory = tempfile::tempdir().expect("a temporary directory can be made");
    std::fs::create_dir(directory.path().join("sources")).expect("a directory can be made");
    for (name, text) in sources {
        let path = directory.path().join("sources").join(format!("{name}.toml"));
        std::fs::write(path, text).expect("a file can be written");
    }
    let layers = Layers { user: Some(directory.path().to_owned()), skip_broken_sources, ..Layers::none() };
    let embedded = Config::embedded();
    let known = embedded.sources.iter().filter_map(|source| source.file.plugin.as_deref());
    let known: Vec<&str> = known.chain(["courier", "gazette"]).collect();
    let mut config = Config::load(&layers, &known).expect("the configuration is sound");
    config.sources.retain(|source| sources.iter().any(|(name, _)| source.file.name == *name));
    config
}

#[test]
fn sources_whose_options_are_refused_are_left_out_on_request() {
    let source = |name: &str, bad: &str| format!("name = '{name}'\nplugin = '{name}'\n[options]\n{bad} = true\n");
    let (courier, gazette) = (source("courier", "bad"), source("gazette", "bad"));
    let files = [("courier", courier.as_str()), ("gazette", &gazette), ("tides", "name = 'tides'")];
    let engine = |skip: bool| {
        let registry = Registry::new(vec![&COURIER, &GAZETTE, &FAINT]).expect("the names differ");
        Engine::new(with_sources(&files, skip), registry, Vec::new())
    };
    let error = engine(false).err().expect("both plugins refuse their options");
    assert!(matches!(&error, EngineError::Config(report) if report.problems.len() == 2), "{error}");
    let engine = engine(true).expect("the others are sound");
    let names: Vec<&str> = engine.sources().iter().map(|source| source.info().name.as_str()).collect();
    assert_eq!(names, ["faint", "tides"], "their plugins do not go on alone");
    assert_eq!(engine.left_out().sources().collect::<Vec<_>>(), ["courier", "gazette"]);
    assert_eq!(engine.left_out().mistakes.len(), 2);
}

#[test]
fn a_source_may_be_rules_alone_and_switch_the_generic_extractor_off() {
    let source = "name = 'tides'\nhosts = ['*.tides.example']\ngeneric = false\n\
                  [[keep]]\nid = 'story'\nselect = '.story p'\nwhy = 'a paragraph of the story'\n";
    let config = with_sources(&[("tides", source)], false);
    let engine = Engine::new(config, Registry::default(), Vec::new()).expect("the rules can be used");
    let page = b"<!doctype html><p>Read on.</p><div class=story><p>The lock opens.</p><p>Boats sail.</p></div>";
    let input = PageInput { url: Some("https://www.tides.example/1"), ..PageInput::new(page) };
    let found = engine.extract(&input);
    check(&found, Some("tides"), Some("host"), &[]);
    assert_eq!(found.article.text, "The lock opens.\n\nBoats sail.");
    assert_eq!(found.article.decided_by, ["rules:tides"]);
    assert!((found.article.confidence - 0.5).abs() < f32::EPSILON, "nobody judged the page");
    let empty = engine.extract(&PageInput { url: input.url, ..PageInput::new(b"<!doctype html><p>Read on.</p>") });
    check(&empty, Some("tides"), Some("host"), &["rules/empty-body"]);
    assert!(empty.article.diagnostics[0].message.contains("add a [[body]] or a [[keep]]"), "{:?}", empty.article);
    let blank = engine.extract(&PageInput { url: input.url, form: Some(Form::Html), ..PageInput::new(b"") });
    check(&blank, Some("tides"), Some("host"), &[]);
    assert!(!engine.sources()[0].is_recognisable() && engine.sources()[0].files().len() == 1);
}

/// A judge that cannot judge.
struct Sick;

impl copydesk_generic::Judge for Sick {
    fn judge(&self, _: &dyn Document) -> Vec<copydesk_generic::Judgement> {
        panic!("out of sorts")
    }
}

#[test]
fn a_page_that_the_generic_extractor_could_not_judge_is_judged_by_nobody() {
    let generic = copydesk_generic::Generic::with_judges(Box::new(Sick), Box::new(Sick));
    let source = "name = 'tides'\nhosts = ['*.tides.example']\n[[keep]]\nselect = '.story p'\n";
    let config = with_sources(&[("tides", source)], false);
    let engine = Engine::with_generic(generic, config, Registry::default(), Vec::new()).expect("the rules can be used");
    let page = b"<!doctype html><p>Read on.</p><div class=story><p>The lock opens.</p><p>Boats sail.</p></div>";
    let found = engine.extract(&PageInput { url: Some("https://www.tides.example/1"), ..PageInput::new(page) });
    check(&found, Some("tides"), Some("host"), &["generic/panic"]);
    assert_eq!(found.article.text, "The lock opens.\n\nBoats sail.");
    assert!((found.article.confidence - 0.5).abs() < f32::EPSILON, "{}", found.article.confidence);
}

#[test]
fn a_brief_in_its_layout_is_believed() {
    let layout = "name = 'tides'\nhosts = ['*.tides.example']\n[[body]]\nselect = '.brief'\n";
    let config = with_sources(&[("tides", layout)], false);
    let engine = Engine::new(config, Registry::default(), Vec::new()).expect("the rules can be used");
    let other = format!(
        "<article>{}</article>",
        "<p>The lock at the harbour mouth opens again on Monday, the office said.</p>".repeat(8)
    );
    let confidence = |page: &str| {
        let input = PageInput { url: Some("https://www.tides.example/1"), ..PageInput::new(page.as_bytes()) };
        engine.article(&input).confidence
    };
    let brief = format!("<!doctype html><title>Boats</title>{other}<div class=brief><p>Boats sail.</p></div>");
    let plain = confidence(&brief.replace("class=brief", ""));
    assert!(plain > 0.1 && (confidence(&brief) - plain).abs() < 0.05, "{plain} and {}", confidence(&brief));
}

#[test]
fn hosts_and_names_are_claimed_once() {
    let registry = Registry::new(vec![&COURIER, &THIEF]).expect("the names differ");
    let error = Engine::new(config(), registry, Vec::new()).err().expect("both claim one host");
    assert!(matches!(&error, EngineError::HostTwice { first, second, .. } if first == "courier" && second == "thief"));
}

#[test]
fn sources_are_found_by_name_and_host() {
    let engine = &*ENGINE;
    let names: Vec<&str> = engine.sources().iter().map(|source| source.info().name.as_str()).collect();
    assert_eq!(names, ["courier", "failing", "faint", "gazette", "panicky", "shy"]);
    assert!(engine.source("shy").is_some_and(Source::is_recognisable));
    assert!(engine.source("nobody").is_none());
    assert!(engine.sources().iter().all(Source::is_routed), "all have hosts");
    let of = |host| engine.source_of_host(host).map(|source| source.info().name.as_str());
    assert_eq!(of("live.gazette.example"), Some("gazette"));
    assert_eq!(of("gazette.example.evil.example"), None);
}

#[test]
fn a_limit_is_told_once() {
    let mut config = config();
    config.settings.limits.text.max_bytes = 1_000;
    let registry = Registry::new(Vec::new()).expect("none is twice");
    let engine = Engine::new(config, registry, Vec::new()).expect("there are no plugins");
    // Of two bytes each in UTF-8, of one in Latin-1.
    for bytes in [vec![0xe4; 1_240], "ä".repeat(620).into_bytes()] {
        let diagnostics = engine.article(&PageInput { name: Some("page.txt"), ..PageInput::new(&bytes) }).diagnostics;
        assert_eq!(diagnostics.iter().filter(|told| told.code == "text/byte-limit").count(), 1);
    }
}

#[test]
fn hosts_of_plugins_are_checked_as_those_of_files() {
    plugin!(GREEDY, "greedy", "com", "the Greedy Post", 0.8, Then::Succeed);
    let registry = Registry::new(vec![&GREEDY]).expect("none is twice");
    let error = Engine::new(config(), registry, Vec::new()).err().expect("the plugin is refused");
    assert!(error.to_string().contains("claims a host that is none"), "{error}");
}

#[test]
fn hosts_are_found_however_they_are_written() {
    plugin!(BOOKS, "books", "bücher.example", "the Books", 0.8, Then::Succeed);
    let registry = Registry::new(vec![&BOOKS]).expect("none is twice");
    let engine = Engine::new(config(), registry, Vec::new()).expect("the plugin can be made");
    for url in ["https://bücher.example/n", "https://www.xn--bcher-kva.example/n"] {
        let article = engine.article(&PageInput { url: Some(url), ..text(BODY) });
        assert_eq!(article.source.as_deref(), Some("books"), "{url}");
    }
}

#[test]
fn every_thread_may_use_one_engine() {
    fn shared<T: Send + Sync>(value: &T) -> &T {
        value
    }
    let engine = shared(&*ENGINE);
    let page = format!("{BODY}Read more in the Courier");
    let alone = engine.extract(&text(&page));
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| engine.extract(&text(&page)))).collect();
        for run in runs {
            assert_eq!(run.join().expect("no thread panics"), alone);
        }
    });
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_an_article(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400), html: bool) {
        let form = if html { Form::Html } else { Form::Text };
        let found = extract(&PageInput { form: Some(form), ..PageInput::new(&bytes) });
        assert!(found.article.diagnostics.iter().all(|diagnostic| diagnostic.code != "engine/panic"));
    }
}
