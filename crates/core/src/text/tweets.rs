//! Posts on Twitter and X as they look once a page was flattened: `text — Name (@handle) February 3, 2019`.

use std::ops::Range;

use super::dates::{self, PageDate};

/// A flattened tweet. Ranges are byte offsets in the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlatTweet {
    /// From the dash to the end of the date.
    pub attribution: Range<usize>,
    /// The author's display name.
    pub author: String,
    /// The handle, without `@`.
    pub handle: String,
    /// The day it was posted.
    pub posted: Option<PageDate>,
    /// The addresses that stand in its text (`t.co`, `pic.twitter.com`), in order.
    pub links: Vec<Range<usize>>,
}

/// Reads a flattened tweet that fills the whole text. The shape is that of Twitter's own embed markup
/// (publish.twitter.com): the text, a dash, the display name, the handle in brackets, the day.
pub fn parse(text: &str) -> Option<FlatTweet> {
    let attribution = attribution(text)?;
    Some(FlatTweet {
        links: links(&text[..attribution.range.start]),
        attribution: attribution.range,
        author: attribution.author,
        handle: attribution.handle,
        posted: attribution.posted,
    })
}

/// The attribution at the end of a tweet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Its byte range: from the dash to the end of the text.
    pub range: Range<usize>,
    /// The author's display name.
    pub author: String,
    /// The handle, without `@`.
    pub handle: String,
    /// The day it was posted.
    pub posted: Option<PageDate>,
}

/// Reads `— Name (@handle) Month D, YYYY` at the end of a text; nothing may follow it.
pub fn attribution(text: &str) -> Option<Attribution> {
    let open = text.rfind("(@")?;
    let close = open + text[open..].find(')')?;
    let handle = &text[open + 2..close];
    let sound = !handle.is_empty()
        && handle.len() <= MAX_HANDLE
        && handle.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !sound {
        return None;
    }
    let after = text[close + 1..].trim();
    let posted = if after.is_empty() { None } else { Some(dates::whole(after)?) };
    let before = &text[..open];
    let dash = before
        .char_indices()
        .rev()
        .take_while(|(at, _)| before.len() - at <= MAX_NAME)
        .find(|&(at, character)| is_dash(character) && (at == 0 || before[..at].ends_with(char::is_whitespace)))?
        .0;
    let author = before[dash..].trim_start_matches(is_dash).trim();
    // Without a day, only a real dash and a name tell a tweet from a mention in brackets.
    if author.is_empty() {
        return None;
    }
    Some(Attribution { range: dash..text.len(), author: author.to_owned(), handle: handle.to_owned(), posted })
}

/// The most addresses of one tweet that are told from its text, and the longest of them in bytes. Twitter shortens all to some
/// 23 characters, and hardly a tweet has more than a few. What a page holds beyond that stays text: each address
/// is a piece of its block, and each piece knows all addresses.
pub const MAX_LINKS: usize = 4;
/// See [`MAX_LINKS`].
pub const MAX_LINK: usize = 512;

/// The addresses in a tweet's text that Twitter put there: `https://t.co/…` and `pic.twitter.com/…`; the first [`MAX_LINKS`].
pub fn links(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if found.len() == MAX_LINKS {
            break;
        }
        let trimmed = word.trim_end();
        let bare = trimmed.trim_start_matches("https://").trim_start_matches("http://");
        if bare.starts_with("t.co/") || bare.starts_with("pic.twitter.com/") || bare.starts_with("pic.x.com/") {
            let end = trimmed.trim_end_matches(['.', ',', ')', '”', '"', '’', '…']).len();
            if end <= MAX_LINK {
                found.push(at..at + end);
            }
        }
        at += word.len();
    }
    found
}

/// The longest handle that is read, in bytes: Twitter allows 15, older accounts have up to 20.
const MAX_HANDLE: usize = 20;
/// The longest display name that is read, in bytes: Twitter allows 50 characters.
const MAX_NAME: usize = 220;

fn is_dash(character: char) -> bool {
    matches!(character, '—' | '–' | '-' | '―')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, Option<&str>, &[&str])>) {
        let tweet = parse(text);
        let found = tweet.as_ref().map(|tweet| {
            let links: Vec<&str> = tweet.links.iter().map(|range| &text[range.clone()]).collect();
            (tweet.author.as_str(), tweet.handle.as_str(), tweet.posted.as_ref().map(ToString::to_string), links)
        });
        let expected =
            expected.map(|(author, handle, posted, links)| (author, handle, posted.map(str::to_owned), links.to_vec()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_flattened_tweets() {
        check(
            "Trains are late again. — Jo O’Neil (@jo_oneil) March 7, 2021",
            Some(("Jo O’Neil", "jo_oneil", Some("2021-03-07"), &[])),
        );
        check(
            "Look at this https://t.co/AbC1 pic.twitter.com/xyz — Harbour-master (@harbour) 1 May 2020",
            Some(("Harbour-master", "harbour", Some("2020-05-01"), &["https://t.co/AbC1", "pic.twitter.com/xyz"])),
        );
    }

    #[test]
    fn tells_so_many_links_and_no_more() {
        let text = format!("{}t.co/{} — Jo (@jo) 1 May 2020", "t.co/a ".repeat(2 * MAX_LINKS), "b".repeat(MAX_LINK));
        let tweet = parse(&text).expect("it ends as tweets do");
        assert_eq!(tweet.links.len(), MAX_LINKS);
        let long = format!("t.co/{} pic.x.com/a", "b".repeat(MAX_LINK));
        assert_eq!(links(&long).len(), 1);
    }

    #[test]
    fn leaves_other_text_alone() {
        check("The mayor (@mayor) spoke on March 7, 2021 to the council.", None);
        check("A sentence — with a dash — and nothing else.", None);
        check("Empty brackets — Name (@) March 7, 2021", None);
    }
}
