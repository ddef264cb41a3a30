//! Features as reasons tell them: what is a number in a row is a word to a reader.

use std::cell::OnceCell;

use copydesk_core::{Block, Document};

use super::lexicons::{Lexicon, name_tokens, names};
use super::names::PHRASES;
use super::{Feature, text};
use crate::classes;
use crate::decimal;

/// How many elements around a block are searched for the name that weighs most.
const AROUND: usize = 24;
/// The longest name that is told, in bytes.
const MAX_NAME: usize = 40;

/// A name of an element, and what it weighs.
type Weighty<'d> = (f32, &'d str);

/// Tells the features of a page's blocks.
pub(crate) struct Telling<'d> {
    document: &'d dyn Document,
    /// What words in names of elements weigh.
    names: &'d Lexicon,
    /// Of each element the names that weigh most for and against it, once it is asked for them.
    most: Vec<OnceCell<[Weighty<'d>; 2]>>,
}

impl<'d> Telling<'d> {
    pub(crate) fn of(document: &'d dyn Document, names: &'d Lexicon) -> Self {
        Self { document, names, most: vec![OnceCell::new(); document.elements().len()] }
    }

    /// Appends a feature of a block that has this value.
    pub(crate) fn push(&self, block: &Block, feature: usize, value: f32, to: &mut String) {
        let is = |own: Feature| feature == own as usize;
        let level = [Feature::Names0, Feature::Names1, Feature::Names2, Feature::Names3].into_iter().position(is);
        if let Some(level) = level {
            self.push_name(PHRASES[feature], value, self.around(block).skip(level).take(1), to);
        } else if is(Feature::NamesLowest) || is(Feature::NamesHighest) || is(Feature::NamesSum) {
            self.push_name(PHRASES[feature], value, self.around(block).take(AROUND), to);
        } else if is(Feature::Against) {
            match classes::why(value) {
                Some(why) => to.push_str(why),
                None => to.push_str("nothing around speaks against it"),
            }
        } else if is(Feature::Shape) {
            to.push_str("made as ");
            to.push_str(text::shape_name(value));
        } else if is(Feature::Tag) || is(Feature::ParentTag) {
            let element = self.around(block).nth(usize::from(is(Feature::ParentTag)));
            let tag = element.map_or("none", |number| self.document.elements()[number as usize].tag.as_str());
            push_words(to, &[PHRASES[feature], " ", tag]);
        } else if is(Feature::EndsWith) {
            push_words(to, &["ends with ", text::end_name(value)]);
        } else if let Some((_, unless)) = FLAGS.into_iter().find(|(flag, _)| is(*flag)) {
            to.push_str(if value == 0.0 { unless } else { PHRASES[feature] });
        } else {
            push_words(to, &[PHRASES[feature], " "]);
            decimal::push_rounded(value, to);
        }
    }

    fn around(&self, block: &Block) -> impl Iterator<Item = u32> + use<'d> {
        self.document.ancestor_numbers(block.element)
    }

    /// Appends what names weigh, with the one of them that weighs most in the same direction.
    fn push_name(&self, phrase: &str, value: f32, around: impl Iterator<Item = u32>, to: &mut String) {
        push_words(to, &[phrase, " "]);
        decimal::push_rounded(value, to);
        let side = usize::from(value < 0.0);
        let names = around.map(|number| self.most_of(number)[side]);
        // Of equals the innermost.
        let most = names.fold((0.0, ""), |most, own| if own.0 > most.0 { own } else { most });
        if most.0 > 0.0 && most.1.len() <= MAX_NAME {
            push_words(to, &[" (“", most.1, "”)"]);
        }
    }

    /// The names of an element that weigh most for it and against it, by how much.
    fn most_of(&self, element: u32) -> [Weighty<'d>; 2] {
        *self.most[element as usize].get_or_init(|| {
            let mut most = [(0.0, ""); 2];
            names(&self.document.elements()[element as usize], |name, mark| {
                name_tokens(name, mark, &mut |hash| {
                    let weight = self.names.weight(hash).unwrap_or_default();
                    let side = &mut most[usize::from(weight < 0.0)];
                    if weight.abs() > side.0 {
                        *side = (weight.abs(), name);
                    }
                });
            });
            most
        })
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
        let telling = Telling::of(document, &judge.model().lexicons.names);
        let mut told = String::new();
        telling.push(&document.blocks()[0], feature as usize, value, &mut told);
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
