//! § The "initial" insertion mode: the document type, and whether it puts the document into quirks mode.

use crate::parse::token::Doctype;

use super::{Builder, IN_DOCUMENT, Mode};

impl Builder<'_> {
    /// Document types anywhere but at the beginning are passed over.
    pub(super) fn take_doctype(&mut self, doctype: Doctype) {
        if self.mode != Mode::Initial {
            return;
        }
        self.quirks = is_quirky(&doctype);
        let names = [doctype.name, doctype.public, doctype.system].map(Option::unwrap_or_default);
        let node = self.tree.add_doctype(names, self.span);
        self.put(IN_DOCUMENT, node);
        self.bounds.account(1);
        self.mode = Mode::BeforeHtml;
    }
}

fn is_quirky(doctype: &Doctype) -> bool {
    if doctype.force_quirks || doctype.name.as_deref() != Some("html") {
        return true;
    }
    let public = doctype.public.as_ref().map(|public| public.to_ascii_lowercase()).unwrap_or_default();
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| public.starts_with(prefix));
    PUBLIC.contains(&public.as_str())
        || begins(PUBLIC_PREFIXES)
        || (doctype.system.is_none() && begins(WITHOUT_SYSTEM))
        || doctype.system.as_ref().is_some_and(|system| system.eq_ignore_ascii_case(SYSTEM))
}

/// Public identifiers, in small letters.
const PUBLIC: &[&str] = &["-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"];

const SYSTEM: &str = "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd";

/// What public identifiers begin with that need a system identifier beside them.
const WITHOUT_SYSTEM: &[&str] = &["-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//"];

/// What public identifiers begin with, in small letters.
const PUBLIC_PREFIXES: &[&str] = &[
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, public: Option<&str>, system: Option<&str>, expected: bool) {
        let text = |text: Option<&str>| text.map(str::to_owned);
        let doctype =
            Doctype { name: text(Some(name)), public: text(public), system: text(system), force_quirks: false };
        assert_eq!(is_quirky(&doctype), expected, "{name} {public:?} {system:?}");
    }

    #[test]
    fn old_document_types_have_quirks() {
        check("html", None, None, false);
        check("xml", None, None, true);
        check("html", Some("-//W3C//DTD HTML 3.2 Final//EN"), None, true);
        check("html", Some("-//W3C//DTD HTML 4.01 Transitional//EN"), None, true);
        check("html", Some("-//W3C//DTD HTML 4.01 Transitional//EN"), Some("http://example.org/a.dtd"), false);
        check("html", Some("-//W3C//DTD XHTML 1.0 Transitional//EN"), None, false);
        check("html", None, Some("about:legacy-compat"), false);
        check("html", Some("HTML"), None, true);
    }
}
