//! The one value of an event that is told more than once.

use crate::report::Factuality;

/// The factuality of an event from those of its mentions: the fullest mention first; a plain telling anywhere decides.
pub(crate) fn of_event(mentions: &[Factuality]) -> Factuality {
    if mentions.contains(&Factuality::Actual) {
        return Factuality::Actual;
    }
    mentions.first().copied().unwrap_or(Factuality::Actual)
}
