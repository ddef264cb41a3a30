//! Every problem at once, each in its place.

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};

use super::{directory, load, report, user};
use crate::{Config, Layers};

const TEN_MISTAKES: &str = r#"name = "gazette"
titel = "The Gazette"
hosts = "gazette.example"
languages = ["englisch"]
plugin = "labourlits"

[[recognise]]
text = "The Gazette"

[[drop]]
id = "ünïcode"
select = "div[class"

[[drop]]
id = "menu"
text = "(unclosed"

[[keep]]
txt = "^Read"
kind = "paragraf"

[[field]]
name = "publishd"
text = "^Published (.+)$"

[[field]]
name = "published"
text = "^Published (.+)$"
format = "%d %B"
"#;

#[test]
fn a_file_with_many_mistakes_gives_them_all() {
    insta::assert_snapshot!(report(&[("sources/gazette.toml", TEN_MISTAKES)]));
}

#[test]
fn mistakes_of_several_files_are_in_one_report() {
    insta::assert_snapshot!(report(&[
        (
            "copydesk.toml",
            "sources = [\"more\", \"nowhere\"]\n[limits.html]\nmax_dept = 5\nmax_nodes = -1\n[run]\nthreads = \"4\"\n"
        ),
        ("sources/a.toml", "name = \"a\"\nhosts = [\"news.a.example\", \"rt.com\"]\n"),
        ("sources/b.toml", "name = \"b\"\nhosts = [\"*.a.example\"]\nplugin = \"bee\"\n"),
        ("sources/c.toml", "title = \"Nameless\"\n[[drop]]\ntext = \"[z-a]\"\n"),
        ("more/a.toml", "name = \"a\"\n"),
    ]));
}

#[test]
fn syntax_errors_do_not_hide_the_rest() {
    insta::assert_snapshot!(report(&[
        ("copydesk.toml", "[run]\nthreads = = 4\n[limits.texts]\nmax_blocks = 1\n"),
        ("sources/a.toml", "name = \"a\"\nname = \"b\"\n[[drop]\ntext = \"(\"\n"),
    ]));
}

#[test]
fn types_are_told_with_what_to_do() {
    insta::assert_snapshot!(report(&[(
        "sources/a.toml",
        "name = 5\nhosts = [1]\ngeneric = \"yes\"\n[drop]\ntext = \"x\"\n[[keep]]\ntext = \"x\"\nlevel = 7\n[[recognise]]\n\
         text = \"x\"\nweight = nan\n[[recognise]]\ntext = \"x\"\nweight = \"0.5\"\n[options]\nbig = 99999999999999999999\n",
    )]));
}

#[test]
fn rules_that_are_taken_away_must_be_there() {
    insta::assert_snapshot!(report(&[("sources/rt.toml", "name = \"rt\"\nwithout = [\"no-such-rule-at-all\"]\n",)]));
}

#[test]
fn columns_count_characters_and_files_may_start_with_a_mark() {
    insta::assert_snapshot!(report(&[
        ("copydesk.toml", "\u{FEFF}\"näme 😀\" = 1\n[run]\r\n threads = 1.5\n"),
        ("sources/a.toml", "name = \"a\"\n[options]\n\"é\" = nan\n"),
    ]));
}

#[test]
fn unreadable_files_are_problems_too() {
    let directory = directory(&[("copydesk.toml/x", ""), ("sources/a.toml", "name = \"a\"\n")]);
    std::fs::write(directory.path().join("sources/b.toml"), b"name = \"\xFF\"").expect("files can be written");
    let mut layers = user(directory.path());
    layers.file = Some(directory.path().join("given.toml"));
    layers.set = vec!["run.threads".to_owned(), "run.thread=4".to_owned(), "output.format=jsn".to_owned()];
    let report = load(&layers).expect_err("the files of this test cannot be read");
    let shown = format!("{report:#}").replace(&directory.path().display().to_string(), "DIR");
    insta::assert_snapshot!(shown);
}

#[test]
fn the_report_is_shown_in_place() {
    let directory =
        directory(&[("sources/gazette.toml", "name = \"gazette\"\n\n[[drop]]\nid = \"menu\"\ntxt = \"a+\"\n")]);
    let report = load(&user(directory.path())).expect_err("the file of this test is wrong");
    let mut shown = String::new();
    GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor())
        .with_width(120)
        .render_report(&mut shown, &report)
        .expect("a report can be rendered");
    insta::assert_snapshot!(shown.replace(&directory.path().display().to_string(), "DIR"));
    assert_eq!(report.related().map(Iterator::count), Some(1));
}

