//! The site of a page, by which training and measuring are parted.

use std::path::Path;

use crate::extraction::page_host;
use crate::score::GoldPage;

/// The registrable domain of a page's address (by the Public Suffix List), or its id where it has no address.
pub(crate) fn site(page: &GoldPage) -> String {
    let host = page.url.as_deref().and_then(page_host);
    let domain =
        host.as_deref().and_then(|host| psl::domain_str(host).map(str::to_owned).or_else(|| host.to_owned().into()));
    domain.unwrap_or_else(|| Path::new(&page.id).to_string_lossy().into_owned())
}

/// Which of `folds` parts a site is in: by a hash of its name, so that a site's part never depends on the other sites.
/// `salt` parts them anew.
pub(crate) fn fold(site: &str, folds: u32, salt: u8) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in site.bytes().chain([b'#', salt]) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // The low bits of this hash hold little of the first letters.
    ((hash >> 32) % u64::from(folds)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: &str) {
        let page = GoldPage { id: "a".to_owned(), url: Some(url.to_owned()), ..GoldPage::default() };
        assert_eq!(site(&page), expected, "{url}");
    }

    #[test]
    fn sites_are_registrable_domains() {
        check("https://news.quay.co.uk/1", "quay.co.uk");
        check("www.quay.de/a/b", "quay.de");
        check("", "a");
    }

    #[test]
    fn sites_are_spread_over_the_folds() {
        let counts = (0..500).fold([0_u32; 5], |mut counts, number| {
            counts[fold(&format!("site{number}.org"), 5, 0) as usize] += 1;
            counts
        });
        assert!(counts.iter().all(|&count| count > 60), "{counts:?}");
    }
}
