//! Where raw text ends.

use memchr::memchr;

/// Where the end tag of the element with this (lower-case) name begins.
pub(super) fn end_tag(bytes: &[u8], from: usize, name: &[u8]) -> Option<usize> {
    let mut at = from;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        at += found;
        if is_end_tag(&bytes[at..], name) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where the end tag of a script begins. After `<!--`, a `<script` takes the next `</script` for its own, until `-->`.
pub(super) fn script_end(bytes: &[u8], from: usize) -> Option<usize> {
    #[derive(PartialEq)]
    enum Escape {
        No,
        Once,
        Twice,
    }
    let (mut at, mut escape, mut dashes) = (from, Escape::No, 0);
    while at < bytes.len() {
        if escape == Escape::No {
            at += memchr(b'<', &bytes[at..])?;
        }
        let rest = &bytes[at..];
        match rest[0] {
            b'-' => dashes += 1,
            b'>' if dashes >= 2 => escape = Escape::No,
            b'<' => {
                dashes = 0;
                let end = is_end_tag(rest, b"script");
                match escape {
                    Escape::No | Escape::Once if end => return Some(at),
                    Escape::No if rest.starts_with(b"<!--") => {
                        (escape, dashes) = (Escape::Once, 2);
                        at += 3;
                    }
                    Escape::Once if is_named(&rest[1..], b"script") => escape = Escape::Twice,
                    Escape::Twice if end => escape = Escape::Once,
                    Escape::No | Escape::Once | Escape::Twice => {}
                }
            }
            _ => dashes = 0,
        }
        if rest[0] == b'>' {
            dashes = 0;
        }
        at += 1;
    }
    None
}

fn is_end_tag(bytes: &[u8], name: &[u8]) -> bool {
    bytes.get(1) == Some(&b'/') && is_named(&bytes[2..], name)
}

/// Whether a tag's name stands here, with something after it that ends a name.
fn is_named(bytes: &[u8], name: &[u8]) -> bool {
    bytes.len() > name.len()
        && bytes[..name.len()].eq_ignore_ascii_case(name)
        && matches!(bytes[name.len()], b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, ends_at: Option<&str>) {
        let expected = ends_at.map(|rest| script.len() - rest.len());
        assert_eq!(script_end(script.as_bytes(), 0), expected, "{script}");
    }

    #[test]
    fn script_ends_at_its_end_tag() {
        check("a < b </script>", Some("</script>"));
        check("a </scripts> </SCRIPT x>", Some("</SCRIPT x>"));
        check("a </script", None);
        check("<!-- a </script> -->", Some("</script> -->"));
    }

    #[test]
    fn script_inside_a_comment_keeps_its_end_tag() {
        check("<!-- <script> </script> --> </script>", Some("</script>"));
        check("<!-- <script> </script> </script> --> ", Some("</script> --> "));
        check("<!-- <script> --> </script> </script>", Some("</script> </script>"));
        check("<!--> <script> </script>x</script>", Some("</script>x</script>"));
    }
}
