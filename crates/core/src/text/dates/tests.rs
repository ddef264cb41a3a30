use super::*;

#[track_caller]
fn check_iso(text: &str, expected: Option<&str>) {
    assert_eq!(parse_iso(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
}

#[track_caller]
fn check_find(text: &str, expected: Option<(&str, &str)>) {
    let found = find(text).map(|(range, date)| (text[range].to_owned(), date.to_string()));
    assert_eq!(found.as_ref().map(|(seen, date)| (seen.as_str(), date.as_str())), expected, "{text}");
}

#[test]
fn iso_keeps_precision_and_offset() {
    check_iso("2019-02-04", Some("2019-02-04"));
    check_iso("2019-02-04T13:01", Some("2019-02-04T13:01"));
    check_iso("2019-02-04T13:01:59.123Z", Some("2019-02-04T13:01:59Z"));
    check_iso("2019-02-04 13:01:59 +0200", Some("2019-02-04T13:01:59+02:00"));
    check_iso("2019-02-04T13:01:59-05:30", Some("2019-02-04T13:01:59-05:30"));
    check_iso("2019-02-04T13:01+\u{fffd}Y", None);
    check_iso("2019-02-30", None);
    check_iso("2019-02-04 or so", None);
    check_iso("é019-02-04", None);
}

#[test]
fn offsets_are_those_of_places() {
    let read = |text: &str| parse_format(text, "%Y-%m-%d %H:%M %z").map(|date| date.to_string());
    assert_eq!(read("2019-02-04 13:01 +1400").as_deref(), Ok("2019-02-04T13:01+14:00"));
    assert!(read("2019-02-04 13:01 +1800").is_err_and(|problem| problem.contains("18 hours")));
    check_iso("2019-02-04T13:01+15:00", None);
}

#[test]
fn numbers_of_any_size_are_read() {
    check_find("4 Feb 31999", None);
    check_find("4 Feb-99999999999999999999", None);
}

#[test]
fn finds_visible_dates() {
    check_find("4 Feb, 2019 13:01", Some(("4 Feb, 2019 13:01", "2019-02-04T13:01")));
    check_find("February 3, 2019", Some(("February 3, 2019", "2019-02-03")));
    check_find("Published 03 March 2021 at 4:05 pm", Some(("03 March 2021 at 4:05 pm", "2021-03-03T16:05")));
    check_find("date 2019-02-04 The council met.", Some(("2019-02-04", "2019-02-04")));
    check_find("Am 4. Februar 2019 um 13.01 Uhr", Some(("4. Februar 2019 um 13.01 Uhr", "2019-02-04T13:01")));
    check_find("4 de febrero de 2019", Some(("4 de febrero de 2019", "2019-02-04")));
    check_find("25/12/2019", Some(("25/12/2019", "2019-12-25")));
    check_find("25 | 12 | 2019", Some(("25 | 12 | 2019", "2019-12-25")));
    check_find("03/04/2019", None);
    check_find("03 | 04 | 2019", None);
    check_find("no date in 2019", None);
    check_find("31 February 2019", None);
}

#[test]
fn whole_texts_are_dates() {
    assert_eq!(
        whole("Published on Monday, 4 February 2019").map(|date| date.to_string()).as_deref(),
        Some("2019-02-04")
    );
    assert_eq!(whole("On 4 February 2019 the council met"), None);
}

#[test]
fn formats_give_what_they_name() {
    assert_eq!(
        parse_format("4 Feb, 2019 13:01", "%d %b, %Y %H:%M").map(|date| date.to_string()),
        Ok("2019-02-04T13:01".to_owned())
    );
    assert_eq!(check_format("%d %b, %Y %H:%M"), Ok(()));
    let told = |format: &str| check_format(format).expect_err("the format gives no full day");
    assert_eq!(told("%d %b"), "the format gives no year (%Y), expected a year, a month and a day");
    let no_month = "the format gives no month (%m, %b or %B), expected a year, a month and a day";
    assert_eq!(told("%d %Q %Y"), format!("{no_month}; %Q stands for a time zone's name"));
    assert_eq!(told("%d.%M.%Y"), format!("{no_month}; %M stands for a minute"));
    assert!(told("%Q").contains("no year (%Y) and no month (%m, %b or %B) and no day (%d)"));
}

mod written;

#[test]
fn numbers_show_their_order() {
    use super::Order;

    for (text, expected) in [
        ("25/12/2019", Some(Order::DayFirst)),
        ("12/25/2019", Some(Order::MonthFirst)),
        ("On 25/12 2019", Some(Order::DayFirst)),
        ("5/6/2019", None),
        ("25/13/2019", None),
        ("2019/25/12", None),
        ("a/25/12", None),
        ("and/or on 25/12/2019", None),
        ("25 12 2019", None),
        ("/25/12", None),
        ("", None),
    ] {
        assert_eq!(Order::of_numbers(text, &['/']), expected, "{text}");
    }
    assert_eq!(Order::of_numbers("25.12.2019", &['.', '-']), Some(Order::DayFirst));
}
