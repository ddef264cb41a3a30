//! The wall from both sides in one process: what a plugin sees and does behind it is what it sees and does without it,
//! and what it should not do harms nothing.

use std::path::Path;

use copydesk_core::{
    Amendment, Diagnostic, Document, Draft, Evidence, ExtractError, Extractor, Field, Kind, Recognition, Rule,
    SourceInfo, finish,
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::handshake::shake_hands;
use crate::loaded::LoadedExtractor;
use crate::plugin::{self, Declaration};
use crate::raw::{self, Answer, Callback, RawSource};
use crate::samples::{any_amendment, any_diagnostic, any_text, draft, page, view};
use crate::table::SourceTableV1;
use crate::wire;

/// One thing that a scripted extractor does.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    /// Amends; what is refused is left.
    Try(Amendment),
    /// Amends; what is refused ends the work.
    Must(Amendment),
    Diagnose(Diagnostic),
    Confidence(f64),
    /// Takes all amendments so far back.
    Rollback,
    /// Writes what it finds into a diagnostic.
    Select(String),
    /// Writes all that it sees into a diagnostic.
    Look,
    Fail(String),
    Panic(String),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Script {
    steps: Vec<Step>,
    weights: Vec<f64>,
    created: Option<String>,
    named: Option<String>,
    ratio: f64,
}

struct Scripted {
    source: SourceInfo,
    script: Script,
}

impl Extractor for Scripted {
    fn source(&self) -> &SourceInfo {
        &self.source
    }

    fn selectors(&self) -> Vec<String> {
        vec!["h1".to_owned(), "p > a".to_owned()]
    }

    fn recognise(&self, document: &dyn Document) -> Recognition {
        assert_ne!(self.script.weights, [0.0], "recognise panicked");
        let seen = format!("{:?} {:?}", document.select("ridge"), document.origin());
        let weights = self.script.weights.iter().enumerate();
        let evidence = weights.map(|(at, weight)| Evidence {
            what: format!("{at} {seen}"),
            weight: *weight as f32,
            block: Some(0),
        });
        Recognition::from_evidence(evidence.collect())
    }

    fn amend(&self, draft: &mut Draft<'_>) -> Result<(), ExtractError> {
        let mark = draft.mark();
        for step in &self.script.steps {
            match step.clone() {
                Step::Try(amendment) => {
                    if let Err(error) = draft.apply(amendment) {
                        draft.diagnose(Diagnostic::new("scripted/refused", error.to_string()));
                    }
                }
                Step::Must(amendment) => draft.apply(amendment)?,
                Step::Diagnose(diagnostic) => draft.diagnose(diagnostic),
                Step::Confidence(confidence) => draft.set_confidence(confidence as f32),
                Step::Rollback => draft.rollback(mark),
                Step::Select(css) => {
                    let found = format!("{:?}", draft.document().select(&css)?);
                    draft.diagnose(Diagnostic::new("scripted/found", found));
                }
                Step::Look => {
                    let seen = view(draft) + &self.script.ratio.to_string();
                    draft.diagnose(Diagnostic::new("scripted/seen", seen));
                }
                Step::Fail(problem) => return Err(ExtractError::source("scripted", problem)),
                Step::Panic(message) => panic!("{message}"),
            }
        }
        Ok(())
    }
}

struct Declared;

impl Declaration for Declared {
    type Extractor = Scripted;
    type Options = Script;
    const NAME: &'static str = "scripted";
    const VERSION: &'static str = "1.2.3";

    fn create(script: Script) -> Scripted {
        assert_eq!(script.created, None, "create panicked");
        let name = script.named.clone().unwrap_or_else(|| "scripted".to_owned());
        let source = SourceInfo { name, title: "The Script".to_owned(), ..SourceInfo::default() };
        Scripted { source, script }
    }
}

fn linked(options: &Value) -> Result<Box<dyn Extractor>, ExtractError> {
    plugin::create::<Declared>(options)
}

#[allow(unsafe_code)]
fn loaded(name: &str, table: *const SourceTableV1, options: &Value) -> Result<Box<dyn Extractor>, ExtractError> {
    // SAFETY: the tables of these tests are whole and constant.
    let hands = unsafe { shake_hands(Path::new("/x"), name, table) }.expect("a sound table");
    Ok(Box::new(LoadedExtractor::create(&hands.name, hands.callbacks, options)?))
}

fn walled(options: &Value) -> Result<Box<dyn Extractor>, ExtractError> {
    loaded("scripted", plugin::table::<Declared>(), options)
}

/// A script does the same on both sides, and where it fails the loaded one leaves the draft as it was.
fn check_script(steps: &[Step]) {
    let options = json!({ "steps": steps, "ratio": 0.1 });
    let page = page();
    let (mut ours, mut theirs) = (draft(&page), draft(&page));
    let before = view(&ours);
    let expected = linked(&options).expect("a script").amend(&mut ours);
    let found = walled(&options).expect("a script").amend(&mut theirs);
    assert_eq!(found, expected);
    if found.is_ok() {
        assert_eq!(view(&theirs), view(&ours));
        assert_eq!(finish(&theirs, Some("scripted")), finish(&ours, Some("scripted")));
    } else {
        assert_eq!(view(&theirs), before);
    }
}

#[test]
fn a_plugin_sees_the_same_through_the_wall() {
    check_script(&[Step::Look]);
    check_script(&[Step::Select("ridge".to_owned()), Step::Select("nowhere".to_owned())]);
    check_script(&[Step::Select("!".to_owned())]);
}

#[test]
fn a_plugin_does_the_same_through_the_wall() {
    let rule = Rule::new("scripted/rule", "said so");
    let title = |value: &str| {
        let (field, value) = (Field::Title, value.into());
        Amendment::SetField { field, value, from: None, block: Some(0), rule: rule.clone() }
    };
    let split = Amendment::Split { block: 2, at: 4, rule: rule.clone() };
    let order = Amendment::Order { blocks: vec![4, 0], rule: rule.clone() };
    let (one, two) = (Step::Must(title("Bridge reopens")), Step::Must(split));
    check_script(&[one.clone(), two.clone(), Step::Must(order), Step::Confidence(0.7), Step::Look]);
    check_script(&[one.clone(), Step::Rollback, two.clone(), Step::Look]);
    check_script(&[one.clone(), Step::Diagnose(Diagnostic::of_source("a", "b", "c")), Step::Fail("no".to_owned())]);
    let far = Amendment::Split { block: 99, at: 0, rule };
    check_script(&[one, two, Step::Confidence(0.9), Step::Must(far)]);
}

#[test]
fn recognition_and_description_are_the_same_through_the_wall() {
    let options = json!({ "weights": [0.1, 0.7, -0.05] });
    let (ours, theirs) = (linked(&options).expect("a script"), walled(&options).expect("a script"));
    let page = page();
    assert_eq!(theirs.try_recognise(&page), ours.try_recognise(&page));
    assert_eq!(theirs.recognise(&page), ours.recognise(&page));
    assert!(theirs.recognise(&page).is_certain());
    assert_eq!(theirs.source(), ours.source());
    assert_eq!(theirs.selectors(), ours.selectors());
}

fn check_options(options: &Value, problem: &str) {
    let ours = linked(options).err().expect("the options are wrong");
    assert!(ours.to_string().contains(problem), "{ours}");
    assert_eq!(walled(options).err(), Some(ours));
}

#[test]
fn wrong_options_are_told_alike() {
    check_options(&json!({ "step": [] }), "unknown field `step`");
    check_options(&json!([]), "expected a table of options, found []");
    check_options(&json!(3), "found 3");
    check_options(&json!({ "ratio": "x" }), "invalid type");
    check_options(&json!({ "named": "other" }), "calls itself \"other\"");
    assert!(linked(&Value::Null).is_ok() && walled(&Value::Null).is_ok());
}

#[test]
fn panics_end_behind_the_wall() {
    let panic =
        |message: &str| Some(ExtractError::Panic { source_name: "scripted".to_owned(), message: message.to_owned() });
    let page = page();
    let created = walled(&json!({ "created": "x" })).err().expect("it panicked");
    assert!(
        matches!(&created, ExtractError::Panic { message, .. } if message.contains("create panicked")),
        "{created}"
    );
    let extractor = walled(&json!({ "weights": [0.0] })).expect("a script");
    let recognised = extractor.try_recognise(&page).expect_err("it panicked").to_string();
    assert!(recognised.contains("recognise panicked"), "{recognised}");
    assert_eq!(extractor.recognise(&page), Recognition::default());
    let steps = [Step::Confidence(0.9), Step::Panic("in the middle".to_owned())];
    let extractor = walled(&json!({ "steps": steps })).expect("a script");
    let mut draft = draft(&page);
    let before = view(&draft);
    assert_eq!(extractor.amend(&mut draft).err(), panic("in the middle"));
    assert_eq!(view(&draft), before);
}

#[test]
fn a_panic_of_the_hosts_document_does_not_enter_the_plugin() {
    let extractor = walled(&json!({ "steps": [Step::Select("panic".to_owned())] })).expect("a script");
    let page = page();
    let error = extractor.amend(&mut draft(&page)).expect_err("the document panicked").to_string();
    assert!(error.contains("the host's select failed: panic:") && error.contains("the document panicked"), "{error}");
}

#[test]
fn threads_share_a_loaded_extractor() {
    let extractor = walled(&json!({ "steps": [Step::Look], "weights": [0.7] })).expect("a script");
    let page = || {
        let page = page();
        let mut draft = draft(&page);
        extractor.amend(&mut draft).expect("it looks");
        (view(&draft), extractor.recognise(&page))
    };
    let expected = page();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(page)).collect();
        for thread in threads {
            assert_eq!(thread.join().expect("no thread panics"), expected);
        }
    });
}

