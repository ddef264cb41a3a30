//! Which source a host belongs to.
//!
//! A look-up hashes the labels of the host that is asked for, so that it costs the same with three sources and with
//! three thousand.

use std::collections::HashMap;

use copydesk_rules::ascii_host;

/// A host that two sources claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claimed {
    /// The host as it was claimed: `rt.com` or `*.rt.com`.
    pub(crate) host: String,
    /// The source that had it already.
    pub(crate) holder: usize,
}

/// Hosts and the sources they belong to.
#[derive(Debug, Clone, Default)]
pub(crate) struct HostMap {
    exact: HashMap<String, usize>,
    /// By the part after `*.`.
    below: HashMap<String, usize>,
}

impl HostMap {
    /// Adds a claim: `rt.com` for that host alone, `*.rt.com` for all below it. A source may repeat its own claim.
    pub(crate) fn claim(&mut self, host: &str, source: usize) -> Result<(), Claimed> {
        let host = normal(host);
        let (map, key) = match host.strip_prefix("*.") {
            Some(parent) => (&mut self.below, parent),
            None => (&mut self.exact, host.as_str()),
        };
        match map.get(key) {
            Some(&holder) if holder != source => Err(Claimed { host, holder }),
            Some(_) => Ok(()),
            None => {
                map.insert(key.to_owned(), source);
                Ok(())
            }
        }
    }

    /// The source of a host, with the claim that decided: the exact one, else the longest wildcard.
    pub(crate) fn find(&self, host: &str) -> Option<(usize, String)> {
        let host = normal(host);
        if let Some(&source) = self.exact.get(&host) {
            return Some((source, host));
        }
        let mut rest = host.as_str();
        while let Some((_, parent)) = rest.split_once('.') {
            if let Some(&source) = self.below.get(parent) {
                return Some((source, format!("*.{parent}")));
            }
            rest = parent;
        }
        None
    }
}

/// The host of an address, in lower case and without a trailing dot. An address without a scheme
/// (`www.paper.example/news`) is read as if it had one; an address without a host (`/news`, `file:///a`) has none.
pub fn host_of(address: &str) -> Option<String> {
    let address = address.trim();
    let parsed = if address.starts_with("//") {
        url::Url::parse(&format!("https:{address}"))
    } else {
        match url::Url::parse(address) {
            // `paper.example:8080/news` parses as a scheme of its own.
            Ok(parsed) if parsed.has_host() || !looks_like_host(address) => Ok(parsed),
            _ if looks_like_host(address) => url::Url::parse(&format!("https://{address}")),
            other => other,
        }
    };
    let parsed = parsed.ok()?;
    let host = normal(parsed.host_str()?);
    (!host.is_empty()).then_some(host)
}

/// Whether the part before the first `/`, `?` or `#` is made of labels, at least two of them.
fn looks_like_host(address: &str) -> bool {
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let host = address[..end].split_once(':').map_or(&address[..end], |(host, _)| host);
    host.contains('.')
        && host.split('.').filter(|label| !label.is_empty()).count() >= 2
        && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.' || c == '_')
}

fn normal(host: &str) -> String {
    let host = host.trim().trim_end_matches('.').to_lowercase();
    match host.strip_prefix("*.") {
        Some(parent) => format!("*.{}", ascii_host(parent)),
        None => ascii_host(&host).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(host: &str, expected: Option<(usize, &str)>) {
        let mut map = HostMap::default();
        for (claim, source) in [
            ("rt.com", 0),
            ("*.rt.com", 0),
            ("*.com", 1),
            ("sport.paper.example", 2),
            ("*.paper.example", 3),
            ("*.Bücher.example", 4),
        ] {
            map.claim(claim, source).expect("no claim is made twice here");
        }
        assert_eq!(map.find(host), expected.map(|(source, claim)| (source, claim.to_owned())));
    }

    #[test]
    fn the_exact_host_wins_then_the_longest_wildcard() {
        check("rt.com", Some((0, "rt.com")));
        check("WWW.RT.com.", Some((0, "*.rt.com")));
        check("a.b.rt.com", Some((0, "*.rt.com")));
        check("art.com", Some((1, "*.com")));
        check("sport.paper.example", Some((2, "sport.paper.example")));
        check("live.sport.paper.example", Some((3, "*.paper.example")));
        check("paper.example", None);
        check("www.xn--bcher-kva.example", Some((4, "*.xn--bcher-kva.example")));
        check("www.bücher.example", Some((4, "*.xn--bcher-kva.example")));
        check("", None);
    }

    #[test]
    fn a_host_is_claimed_once() {
        let mut map = HostMap::default();
        assert_eq!(map.claim("Paper.example", 0), Ok(()));
        assert_eq!(map.claim("paper.example", 0), Ok(()));
        assert_eq!(map.claim("paper.example.", 1), Err(Claimed { host: "paper.example".into(), holder: 0 }));
        assert_eq!(map.claim("*.paper.example", 1), Ok(()));
    }

    #[test]
    fn addresses_have_hosts() {
        for (address, host) in [
            ("https://www.Paper.example/news?a=b", Some("www.paper.example")),
            ("//paper.example/news", Some("paper.example")),
            ("www.paper.example/news/1.html", Some("www.paper.example")),
            ("paper.example:8080/news", Some("paper.example")),
            ("https://user@paper.example:8080/", Some("paper.example")),
            ("https://bücher.example/", Some("xn--bcher-kva.example")),
            ("/news/1.html", None),
            ("news", None),
            ("mailto:desk@paper.example", None),
            ("file:///news/1.html", None),
            ("", None),
        ] {
            assert_eq!(host_of(address).as_deref(), host, "{address}");
        }
    }
}
