//! What each stage of an extraction costs, in this process: time on a processor.

use std::time::Duration;

use crate::error::Error;

use super::pages::Pages;
use super::stages::{Desk, Meter, STAGES, Stage};
use super::turns::Own;

/// Measures the stages and prints them: of each page's times the least count.
pub(super) fn measure(pages: &Pages, passes: usize) -> Result<(), Error> {
    let desk = Desk::new()?;
    let mut least = vec![Laps([Duration::MAX; STAGES.len()]); pages.all.len()];
    let (mut blocks, mut texts) = (0, 0);
    for _ in 0..passes {
        (blocks, texts) = (0, 0);
        for (page, least) in pages.all.iter().zip(&mut least) {
            let [all, with_text] = desk.walk(page, least)?;
            blocks += all;
            texts += with_text;
        }
    }
    let count = pages.count();
    let total = |stage: Stage| least.iter().map(|page| page.0[stage as usize].as_secs_f64()).sum::<f64>();
    let (whole, read) = (total(Stage::Whole), total(Stage::Read));
    println!("{:.0} blocks a page, {:.0} of them with text", blocks as f64 / count, texts as f64 / count);
    println!("{:46} {:>10} {:>9} {:>10}", "stage", "µs a page", "of whole", "ns a block");
    for (stage, name) in STAGES {
        let seconds = total(*stage);
        println!(
            "{name:46} {:10.1} {:8.1}% {:10.0}",
            seconds / count * 1e6,
            seconds / whole * 100.0,
            seconds * 1e9 / blocks.max(1) as f64
        );
    }
    println!(
        "whole: {:.0} pages/s, {:.1} MB/s; read alone: {:.0} pages/s, {:.1} MB/s",
        count / whole,
        pages.bytes() / whole / 1e6,
        count / read,
        pages.bytes() / read / 1e6
    );
    Ok(())
}

/// The least times of one page, stage by stage.
#[derive(Clone)]
struct Laps([Duration; STAGES.len()]);

impl Meter for Laps {
    fn measure<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let begin = Own::now();
        let result = work();
        let least = &mut self.0[stage as usize];
        *least = (*least).min(begin.elapsed());
        result
    }
}
