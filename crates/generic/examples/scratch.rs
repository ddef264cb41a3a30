use copydesk_core::*;
fn main() {
    let mut args = std::env::args().skip(1);
    let dir = args.next().unwrap();
    let ledger = args.next();
    let mut files: Vec<_> = std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let generic = copydesk_generic::Generic::new();
    for f in files {
        if let Some(l) = &ledger {
            if !f.to_string_lossy().contains(l.as_str()) {
                continue;
            }
        }
        let bytes = std::fs::read(&f).unwrap();
        let name = f.file_name().unwrap().to_string_lossy().to_string();
        let origin = Origin { input: Some(name.clone()), ..Default::default() };
        let doc: Box<dyn Document> = if name.ends_with(".txt") {
            Box::new(copydesk_text::TextDocument::read(&String::from_utf8_lossy(&bytes), origin, &Default::default()))
        } else {
            Box::new(copydesk_html::HtmlDocument::read(&bytes, None, origin, &Default::default()))
        };
        let mut d = Draft::new(&*doc);
        d.set_decider(Decider::GENERIC);
        generic.amend(&mut d).unwrap();
        let e = finish(&d, None);
        let a = &e.article;
        if ledger.is_some() {
            println!(
                "title {:?}\nstand {:?}\npub {:?} authors {:?} conf {}",
                a.title, a.standfirst, a.published, a.authors, a.confidence
            );
            for b in &e.ledger.blocks {
                for p in &b.pieces {
                    let path: Vec<&str> = b.path.split(" > ").collect();
                    let path = path[path.len().saturating_sub(3)..].join(" > ");
                    println!(
                        "{} {:9} {:18} {} | {} | {:.100} || {:.90}",
                        b.block,
                        format!("{:?}", b.shape),
                        p.decision.verdict.to_string(),
                        p.decision.rule.trim_start_matches("generic/"),
                        p.decision.reason,
                        p.text,
                        path
                    );
                }
            }
        } else {
            println!(
                "{}",
                serde_json::json!({"input": name, "text": a.text, "title": a.title, "published": a.published, "authors": a.authors, "conf": a.confidence})
            );
        }
    }
}
