//! A list of pages with what is known of each: a JSON Lines file.

use std::path::{Path, PathBuf};

use copydesk_core::text::dates;
use copydesk_engine::host_of;
use serde::Deserialize;

use crate::failure::Failure;
use crate::inputs::PageFile;
use crate::records;

/// One page of a manifest. Other keys may stand there for others to read.
#[derive(Deserialize)]
struct Record {
    /// A file, from the manifest's directory on.
    path: PathBuf,
    url: Option<String>,
    content_type: Option<String>,
    id: Option<String>,
    fetched: Option<String>,
}

/// The pages of a manifest, in its order.
pub(crate) fn read(manifest: &Path) -> Result<Vec<PageFile>, Failure> {
    // On standard input it lies nowhere.
    let base = manifest.parent().unwrap_or(Path::new(""));
    let mut pages = Vec::new();
    let mut no_types = Vec::new();
    records::read(
        manifest,
        "`path`, and perhaps `url`, `content_type`, `id` and `fetched`",
        |record: Record, place| {
            // What is empty is not known.
            let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
            let url = given(record.url).map(|url| address(&url)).transpose();
            let url = url.map_err(|problem| {
                Failure::usage(format!("{place}: `url`: {problem}"), "correct it or leave it out")
            })?;
            if record.path.as_os_str().is_empty() {
                return Err(Failure::usage(format!("{place}: `path` is empty"), "name the page's file"));
            }
            let fetched = given(record.fetched);
            if let Some(wrong) = fetched.as_ref().filter(|text| dates::parse_iso(text).is_none()) {
                return Err(Failure::usage(
                    format!(
                        "{place}: `fetched`: {wrong:?} is no day, expected one such as 2023-05-12 or 2023-05-12T07:30:00Z"
                    ),
                    "correct it or leave it out",
                ));
            }
            // Servers send all sorts of things: what one says of its page is no mistake of who lists it.
            let content_type = given(record.content_type).and_then(|text| match content_type(&text) {
                Ok(text) => Some(text),
                Err(problem) => {
                    no_types.push(format!("{place}: {problem}"));
                    None
                }
            });
            pages.push(PageFile {
                path: base.join(record.path),
                id: given(record.id),
                url,
                content_type,
                fetched,
                part: None,
                place: None,
                listed: Some(place.to_owned()),
            });
            Ok(())
        },
    )?;
    if let Some(first) = no_types.first() {
        let more = match no_types.len() - 1 {
            0 => String::new(),
            1 => " (and one page more)".to_owned(),
            more => format!(" (and {more} pages more)"),
        };
        tracing::warn!("{first}: the page is read as if it were not known{more}");
    }
    Ok(pages)
}

/// The address of a page, as it was fetched.
pub(crate) fn address(text: &str) -> Result<String, String> {
    let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    if is_web && host_of(text).is_some() {
        Ok(text.to_owned())
    } else {
        Err("expected an absolute http or https address, such as https://paper.example/news/1".to_owned())
    }
}

/// What a server says a page is.
pub(crate) fn content_type(text: &str) -> Result<String, String> {
    let is_token = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    let kind = text.split(';').next().unwrap_or_default().trim();
    if kind.split_once('/').is_some_and(|(kind, form)| is_token(kind) && is_token(form)) {
        Ok(text.to_owned())
    } else {
        Err(format!("{text:?} is no content type, expected one such as text/html; charset=utf-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pages of a manifest, as path, address, content type and id; or the message and the help of its failure.
    #[track_caller]
    fn check(text: &str, expected: Result<&[[&str; 4]], &str>) {
        let directory = tempfile::tempdir().expect("a temporary directory can be made");
        let path = directory.path().join("pages.jsonl");
        std::fs::write(&path, text).expect("a file can be written");
        match (read(&path), expected) {
            (Ok(pages), Ok(expected)) => {
                let text = |text: &Option<String>| text.clone().unwrap_or_default();
                let found: Vec<[String; 4]> = pages
                    .iter()
                    .map(|page| {
                        let relative = page.path.strip_prefix(directory.path()).unwrap_or(&page.path);
                        let path = relative.to_string_lossy().into_owned();
                        [path, text(&page.url), text(&page.content_type), text(&page.id)]
                    })
                    .collect();
                assert_eq!(found, expected);
            }
            (Err(Failure::Usage { message, help }), Err(expected)) => {
                let told = format!("{message} ({help})");
                assert!(told.contains(expected), "{told}");
            }
            (found, expected) => panic!("{found:?} instead of {expected:?}"),
        }
    }

    #[test]
    fn what_is_known_of_pages_is_read() {
        check(
            "{\"path\": \"a/b.html\", \"url\": \"https://paper.example/1\", \"title\": \"The lock\"}\n\
             {\"path\": \"/c.txt\", \"content_type\": \"text/plain\", \"id\": \"7\", \"url\": \"\"}\n\
             {\"path\": \"e.txt\", \"content_type\": \"\", \"id\": \" \"}\n\
             {\"path\": \"d.html\", \"url\": null, \"id\": NaN, \"content_type\": \"application/xhtml+xml;charset=x\"}\n",
            Ok(&[
                ["a/b.html", "https://paper.example/1", "", ""],
                ["/c.txt", "", "text/plain", "7"],
                ["e.txt", "", "", ""],
                ["d.html", "", "application/xhtml+xml;charset=x", ""],
            ]),
        );
        check("", Ok(&[]));
    }

    #[test]
    fn a_content_type_that_is_none_is_not_known() {
        for wrong in
            ["rubbish", "text/", "/html", "text html/x", "; charset=utf-8", "text/html,text/html;charset=utf-8"]
        {
            let line = format!("{{\"path\": \"a.html\", \"content_type\": \"{wrong}\"}}\n");
            check(&line, Ok(&[["a.html", "", "", ""]]));
            assert!(content_type(wrong).is_err_and(|problem| problem.contains("expected one such as text/html")));
        }
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        check("{\"path\": \"a.html\"}\n{\"url\": \"https://paper.example/1\"}\n", Err("line 2: missing field `path`"));
        check(
            "{\"path\": \"a.html\", \"url\": \"paper.example/1\"}\n",
            Err("line 1: `url`: expected an absolute http"),
        );
        check("{\"path\": \"\"}\n", Err("line 1: `path` is empty (name the page's file)"));
        check(
            "[\"a.html\", \"https://paper.example/1\"]\n",
            Err("line 1: expected an object, found an array (expected one JSON"),
        );
        check(
            "\n{\"path\": \"a.html\"",
            Err("line 2: EOF while parsing an object at column 17 (expected one JSON object"),
        );
        check(
            "{\"path\": \"a.html\", \"fetched\": \"yesterday\"}\n",
            Err("line 1: `fetched`: \"yesterday\" is no day, expected one such as 2023-05-12"),
        );
        check("{\"path\": 5}\n", Err("line 1: invalid type: integer `5`, expected path string"));
        check("a.html\n", Err("expected one JSON object a line, with `path`"));
    }
}
