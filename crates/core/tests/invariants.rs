//! The invariants of drafts, ledgers and articles, over arbitrary amendments.

use copydesk_core::draft::Amendment;
use copydesk_core::{
    Decider, Document, Draft, Element, ExtractError, Field, FieldValue, Kind, Part, Rule, StartTag, StaticDocument,
    Target, Verdict, finish,
};
use proptest::prelude::*;

const RULE: Rule = Rule::new("test/rule", "because the test says so");

fn document() -> StaticDocument {
    StaticDocument::of_lines(&[
        "The wall stands.",
        "date 2019-02-04 Überall standen Leute — viele Leute.",
        "Share!",
        "",
        "Ann Smith / AP",
    ])
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Paragraph),
        Just(Kind::Quote),
        Just(Kind::Caption),
        Just(Kind::List { ordered: false }),
        (1_u8..7).prop_map(|level| Kind::Heading { level }),
    ]
}

fn verdicts() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        kinds().prop_map(Verdict::Keep),
        Just(Verdict::Drop),
        Just(Verdict::Field { field: Field::Title }),
        (0_u32..7).prop_map(|of| Verdict::Part { of, part: Part::Credit }),
        (0_u32..7).prop_map(|of| Verdict::Part { of, part: Part::Continuation }),
    ]
}

fn amendments() -> impl Strategy<Value = Amendment> {
    let target =
        (0_u32..7, proptest::option::of((0_u32..60, 0_u32..60))).prop_map(|(block, range)| Target { block, range });
    prop_oneof![
        4 => (target, verdicts()).prop_map(|(target, outcome)| Amendment::Decide { target, outcome, rule: RULE }),
        1 => (0_u32..7, 0_u32..60).prop_map(|(block, at)| Amendment::Split { block, at, rule: RULE }),
        1 => "[a-z0-9-]{0,10}".prop_map(|text| Amendment::SetField {
            field: Field::Published, value: FieldValue::Text(text), from: None, block: None, rule: RULE }),
        1 => proptest::collection::vec(0_u32..7, 0..4).prop_map(|blocks| Amendment::Order { blocks, rule: RULE }),
    ]
}

