//! What a page states for machines: lists, JSON-LD, properties.

use super::{check, check_json, metadata, outline};

#[test]
fn lists_are_parted_in_all_scripts() {
    check(
        "<meta name=keywords content='ميناء، عاصفة'><meta name=news_keywords content='港口，渡轮'>",
        "tags meta keywords = ميناء\ntags meta keywords = عاصفة\n\
         tags meta news_keywords = 港口\ntags meta news_keywords = 渡轮",
    );
    check("<meta name=keywords content='quay | ferry'>", "tags meta keywords = quay\ntags meta keywords = ferry");
}

#[test]
fn broken_json_ld_keeps_what_stands_before_the_break() {
    for broken in [
        r#"{"@type": "Article", "author": {"name": "Jo Doe"}, "publisher": {"name": "Quay"}, "headline": "The "old" wall"}"#,
        r#"{"@type": "Article", "author": {"name": "Jo Doe"}, "publisher": {"name": "Quay", "logo": "/q"#,
    ] {
        let (metadata, diagnostics) = metadata(&format!("<script type='application/ld+json'>{broken}</script>"));
        let expected = "authors jsonld Article.author = Jo Doe\npublisher jsonld publisher = Quay\ntypes Article\n";
        assert_eq!(outline(&metadata).replace("Article.publisher", "publisher"), expected, "{broken}");
        assert_eq!(diagnostics.len(), 1, "{broken}");
    }
}

#[test]
fn authors_may_be_named_by_their_address() {
    check_json(
        r##"{"@graph": [{"@type": "Article", "author": "#jo"}, {"@type": "Person", "@id": "#jo", "name": "Jo Doe"}]}"##,
        "authors jsonld Article.author = Jo Doe\ntypes Article Person",
    );
}

#[test]
fn authors_may_stand_in_properties() {
    check(
        "<body><p>By <span property=schema:author>Jo Doe</span>",
        "authors microdata property=schema:author @0 = Jo Doe",
    );
}

#[test]
fn json_ld_may_stand_in_a_meta() {
    let data = "{&quot;@type&quot;: &quot;Article&quot;, &quot;datePublished&quot;: &quot;2020-05-03&quot;}";
    for name in ["script:ld+json", "jsonld", "JSON-LD"] {
        check(
            &format!("<meta name='{name}' content='{data}'>"),
            "published jsonld Article.datePublished = 2020-05-03\ntypes Article",
        );
    }
    check("<meta name=jsonld content=true>", "");
}
