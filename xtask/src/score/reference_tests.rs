//! The figures beside those of the reference scorer, where Python and the reference are at hand.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::*;
use crate::workspace;

/// Where the reference scorer lies: beside the workspace.
fn reference() -> Option<PathBuf> {
    let script = workspace::root().join("../shared/tools/score.py");
    script.is_file().then_some(script)
}

fn python(arguments: &[&str], input: &str) -> Option<String> {
    let mut child =
        Command::new("python3").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    child.stdin.take().expect("stdin is piped").write_all(input.as_bytes()).expect("python reads its input");
    let output = child.wait_with_output().expect("python ends");
    assert!(output.status.success(), "python failed on {arguments:?}");
    Some(String::from_utf8(output.stdout).expect("python writes UTF-8"))
}

/// Deterministic text of odd characters: the seed chooses.
fn babble(seed: u64, words: usize) -> String {
    const WORDS: [&str; 24] = [
        "ferry",
        "Harbour",
        "ΟΔΟΣ",
        "İzmir",
        "STRASSE",
        "naïve",
        "cafe\u{301}",
        "x²",
        "½",
        "हिन्दी",
        "新闻",
        "o_clock",
        "O’Neil",
        "—",
        "…",
        "\u{a0}",
        "\u{1f}",
        "İ",
        "ⅷ",
        "1,000",
        "a\u{203f}b",
        "ﬁsh",
        "ａｂ",
        "\n\n",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut text = String::new();
    for _ in 0..words {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text.push_str(WORDS[(state % WORDS.len() as u64) as usize]);
        text.push(' ');
    }
    text
}

/// Writes a set of 40 gold pages and predictions that are right, partly right, wrong or missing.
fn synthetic(directory: &std::path::Path) -> (PathBuf, PathBuf) {
    std::fs::create_dir_all(directory).expect("the directory can be made");
    let (mut gold, mut predictions) = (String::new(), String::new());
    for at in 0..40_u64 {
        let body = babble(at + 1, 5 + at as usize * 3);
        let (head, tail) = (babble(at + 100, 4), babble(at + 200, 6));
        let date = if at == 7 { "NaN".to_owned() } else { format!("\"20{:02}-03-0{}\"", at % 30, at % 9 + 1) };
        let record = serde_json::json!({
            "id": format!("page{at}"), "body": body, "title": head, "authors": [head.clone(), "Ann Smith"],
            "body_blocks": [{"type": "summary", "text": head}, {"type": "paragraph", "text": body}, {"text": format!("[{tail}]")}],
            "must_contain": [tail, body.split(' ').next()], "must_not_contain": [head, "—", "Ann"],
        });
        let record = record.to_string();
        gold.extend([&record[..record.len() - 1], ", \"date\": ", &date, "}\n"]);
        let text = match at % 5 {
            0 => body.clone(),
            1 => format!("{head} {body}"),
            2 => format!("{body}\n{tail} {}", babble(at + 300, 9)),
            3 => body.chars().skip(body.chars().count() / 3).collect(),
            _ => String::new(),
        };
        if at % 11 != 10 {
            let record = serde_json::json!({"id": format!("some/where/page{at}.html.gz"), "text": text, "title": head.to_uppercase(),
                "published": format!("20{:02}-03-0{}T10:00Z", at % 20, at % 9 + 1), "authors": ["ann smith"]});
            predictions.extend([record.to_string().as_str(), "\n"]);
        }
    }
    let (gold_file, predictions_file) = (directory.join("gold.jsonl"), directory.join("predictions.jsonl"));
    std::fs::write(&gold_file, gold).expect("the gold can be written");
    std::fs::write(&predictions_file, predictions).expect("the predictions can be written");
    (gold_file, predictions_file)
}

/// Without Python there is nothing to compare with; the test then says so and holds.
#[test]
fn figures_equal_the_reference() {
    let scratch = tempfile::tempdir().expect("a scratch directory can be made");
    for set in ["aeb", "fundus", "fundus_eval"] {
        let (_, predictions) = synthetic(&scratch.path().join(set));
        let gold = GoldSet::read(scratch.path(), set).expect("the gold reads");
        let ours = score(&gold.pages, &Prediction::read_all(&predictions).expect("the predictions read")).figures;
        assert!(ours.word_f1.is_some_and(|f1| f1 > 0.3 && f1 < 0.9), "the sample is neither right nor wrong: {ours:?}");
        assert_eq!((ours.pages, ours.missing), (40, 3));
        let Some(script) = reference() else {
            println!("skipped the comparison: the reference scorer is not beside the workspace");
            return;
        };
        let arguments = [script.to_string_lossy(), gold.directory.to_string_lossy(), predictions.to_string_lossy()];
        let Some(printed) = python(&arguments.each_ref().map(AsRef::as_ref), "") else {
            println!("skipped the comparison: python3 is not installed");
            return;
        };
        let theirs: Figures = serde_json::from_str(&printed).expect("the reference prints JSON");
        assert_eq!(Figures { captions: None, tags: None, standfirst: None, ..ours }, theirs, "set {set}");
    }
}

/// Compares what counts as a word for every character that this Python knows.
#[test]
fn words_equal_those_of_python() {
    let script = "import re,unicodedata\n\
        print(' '.join(str(c) for c in range(0x110000) if not 0xd800 <= c < 0xe000 and re.match(r'\\w', chr(c))))\n\
        print(' '.join(str(c) for c in range(0x110000) if not 0xd800 <= c < 0xe000 and unicodedata.category(chr(c)) != 'Cn'))\n\
        print(' '.join(str(c) for c in range(0x110000) if not 0xd800 <= c < 0xe000 and re.match(r'\\s', chr(c))))";
    let Some(printed) = python(&["-c", script], "") else {
        println!("skipped the comparison: python3 is not installed");
        assert_eq!(words("a b").count(), 2);
        return;
    };
    let mut lines = printed.lines().map(|line| {
        line.split(' ').filter_map(|number| char::from_u32(number.parse().ok()?)).collect::<BTreeSet<char>>()
    });
    let (word, known, space) = (lines.next(), lines.next(), lines.next());
    let (word, known, space) = (word.expect("a line"), known.expect("a line"), space.expect("a line"));
    for &character in &known {
        let text = character.to_string();
        assert_eq!(words(&text).count() == 1, word.contains(&character), "word: {:x}", character as u32);
        assert_eq!(fold_space(&text) == " ", space.contains(&character), "space: {:x}", character as u32);
    }
}
