//! What a text is that is none of the article.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a block is that was left out, as far as the page tells: by what it says, by what the elements around it are called, or by
/// where its links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Boilerplate {
    /// Menus, paths, pages of results, controls.
    Navigation,
    /// Links to other articles, and their teasers.
    Related,
    /// Advertising, newsletters, subscriptions, prompts to follow or to donate.
    Promotion,
    /// Buttons and prompts to share the article.
    Share,
    /// What readers say, and prompts to say something.
    Comment,
    /// Copyright, terms, consent to cookies, imprint.
    Legal,
    /// Who wrote the article and when, its tags, the author's biography.
    About,
    /// Labels of players and galleries.
    Media,
}

impl Boilerplate {
    /// The name, as in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Navigation => "navigation",
            Self::Related => "related",
            Self::Promotion => "promotion",
            Self::Share => "share",
            Self::Comment => "comment",
            Self::Legal => "legal",
            Self::About => "about",
            Self::Media => "media",
        }
    }
}

impl fmt::Display for Boilerplate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_ledger() {
        for own in [
            Boilerplate::Navigation,
            Boilerplate::Related,
            Boilerplate::Promotion,
            Boilerplate::Share,
            Boilerplate::Comment,
            Boilerplate::Legal,
            Boilerplate::About,
            Boilerplate::Media,
        ] {
            assert_eq!(serde_json::to_value(own).expect("a name is written"), own.name());
        }
    }
}
