//! What takes part for copydesk in a contest with other tools.

use std::hint::black_box;
use std::path::Path;

use copydesk_engine::PageInput;
use copydesk_html::Limits;
use copydesk_html::stages::parse;

use crate::error::Error;
use crate::extraction;

use super::{stages, turns};

/// Takes turns until standard input ends.
pub(super) fn serve(name: &str, pages: &Path) -> Result<(), Error> {
    let failed = |source| Error::io("take turns with the pages of", pages, source);
    match name {
        "copydesk" => {
            let engine = extraction::engine()?;
            let work = |page: &[u8]| {
                let json = stages::json(&engine.article(&PageInput::new(page)));
                black_box(&json);
                json.is_ok()
            };
            turns::serve(pages, work).map_err(failed)
        }
        // As the parsers among the peers: UTF-8 is taken for granted.
        "parse" => {
            let limits = Limits::default();
            let work = |page: &[u8]| {
                black_box(&parse(String::from_utf8_lossy(page), &limits));
                true
            };
            turns::serve(pages, work).map_err(failed)
        }
        other => Err(Error::Problem(format!("there is no entrant {other:?}: expected copydesk or parse"))),
    }
}
