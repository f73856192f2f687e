//! Given names: whether a word is one, and of whom.

include!(concat!(env!("OUT_DIR"), "/given_names.rs"));

/// Whose name a given name is by custom; what a text says goes before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Female,
    Male,
    Either,
}

/// Looks up a word in lower case.
pub fn gender(norm: &str) -> Option<Gender> {
    if norm.is_empty() || norm.contains(['\n', '\t']) {
        return None;
    }
    // The lines between two places are halved until one is left.
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = NAMES.as_bytes()[..middle].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let length = NAMES.as_bytes()[start..].iter().position(|&b| b == b'\n');
        let end = length.map_or(NAMES.len(), |length| start + length);
        let (name, gender) = NAMES[start..end].split_once('\t')?;
        match norm.cmp(name) {
            std::cmp::Ordering::Less => high = start,
            std::cmp::Ordering::Greater => low = end + 1,
            std::cmp::Ordering::Equal => {
                return Some(match gender {
                    "f" => Gender::Female,
                    "m" => Gender::Male,
                    _ => Gender::Either,
                });
            }
        }
    }
    None
}

/// Whether a word in lower case is a given name.
pub fn is_given_name(norm: &str) -> bool {
    gender(norm).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, expected) in [
            ("vladimir", Some(Gender::Male)),
            ("fatima", Some(Gender::Female)),
            ("leslie", Some(Gender::Either)),
            ("mary", Some(Gender::Female)),
            ("gen", Some(Gender::Male)),
            ("missile", None),
            ("the", None),
            ("", None),
            ("zzz", None),
            ("a", None),
            ("vladimir\tm", None),
            ("éa", None),
        ] {
            assert_eq!(gender(name), expected, "{name}");
        }
    }

    #[test]
    fn every_name_is_found() {
        for line in NAMES.lines() {
            assert!(line.split_once('\t').is_some_and(|(name, _)| is_given_name(name)), "{line}");
        }
        assert!(NAMES.lines().count() > 2000);
    }
}
