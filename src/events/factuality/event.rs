//! The one value of an event that is told more than once.

use crate::events::{Mention, fullest};
use crate::report::Factuality::{self, Actual, Alleged, Negated};

/// The headline value of an event, from what its mentions say and who says it. Each mention keeps its own value and source in the
/// report, so a conflict stays to be seen; the headline follows the first of these that holds:
///
/// 1. the article itself tells it plainly: *actual*, whoever denies it;
/// 2. a source tells it plainly, or it is alleged, and another mention denies it: *alleged*, since it is one word against another;
/// 3. a source tells it plainly: *actual*;
/// 4. else the value of its fullest mention.
pub(crate) fn of_event(mentions: &[Mention]) -> Factuality {
    let any = |value: Factuality| mentions.iter().any(|m| m.factuality == value);
    let told = any(Actual);
    if told && mentions.iter().any(|m| m.factuality == Actual && m.source.is_none() && m.statement.is_none())
    {
        return Actual;
    }
    if any(Negated) && (told || any(Alleged)) {
        return Alleged;
    }
    if told {
        return Actual;
    }
    fullest(mentions).map_or(Actual, |m| m.factuality)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::Argument;
    use crate::report::Factuality::{Hypothetical, Planned, Possible};
    use crate::report::Role;

    /// A mention with a value, the number of who says so, and so many arguments.
    fn mention(factuality: Factuality, source: Option<usize>, arguments: usize) -> Mention {
        let argument = Argument { role: Role::Actor, entity: 0, words: 0..1 };
        let arguments = vec![argument; arguments];
        Mention { arguments, factuality, source, statement: source, ..Mention::bare(0, 0, 0) }
    }

    #[test]
    fn one_value_for_each_event() {
        for (mentions, expected) in [
            (vec![(Actual, None, 1)], Actual),
            (vec![(Hypothetical, None, 1)], Hypothetical),
            // the article tells it, whoever denies it
            (vec![(Negated, Some(1), 2), (Actual, None, 0)], Actual),
            // alleged by one, denied by another, told by a third
            (vec![(Alleged, Some(1), 1), (Negated, Some(2), 1), (Actual, Some(3), 1)], Alleged),
            (vec![(Actual, Some(1), 1), (Negated, Some(2), 1)], Alleged),
            (vec![(Negated, Some(2), 3), (Alleged, None, 1)], Alleged),
            // nobody denies it
            (vec![(Possible, Some(1), 1), (Actual, Some(2), 1)], Actual),
            (vec![(Alleged, Some(1), 1), (Actual, Some(2), 1)], Actual),
            // the fullest, and of equals the earliest
            (vec![(Possible, None, 1), (Planned, None, 2)], Planned),
            (vec![(Possible, None, 2), (Planned, None, 2)], Possible),
            // denied, and nobody says that it was
            (vec![(Negated, Some(1), 2), (Possible, None, 1)], Negated),
        ] {
            let all: Vec<Mention> = mentions.iter().map(|&(f, source, n)| mention(f, source, n)).collect();
            assert_eq!(of_event(&all), expected, "{mentions:?}");
        }
    }
}
