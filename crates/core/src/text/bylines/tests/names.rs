//! Names, and what stands around them that is no part of them.

use super::*;

#[test]
fn reads_bylines() {
    check("By Ann Smith", &["Ann Smith"]);
    check("By ANN SMITH and Bob van der Berg", &["ANN SMITH", "Bob van der Berg"]);
    check("Von Jürgen Müller, Redaktion", &["Jürgen Müller"]);
    check("Ann Smith, Political Editor", &["Ann Smith"]);
    check("Ann Smith for The Harbour Gazette", &["Ann Smith"]);
    check("Gazette Staff", &[]);
    check("王小明", &["王小明"]);
    check("", &[]);
}

#[test]
fn cuts_off_what_is_no_name() {
    check("By Ann Smith 8 January 2020, 3:51 pm", &["Ann Smith"]);
    check("Published on December 2nd, 2025 by Ann Smith and Bob Jones", &["Ann Smith", "Bob Jones"]);
    check("Ann Smith | ann@gazette.example", &["Ann Smith"]);
    check("Ann Smith Head Brewer, Co-Founder", &["Ann Smith"]);
    check("Ann Smith MS, RDN, LD", &["Ann Smith"]);
    check("Political Editor Ann Smith", &["Ann Smith"]);
    check("News By Ann Smith Contributions from Bob Jones published 23 December 2023", &["Ann Smith"]);
    check("Fact checked by Ann Smith", &[]);
    check("VON ANN SCHMIDT am 21. April 2020", &["ANN SCHMIDT"]);
    check("Posted on September 21, 2020 by Ann Smith", &["Ann Smith"]);
    check("byAnn Smith", &["Ann Smith"]);
    check("By Ann Smith December 22, 2023 at 8:00 AM EST Corrected December 28, 2023", &["Ann Smith"]);
    check("Ann Smith Staff Writer", &["Ann Smith"]);
    check("Ann Smith Travel News Reporter", &["Ann Smith"]);
    check("Ann Smith Ann Smith", &["Ann Smith"]);
    check("By Ann Smith and Bob Jones The Associated Press", &["Ann Smith", "Bob Jones"]);
    check("Copyright Ann Smith", &[]);
    check("Ann Smith Thursday, 3 May 2020", &["Ann Smith"]);
    check("Tides content writer", &[]);
    check("Datum: 19.11.2021 Autor: Ann Smith Quelle: Quay", &["Ann Smith"]);
    check("Ann Smith Alle Artikel", &["Ann Smith"]);
    check("Text & Fotos: Ann Smith", &["Ann Smith"]);
    check("Posted by Ann Smith at 18:52", &["Ann Smith"]);
    check("Tides Von Ann Smith", &["Ann Smith"]);
    // Letters that grow and shrink in lower case.
    check("İzmir News Von Ann Weiẞ", &["Ann Weiẞ"]);
    check("Cem Kaya as told to Ann Smith", &["Ann Smith"]);
    check("Ann Smith, Certified Tide Consultant", &["Ann Smith"]);
    check("By Ann Smith, QUAY RADIO", &["Ann Smith"]);
    check("By Ann Smith, National Institute of Tides and Winds", &["Ann Smith"]);
    check("by Ann Smith, U.S. National Institute of Tides and Strong Winds", &["Ann Smith"]);
    check("Kolumne von Ann Smith", &["Ann Smith"]);
    check("Ann Smith.", &["Ann Smith"]);
    check("'Ann Smith", &["Ann Smith"]);
    check("王 小明 著、林 一郎 監訳", &["王 小明", "林 一郎"]);
}

#[test]
fn numbers_of_footnotes_are_no_part_of_a_name() {
    check("Ann Smith1, Bob Jones2 and Cem Kaya1", &["Ann Smith", "Bob Jones", "Cem Kaya"]);
    check_named("annsmith4", &[("annsmith4", Nature::Mononym)]);
}

#[test]
fn words_of_callings_are_no_part_of_a_name() {
    use Nature::{Mononym, Organisation};
    check("Autor: Rechtsanwalt Bob Braun", &["Bob Braun"]);
    check("Ann Smith, Master Horticulturist & Garden Educator", &["Ann Smith"]);
    check("Author: A.B. Smith Released: 4 June", &["A.B. Smith"]);
    check_named("by LD", &[("LD", Organisation)]);
    check("Ann Smith, LD", &["Ann Smith"]);
    check_named("Beitragvon q77 » 21.01.2009, 05:42", &[("q77", Mononym)]);
    check_named("Von Gesponserte Inhalte", &[]);
    check_named("Video Library", &[]);
    assert!(is_nobody(" No Author ") && is_nobody("admin") && !is_nobody("Ann Author"));
}

#[test]
fn initials_keep_their_points() {
    check("By Ann Smith Jr.", &["Ann Smith Jr."]);
    check("Ann S.", &["Ann S."]);
    check("Ann C.J., Bob Jones", &["Ann C.J.", "Bob Jones"]);
    check("Nicolas Grand C. | Quay Radio", &["Nicolas Grand C."]);
    check("'t Mannetje", &["'t Mannetje"]);
    check("Ann 't Hart", &["Ann 't Hart"]);
}

