//! Surface tokens of a stretch of text without white space, and the words in them.

use super::atoms::{self, Atom};
use super::lists::{self, Abbreviation, abbreviation, has, is_apostrophe};
use super::{Tokens, Word, clitics, hyphens, web};
use crate::Span;
use crate::work::tick;

/// Reads one stretch after the other into words.
pub struct Scanner<'t> {
    text: &'t str,
    atoms: Vec<Atom>,
    /// Number of the next surface token.
    token: u32,
    /// A single quote was opened and not closed: "the 'respondents' answers".
    single_open: bool,
    /// No address begins before here.
    plain_until: usize,
}

impl<'t> Scanner<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, atoms: Vec::new(), token: 0, single_open: false, plain_until: 0 }
    }

    /// Forgets open quotes.
    pub fn start_zone(&mut self) {
        self.single_open = false;
    }

    /// Reads `text[start..end]`, which holds no white space; `rest` is the zone's text after it, without the white space
    /// between.
    pub fn read(&mut self, start: usize, end: usize, rest: &str, tokens: &mut Tokens) {
        if is_plain_word(&self.text.as_bytes()[start..end]) {
            return self.emit(start, end, true, tokens);
        }
        let mut atoms = std::mem::take(&mut self.atoms);
        atoms::split(self.text, start, end, &mut atoms);
        let mut first = 0;
        while first < atoms.len() {
            let next = self.token_end(&mut atoms, first, end, rest);
            let (from, to) = (atoms[first].start, atoms[next - 1].end);
            let space_after = to == end;
            match measure_cut(&self.text[from..to]) {
                Some(cut) => {
                    self.emit_word(from, from + cut, false, tokens);
                    self.emit_word(from + cut, to, space_after, tokens);
                }
                None => self.emit(from, to, space_after, tokens),
            }
            first = next;
        }
        self.atoms = atoms;
    }

    /// One token with the words in it.
    fn emit(&mut self, start: usize, end: usize, space_after: bool, tokens: &mut Tokens) {
        let text = self.text;
        let form = &text[start..end];
        let mut from = start;
        if form.len() > 1 && form.len() < 200 {
            clitics::cuts(form, |at| {
                let span = Span::new(from as u32, (start + at) as u32);
                tokens.push(text, Word { span, token: self.token, space_after: false });
                from = start + at;
            });
        }
        self.emit_word(from, end, space_after, tokens);
    }

    fn emit_word(&mut self, start: usize, end: usize, space_after: bool, tokens: &mut Tokens) {
        let span = Span::new(start as u32, end as u32);
        tokens.push(self.text, Word { span, token: self.token, space_after });
        self.token += 1;
    }

    fn of(&self, atom: &Atom) -> &'t str {
        &self.text[atom.start..atom.end]
    }

    /// The index after the last atom of the token that begins at `first`.
    fn token_end(&mut self, atoms: &mut [Atom], first: usize, end: usize, rest: &str) -> usize {
        let text = self.text;
        let start = atoms[first].start;
        let after_word = first > 0 && atoms[first - 1].is_word();
        if atoms[first].is_word() {
            if !after_word
                && let Some(len) = web::address_end(&text[start..end], start, &mut self.plain_until)
            {
                return cut_at(atoms, first, start + len);
            }
            return self.word_end(atoms, first, end, rest);
        }
        if let Some(len) = face(&text[start..end], first == 0) {
            return cut_at(atoms, first, start + len);
        }
        let Some(mark) = atoms[first].mark() else {
            return first + 1;
        };
        let next = atoms.get(first + 1).copied().filter(Atom::is_word);
        if let Some(next) = next
            && !after_word
        {
            let word = self.of(&next);
            let begins_with_letter = word.starts_with(char::is_alphabetic);
            match mark {
                // "#tag", "@user"
                '#' | '@' if begins_with_letter => return first + 2,
                // ".15"
                '.' if word.bytes().all(|b| b.is_ascii_digit()) => return first + 2,
                // "+44"
                '+' if first == 0 && word.len() > 1 && word.bytes().all(|b| b.is_ascii_digit()) => {
                    return first + 2;
                }
                _ if is_apostrophe(mark) || mark == '‘' => {
                    if let Some(next) = self.clipped_end(atoms, first, end) {
                        return next;
                    }
                }
                _ => {}
            }
        }
        if is_apostrophe(mark) || mark == '‘' {
            self.single_open = !after_word && next.is_some() || mark == '‘';
        }
        // "soon.?" is one mark in the treebanks
        if mark == '.' && first + 2 == atoms.len() && atoms[first + 1].is('?') {
            return first + 2;
        }
        first + 1
    }

    /// Words that begin with an apostrophe of theirs: "'em", "'90s", "'n'".
    fn clipped_end(&self, atoms: &[Atom], first: usize, end: usize) -> Option<usize> {
        let word = self.of(&atoms[first + 1]);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let year = digits == 2 && (word.len() == 2 || &word[2..] == "s");
        if year {
            // "the '60's"
            let apostrophe_s = atoms.get(first + 2).and_then(Atom::mark).is_some_and(is_apostrophe)
                && atoms.get(first + 3).is_some_and(|a| self.of(a) == "s");
            return Some(first + if apostrophe_s { 4 } else { 2 });
        }
        let closes = atoms.get(first + 2).and_then(Atom::mark).is_some_and(is_apostrophe);
        if closes && word.eq_ignore_ascii_case("n") {
            return Some(first + 3);
        }
        // A clitic set apart or after a mark: "THAT 'S LIFE", "the party (KWP)'s"
        let clitic = ["s", "m", "re", "ve", "ll", "d"].into_iter().any(|c| word.eq_ignore_ascii_case(c));
        if clitic && (first > 0 || atoms[first + 1].end == end) {
            return Some(first + 2);
        }
        let lower = word.starts_with(char::is_lowercase) || atoms[first].is('’') || is_tis(word);
        (lower && !closes && has(lists::CLIPPED, word)).then_some(first + 2)
    }

    /// Joins words over the marks that belong to them: "3.5", "U.S.", "O'Brien", "AT&T", "7:10", "co-operate".
    fn word_end(&mut self, atoms: &[Atom], first: usize, end: usize, rest: &str) -> usize {
        let text = self.text;
        let start = atoms[first].start;
        let mut next = first + 1;
        while let (Some(joint), Some(right)) = (atoms.get(next), atoms.get(next + 1))
            && let Some(mark) = joint.mark()
            && right.is_word()
        {
            tick(1);
            let left = self.of(&atoms[next - 1]);
            let (word, after) = (self.of(right), &text[right.end..end]);
            let so_far = &text[start..joint.start];
            let join = match mark {
                '.' => joins_at_stop(left, word),
                ',' => {
                    is_figures(left)
                        && is_figures(word)
                        && (word.len() == 3 || (word.len() == 2 && left.len() < 3 && after.starts_with(',')))
                }
                ':' => is_figures(left) && word.starts_with(|c: char| c.is_ascii_digit()) && left.len() < 5,
                '-' | '‐' | '‑' => hyphens::joins(left, word, next == first + 1, after),
                '/' => joins_at_slash(so_far, left, word, &text[start..right.end]),
                '&' => {
                    left.len() <= 4
                        && word.len() <= 3
                        && ((is_capitals(left) && is_capitals(word)) || (left.len() == 1 && word.len() == 1))
                }
                '*' => is_letters(left) && is_letters(word),
                _ => is_apostrophe(mark),
            };
            if !join {
                break;
            }
            next += 2;
        }
        self.trailing(atoms, first, next, end, rest)
    }

    /// Adds what may follow a word directly: the full stop of an abbreviation, the apostrophe of a plural, the sign of
    /// a dollar.
    fn trailing(&mut self, atoms: &[Atom], first: usize, mut next: usize, end: usize, rest: &str) -> usize {
        let text = self.text;
        let start = atoms[first].start;
        let Some(mark) = atoms.get(next).and_then(Atom::mark) else { return next };
        let form = &text[start..atoms[next].start];
        if mark == '-' && next == first + 1 && atoms[next].end == end && !rest.is_empty() && is_stammer(form)
        {
            // "th- the"
            next += 1;
        } else if mark == '.' {
            let after = &text[atoms[next].end..end];
            let follows = if after.is_empty() { rest } else { after };
            if takes_stop(form, follows, after.is_empty()) {
                next += 1;
                // "the U.S.'s"
                if atoms.get(next).and_then(Atom::mark).is_some_and(is_apostrophe)
                    && atoms.get(next + 1).is_some_and(|a| matches!(self.of(a), "s" | "S"))
                {
                    next += 2;
                }
            }
        } else if is_apostrophe(mark) && mark != '`' {
            let last = form.chars().next_back();
            let with_mark = &text[start..atoms[next].end];
            let possessive =
                !self.single_open && matches!(last, Some('s' | 'S' | 'z' | 'x')) && form.len() > 2;
            if possessive || has(lists::ENDING, with_mark) {
                next += 1;
            }
        } else if mark == '$'
            && is_capitals(form)
            && has(lists::DOLLARS, form)
            && atoms.get(next + 1).is_none_or(|a| self.of(a).starts_with(|c: char| c.is_ascii_digit()))
        {
            next += 1;
        }
        next
    }
}

