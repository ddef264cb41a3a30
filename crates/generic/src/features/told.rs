//! Features as reasons tell them: what is a number in a row is a word to a reader.

use copydesk_core::{Block, Document, Element};

use super::lexicons::{Lexicon, name_tokens, names};
use super::names::PHRASES;
use super::{Feature, text};
use crate::classes;
use crate::decimal;

/// How many elements around a block are searched for the name that weighs most.
const AROUND: usize = 24;
/// The longest name that is told, in bytes.
const MAX_NAME: usize = 40;

/// A block whose features are told.
pub(crate) struct Telling<'d> {
    pub(crate) document: &'d dyn Document,
    pub(crate) block: &'d Block,
    /// What words in names of elements weigh.
    pub(crate) names: &'d Lexicon,
}

impl<'d> Telling<'d> {
    /// Appends a feature of this value.
    pub(crate) fn push(&self, feature: usize, value: f32, to: &mut String) {
        let is = |own: Feature| feature == own as usize;
        let level = [Feature::Names0, Feature::Names1, Feature::Names2, Feature::Names3].into_iter().position(is);
        if let Some(level) = level {
            self.push_name(PHRASES[feature], value, self.around().skip(level).take(1), to);
        } else if is(Feature::NamesLowest) || is(Feature::NamesHighest) || is(Feature::NamesSum) {
            self.push_name(PHRASES[feature], value, self.around().take(AROUND), to);
        } else if is(Feature::Against) {
            match classes::why(value) {
                Some(why) => to.push_str(why),
                None => to.push_str("nothing around speaks against it"),
            }
        } else if is(Feature::Shape) {
            to.push_str("made as ");
            to.push_str(text::shape_name(value));
        } else if is(Feature::Tag) || is(Feature::ParentTag) {
            let element = self.around().nth(usize::from(is(Feature::ParentTag)));
            push_words(to, &[PHRASES[feature], " ", element.map_or("none", |element| element.tag.as_str())]);
        } else if is(Feature::EndsWith) {
            push_words(to, &["ends with ", text::end_name(value)]);
        } else if let Some((_, unless)) = FLAGS.into_iter().find(|(flag, _)| is(*flag)) {
            to.push_str(if value == 0.0 { unless } else { PHRASES[feature] });
        } else {
            push_words(to, &[PHRASES[feature], " "]);
            decimal::push_rounded(value, to);
        }
    }

    fn around(&self) -> impl Iterator<Item = &'d Element> + use<'d> {
        self.document.ancestors(self.block)
    }

    /// Appends what names weigh, with the one of them that weighs most in the same direction.
    fn push_name(&self, phrase: &str, value: f32, around: impl Iterator<Item = &'d Element>, to: &mut String) {
        push_words(to, &[phrase, " "]);
        decimal::push_rounded(value, to);
        let mut most = (0.0_f32, "");
        for element in around {
            names(element, |name, mark| {
                let mut weight = 0.0_f32;
                name_tokens(name, mark, &mut |hash| {
                    let own = self.names.weight(hash).unwrap_or_default() * value.signum();
                    weight = weight.max(own);
                });
                if weight > most.0 {
                    most = (weight, name);
                }
            });
        }
        if most.0 > 0.0 && most.1.len() <= MAX_NAME {
            push_words(to, &[" (“", most.1, "”)"]);
        }
    }
}

/// Features that are so or not, and what is told where they are not.
const FLAGS: [(Feature, &str); 4] = [
    (Feature::EndsSentence, "ends as no sentence does"),
    (Feature::InsideContainer, "outside the article's container"),
    (Feature::IsCaption, "in no figure"),
    (Feature::PageIsArticle, "the page does not call itself an article"),
];

fn push_words(to: &mut String, words: &[&str]) {
    to.extend(words.iter().copied());
}

#[cfg(test)]
mod tests {
    use copydesk_core::Origin;
    use copydesk_html::{HtmlDocument, Limits};

    use super::*;
    use crate::LearnedJudge;

    #[track_caller]
    fn check(feature: Feature, value: f32, expected: &str) {
        let page = b"<body><aside class='related-box x'><div id=top><h2>The wall</h2></div></aside>";
        let document = HtmlDocument::read(page, None, Origin::default(), &Limits::default());
        let document: &dyn Document = &document;
        let judge = LearnedJudge::built_in();
        let telling = Telling { document, block: &document.blocks()[0], names: &judge.model().lexicons.names };
        let mut told = String::new();
        telling.push(feature as usize, value, &mut told);
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_a_number_is_told_in_words() {
        check(Feature::LinkDensity, 0.82, "link density 0.82");
        check(Feature::Shape, 2.0, "made as a heading");
        check(Feature::Tag, 5.0, "tag h2");
        check(Feature::ParentTag, 5.0, "tag around div");
        check(Feature::InsideContainer, 0.0, "outside the article's container");
        check(Feature::EndsSentence, 1.0, "ends as a sentence");
        check(Feature::EndsWith, 3.0, "ends with a colon");
        check(Feature::NamesLowest, -2.5, "lowest name around -2.5 (“related-box”)");
        check(Feature::Names0, 0.0, "names of its element 0");
    }

    #[test]
    fn what_speaks_against_a_text_is_told() {
        for why in ["inside aside", "related articles", "share bar", "author's biography"] {
            check(Feature::Against, classes::Numbers::default().of(why), why);
        }
        check(Feature::Against, 0.0, "nothing around speaks against it");
    }
}
