//! Interviews whose paragraphs begin with who speaks: "Q: … A: …", "WN: …", "Anna Smith: …".

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{By, Draft};
use crate::article::ZoneKind;
use crate::document::Document;
use crate::entities::Entities;
use crate::report::{EntityType, MentionKind, Stance, StatementKind};
use crate::syntax::Upos;
use crate::work::tick;

/// Fewer paragraphs with a label make no interview.
const TURNS: usize = 4;

/// Words of a label at most.
const LABEL: usize = 5;

/// One paragraph with who speaks.
struct Turn {
    label: Range<usize>,
    /// What is said, without the label.
    words: Range<usize>,
    paragraph: u32,
}

/// Adds what is answered in an interview to the statements; questions say nothing.
pub(super) fn find(document: &Document, entities: &Entities, drafts: &mut Vec<Draft>) {
    let turns = turns(document);
    if turns.len() < TURNS {
        return;
    }
    // Of each label its turns and those that ask.
    let mut labels: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for turn in &turns {
        let count = labels.entry(document.norms(&turn.label)).or_default();
        count.0 += 1;
        count.1 += usize::from(document.norm(turn.words.end - 1) == "?");
    }
    let asks = |label: &str| {
        let (turns, questions) = labels.get(label).copied().unwrap_or_default();
        matches!(label, "q" | "question") || questions * 2 >= turns && questions > 0
    };
    let answered = turns.iter().any(|turn| !asks(&document.norms(&turn.label)));
    let asked = turns.iter().filter(|turn| asks(&document.norms(&turn.label))).count();
    if !answered || asked < 2 {
        return;
    }
    let guest = guest(entities, turns[0].label.start);
    for turn in turns {
        let label = document.norms(&turn.label);
        // What is quoted is a statement already.
        let quoted = matches!(document.form(turn.words.start), "\"" | "“" | "‘" | "«");
        if asks(&label) || quoted {
            continue;
        }
        // "A: …" is whom the lines before the first question name.
        let speaker = match label.as_str() {
            "a" | "answer" => guest.clone(),
            _ => Some(turn.label),
        };
        drafts.push(Draft {
            cue: None,
            content: vec![turn.words],
            kind: StatementKind::Direct,
            stance: Stance::Says,
            attitude: false,
            by: speaker.map_or(By::GoesOn(0), By::Named),
            paragraph: turn.paragraph,
        });
    }
}

fn turns(document: &Document) -> Vec<Turn> {
    let mut turns = Vec::new();
    for sentences in document.tokens.sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let (first, last) = (&sentences[0], &sentences[sentences.len() - 1]);
        let words = first.words.start..last.words.end;
        tick(1);
        let colon = words.clone().take(LABEL + 1).find(|&w| document.form(w) == ":");
        let Some(colon) = colon.filter(|&colon| colon > words.start && colon + 1 < words.end) else {
            continue;
        };
        let label = words.start..colon;
        let named = |w: usize| {
            document.form(w).starts_with(char::is_uppercase)
                && !matches!(document.upos(w), Upos::Verb | Upos::Aux | Upos::Pron | Upos::Adv)
        };
        if first.zone == ZoneKind::Body && label.clone().all(named) {
            turns.push(Turn { label, words: colon + 1..words.end, paragraph: first.paragraph });
        }
    }
    turns
}

/// Who is named most before the first question.
fn guest(entities: &Entities, first: usize) -> Option<Range<usize>> {
    let mut best: Option<(usize, Range<usize>)> = None;
    for entity in entities.all.iter().filter(|e| e.named && e.kind == EntityType::Person) {
        tick(entity.mentions.len());
        let before = entity.mentions.iter().filter(|(words, _)| words.end <= first).count();
        let name =
            entity.mentions.iter().find(|(words, kind)| words.end <= first && *kind == MentionKind::Name);
        if let Some((name, _)) = name
            && best.as_ref().is_none_or(|(most, _)| before > *most)
        {
            best = Some((before, name.clone()));
        }
    }
    best.map(|(_, words)| words)
}
