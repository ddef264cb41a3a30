use proptest::prelude::*;

use super::*;
use crate::limits::Limits;
use crate::parse::parse;

const PAGE: &str = "<!DOCTYPE html><title>Harbour</title><body class='Page wide'>
    <nav id=top><ul><li>One <li>Two <li>Three</ul></nav>
    <article lang=en-GB><h1>Boats</h1> <p id=lead class='text first'>A <a href='/boats?id=1'>boat</a></p><p></p>
    <p class=text><b>No</b> link</p><svg viewBox='0 0 1 1'><clipPath></clipPath></svg></article>
    <template><p class=text>hidden</p></template>";

fn page(html: &str) -> Tree<'_> {
    parse(html, &Limits::default()).0
}

/// What a selector finds, as tags with their text's first word.
#[track_caller]
fn check(css: &str, expected: &[&str]) {
    let tree = page(PAGE);
    let set = SelectorSet::one(css).unwrap_or_else(|problem| panic!("{problem}"));
    let found: Vec<String> = set.match_all(&tree).0[0]
        .iter()
        .map(|id| {
            let text = tree.text_of(*id);
            format!("{} {}", tree.name(*id), text.split_whitespace().next().unwrap_or_default()).trim().to_owned()
        })
        .collect();
    assert_eq!(found, expected, "{css}");
}

#[track_caller]
fn check_problem(css: &str, expected: &str) {
    let problem = SelectorSet::one(css).expect_err(css);
    assert_eq!(problem.problem, expected, "{css}");
}

#[test]
fn simple_selectors() {
    check("p", &["p A", "p", "p No"]);
    check("H1, .text", &["h1 Boats", "p A", "p No"]);
    check("#lead", &["p A"]);
    check(".page", &[]);
    check("body.Page.wide > nav", &["nav One"]);
    check("*|p", &["p A", "p", "p No"]);
    check("clipPath", &["clipPath"]);
}

#[test]
fn combinators() {
    check("h1 + p", &["p A"]);
    check("h1 ~ p", &["p A", "p", "p No"]);
    check("article > a", &[]);
    check("article a", &["a boat"]);
}

#[test]
fn what_must_stand_around_a_match() {
    check("article h1 + p", &["p A"]);
    check("nav ~ article .text b", &["b No"]);
    check(".wide h1 ~ p > a", &["a boat"]);
    check("nav p, nav > ul #lead", &[]);
    check("BODY article p:empty", &["p"]);
    check("#top li:first-child, .first > a", &["li One", "a boat"]);
}

#[test]
fn selectors_are_tried_only_where_all_they_ask_for_is_open() {
    let mut around = Around::default();
    let mut needs = |css: &str| around.add(&grammar::parse(css).expect("a selector of a test can be read").slice()[0]);
    let (story, sibling, none) = (needs("article .text p"), needs("article h1 + p"), needs("p.text"));
    let tree = page("<article><p class='text text'></p></article>");
    let element = |name: &str| {
        let found = tree.preorder(DOCUMENT).find(|id| tree.name(*id) == name);
        tree.element(found.expect("the page has it")).expect("it is an element")
    };
    let mut open = around.none_open();
    let mut told = Vec::new();
    for name in ["article", "p"] {
        open.enter(&around, element(name));
        told.push([open.has_all(&story), open.has_all(&sibling), open.has_all(&none)]);
    }
    open.leave(&around, element("p"));
    told.push([open.has_all(&story), open.has_all(&sibling), open.has_all(&none)]);
    assert_eq!(told, [[false, true, true], [true, true, true], [false, true, true]]);
}

#[test]
fn attributes() {
    check("[href]", &["a boat"]);
    check("a[href*='?ID=' i]", &["a boat"]);
    check("a[href*='?ID=']", &[]);
    check("[lang|=en]", &["article Boats"]);
    check("[lang=en-GB], p[lang=en-GB], [lang=en], [lang=en-gb]", &["article Boats"]);
    check("[lang=en-gb i]", &["article Boats"]);
    check("[id=lead][class='text first'], .text[id=lead], [id=le], [id='lead ']", &["p A"]);
    check("[class~=first], [href$='=1'], [href^='/']", &["p A", "a boat"]);
    check("svg[viewBox]", &["svg"]);
}

