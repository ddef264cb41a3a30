//! Documents, drafts and amendments for this crate's tests.

use copydesk_core::{
    Amendment, Block, Candidate, Decider, Diagnostic, Document, Draft, Element, ExtractError, Field, FieldValue, Form,
    Kind, Link, Match, Metadata, Origin, Part, Provenance, Rule, Shape, Span, StartTag, StaticDocument, Target, Text,
    Verdict,
};
use proptest::prelude::*;

/// A page whose `select` finds every block that holds the selector as its text; `!` is no selector, and `panic`
/// panics.
pub(crate) struct Page(pub(crate) StaticDocument);

impl Document for Page {
    fn origin(&self) -> &Origin {
        &self.0.origin
    }
    fn form(&self) -> Form {
        self.0.form
    }
    fn metadata(&self) -> &Metadata {
        &self.0.metadata
    }
    fn elements(&self) -> &[Element] {
        &self.0.elements
    }
    fn blocks(&self) -> &[Block] {
        &self.0.blocks
    }
    fn diagnostics(&self) -> &[Diagnostic] {
        &self.0.diagnostics
    }
    fn select(&self, css: &str) -> Result<Vec<Match>, ExtractError> {
        assert_ne!(css, "panic", "the document panicked");
        if css == "!" {
            return Err(ExtractError::Selector { css: css.to_owned(), problem: "it is none".to_owned() });
        }
        let blocks = self.0.blocks.iter().enumerate().filter_map(|(number, block)| {
            let at = block.text.find(css)?;
            let targets = vec![Target::from(number), Target::from((number, at..at + css.len()))];
            Some(Match {
                targets,
                text: block.text.to_string(),
                attributes: vec![("title".to_owned(), css.to_owned())],
            })
        });
        Ok(blocks.collect())
    }
}

/// A page of five blocks with all that a document can have.
pub(crate) fn page() -> Page {
    let texts =
        ["Bridge reopens", "By Ada Penn · 4 May", "The old bridge — closed since March — is open.", "", "Größe"];
    let mut document = StaticDocument::of_lines(&texts);
    document.form = Form::Html;
    document.origin.url = Some("https://gazette.example/bridge".to_owned());
    document.elements = vec![
        Element::new(None, StartTag { tag: "main".into(), id: Some("body".into()), ..StartTag::default() }),
        Element::new(Some(0), StartTag { tag: "p".into(), classes: vec!["lead".into()].into(), ..StartTag::default() }),
    ];
    document.blocks[2].element = Some(1);
    document.blocks[2].links = vec![Link { start: 4, end: 7, href: "/old".into() }].into();
    document.blocks[3].shape = Shape::Image;
    document.blocks[3].media = Some("bridge.jpg".to_owned());
    document.metadata.candidates.push(Candidate {
        field: Field::Title,
        value: "Bridge reopens".to_owned(),
        provenance: Provenance::OpenGraph,
        key: "og:title".to_owned(),
        block: None,
    });
    document.diagnostics.push(Diagnostic::new("html/charset", "the label was wrong"));
    Page(document)
}

/// A draft in which an earlier layer decided some things.
pub(crate) fn draft(document: &dyn Document) -> Draft<'_> {
    let rule = Rule::new("generic/test", "decided before");
    let mut draft = Draft::new(document);
    draft.set_decider(Decider::GENERIC);
    for block in 0..document.blocks().len() {
        draft.keep(block, Kind::Paragraph, &rule).expect("the block is there");
    }
    draft.take((1_usize, 3..11), Field::Authors, vec!["Ada Penn".to_owned()], &rule).expect("the range is there");
    draft.set_field(Field::Title, "Bridge", Some("og:title"), &rule).expect("a title is a text");
    draft.order(&[2, 1], &rule).expect("the blocks are there");
    draft.set_confidence(0.3);
    draft.diagnose(Diagnostic::new("generic/short", "few words"));
    draft.set_decider(Decider::plugin("scripted"));
    draft
}