#[track_caller]
fn check_ledger(draft: &Draft<'_>) {
    let extraction = finish(draft, None);
    assert_eq!(
        extraction.ledger.blocks.len(),
        draft.document().blocks().len(),
        "every block stands in the ledger once"
    );
    for (number, (entry, block)) in extraction.ledger.blocks.iter().zip(draft.document().blocks()).enumerate() {
        assert_eq!(entry.block as usize, number);
        let mut at = 0;
        for piece in &entry.pieces {
            assert_eq!(piece.start, at, "pieces follow each other without gap or overlap");
            assert!(
                !piece.decision.rule.is_empty() && !piece.decision.reason.is_empty(),
                "no verdict without a reason"
            );
            assert!(
                block.text.is_empty() || !piece.text.is_empty(),
                "no piece of {:?} is white space alone",
                block.text
            );
            at = piece.end;
        }
        assert_eq!(at as usize, block.text.len(), "pieces are the whole text");
    }
    // Every kept word comes from the input.
    let input: Vec<&str> = draft.document().blocks().iter().map(|block| block.text.as_str()).collect();
    let input = input.join(" ");
    for word in extraction.article.text.split_whitespace() {
        assert!(input.contains(word), "{word:?} is not in the input");
    }
    for block in &extraction.article.blocks {
        assert!(!block.from.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ledgers_are_complete_whatever_is_amended(amendments in proptest::collection::vec(amendments(), 0..30)) {
        let document = document();
        let mut draft = Draft::new(&document);
        draft.set_decider(Decider::GENERIC);
        for amendment in amendments {
            let before: Vec<_> = draft.pieces().cloned().collect();
            if draft.apply(amendment).is_err() {
                prop_assert!(draft.pieces().eq(&before), "a refused amendment changes nothing");
            }
        }
        check_ledger(&draft);
    }

    #[test]
    fn rollback_restores(first in proptest::collection::vec(amendments(), 0..12), second in proptest::collection::vec(amendments(), 0..12)) {
        let document = document();
        let mut draft = Draft::new(&document);
        draft.set_decider(Decider::GENERIC);
        for amendment in first {
            let _ = draft.apply(amendment);
        }
        let (mark, before) = (draft.mark(), finish(&draft, None));
        draft.set_decider(Decider::plugin("test"));
        for amendment in second {
            let _ = draft.apply(amendment);
        }
        draft.rollback(mark);
        draft.set_decider(Decider::GENERIC);
        prop_assert_eq!(finish(&draft, None), before);
    }

    #[test]
    fn verdicts_given_at_once_are_those_given_one_by_one(
        outcomes in proptest::collection::vec(verdicts(), 5),
        first in proptest::collection::vec(amendments(), 0..8),
        second in proptest::collection::vec(amendments(), 0..8),
    ) {
        let document = document();
        let (mut at_once, mut one_by_one) = (Draft::new(&document), Draft::new(&document));
        at_once.set_decider(Decider::GENERIC);
        one_by_one.set_decider(Decider::GENERIC);
        let begin = at_once.mark();
        let all = at_once.decide_all(outcomes.clone().into_iter().map(|outcome| (outcome, RULE)));
        let each = (0_u32..).zip(outcomes).try_for_each(|(block, outcome)| one_by_one.decide(block, outcome, RULE));
        if all.is_err() {
            prop_assert!(each.is_err());
            prop_assert_eq!(finish(&at_once, None), finish(&Draft::new(&document), None));
            prop_assert!(at_once.since(begin).next().is_none());
            return Ok(());
        }
        prop_assert!(each.is_ok());
        for amendment in &first {
            prop_assert_eq!(at_once.apply(amendment.clone()).is_ok(), one_by_one.apply(amendment.clone()).is_ok());
        }
        prop_assert!(at_once.since(begin).eq(one_by_one.since(begin)));
        let (mark, before) = (at_once.mark(), finish(&one_by_one, None));
        prop_assert_eq!(finish(&at_once, None), before.clone());
        at_once.set_decider(Decider::plugin("test"));
        for amendment in second {
            let _ = at_once.apply(amendment);
        }
        at_once.rollback(mark);
        prop_assert_eq!(finish(&at_once, None), before);
        at_once.rollback(begin);
        prop_assert_eq!(finish(&at_once, None), finish(&Draft::new(&document), None));
    }
}

#[test]
fn amendments_are_checked() {
    #[track_caller]
    fn check(amend: impl FnOnce(&mut Draft<'_>) -> Result<(), ExtractError>, expected: &str) {
        let document = document();
        let mut draft = Draft::new(&document);
        let error = amend(&mut draft).expect_err("the amendment is wrong").to_string();
        assert!(error.contains(expected), "{error}");
    }
    check(|draft| draft.drop(9_usize, RULE), "block 9 is out of range");
    check(|draft| draft.drop((1_usize, 3..999), RULE), "range 3..999");
    check(|draft| draft.drop((1_usize, 17..18), RULE), "character boundaries");
    check(|draft| draft.drop(0_usize, Rule::new("", "why")), "needs a rule id");
    check(|draft| draft.merge(1_usize, 1, RULE), "cannot become part");
    check(|draft| draft.take(1_usize, Field::Published, "yesterday", RULE), "wants a date");
}

#[test]
fn what_nobody_decides_is_dropped_and_says_so() {
    let document = document();
    let extraction = finish(&Draft::new(&document), None);
    assert!(extraction.article.blocks.is_empty());
    assert!(extraction.ledger.blocks.iter().all(|block| block.pieces[0].decision.rule == "core/undecided"));
}

#[test]
fn parts_join_their_blocks() {
    let document = StaticDocument::of_lines(&[
        "The wall in June",
        "Ann Smith/AP",
        "One half of a line",
        "and the other.",
        "a",
        "b",
    ]);
    let mut draft = Draft::new(&document);
    draft.keep(0_usize, Kind::Caption, RULE).unwrap();
    draft.attach(1_usize, 0, Part::Credit, RULE).unwrap();
    draft.keep(2_usize, Kind::Paragraph, RULE).unwrap();
    draft.merge(3_usize, 2, RULE).unwrap();
    draft.keep(4_usize, Kind::List { ordered: false }, RULE).unwrap();
    draft.keep(5_usize, Kind::List { ordered: false }, RULE).unwrap();
    let article = finish(&draft, None).article;
    insta::assert_json_snapshot!(article.blocks);
    assert_eq!(article.text, "One half of a line and the other.\n\na\n\nb");
}

#[test]
fn orders_are_kept() {
    let document = StaticDocument::of_lines(&["one", "two", "three", "four"]);
    let mut draft = Draft::new(&document);
    for at in 0..4_usize {
        draft.keep(at, Kind::Paragraph, RULE).unwrap();
    }
    draft.order(&[3, 1], RULE).unwrap();
    assert_eq!(finish(&draft, None).article.text, "one\n\nfour\n\ntwo\n\nthree");
}

#[test]
fn code_keeps_its_white_space() {
    let document =
        StaticDocument::of_lines(&["\n    def ferry():\n        return 1\n    print(ferry())\n \n    # tide\n \n"]);
    let code = |draft: &Draft<'_>| finish(draft, None).article.blocks[0].text.clone();
    let mut draft = Draft::new(&document);
    draft.keep(0_usize, Kind::Code, RULE).unwrap();
    let whole = "    def ferry():\n        return 1\n    print(ferry())\n \n    # tide";
    assert_eq!(code(&draft), whole);
    // Parted and kept in all its parts it is the same.
    draft.keep((0_usize, 0..20), Kind::Code, RULE).unwrap();
    assert!(draft.pieces_of(0).len() > 1);
    assert_eq!(code(&draft), whole);
}

#[test]
fn what_is_refused_changes_nothing() {
    let document = document();
    let mut draft = Draft::new(&document);
    assert!(matches!(draft.take((0_usize, 5..9999), Field::Title, "x", RULE), Err(ExtractError::BadRange { .. })));
    assert!(matches!(draft.take(0_usize, Field::Published, "soon", RULE), Err(ExtractError::BadDate { .. })));
    assert!(matches!(draft.set_field(Field::Access, "Free", None, RULE), Err(ExtractError::BadAccess { .. })));
    // A number that does not fit is no other one.
    assert!(draft.keep(usize::MAX, Kind::Paragraph, RULE).is_err());
    assert!(draft.keep((0_usize, 0..usize::MAX), Kind::Paragraph, RULE).is_err());
    assert!(draft.split(0, usize::MAX, RULE).is_err());
    assert!(draft.fields().is_empty() && draft.kept().is_empty());
}

#[test]
fn what_was_decided_before_is_told_whoever_decided() {
    let document = document();
    let mut draft = Draft::new(&document);
    draft.keep(0_usize, Kind::Paragraph, RULE).unwrap();
    draft.drop(0_usize, Rule::new("test/other", "it does not")).unwrap();
    let ledger = finish(&draft, None).ledger;
    let overruled: Vec<&str> = ledger.blocks[0].pieces[0].overruled.iter().map(|one| one.rule.as_ref()).collect();
    assert_eq!(overruled, ["test/rule"]);
}

#[test]
fn elements_that_hold_one_another_have_an_end() {
    let mut document = document();
    for parent in [Some(0), Some(2), Some(1)] {
        document.elements.push(Element::new(parent, StartTag { tag: "html".into(), ..StartTag::default() }));
    }
    document.blocks[0].element = Some(0);
    document.blocks[1].element = Some(1);
    let ledger = finish(&Draft::new(&document), None).ledger;
    assert_eq!((ledger.blocks[0].path.as_str(), ledger.blocks[1].path.as_str()), ("", ""));
    let document: &dyn Document = &document;
    assert_eq!(document.ancestors(&document.blocks()[1]).count(), 1);
}
