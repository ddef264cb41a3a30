//! Ordinary pages of any size, to compare the others with.

use std::fmt::Write as _;

use crate::Random;

/// Words of which sentences are made: their sense does not matter, their lengths and number do.
const WORDS: [&str; 48] = [
    "the", "ferry", "to", "a", "northern", "island", "was", "late", "on", "Tuesday", "because", "of", "ice", "in",
    "harbour", "said", "its", "captain", "and", "people", "waited", "quay", "until", "evening", "some", "went", "home",
    "again", "while", "others", "asked", "company", "for", "money", "that", "had", "been", "promised", "after",
    "storm", "last", "winter", "when", "council", "voted", "against", "new", "bridge",
];

/// A page as newsrooms make them: head, navigation, paragraphs with a link here and there, headings, a figure, teasers;
/// about so many bytes of them.
pub fn ordinary(bytes: usize) -> String {
    let mut random = Random::new(4);
    let mut page = String::with_capacity(bytes + 2048);
    page.push_str(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>The ferry is late - The Quay</title>\
         <meta property=\"og:title\" content=\"The ferry is late\"><meta name=\"author\" content=\"Anna Quist\">\
         <meta property=\"article:published_time\" content=\"2024-05-01T10:00:00Z\"></head><body>\n<nav class=\"main-nav\"><ul>",
    );
    for section in ["News", "Sport", "Weather", "Culture", "Opinion"] {
        let _ = write!(page, "<li class=\"main-nav__item\"><a href=\"/{section}\">{section}</a></li>");
    }
    page.push_str("</ul></nav>\n<article class=\"story\"><h1 class=\"story__headline\">The ferry is late</h1>\n");
    page.push_str("<p class=\"byline\">By Anna Quist, 1 May 2024</p>\n<div class=\"story__body\">\n");
    let mut number = 0_usize;
    while page.len() < bytes {
        number += 1;
        match number % 9 {
            4 => {
                let _ = writeln!(page, "<h2 class=\"story__heading\">{}</h2>", sentence(&mut random, 5));
            }
            6 => {
                let caption = sentence(&mut random, 9);
                let _ = writeln!(
                    page,
                    "<figure class=\"story__image\"><img src=\"/img/{number}.jpg\" width=\"640\" height=\"480\" alt=\"{caption}\">\
                     <figcaption>{caption} Photo: Bo Lind</figcaption></figure>"
                );
            }
            8 => {
                let title = sentence(&mut random, 7);
                let _ = writeln!(
                    page,
                    "<aside class=\"teaser\"><a href=\"/news/{number}\"><span class=\"teaser__title\">{title}</span></a></aside>"
                );
            }
            _ => {
                let _ = write!(page, "<p class=\"story__text\">");
                for _ in 0..4 {
                    let words = 8 + random.below(14);
                    let _ = write!(page, "{} ", sentence(&mut random, words));
                }
                let _ = writeln!(page, "See <a href=\"/topic/{number}\">{}</a></p>", sentence(&mut random, 3));
            }
        }
    }
    page.push_str("</div></article></body></html>\n");
    page
}

/// A flat text of about so many bytes: a paragraph a line.
pub fn ordinary_text(bytes: usize) -> String {
    let mut random = Random::new(4);
    let mut text = String::from("The ferry is late\nBy Anna Quist\n1 May 2024\n");
    while text.len() < bytes {
        for _ in 0..=random.below(4) {
            let words = 8 + random.below(14);
            let _ = write!(text, "{} ", sentence(&mut random, words));
        }
        text.push('\n');
    }
    text
}

fn sentence(random: &mut Random, words: usize) -> String {
    let mut sentence = String::new();
    for number in 0..words {
        let word = random.pick(&WORDS);
        if number == 0 {
            sentence.extend(word.chars().next().map(|first| first.to_ascii_uppercase()));
            sentence.push_str(&word[1..]);
        } else {
            sentence.push(' ');
            sentence.push_str(word);
        }
    }
    sentence.push('.');
    sentence
}
