//! Where in a line bylines stand: behind labels, beside dates, between signs.

use super::*;

#[test]
fn lines_of_a_byline_are_apart() {
    use Nature::{Mononym, Person};
    check("By Ann Smith ¦ Quay News ¦ 4 May 2021", &["Ann Smith"]);
    check("By Ann Smith ¦ Storm Warnings Lifted", &["Ann Smith"]);
    check("Ann Smith ¦ Search for this author ¦ Quay Scholar", &["Ann Smith"]);
    check("Ann Smith ¦ By Bob Jones", &["Ann Smith", "Bob Jones"]);
    check("4 May 2021 ¦ By Ann Smith", &["Ann Smith"]);
    check("By Ann Smith\nStorm Warnings Lifted", &["Ann Smith"]);
    check("Written By ¦ Ann Smith", &["Ann Smith"]);
    check("Ann Smith | Bob Jones", &["Ann Smith", "Bob Jones"]);
    check("Tides Von ¦ Ann Schmidt", &["Ann Schmidt"]);
    check_named("ann ¦ Harbour ¦ Storm Warnings", &[("ann", Mononym)]);
    check_named("von Quay Redaktion ¦ in Rubrik: ¦ Tides > Tide Tables", &[("Quay Redaktion", Nature::Organisation)]);
    check_named("4. Mai 2021 ¦ Written By", &[]);
    check_named("[王小明，Quay]", &[("王小明", Person), ("Quay", Mononym)]);
    check("(By Ann Smith)", &["Ann Smith"]);
    check("Search for this author in: ¦ Quay Med ¦ Harbour Scholar", &[]);
    check("Author: ¦ Ann Smith", &["Ann Smith"]);
}

#[test]
fn a_name_beside_a_date_is_found() {
    assert_eq!(beside_date("04.05.2021 | 13:10 Uhr | Ann Smith").as_deref(), Some("Ann Smith"));
    assert_eq!(beside_date("Ann Smith | Senior Writer | May 4, 2021").as_deref(), Some("Ann Smith"));
    assert_eq!(beside_date("11.12.2019 - Ann Smith").as_deref(), Some("Ann Smith"));
    assert_eq!(beside_date("Port Ellen, 4 May 2021"), None);
    assert_eq!(beside_date("4 May 2021 | Ann Smith | Bob Jones"), None);
    assert_eq!(beside_date("Ann Smith | Tides"), None);
    assert_eq!(beside_date("4 May 2021 | Tides, Quays"), None);
}

#[test]
fn a_byline_between_signs_is_found() {
    assert_eq!(in_segment("Cycling | By Ann Smith | Updated today"), Some("By Ann Smith"));
    assert_eq!(in_segment("Ciclismo · Por: Ana García"), Some("Por: Ana García"));
    assert_eq!(in_segment("Cycling | Ann Smith"), None);
    assert_eq!(in_segment("By Ann Smith"), None);
}

#[test]
fn a_byline_behind_a_date_is_found() {
    assert_eq!(behind_date("2017-03-01 by Ann Smith, Keeper of the Lock"), Some("by Ann Smith, Keeper of the Lock"));
    assert_eq!(behind_date("4. Mai 2021 | Von Ann Schmidt"), Some("Von Ann Schmidt"));
    assert_eq!(behind_date("posted on 2023-12-19 23:30 EST by Ann Smith"), Some("by Ann Smith"));
    assert_eq!(behind_date("4 May 2021\nBy Ann Smith"), Some("By Ann Smith"));
    assert_eq!(behind_date("4 May 2021 by the river"), None);
    assert_eq!(behind_date("Seen on 4 May 2021 by Ann Smith"), None);
    assert_eq!(behind_date("4 May 2021"), None);
}

#[test]
fn authors_behind_places_and_offices_are_found() {
    check("Ann Smith in London and Bob Jones in Paris", &["Ann Smith", "Bob Jones"]);
    check("By Ann Smith Political Editor and Bob Jones", &["Ann Smith", "Bob Jones"]);
    check("By Ann Smith For Quayonline and Bob Jones", &["Ann Smith", "Bob Jones"]);
    check("Ann Smith in London and New York", &["Ann Smith"]);
    check("Ann Smith is the author of Wind and Ness Waves", &["Ann Smith"]);
    check("Ann Smith in London, Bob Jones", &["Ann Smith"]);
    check("Top Contributors for Ann Smith and Bob Jones", &[]);
    check("Ann Smith Executive Digital Editor and Master Gardener", &["Ann Smith"]);
    check("Harbour Office for Tides, Winds and Wave Research", &["Harbour Office"]);
}

