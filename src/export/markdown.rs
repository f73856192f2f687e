//! A report to paste into a note, in Markdown (CommonMark): what the article is about, and each event with its certainty, time, place and evidence.

use super::reading::Reading;
use super::words::{capital, certainty, plain, sentence};
use crate::report::{Event, Role};

pub(super) fn write(reading: &Reading) -> String {
    let document = &reading.report.document;
    let title = plain(reading.title());
    let mut out = format!("# {}\n\n", if title.is_empty() { "Events".into() } else { escape(&title) });
    if let Some(published) = &document.published {
        out += &format!("Published: {}\n\n", escape(published));
    }
    if let Some(summary) = &document.summary {
        let answers = [
            ("Who", Some(&summary.who)),
            ("What", Some(&summary.what)),
            ("When", summary.when.as_ref()),
            ("Where", summary.place.as_ref()),
            ("Why", summary.why.as_ref()),
            ("How", summary.how.as_ref()),
        ];
        for (question, answer) in answers {
            out +=
                &answer.map(|answer| format!("- **{question}:** {}\n", escape(answer))).unwrap_or_default();
        }
        out += "\n";
    }
    for warning in &document.warnings {
        out += &format!("*{}*\n\n", escape(&warning.message));
    }
    for event in &reading.report.events {
        out += &of_event(reading, event);
    }
    // One line ends the last one.
    out.truncate(out.trim_end().len());
    out + "\n"
}

fn of_event(reading: &Reading, event: &Event) -> String {
    let sure = (event.confidence * 100.0).round();
    let mut out = format!("## {}\n\n", escape(&sentence(reading, event)));
    let how = format!(
        "{}, {}, {sure} % likely right",
        capital(&reading.label(&event.kind)),
        certainty(event.factuality)
    );
    let time = event.time.as_deref().and_then(|id| reading.time(id));
    let when = time.map(|time| {
        let words = reading.words(crate::report::Span::new(time.start, time.end));
        format!("{words} ({})", time.from.as_deref().unwrap_or(&time.value))
    });
    let rows = [
        ("What", how),
        ("Who", reading.names(event, Role::Actor).join(", ")),
        ("Whom", reading.names(event, Role::Target).join(", ")),
        ("When", when.unwrap_or_default()),
        ("Where", reading.place(event).map(|place| place.name.clone()).unwrap_or_default()),
        ("How many", reading.amounts(event).join(", ")),
        ("Says", reading.sources(event).join(", ")),
    ];
    for (name, value) in rows.iter().filter(|(_, value)| !value.trim().is_empty()) {
        out += &format!("- **{name}:** {}\n", escape(value));
    }
    if let Some(mention) = reading.told(event) {
        out += &format!("\n> {}\n\n", escape(&reading.evidence(mention)));
    }
    out
}

/// Words on one line without any mark-up of theirs.
fn escape(words: &str) -> String {
    let words = plain(words);
    let mut out = String::new();
    // "1." and "1)" at the start would be a list.
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in words.char_indices() {
        let starts = at == 0 && "+-=".contains(c) || at == digits && digits > 0 && ".)".contains(c);
        // "https://…" would be a link.
        let link = c == ':' && words[at..].starts_with("://");
        if starts || link || "\\`*_[]<>#|~&$@".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn words_without_mark_up() {
        for (words, wanted) in [
            ("North Korea (2024), 5.5 % - so", "North Korea (2024), 5.5 % - so"),
            ("*a* _b_ `c` [d](e) <f> &amp; #g", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\&amp; \\#g"),
            ("1. one", "1\\. one"),
            ("1) one", "1\\) one"),
            ("http://x.y: z", "http\\://x.y: z"),
            ("1.5 million", "1\\.5 million"),
            ("- one", "\\- one"),
            ("===", "\\==="),
            ("two\n\nlines\t", "two lines"),
            ("![x](y)", "!\\[x\\](y)"),
        ] {
            assert_eq!(escape(words), wanted, "{words:?}");
        }
    }
}
