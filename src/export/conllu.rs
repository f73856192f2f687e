//! CoNLL-U, the format of Universal Dependencies: <https://universaldependencies.org/format.html>.

use std::fmt::Write;
use std::ops::Range;

use crate::document::Document;
use crate::entities::Entities;
use crate::names::Name;
use crate::offsets::Offsets;
use crate::order;
use crate::quantities::QuantityMention;
use crate::report::{EntityType, OffsetUnit};
use crate::tokens::Sentence;
use crate::{Span, assemble};

/// Words, tags, features, trees, names, quantities and coreference of a text. Empty where the text has no word.
///
/// Zones and paragraphs of the article are paragraphs. MISC says where the word stands in the text, as UDPipe does:
/// `TokenRange=START:END`, in `unit`. Of the words that share a token each has its own, and so has their token.
/// `NER=B-person` and `NER=I-person` are the names, with the types of the report; `Entity=` are all mentions in the
/// format of CorefUD (<https://ufal.mff.cuni.cz/corefud>): `(e1-place-2-country:PRK` opens a mention of entity e1, a place, whose head is
/// its second word, `e1)` closes it. The numbers of entities are those of this file alone.
///
/// `Quantity=B-people:12::soldier` and `Quantity=I-people` are the words of quantities with their kinds, the first with
/// the least, the most and the unit too, each empty where there is none.
pub fn conllu(
    document: &Document,
    names: &[Name],
    quantities: &[QuantityMention],
    entities: &Entities,
    unit: OffsetUnit,
) -> String {
    let mut writer = Writer {
        document,
        offsets: Offsets::new(document.text, unit),
        names: names.iter().peekable(),
        quantities: quantities.iter().peekable(),
        mentions: mentions(document, entities).into_iter().peekable(),
        entities,
        open: Vec::new(),
    };
    // A row is some 60 bytes.
    let mut out = String::with_capacity(64 * document.tokens.words.len());
    let mut before: Option<&Sentence> = None;
    for (index, sentence) in document.tokens.sentences.iter().enumerate() {
        if before.is_none() {
            out.push_str("# newdoc\n# global.Entity = eid-etype-head-other\n");
        }
        if before.is_none_or(|b| (b.zone, b.paragraph) != (sentence.zone, sentence.paragraph)) {
            out.push_str("# newpar\n");
        }
        // Writing to a string can't fail.
        let _ = writeln!(out, "# sent_id = {}", index + 1);
        writer.sentence(sentence, &mut out);
        out.push('\n');
        before = Some(sentence);
    }
    out
}

/// A mention of an entity.
struct Mention {
    words: Range<usize>,
    /// Index into the entities, and the number that is written for it.
    entity: usize,
    number: usize,
}

/// All mentions in the order of the text, the longer first; those that cross the one before them are left out, since
/// brackets can't tell them.
fn mentions(document: &Document, entities: &Entities) -> Vec<Mention> {
    let order = assemble::entity_ids(entities).0;
    let of = |(number, entity): (usize, usize)| {
        let mentions = entities.all[entity].mentions.iter();
        mentions.map(move |(words, _)| Mention { words: words.clone(), entity, number: number + 1 })
    };
    let mut all: Vec<Mention> = order.into_iter().enumerate().flat_map(of).collect();
    order::sort_by_key(&mut all, |m| [m.words.start, usize::MAX - m.words.end, m.number]);
    all.dedup_by(|a, b| a.words == b.words);
    let mut open: Vec<usize> = Vec::new();
    let sentence_of = |word: usize| document.tokens.sentences.partition_point(|s| s.words.end <= word);
    all.retain(|m| {
        open.retain(|&end| end > m.words.start);
        let nested = open.last().is_none_or(|&end| m.words.end <= end)
            && sentence_of(m.words.start) == sentence_of(m.words.end - 1);
        if nested {
            open.push(m.words.end);
        }
        nested
    });
    all
}

struct Writer<'a> {
    document: &'a Document<'a>,
    offsets: Offsets,
    names: std::iter::Peekable<std::slice::Iter<'a, Name>>,
    quantities: std::iter::Peekable<std::slice::Iter<'a, QuantityMention>>,
    mentions: std::iter::Peekable<std::vec::IntoIter<Mention>>,
    entities: &'a Entities,
    /// Ends and numbers of the mentions that a word is in, the innermost last.
    open: Vec<(usize, usize)>,
}

