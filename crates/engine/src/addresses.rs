//! Addresses as a page writes them, made whole: `/photos/wall.jpg` to `https://paper.example/photos/wall.jpg`.

use copydesk_core::{Article, Diagnostic};
use url::Url;

use crate::page::Page;

/// Makes the article's relative addresses whole, where the page's own address is known: that which it was fetched from, else
/// the one it states. Without one they stay as the page has them.
pub(crate) fn resolve(article: &mut Article, page: &Page<'_>) {
    if !addresses(article).any(|address| is_relative(address)) {
        return;
    }
    let Some(base) = base(article, page) else { return };
    let mut room = MAX_ADDED;
    let mut is_limited = false;
    for address in addresses(article).filter(|address| is_relative(address)) {
        let Some(whole) = base.join(address).ok().map(String::from) else { continue };
        let added = whole.len().saturating_sub(address.len());
        is_limited |= added > room;
        if is_limited {
            break;
        }
        room -= added;
        *address = whole;
    }
    if is_limited {
        let message = format!("addresses stay relative after {MAX_ADDED} bytes were added to those before");
        article.diagnostics.push(Diagnostic::new("input/relative-addresses", message));
    }
}

/// The longest address that others are relative to, in bytes: servers and browsers take no longer ones.
const MAX_BASE: usize = 2048;
/// The most bytes that all addresses of an article become longer by.
const MAX_ADDED: usize = 4 << 20;

fn addresses(article: &mut Article) -> impl Iterator<Item = &mut String> {
    let of_blocks = article.blocks.iter_mut().filter_map(|block| block.src.as_mut());
    article.canonical_url.iter_mut().chain(&mut article.image).chain(of_blocks)
}

/// Whether an address lacks its scheme, and is none that lacks nothing else (`www.paper.example/news`).
fn is_relative(address: &str) -> bool {
    !has_scheme(address) && !address.starts_with("www.")
}

/// Most addresses have one, and are not read any further (RFC 3986, 3.1).
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    })
}

fn base(article: &Article, page: &Page<'_>) -> Option<Url> {
    let stated = article.canonical_url.as_deref();
    let is_sound = |address: &&str| address.len() <= MAX_BASE;
    let own = article.url.as_deref().into_iter().chain(stated).filter(is_sound).find_map(|address| {
        let url = Url::parse(address).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
    });
    let told = page.base().filter(is_sound).and_then(|href| match &own {
        Some(own) => own.join(href.trim()).ok(),
        None => Url::parse(href.trim()).ok(),
    });
    told.filter(|url| matches!(url.scheme(), "http" | "https")).or(own)
}

#[cfg(test)]
mod tests {
    use copydesk_config::Config;
    use copydesk_core::Registry;

    use crate::{Engine, PageInput};

    #[track_caller]
    fn check(head: &str, url: Option<&str>, src: &str, expected: &str) {
        let page = format!(
            "<html><head>{head}</head><body><article><h1>The wall stands again</h1>\
             <p>The council of Ness met on Monday and voted for the wall, which the storm had broken in May.</p>\
             <img src='{src}' width=800 height=600>\
             <p>It will be higher than the old one, the harbour master said, and it will be paid for by the ferries.</p>\
             <p>Work begins in June and ends before the winter, if the weather lets the ships bring the stone.</p>\
             </article></body></html>"
        );
        let mut config = Config::embedded();
        config.sources.clear();
        let engine = Engine::new(config, Registry::default(), Vec::new()).expect("an engine without sources is sound");
        let input = PageInput { url, ..PageInput::new(page.as_bytes()) };
        let article = engine.article(&input);
        let found: Vec<&str> = article.blocks.iter().filter_map(|block| block.src.as_deref()).collect();
        assert_eq!(found, [expected], "{article:?}");
        let extraction = engine.extract(&input);
        assert_eq!(extraction.article, article);
    }

    #[test]
    fn addresses_grow_by_so_much_and_no_more() {
        use copydesk_core::{ArticleBlock, Kind};

        let src = "a".repeat(100);
        let block = ArticleBlock {
            kind: Kind::Image,
            text: String::new(),
            credit: None,
            attribution: None,
            items: Vec::new(),
            src: Some(src.clone()),
            from: vec![0],
            span: copydesk_core::Span::Bytes(0, 0),
        };
        let mut config = Config::embedded();
        config.sources.clear();
        let engine = Engine::new(config, Registry::default(), Vec::new()).expect("an engine without sources is sound");
        let page = format!("<base href='https://cdn.example/{}/'><p>The wall stands.</p>", "b".repeat(1000));
        let mut article = engine.article(&PageInput::new(page.as_bytes()));
        let document = crate::page::Page::read(&PageInput::new(page.as_bytes()), &Config::embedded().settings.limits);
        article.blocks = vec![block; 2 * super::MAX_ADDED / 1000];
        super::resolve(&mut article, &document);
        let whole = article.blocks.iter().filter(|block| block.src.as_ref() != Some(&src)).count();
        assert!((4000..4194).contains(&whole), "{whole}");
        assert!(article.diagnostics.iter().any(|told| told.code == "input/relative-addresses"));
    }

    #[test]
    fn relative_addresses_are_made_whole() {
        let url = Some("https://paper.example/news/wall?from=home");
        check("", url, "/photos/wall.jpg", "https://paper.example/photos/wall.jpg");
        check("", url, "wall.jpg", "https://paper.example/news/wall.jpg");
        check("", url, "//cdn.paper.example/wall.jpg", "https://cdn.paper.example/wall.jpg");
        check("", url, "walls/1:2.jpg", "https://paper.example/news/walls/1:2.jpg");
        check("", url, "http://other.example/wall.jpg", "http://other.example/wall.jpg");
        check("<base href='/static/'>", url, "wall.jpg", "https://paper.example/static/wall.jpg");
        check("<base href='https://cdn.example/a/'>", None, "wall.jpg", "https://cdn.example/a/wall.jpg");
        let canonical = "<link rel=canonical href='https://paper.example/wall'>";
        check(canonical, None, "/wall.jpg", "https://paper.example/wall.jpg");
        check("", None, "/wall.jpg", "/wall.jpg");
        let long = format!("<base href='https://cdn.example/{}/'>", "a".repeat(super::MAX_BASE));
        check(&long, url, "wall.jpg", "https://paper.example/news/wall.jpg");
        check(&long, None, "wall.jpg", "wall.jpg");
        check("", Some("file:///home/wall.html"), "/wall.jpg", "/wall.jpg");
    }
}
