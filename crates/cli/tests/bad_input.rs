//! Inputs that are no pages, or hardly: each gives a clear error or an article with diagnostics, and harms no other.

mod support;

use std::io::Read;
use std::process::Stdio;

use support::{Desk, codes, gzip, page};

/// Extracts a bad input beside a good one; `Ok` has the codes of the bad one's diagnostics, `Err` a part of the error.
#[track_caller]
fn check(name: &str, contents: &[u8], expected: Result<&[&str], &str>) {
    let desk = Desk::new();
    desk.file(name, contents).file("good.html", page("The old crane goes"));
    let run = desk.run(&["extract", name, "good.html"]);
    let records = run.lines();
    let good = records.last().expect("the good page gives a record");
    assert_eq!(good["title"], "The old crane goes");
    match expected {
        Ok(expected) => {
            let run = run.code(0);
            assert_eq!(records.len(), 2, "{run:#?}");
            for code in expected {
                assert!(codes(&records[0]).contains(code), "{:?} lacks {code}", records[0]["diagnostics"]);
            }
        }
        Err(expected) => {
            let run = run.code(1);
            assert_eq!(records.len(), 1);
            let told: Vec<&str> = run.err.lines().filter(|line| line.starts_with("error: ")).collect();
            assert_eq!(told.len(), 1, "{}", run.err);
            assert!(told[0].contains(name) && told[0].contains(expected), "{}", run.err);
        }
    }
}

#[test]
fn an_empty_file() {
    check("empty.html", b"", Ok(&["input/empty"]));
    check("empty.txt", b"", Ok(&["input/empty"]));
    check("empty.html.gz", &gzip(b""), Ok(&["input/empty"]));
}

#[test]
fn binary_files() {
    check("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Err("a PNG picture"));
    check("paper.pdf", b"%PDF-1.4\n", Err("a PDF document"));
    let noise: Vec<u8> = (0..9999_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    check("noise.txt", &noise, Err("binary data"));
    check("noise.html.gz", &gzip(&noise), Err("binary data"));
}

#[test]
fn nuls() {
    let nuls = page("The \0old crane\0 goes").replace("harbour", "har\0bour");
    check("nuls.html", nuls.as_bytes(), Ok(&[]));
    check("nuls.txt", b"The har\0bour office said that the crane goes.\0\0", Ok(&[]));
    check("only.txt", &[0; 1000], Err("mostly NUL"));
}

#[test]
fn a_wrong_charset_label() {
    let text = page("Der alte Kran f\u{e4}llt").replace("charset=utf-8", "charset=us-ascii-nonsense");
    check("label.html", text.as_bytes(), Ok(&[]));
    let latin: Vec<u8> =
        page("Der alte Kran f#llt").bytes().map(|byte| if byte == b'#' { 0xe4 } else { byte }).collect();
    check("latin.html", &latin, Ok(&["html/charset"]));
    check("latin.txt", b"Der alte Kran f\xe4llt heute um, sagt das Hafenamt.", Ok(&[]));
}

#[test]
fn a_hundred_thousand_nested_tags() {
    let mut nested = "<div>".repeat(100_000);
    nested.push_str("<p>The harbour office said on Tuesday that the old crane will be taken down before winter.</p>");
    check("nested.html", nested.as_bytes(), Ok(&["html/depth-limit"]));
}

#[test]
fn two_hundred_megabytes_of_one_line() {
    let desk = Desk::new();
    let mut line = b"The crane goes and the crane stays. ".repeat(1 << 20);
    line.truncate(20 << 20);
    {
        use std::io::Write;
        let mut file = std::fs::File::create(desk.path("line.txt")).expect("a file can be made");
        for _ in 0..10 {
            file.write_all(&line).expect("the disk has room");
        }
    }
    desk.file("good.html", page("The old crane goes"));
    let run = desk.run(&["extract", "--set", "limits.text.max_bytes=1000000", "line.txt", "good.html"]).code(0);
    let records = run.lines();
    assert!(codes(&records[0]).iter().any(|code| code.ends_with("/byte-limit")), "{:?}", records[0]["diagnostics"]);
    assert_eq!(records[1]["title"], "The old crane goes");
}

#[test]
fn truncated_gzip_and_a_bomb() {
    let packed = gzip(page("The new crane stands").repeat(3).as_bytes());
    check("cut.html.gz", &packed[..packed.len() - 9], Ok(&["input/truncated"]));
    check("head.html.gz", &packed[..12], Ok(&["input/truncated"]));
    check("bomb.html.gz", &gzip(&vec![b'a'; 64 << 20]), Err("decompression bomb"));
}

#[test]
fn what_is_not_there_or_cannot_be_read() {
    let desk = Desk::new();
    desk.file("good.html", page("The old crane goes")).file("empty/notes.json", "{}");
    #[cfg(unix)]
    std::os::unix::fs::symlink("loop.html", desk.path("loop.html")).expect("a link can be made");
    for (name, expected) in
        [("missing.html", "there is no file"), ("empty", "holds no pages"), ("loop.html", "cannot be read")]
    {
        let run = desk.run(&["extract", name, "good.html"]).code(1);
        assert_eq!(run.inputs(), ["good.html"]);
        assert!(run.err.contains(expected) && run.err.contains(name), "{}", run.err);
        assert!(run.err.contains("1 of 2 inputs failed"), "{}", run.err);
    }
    assert!(desk.run(&["extract", "missing.html"]).code(1).out.is_empty());
    assert!(desk.run(&["explain", "missing.html"]).code(1).err.contains("missing.html"));
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let desk = Desk::new();
    for at in 0..40 {
        desk.file(&format!("pages/{at}.html"), page("The old crane goes"));
    }
    let mut command = desk.command(&["extract", "--ledger", "pages"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    let mut first = [0; 16];
    let mut reader = child.stdout.take().expect("standard output is piped");
    reader.read_exact(&mut first).expect("there is output");
    drop(reader);
    let output = child.wait_with_output().expect("the run ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_pipe_that_is_closed_from_the_start_is_no_failure() {
    let desk = Desk::new();
    desk.file("crane.html", page("The old crane goes"));
    for arguments in [
        &["extract", "crane.html"][..],
        &["explain", "crane.html"],
        &["sources"],
        &["sources", "--json"],
        &["config", "show"],
        &["recognise", "crane.html"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe can be made");
        drop(reader);
        let output = desk.command(arguments).stdout(writer).stderr(Stdio::piped()).output().expect("the run ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A directory can be opened and not be read.
#[cfg(unix)]
#[test]
fn standard_input_that_cannot_be_read_is_a_failed_input() {
    let desk = Desk::new();
    for command in ["extract", "explain"] {
        let directory = std::fs::File::open(desk.path(".")).expect("the directory is there");
        let output = desk.command(&[command, "-"]).stdin(directory).output().expect("the binary runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("-: cannot be read:"), "{told}");
    }
}