/// A plugin that answers `recognise` and `amend` with the bytes that its options hold.
struct Parrot;

impl RawSource for Parrot {
    fn answer(callback: Callback, options: &str, _: &[u8]) -> Answer {
        match callback {
            Callback::Create | Callback::Destroy => Answer::Null(0, 0),
            Callback::Describe => {
                let about = json!({
                    "name": "parrot", "title": "", "version": "", "hosts": [], "languages": [], "selectors": [],
                });
                Answer::Bytes(0, about.to_string().into_bytes())
            }
            Callback::Recognise | Callback::Amend => {
                let (status, bytes) = serde_json::from_str(options).expect("a status and bytes");
                Answer::Bytes(status, bytes)
            }
        }
    }
}

static PARROT: SourceTableV1 = raw::table::<Parrot>("parrot");

/// Whatever comes back, the host goes on, and only an answer that is sound through and through changes the draft.
fn check_answer(status: i32, bytes: &[u8]) -> Result<(), ExtractError> {
    let extractor = loaded("parrot", &raw const PARROT, &json!([status, bytes])).expect("a parrot");
    let page = page();
    let mut draft = draft(&page);
    let before = view(&draft);
    let result = extractor.amend(&mut draft);
    if result.is_err() {
        assert_eq!(view(&draft), before);
    }
    let _ = extractor.try_recognise(&page);
    finish(&draft, None);
    result
}