#[test]
fn a_project_cannot_have_plugins_loaded() {
    let directory = directory(&[("copydesk.toml", "[plugins]\nload = true\ndirectories = [\"lib\"]\n")]);
    let layers = Layers { working_directory: Some(directory.path().to_owned()), ..Layers::none() };
    let report = load(&layers).expect_err("a project may not do this");
    insta::assert_snapshot!(format!("{report:#}").replace(&directory.path().display().to_string(), "DIR"));
}

#[test]
fn a_mistake_about_plugins_does_not_hide_an_unknown_one() {
    let source = ("sources/a.toml", "name = \"a\"\nplugin = \"labourlits\"\n");
    insta::assert_snapshot!(report(&[("copydesk.toml", "[plugins]\nlaod = true\n"), source]));
    // Alone it is told once the plugins are loaded.
    let directory = directory(&[("copydesk.toml", "[plugins]\nload = true\n"), source]);
    let mut config = load(&user(directory.path())).expect("the plugin may be one that is loaded");
    assert!(config.check_plugins(&super::PLUGINS).is_err());
}

#[test]
fn an_unknown_key_is_one_problem() {
    insta::assert_snapshot!(report(&[
        ("copydesk.toml", "[runs]\nthreds = 4\n[limits]\nhtm = 5\n"),
        ("sources/a.toml", "nam = 5\nfiled = 3\ngenerc = \"yes\"\n[[kep]]\ntxt = 5\nknd = \"paragraf\"\n"),
    ]));
}

#[test]
fn selectors_are_judged_by_the_engine_that_matches_them() {
    let directory = directory(&[("sources/a.toml", "name = \"a\"\n[[drop]]\nselect = \"p:no-such-thing(\"\n")]);
    let report = Config::load(&user(directory.path()), &super::PLUGINS).expect_err("the selector is wrong");
    assert_eq!(report.problems.len(), 1, "{report:#}");
    assert_eq!((report.problems[0].line, report.problems[0].key.as_str()), (3, "drop[0].select"));
}

#[test]
fn a_source_stands_in_a_file_of_its_name() {
    insta::assert_snapshot!(report(&[("sources/other.toml", "name = \"misnamed\"\n")]));
}

#[test]
fn hosts_name_a_site() {
    insta::assert_snapshot!(report(&[("sources/a.toml", "name = \"a\"\nhosts = [\"*.it\", \"uk\", \"*.co.uk\"]\n")]));
}

#[test]
fn options_are_a_plugins() {
    let options = ("sources/a.toml", "name = \"a\"\n[options]\nwords = 3\n");
    insta::assert_snapshot!(report(&[options]));
    // The plugin may be named by another layer.
    let project = directory(&[("copydesk.toml", ""), options]);
    let home = directory(&[("sources/a.toml", "name = \"a\"\nplugin = \"rt\"\n")]);
    let layers = Layers { working_directory: Some(project.path().to_owned()), ..user(home.path()) };
    assert!(load(&layers).is_ok());
}

#[test]
fn limits_that_leave_nothing_are_refused() {
    let keys = [
        ("input", vec!["max_bytes", "max_ratio", "max_files"]),
        ("html", vec!["max_bytes", "max_nodes", "max_blocks", "max_depth", "max_match_repetition"]),
        ("text", vec!["max_bytes", "max_blocks", "max_line_bytes"]),
        ("rules", vec!["max_ranges"]),
    ];
    for (table, names) in keys {
        for name in names {
            let least = if name == "max_line_bytes" { 64 } else { 1 };
            let set = vec![format!("limits.{table}.{name}=0")];
            let report = load(&Layers { set, ..Layers::none() }).expect_err("nothing would be left of a page");
            let shown = format!("{report:#}");
            assert!(
                shown.contains(&format!("limits.{table}.{name}: 0 is out of range, expected {least} to ")),
                "{shown}"
            );
        }
    }
}

/// The problems of what a flag sets.
#[track_caller]
fn check_flag(flag: &str, expected: &str) {
    let report = load(&Layers { set: vec![flag.to_owned()], ..Layers::none() }).expect_err("the value is wrong");
    assert_eq!(format!("{report:#}"), format!("--set:1:{expected}"));
}