/// Letters alone: nothing to split but the contractions of the list.
fn is_plain_word(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_alphabetic)
}

fn is_figures(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_capitals(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_uppercase)
}

fn is_letters(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
}

/// One or two letters broken off: "w- we".
fn is_stammer(form: &str) -> bool {
    form.chars().count() <= 2 && is_letters(form) && !is_capitals(form)
}

fn is_tis(word: &str) -> bool {
    word.len() >= 3 && word.as_bytes()[..2].eq_ignore_ascii_case(b"tw") || word.eq_ignore_ascii_case("tis")
}

/// Ends the token that begins at `first` at a byte; a word that the byte lies in stays whole, a run of marks is cut.
fn cut_at(atoms: &mut [Atom], first: usize, byte: usize) -> usize {
    let mut next = first + 1;
    while next < atoms.len() && atoms[next].start < byte {
        next += 1;
    }
    let last = next - 1;
    if atoms[last].end > byte && !atoms[last].is_word() && last > first {
        atoms[last - 1].end = byte;
        atoms[last].start = byte;
        return last;
    }
    next
}

/// "3.5", "U.S", "Ph.D": a full stop between two words of one token.
fn joins_at_stop(left: &str, right: &str) -> bool {
    let digits = |word: &str, at_end: bool| {
        let b = word.as_bytes();
        if at_end { b[b.len() - 1].is_ascii_digit() } else { b[0].is_ascii_digit() }
    };
    if digits(left, true) && digits(right, false) {
        return true;
    }
    // "5p.m"
    if matches!(right, "m" | "M") {
        return left.ends_with(['a', 'p', 'A', 'P']);
    }
    let single = |word: &str| word.chars().count() == 1 && is_letters(word);
    (single(left) && single(right))
        || (single(right) && is_capitals(right) && left.len() == 2 && left.starts_with(char::is_uppercase))
        || (single(left) && is_capitals(left) && matches!(right, "Sc" | "Phil" | "Ed" | "k"))
}

