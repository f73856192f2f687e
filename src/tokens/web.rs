//! Web and e-mail addresses, host names and file names: kept whole whatever marks they hold.

use super::lists::{COUNTRIES, DOMAINS, has};
use crate::work::tick;

/// Where the address ends that begins at the start of `text` (the rest of a stretch without white space), if one does.
///
/// `plain_until` remembers how far a run of address characters was found to hold no address, so that a long run is
/// read once; both are in bytes, `at` being the place of `text` in the whole.
pub fn address_end(text: &str, at: usize, plain_until: &mut usize) -> Option<usize> {
    if has_scheme(text) {
        return Some(trimmed(text, text.len()));
    }
    if at < *plain_until {
        return None;
    }
    let bytes = text.as_bytes();
    let run = bytes.iter().position(|&b| !is_local(b)).unwrap_or(bytes.len());
    tick(run);
    // "kim@example.org", "Rice@EXAMPLE"
    if run > 0 && bytes.get(run) == Some(&b'@') && bytes.get(run + 1).is_some_and(u8::is_ascii_alphanumeric) {
        let rest = &bytes[run + 1..];
        let host = rest.iter().position(|&b| !(is_local(b) || b == b'@')).unwrap_or(rest.len());
        return Some(trimmed(text, run + 1 + host));
    }
    let host = trimmed(text, run);
    if is_host(&text[..host], bytes.get(host) == Some(&b'/')) {
        let path = text[host..].starts_with('/');
        return Some(if path { trimmed(text, text.len()) } else { host });
    }
    *plain_until = at + run;
    None
}

fn has_scheme(text: &str) -> bool {
    ["http://", "https://", "ftp://", "www.", "mailto:", "doi:10"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
        && !text.ends_with("://")
}

/// Characters of the part before "@", host names and file names.
fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+' | b'%')
}

/// Whether letters joined by full stops are a host or file name.
fn is_host(name: &str, path_follows: bool) -> bool {
    let Some((before, last)) = name.rsplit_once('.') else { return false };
    if before.is_empty() || !before.as_bytes()[before.len() - 1].is_ascii_alphanumeric() {
        return false;
    }
    let lower = last.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let upper = !lower && last.bytes().all(|b| b.is_ascii_uppercase());
    let dotted = before.contains('.') && before.len() > 3;
    (lower || upper) && (has(DOMAINS, last) || (lower && (path_follows || dotted) && has(COUNTRIES, last)))
}

/// The end without marks that belong to the sentence: "https://x.y/z?q=1,".
fn trimmed(text: &str, end: usize) -> usize {
    let mut address = &text[..end];
    let opening = address.find('(').unwrap_or(end);
    loop {
        let Some(last) = address.chars().next_back() else { return end };
        let loose = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '>' | ']' | '}' | '”' | '’' | '»' | '…'
            | '*' | '-' | '+' | '%' | '_' => true,
            // A closing bracket stays where it has its opening one, "…/Mercury_(planet)".
            ')' => opening >= address.len(),
            _ => false,
        };
        if !loose || address.len() == last.len_utf8() {
            return address.len();
        }
        address = &address[..address.len() - last.len_utf8()];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_addresses() {
        let cases = [
            ("https://x.y/z?q=1,", Some("https://x.y/z?q=1")),
            (
                "http://en.wikipedia.org/wiki/Mercury_(planet)).",
                Some("http://en.wikipedia.org/wiki/Mercury_(planet))"),
            ),
            ("www.example.com.", Some("www.example.com")),
            ("kim.lee@example.org)", Some("kim.lee@example.org")),
            ("example.com/news,", Some("example.com/news")),
            ("news.example.co.uk", Some("news.example.co.uk")),
            ("plan-2.doc>>", Some("plan-2.doc")),
            ("end.It", None),
            ("home.in", None),
            ("U.S", None),
            ("3.5", None),
            ("@user", None),
            ("word...com", None),
        ];
        for (text, expected) in cases {
            assert_eq!(address_end(text, 0, &mut 0).map(|end| &text[..end]), expected, "{text}");
        }
    }
}
