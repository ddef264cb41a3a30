//! The names under which `<meta>` elements offer fields. Names are compared in lower case.

use std::collections::HashMap;
use std::sync::LazyLock;

use copydesk_core::{Field, Provenance};

use super::words::holds_any;
use crate::stems::Words;

/// How the content of a `<meta>` is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// One value.
    One,
    /// A list with commas.
    List,
    /// A value that is no use as an address (`article:author` is often a profile page).
    NoAddress,
    /// A value that is no use unless it is an address.
    Address,
    /// `free`, `locked` and their like.
    Tier,
}

/// What a `<meta>` of a name offers.
pub(super) fn meaning(name: &str) -> Option<(Field, Provenance, Reading)> {
    static MEANINGS: LazyLock<HashMap<&str, (Field, Provenance, Reading)>> = LazyLock::new(|| {
        let tables: [(&[Row], Provenance); 3] =
            [(&OPEN_GRAPH, Provenance::OpenGraph), (&TWITTER, Provenance::Twitter), (&META, Provenance::Meta)];
        let mut meanings = HashMap::new();
        for (rows, provenance) in tables {
            for (field, reading, names) in rows {
                for name in *names {
                    meanings.entry(*name).or_insert((*field, provenance, *reading));
                }
            }
        }
        meanings
    });
    MEANINGS.get(name).copied()
}

/// What a name that is not in the lists says of a date, by its words: sites make up names of their own.
pub(super) fn dated(name: &str) -> Option<Field> {
    static DATED: Words<4> =
        Words::of(&["date", "publi", "created", "issued", "posted", "uploaded", "datum", "fecha", "modified"]);
    const OTHER: [&str; 17] = [
        "expir", "start", "end", "event", "birth", "until", "valid", "archiv", "review", "build", "version", "deploy",
        "cache", "due", "crawl", "closed", "embargo",
    ];
    let holds = |words: &[&str]| holds_any(name, words);
    if !DATED.are_in(name) || holds(&OTHER) {
        return None;
    }
    let changed = holds(&["update", "modif", "revis", "lastmod", "changed"]);
    Some(if changed { Field::Modified } else { Field::Published })
}

/// A field, how it is read, and the names that offer it.
type Row = (Field, Reading, &'static [&'static str]);

const OPEN_GRAPH: [Row; 12] = [
    (Field::Title, Reading::One, &["og:title"]),
    (Field::Standfirst, Reading::One, &["og:description"]),
    (Field::Authors, Reading::NoAddress, &["article:author", "og:author", "og:article:author", "article:author_name"]),
    (
        Field::Published,
        Reading::One,
        &[
            "article:published_time",
            "article:published",
            "article:published_date",
            "article:create_at",
            "og:article:published_time",
            "og:published_time",
            "og:pubdate",
            "og:publish_date",
        ],
    ),
    (
        Field::Modified,
        Reading::One,
        &[
            "article:modified_time",
            "article:modified",
            "article:modified_date",
            "article:update_at",
            "og:article:modified_time",
            "og:modified_time",
            "og:updated_time",
            "article:updated_time",
            "article:updated",
        ],
    ),
    (Field::Section, Reading::NoAddress, &["article:section", "og:article:section", "og:section"]),
    (Field::Tags, Reading::List, &["article:tag", "og:article:tag", "og:keywords", "og:tags", "og:tag"]),
    (Field::Image, Reading::Address, &["og:image", "og:image:url", "og:image:secure_url"]),
    (Field::Publisher, Reading::NoAddress, &["og:site_name", "article:publisher"]),
    (Field::CanonicalUrl, Reading::Address, &["og:url"]),
    (Field::Language, Reading::One, &["og:locale"]),
    (Field::Access, Reading::Tier, &["article:content_tier"]),
];

const TWITTER: [Row; 5] = [
    (Field::Title, Reading::One, &["twitter:title"]),
    (Field::Standfirst, Reading::One, &["twitter:description"]),
    (Field::Authors, Reading::NoAddress, &["twitter:creator"]),
    (Field::Image, Reading::Address, &["twitter:image", "twitter:image:src"]),
    (Field::CanonicalUrl, Reading::Address, &["twitter:url"]),
];

