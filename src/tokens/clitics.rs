//! The words inside one token: "do|n't", "Kim|'s", "can|not", "they|'d|'ve".

use super::lists::{contraction, is_apostrophe};

/// Calls `cut` with the places (in bytes of `token`, in order) where a new word begins inside it.
pub fn cuts(token: &str, mut cut: impl FnMut(usize)) {
    // Contractions and clitics are short; no list or rule reaches over more than three.
    if let Some(at) = contraction(token) {
        return cut(at);
    }
    let mut places = [0; 3];
    let mut found = 0;
    let mut stem = token;
    while found < places.len()
        && let Some(at) = last_cut(stem)
    {
        places[found] = at;
        found += 1;
        stem = &stem[..at];
    }
    places[..found].iter().rev().for_each(|&at| cut(at));
}

fn last_cut(token: &str) -> Option<usize> {
    // No clitic is longer than an apostrophe of three bytes and three letters.
    let tail = token.len().saturating_sub(8);
    let tail = (tail..token.len()).find(|&at| token.is_char_boundary(at))?;
    let (at, mark) = token[tail..].char_indices().rev().find(|&(_, c)| is_apostrophe(c))?;
    let at = tail + at;
    let stem = &token[..at];
    let last = stem.chars().next_back()?;
    let clitic = &token[at + mark.len_utf8()..];
    let is = |form: &str| clitic.eq_ignore_ascii_case(form);
    if is("t") && matches!(last, 'n' | 'N') && stem.len() > 1 {
        return Some(at - 1);
    }
    // "the respondents' answers"; "the 1980's" is one word, "2015's" two.
    let decade =
        || stem.ends_with('0') && stem.trim_start_matches(is_apostrophe).bytes().all(|b| b.is_ascii_digit());
    // "rock 'n' roll"
    let plural = clitic.is_empty() && !stem.starts_with(is_apostrophe);
    let belongs = plural || (is("s") && !decade()) || ["m", "re", "ve", "ll", "d"].into_iter().any(is);
    (belongs && (last.is_alphanumeric() || last == '.')).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_tokens() {
        let cases = [
            ("don't", "do|n't"),
            ("don’t", "do|n’t"),
            ("DON'T", "DO|N'T"),
            ("don`t", "do|n`t"),
            ("Kim's", "Kim|'s"),
            ("Korea’s", "Korea|’s"),
            ("respondents'", "respondents|'"),
            ("they'd've", "they|'d|'ve"),
            ("cannot", "can|not"),
            ("gonna", "gon|na"),
            ("’tis", "’t|is"),
            ("d’you", "d’|you"),
            ("U.S.'s", "U.S.|'s"),
            ("I'm", "I|'m"),
            ("1980's", "1980's"),
            ("'60's", "'60's"),
            ("2015's", "2015|'s"),
            ("o'clock", "o'clock"),
            ("O'Brien", "O'Brien"),
            ("'s", "'s"),
            ("its", "its"),
            ("Shi'ite", "Shi'ite"),
            ("'n'", "'n'"),
            ("n't", "n't"),
            ("東京's", "東京|'s"),
        ];
        for (token, expected) in cases {
            let mut parts = String::new();
            let mut from = 0;
            cuts(token, |at| {
                parts.push_str(&token[from..at]);
                parts.push('|');
                from = at;
            });
            parts.push_str(&token[from..]);
            assert_eq!(parts, expected);
        }
    }
}
