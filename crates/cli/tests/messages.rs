//! What is said where a call goes wrong, in which colours, and the exit code.

mod support;

use support::{Desk, page};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("a.html", page("The old crane goes"));
    desk
}

#[test]
#[cfg(unix)]
fn a_refused_plugin_gives_the_exit_code_however_the_call_ends() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    desk.file("pl/libnone.so", "none");
    for path in ["pl", "pl/libnone.so"] {
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(desk.path(path), mode).expect("the mode can be set");
    }
    let plugins = desk.path("pl");
    let plugins = plugins.to_str().expect("the path is UTF-8");
    let code = desk.run(&["--plugins", plugins, "extract", "a.html"]).code;
    assert!((10..=23).contains(&code), "{code}");
    for arguments in [
        &["extract", "a.html", "--source", "nope"][..],
        &["extract", "a.html", "-o", "nodir/x"],
        &["extract", "--manifest", "nosuch"],
        &["extract", "a.html", "--ledger", "--format", "text"],
        &["extract", "missing.html"],
        &["explain", "."],
        &["explain", "missing.html"],
        &["config", "show", "nokey"],
        &["config", "show"],
        &["config", "check"],
        &["recognise", "a.html", "--gold", "nosuch"],
        &["sources"],
    ] {
        let run = desk.run(&[&["--plugins", plugins], arguments].concat());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
    }
    #[cfg(target_os = "linux")]
    desk.run(&["--plugins", plugins, "extract", "a.html", "-o", "/dev/full"]).code(code);
}

#[test]
fn all_mistakes_of_a_manifest_are_told() {
    let desk = desk();
    desk.file("list.jsonl", "{\"path\": 5}\n{\"path\": \"a.html\"}\n{\"path\": \"a.html\", \"url\": \"a\"}\nx\n");
    let run = desk.run(&["extract", "--manifest", "list.jsonl"]).code(2);
    for expected in ["list.jsonl, line 1: ", "list.jsonl, line 3: `url`", "list.jsonl, line 4: ", "error: 3 mistakes"] {
        assert!(run.err.contains(expected), "{}", run.err);
    }
    assert!(run.out.is_empty());
}

#[test]
fn a_manifest_names_what_is_not_there_with_its_place() {
    let desk = desk();
    desk.file("sub/list.jsonl", "{\"path\": \"../a.html\"}\n{\"path\": \"a.html\"}\n{\"path\": \"../sub\"}\n");
    let run = desk.run(&["extract", "--manifest", "sub/list.jsonl"]).code(1);
    assert_eq!(run.lines().len(), 1);
    assert!(run.err.contains("there is no file sub/a.html, which sub/list.jsonl, line 2 names"), "{}", run.err);
    assert!(run.err.contains("sub/../sub is a directory, expected a file"), "{}", run.err);
    let run = desk.run(&["extract", "--manifest", "sub"]).code(2);
    assert!(run.err.contains("cannot read sub: it is a directory"), "{}", run.err);
    let run = desk.run(&["explain", "nosuch"]).code(1);
    assert!(run.err.contains("there is no file nosuch") && !run.err.contains("directory"), "{}", run.err);
    let run = desk.run(&["extract", "https://gazette.example/1"]).code(1);
    assert!(run.err.contains("https://gazette.example/1 is an address, and copydesk fetches nothing"), "{}", run.err);
    assert!(run.err.contains("| copydesk extract - --url"), "{}", run.err);
    let run = desk.run(&["extract", "https://gazette.example/crawl.wacz"]).code(1);
    assert!(run.err.contains("fetch the file, as in `curl -LO ADDRESS`") && !run.err.contains("--url"), "{}", run.err);
}

#[test]
fn odd_content_types_of_a_manifest_are_told() {
    let desk = desk();
    let line = "{\"path\": \"a.html\", \"content_type\": \"html\"}\n";
    desk.file("list.jsonl", line.repeat(3));
    let run = desk.run(&["extract", "--manifest", "list.jsonl"]).code(0);
    assert_eq!(run.lines().len(), 3);
    let told = "list.jsonl, line 1: \"html\" is no content type, expected one such as text/html; charset=utf-8: the page is \
                read as if it were not known (and 2 pages more)";
    assert!(run.err.contains(told), "{}", run.err);
}

