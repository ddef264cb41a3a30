//! `cargo xtask fixtures`: the fixtures of sources against their goldens.

use std::path::Path;

use copydesk_testkit::{Mode, Report};

use crate::error::Error;
use crate::workspace;

/// Run the fixtures of sources.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// The sources [default: all]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// Write the goldens that differ: read the change before it is committed
    #[arg(long)]
    bless: bool,
}

impl Args {
    /// The fixtures of one source, compared or written.
    pub(crate) fn of(source: &str, bless: bool) -> Self {
        Self { sources: vec![source.to_owned()], bless }
    }
}

/// Runs the task.
pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let root = workspace::root();
    let known = workspace::sources(&root)?;
    if let Some(name) = args.sources.iter().find(|name| !known.contains(name)) {
        return Err(Error::Problem(format!(
            "there is no source {name:?} in config/sources: known are {}",
            known.join(", ")
        )));
    }
    let sources = if args.sources.is_empty() { &known } else { &args.sources };
    let mode = if args.bless { Mode::Bless } else { Mode::Compare };
    let mut failed = 0;
    for source in sources {
        match check(&root, source, mode) {
            Ok(report) => {
                print_report(source, &report);
                // As the `tests/cases.rs` of a plugin has it.
                failed += usize::from(!report.dead_rules.is_empty());
            }
            Err(error) => {
                eprintln!("{source}: {error}\n");
                failed += 1;
            }
        }
    }
    if failed == 0 {
        Ok(())
    } else {
        Err(Error::Problem(format!("the fixtures of {failed} sources failed: see above")))
    }
}

/// Runs the fixtures of one source.
pub(crate) fn check(root: &Path, source: &str, mode: Mode) -> Result<Report, Error> {
    let fixtures = workspace::fixtures(root, source);
    let registry = copydesk_bundle::registry().map_err(Error::problem)?;
    let config = copydesk_testkit::config_for(&fixtures, source, &registry.names()).map_err(Error::problem)?;
    copydesk_testkit::check_fixtures(config, registry, &fixtures, source, mode).map_err(Error::problem)
}

fn print_report(source: &str, report: &Report) {
    let but = if report.dead_rules.is_empty() { "" } else { ", but not every rule fires" };
    println!("{source}: {} cases match{but}", report.cases.len());
    for path in &report.blessed {
        println!("  wrote {}", path.display());
    }
    for rule in &report.dead_rules {
        println!("  dead rule: {rule} fires on no fixture; write one on which it does, or take the rule out");
    }
}
