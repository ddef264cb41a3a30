//! Our tokenizer against stock html5ever's.

use copydesk_html::Limits;

use crate::oracle::{Comparison, compare};

/// Our tree of a page is stock html5ever's, unless a limit bit and said so.
///
/// # Panics
/// Where it is not.
pub fn trees(bytes: &[u8]) {
    let page = String::from_utf8_lossy(bytes);
    if let Comparison::Different(difference) = compare(&page, &Limits::default()) {
        panic!("another tree than stock html5ever's for {page:?}: {difference:#?}");
    }
}
