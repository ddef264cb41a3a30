//! TOML files of sources.

use copydesk_core::{Decider, Document, Draft, Extractor as _, Kind, Origin, Rule, StaticDocument, finish};
use copydesk_html::{HtmlDocument, Limits, SelectorSet};
use copydesk_rules::{RulesExtractor, SourceFile};
use copydesk_testkit::accounts;

/// The page that the rules are tried on.
const PAGE: &[u8] = b"<title>The ferry is late - The Quay</title><body><h1>The ferry is late</h1>\
    <div class=byline>By Anna Quist</div><time>2019-02-04 13:01 +1800</time><p class=date>4 Feb 2019, 1.01 pm</p>\
    <pre>  ice = 3</pre><article class=body id=a><p class=lead>The ferry was late on Tuesday.</p>\
    <p>Two hundred people <b>waited</b> on the quay.</p><figure><img src=x><figcaption>The quay. Photo: Bo Lind</figcaption>\
    </figure><ul><li>Read more</li><li>Share</li></ul><blockquote>It was cold.</blockquote></article>\
    <div class=related><a href=/b>More news</a></div>";

/// A source file is refused, or its rules amend a page without a panic, and leave a complete ledger.
///
/// # Panics
/// Where they do not.
pub fn sources(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(file) = toml::from_str::<SourceFile>(text) else { return };
    let selectors = file.selectors();
    if SelectorSet::compile(selectors.iter().map(|(_, css)| *css)).is_err() {
        return;
    }
    let Ok(rules) = RulesExtractor::compile(&file) else { return };
    let page = HtmlDocument::read(PAGE, None, Origin::default(), &Limits::default());
    let lines: Vec<&str> = page.blocks().iter().map(|block| block.text.as_str()).collect();
    for document in [&page as &dyn Document, &StaticDocument::of_lines(&lines)] {
        rules.recognise(document);
        let mut draft = Draft::new(document);
        draft.set_decider(Decider::GENERIC);
        for block in 0..document.blocks().len() as u32 {
            let rule = Rule::new("generic/all", "to have something to correct");
            draft.keep(block, Kind::Paragraph, rule).expect("the block is there");
        }
        draft.set_decider(Decider::rules(&file.name));
        let amended = rules.amend(&mut draft);
        assert!(amended.is_ok(), "sound rules fail: {amended:?}");
        assert_eq!(
            accounts::check_whole(&finish(&draft, Some(&file.name)).ledger, document),
            Ok(()),
            "an incomplete ledger"
        );
    }
}
