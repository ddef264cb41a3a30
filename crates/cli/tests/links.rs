//! Links in directories of pages, and inputs that are pipes.
#![cfg(unix)]

mod support;

use std::os::unix::fs::symlink;
use std::process::Stdio;

use support::{Desk, gzip, page, zip};

#[test]
fn links_that_lead_nowhere_or_back_are_no_failure() {
    let desk = Desk::new();
    desk.file("day/a.html", page("The old crane goes")).file("day/sub/b.html", page("The ferry is late"));
    symlink("nowhere", desk.path("day/notes")).expect("a link can be made");
    symlink("..", desk.path("day/sub/up")).expect("a link can be made");
    let run = desk.run(&["extract", "day"]).code(0);
    assert_eq!((run.inputs(), run.err.as_str()), (vec!["day/a.html".to_owned(), "day/sub/b.html".to_owned()], ""));
    let told = desk.run(&["-v", "extract", "day"]).code(0).err;
    assert!(told.contains("a link leads back to") && told.contains("day/sub/up"), "{told}");
    // Above the directory that is searched lie other things, and it.
    symlink("..", desk.path("day/above")).expect("a link can be made");
    symlink("../..", desk.path("day/sub/above")).expect("a link can be made");
    assert_eq!(desk.run(&["extract", "day"]).code(0).inputs().len(), 2);
    // What is called like a page is missed.
    symlink("nowhere.html", desk.path("day/c.html")).expect("a link can be made");
    let run = desk.run(&["extract", "day"]).code(1);
    assert_eq!(run.inputs().len(), 2);
    assert!(run.err.contains("day/c.html is a link to nowhere.html, which is not there"), "{}", run.err);
    let run = desk.run(&["extract", "day/c.html"]).code(1);
    assert!(run.err.contains("day/c.html is a link to nowhere.html, which is not there"), "{}", run.err);
}

#[test]
#[cfg(target_os = "linux")]
fn what_a_pipe_or_a_descriptor_holds_is_told_by_its_beginning() {
    let desk = Desk::new();
    let page = page("The old crane goes");
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let archive = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    for bytes in [archive.clone().into_bytes(), gzip(archive.as_bytes())] {
        let run = desk.run_with(&["extract", "/dev/stdin"], &bytes).code(0);
        assert_eq!(run.inputs(), ["/dev/stdin#0"]);
        // A file that is standard input has no name that tells, either.
        desk.file("x", &bytes);
        let file = std::fs::File::open(desk.path("x")).expect("the file is there");
        let output = desk.command(&["extract", "/dev/fd/0"]).stdin(file).output().expect("the binary runs");
        assert!(String::from_utf8_lossy(&output.stdout).contains("\"input\":\"/dev/fd/0#0\""), "{output:?}");
    }
    assert_eq!(
        desk.run_with(&["extract", "/dev/stdin"], page.as_bytes()).code(0).json()["title"],
        "The old crane goes"
    );
    let explained = desk.run_with(&["explain", "/dev/stdin"], page.as_bytes()).code(0);
    assert!(explained.out.starts_with("/dev/stdin\n"), "{}", explained.out);
    // A ZIP file is read from its end.
    let package = zip(&[("archive/a.warc", archive.as_bytes())]);
    for name in ["-", "/dev/stdin"] {
        let refused = desk.run_with(&["extract", name], &package).code(1);
        assert!(refused.err.contains(&format!("{name} is a ZIP file, which is read from its end")), "{}", refused.err);
        assert!(refused.err.contains("write it to a file whose name ends in .wacz"), "{}", refused.err);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn messages_that_cannot_be_written_end_no_run() {
    let desk = Desk::new();
    desk.file("day/a.html", page("The old crane goes")).file("day/b.html", "");
    symlink("..", desk.path("day/up")).expect("a link can be made");
    for arguments in [&["-v", "extract", "day"][..], &["-vvv", "extract", "day"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
        let output = desk.command(arguments).stderr(full).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
        // A pipe that nobody reads any more.
        let mut child = desk.command(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stderr.take());
        assert_eq!(child.wait().expect("the run ends").code(), Some(0));
    }
}
