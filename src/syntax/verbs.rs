//! Verb forms whose endings mislead: irregular ones (`data/lexicon/irregular-verbs.tsv`), and those of regular verbs
//! (`data/lexicon/regular-verbs.txt`).

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Xpos;

static TABLE: &str = include_str!("../../data/lexicon/irregular-verbs.tsv");

include!(concat!(env!("OUT_DIR"), "/verbs.rs"));

/// What an irregular form can be. "cut" is all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    pub is_base: bool,
    /// The verb whose past tense it is: "sank" is of "sink", "lay" of "lie".
    past: Option<&'static str>,
    participle: Option<&'static str>,
}

impl Form {
    /// The three answers as bits.
    pub fn bits(self) -> u32 {
        u32::from(self.is_base)
            | u32::from(self.past.is_some()) << 1
            | u32::from(self.participle.is_some()) << 2
    }
}

fn forms() -> &'static FxHashMap<&'static str, Form> {
    static FORMS: OnceLock<FxHashMap<&str, Form>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms: FxHashMap<&str, Form> = FxHashMap::default();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(base), Some(past), Some(participle)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            forms.entry(base).or_default().is_base = true;
            past.split('/').for_each(|form| forms.entry(form).or_default().past = Some(base));
            participle.split('/').for_each(|form| forms.entry(form).or_default().participle = Some(base));
        }
        forms
    })
}

/// The irregular form that a normalised word is.
pub fn form(norm: &str) -> Option<Form> {
    // None is longer than "misunderstood".
    if norm.len() > 13 { None } else { forms().get(norm).copied() }
}

/// The lemma of an irregular past tense or participle, or of a form of a regular verb that is listed.
pub fn lemma(norm: &str, xpos: Xpos) -> Option<&'static str> {
    let irregular = match xpos {
        Xpos::Vbd => form(norm).and_then(|form| form.past),
        Xpos::Vbn => form(norm).and_then(|form| form.participle),
        _ => None,
    };
    irregular.or_else(|| regular(norm, xpos))
}

/// The listed regular verb that a form is of, by the rules of English spelling. A base with a silent "e" goes first: "taping"
/// is of "tape", which is listed, and "tapping" of neither.
fn regular(norm: &str, xpos: Xpos) -> Option<&'static str> {
    let ending = match xpos {
        Xpos::Vbd | Xpos::Vbn => "ed",
        Xpos::Vbg => "ing",
        Xpos::Vbz => "s",
        _ => return None,
    };
    let stem = norm.strip_suffix(ending)?;
    let listed = |stem: &str, add: &str| {
        let verb = REGULAR.binary_search_by(|verb| verb.bytes().cmp(stem.bytes().chain(add.bytes())));
        verb.ok().map(|at| REGULAR[at])
    };
    if xpos == Xpos::Vbz {
        // "blames", "vetoes", "pities"
        let long = || stem.strip_suffix('e').and_then(|stem| listed(stem, ""));
        let y = || stem.strip_suffix("ie").and_then(|stem| listed(stem, "y"));
        return listed(stem, "").or_else(long).or_else(y);
    }
    // "patrolled", "trekking"
    let undoubled = || {
        let (rest, last) = stem.split_at_checked(stem.len().checked_sub(1)?)?;
        rest.ends_with(last).then(|| listed(rest, ""))?
    };
    // "pitied", "tying"
    let y = || match xpos {
        Xpos::Vbg => stem.strip_suffix('y').and_then(|stem| listed(stem, "ie")),
        _ => stem.strip_suffix('i').and_then(|stem| listed(stem, "y")),
    };
    // "panicked"
    let k = || stem.strip_suffix("ck").and_then(|stem| listed(stem, "c"));
    listed(stem, "e").or_else(|| listed(stem, "")).or_else(undoubled).or_else(y).or_else(k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs() {
        assert!(REGULAR.is_sorted());
        for (form, xpos, verb) in [
            ("fined", Xpos::Vbd, Some("fine")),
            ("voting", Xpos::Vbg, Some("vote")),
            ("raided", Xpos::Vbn, Some("raid")),
            ("patrolled", Xpos::Vbd, Some("patrol")),
            ("pitied", Xpos::Vbd, Some("pity")),
            ("tied", Xpos::Vbn, Some("tie")),
            ("lied", Xpos::Vbd, Some("lie")),
            ("vying", Xpos::Vbg, Some("vie")),
            ("vetoes", Xpos::Vbz, Some("veto")),
            ("concedes", Xpos::Vbz, Some("concede")),
            ("panicked", Xpos::Vbd, Some("panic")),
            // Of other verbs, or no such form
            ("filling", Xpos::Vbg, None),
            ("tapping", Xpos::Vbg, None),
            ("routed", Xpos::Vbd, None),
            ("singing", Xpos::Vbg, None),
            ("dying", Xpos::Vbg, None),
            ("fine", Xpos::Vb, None),
            ("ed", Xpos::Vbd, None),
            ("éed", Xpos::Vbd, None),
        ] {
            assert_eq!(lemma(form, xpos), verb, "{form}");
        }
    }
}
