//! What a name is the name of, and who is named as somebody else than the author.

use super::*;

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