const META: [Row; 12] = [
    (
        Field::Title,
        Reading::One,
        &[
            "title",
            "headline",
            "hdl",
            "parsely-title",
            "sailthru.title",
            "dc.title",
            "dcterms.title",
            "citation_title",
            "cxenseparse:title",
            "article.headline",
            "rbtitle",
            "mediator_title",
        ],
    ),
    (
        Field::Standfirst,
        Reading::One,
        &[
            "description",
            "sailthru.description",
            "dc.description",
            "dcterms.description",
            "dcterms.abstract",
            "abstract",
            "excerpt",
            "cxenseparse:description",
            "article.summary",
        ],
    ),
    (
        Field::Authors,
        Reading::NoAddress,
        &[
            "author",
            "authors",
            "byl",
            "article_author",
            "article.author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "dc.contributor.author",
            "dcterms.creator",
            "dc.author",
            "citation_author",
            "cxenseparse:author",
            "rbauthors",
            "shareaholic:article_author_name",
            "mediator_author",
            "creator",
            "dcsext.author",
        ],
    ),
    (
        Field::Published,
        Reading::One,
        &[
            "date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publishtime",
            "published",
            "published_date",
            "published_time",
            "published_at",
            "publication_date",
            "publication-date",
            "publicationdate",
            "date_published",
            "datepublished",
            "datecreated",
            "article.published",
            "article.created",
            "article_date_original",
            "article.date",
            "articlepubdate",
            "articledate",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date",
            "dc.date.issued",
            "dc.date.created",
            "dc.date.published",
            "dc.created",
            "dcterms.date",
            "dcterms.created",
            "dcterms.issued",
            "citation_publication_date",
            "citation_date",
            "citation_online_date",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
            "displaydate",
            "display-date",
            "originalpublicationdate",
            "originalpublicationtime",
            "ptime",
            "pdate",
            "dat",
            "created",
            "createdate",
            "creation_date",
            "creationdate",
            "date-created",
            "shareaholic:article_published_time",
            "release_date",
            "releasedate",
            "rnews:datepublished",
            "bt:pubdate",
            "pub_date",
            "timestamp",
            "mediator_published_time",
            "rbpubdate",
            "time",
        ],
    ),
    (
        Field::Modified,
        Reading::One,
        &[
            "last-modified",
            "lastmodified",
            "last_modified",
            "lastmod",
            "last-updated",
            "last_updated",
            "lastupdated",
            "lastupdate",
            "modified",
            "modified_time",
            "date_modified",
            "datemodified",
            "dateupdated",
            "article.updated",
            "article.modified",
            "updated",
            "updated_time",
            "utime",
            "lmt",
            "revised",
            "moddate",
            "dc.date.modified",
            "dc.modified",
            "dcterms.modified",
            "bt:moddate",
            "eomportal-lastupdate",
            "shareaholic:article_modified_time",
            "revision_date",
        ],
    ),
    (
        Field::Section,
        Reading::NoAddress,
        &[
            "section",
            "articlesection",
            "article.section",
            "article_section",
            "parsely-section",
            "cxenseparse:section",
            "dc.section",
            "bt:section",
            "cre-section",
            "category",
            "mediator_theme",
        ],
    ),
    (
        Field::Tags,
        Reading::List,
        &[
            "keywords",
            "news_keywords",
            "parsely-tags",
            "sailthru.tags",
            "dc.subject",
            "dcterms.subject",
            "citation_keywords",
            "cxenseparse:keywords",
            "shareaholic:keywords",
            "tags",
            "classification-tags",
            "content_tags",
            "article_tags",
            "its_tag",
            "cse_topic",
            "custom-keywords",
            "veeseo:keywords",
            "vs:keywords",
            "dtk:keywords",
            "article:sph-keywords",
        ],
    ),
    (
        Field::Language,
        Reading::One,
        &["language", "lang", "content-language", "dc.language", "dcterms.language", "citation_language", "inlanguage"],
    ),
    (
        Field::Publisher,
        Reading::NoAddress,
        &[
            "application-name",
            "publisher",
            "dc.publisher",
            "dcterms.publisher",
            "citation_publisher",
            "citation_journal_title",
            "shareaholic:site_name",
            "cre",
            "copyright",
        ],
    ),
    (
        Field::Image,
        Reading::Address,
        &[
            "thumbnail",
            "parsely-image-url",
            "sailthru.image.full",
            "sailthru.image.thumb",
            "shareaholic:image",
            "cxenseparse:image",
            "image",
        ],
    ),
    (
        Field::CanonicalUrl,
        Reading::Address,
        &["parsely-link", "citation_public_url", "shareaholic:url", "dc.identifier", "cxenseparse:url"],
    ),
    (
        Field::Access,
        Reading::Tier,
        &["isaccessibleforfree", "access", "content_tier", "content-tier", "article.content_tier"],
    ),
];