impl Writer<'_> {
    fn sentence(&mut self, sentence: &Sentence, out: &mut String) {
        let words = &self.document.tokens.words;
        let range = sentence.words.clone();
        out.push_str("# text = ");
        for word in range.clone() {
            push_form(out, words[word].span.of(self.document.text));
            if words[word].space_after && word + 1 < range.end {
                out.push(' ');
            }
        }
        out.push('\n');
        let mut end = range.start;
        for word in range.clone() {
            if word == end {
                let shares = |&next: &usize| words[next].token == words[word].token;
                end = (word..range.end).take_while(shares).last().unwrap_or(word) + 1;
                if end - word > 1 {
                    self.token(word - range.start + 1, word..end, out);
                }
            }
            let single =
                word + 1 == end && (word == range.start || words[word - 1].token != words[word].token);
            self.word(sentence, word, single, out);
        }
    }

    /// The row of a token of several words; the first has the number `id`.
    fn token(&self, id: usize, range: Range<usize>, out: &mut String) {
        let words = &self.document.tokens.words;
        let (first, last) = (&words[range.start], &words[range.end - 1]);
        let span = first.span.to(last.span);
        let _ = write!(out, "{id}-{}\t", id + range.len() - 1);
        push_form(out, span.of(self.document.text));
        out.push_str(&"\t_".repeat(7));
        out.push('\t');
        self.place(span, last.space_after, out);
    }

    /// The row of a word; `single`: it is a token by itself.
    fn word(&mut self, sentence: &Sentence, word: usize, single: bool, out: &mut String) {
        let document = self.document;
        let (start, syntax) = (sentence.words.start, &document.syntax);
        let _ = write!(out, "{}\t", word - start + 1);
        push_form(out, document.form(word));
        out.push('\t');
        // An empty column would break the format.
        match syntax.lemma(word) {
            "" => out.push('_'),
            lemma => push_form(out, lemma),
        }
        let _ = write!(
            out,
            "\t{}\t{}\t{}\t{}\t{}\t_\t",
            syntax.upos[word].as_str(),
            syntax.xpos[word].as_str(),
            syntax.features(&document.tokens, word),
            syntax.head(word).map_or(0, |head| head - start + 1),
            syntax.deprel[word].as_str(),
        );
        self.brackets(word, out);
        self.name(word, out);
        self.quantity(word, out);
        // Words inside a token say nothing of space: the row of the token does.
        self.place(document.span(word), !single || document.tokens.words[word].space_after, out);
    }

    /// The mentions that begin and end at a word.
    fn brackets(&mut self, word: usize, out: &mut String) {
        let before = out.len();
        while let Some(mention) = self.mentions.next_if(|m| m.words.start == word) {
            let entity = &self.entities.all[mention.entity];
            let head = self.document.syntax.tops(&mention.words).next();
            let head = head.map_or(1, |w| w - mention.words.start + 1);
            let _ = write!(out, "(e{}-{}-{head}-", mention.number, type_name(entity.kind));
            if let Some(country) = entity.country {
                let _ = write!(out, "country:{country}");
            }
            match mention.words.len() {
                1 => out.push(')'),
                _ => self.open.push((mention.words.end, mention.number)),
            }
        }
        while let Some((_, number)) = self.open.pop_if(|(end, _)| *end == word + 1) {
            let _ = write!(out, "e{number})");
        }
        if out.len() > before {
            out.insert_str(before, "Entity=");
            out.push('|');
        }
    }

    /// The name that a word is in.
    fn name(&mut self, word: usize, out: &mut String) {
        while self.names.next_if(|name| name.words.end <= word).is_some() {}
        if let Some(name) = self.names.peek().filter(|name| name.words.contains(&word)) {
            let first = if name.words.start == word { 'B' } else { 'I' };
            let _ = write!(out, "NER={first}-{}|", type_name(name.kind));
        }
    }

    /// The quantity that a word is in.
    fn quantity(&mut self, word: usize, out: &mut String) {
        while self.quantities.next_if(|quantity| quantity.words.end <= word).is_some() {}
        let Some(quantity) = self.quantities.peek().filter(|quantity| quantity.words.contains(&word)) else {
            return;
        };
        let first = quantity.words.start == word;
        let _ = write!(out, "Quantity={}-{}", if first { 'B' } else { 'I' }, quantity.kind.as_str());
        if first {
            for bound in [quantity.min, quantity.max] {
                out.push(':');
                if let Some(value) = bound {
                    let _ = write!(out, "{value}");
                }
            }
            out.push(':');
            // What ends a column, an attribute or a part of one would break the format.
            let breaks = |c: char| matches!(c, '|' | '=' | ':') || c.is_whitespace() || c.is_control();
            let unit = quantity.unit.as_deref().unwrap_or_default();
            out.extend(unit.chars().map(|c| if breaks(c) { '_' } else { c }));
        }
        out.push('|');
    }

    fn place(&self, span: Span, space_after: bool, out: &mut String) {
        let text = self.document.text;
        let (start, end) = (self.offsets.at(text, span.start), self.offsets.at(text, span.end));
        let space = if space_after { "" } else { "SpaceAfter=No|" };
        let _ = writeln!(out, "{space}TokenRange={start}:{end}");
    }
}

/// The type as the report has it.
fn type_name(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Organization => "organization",
        EntityType::Place => "place",
        EntityType::People => "people",
        EntityType::Weapon => "weapon",
        EntityType::Vehicle => "vehicle",
        EntityType::Product => "product",
        EntityType::Law => "law",
        EntityType::Facility => "facility",
        EntityType::Other => "other",
    }
}