#[test]
fn pseudo_classes() {
    check("li:nth-child(2n+1)", &["li One", "li Three"]);
    check("p:nth-child(1 of .text), li:last-child", &["li Three", "p A"]);
    check("li:first-child:not(:only-child)", &["li One"]);
    check(":root > body", &["body One"]);
    check("p:empty", &["p"]);
    check("p:has(> a)", &["p A"]);
    check("article:has(p + p) h1", &["h1 Boats"]);
    check(":is(h1, li:nth-of-type(2)):not(article *)", &["li Two"]);
    check("p:where(.text, .other):last-of-type", &["p No"]);
}

#[test]
fn problems_say_what_is_wrong() {
    check_problem("p::before", "the pseudo-element `::before` stands for no element, near character 9 of 9");
    check_problem("p:hover", "the pseudo-class `:hover` is not known, near character 7 of 7");
    check_problem("p:is(:hover, b)", "the pseudo-class `:hover` is not known, near character 11 of 15");
    check_problem("p >", "a combinator has nothing after it, near character 3 of 3");
    check_problem("", "a selector was expected");
    check_problem("a, , b", "a selector was expected, near character 4 of 6");
    check_problem("a[href=", "the selector ends too early, near character 7 of 7");
    check_problem("a[href=] b", "`]` comes too early, near character 8 of 10");
    check_problem("a[=b] c", "`[` needs the name of an attribute after it, near character 3 of 7");
    check_problem("div..story", "`.` needs the name of a class after it, near character 5 of 10");
    check_problem("p:contains('x')", "the pseudo-class `:contains()` is not known, near character 11 of 15");
    check_problem(
        "li, p:is(h1, :not(b:hover, i)) > ü",
        "the pseudo-class `:hover` is not known, near character 25 of 34",
    );
    check_problem("ü > ü..ü", "`.` needs the name of a class after it, near character 7 of 8");
    check_problem("svg|p", "namespace prefixes are not known here, near character 4 of 5");
    check_problem(".1", "a selector was expected, near character 2 of 2");
}

#[test]
fn every_problem_of_a_set_is_told() {
    let problems = SelectorSet::compile(["p", "p:", "a >"]).expect_err("two are wrong");
    assert_eq!(problems.iter().map(|problem| problem.css.as_str()).collect::<Vec<_>>(), ["p:", "a >"]);
}

#[test]
fn a_selector_given_twice_stands_once() {
    let set = SelectorSet::compile(["p", "a", "p"]).expect("all are right");
    assert_eq!(set.css(), ["p", "a"]);
    assert_eq!((set.position("a"), set.position("b")), (Some(1), None));
}

// Sets are compiled once and shared between threads: what cannot be shared does not compile.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<SelectorSet>();
    shared::<Tree<'_>>();
};

/// What the selectors find when each is asked of each element, with no buckets and no caches.
fn one_by_one(css: &[String], tree: &Tree<'_>) -> Vec<Vec<NodeId>> {
    let find = |css: &String| {
        let alternatives = grammar::parse(css).expect("generated selectors are right");
        let matches = |id: &NodeId| {
            let mut caches = SelectorCaches::default();
            let mut context = context(&mut caches);
            let element = ElementRef { tree, id: *id, steps: &Cell::new(MAX_SIBLING_STEPS) };
            alternatives.slice().iter().any(|selector| matches_one(selector, element, &mut context))
        };
        tree.preorder(DOCUMENT).filter(|id| tree.is_element(*id)).filter(matches).collect()
    };
    css.iter().map(find).collect()
}

