//! Which source a page belongs to: by the user's word, by the host it was fetched from, by the host it states, or by
//! its content.

use copydesk_core::ledger::LedgerSource;
use copydesk_core::{Diagnostic, Document, Evidence, Field, Provenance, Recognition};

use crate::Source;
use crate::hosts::{HostMap, host_of};

/// The name that switches sources off.
pub const GENERIC: &str = "generic";

/// What was found about a page's source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Routing {
    /// The source that was chosen.
    pub source: Option<String>,
    /// The sources for which anything spoke, the chosen one first, then by score and name.
    pub considered: Vec<LedgerSource>,
    /// The hosts that are known of the page: of the address it was fetched from, of the addresses it calls its own.
    pub hosts: Vec<String>,
    /// What was doubtful or failed: `source/unknown`, `source/tie`, `plugin/panic`,
    /// `plugin/failed`, `rules/panic`, `rules/failed`.
    pub diagnostics: Vec<Diagnostic>,
}

/// The sources as the routing sees them.
#[derive(Clone, Copy)]
pub(crate) struct Router<'e> {
    pub(crate) sources: &'e [Source],
    pub(crate) hosts: &'e HostMap,
    /// The sources that can be recognised by content.
    pub(crate) recognisable: &'e [usize],
}

impl Router<'_> {
    /// The user's word goes first, then the host of the page's address, then the host that the page states, and only
    /// where no host is known at all its content: a page that says whose it is, is not taken for another's.
    ///
    /// `prepare` is called before any selector is asked for.
    pub(crate) fn route(
        &self,
        document: &dyn Document,
        given: Option<&str>,
        prepare: impl FnOnce(),
    ) -> (Option<usize>, Routing) {
        let mut routing = Routing::default();
        if let Some(name) = given {
            let chosen = self.given(name, &mut routing);
            return self.done(chosen, routing);
        }
        let fetched = document.origin().url.as_deref().and_then(host_of);
        routing.hosts.extend(fetched.clone());
        if let Some(chosen) = fetched.and_then(|host| self.by_host(&host, "the page comes from", &mut routing)) {
            return self.done(Some(chosen), routing);
        }
        let stated = stated_hosts(document);
        for host in &stated {
            if !routing.hosts.contains(host) {
                routing.hosts.push(host.clone());
            }
        }
        let claims: Vec<Option<usize>> =
            stated.iter().map(|host| self.hosts.find(host).map(|(source, _)| source)).collect();
        let chosen = match claims.as_slice() {
            [] if routing.hosts.is_empty() => {
                prepare();
                self.by_content(document, self.recognisable, &mut routing)
            }
            [Some(first), rest @ ..] if rest.iter().all(|other| other == &Some(*first)) => {
                self.by_host(&stated[0], "the page states", &mut routing)
            }
            // The page states two hosts, as a reprint does: what it looks like decides.
            claims if claims.iter().any(Option::is_some) => {
                prepare();
                let mut claimed: Vec<usize> = claims.iter().flatten().copied().collect();
                claimed.sort_unstable();
                claimed.dedup();
                self.by_content(document, &claimed, &mut routing)
            }
            _ => None,
        };
        self.done(chosen, routing)
    }

    fn given(&self, name: &str, routing: &mut Routing) -> Option<usize> {
        if name == GENERIC {
            return None;
        }
        let found = self.sources.iter().position(|source| source.info().name == name);
        let Some(at) = found else {
            let message = format!("there is no source {name:?}; the generic extractor was used alone");
            routing.diagnostics.push(Diagnostic::new("source/unknown", message));
            return None;
        };
        let evidence = Evidence { what: "named by the user".to_owned(), weight: 1.0, block: None };
        routing.considered.push(self.entry(at, "given", Recognition { score: 1.0, evidence: vec![evidence] }));
        Some(at)
    }

    fn by_host(&self, host: &str, how: &str, routing: &mut Routing) -> Option<usize> {
        let (at, claim) = self.hosts.find(host)?;
        let what = format!("{how} host {host}, claimed as {claim}");
        let evidence = Evidence { what, weight: 1.0, block: None };
        routing.considered.push(self.entry(at, "host", Recognition { score: 1.0, evidence: vec![evidence] }));
        Some(at)
    }

    fn by_content(&self, document: &dyn Document, sources: &[usize], routing: &mut Routing) -> Option<usize> {
        let mut best: Option<(usize, f32)> = None;
        let mut tied: Vec<&str> = Vec::new();
        for &at in sources {
            let source = &self.sources[at];
            let name = source.info().name.as_str();
            let (recognition, problems) = source.recognise(document);
            routing.diagnostics.extend(problems);
            let score = recognition.score;
            if score <= 0.0 {
                continue;
            }
            if recognition.is_certain() {
                // Sources stand sorted by name, so that the first of equals is the first by name.
                match best {
                    Some((_, highest)) if score < highest => {}
                    Some((_, highest)) if score <= highest => tied.push(name),
                    _ => {
                        best = Some((at, score));
                        tied = vec![name];
                    }
                }
            }
            routing.considered.push(self.entry(at, "content", recognition));
        }
        if tied.len() > 1 {
            let message = format!("{} are equally sure of the page; the first by name was chosen", tied.join(", "));
            routing.diagnostics.push(Diagnostic::new("source/tie", message));
        }
        best.map(|(at, _)| at)
    }

    fn entry(&self, at: usize, by: &str, recognition: Recognition) -> LedgerSource {
        LedgerSource {
            source: self.sources[at].info().name.clone(),
            score: recognition.score,
            chosen: false,
            by: by.to_owned(),
            evidence: recognition.evidence,
        }
    }

    fn done(&self, chosen: Option<usize>, mut routing: Routing) -> (Option<usize>, Routing) {
        let name = chosen.map(|at| self.sources[at].info().name.clone());
        for entry in &mut routing.considered {
            entry.chosen = Some(&entry.source) == name.as_ref();
        }
        routing.considered.sort_by(|a, b| {
            b.chosen.cmp(&a.chosen).then(b.score.total_cmp(&a.score)).then_with(|| a.source.cmp(&b.source))
        });
        routing.source = name;
        (chosen, routing)
    }
}

/// The hosts of the addresses that a page calls its own: `<link rel=canonical>` and `og:url`; where it has neither,
/// those of its structured data. Each once, in that order.
fn stated_hosts(document: &dyn Document) -> Vec<String> {
    let of = |provenance| {
        let candidates = document.metadata().of(Field::CanonicalUrl);
        candidates
            .filter(move |candidate| candidate.provenance == provenance)
            .filter_map(|candidate| host_of(&candidate.value))
    };
    let mut hosts: Vec<String> = of(Provenance::Link).chain(of(Provenance::OpenGraph)).collect();
    if hosts.is_empty() {
        hosts = of(Provenance::JsonLd).chain(of(Provenance::Microdata)).chain(of(Provenance::Twitter)).collect();
    }
    let mut seen = Vec::new();
    hosts.retain(|host| {
        !seen.contains(host) && {
            seen.push(host.clone());
            true
        }
    });
    hosts
}
