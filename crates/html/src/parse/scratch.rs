use super::html5lib::dump;
use super::*;
use crate::tree::DOCUMENT;
use std::time::Instant;

#[test]
fn scratch() {
    let mut files: Vec<_> = std::fs::read_dir("/tmp/goldhtml").unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let pages: Vec<(String, String)> = files
        .iter()
        .map(|f| {
            let d = crate::charset::decode(&std::fs::read(f).unwrap(), None, true);
            if let Some(p) = &d.problem {
                eprintln!("{}: {} {:?} {p}", f.display(), d.encoding, d.how);
            }
            (f.display().to_string(), d.text)
        })
        .collect();
    let t = Instant::now();
    let mut nodes = 0;
    for (f, p) in &pages {
        let (tree, diag) = parse(p.clone(), &Limits::default());
        nodes += tree.nodes.len();
        for d in diag {
            eprintln!("{f}: {} {}", d.code, d.message);
        }
    }
    let dt = t.elapsed();
    eprintln!("parse {} pages {nodes} nodes in {dt:?}: {} pages/s", pages.len(), pages.len() as f64 / dt.as_secs_f64());
    let t = Instant::now();
    for (_, p) in &pages {
        nodes += super::tests::reference(p).nodes.len();
    }
    let dt = t.elapsed();
    eprintln!("reference: {} pages/s", pages.len() as f64 / dt.as_secs_f64());
    let css: Vec<String> = (0..40)
        .map(|i| match i % 5 {
            0 => format!(".c{i} p"),
            1 => format!("div.article__{i} > a"),
            2 => format!("#id{i}"),
            3 => format!("section[data-test=x{i}] time"),
            _ => format!("p.text{i}, ul.x{i} li"),
        })
        .collect();
    let set = crate::SelectorSet::compile(css.iter().map(String::as_str)).unwrap();
    let trees: Vec<_> = pages.iter().step_by(5).map(|(_, p)| parse(p.clone(), &Limits::default()).0).collect();
    let t = Instant::now();
    for tree in &trees {
        nodes += set.match_all(tree).len();
    }
    eprintln!("40 selectors: {:?} a page", t.elapsed() / trees.len() as u32);
    let mut bad = 0;
    for (f, p) in &pages {
        let (tree, _) = parse(p.clone(), &Limits::default());
        if dump(&tree) != dump(&super::tests::reference(p)) {
            bad += 1;
            eprintln!("differs: {f}");
        }
        assert!(!tree.text_of(DOCUMENT).is_empty() || true);
    }
    eprintln!("{bad} differ");
    let attributes = (0..150_000).map(|name| format!(" a{name}")).collect::<Vec<_>>().concat();
    let fonts = (0..60_000).map(|name| format!("<p><font size={name}>x")).collect::<Vec<_>>().concat();
    let fonts2 = (0..60_000).map(|name| format!("<p><font size={name}></p>x")).collect::<Vec<_>>().concat();
    let roots = (0..100_000).map(|name| format!("<html a{name}>")).collect::<Vec<_>>().concat();
    for (name, html) in [
        ("nested", "<div>".repeat(200_000)),
        ("a", "<a ".repeat(350_000)),
        ("attrs", format!("<p{attributes}>")),
        ("b8", format!("{}{}{}", "<b>".repeat(8), "<div>".repeat(100_000), "</b>x".repeat(100_000))),
        (
            "b8 again",
            format!(
                "{}{}{}",
                (0..60).map(|i| format!("<b a={i}>")).collect::<Vec<_>>().concat(),
                "<div>".repeat(450),
                "</b>x<b>".repeat(100_000)
            ),
        ),
        ("b8 refill", format!("{}{}", "<div>".repeat(400), "<b><i><u><s><div></b></i></u></s>x".repeat(30_000))),
        ("fonts", fonts),
        ("fonts2", fonts2),
        (
            "formatted",
            format!(
                "{}{}{}",
                "<div>".repeat(440),
                (0..63).map(|i| format!("<p><font a={i}></p>")).collect::<Vec<_>>().concat(),
                "<p>x</p>".repeat(120_000)
            ),
        ),
        ("roots", roots),
        ("comment", format!("<!--{}", "<!-".repeat(350_000))),
        ("dashes", format!("<!--{}", "-".repeat(1_000_000))),
        ("script", format!("<script>{}", "<!--<script".repeat(100_000))),
        ("table", "<table><td>".repeat(100_000)),
        ("foster", format!("<table>{}", "x<b>y".repeat(200_000))),
        ("fosterws", format!("<table>{}", " x".repeat(500_000))),
        ("select", "<select><option>".repeat(60_000)),
        ("spans", format!("{}{}", "<span>".repeat(505), "</foo>".repeat(150_000))),
        ("ancre", "<a href=x>y<div>".repeat(60_000)),
        ("amp", "&".repeat(1_000_000)),
        ("frameset", format!("<frameset>{}", "a ".repeat(500_000))),
        ("template", "<template>".repeat(100_000)),
        ("svg", "<svg><g><foreignObject>".repeat(40_000)),
        ("oneline", "x ".repeat(16_000_000)),
        ("nul", "\0".repeat(1_000_000)),
    ] {
        let t = Instant::now();
        let (tree, diag) = parse(html, &Limits::default());
        let dt = t.elapsed();
        let t = Instant::now();
        let n = tree.text_of(DOCUMENT).len();
        eprintln!(
            "{name}: {dt:?}, {} nodes, {:?} walk, {n} text, {:?}",
            tree.nodes.len(),
            t.elapsed(),
            diag.iter().map(|d| &d.code[..]).collect::<Vec<_>>()
        );
    }
}