#[test]
fn only_announced_lines_are_bylines() {
    assert!(is_announced("By Ann Smith"));
    assert!(!is_announced("By the river the Mills stood still."));
    assert!(!is_announced("Ann Smith"));
    assert!(!is_announced("Byron Smith"));
    assert!(!is_announced("About Harbour Gazette"));
    assert!(is_signature("posted by ann"));
    assert!(!is_signature("by ann of the harbour"));
    assert!(is_signature("Posted by Ann @ 12:00 am"));
    assert!(is_signature("Gespeichert von Ann am 24. Juli 2017"));
    assert!(is_signature("by AnnS, 19 December 2023"));
    assert!(!is_signature("by Ness, 19 boats"));
    assert!(!is_signature("Written by hand in 12 days"));
    assert!(is_signature("by Harbour Team"));
    assert!(!is_signature("About Harbour Team"));
    assert!(is_signature("Von dpa"));
    assert!(!is_signature("記者のページ"));
    assert!(!is_signature("Text kopieren"));
    assert!(is_signature("Text: ann"));
    assert!(is_signature("Text Ann"));
    assert!(!is_signature("Autor:innen"));
    assert!(!is_signature("Autor:in werden"));
    assert!(is_signature("Autor:in Ann Smith"));
    assert!(is_signature("Autor:innen: Ann Smith, Bob Jones"));
    assert!(is_label("Autor:innen"));
    assert!(is_label("Written by"));
    assert!(is_label("Von:"));
    assert!(!is_label("Von Ann"));
    assert!(!is_label("About"));
    assert!(!is_label(""));
}

#[test]
fn who_is_announced_beside_a_date_is_found() {
    use Nature::{Mononym, Organisation, Person};
    #[track_caller]
    fn check(line: &str, name: &str, nature: Nature) {
        assert_eq!(announced_beside_date(line), Some(Named { name: name.to_owned(), nature }), "{line}");
    }
    check("04.05.2021, 16:20 von annsmith", "annsmith", Mononym);
    check("By QPN, in Tides, Quays, Boats · 31 May 2021, 20:02 · 0 Comments", "QPN", Organisation);
    check("4 May 2021 · 3 min read · By Quay Online", "Quay Online", Organisation);
    check("Dienstag | 4. Mai 2021 | 15:49 VON ANN SMITH IN Tides | 0 COMMENTS", "ANN SMITH", Person);
    check("Posted in Tides by annsmith on May 4, 2021", "annsmith", Mononym);
    check("Von Ann am 04.05.2021, 11:51 | 0 Kommentare | Tides", "Ann", Mononym);
    check("Blog entry by Ann Smith | 4 May, 2021", "Ann Smith", Person);
    check("04.05.2021 - Redaktion: Ann Smith (Quay)", "Ann Smith", Person);
    check("4 May 2021By Ann Smith", "Ann Smith", Person);
    check("The wall stands again!\nby Ann Smith\n4 May 2021", "Ann Smith", Person);
    check("Gespeichert von annsmith am 4. Mai 2021 - 18:55", "annsmith", Mononym);
    for line in [
        "4 May 2021 by the river",
        "Storms seen by sailors on 4 May 2021",
        "Kommentar von Ann am 4. Mai 2021",
        "4. Mai 2021 von des Hafens",
        "Posted by admin on 4 May 2021",
        "By 4 May 2021",
        "04.05.2021, 16:20 Uhr",
        "by annsmith",
        "Author: Ann Smith Released: 4 May 2021 by Bob Jones",
        "The harbour wall on 4 May 2021 by Ann Smith",
        "Photograph by Ann Smith, 4 May 2021",
        "Photo by Ann Smith, 4 May 2021",
        "Foto von Ann Schmidt, 4. Mai 2021",
        "Reviewed by Ann Smith on 4 May 2021",
        "Last edited by Ann Smith on 4 May 2021",
        "Sponsored by Ann Smith, 4 May 2021",
        "Presented by Quay Bank · 4 May 2021",
        "Translated by Ann Smith, 4 May 2021",
        "Mit Material von Ann Schmidt, 4. Mai 2021",
        "Updated by annsmith on 4 May 2021",
        "Aktualisiert von annsmith am 4. Mai 2021",
        "Seite aktualisiert von Ann Schmidt am 4. Mai 2021",
        "Last seen by Ann Smith on 4 May 2021",
        "Killed by Bob Jones on 4 May 2021",
        "Directed by Bob Jones, 4 May 2021",
        "Painted by Ann Smith, 4 May 2021",
        "Founded by Ann Smith on 4 May 2021",
        "Signed by Ann Smith on 4 May 2021",
        "Getötet von Bob Braun am 4. Mai 2021",
        "Vendu par Anne Petit le 4 mai 2021",
        "Sold by Reed Boats for 3000 pounds on 4 May 2021",
        "Deadline: 4 May 2021 | by Post",
        "Comment by Ann Smith, 4 May 2021",
        "Commented by Ann Smith on 4 May 2021",
        "4 May 2021 | Comment by Ann Smith",
        "Commentaire par Anne Petit, 4 mai 2021",
        "Reactie door Ann Smit, 4 mei 2021",
        "",
    ] {
        assert_eq!(announced_beside_date(line), None, "{line}");
    }
    for line in ["4 May 2021 | Kommentar von Ann", "Deadline: 4 May 2021 | by Post"] {
        assert_eq!(in_segment(line), None, "{line}");
    }
    check("A guest post by Ann Smith, 4 May 2021", "Ann Smith", Person);
    check("Ein Beitrag von Ann Schmidt, 4. Mai 2021", "Ann Schmidt", Person);
    check("Artículo por Ana García, 4 de mayo de 2021", "Ana García", Person);
    check("Tides | by Ann Smith | 4 May 2021", "Ann Smith", Person);
    check("Updated: 4 May 2021 | by annsmith", "annsmith", Mononym);
    check("Photo tour 2 | by Ann Smith | 4 May 2021", "Ann Smith", Person);
    assert_eq!(in_segment("Buying·10 min read·By Quay Team"), Some("By Quay Team"));
    assert_eq!(in_segment("Buying | By Type | By Price"), None);
}