#[test]
fn parts_at_and_in_many_languages() {
    check("Von Ann Schmidt und Bob Braun", &["Ann Schmidt", "Bob Braun"]);
    check("Par Anne Petit et Luc Grand", &["Anne Petit", "Luc Grand"]);
    check("Por Ana García y Luis Pérez", &["Ana García", "Luis Pérez"]);
    check("Por José Ortega y Gasset", &["José Ortega y Gasset"]);
    check("Di Anna Rossi e Luca Bianchi", &["Anna Rossi", "Luca Bianchi"]);
    check("Ann Smith, Bob Jones, and Cem Kaya", &["Ann Smith", "Bob Jones", "Cem Kaya"]);
    check("Ann Smith / Bob Jones", &["Ann Smith", "Bob Jones"]);
    check("BY ANN SMITH AND BOB JONES", &["ANN SMITH", "BOB JONES"]);
    check("VON ANN SCHMIDT UND BOB BRAUN", &["ANN SCHMIDT", "BOB BRAUN"]);
    check("PAR ANNE PETIT ET LUC GRAND", &["ANNE PETIT", "LUC GRAND"]);
    check("POR ANA GARCÍA Y LUIS PÉREZ", &["ANA GARCÍA", "LUIS PÉREZ"]);
    check("DI ANNA ROSSI E LUCA BIANCHI", &["ANNA ROSSI", "LUCA BIANCHI"]);
    check("Ann E Smith", &["Ann E Smith"]);
    check("Jonas Kalnas ir Ona Upė", &["Jonas Kalnas", "Ona Upė"]);
    check("Jānis Kalns un Anna Upe", &["Jānis Kalns", "Anna Upe"]);
    check("Nguyễn Văn An và Trần Thị Bình", &["Nguyễn Văn An", "Trần Thị Bình"]);
    check("Іван Гора і Анна Ріка", &["Іван Гора", "Анна Ріка"]);
    check("ليلى حداد وسامي نور", &["ليلى حداد", "سامي نور"]);
    check("ليلى حداد و سامي نور", &["ليلى حداد", "سامي نور"]);
    check("سامي وليد نور", &["سامي وليد نور"]);
    check("أخبار البحر و الميناء", &["أخبار البحر و الميناء"]);
    check("अनु नदी और राम पर्वत", &["अनु नदी", "राम पर्वत"]);
}

#[test]
fn names_that_mean_something_else_are_names() {
    use Nature::Person;
    check("María del Mar Ruiz", &["María del Mar Ruiz"]);
    check("Ana Mar Ruiz", &["Ana Mar Ruiz"]);
    check("Pedro de la Fuente", &["Pedro de la Fuente"]);
    check("Pierre d'Ormond", &["Pierre d'Ormond"]);
    check("By Simon Read", &["Simon Read"]);
    check("Thomas More", &["Thomas More"]);
    check("Jonathan Last", &["Jonathan Last"]);
    check("Jonathan Head and Ann Smith", &["Jonathan Head", "Ann Smith"]);
    check("Emily Post and Ann Smith", &["Emily Post", "Ann Smith"]);
    check_named("Simon Read", &[("Simon Read", Person)]);
    for text in ["Read More", "Load More", "Long Read", "See More", "Most Read"] {
        check(text, &[]);
    }
    check("Ann Smith, Harbour Post", &["Ann Smith"]);
    check("Ann Smith, Brewery Head", &["Ann Smith"]);
    check("Ann Smith Read More", &["Ann Smith"]);
    check("Ann Smith Last Updated", &["Ann Smith"]);
    check("Ann Smith Sun 12 May 2020", &["Ann Smith"]);
    check("Ann Smith Mar 12, 2020", &["Ann Smith"]);
}

#[test]
fn full_names_stand_where_names_do() {
    for name in [
        "Nguyễn Thị Mai",
        "Kim Jong Min",
        "Anne Marie Le Guen",
        "Anna Maria Fonte",
        "Ana María Fuente",
        "Li Mei Sun",
        "Mary Jo Read",
    ] {
        assert!(is_full_name(name), "{name}");
    }
    for text in ["Read More", "Ann Smith", "Ann Smith Read More", "Ann Smith Posted Mar", "Must Read", "ann read", ""] {
        assert!(!is_full_name(text), "{text}");
    }
}

#[test]
fn names_alone_look_like_names() {
    for name in ["Ann Smith", "Zoë Mary Schmidt"] {
        assert!(is_lone_name(name), "{name}");
    }
    for text in [
        "Ann",
        "By Ann Smith",
        "Read More",
        "Product Updates",
        "Link Copied",
        "Digital Strategy",
        "Ness GAZETTE",
        "ann smith",
        "New Delhi",
        "Buenos Aires",
        "White House",
        "Wall Street",
        "Middle East",
        "Real Madrid",
        "Climate Change",
        "Human Rights",
        "Artificial Intelligence",
        "Case Study",
        "Deutsche Bahn",
        "",
    ] {
        assert!(!is_lone_name(text), "{text}");
    }
}
