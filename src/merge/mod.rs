//! Events that several articles report, as one record with what they agree and differ on.
//!
//! A report is enough, its text is not asked for: a collection keeps reports, not articles.

mod groups;
mod pairs;
mod record;
mod tellings;
mod topics;

pub use pairs::CLUES;
use tellings::Tellings;

use crate::order;
use crate::report::{Merged, Report, SCHEMA};

/// Puts together what several reports tell of the same event.
///
/// ```
/// let read = |text| dateline::extract(text, &dateline::Options { published: Some("2024-10-31".into()), ..Default::default() });
/// let one = read("North Korea launched a ballistic missile on Thursday, South Korea said.")?;
/// let other = read("A ballistic missile was fired by North Korea on Thursday, Japan said.")?;
/// let merged = dateline::merge(&[one, other]);
/// assert_eq!(merged.events[0].reports, [0, 1]);
/// # Ok::<(), dateline::Error>(())
/// ```
pub fn merge(reports: &[Report]) -> Merged {
    // However they were given, they are read in one order.
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|&a, &b| content(&reports[a]).cmp(content(&reports[b])));
    let sorted: Vec<&Report> = order.iter().map(|&number| &reports[number]).collect();
    let mut records: Vec<_> = groups(&sorted)
        .into_iter()
        .map(|group| {
            let mut members: Vec<Told> =
                group.into_iter().map(|(report, event)| (order[report], event)).collect();
            members.sort_unstable();
            record::of(reports, &members)
        })
        .collect();
    let first = |record: &crate::report::MergedEvent| {
        let member = &record.members[0];
        let event = member.event.trim_start_matches('v').parse().unwrap_or(0);
        (member.report as usize, event)
    };
    order::sort_by_key(&mut records, |record| {
        let (report, event) = first(record);
        [record::day(record), report, event]
    });
    for (number, record) in records.iter_mut().enumerate() {
        record.id = format!("m{}", number + 1);
    }
    Merged { schema: SCHEMA.into(), events: records }
}

/// What tells a report from others, whatever place it was given in.
fn content(report: &Report) -> impl Iterator<Item = (&str, u32)> {
    let published = report.document.published.as_deref().unwrap_or_default();
    let sentences = report.document.sentences.len() as u32;
    [(published, sentences)]
        .into_iter()
        .chain(report.entities.iter().map(|e| (e.name.as_str(), e.mentions.first().map_or(0, |m| m.start))))
        .chain(
            report
                .events
                .iter()
                .map(|e| (e.kind.as_str(), e.mentions.first().map_or(0, |m| m.trigger.start))),
        )
}

/// An event by the number of its report and its index there.
pub type Told = (usize, usize);

/// Which events of some reports are one.
pub fn groups(reports: &[&Report]) -> Vec<Vec<Told>> {
    let tellings = Tellings::of(reports);
    let of = |telling: usize| (tellings.all[telling].report, tellings.all[telling].event);
    groups::groups(&tellings).into_iter().map(|group| group.into_iter().map(of).collect()).collect()
}

