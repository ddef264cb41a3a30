//! What a flat text of Haaretz looks like where no prompt is left: headline, standfirst, caption and credit on top, and
//! Israel and the Jewish world as its matter.

use std::sync::LazyLock;

use copydesk_core::{Block, Document, Evidence, Form, Recognition, Span};
use regex::Regex;

/// What Haaretz writes about. Other papers do too: it only supports other evidence. Boundaries of ASCII words are found
/// faster in texts that hold other characters, and the words are of ASCII.
static MATTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:Israel|Israeli|Israelis|Jew|Jews|Jewish|anti-?Semit\w+|Netanyahu|Knesset|Palestinians?|Gaza|West Bank|IDF|Hamas|Zionis[mt]|Jerusalem|Tel Aviv|Holocaust)(?-u:\b)")
        .expect("the pattern of the paper's matter is valid")
});

/// A credit as Haaretz sets it: photographer, slash and agency, or the agency alone.
static TIGHT_CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[\p{Lu}][\p{L}.’'-]*(?: [\p{L}.’'-]+){0,4} ?/ ?)?(?:\p{Lu}[\p{L}.]* via )?(?:AP|AFP|Reuters|REUTERS|EPA|Getty Images|Flash90)$")
        .expect("the pattern of tight credits is valid")
});

/// How many blocks from the start the picture stands.
const HEAD: usize = 8;
/// Fewest blocks that speak of the paper's matter …
const SOME_MATTER: usize = 2;
/// … and fewest where it is what the text is about.
const MUCH_MATTER: usize = 4;
/// The longest headline or standfirst, in bytes.
const MAX_LINE: usize = 260;

const HEAD_WEIGHT: f32 = 0.4;
const SOME_MATTER_WEIGHT: f32 = 0.15;
const MUCH_MATTER_WEIGHT: f32 = 0.3;

/// The evidence of a flat text's shape.
pub(crate) fn recognise(document: &dyn Document) -> Recognition {
    let blocks = document.blocks();
    if document.form() != Form::Text {
        return Recognition::default();
    }
    let mut evidence = Vec::new();
    if let Some(credit) = lead_credit(blocks) {
        evidence.push(Evidence {
            what: "headline and standfirst, then a caption with its credit on the next line".to_owned(),
            weight: HEAD_WEIGHT,
            block: Some(credit as u32),
        });
    }
    let matter = blocks.iter().filter(|block| MATTER.is_match(&block.text)).count();
    if matter >= SOME_MATTER {
        let much = matter >= MUCH_MATTER && 4 * matter >= blocks.len();
        evidence.push(Evidence {
            what: "writes of Israel or the Jewish world".to_owned(),
            weight: if much { MUCH_MATTER_WEIGHT } else { SOME_MATTER_WEIGHT },
            block: None,
        });
    }
    Recognition::from_evidence(evidence)
}

/// The credit of the lead picture, where the lines before its caption are a headline and a standfirst.
fn lead_credit(blocks: &[Block]) -> Option<usize> {
    (3..blocks.len().min(HEAD)).find(|&at| {
        let (Span::Lines(_, above), Span::Lines(below, _)) = (blocks[at - 1].span, blocks[at].span) else {
            return false;
        };
        let head_is_open = blocks[..at - 1]
            .iter()
            .take(2)
            .all(|line| line.text.len() <= MAX_LINE && !line.text.ends_with(['.', ':']) && line.text.contains(' '));
        below == above + 1 && head_is_open && TIGHT_CREDIT.is_match(&blocks[at].text)
    })
}

#[cfg(test)]
mod tests {
    use copydesk_core::StaticDocument;

    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: f32) {
        let mut document = StaticDocument::of_lines(lines);
        // The caption and its credit stand on neighbouring lines.
        for at in 3..document.blocks.len() {
            if let Span::Lines(first, last) = document.blocks[at].span {
                document.blocks[at].span = Span::Lines(first - 1, last - 1);
            }
        }
        let score = recognise(&document).score;
        assert!((score - expected).abs() < 0.001, "{lines:?}: {score}");
    }

    #[test]
    fn knows_the_head_of_a_text() {
        let head = ["Haifa Opens a Museum of Ships", "The city had waited for it since the port was built"];
        let caption = "A model of a steamer in Haifa, May 3, 2018";
        let body = "The museum in northern Israel opened on Monday.";
        let more = "Israeli sailors gave most of the models.";
        check(&[head[0], head[1], caption, "Una Holm/AP", body, more], 1.0 - 0.6 * 0.85);
        check(&[head[0], head[1], caption, body, more], 0.15);
        check(&["The museum opened.", head[1], caption, "Una Holm/AP"], 0.0);
    }
}
