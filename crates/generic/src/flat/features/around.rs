//! What stands around a line: sums over windows, distances, and its share of the text.

use super::{FAR, Features};

/// Features of windows.
pub(super) const WINDOWS: usize = 14;
pub(super) const WINDOW_NAMES: [&str; WINDOWS] = [
    "running words within 2",
    "running words within 5",
    "running words within 10",
    "running words within 25",
    "share of running text within 2",
    "share of running text within 5",
    "share of running text within 10",
    "share of running text within 25",
    "running words in 5 before",
    "running words in 5 behind",
    "running words in 15 before",
    "running words in 15 behind",
    "prompts within 5",
    "weight of words within 5",
];

/// Features of what runs through the text.
pub(super) const RUNNING: usize = 19;
pub(super) const RUNNING_NAMES: [&str; RUNNING] = [
    "share of running text before it",
    "running words before it",
    "running words behind it",
    "share of lines before it",
    "lines before it",
    "lines behind it",
    "lines since running text",
    "lines until running text",
    "lines since a prompt",
    "lines since a prompt to comment",
    "lines since a related link",
    "lines since a newsletter prompt",
    "topic of the last prompt",
    "inside the run",
    "lines since the run's start",
    "lines until the run's end",
    "the heuristic's verdict",
    "the heuristic's score",
    "length of the stretch without running text",
];

impl Features {
    pub(super) fn windows(&self, at: usize) -> [f32; WINDOWS] {
        let behind_it = self.neighbour(at, 1).map_or(self.solid.len(), |at| self.rank[at] as usize);
        let at = self.rank[at] as usize;
        let count = self.solid.len().max(1);
        let share = |reach: usize| {
            let lines = (at + reach + 1).min(count) - at.saturating_sub(reach).min(count - 1);
            self.prose.around(at, reach) / lines.max(1) as f32
        };
        let before = |reach: usize| self.running.between(at.saturating_sub(reach), at);
        let behind = |reach: usize| self.running.between(behind_it, behind_it + reach);
        [
            self.running.around(at, 2),
            self.running.around(at, 5),
            self.running.around(at, 10),
            self.running.around(at, 25),
            share(2),
            share(5),
            share(10),
            share(25),
            before(5),
            behind(5),
            before(15),
            behind(15),
            self.prompts.around(at, 5),
            self.weights.around(at, 5) / 11.0,
        ]
    }

    pub(super) fn running(&self, at: usize) -> [f32; RUNNING] {
        let count = self.len();
        let before = self.running.between(0, self.rank[at] as usize);
        let all = self.running.all().max(1.0);
        let [prose, prompt, comments, related, newsletter, topic] = self.since[at];
        let (start, end) = (self.survey.start, self.survey.end);
        let verdict = self.survey.verdict(at).0;
        [
            before / all,
            before,
            all - before,
            at as f32 / count as f32,
            (at as f32).min(2000.0),
            ((count - at) as f32).min(2000.0),
            prose,
            self.until_prose[at],
            prompt,
            comments,
            related,
            newsletter,
            topic,
            f32::from(u8::from(at >= start && at < end)),
            (at as f32 - start as f32).clamp(-FAR, FAR),
            (end as f32 - at as f32).clamp(-FAR, FAR),
            verdict,
            self.survey.score(at),
            prose + self.until_prose[at],
        ]
    }
}
