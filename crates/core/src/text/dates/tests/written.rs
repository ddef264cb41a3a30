//! Dates as they are written in many languages. All of them made up.

use crate::text::dates::{Order, Style, find_in, in_address, names, read};

#[track_caller]
fn check(language: &str, text: &str, expected: &str) {
    let found = find_in(text, Style::of_language(language)).map(|(_, date)| date.to_string()).unwrap_or_default();
    assert_eq!(found, expected, "{language}: {text}");
}

#[test]
fn written_dates_of_many_languages() {
    for (language, text, expected) in [
        ("en", "4 Feb, 2019 13:01", "2019-02-04T13:01"),
        ("en", "Posted on Sept. 14th, 2021 at 9:05 p.m.", "2021-09-14T21:05"),
        ("en", "the 3rd of July 2008", "2008-07-03"),
        ("en", "8:40 PM EST, Tue March 3, 2020", "2020-03-03T20:40-05:00"),
        ("en", "Feb 042013", "2013-02-04"),
        ("en", "Tue Mar 03 20:40:11 UTC 2020", "2020-03-03T20:40:11Z"),
        ("en", "Tue, 03 Mar 2020 20:40:11 +0100", "2020-03-03T20:40:11+01:00"),
        ("en", "Tue Mar 03 2020 20:40:11 GMT+0100 (CET)", "2020-03-03T20:40:11+01:00"),
        ("en-US", "05/06/2019", "2019-05-06"),
        ("en-US", "5/6/19, 4:07 PM", "2019-05-06T16:07"),
        ("en-GB", "05/06/2019", "2019-06-05"),
        ("en", "25/12/2019 08:15", "2019-12-25T08:15"),
        ("de", "Am 4. Februar 2019 um 13.01 Uhr", "2019-02-04T13:01"),
        ("de", "Datum:26. Januar 2022", "2022-01-26"),
        ("de", "Do., 8.5.12", "2012-05-08"),
        ("de", "18. 05. 2014", "2014-05-18"),
        ("de", "18.05.1912:44", "2019-05-18T12:44"),
        ("de", "18.05.1912: 44 Boote", "1912-05-18"),
        ("de-AT", "7. Jänner 2020, 6 Uhr", "2020-01-07T06:00"),
        ("fr", "Publié le 1er août 2017 à 18h05", "2017-08-01T18:05"),
        ("fr", "mardi 12 févr. 2013 - 07:30", "2013-02-12T07:30"),
        ("es", "4 de febrero de 2019", "2019-02-04"),
        ("es", "04-ago-2021 5:11:10", "2021-08-04T05:11:10"),
        ("es", "9 septiembre, 2016", "2016-09-09"),
        ("ca", "4 d’agost de 2018", "2018-08-04"),
        ("gl", "12 de xullo de 2011", "2011-07-12"),
        ("eu", "2019ko otsailaren 4a", "2019-02-04"),
        ("it", "14 Gennaio 2020 ore 9:30", "2020-01-14T09:30"),
        ("it", "1° maggio 2015", "2015-05-01"),
        ("pt", "16 de março de 2022 às 11h45", "2022-03-16T11:45"),
        ("pt-BR", "16/03/2022 11h45", "2022-03-16T11:45"),
        ("nl", "woensdag 6 maart 2019 om 20:00 uur", "2019-03-06T20:00"),
        ("da", "d. 3. okt. 2014 kl. 12.30", "2014-10-03T12:30"),
        ("no", "17. desember 2012", "2012-12-17"),
        ("sv", "den 5 juni 2021 kl 08.15", "2021-06-05T08:15"),
        ("is", "21. ágúst 2010", "2010-08-21"),
        ("fi", "24. joulukuuta 2018 klo 18.00", "2018-12-24T18:00"),
        ("et", "2. märts 2017", "2017-03-02"),
        ("lv", "2019. gada 4. februāris", "2019-02-04"),
        ("lt", "2019 m. vasario 4 d.", "2019-02-04"),
        ("pl", "11 listopada 2018, godz. 12:15", "2018-11-11T12:15"),
        ("pl", "3 paź 2020", "2020-10-03"),
        ("cs", "17. listopadu 2019 v 10:00", "2019-11-17T10:00"),
        ("cs", "1. července 2013", "2013-07-01"),
        ("cs", "1. června 2013", "2013-06-01"),
        ("sk", "29. augusta 2014", "2014-08-29"),
        ("sl", "9. avgust 2016", "2016-08-09"),
        ("hr", "11. listopada 2018.", "2018-10-11"),
        ("hr", "5. srpnja 2015.", "2015-07-05"),
        ("sr", "5. новембар 2015.", "2015-11-05"),
        ("mk", "12 јуни 2020", "2020-06-12"),
        ("bg", "3 март 2021 г. 14:20", "2021-03-03T14:20"),
        ("ro", "20 septembrie 2020 16:20", "2020-09-20T16:20"),
        ("hu", "2019. február 4. 13:01", "2019-02-04T13:01"),
        ("hu", "2019. 02. 04.", "2019-02-04"),
        ("sq", "7 gusht 2022", "2022-08-07"),
        ("el", "4 Φεβρουαρίου 2019, 13:01", "2019-02-04T13:01"),
        ("tr", "29 Ekim 2013 Salı 10:30", "2013-10-29T10:30"),
        ("az", "12 dekabr 2017", "2017-12-12"),
        ("ru", "28 июня 2020 г., 21:16", "2020-06-28T21:16"),
        ("ru", "28 июня 2020 в 21:16 МСК", "2020-06-28T21:16"),
        ("uk", "24 серпня 2021, 09:00", "2021-08-24T09:00"),
        ("be", "3 ліпеня 2019", "2019-07-03"),
        ("kk", "2019 жылғы 4 ақпан", "2019-02-04"),
        ("id", "17 Agustus 2015 pukul 10.00", "2015-08-17T10:00"),
        ("ms", "31 Ogos 2016", "2016-08-31"),
        ("fil", "Hunyo 12, 2018", "2018-06-12"),
        ("vi", "ngày 4 tháng 2 năm 2019", "2019-02-04"),
        ("vi", "4 Tháng Mười Hai, 2019", "2019-12-04"),
        ("th", "4 กุมภาพันธ์ 2562", "2019-02-04"),
        ("th", "4 ก.พ. 2562", "2019-02-04"),
    ] {
        check(language, text, expected);
    }
}