#[test]
fn bylines_with_something_around_them_are_found() {
    assert_eq!(loosely_announced("---- by Ann Smith"), Some("by Ann Smith"));
    assert_eq!(loosely_announced("— Von Ann Schmidt"), Some("Von Ann Schmidt"));
    assert_eq!(loosely_announced("Autorin: Ann Schmidt, Leiterin des Hafens in Ness."), Some("Ann Schmidt"));
    assert_eq!(loosely_announced("This post was written by Ann Smith, MD, Quay Health."), Some("Ann Smith"));
    assert_eq!(loosely_announced("Blog Beitrag von Ann Schmidt"), Some("Ann Schmidt"));
    assert_eq!(loosely_announced("Von Ann Schmidt."), Some("Ann Schmidt"));
    assert_eq!(loosely_announced("— By Ann Smith and Bob Jones"), Some("By Ann Smith and Bob Jones"));
    for line in [
        "By the river the Mills stood still.",
        "By Ann Smith",
        "This post was written by the keepers of the lock.",
        "Text: the wall of Ness.",
        "Photos by Ann Smith.",
        "About Ann Smith.",
        "- Ann Smith",
        "— By Ann Smith's account the wall fell",
        "— By Ann Smith’s account",
        "— By Ann Smith, as told at Port Ellen",
        "By Friday Night.",
        "By Monday.",
        "By Next Week.",
        "By Royal Decree.",
        "By New York.",
        "Text: Psalm David.",
        "This article was written by ChatGPT Turbo.",
        "",
    ] {
        assert_eq!(loosely_announced(line), None, "{line}");
    }
}

#[test]
fn labels_of_east_asian_pages_open_bylines() {
    check("質問者：山田太郎", &["山田太郎"]);
    check("投稿者：山田太郎", &["山田太郎"]);
}

#[test]
fn reporters_stand_behind_their_house() {
    check("海湾日报记者 王小明", &["王小明"]);
    check("第三海湾日报记者 王小明", &["王小明"]);
    check("海湾日报记者 王小明、李红", &["王小明", "李红"]);
    assert!(super::super::is_announced("海湾日报记者 王小明"));
    assert!(!super::super::is_announced("海湾日报记者 王小明在港口看到，船又回来了"));
    for sentence in ["昨天下午一名记者 看到了船", "港口记者 到场", "三位记者 王小明"] {
        assert!(!super::super::is_announced(sentence), "{sentence}");
    }
}
