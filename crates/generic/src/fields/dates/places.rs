//! The places at which pages give dates, and how far each is trusted.
//!
//! The weights are tenths of the logarithm of odds, fitted to gold pages of eight sets (a conditional logit over the days
//! that a page names), merged into few places and rounded.

use copydesk_core::{Candidate, Provenance};

/// A place that names a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// JSON-LD of an article.
    Article,
    /// JSON-LD of the page.
    Page,
    /// JSON-LD of something else, or the day of creation or upload.
    Object,
    /// `article:published_time` and its like.
    OpenGraph,
    /// A `<meta>` that names the publication.
    Meta,
    /// A `<meta>` that says no more than "date".
    MetaDate,
    /// Microdata.
    Microdata,
    /// A further object of a kind that was there before.
    Further,
    /// Data inside a script.
    Script,
    /// The page's address.
    Address,
    /// The address of its picture, where the page names no other date.
    Picture,
    /// An element or line that is a date, at the headline.
    Near,
    /// A date inside a line at the headline.
    NearText,
    /// A date with a label at the headline.
    NearAnnounced,
    /// A date that opens a paragraph at the headline.
    NearOpening,
    /// Another date at the headline than the nearest of its kind.
    NearOther,
    /// An element or line that is a date, inside the body.
    Body,
    /// A date in the text of the body.
    BodyText,
    /// Right behind the body.
    Foot,
    /// Elsewhere.
    Far,
    /// In a text elsewhere.
    FarText,
    /// Among readers' comments.
    Comments,
    /// An element that shows nothing.
    Hidden,
    /// Elsewhere, and not the nearest of its kind.
    Other,
    /// No place of its own: a statement that gives the time, too.
    Timed,
    /// No place of its own: an element whose name says that it holds the publication.
    Named,
    /// A change: JSON-LD.
    ChangeArticle,
    /// A change: microdata.
    ChangeMicrodata,
    /// A change: any other statement for machines.
    ChangeStated,
    /// A change that is shown at the headline.
    ChangeNear,
    /// A change that is shown elsewhere.
    ChangeShown,
}

/// The weight of a day that any place states for machines, beside the place's own.
pub(super) const STATED: i32 = 16;
/// The weight of a day that only side pieces show: teasers, tickers, profiles.
pub(super) const ASIDE: i32 = -16;
/// The weight of a day that only shows in elements of which the page has a list.
pub(super) const LISTED: i32 = -18;

impl Place {
    /// How far the place is trusted.
    pub(super) fn weight(self) -> i32 {
        match self {
            Self::Article => -9,
            Self::Page => 10,
            Self::OpenGraph => 8,
            Self::Object | Self::MetaDate => 4,
            Self::Meta => -3,
            Self::Microdata => -2,
            Self::Further => -4,
            Self::Script | Self::ChangeShown => 0,
            Self::Address | Self::Far => 7,
            Self::Timed | Self::Named | Self::NearOpening | Self::FarText => 5,
            Self::Near => 29,
            Self::NearText => 27,
            Self::NearAnnounced => 16,
            Self::NearOther => 11,
            Self::Body => 21,
            Self::BodyText | Self::Other | Self::ChangeStated => -5,
            Self::Foot => 6,
            Self::Comments | Self::Picture => -7,
            Self::Hidden | Self::ChangeArticle => 9,
            Self::ChangeMicrodata => 12,
            Self::ChangeNear => 22,
        }
    }

    /// Whether the place states a date of publication for machines.
    pub(super) fn is_stated(self) -> bool {
        matches!(self, Self::Article | Self::Page | Self::OpenGraph | Self::Meta | Self::Microdata)
    }

    /// Whether readers see the date.
    pub(super) fn is_shown(self) -> bool {
        !matches!(
            self,
            Self::Article
                | Self::Page
                | Self::Object
                | Self::OpenGraph
                | Self::Meta
                | Self::MetaDate
                | Self::Microdata
                | Self::Further
                | Self::Script
                | Self::Address
                | Self::Picture
                | Self::Timed
                | Self::ChangeArticle
                | Self::ChangeMicrodata
                | Self::ChangeStated
        )
    }

    /// Whether it stands at the headline.
    pub(super) fn is_near(self) -> bool {
        matches!(self, Self::Near | Self::NearText | Self::NearAnnounced)
    }

    /// Whether it may show the day by the clock of the paper's place.
    pub(super) fn shows_local_day(self) -> bool {
        matches!(self, Self::Near | Self::NearText | Self::NearOther | Self::Microdata | Self::MetaDate)
    }

    /// Whether its time of day, where it gives one without an offset, is that of the paper's clock.
    pub(super) fn tells_local_clock(self) -> bool {
        matches!(self, Self::Article | Self::Further | Self::Object | Self::Meta | Self::Body | Self::Far)
    }

    /// Whether the date stands in a text that tells something, or behind the headline: it may be that of what is told.
    pub(super) fn is_told(self) -> bool {
        matches!(
            self,
            Self::NearText
                | Self::NearOpening
                | Self::Body
                | Self::BodyText
                | Self::Foot
                | Self::Far
                | Self::FarText
                | Self::Other
        )
    }

    /// Whether it is in a text at the headline.
    pub(super) fn is_at_head(self) -> bool {
        matches!(self, Self::NearText | Self::NearOpening)
    }

    /// How far the place is trusted with the day of the last change.
    pub(super) fn trust_in_change(self) -> u8 {
        match self {
            Self::ChangeArticle => 4,
            Self::ChangeStated => 3,
            Self::ChangeMicrodata => 2,
            Self::ChangeNear => 1,
            _ => 0,
        }
    }
}

/// The place of a candidate for the publication that the page states for machines; none for shown ones.
pub(super) fn stated(candidate: &Candidate) -> Option<Place> {
    let key = candidate.key.as_str();
    Some(match candidate.provenance {
        Provenance::JsonLd => {
            let (object, property) = key.rsplit_once('.').unwrap_or((key, ""));
            let (kind, number) = object.split_once('#').unwrap_or((object, ""));
            match property {
                _ if !number.is_empty() => Place::Further,
                "datePublished" if is_article(kind) => Place::Article,
                "datePublished" if kind.ends_with("Page") => Place::Page,
                _ => Place::Object,
            }
        }
        Provenance::OpenGraph => Place::OpenGraph,
        Provenance::Meta => {
            const NAMES: [&str; 6] = ["pub", "issued", "creat", "posted", "original", "ptime"];
            if NAMES.iter().any(|name| key.contains(name)) { Place::Meta } else { Place::MetaDate }
        }
        Provenance::Microdata => Place::Microdata,
        _ if key.starts_with("script ") => Place::Script,
        _ => return None,
    })
}

/// The place of a candidate for the last change that the page states for machines; none for shown ones.
pub(super) fn stated_change(candidate: &Candidate) -> Option<Place> {
    match candidate.provenance {
        Provenance::JsonLd => Some(Place::ChangeArticle),
        Provenance::Microdata => Some(Place::ChangeMicrodata),
        Provenance::OpenGraph | Provenance::Meta => Some(Place::ChangeStated),
        _ if candidate.key.starts_with("script ") => Some(Place::ChangeStated),
        _ => None,
    }
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || kind.ends_with("Posting")
        || matches!(kind, "Report" | "Review" | "CriticReview" | "Recipe" | "BlogPost" | "CreativeWork")
}