#[test]
fn advice_fits_what_was_written() {
    let wrong = "wrong type, expected";
    check_flag(
        "limits.html.max_depth=abc",
        &format!("25: limits.html.max_depth: {wrong} a whole number, found a string: write a whole number"),
    );
    check_flag(
        "limits.html.max_depth='12'",
        &format!("25: limits.html.max_depth: {wrong} a whole number, found a string: leave out the quotes"),
    );
    check_flag(
        "plugins.load=yes",
        &format!("16: plugins.load: {wrong} true or false, found a string: write true or false"),
    );
    for key in ["source.rt.title", " sources.rt.title"] {
        let report = Layers { set: vec![format!("{key}=\"x\"")], ..Layers::none() };
        let report = format!("{:#}", load(&report).expect_err("a source is no setting"));
        assert!(report.contains(&format!("--set: {:?} is of a source", key.trim())), "{report}");
    }
    check_flag("run.sources.rt=x", "5: run.sources: unknown key, expected one of threads: correct or remove it");
    check_flag(
        "sources=more",
        &format!("11: sources: {wrong} an array, found a string: put it in brackets, as sources = [ … ]"),
    );
}

#[cfg(unix)]
#[test]
fn broken_source_files_are_problems() {
    use std::os::unix::fs::symlink;
    let check = |make: &dyn Fn(&std::path::Path), expected: &str| {
        let project = directory(&[("sources/notes.txt", "")]);
        make(&project.path().join("sources/x.toml"));
        let layers = Layers { working_directory: Some(project.path().to_owned()), ..Layers::none() };
        let report = format!("{:#}", load(&layers).expect_err("the file is broken"));
        let file = project.path().join("sources/x.toml").display().to_string();
        assert!(report.starts_with(&format!("{file}: ")) && report.contains(expected), "{report}");
    };
    check(&|path| symlink("gone.toml", path).expect("a link can be made"), "the link leads to no file");
    check(&|path| symlink("x.toml", path).expect("a link can be made"), "the file cannot be read: ");
    check(&|path| std::fs::create_dir(path).expect("a directory can be made"), "the file cannot be read: ");
    let project = directory(&[]);
    symlink("gone.toml", project.path().join("copydesk.toml")).expect("a link can be made");
    let report = load(&user(project.path())).expect_err("the link is broken");
    assert!(
        format!("{report:#}").ends_with("copydesk.toml: the link leads to no file: correct or remove it"),
        "{report:#}"
    );
}

#[test]
fn a_first_file_takes_no_rules_away() {
    insta::assert_snapshot!(report(&[(
        "sources/a.toml",
        "name = \"a\"\nwithout = [\"nonsense\", \"men\", \"menu\"]\n[[drop]]\nid = \"menu\"\ntext = \"^Menu\"\n",
    )]));
}

/// What is told where a plugin says this of the options of its source.
#[track_caller]
fn check_options(said: &str, expected: &str) {
    let options = "name = \"a\"\nplugin = \"rt\"\n[options]\nkeep_read_mor = true\nwords = 300\ntitle = 5\nboxes = { deep = 300 }\n\
        ratio = 1.5\nmode = \"lod\"\n";
    let home = directory(&[("sources/a.toml", options)]);
    let config = load(&user(home.path())).expect("the plugin looks at its options later");
    let problem = config.source("a").expect("the source is there").options_problem(said);
    let told = format!("{problem:#}").replace(&home.path().display().to_string(), "DIR");
    assert_eq!(told, format!("DIR/sources/a.toml:{expected}"));
}

#[test]
fn a_mistake_in_options_is_shown_at_its_key() {
    let said = "options of source \"a\" are wrong: ";
    check_options(
        &format!("{said}unknown field `keep_read_mor`, expected one of `words`, `keep_read_more`"),
        &format!(
            "4:17: options.keep_read_mor: {said}unknown field `keep_read_mor`, expected one of `words`, `keep_read_more` (did you mean `keep_read_more`?)"
        ),
    );
    check_options(
        &format!("{said}invalid type: integer `5`, expected a string"),
        &format!("6:9: options.title: {said}invalid type: integer `5`, expected a string"),
    );
    check_options(
        &format!("{said}invalid type: floating point `1.5`, expected usize"),
        &format!("8:9: options.ratio: {said}invalid type: floating point `1.5`, expected a whole number from 0 on"),
    );
    check_options(
        &format!("{said}unknown variant `lod`, expected `loud`"),
        &format!("9:8: options.mode: {said}unknown variant `lod`, expected `loud` (did you mean `loud`?)"),
    );
    // Two values are shown so, or none is.
    for what in ["invalid value: integer `300`", "missing field `x`", "invalid type: map"] {
        let (before, after) = (format!("{said}{what}, expected u8"), format!("{said}{what}, expected 0 to 255"));
        let place = if what == "invalid type: map" { "7:9: options.boxes: " } else { "3:1: options: " };
        check_options(&before, &format!("{place}{after}"));
    }
}