#[test]
fn written_dates_beyond_latin_and_cyrillic() {
    for (language, text, expected) in [
        ("zh", "2019年2月4日 13:01", "2019-02-04T13:01"),
        ("zh", "（2020-02-14）", "2020-02-14"),
        ("ja", "2019年02月04日（月） 午後1時05分", "2019-02-04T13:05"),
        ("ja", "2019年02月04日 13時05分", "2019-02-04T13:05"),
        ("ko", "2019년 2월 4일 오후 3:07", "2019-02-04T15:07"),
        ("ja", "2019年2月4日更新", "2019-02-04"),
        ("ko", "2019. 2. 4.", "2019-02-04"),
        ("ar", "الاثنين، 4 فبراير 2019", "2019-02-04"),
        ("ar", "٤ شباط/فبراير ٢٠١٩", "2019-02-04"),
        ("ar", "4 كانون الثاني 2019", "2019-01-04"),
        ("he", "4 בפברואר 2019", "2019-02-04"),
        ("fa", "4 فوریه 2019", "2019-02-04"),
        ("hi", "4 फ़रवरी 2019", "2019-02-04"),
        ("bn", "৪ ফেব্রুয়ারি ২০১৯", "2019-02-04"),
        ("ka", "4 თებერვალი, 2019", "2019-02-04"),
        ("hy", "4 փետրվարի 2019", "2019-02-04"),
        ("mr", "4 फेब्रुवारी 2019", "2019-02-04"),
        ("gu", "4 ઑગસ્ટ 2019", "2019-08-04"),
        ("te", "4 ఆగస్టు 2019", "2019-08-04"),
        ("kn", "4 ಆಗಸ್ಟ್ 2019", "2019-08-04"),
        ("ml", "4 ഓഗസ്റ്റ് 2019", "2019-08-04"),
        ("pa", "4 ਅਗਸਤ 2019", "2019-08-04"),
        ("af", "4 Februarie 2019", "2019-02-04"),
        ("mn", "2019 оны 2 сарын 4 13:01", "2019-02-04T13:01"),
        ("mn", "2019 оны арван хоёрдугаар сарын 4", "2019-12-04"),
        ("cy", "4 Chwefror 2019", "2019-02-04"),
        ("ga", "4 Deireadh Fómhair 2019", "2019-10-04"),
        ("el", "4 ΦΕΒΡΟΥΑΡΙΟΥ 2019", "2019-02-04"),
        ("sr", "15. januara 2019.", "2019-01-15"),
        ("sr", "15. jula 2019.", "2019-07-15"),
        ("th", "12 พ.ค. 2562", "2019-05-12"),
        ("th", "12 พ.ย. 2562", "2019-11-12"),
        ("th", "12 พฤษภาคม พ.ศ. 2562", "2019-05-12"),
        ("th", "12 พ.ค. พ.ศ. 2562", "2019-05-12"),
    ] {
        check(language, text, expected);
    }
}