/// "9/11", "11/28/2000", "w/o"; "and/or" and "2007/08" are split.
fn joins_at_slash(so_far: &str, left: &str, right: &str, whole: &str) -> bool {
    if is_figures(left) && is_figures(right) {
        let inside_date = so_far.contains('/');
        return left.len() <= 2 && (right.len() <= 2 || (inside_date && right.len() == 4));
    }
    has(lists::SLASHED, whole)
}

/// Whether the full stop after a word is part of it. `follows` is the text after it, `space` whether white space is
/// between.
fn takes_stop(form: &str, follows: &str, space: bool) -> bool {
    let next = follows.chars().find(|c| !matches!(c, '"' | '\'' | '“' | '‘' | '(' | '['));
    let plain = form.rsplit('-').next().unwrap_or(form);
    match abbreviation(form).or_else(|| abbreviation(plain)) {
        Some(Abbreviation::Number) => return next.is_some_and(|c| c.is_ascii_digit()),
        Some(Abbreviation::Title) => return next.is_some(),
        Some(_) => return true,
        None => {}
    }
    // "U.S.", "a.m."
    if form.split('.').all(|part| part.chars().count() == 1) && form.contains('.') {
        return !form.starts_with(|c: char| c.is_ascii_digit());
    }
    if form.contains('.') {
        return form.ends_with("p.m") || form.ends_with("a.m");
    }
    // "John F. Kennedy", but not "plan B. The"
    let mut letters = form.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && form != "I";
    initial && next.is_some_and(char::is_uppercase) && (!space || !has(lists::STARTERS, first_word(follows)))
}

/// The letters that a text begins with; empty where they are many.
fn first_word(text: &str) -> &str {
    let end = text.char_indices().take(24).find(|(_, c)| !c.is_alphabetic()).map_or(0, |(at, _)| at);
    &text[..end]
}

/// The length of a face made of marks, ":-)".
fn face(text: &str, at_start: bool) -> Option<usize> {
    if !text.starts_with([':', ';', '=', '(', ')', '<', '^', '8', '-']) {
        return None;
    }
    let face =
        lists::EMOTICONS.iter().filter(|face| text.starts_with(**face)).max_by_key(|face| face.len())?;
    let after = text[face.len()..].chars().next();
    let letters = face.ends_with(char::is_alphabetic) || face.ends_with('/') || face.starts_with('(');
    (after.is_none_or(|c| !c.is_alphanumeric() && c != '/') && (at_start || !letters)).then_some(face.len())
}

/// Where a number ends and its measure begins in one token: "10|km", "1.5|m", "7:30|pm".
fn measure_cut(token: &str) -> Option<usize> {
    if !token.starts_with(|c: char| c.is_ascii_digit()) || token.len() > 24 {
        return None;
    }
    let cut = token.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ':')))?;
    let measure = token[cut..].strip_suffix('.').unwrap_or(&token[cut..]);
    if matches!(measure, "G" | "B" | "C" | "F" | "H" | "L" | "X" | "in" | "IN" | "In") {
        return None;
    }
    has(lists::MEASURES, measure).then_some(cut)
}
