//! One list of names out of what several look-ups found: the recogniser, the countries, the organisations and the places.
//!
//! The recogniser sees the sentence, the lists know the name. A list wins where it knows more of the same words, and adds
//! what the recogniser overlooked unless the name is often something else.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::countries::{Country, CountryMention, Kind};
use super::metonymy;
use super::organizations::{Organization, OrganizationMention};
use super::places::PlaceName;
use crate::article::ZoneKind;
use crate::document::Document;
use crate::syntax::recognizer::{NameKind, Recognized};
use crate::syntax::{Deprel, Xpos};

/// A name and what the look-ups say of it.
#[derive(Debug, Clone)]
pub(super) struct NameSpan {
    pub(super) words: Range<usize>,
    pub(super) kind: NameKind,
    pub(super) meant: Meant,
    /// A nationality word before a noun.
    pub(super) adjective: bool,
}

/// What a name means by a list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meant {
    /// The country itself: "North Korea", "North Korean", "Pyongyang" that fires.
    Country(&'static Country),
    /// The city: "near Pyongyang".
    Capital(&'static Country),
    /// "Kremlin"
    Seat(&'static Country),
    Organization(&'static Organization),
    Nothing,
}

/// All names of what is told, in the order of the text, without overlap.
pub(super) fn merge(
    document: &Document,
    seen: Vec<Recognized>,
    countries: &[CountryMention],
    organizations: &[OrganizationMention],
    located: &[PlaceName],
) -> Vec<NameSpan> {
    let seen = without_owners(document, seen, countries);
    let mut spans = parted(document, seen, located);
    let longer: FxHashSet<&str> = spans
        .iter()
        .filter(|span| span.kind == NameKind::Organization && span.words.len() > 1)
        .map(|span| document.norm(span.words.start))
        .collect();
    spans = with(
        spans,
        organizations,
        |mention| mention.words.clone(),
        // "Honda", where the text has "Honda Motor Co." too
        |mention, around| organization(mention, around, longer.contains(document.norm(mention.words.start))),
    );
    spans = with(
        spans,
        countries,
        |mention| mention.words.clone(),
        |mention, around| country(document, mention, around),
    );
    spans = with(spans, located, |name| name.words.clone(), place);
    spans.retain(|span| is_told(document, span.words.start));
    spans
}

/// Puts the entries of a list among the spans: `decide` gets an entry with the spans that overlap it, and gives the span
/// that replaces them, if any.
fn with<T>(
    spans: Vec<NameSpan>,
    list: &[T],
    words: impl Fn(&T) -> Range<usize>,
    decide: impl Fn(&T, &[NameSpan]) -> Option<NameSpan>,
) -> Vec<NameSpan> {
    let mut out: Vec<NameSpan> = Vec::with_capacity(spans.len() + list.len());
    let mut rest = spans.into_iter().peekable();
    for entry in list {
        let words = words(entry);
        while let Some(span) = rest.next_if(|span| span.words.end <= words.start) {
            out.push(span);
        }
        // One that began before and was put out with another entry inside of it.
        if out.last().is_some_and(|span| span.words.end > words.start) {
            continue;
        }
        let mut around = Vec::new();
        while let Some(span) = rest.next_if(|span| span.words.start < words.end) {
            around.push(span);
        }
        match decide(entry, &around) {
            Some(span) => out.push(span),
            None => out.extend(around),
        }
    }
    out.extend(rest);
    out
}

/// Takes the country that owns a body off its name: "Defense Ministry" of "Japan's Defense Ministry".
fn without_owners(
    document: &Document,
    mut seen: Vec<Recognized>,
    countries: &[CountryMention],
) -> Vec<Recognized> {
    let mut countries = countries.iter().peekable();
    for name in &mut seen {
        while countries.next_if(|mention| mention.words.start < name.words.start).is_some() {}
        let owner = countries.peek().filter(|mention| mention.words.start == name.words.start);
        if let Some(owner) = owner
            && name.kind == NameKind::Organization
            && owner.words.end + 1 < name.words.end
            && document.xpos(owner.words.end) == Xpos::Pos
        {
            name.words.start = owner.words.end + 1;
        }
    }
    seen
}

/// The names that were seen; those of several places in parts: "Blakely, Georgia", "Akita Prefecture of northern Japan".
fn parted(document: &Document, seen: Vec<Recognized>, located: &[PlaceName]) -> Vec<NameSpan> {
    let mut spans = Vec::with_capacity(seen.len());
    let mut places = located.iter().peekable();
    for mut name in seen {
        while places.next_if(|place| place.words.end <= name.words.start).is_some() {}
        let inside = places.clone().take_while(|place| place.words.end <= name.words.end);
        let mut last: Option<usize> = None;
        for place in inside.filter(|_| name.kind == NameKind::Location) {
            let between = last.replace(place.words.end).map_or(0..0, |end| end..place.words.start);
            let mark = between.into_iter().find(|&word| matches!(document.norm(word), "," | "of" | "in"));
            if let Some(mark) = mark.filter(|&mark| mark > name.words.start) {
                spans.push(recognized(Recognized { words: name.words.start..mark, kind: name.kind }));
                name.words.start = mark + 1;
            }
        }
        spans.push(recognized(name));
    }
    spans
}

fn recognized(name: Recognized) -> NameSpan {
    NameSpan { words: name.words, kind: name.kind, meant: Meant::Nothing, adjective: false }
}

/// Whether some words hold all of the spans.
fn holds(words: &Range<usize>, around: &[NameSpan]) -> bool {
    around.iter().all(|span| words.start <= span.words.start && span.words.end <= words.end)
}

/// "Joint Chiefs of Staff" where "Joint Chiefs" was seen; not the "Times" of "Straits Times". `longer`: a longer name of the
/// text begins with its first word.
fn organization(mention: &OrganizationMention, around: &[NameSpan], longer: bool) -> Option<NameSpan> {
    let seen = around.iter().any(|span| matches!(span.kind, NameKind::Organization | NameKind::Facility));
    let sure = !mention.ambiguous || seen || longer && mention.words.len() == 1;
    (holds(&mention.words, around) && sure).then(|| NameSpan {
        words: mention.words.clone(),
        kind: if mention.organization.facility && !seen {
            NameKind::Facility
        } else {
            NameKind::Organization
        },
        // What is often something else may be another body of that name.
        meant: if mention.ambiguous { Meant::Nothing } else { Meant::Organization(mention.organization) },
        adjective: false,
    })
}

fn country(document: &Document, mention: &CountryMention, around: &[NameSpan]) -> Option<NameSpan> {
    let person = around.iter().any(|span| span.kind == NameKind::Person);
    let known = around.iter().any(|span| matches!(span.meant, Meant::Organization(_)));
    // "Jordan" alone may be anybody, and "Georgia" a state.
    let unsure = mention.ambiguous && (person || around.is_empty());
    if !holds(&mention.words, around) || known || unsure {
        return None;
    }
    let last = mention.words.end - 1;
    let adjective = mention.kind == Kind::Demonym && modifies(document, last);
    let state = || metonymy::stands_for_state(document, &mention.words);
    let (kind, meant) = match mention.kind {
        Kind::Demonym if !adjective => (NameKind::People, Meant::Country(mention.country)),
        Kind::Name | Kind::Demonym => (NameKind::Location, Meant::Country(mention.country)),
        Kind::Capital if state() => (NameKind::Location, Meant::Country(mention.country)),
        Kind::Capital => (NameKind::Location, Meant::Capital(mention.country)),
        Kind::Seat => (NameKind::Organization, Meant::Seat(mention.country)),
    };
    Some(NameSpan { words: mention.words.clone(), kind, meant, adjective })
}

/// A place that the recogniser overlooked, or took for something else against the words around it: "in Alliance". Else it
/// knows better what it saw.
fn place(name: &PlaceName, around: &[NameSpan]) -> Option<NameSpan> {
    // One word alone that the recogniser passed over is often no place: "BEST", "Center".
    let likely = name.certain || name.country.is_none() && name.words.len() > 1;
    let overlooked = around.is_empty() && likely;
    let mistaken = match around {
        [span] if span.words == name.words && matches!(span.meant, Meant::Nothing) => match span.kind {
            NameKind::Person | NameKind::Organization => name.sure,
            NameKind::Product | NameKind::Misc => true,
            NameKind::Location | NameKind::Facility | NameKind::People => false,
        },
        _ => false,
    };
    (overlooked || mistaken).then(|| NameSpan {
        words: name.words.clone(),
        kind: NameKind::Location,
        meant: Meant::Nothing,
        adjective: false,
    })
}

/// Whether a nationality word only says whose a thing is: "a South Korean missile", "Russian and Chinese troops"; not
/// "the French", "two Danes".
fn modifies(document: &Document, word: usize) -> bool {
    let syntax = &document.syntax;
    let first = match syntax.head(word) {
        Some(before) if syntax.deprel[word] == Deprel::Conj => before,
        _ => word,
    };
    matches!(syntax.deprel[first], Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodUnmarked)
}

/// Whether a word is in the article, not in a caption.
fn is_told(document: &Document, word: usize) -> bool {
    let sentence = document.tokens.sentences.partition_point(|s| s.words.end <= word);
    let zone = document.tokens.sentences.get(sentence).map(|s| s.zone);
    zone.is_some_and(|zone| !matches!(zone, ZoneKind::Boilerplate(_) | ZoneKind::Published))
}