#[test]
fn times_behind_weekdays_and_units() {
    for (language, text, expected) in [
        ("ja", "2019年2月4日(月) 7:30", "2019-02-04T07:30"),
        ("zh", "2019年2月4日星期一 07:30", "2019-02-04T07:30"),
        ("ko", "2019.02.04 (월) 07:30", "2019-02-04T07:30"),
        ("ru", "04.02.2019 г. 07:30", "2019-02-04T07:30"),
        ("pl", "4 lutego 2019 r. 7:30", "2019-02-04T07:30"),
        ("lt", "2019 m. vasario 4 d. 07:30", "2019-02-04T07:30"),
        ("de", "4. Februar 2019, Montag, 7.30 Uhr", "2019-02-04T07:30"),
        ("ar", "4 فبراير 2019 3:04 مساءً", "2019-02-04T15:04"),
        ("ar", "4 فبراير 2019 3:04 صباحاً", "2019-02-04T03:04"),
        ("de", "04.02.2019 - 05.02.2019", "2019-02-04"),
        ("de", "04.02.2019 Di 05.02.2019", "2019-02-04"),
    ] {
        check(language, text, expected);
    }
}

#[test]
fn what_was_found_is_read_the_same_again() {
    for (text, expected) in [
        ("4. Februar 2019, 7.30 Uhr.", "2019-02-04T07:30"),
        ("04.02.2019 - 7.30 Uhr", "2019-02-04T07:30"),
        ("4 februari 2019, 07.30 uur", "2019-02-04T07:30"),
        ("4. Februar 2019, 12 Uhr", "2019-02-04T12:00"),
        ("4 februari 2019, 12 uur", "2019-02-04T12:00"),
    ] {
        let (range, _) = find_in(text, Style::default()).expect("the text holds a date");
        check("", &text[range], expected);
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "version 1.12.2019.4",
        "call 555-12-2019-33",
        "2019",
        "32 May 2019",
        "31 February 2019",
        "03/04/2019",
        "in May 2019",
        "May 2019",
        "the score was 3-2",
        "at 13:45",
        "192.168.10.12",
        "1.5.2",
        "room 12 may 2 people",
        "",
    ] {
        check("en", text, "");
    }
}

#[test]
fn values_of_machines() {
    let check = |value: &str, expected: &str| {
        let date = read(value, Style::default()).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(date, expected, "{value}");
    };
    check("1507287600", "2017-10-06T11:00:00Z");
    check("1507287600000", "2017-10-06T11:00:00Z");
    check("20190204", "2019-02-04");
    check("20190204130159", "2019-02-04T13:01:59");
    check("20190204T1301Z", "2019-02-04T13:01Z");
    check("2022-01-10T22:06:08:684Z", "2022-01-10T22:06:08Z");
    check("Sat, 19 Oct 2019 00:04:00 +0200", "2019-10-19T00:04:00+02:00");
    check("2023 Jan 7", "2023-01-07");
    check("13/11/2025 09:21:40", "2025-11-13T09:21:40");
    check("4/24/2000 12:00:00 AM", "2000-04-24T00:00:00");
    for nothing in ["99999999", "1234567890123456", "03/04/2019", "12345678901", "PT5M", "é0190204"] {
        check(nothing, "");
    }
    let style = Style::default().ordered(Order::MonthFirst);
    assert_eq!(read("03-09-2026", style).map(|date| date.to_string()).as_deref(), Some("2026-03-09"));
}

#[test]
fn days_in_addresses() {
    let check = |address: &str, expected: &str| {
        let day = in_address(address).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(day, expected, "{address}");
    };
    check("https://quay.example/2019/05/23/ferry", "2019-05-23");
    check("https://quay.example/home/2017/7/12/ferry", "2017-07-12");
    check("https://quay.example/2019-05-23-ferry.html", "2019-05-23");
    check("https://quay.example/2019/oct/03/ferry", "2019-10-03");
    check("https://quay.example/ferry-20190523.html", "2019-05-23");
    check("https://quay.example/ferry?date=2019-05-23", "2019-05-23");
    check("https://quay.example/news/23-01-2022-ferry", "2022-01-23");
    check("https://archive.example/web/20180218174457/http://quay.example/2010/05/19/", "2010-05-19");
    for nothing in [
        "https://quay.example/2019/43/ferry",
        "https://quay.example/a2019052/ferry",
        "https://quay.example/12345678",
        "https://20190523.example/",
        "https://quay.example/1850/05/23/history",
        "",
    ] {
        check(nothing, "");
    }
}

#[test]
fn styles_of_languages() {
    assert_eq!(Style::of_language("en-US").order, Some(Order::MonthFirst));
    assert_eq!(Style::of_language("en_GB").order, Some(Order::DayFirst));
    assert_eq!(Style::of_language("en").order, None);
    assert_eq!(Style::of_language("de").order, Some(Order::DayFirst));
    assert_eq!(Style::of_language("").order, None);
}

#[test]
fn a_name_means_one_month() {
    for (month, row) in (1_i8..).zip(names::MONTHS) {
        for name in row.split_whitespace() {
            assert_eq!(names::month(name, None), Some(month), "{name}");
        }
    }
}