fn check_refused(answer: &Value, problem: &str) {
    let error = check_answer(0, answer.to_string().as_bytes()).expect_err("it is unsound").to_string();
    assert!(error.contains("\"parrot\"") && error.contains(problem), "{error}");
}

#[test]
fn unsound_amendments_are_refused_whole() {
    let rule = json!({ "id": "parrot/x", "reason": "said so" });
    let good = json!({ "decide": { "target": { "block": 0 }, "outcome": "drop", "rule": rule } });
    assert_eq!(check_answer(0, json!({ "amendments": [good] }).to_string().as_bytes()), Ok(()));
    let two = |bad: Value| json!({ "amendments": [good, bad], "confidence": 0.9 });
    let decide = |target: Value, outcome: Value, rule: &Value| {
        two(json!({ "decide": { "target": target, "outcome": outcome, "rule": rule } }))
    };
    check_refused(&decide(json!({ "block": 5 }), json!("drop"), &rule), "amendment 2 of 2 is refused: block 5");
    check_refused(&decide(json!({ "block": 0, "range": [9, 2] }), json!("drop"), &rule), "range 9..2");
    check_refused(&decide(json!({ "block": 0, "range": [0, 4_000_000] }), json!("drop"), &rule), "range 0..4000000");
    // `ö` takes two bytes.
    check_refused(&decide(json!({ "block": 4, "range": [0, 3] }), json!("drop"), &rule), "character boundaries");
    check_refused(&decide(json!({ "block": -1 }), json!("drop"), &rule), "cannot be read");
    check_refused(&decide(json!({ "block": 0 }), json!("praise"), &rule), "unknown variant `praise`");
    check_refused(&decide(json!({ "block": 0 }), json!("drop"), &json!({ "id": "", "reason": "" })), "needs a rule id");
    let part = json!({ "part": { "of": 77, "part": "credit" } });
    check_refused(&decide(json!({ "block": 0 }), part, &rule), "cannot become part of block 77");
    check_refused(&two(json!({ "order": { "blocks": [0, 99], "rule": rule } })), "block 99");
    check_refused(&two(json!({ "split": { "block": 4, "at": 3, "rule": rule } })), "range 3..3");
    let date = json!({ "field": "published", "value": { "text": "soon" }, "rule": rule });
    check_refused(&two(json!({ "set_field": date })), "2019-02-04");
    check_refused(&json!({ "amendments": [good], "confidence": 7 }), "confidence is 7");
    check_refused(&json!({ "amendments": [good], "confidence": 1e300 }), "confidence is");
    check_refused(&json!({ "amendments": null }), "cannot be read");
    check_refused(&json!([]), "cannot be read");
}

