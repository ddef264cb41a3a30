//! Goldens: the whole article, and what became of everything else.

use std::collections::HashMap;

use copydesk_core::{Access, Decider, Decision, Diagnostic, Extraction, Field, Kind, Part, Shape, Verdict};
use serde::{Deserialize, Serialize};

/// How much of a block's text names it where another block is said to be part of it, in characters.
const NAME_CHARACTERS: usize = 40;

/// What must come out of a fixture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Golden {
    /// The article.
    pub article: GoldenArticle,
    /// What was taken into fields, in reading order.
    pub consumed: Vec<GoldenConsumed>,
    /// What was made part of other blocks, in reading order.
    pub parts: Vec<GoldenPart>,
    /// What was dropped, in reading order.
    pub dropped: Vec<GoldenDropped>,
    /// What was diagnosed.
    pub diagnostics: Vec<Diagnostic>,
}

/// The article without what depends on the machine or the form of the input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the fields are those of the article
pub struct GoldenArticle {
    pub source: Option<String>,
    pub publisher: Option<String>,
    pub canonical_url: Option<String>,
    pub title: Option<String>,
    pub standfirst: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub language: Option<String>,
    pub section: Option<String>,
    pub tags: Vec<String>,
    pub image: Option<String>,
    pub access: Option<Access>,
    pub blocks: Vec<GoldenBlock>,
}

/// A block of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the fields are those of the article's block
pub struct GoldenBlock {
    #[serde(flatten)]
    pub kind: Kind,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub src: Option<String>,
}

/// A piece that was taken into a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldenConsumed {
    /// Its text.
    pub text: String,
    /// The field.
    pub into: Field,
}

/// A piece that was made part of another block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldenPart {
    /// Its text.
    pub text: String,
    /// Its role.
    pub part: Part,
    /// How the other block begins.
    pub of: String,
}

/// A piece that was dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldenDropped {
    /// Its text.
    pub text: String,
    /// What it was, where it has no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<Shape>,
    /// The rule.
    pub rule: String,
    /// The reason; of the generic extractor's without what weighed most, which changes with every training.
    pub reason: String,
}

impl Golden {
    /// The golden that an extraction would match.
    pub fn of(extraction: &Extraction) -> Self {
        let article = &extraction.article;
        let mut golden = Self {
            article: GoldenArticle {
                source: article.source.clone(),
                publisher: article.publisher.clone(),
                canonical_url: article.canonical_url.clone(),
                title: article.title.clone(),
                standfirst: article.standfirst.clone(),
                authors: article.authors.clone(),
                published: article.published.clone(),
                modified: article.modified.clone(),
                language: article.language.clone(),
                section: article.section.clone(),
                tags: article.tags.clone(),
                image: article.image.clone(),
                access: article.access,
                blocks: article.blocks.iter().map(GoldenBlock::of).collect(),
            },
            consumed: Vec::new(),
            parts: Vec::new(),
            dropped: Vec::new(),
            diagnostics: article.diagnostics.clone(),
        };
        golden.account(extraction);
        golden
    }

    /// The text of a golden file.
    ///
    /// # Panics
    /// Never: a golden holds nothing that JSON cannot.
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).expect("a golden holds nothing that JSON cannot");
        json.push('\n');
        json
    }

    /// Reads a golden file.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    fn account(&mut self, extraction: &Extraction) {
        let blocks = &extraction.ledger.blocks;
        let names: HashMap<u32, String> = blocks
            .iter()
            .map(|block| {
                let whole: String = block.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
                (block.block, whole.chars().take(NAME_CHARACTERS).collect())
            })
            .collect();
        for block in blocks {
            for piece in &block.pieces {
                let text = piece.text.clone();
                match &piece.decision.verdict {
                    Verdict::Keep(_) => {}
                    Verdict::Field { field } => self.consumed.push(GoldenConsumed { text, into: *field }),
                    Verdict::Part { of, part } => {
                        let of = names.get(of).cloned().unwrap_or_default();
                        self.parts.push(GoldenPart { text, part: *part, of });
                    }
                    Verdict::Drop => self.dropped.push(GoldenDropped {
                        shape: text.is_empty().then_some(block.shape),
                        text,
                        rule: piece.decision.rule.to_string(),
                        reason: lasting_reason(&piece.decision).to_owned(),
                    }),
                }
            }
        }
    }
}

/// The reason of a decision, as far as a new training leaves it as it is.
fn lasting_reason(decision: &Decision) -> &str {
    let reason = &*decision.reason;
    if decision.by == Decider::GENERIC { reason.split_once(" (").map_or(reason, |(reason, _)| reason) } else { reason }
}

impl GoldenBlock {
    fn of(block: &copydesk_core::ArticleBlock) -> Self {
        Self {
            kind: block.kind.clone(),
            text: block.text.clone(),
            credit: block.credit.clone(),
            attribution: block.attribution.clone(),
            items: block.items.clone(),
            src: block.src.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use copydesk_core::{Draft, Rule, StaticDocument, Target, finish};

    use super::*;

    const RULE: Rule = Rule::new("harbour/test", "because");

    #[test]
    fn a_golden_holds_every_piece_and_reads_back() {
        let document =
            StaticDocument::of_lines(&["Harbour closes", "Share this", "The harbour closed.", "Photo: Smith"]);
        let mut draft = Draft::new(&document);
        draft.take(0_u32, Field::Title, "Harbour closes", &RULE).expect("block 0 is there");
        draft.drop(1_u32, &RULE).expect("block 1 is there");
        draft.keep(2_u32, Kind::Caption, &RULE).expect("block 2 is there");
        draft.attach(Target::from(3_u32), 2, Part::Credit, &RULE).expect("block 3 is there");
        let golden = Golden::of(&finish(&draft, Some("harbour")));
        assert_eq!(golden.article.title.as_deref(), Some("Harbour closes"));
        assert_eq!(golden.article.blocks[0].credit.as_deref(), Some("Photo: Smith"));
        assert_eq!(golden.consumed, [GoldenConsumed { text: "Harbour closes".to_owned(), into: Field::Title }]);
        assert_eq!(golden.parts[0].of, "The harbour closed.");
        assert_eq!(golden.dropped[0].rule, "harbour/test");
        assert_eq!(Golden::from_json(&golden.to_json()).expect("it reads back"), golden);
    }
}