#[test]
fn both_bounds_of_a_number_are_told() {
    insta::assert_snapshot!(report(&[(
        "copydesk.toml",
        "[limits.html]\nmax_nodes = 5_000_000_000\nmax_bytes = 99999999999999999999\nmax_attributes = -1\n[run]\nthreads = 100000\n"
    )]));
}

#[test]
fn a_name_that_no_source_may_have_is_one_mistake() {
    let told = report(&[("sources/evening_post.toml", "name = \"evening-post\"\n")]);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.ends_with("use lower-case letters, digits and `_` only, such as \"evening_post\""), "{told}");
    let told = report(&[("sources/evening-post.toml", "name = \"evening_post\"\n")]);
    assert!(told.ends_with("call the file evening_post.toml"), "{told}");
}

/// The problems of files that are named to be checked, with their directory called DIR.
#[track_caller]
fn check_also(files: &[(&str, &str)], also: &str, expected: &str) {
    let directory = directory(files);
    let also = vec![directory.path().join(also)];
    let report = load(&Layers { also, ..Layers::none() }).expect_err("the files of this test are wrong");
    assert_eq!(format!("{report:#}").replace(&directory.path().display().to_string(), "DIR"), expected);
}

#[test]
fn files_that_are_named_are_told_as_they_are() {
    check_also(
        &[("d/notes.txt", "name = \"gazette\"\n")],
        "d/notes.txt",
        "DIR/d/notes.txt:1:8: name: source \"gazette\" stands in a file called notes.txt, expected its own name: call the file \
         gazette.toml",
    );
    check_also(
        &[("mine.toml", "[limits.html]\nmax_depth = 77\n")],
        "mine.toml",
        "DIR/mine.toml: a file of settings, as \"limits\" is one, expected a source's, or settings that are called \
         copydesk.toml: check it with --config",
    );
    check_also(&[("d/x", "")], "d", "DIR/d: the directory holds no TOML file: name one that does, or a file");
}

#[cfg(unix)]
#[test]
fn a_directory_that_cannot_be_read_is_one_problem() {
    use std::os::unix::fs::PermissionsExt;
    let directory = directory(&[("d/a.toml", "name = \"a\"\n")]);
    let closed = directory.path().join("d");
    let set = |mode| std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(mode));
    set(0o000).expect("one's own directory can be closed");
    let layers = Layers { also: vec![closed.clone()], ..Layers::none() };
    // Whoever may read everything reads this, too.
    let problems = load(&layers).map_or_else(|report| report.problems.len(), |_| 1);
    set(0o755).expect("one's own directory can be opened");
    assert_eq!(problems, 1);
}

#[test]
fn hosts_of_many_sources_are_compared() {
    let mut files: Vec<(String, String)> = (0..300)
        .map(|at| (format!("sources/s{at}.toml"), format!("name = \"s{at}\"\nhosts = [\"*.s{at}.co.uk\"]\n")))
        .collect();
    files[7].1 = "name = \"s7\"\nhosts = [\"www.s250.co.uk\", \"s250.co.uk\"]\n".to_owned();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let told = report(&files);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("host \"www.s250.co.uk\" is claimed by source \"s250\" too"), "{told}");
}

#[test]
fn what_is_most_likely_not_meant_is_remarked() {
    let quay = "name = \"quay\"\n[[drop]]\nid = \"a\"\nselect = \"story__body > p, quay-body\"\n";
    let tide = "name = \"tide\"\nhosts = [\"tide.example\"]\n";
    let directory = directory(&[("sources/quay.toml", quay), ("sources/tide.toml", tide)]);
    let config = load(&user(directory.path())).expect("there is no mistake");
    let remarks: Vec<String> =
        config.remarks().iter().map(|remark| format!("{}:{} {remark}", remark.line, remark.column)).collect();
    let expected = [
        "1:8 name: no page leads to this source, which has neither hosts nor recognise: add one of them, or name it for each page: --source quay",
        "4:10 drop[0].select: HTML has no element called \"story__body\": for a class write .story__body, for an id #story__body",
    ];
    assert_eq!(remarks, expected);
}

#[test]
fn a_name_that_is_not_closed_is_told_once() {
    let all = report(&[("sources/quay.toml", "name = \"quay\ntitle = \"Quay\"\n")]);
    assert_eq!(all.lines().count(), 1, "{all}");
}
