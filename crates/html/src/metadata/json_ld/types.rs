//! The types of schema.org, as far as they say what a page holds.

use super::value::Value;
use super::values::flat;

/// The names of a value's types, without the vocabulary's address.
pub(super) fn types<'v>(value: &'v Value<'_>) -> impl Iterator<Item = &'v str> {
    flat(value.get("@type"))
        .filter_map(|value| value.as_str())
        .map(|name| name.rsplit(['/', '#', ':']).next().unwrap_or(name).trim())
        .filter(|name| !name.is_empty() && name.len() <= MAX_TYPE)
}

/// The longest name of a type, in bytes.
const MAX_TYPE: usize = 64;

/// Whether a type of schema.org is an article or what newsrooms use for one.
pub(in crate::metadata) fn is_article(name: &str) -> bool {
    name.ends_with("Article")
        || name.ends_with("Posting") && name != "JobPosting"
        || matches!(name, "Report" | "Review" | "CriticReview" | "Recipe" | "BlogPost" | "CreativeWork")
}

/// Whether a type is a page, whose statements are weaker than those of an article.
pub(in crate::metadata) fn is_page(name: &str) -> bool {
    name.ends_with("Page") || matches!(name, "VideoObject" | "ImageGallery" | "PodcastEpisode")
}

/// Whether a type is another work that a page can be about; only its dates are the page's.
pub(super) fn is_work(name: &str) -> bool {
    name.ends_with("Episode")
        || matches!(
            name,
            "HowTo"
                | "Question"
                | "Thesis"
                | "Chapter"
                | "Book"
                | "Dataset"
                | "Clip"
                | "AudioObject"
                | "MediaObject"
                | "DigitalDocument"
                | "Legislation"
                | "Guide"
                | "Course"
                | "Quiz"
                | "SoftwareApplication"
        )
}

pub(super) fn is_publisher(name: &str) -> bool {
    is_organisation(name) || name == "WebSite"
}

pub(in crate::metadata) fn is_organisation(name: &str) -> bool {
    name.ends_with("Organization") || matches!(name, "Corporation" | "LocalBusiness" | "Newspaper")
}
