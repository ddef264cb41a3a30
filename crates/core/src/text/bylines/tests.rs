use super::*;

#[track_caller]
fn check(byline: &str, expected: &[&str]) {
    assert_eq!(people(byline), expected, "{byline}");
}

#[track_caller]
fn check_named(byline: &str, expected: &[(&str, Nature)]) {
    let found = named(byline);
    let found: Vec<(&str, Nature)> = found.iter().map(|named| (named.name.as_str(), named.nature)).collect();
    assert_eq!(found, expected, "{byline}");
}

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
fn what_is_no_name_is_left_out() {
    use Nature::Mononym;
    check_named("Afficher mon profil complet", &[]);
    check_named("Ann Smith Alle Artikel", &[("Ann Smith", Nature::Person)]);
    check("Von der Mole zur Werft", &[]);
    assert!(!is_signature("Von der Mole zur Werft"));
    assert!(!is_signature("Vom Ende des Sommers"));
    check_named("No Author", &[]);
    check_named("ann[at]quay.example", &[]);
    check_named("vom Quayblogger", &[("Quayblogger", Mononym)]);
    check_named("Über Quayblogger", &[("Quayblogger", Mononym)]);
    check_named("责任编辑：王小明", &[("王小明", Nature::Person)]);
    check_named("oleh Budi Wijaya", &[("Budi Wijaya", Nature::Person)]);
    check_named("بقلم: ليلى حداد", &[("ليلى حداد", Nature::Person)]);
    check_named("Landesanstalt Gezeiten", &[("Landesanstalt Gezeiten", Nature::Organisation)]);
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
fn credits_of_others_are_told_apart() {
    assert_eq!(others("By Ann Smith Photography by Bob Jones Styled by Cem Kaya"), ["Bob Jones", "Cem Kaya"]);
    assert_eq!(
        others("Contributions from Bob Jones, Cem Kaya last updated 22 December 2023"),
        ["Bob Jones", "Cem Kaya"]
    );
    assert_eq!(others("By Ann Smith"), [""; 0]);
    assert_eq!(others("Medically reviewed by Bob Jones, RD — Written by Ann Smith, MS"), ["Bob Jones"]);
    check("Medically reviewed by Bob Jones, RD — Written by Ann Smith, MS", &["Ann Smith"]);
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
fn towns_behind_a_name_are_no_authors() {
    check("By Ann Smith, New York", &["Ann Smith"]);
    check("By Ann Smith | NEW YORK", &["Ann Smith"]);
    check("Por Ana Souza — São Paulo", &["Ana Souza"]);
}

#[test]
fn tells_people_from_others() {
    use Nature::{Mononym, Organisation, Person};
    check_named("Felix Braun, dpa", &[("Felix Braun", Person), ("dpa", Organisation)]);
    check_named("Gazette Staff", &[("Gazette Staff", Organisation)]);
    check_named("AFP", &[("AFP", Organisation)]);
    check_named("gazette.example", &[("gazette.example", Organisation)]);
    check_named("Deutsche Hafen-Agentur", &[("Deutsche Hafen-Agentur", Organisation)]);
    check_named("Ann Kern-Post", &[("Ann Kern-Post", Person)]);
    check_named("PTI, 4 PM GMT", &[("PTI", Organisation)]);
    check_named("annsmith", &[("annsmith", Mononym)]);
    check_named("ann.smith", &[("ann.smith", Mononym)]);
    check_named("von Ann", &[("Ann", Mononym)]);
    check_named("admin", &[]);
    check_named("q_admin", &[]);
    check_named("Webmaster2", &[]);
    check_named("선수민 기자", &[("선수민", Person)]);
    check_named("badminton", &[("badminton", Mononym)]);
    check_named("Posted by AnnS on Friday December 19, 2025 @08:00PM from the quay", &[("AnnS", Mononym)]);
    check_named("Human in the Loop", &[]);
    check_named("Saturday", &[]);
    check_named("https://gazette.example/ann", &[]);
    check_named("View all posts", &[]);
    check_named("Political Editor", &[]);
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

#[test]
fn companies_stand_before_their_addresses() {
    check_named("Quay Books Ltd, Lowhaven, Ireland", &[("Quay Books Ltd", Nature::Organisation)]);
    check_named("Hafen-Verlag GmbH, Niederhafen, Germany", &[("Hafen-Verlag GmbH", Nature::Organisation)]);
    check("Ann Smith, Quay Books Ltd, Bob Jones", &["Ann Smith", "Bob Jones"]);
}

#[test]
fn offices_of_places_name_nobody() {
    check("Quayside Court Reporter", &[]);
    check("Ann Smith Court Reporter", &["Ann Smith"]);
    check("QPN Travel Editor", &[]);
    check("By Travel News Reporter", &[]);
    check("By Smith Sports Editor", &[]);
    check("Ann Smith Sports Editor", &["Ann Smith"]);
}

#[test]
fn who_paid_for_an_article_did_not_write_it() {
    check("Printed Tuesday 5 March 2024", &[]);
    for byline in [
        "Promoted by Ann Smith",
        "Promoted by Harbour Bank",
        "Paid for by Harbour Bank",
        "Promoted Content",
        "Sponsored Content",
        "Anzeige",
        "Präsentiert von Harbour Bank",
        "In partnership with Ann Smith",
    ] {
        check_named(byline, &[]);
    }
    check("By Ann Smith, in partnership with Harbour Bank", &["Ann Smith"]);
}

#[test]
fn an_address_ends_where_another_name_is_joined() {
    check("By Quay Books Ltd and Ann Smith", &["Ann Smith"]);
    check("By Quay Press GmbH / Max Moor", &["Max Moor"]);
    check("Quay Books Ltd, Lower Harbour, Ireland", &[]);
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
    assert!(super::is_announced("海湾日报记者 王小明"));
    assert!(!super::is_announced("海湾日报记者 王小明在港口看到，船又回来了"));
    for sentence in ["昨天下午一名记者 看到了船", "港口记者 到场", "三位记者 王小明"] {
        assert!(!super::is_announced(sentence), "{sentence}");
    }
}
