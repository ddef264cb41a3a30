//! The article: what comes out.

use serde::{Deserialize, Serialize};

use crate::{Kind, Span};

/// The name and version of the article's schema. Members and kinds of blocks may be added under one version; what is taken
/// away, renamed or given another meaning makes a new one.
pub const SCHEMA: &str = "copydesk/article/1";

/// Something worth knowing about how a page was read: a limit that was reached, a source that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// A stable name of the kind of thing: `html/depth-limit`, `plugin/panic`. DIAGNOSTICS.md lists them.
    pub code: String,
    /// What happened, in words.
    pub message: String,
    /// The source it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Diagnostic {
    /// A diagnostic about the page itself.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), source: None }
    }

    /// A diagnostic about a source.
    pub fn of_source(code: impl Into<String>, source: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), source: Some(source.into()) }
    }

    /// Whether it tells of a fault of the program or of a source, not of something about the page: a panic, or a step
    /// that failed.
    pub fn is_fault(&self) -> bool {
        self.code.ends_with("panic") || self.code.ends_with("failed")
    }
}

/// Whether everybody may read the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// The page says that it is free.
    Free,
    /// The page says that it is for subscribers.
    Paywalled,
}

impl Access {
    /// How it is written: `free` or `paywalled`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Paywalled => "paywalled",
        }
    }

    /// Reads what [`Access::as_str`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Free, Self::Paywalled].into_iter().find(|access| access.as_str() == text)
    }
}

/// A block of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArticleBlock {
    /// What it is.
    #[serde(flatten)]
    pub kind: Kind,
    /// Its text: list items and table rows on a line each; of a paragraph or quote the lines that the page breaks by
    /// `<br>`, where they read as lines.
    pub text: String,
    /// The credit of a caption, or of a picture that has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Who is quoted, where the page says so beside the quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// The items of a list, or the rows of a table with cells parted by tabs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// The address of an image or embed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub src: Option<String>,
    /// The blocks of the input that it was made from, as the ledger numbers them.
    pub from: Vec<u32>,
    /// Where it stands in the input.
    pub span: Span,
}

/// A clean, typed, accountable article. Absent is null, never invented.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Article {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The input's base name without `.gz`, `.zst`, `.html`, `.htm` and `.txt` (of a file that the program found
    /// in a directory: its path below that directory), or what a manifest gives; where the input has no name (standard input),
    /// 16 hexadecimal digits: FNV-1a of the canonical URL, else of the URL, else of the text.
    pub id: String,
    /// The input as the user named it.
    pub input: Option<String>,
    /// The address it was fetched from.
    pub url: Option<String>,
    /// The address the page calls its own. Relative addresses, here and below, are made whole where the page's address is
    /// known.
    pub canonical_url: Option<String>,
    /// The source whose cleaner was used; null where only the generic extractor was.
    pub source: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The summary under the headline. Where it opens the body, a block has the same text.
    pub standfirst: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was first published (ISO 8601, with the precision and offset that the page gives).
    pub published: Option<String>,
    /// When it was last changed (ISO 8601).
    pub modified: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// The section of the paper.
    pub section: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// Address of the lead image.
    pub image: Option<String>,
    /// Free or paywalled, when the page says so.
    pub access: Option<Access>,
    /// The article's blocks, in order.
    pub blocks: Vec<ArticleBlock>,
    /// The body as a reader would quote it: no captions, parts parted by a blank line.
    pub text: String,
    /// How sure it is that the body is right, from 0 to 1: the probability that at least 95 % of its words are, learned from
    /// gold; of a flat text that is clean already it only says how sure the heuristic is. It is the generic extractor's, from
    /// before a source amended the page. Where the source left nothing of what that kept, it is 0; where it left less than a
    /// fifth of the words and the page shows none of the source's layouts, it is multiplied by the share that is left
    /// (`rules/empty-body`). Where the generic extractor was not asked (`generic = false`) or failed, nobody judged the page,
    /// and it is 0.5, or 0 where nothing is kept. What a plugin sets stands.
    pub confidence: f32,
    /// Who decided, in order: `generic`, `rules:rt`, `plugin:rt`.
    pub decided_by: Vec<String>,
    /// What went wrong or was limited.
    pub diagnostics: Vec<Diagnostic>,
}
