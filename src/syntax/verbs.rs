//! Irregular verb forms: `data/lexicon/irregular-verbs.tsv`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Xpos;

static TABLE: &str = include_str!("../../data/lexicon/irregular-verbs.tsv");

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

/// The lemma of an irregular past tense or participle.
pub fn lemma(norm: &str, xpos: Xpos) -> Option<&'static str> {
    match xpos {
        Xpos::Vbd => form(norm)?.past,
        Xpos::Vbn => form(norm)?.participle,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lemmas() {
        for (norm, xpos, expected) in [
            ("sank", Xpos::Vbd, Some("sink")),
            ("sank", Xpos::Vbn, None),
            ("sunk", Xpos::Vbn, Some("sink")),
            ("lay", Xpos::Vbd, Some("lie")),
            ("stricken", Xpos::Vbn, Some("strike")),
            ("cut", Xpos::Vbd, Some("cut")),
            ("cut", Xpos::Nn, None),
            ("launched", Xpos::Vbd, None),
        ] {
            assert_eq!(lemma(norm, xpos), expected, "{norm} {xpos:?}");
        }
    }

    #[test]
    fn every_line_of_the_table_has_three_columns() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line.split('\t').filter(|column| !column.is_empty()).count(), 3, "{line}");
            assert!(line.split(['\t', '/']).all(|form| form.len() <= 13), "{line}");
        }
    }
}