#[test]
fn siblings_are_asked_so_often_and_no_more() {
    let tree = page("<i class=y></i><p>1<p>2<p>3<p>4");
    let last = tree.preorder(DOCUMENT).filter(|id| tree.name(*id) == "p").last().expect("the page has paragraphs");
    let matches = |steps: u32| {
        let alternatives = grammar::parse(".y ~ p").expect("the selector can be read");
        let steps = Cell::new(steps);
        let mut caches = SelectorCaches::default();
        let mut context = context(&mut caches);
        let element = ElementRef { tree: &tree, id: last, steps: &steps };
        (matches_one(&alternatives.slice()[0], element, &mut context), steps.get() == 0)
    };
    assert_eq!(matches(2), (false, true));
    assert_eq!(matches(10), (true, false));
}

fn any_compound() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        ".a",
        ".b",
        "#x",
        "#y",
        "[c]",
        "[c=d i]",
        ":first-child",
        ":nth-child(2n)",
        ":empty",
        ":not(.a)",
        ":has(> b)",
        ":is(.a, #y)",
        ":nth-last-child(1 of .b)",
        ":root",
        ":has(.a #x)",
    ]);
    let tag = prop::sample::select(vec!["", "*", "p", "B", "div", "svg", "clipPath", "span"]);
    (tag, prop::collection::vec(part, 0..3))
        .prop_map(|(tag, parts)| format!("{tag}{}", parts.concat()))
        .prop_filter("a compound holds something", |compound| !compound.is_empty())
}

fn any_selector() -> impl Strategy<Value = String> {
    let combinator = prop::sample::select(vec![" ", " > ", " + ", " ~ ", ", "]);
    (any_compound(), prop::collection::vec((combinator, any_compound()), 0..3))
        .prop_map(|(first, rest)| rest.into_iter().fold(first, |all, (by, next)| format!("{all}{by}{next}")))
}

fn any_page() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<b class=a>",
        "</b>",
        "<div id=x class='b a a'>",
        "</div>",
        "<span c=D class=b>",
        "</span>",
        "<svg id=y>",
        "<clipPath class=a>",
        "</svg>",
        "<p id=y c>",
        "text",
        " ",
        "<table><tr><td class=b>",
        "</table>",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn together_is_as_one_by_one(html in any_page(), css in prop::collection::vec(any_selector(), 1..12)) {
        let tree = page(&html);
        let set = SelectorSet::compile(css.iter().map(String::as_str)).expect("generated selectors are right");
        prop_assert_eq!(set.match_all(&tree).0, one_by_one(set.css(), &tree));
    }

    #[test]
    fn no_selector_breaks_it(css in "[a-z.#:>+~*\\[\\]=()\"', |^$1-9-]{0,24}") {
        if let Err(problem) = SelectorSet::one(&css) {
            prop_assert_eq!(problem.problem.contains("near character"), !css.trim().is_empty(), "{}", problem);
        }
    }
}

#[test]
fn what_is_open_at_the_end_is_told() {
    check_problem("aside[related", "`]` is missing at its end, near character 13 of 13");
    check_problem("a[href=\"/live", "`\"` is missing at its end, near character 13 of 13");
    check_problem("a[href='/live", "`'` is missing at its end, near character 13 of 13");
    check_problem("p:not(.text", "`)` is missing at its end, near character 11 of 11");
    check_problem("p /* the keeper's", "`*/` is missing at its end, near character 17 of 17");
    check_problem("a[href=\"/* live", "`\"` is missing at its end, near character 15 of 15");
    check_problem("a[href*='/*'", "`]` is missing at its end, near character 12 of 12");
    check_problem("a[href /* live */", "`]` is missing at its end, near character 17 of 17");
    check("a[href*='/*'] /* live */", &[]);
    check("a[href*='(']", &[]);
    check("a:not([href*=']'])", &["a boat"]);
}

#[test]
fn elements_that_nobody_knows_are_told() {
    #[track_caller]
    fn check(css: &str, expected: &[&str]) {
        assert_eq!(SelectorSet::unknown_elements(css), expected, "{css}");
    }
    check("story__body", &["story__body"]);
    check("Story > p, article teaser", &["story", "teaser"]);
    check("quay-body p, clipPath, .story", &[]);
    check("p[", &[]);
}