/// Appends a form; white space inside becomes a blank and control characters U+FFFD, so that no row or column breaks.
fn push_form(out: &mut String, form: &str) {
    out.extend(form.chars().map(|c| match c {
        c if c.is_whitespace() => ' ',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;
    use crate::entities::Entity;
    use crate::quantities::Kind;
    use crate::report::MentionKind;
    use crate::syntax::{self, Deprel};
    use crate::tokens::tokenize;

    fn export(text: &str, heads: Vec<u32>, relations: Vec<Deprel>, unit: OffsetUnit) -> String {
        let article = article::read(text, false);
        let tokens = tokenize(text, &article);
        let mut syntax = syntax::analyze(text, &tokens);
        syntax.set_trees(heads, relations);
        let phrases = syntax::noun_phrases(&tokens, &syntax);
        let document = Document { text, article, tokens, syntax, phrases };
        // "Céline" and "she", where the text has them.
        let person = Entity {
            name: "Céline".into(),
            kind: EntityType::Person,
            mentions: vec![(0..1, MentionKind::Name), (5..6, MentionKind::Pronoun)],
            country: Some("FRA"),
            sector: None,
            title: None,
            named: true,
            place: None,
        };
        let name = Name {
            words: 0..1,
            kind: EntityType::Person,
            country: Some("FRA"),
            sector: None,
            title: None,
            known: None,
            place: None,
            adjective: false,
            inner: Vec::new(),
        };
        let told = document.tokens.words.len() > 5;
        let mut entities = Entities::default();
        entities.all.extend(told.then_some(person));
        let quantity = QuantityMention {
            span: document.tokens.words.first().map_or(Span::default(), |word| word.span),
            words: 2..4,
            sentence: 0,
            kind: Kind::People,
            min: Some(12.0),
            max: None,
            unit: Some("police officer".into()),
            approximate: false,
            counted: None,
            slot: None,
            conversion: None,
        };
        let quantities = Vec::from_iter(told.then_some(quantity));
        conllu(&document, &Vec::from_iter(told.then_some(name)), &quantities, &entities, unit)
    }

    #[test]
    fn a_short_text() {
        use Deprel::{Advmod, Aux, Cop, Nsubj, Punct, Root};
        let relations = vec![Nsubj, Aux, Advmod, Root, Punct, Nsubj, Cop, Root, Punct];
        let out = export(
            "Céline didn’t leave.\n\nShe is here.",
            vec![3, 3, 3, 3, 3, 7, 7, 7, 7],
            relations,
            OffsetUnit::Utf16,
        );
        let expected = "\
# newdoc
# global.Entity = eid-etype-head-other
# newpar
# sent_id = 1
# text = Céline didn’t leave.
1 Céline Céline PROPN NNP Number=Sing 4 nsubj _ Entity=(e1-person-1-country:FRA)|NER=B-person|TokenRange=0:6
2-3 didn’t _ _ _ _ _ _ _ TokenRange=7:13
2 did do AUX VBD Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 4 aux _ TokenRange=7:10
3 n’t not PART RB Polarity=Neg 4 advmod _ Quantity=B-people:12::police_officer|TokenRange=10:13
4 leave leave VERB VB VerbForm=Inf 0 root _ Quantity=I-people|SpaceAfter=No|TokenRange=14:19
5 . . PUNCT . _ 4 punct _ TokenRange=19:20

# newpar
# sent_id = 2
# text = She is here.
1 She she PRON PRP Number=Sing|Person=3 3 nsubj _ Entity=(e1-person-1-country:FRA)|TokenRange=22:25
2 is be AUX VBZ Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin 3 cop _ TokenRange=26:28
3 here here ADV RB _ 0 root _ SpaceAfter=No|TokenRange=29:33
4 . . PUNCT . _ 3 punct _ TokenRange=33:34

";
        let shown = |line: &str| if line.starts_with('#') { line.into() } else { line.replace('\t', " ") };
        assert_eq!(out.lines().map(shown).collect::<Vec<_>>(), expected.lines().collect::<Vec<_>>());
    }

    #[test]
    fn odd_forms_keep_rows_and_columns() {
        let mut out = String::new();
        push_form(&mut out, "1\u{A0}000\t\u{2028}\0\u{85}x");
        assert_eq!(out, "1 000  \u{FFFD} x");
        assert_eq!(export("", vec![], vec![], OffsetUnit::Bytes), "");
        assert_eq!(export(" \n ", vec![], vec![], OffsetUnit::Bytes), "");
    }

    #[test]
    fn offsets_in_their_unit() {
        for (unit, range) in
            [(OffsetUnit::Bytes, "5:6"), (OffsetUnit::Utf16, "3:4"), (OffsetUnit::Chars, "2:3")]
        {
            let out = export("😀 x", vec![0, 0], vec![Deprel::Root, Deprel::Dep], unit);
            assert!(out.contains(&format!("TokenRange={range}\n")), "{out}");
        }
    }
}