#[test]
fn a_status_that_is_none_is_an_error() {
    for (status, bytes, problem) in [
        (1, "{".as_bytes(), "its error cannot be read"),
        (1, br#"{"other": "too tired"}"#, "too tired"),
        (2, b"\xff boom", "boom"),
        (3, b"", "null pointer"),
        (77, b"", "status 77"),
        (-1, b"{}", "status -1"),
        (0, b"", "cannot be read"),
    ] {
        let error = check_answer(status, bytes).expect_err("it is unsound").to_string();
        assert!(error.contains("\"parrot\"") && error.contains(problem), "{status}: {error}");
    }
}

fn any_step() -> BoxedStrategy<Step> {
    prop_oneof![
        6 => any_amendment().prop_map(Step::Try),
        1 => any_amendment().prop_map(Step::Must),
        1 => any_diagnostic().prop_map(Step::Diagnose),
        1 => (0.0..1.0).prop_map(Step::Confidence),
        1 => Just(Step::Rollback),
        1 => any_text().prop_map(Step::Select),
        1 => Just(Step::Look),
    ]
    .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_script_does_the_same_through_the_wall(steps in prop::collection::vec(any_step(), 0..12)) {
        check_script(&steps);
    }

    #[test]
    fn any_weights_are_the_same_through_the_wall(weights in prop::collection::vec(-1.0..1.0, 2..6)) {
        let options = json!({ "weights": weights });
        let page = page();
        let ours = linked(&options).expect("a script").try_recognise(&page);
        prop_assert_eq!(walled(&options).expect("a script").try_recognise(&page), ours);
    }

    #[test]
    fn any_bytes_are_stood(status in -1..5, bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = check_answer(status, &bytes);
    }

    #[test]
    fn any_amendments_are_stood(amendments in prop::collection::vec(any_amendment(), 0..6), cut: prop::sample::Index) {
        let amendments: Vec<wire::Amendment> = amendments.iter().map(Into::into).collect();
        let answer = wire::encode(&wire::Amendments { amendments, ..wire::Amendments::default() });
        let _ = check_answer(0, &answer);
        // And cut short, or with one byte another.
        let cut = cut.index(answer.len());
        prop_assert!(check_answer(0, &answer[..cut]).is_err());
        let mut spoilt = answer;
        spoilt[cut] = spoilt[cut].wrapping_add(1);
        let _ = check_answer(0, &spoilt);
    }
}

#[test]
fn kinds_are_the_same_through_the_wall() {
    let (author, handle) = (Some("Ada Penn".to_owned()), None);
    let tweet = Kind::Tweet { author, handle, posted: None, links: vec!["https://t.example/1".to_owned()] };
    let keep = |block: u32, kind| Amendment::Decide {
        target: block.into(),
        outcome: copydesk_core::Verdict::Keep(kind),
        rule: Rule::new("scripted/kind", "by its look"),
    };
    let kinds = [tweet, Kind::Heading { level: 9 }, Kind::List { ordered: true }, Kind::Update { posted: None }];
    let steps: Vec<Step> = kinds.into_iter().zip(0..).map(|(kind, block)| Step::Must(keep(block, kind))).collect();
    check_script(&steps);
}