/// Pairs of events that may be one, with what speaks for and against: to learn from.
pub fn pairs(reports: &[&Report]) -> Vec<(Told, Told, [f32; CLUES.len()])> {
    let tellings = Tellings::of(reports);
    let of = |telling: usize| (tellings.all[telling].report, tellings.all[telling].event);
    groups::pairs(&tellings).into_iter().map(|(a, b, clues)| (of(a), of(b), clues)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Role;
    use crate::{Options, extract};

    fn read(texts: &[&str]) -> Vec<Report> {
        let options = Options { published: Some("2024-10-31".into()), ..Options::default() };
        texts.iter().map(|text| extract(text, &options).unwrap()).collect()
    }

    /// For each record of several reports: its type and the reports.
    fn shared(texts: &[&str]) -> Vec<(String, Vec<u32>)> {
        let merged = merge(&read(texts)).events.into_iter();
        merged.filter(|event| event.reports.len() > 1).map(|event| (event.kind, event.reports)).collect()
    }

    const LAUNCH: &str = "North Korea launched a ballistic missile on Thursday, South Korea said.";
    const FIRED: &str = "A ballistic missile was fired by North Korea toward the sea on Thursday.";
    const KILLED: &str = "A bomb killed at least 12 people in Kabul on Tuesday, police said.";
    const DEAD: &str = "Fifteen people were killed by a bomb in Kabul on Tuesday, the Taliban said.";
    const PARIS: &str = "A court in Paris sentenced a banker to two years in prison on Monday.";

    #[test]
    fn events_of_several_reports() {
        let test = |reports: &[u32]| ("military.weapon-test".to_owned(), reports.to_vec());
        for (texts, expected) in [
            (&[LAUNCH, FIRED][..], vec![test(&[0, 1])]),
            (&[LAUNCH, PARIS, FIRED], vec![test(&[0, 2])]),
            // must not
            (&[LAUNCH, PARIS], vec![]),
            (&[LAUNCH], vec![]),
            (&[], vec![]),
            (&["", ""], vec![]),
            // another place, another day
            (&[KILLED, "A bomb killed three people in Nairobi in March 2019, police said."], vec![]),
            (
                &[
                    "Anna Smith resigned as mayor of Leeds on Monday.",
                    "Peter Brown resigned as coach of Arsenal in 2016.",
                ],
                vec![],
            ),
        ] {
            let found: Vec<_> = shared(texts);
            assert_eq!(found, expected, "{texts:?}");
        }
    }

    #[test]
    fn values_that_differ() {
        let merged = merge(&read(&[KILLED, DEAD]));
        let event = merged.events.iter().find(|e| e.reports == [0, 1]).expect("both tell of the bomb");
        let killed: Vec<_> = merged
            .events
            .iter()
            .filter(|e| e.reports.len() == 2)
            .flat_map(|e| &e.amounts)
            .filter(|a| a.of == "killed")
            .map(|a| (a.min, a.max, a.reports.clone()))
            .collect();
        assert_eq!(killed, [(Some(12.0), None, vec![0]), (Some(15.0), Some(15.0), vec![1])]);
        assert!(!event.differ.iter().any(|d| d == "killed"), "15 is at least 12");
        let places: Vec<_> = event.places.iter().map(|p| (p.name.as_str(), &p.reports[..])).collect();
        assert_eq!(places, [("Kabul", &[0, 1][..])]);
        let told: Vec<_> = event.sources.iter().map(|s| (s.report, s.name.as_deref())).collect();
        assert_eq!(told, [(0, Some("police")), (1, Some("Taliban"))]);
        let actor = merge(&read(&[LAUNCH, FIRED]));
        let actor: Vec<_> = actor.events[0].arguments.iter().filter(|a| a.role == Role::Actor).collect();
        assert_eq!((actor[0].name.as_str(), &actor[0].reports[..]), ("North Korea", &[0, 1][..]));
    }

    #[test]
    fn whatever_the_order() {
        let texts = [LAUNCH, KILLED, FIRED, PARIS, DEAD];
        let reports = read(&texts);
        let words = |reports: &[Report]| {
            let mut all: Vec<Vec<String>> = merge(reports)
                .events
                .iter()
                .map(|event| {
                    let name = |m: &crate::report::Member| {
                        format!("{} {}", reports[m.report as usize].document.sentences[0].end, m.event)
                    };
                    let mut members: Vec<String> = event.members.iter().map(name).collect();
                    members.sort();
                    members
                })
                .collect();
            all.sort();
            all
        };
        let expected = words(&reports);
        let mut turned = reports.clone();
        for _ in 0..texts.len() {
            turned.rotate_left(1);
            assert_eq!(words(&turned), expected);
        }
        turned.reverse();
        assert_eq!(words(&turned), expected);
    }
}
