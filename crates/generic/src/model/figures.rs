//! What is counted of a judged page, to say how good the judgement is and whether the page is an article at all.

use copydesk_core::{Document, Field};

use super::forest::probability;
use crate::features::{Feature, Features};
use crate::learned::KEEP_MARGIN;

figures! {
    /// Counts of a judged page.
    Figures

    expected: "The F1 over words that the probabilities promise.",
    kept: "Words kept, as their logarithm.",
    words: "Words of the page, as their logarithm.",
    share: "Share of the page's words that are kept.",
    doubtful: "Share of the kept words in blocks of doubt (a margin under 1).",
    doubtful_blocks: "Blocks of doubt.",
    doubtful_left: "Words left out in blocks of doubt, as a share of those kept.",
    agreed: "F1 over words between the heuristic and the model.",
    prose: "Share of running text among the words kept.",
    linked: "Share of the kept words inside links.",
    blocks: "Blocks kept.",
    longest: "Words of the longest block kept, as their logarithm.",
    gaps: "How often what is kept is broken off.",
    gap: "Words of the longest stretch left out between two kept blocks, as their logarithm.",
    first: "Place of the first kept block among the page's words.",
    sites: "Distinct elements that hold kept blocks.",
    says_article: "Whether the page calls itself an article.",
    says_other: "Whether it calls itself something else: a site, a collection, a profile, a search.",
    has_date: "Candidates of a date of publication, up to 4.",
    has_authors: "Candidates of authors, up to 4.",
    headings: "First-level headings, up to 4.",
    in_body: "Share of the kept words that the JSON-LD's articleBody has (-1: there is none).",
    alike: "Share of the page's running text in the greatest group of blocks made alike.",
    boldest: "The highest margin.",
}

/// schema.org and Open Graph types of pages that are no article.
const OTHERS: [&str; 8] = [
    "CollectionPage",
    "ProfilePage",
    "SearchResultsPage",
    "ItemList",
    "og:website",
    "og:profile",
    "ContactPage",
    "AboutPage",
];

/// The margin below which a block is no doubt.
const NONE: f32 = -2.0;

impl Figures {
    /// Counts a page whose blocks with text have these margins. `is_body` says of each whether it is body text if kept.
    pub fn of(document: &dyn Document, features: &Features, margins: &[f32], is_body: &[bool]) -> Self {
        let value = |at: usize, feature: Feature| features.outline(at)[feature as usize];
        let mut figures = Self { gaps: -1.0, boldest: -20.0, in_body: -1.0, ..Self::default() };
        let (mut true_kept, mut kept, mut left, mut words) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        let (mut theirs, mut both, mut since, mut in_body) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        let mut before = false;
        let mut elements: Vec<Option<u32>> = Vec::new();
        for at in 0..margins.len() {
            let own = features.words[at];
            let chance = if margins[at] < NONE { 0.0 } else { probability(margins[at]) };
            let keeps = margins[at] >= KEEP_MARGIN && is_body[at];
            words += own;
            let heuristic = value(at, Feature::Heuristic) >= 0.5 && is_body[at];
            theirs += if heuristic { own } else { 0.0 };
            figures.boldest = figures.boldest.max(margins[at]);
            figures.alike = figures.alike.max(value(at, Feature::GroupProse));
            if margins[at].abs() < 1.0 {
                figures.doubtful_blocks += 1.0;
                if keeps { figures.doubtful += own } else { figures.doubtful_left += own }
            }
            if !keeps {
                left += if is_body[at] { own * chance } else { 0.0 };
                since += own;
                before = false;
                continue;
            }
            if kept == 0.0 {
                figures.first = since;
            } else if !before {
                figures.gap = figures.gap.max(since.ln_1p());
            }
            figures.gaps += f32::from(u8::from(!before));
            (before, since) = (true, 0.0);
            kept += own;
            true_kept += own * chance;
            both += if heuristic { own } else { 0.0 };
            figures.blocks += 1.0;
            figures.longest = figures.longest.max(own.ln_1p());
            figures.linked += own * value(at, Feature::LinkDensity);
            figures.prose += if value(at, Feature::EndsSentence) > 0.0 && own >= 8.0 { own } else { 0.0 };
            in_body += own * features.row(at).map_or(0.0, |row| row[Feature::InArticleBody as usize]);
            elements.push(document.blocks()[features.blocks[at] as usize].element);
        }
        elements.sort_unstable();
        elements.dedup();
        let each = kept.max(1.0);
        figures.expected = 2.0 * true_kept / (kept + true_kept + left).max(1.0);
        figures.agreed = 2.0 * both / (kept + theirs).max(1.0);
        figures.share = kept / words.max(1.0);
        figures.kept = kept.ln_1p();
        figures.words = words.ln_1p();
        figures.doubtful /= each;
        figures.doubtful_left /= each;
        figures.linked /= each;
        figures.prose /= each;
        figures.first /= words.max(1.0);
        figures.sites = elements.len() as f32;
        if document.metadata().article_body.is_some() {
            figures.in_body = in_body / each;
        }
        figures.says(document);
        figures
    }

    /// What the page says of itself.
    fn says(&mut self, document: &dyn Document) {
        let metadata = document.metadata();
        let flag = |given: bool| f32::from(u8::from(given));
        self.says_article =
            flag(metadata.types.iter().any(|name| name.ends_with("rticle") || name.ends_with("Posting")));
        self.says_other = flag(metadata.types.iter().any(|name| OTHERS.contains(&name.as_str())));
        self.has_date = metadata.of(Field::Published).count().min(4) as f32;
        self.has_authors = metadata.of(Field::Authors).count().min(4) as f32;
        let first_level = |block: &&copydesk_core::Block| block.shape == copydesk_core::Shape::Heading(1);
        self.headings = document.blocks().iter().filter(first_level).count().min(4) as f32;
    }
}
