//! The words that a text shares with itself: those of its running text, and those of its title.

use copydesk_core::Document;

use crate::flat::words;

/// Buckets of the counts of a text's words.
const COUNTERS: usize = 1 << 16;
/// So many words of the first line count as the title.
const MAX_TITLE: usize = 40;

/// How often each word stands in lines of running length, by hash.
pub(super) struct Counters {
    counts: Vec<u16>,
    frequent: u16,
}

/// A word is frequent when it makes up one of so many words.
const FREQUENT: usize = 120;
/// Lines of at least so many words count.
const MIN_COUNTED: usize = 12;

impl Counters {
    pub(super) fn of(document: &dyn Document) -> Self {
        let mut counts = vec![0_u16; COUNTERS];
        let mut all = 0_usize;
        for block in document.blocks() {
            let mut words = 0;
            words::each_word(&block.text, |_| {
                words += 1;
                words < MIN_COUNTED
            });
            if words < MIN_COUNTED {
                continue;
            }
            words::each_word(&block.text, |hash| {
                let count = &mut counts[place(hash)];
                *count = count.saturating_add(1);
                all += 1;
                true
            });
        }
        Self { counts, frequent: (all / FREQUENT).clamp(3, usize::from(u16::MAX)) as u16 }
    }

    /// The share of a line's words that stand elsewhere in running text, the frequent ones left out; and the share of
    /// frequent words.
    pub(super) fn ask(&self, text: &str) -> (f32, f32) {
        let mut own = 0_usize;
        words::each_word(text, |_| {
            own += 1;
            own < MIN_COUNTED
        });
        // What a counted line gave itself does not count.
        let itself = u16::from(own >= MIN_COUNTED);
        let (mut words, mut frequent, mut elsewhere) = (0_u32, 0_u32, 0_u32);
        words::each_word(text, |hash| {
            let count = self.counts[place(hash)];
            words += 1;
            if count >= self.frequent {
                frequent += 1;
            } else if count > itself {
                elsewhere += 1;
            }
            words < 400
        });
        let rare = (words - frequent).max(1) as f32;
        (elsewhere as f32 / rare, frequent as f32 / words.max(1) as f32)
    }
}

fn place(hash: u64) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize % COUNTERS
}

/// The words of the first line, which scrapers take from the page's title.
pub(super) struct Title(Vec<u64>);

impl Title {
    pub(super) fn of(document: &dyn Document) -> Self {
        let mut words = Vec::new();
        if let Some(first) = document.blocks().first() {
            words::each_word(&first.text, |hash| {
                words.push(hash);
                words.len() < MAX_TITLE
            });
        }
        Self(words)
    }

    /// The share of a line's words that are in the title, and the share of the title that is in the line.
    pub(super) fn overlap(&self, text: &str) -> (f32, f32) {
        let mut seen = [false; MAX_TITLE];
        let (mut words, mut inside) = (0_u32, 0_u32);
        words::each_word(text, |hash| {
            words += 1;
            if let Some(at) = self.0.iter().position(|&word| word == hash) {
                inside += 1;
                seen[at] = true;
            }
            words < 60
        });
        let found = seen.iter().filter(|&&seen| seen).count();
        (inside as f32 / words.max(1) as f32, found as f32 / self.0.len().max(1) as f32)
    }
}
