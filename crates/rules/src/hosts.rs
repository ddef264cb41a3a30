//! Hosts that a source is responsible for.

use std::borrow::Cow;
use std::fmt;

/// A host (`rt.com`), or all hosts below one (`*.rt.com`, which is not `rt.com` itself).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostPattern {
    host: String,
    below: bool,
}

impl HostPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (host, below) = match text.strip_prefix("*.") {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if text.contains("://") || text.contains('/') {
            return Err(format!(
                "{text:?} is an address, expected a host alone such as \"rt.com\": leave out the rest"
            ));
        }
        if text.contains(':') {
            return Err(format!("{text:?} names a port, expected a host alone such as \"rt.com\": leave out the port"));
        }
        if let Some(bare) = host.strip_prefix('*') {
            return Err(format!("{text:?} lacks a point behind its `*`: write \"*.{bare}\""));
        }
        if host.contains('*') {
            return Err(format!(
                "{text:?} has a `*` in the middle: it may stand only at the start, as in \"*.rt.com\""
            ));
        }
        if host.chars().any(char::is_uppercase) {
            return Err(format!("{text:?} is not in lower case: write {:?}", text.to_lowercase()));
        }
        let host = ascii_host(host);
        let sound = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
        };
        if host.len() > 253 || !host.split('.').all(sound) {
            return Err(format!("{text:?} is no host: expected labels of letters, digits and `-` parted by dots"));
        }
        if is_suffix(&host) {
            return Err(format!(
                "{text:?} names no site, only an ending that many sites share: expected a site's own host, such as \
                 \"{}gazette.{host}\"",
                if below { "*." } else { "" },
            ));
        }
        Ok(Self { host: host.into_owned(), below })
    }

    /// Whether a host (in lower case) is meant.
    pub fn matches(&self, host: &str) -> bool {
        if self.below { is_below(host, &self.host) } else { host == self.host }
    }

    /// The site that all hosts it means are of: what a registry sells, such as `gazette.co.uk`. Patterns of two sites do not
    /// overlap.
    pub fn site(&self) -> &str {
        let mut starts = self.host.rmatch_indices('.').map(|(at, _)| &self.host[at + 1..]);
        starts.find(|rest| rest.contains('.') && !is_suffix(rest)).unwrap_or(&self.host)
    }

    /// Whether some host is meant by both patterns.
    pub fn overlaps(&self, other: &Self) -> bool {
        match (self.below, other.below) {
            (false, _) => other.matches(&self.host),
            (true, false) => self.matches(&other.host),
            (true, true) => {
                self.host == other.host || is_below(&self.host, &other.host) || is_below(&other.host, &self.host)
            }
        }
    }
}

impl fmt::Display for HostPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", if self.below { "*." } else { "" }, self.host)
    }
}

/// Labels that registries sell names under in many countries, and their countries. No list of all such endings: what a
/// person writes by mistake.
const SHARED: [(&str, &[&str]); 7] = [
    (
        "co",
        &[
            "ao", "bw", "ck", "cr", "id", "il", "in", "jp", "ke", "kr", "ls", "ma", "mz", "nz", "th", "tz", "ug", "uk",
            "uz", "ve", "vi", "za", "zm", "zw",
        ],
    ),
    (
        "com",
        &[
            "ar", "au", "bd", "bo", "br", "cn", "co", "cy", "do", "ec", "eg", "es", "fj", "gh", "gr", "gt", "hk", "hr",
            "jm", "kh", "kw", "lb", "mk", "mm", "mt", "mx", "my", "na", "ng", "ni", "np", "om", "pa", "pe", "ph", "pk",
            "pl", "pt", "py", "qa", "ro", "sa", "sg", "sv", "tr", "tw", "ua", "uy", "ve", "vn",
        ],
    ),
    ("net", &["au", "br", "cn", "nz", "uk", "za"]),
    ("org", &["au", "br", "cn", "il", "in", "nz", "uk", "za"]),
    ("ac", &["jp", "nz", "uk", "za"]),
    ("or", &["jp", "kr"]),
    ("ne", &["jp", "kr"]),
];

