//! Addresses that stand in flat text.

use copydesk_core::Link;

/// The addresses in a text: words that begin with `http://`, `https://`, `www.` or `pic.twitter.com/`.
pub(crate) fn find(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let open = word.len() - word.trim_start_matches(['(', '[', '<', '"', '“', '‘']).len();
        let bare = &word[open..];
        if STARTS.iter().any(|start| bare.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))) {
            let bare = bare.trim_end_matches([' ', '.', ',', ';', ':', ')', ']', '>', '"', '”', '’', '!', '?']);
            let start = at + open;
            links.push(Link { start: start as u32, end: (start + bare.len()) as u32, href: bare.into() });
        }
        at += word.len();
    }
    links
}

const STARTS: [&str; 4] = ["https://", "http://", "www.", "pic.twitter.com/"];