#[test]
fn a_manifest_comes_from_standard_input() {
    let desk = desk();
    let run = desk.run_with(&["extract", "--manifest", "-"], b"{\"path\": \"a.html\", \"id\": \"crane\"}\n").code(0);
    assert_eq!(run.lines()[0]["id"], "crane");
    let run = desk.run_with(&["extract", "--manifest", "-"], b"{\"path\": 1}\n").code(2);
    assert!(run.err.contains("standard input, line 1: "), "{}", run.err);
    let run = desk.run_with(&["extract", "-", "--manifest", "-"], b"").code(2);
    assert!(run.err.contains("standard input (-) is named twice"), "{}", run.err);
}

#[test]
fn colours_are_as_asked_for() {
    let desk = desk();
    desk.file("day/b.html", "");
    let err = |arguments: &[&str], environment: &[(&str, &str)]| {
        let output = desk.command(arguments).envs(environment.iter().copied()).output().expect("the binary runs");
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    };
    let force = [("CLICOLOR_FORCE", "1")];
    for arguments in [&["-v", "extract", "day", "-o", "x.json"][..], &["--help"], &["extract", "--nope"]] {
        let with = |color: &'static str| [&["--color", color], arguments].concat();
        assert!(err(&with("always"), &[]).contains('\u{1b}'), "{arguments:?}");
        assert!(err(arguments, &force).contains('\u{1b}'), "{arguments:?}");
        assert!(!err(&with("never"), &force).contains('\u{1b}'), "{arguments:?}");
        assert!(!err(&[&["--color=never"], arguments].concat(), &force).contains('\u{1b}'), "{arguments:?}");
        assert!(!err(arguments, &[]).contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn a_source_is_not_set_by_a_flag() {
    let run = desk().run(&["--set", "source.rt.title=\"x\"", "extract", "a.html"]).code(2);
    assert!(run.err.contains("--set sets settings alone"), "{}", run.err);
}

#[test]
fn nothing_is_explained_as_nothing() {
    let run = desk().run(&["explain", "-"]).code(0);
    assert!(run.out.starts_with("-\nnobody decided anything: there is no text\n"), "{}", run.out);
    let desk = desk();
    desk.file("sources/gazette.toml", "name = \"gazette\"\ngeneric = false\n[[body]]\nselect = \".story\"\n");
    let run = desk.run(&["explain", "a.html", "--source", "gazette"]).code(0);
    assert!(run.out.contains("nobody decided anything, so that nothing is kept\n"), "{}", run.out);
    assert!(run.out.contains("so that nobody else says what the article is"), "{}", run.out);
}

#[test]
fn rules_that_decide_nothing_are_told() {
    let desk = desk();
    let rules = "name = \"gazette\"\n[[drop]]\nid = \"footer\"\nselect = \"footer\"\n[[drop]]\nid = \"box\"\nselect = \".box\"\n";
    desk.file("sources/gazette.toml", rules);
    let told = desk.run(&["explain", "a.html", "--source", "gazette"]).code(0).out;
    assert!(told.contains("rules that decided nothing on this page\n  gazette/box\n\n"), "{told}");
}

#[test]
fn the_program_tells_the_schemas_of_what_it_writes() {
    let desk = desk();
    let article = desk.run(&["config", "schema", "article"]).code(0);
    assert_eq!(article.out, include_str!("../../../config/schema/article.schema.json"));
    let ledger = desk.run(&["config", "schema", "ledger"]).code(0).json();
    assert_eq!(ledger["$ref"], "#/$defs/Ledger");
    assert!(ledger["$defs"]["Ledger"]["properties"]["blocks"].is_object());
}

#[test]
fn a_directory_without_gold_is_an_error() {
    let run = desk().run(&["recognise", "a.html", "--gold", "."]).code(2);
    assert!(run.err.contains("there is no gold.jsonl in directory ."), "{}", run.err);
}
