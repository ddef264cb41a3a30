//! What the addresses of pictures and of their links tell.

/// A longer address is not looked at, in bytes.
const MAX_ADDRESS: usize = 10_000;

/// Whether a picture's link leads to another page, and not to the picture in full.
pub(crate) fn leads_away(href: &str) -> bool {
    const SCRIPT: &[u8] = b"javascript:";
    if href.len() > MAX_ADDRESS {
        return true;
    }
    let path = without_query(href);
    !path.is_empty()
        && !path.as_bytes().get(..SCRIPT.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(SCRIPT))
        && !ends_as_picture(path)
}

/// An address as far as its query.
fn without_query(address: &str) -> &str {
    let end = memchr::memchr2(b'?', b'#', address.as_bytes());
    &address[..end.unwrap_or(address.len())]
}

/// What stands behind the scheme of an address that has one.
fn without_scheme(address: &str) -> Option<&str> {
    address.match_indices(':').find_map(|(at, _)| address[at..].strip_prefix("://"))
}

/// Whether a path ends as those of pictures do, not as that of a program that sends one.
fn ends_as_picture(path: &str) -> bool {
    const PICTURES: [&str; 7] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"];
    let path = path.as_bytes();
    PICTURES.iter().any(|ending| {
        path.len() >= ending.len() && path[path.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
    })
}

/// What all sizes of one picture have in common: its address without scheme, host, query and what gives the size; where its
/// file's name is long enough to be that of no other, the name alone. None where there is nothing to compare.
pub(crate) fn same(address: &str) -> Option<&str> {
    if address.len() > MAX_ADDRESS {
        return None;
    }
    let path = without_query(address);
    let is_script = address.len() > path.len() && !ends_as_picture(path);
    let path = if is_script { address } else { path };
    let path = without_scheme(path).unwrap_or(path);
    let path = path.strip_prefix("//").unwrap_or(path);
    let file = path.rsplit('/').next().unwrap_or_default();
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    let name = without_size(name);
    if name.is_empty() {
        return None;
    }
    if !is_script && name.len() >= MIN_OWN_NAME && is_number(name) {
        return Some(name);
    }
    let begin = name.as_ptr().addr() - path.as_ptr().addr();
    Some(&path[..begin + name.len()])
}

/// Whether a name is no words but one long number or hash.
fn is_number(name: &str) -> bool {
    let is_word = |part: &[u8]| part.len() >= MIN_WORD && part.iter().any(|byte| !byte.is_ascii_hexdigit());
    !name.as_bytes().split(|byte| !byte.is_ascii_alphabetic()).any(is_word)
        && name.bytes().filter(u8::is_ascii_digit).count() >= MIN_OWN_DIGITS
        && name.bytes().filter(|byte| matches!(byte, b'-' | b'_' | b' ' | b'%')).count() <= 1
}

/// The fewest letters of a word in a name.
const MIN_WORD: usize = 4;
/// The fewest digits of a name that no two pictures share.
const MIN_OWN_DIGITS: usize = 4;

/// The fewest bytes of a name that no two pictures share.
const MIN_OWN_NAME: usize = 14;

/// A file's name without the size that content systems put behind it: `wall-1024x768`, `wall-scaled`.
fn without_size(name: &str) -> &str {
    let name = name.strip_suffix("-scaled").unwrap_or(name);
    let Some((before, size)) = name.rsplit_once(['-', '_']) else { return name };
    let is_size = size.split_once('x').is_some_and(|(width, height)| {
        let is_side = |side: &str| (2..=4).contains(&side.len()) && side.bytes().all(|byte| byte.is_ascii_digit());
        is_side(width) && is_side(height)
    });
    if is_size && !before.is_empty() { before } else { name }
}

/// Whether an address is that of a recording.
pub(crate) fn is_recording(address: &str) -> bool {
    const ENDINGS: [&str; 6] = [".mp4", ".webm", ".m3u8", ".mov", ".mp3", ".ogv"];
    let path = without_query(address);
    let ending = path.rfind('.').map_or("", |at| &path[at..]);
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Whether two addresses have the same path.
pub(crate) fn is_same_page(one: &str, other: &str) -> bool {
    fn path(address: &str) -> &str {
        let address = without_query(address);
        let rest = without_scheme(address).map_or(address, |rest| rest.find('/').map_or("", |at| &rest[at..]));
        rest.trim_end_matches('/')
    }
    // Many pictures may share one link.
    one.len() <= MAX_ADDRESS && other.len() <= MAX_ADDRESS && path(one) == path(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_one_picture_have_their_name_in_common() {
        #[track_caller]
        fn check(one: &str, other: &str, expected: bool) {
            assert_eq!(same(one).is_some() && same(one) == same(other), expected, "{one} {other}");
        }
        check("https://ness.example/u/wall-150x150.jpg", "//ness.example/u/wall.jpg?w=640", true);
        check("/u/wall-scaled.jpg", "/u/wall-1024x768.webp", true);
        check("/small/5ae8bda07d3c4e11.jpg", "/large/5ae8bda07d3c4e11.jpg", true);
        check("/a/harbour-wall-ness-2021-4.jpg", "/b/harbour-wall-ness-2021-4.jpg", false);
        check("/small/wall.jpg", "/large/wall.jpg", false);
        check("/u/wall-1.jpg", "/u/wall-2.jpg", false);
        check("/image?id=1", "/image?id=2", false);
        check("/image.php?src=/u/wall.jpg&w=640", "/image.php?src=/u/pier.jpg&w=640", false);
        check("/u/image-20210405.jpg", "/v/image-20210405.jpg", false);
        check("/", "/", false);
    }

    #[test]
    fn links_that_lead_away() {
        assert!(leads_away("/next-story") && !leads_away("/u/wall.JPG?full=1") && !leads_away("#wall"));
        assert!(is_same_page("https://ness.example/wall/?page=2", "/wall") && !is_same_page("/wall", "/pier"));
        assert!(is_recording("/u/wall.MP4?x=1") && !is_recording("/u/wall.jpg"));
    }
}