/// All that can be seen of a draft, its document included.
pub(crate) fn view(draft: &Draft<'_>) -> String {
    let document = draft.document();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?}\n{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        document.origin(),
        document.form(),
        document.metadata(),
        document.elements(),
        document.blocks(),
        document.diagnostics(),
        draft.pieces().collect::<Vec<_>>(),
        draft.fields(),
        draft.orders(),
        draft.deciders(),
        draft.decider(),
        draft.diagnostics(),
        draft.confidence(),
    )
}

pub(crate) fn any_text() -> BoxedStrategy<String> {
    prop_oneof!["[a-zß—\u{10348} ]{0,12}", Just("\0\"\\\u{7f}\u{2028}".to_owned()), Just("2024-05-04".to_owned())]
        .boxed()
}

fn any_texts() -> BoxedStrategy<Vec<String>> {
    prop::collection::vec(any_text(), 0..3).boxed()
}

fn any_number() -> BoxedStrategy<u32> {
    prop_oneof![4 => 0_u32..8, 1 => 8_u32..60, 1 => any::<u32>()].boxed()
}

pub(crate) fn any_field() -> BoxedStrategy<Field> {
    prop::sample::select(Field::ALL.to_vec()).boxed()
}

fn any_value() -> BoxedStrategy<FieldValue> {
    prop_oneof![any_text().prop_map(FieldValue::Text), any_texts().prop_map(FieldValue::List)].boxed()
}

fn any_rule() -> BoxedStrategy<Rule> {
    prop_oneof![
        9 => any_text().prop_map(|reason| Rule::owned("scripted/any", format!("because {reason}"))),
        1 => any_text().prop_map(|id| Rule::owned(id, "")),
    ]
    .boxed()
}

fn any_part() -> BoxedStrategy<Part> {
    prop::sample::select(vec![Part::Continuation, Part::Credit, Part::Attribution, Part::Link, Part::Posted]).boxed()
}

fn any_kind() -> BoxedStrategy<Kind> {
    let text = || prop::option::of(any_text());
    prop_oneof![
        prop::sample::select(vec![
            Kind::Paragraph,
            Kind::Quote,
            Kind::Caption,
            Kind::Image,
            Kind::Table,
            Kind::Code,
            Kind::Embed
        ]),
        any::<u8>().prop_map(|level| Kind::Heading { level }),
        any::<bool>().prop_map(|ordered| Kind::List { ordered }),
        text().prop_map(|posted| Kind::Update { posted }),
        (text(), text(), text(), any_texts()).prop_map(|(author, handle, posted, links)| Kind::Tweet {
            author,
            handle,
            posted,
            links
        }),
    ]
    .boxed()
}

fn any_verdict() -> BoxedStrategy<Verdict> {
    prop_oneof![
        any_kind().prop_map(Verdict::Keep),
        Just(Verdict::Drop),
        any_field().prop_map(|field| Verdict::Field { field }),
        (any_number(), any_part()).prop_map(|(of, part)| Verdict::Part { of, part }),
    ]
    .boxed()
}

/// Any amendment, sound or not.
pub(crate) fn any_amendment() -> BoxedStrategy<Amendment> {
    let range = prop::option::of((any_number(), any_number()));
    let target = (any_number(), range).prop_map(|(block, range)| Target { block, range });
    prop_oneof![
        (target, any_verdict(), any_rule()).prop_map(|(target, outcome, rule)| Amendment::Decide {
            target,
            outcome,
            rule
        }),
        (any_number(), any_number(), any_rule()).prop_map(|(block, at, rule)| Amendment::Split { block, at, rule }),
        (any_field(), any_value(), prop::option::of(any_text()), prop::option::of(any_number()), any_rule())
            .prop_map(|(field, value, from, block, rule)| Amendment::SetField { field, value, from, block, rule }),
        (any_field(), any_rule()).prop_map(|(field, rule)| Amendment::ClearField { field, rule }),
        (prop::collection::vec(any_number(), 0..4), any_rule())
            .prop_map(|(blocks, rule)| Amendment::Order { blocks, rule }),
    ]
    .boxed()
}