/// Whether a host is a public suffix alone: a single label, or a country's label with one of those above.
fn is_suffix(host: &str) -> bool {
    let mut labels = host.rsplit('.');
    let (Some(last), second, None) = (labels.next(), labels.next(), labels.next()) else { return false };
    second.is_none_or(|second| SHARED.iter().any(|(label, countries)| *label == second && countries.contains(&last)))
}

/// A host as addresses have it: letters beyond ASCII in the form that names are looked up by (`xn--…`, RFC 5891). What is no
/// host stays as it is.
pub fn ascii_host(host: &str) -> Cow<'_, str> {
    if host.is_ascii() {
        return Cow::Borrowed(host);
    }
    match url::Host::parse(host) {
        Ok(url::Host::Domain(domain)) => Cow::Owned(domain),
        _ => Cow::Borrowed(host),
    }
}

fn is_below(host: &str, above: &str) -> bool {
    host.strip_suffix(above).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn pattern(text: &str) -> HostPattern {
        HostPattern::parse(text).expect("the pattern of a test is sound")
    }

    #[track_caller]
    fn check_overlap(one: &str, other: &str, expected: bool) {
        assert_eq!(pattern(one).overlaps(&pattern(other)), expected, "{one} and {other}");
        assert_eq!(pattern(other).overlaps(&pattern(one)), expected, "{other} and {one}");
    }

    #[test]
    fn a_star_means_all_below() {
        assert!(pattern("*.gazette.example").matches("www.gazette.example"));
        assert!(pattern("*.gazette.example").matches("a.b.gazette.example"));
        assert!(!pattern("*.gazette.example").matches("gazette.example"));
        assert!(!pattern("*.gazette.example").matches("mygazette.example"));
        assert!(pattern("gazette.example").matches("gazette.example"));
        assert!(!pattern("gazette.example").matches("www.gazette.example"));
    }

    #[test]
    fn overlaps_are_found() {
        check_overlap("a.example", "a.example", true);
        check_overlap("a.example", "b.example", false);
        check_overlap("*.a.example", "a.example", false);
        check_overlap("*.a.example", "*.b.a.example", true);
        check_overlap("*.a.example", "*.b.example", false);
        check_overlap("*.a.example", "*.a.example", true);
    }

    #[track_caller]
    fn check_site(text: &str, expected: &str) {
        assert_eq!(pattern(text).site(), expected, "{text}");
    }

    #[test]
    fn a_site_is_what_registries_sell() {
        check_site("gazette.example", "gazette.example");
        check_site("*.gazette.example", "gazette.example");
        check_site("a.b.gazette.example", "gazette.example");
        check_site("gazette.co.uk", "gazette.co.uk");
        check_site("*.www.gazette.co.uk", "gazette.co.uk");
    }

    #[test]
    fn bad_hosts_are_told() {
        for text in ["", "*.", "https://rt.com", "rt.com:80", "a.*.com", "RT.com", "a..b", "-a.com", "a b.com", "*"] {
            assert!(HostPattern::parse(text).is_err(), "{text:?}");
        }
        for text in ["*.it", "uk", "*.com", "localhost", "*.co.uk", "com.au", "*.com.br"] {
            let problem = HostPattern::parse(text).expect_err("no site is called so");
            assert!(problem.contains("expected a site's own host") && problem.contains("gazette."), "{problem}");
        }
        // Registries sell no names under these: they are papers' own, or might be.
        for text in ["net.hr", "*.net.hr", "co.de", "*.gazette.co.uk", "com.example"] {
            assert!(HostPattern::parse(text).is_ok(), "{text:?}");
        }
        assert!(HostPattern::parse("xn--80ak6aa92e.com").is_ok());
        assert!(HostPattern::parse("müller.example").is_ok());
        assert!(pattern("*.müller.example").matches("www.xn--mller-kva.example"));
        assert!(HostPattern::parse("MÜLLER.example").is_err_and(|problem| problem.contains("lower case")));
    }
}
