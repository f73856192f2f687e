//! A table, one event a row, in CSV (RFC 4180): with a header, rows end in CRLF.
//!
//! Several values in a cell are separated by "; ". `start` and `end` are the trigger's, counted as the report counts.
//! What a spreadsheet would take for a formula gets an apostrophe before it.

use super::reading::{Reading, name_of};
use super::words::plain;
use crate::report::{Event, Role};

const COLUMNS: &str = "id,type,label,factuality,confidence,salience,actor,target,object,other_roles,time_value,from,to,\
                       place,lat,lon,country,source,amounts,cameo,plover,plover_mode,contexts,ace,trigger,sentence,\
                       start,end,title,published";

pub(super) fn write(reading: &Reading) -> String {
    let offsets = reading.offsets(reading.unit);
    let mut out = format!("{COLUMNS}\r\n");
    for event in &reading.report.events {
        let told = reading.told(event);
        let trigger = told.map(|mention| mention.trigger);
        let offset = |byte: u32| offsets.at(reading.text, byte).to_string();
        let time = event.time.as_deref().and_then(|id| reading.time(id));
        let (from, to) = reading.interval(event).unwrap_or_default();
        let place = reading.place(event);
        let location = place.and_then(|place| place.location.as_ref());
        let codes = &event.codes;
        let or_empty = |code: &Option<String>| code.clone().unwrap_or_default();
        let cells = [
            event.id.clone(),
            event.kind.clone(),
            reading.label(&event.kind),
            name_of(event.factuality),
            event.confidence.to_string(),
            event.salience.to_string(),
            reading.names(event, Role::Actor).join("; "),
            reading.names(event, Role::Target).join("; "),
            reading.names(event, Role::Object).join("; "),
            other_roles(reading, event),
            time.map(|time| time.value.clone()).unwrap_or_default(),
            from.to_owned(),
            to.unwrap_or_default().to_owned(),
            place.map(|place| place.name.clone()).unwrap_or_default(),
            location.map(|location| location.lat.to_string()).unwrap_or_default(),
            location.map(|location| location.lon.to_string()).unwrap_or_default(),
            place.and_then(|place| place.country.clone()).unwrap_or_default(),
            reading.sources(event).join("; "),
            reading.amounts(event).join("; "),
            or_empty(&codes.cameo),
            or_empty(&codes.plover),
            or_empty(&codes.plover_mode),
            codes.plover_contexts.as_deref().unwrap_or_default().join("; "),
            or_empty(&codes.ace),
            trigger.map(|trigger| reading.words(trigger).to_owned()).unwrap_or_default(),
            told.map(|mention| plain(&reading.evidence(mention))).unwrap_or_default(),
            trigger.map(|trigger| offset(trigger.start)).unwrap_or_default(),
            trigger.map(|trigger| offset(trigger.end)).unwrap_or_default(),
            plain(reading.title()),
            or_empty(&reading.report.document.published),
        ];
        let row: Vec<String> = cells.iter().map(|value| cell(value)).collect();
        out += &row.join(",");
        out += "\r\n";
    }
    out
}

/// "place: Cairo; origin: the coast"
fn other_roles(reading: &Reading, event: &Event) -> String {
    let others =
        [Role::Instrument, Role::Recipient, Role::Topic, Role::Place, Role::Origin, Role::Destination];
    let of = |role: Role| {
        let names = reading.names(event, role).into_iter();
        names.map(move |name| format!("{}: {name}", name_of(role)))
    };
    others.into_iter().flat_map(of).collect::<Vec<_>>().join("; ")
}

/// A value as a cell.
fn cell(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    // "-12.5"
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let number = value.strip_prefix(['+', '-']).is_some_and(|rest| rest.splitn(2, '.').all(digits));
    let guarded = if formula && !number { format!("'{value}") } else { value.to_owned() };
    match guarded.contains(['"', ',', '\r', '\n']) {
        true => format!("\"{}\"", guarded.replace('"', "\"\"")),
        false => guarded,
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_and_guarded() {
        for (value, wanted) in [
            ("Kim", "Kim"),
            ("Kim, Lee", "\"Kim, Lee\""),
            ("“lofted”", "“lofted”"),
            ("the \"test\"", "\"the \"\"test\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "'=1+1"),
            ("=1", "'=1"),
            ("-1-1", "'-1-1"),
            ("＝1", "'＝1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\""),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("-inf", "'-inf"),
            // a plain number stays
            ("-12.5", "-12.5"),
            ("+7", "+7"),
            ("", ""),
        ] {
            assert_eq!(cell(value), wanted, "{value:?}");
        }
    }
}