pub(crate) fn any_diagnostic() -> BoxedStrategy<Diagnostic> {
    (any_text(), any_text(), prop::option::of(any_text()))
        .prop_map(|(code, message, source)| Diagnostic { code, message, source })
        .boxed()
}

fn any_block() -> BoxedStrategy<Block> {
    let span = prop_oneof![
        (any_number(), any_number()).prop_map(|(start, end)| Span::Bytes(start, end)),
        (any_number(), any_number()).prop_map(|(first, last)| Span::Lines(first, last)),
    ];
    let shape = prop_oneof![
        prop::sample::select(vec![
            Shape::Paragraph,
            Shape::Quote,
            Shape::Caption,
            Shape::TableRow,
            Shape::Code,
            Shape::Image,
            Shape::Embed,
            Shape::Time,
            Shape::Plain,
            Shape::Line
        ]),
        any::<u8>().prop_map(Shape::Heading),
        any::<bool>().prop_map(Shape::ListItem),
    ];
    let link = (any_number(), any_number(), any_text()).prop_map(|(start, end, href): (_, _, String)| Link {
        start,
        end,
        href: href.into(),
    });
    let links = prop::collection::vec(link, 0..3);
    let (element, media) = (prop::option::of(any_number()), prop::option::of(any_text()));
    (any_text(), span, shape, element, links, media, any_number(), any::<[bool; 2]>())
        .prop_map(|(text, span, shape, element, links, media, bold, [hidden, ornament])| Block {
            text: text.into(),
            span,
            shape,
            element,
            links: links.into(),
            media,
            bold,
            hidden,
            ornament,
        })
        .boxed()
}

fn any_element() -> BoxedStrategy<Element> {
    let attributes = prop::collection::vec((any_text(), any_text()), 0..3);
    (prop::option::of(any_number()), any_text(), prop::option::of(any_text()), any_texts(), attributes)
        .prop_map(|(parent, tag, id, classes, attributes)| {
            let classes = classes.into_iter().map(Text::from).collect();
            let attributes = attributes.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
            Element::new(parent, StartTag { tag: tag.into(), id: id.map(Text::from), classes, attributes })
        })
        .boxed()
}

fn any_metadata() -> BoxedStrategy<Metadata> {
    let provenance = prop::sample::select(vec![
        Provenance::JsonLd,
        Provenance::OpenGraph,
        Provenance::Twitter,
        Provenance::Meta,
        Provenance::Microdata,
        Provenance::Link,
        Provenance::TitleElement,
        Provenance::Lang,
        Provenance::Time,
        Provenance::Byline,
        Provenance::Heading,
        Provenance::Text,
    ]);
    let candidate = (any_field(), any_text(), provenance, any_text(), prop::option::of(any_number()))
        .prop_map(|(field, value, provenance, key, block)| Candidate { field, value, provenance, key, block });
    (prop::collection::vec(candidate, 0..4), any_texts(), prop::option::of(any_text()))
        .prop_map(|(candidates, types, article_body)| Metadata { candidates, types, article_body })
        .boxed()
}

pub(crate) fn any_document() -> BoxedStrategy<StaticDocument> {
    let text = || prop::option::of(any_text());
    let origin = (text(), text(), text()).prop_map(|(input, url, fetched)| Origin { input, url, fetched });
    let form = prop::sample::select(vec![Form::Html, Form::Text]);
    let elements = prop::collection::vec(any_element(), 0..4);
    let blocks = prop::collection::vec(any_block(), 0..6);
    let diagnostics = prop::collection::vec(any_diagnostic(), 0..3);
    (origin, form, any_metadata(), elements, blocks, diagnostics)
        .prop_map(|(origin, form, metadata, mut elements, blocks, diagnostics)| {
            // Parents stand before their children.
            for (at, element) in elements.iter_mut().enumerate() {
                element.parent = element.parent.filter(|parent| (*parent as usize) < at);
            }
            (origin, form, metadata, elements, blocks, diagnostics)
        })
        .prop_map(|(origin, form, metadata, elements, blocks, diagnostics)| StaticDocument {
            origin,
            form,
            metadata,
            elements,
            blocks,
            diagnostics,
        })
        .boxed()
}
