//! When it was: in the telling itself, in its sentence, in other tellings near by, or the day that the lead names.

use super::{ASKED, Main};
use crate::events::{Mention, vagueness};
use crate::report::TimeType;
use crate::syntax::{Deprel, Xpos};
use crate::times::TimeMention;

/// So many times of a sentence are looked at.
const LOOKED_AT: usize = 8;

/// So many sentences on, another telling may say when.
const NEAR: usize = 4;

/// The words of the time.
pub(super) fn of(main: &Main) -> Option<String> {
    let times = main.found.times;
    let own = main.own_time(main.mention);
    let exact = |time: &usize| vagueness(&times[*time]) == 0;
    let told = || {
        let verb = main.told.verb.unwrap_or(main.mention.trigger);
        main.times_of(main.mention.sentence).filter(|&time| main.tied(time, verb)).find(exact)
    };
    let retold = |near: usize| {
        let mentions = main.event.mentions.iter().take(ASKED);
        let near = mentions.filter(move |m| m.sentence.abs_diff(main.mention.sentence) <= near);
        // A year alone is of something before: "the title won in 2017".
        near.filter_map(|m| main.own_time(m)).filter(|&time| times[time].value.len() > "2017".len())
    };
    // "…, he told reporters on Monday" in the sentence behind the lead
    let early = main.mention.sentence <= main.lead + 1;
    let lead = || {
        let sentences = early.then(|| [main.lead, main.lead + 1]).into_iter().flatten();
        let mut days = sentences.flat_map(|sentence| main.times_of(sentence));
        days.find(|&time| exact(&time) && is_day(&times[time]) && main.is_news(time))
    };
    // "was found guilty of smuggling migrants yesterday", hung on the smuggling
    let same = || {
        let mut days = main.times_of(main.mention.sentence);
        days.find(|&time| {
            exact(&time) && is_day(&times[time]) && !main.is_quoted(time) && !main.is_relative(time)
        })
    };
    let filed = || {
        let dateline = main.found.document.article.dateline.as_ref().filter(|_| early)?;
        times.iter().position(|time| dateline.span.contains(time.span))
    };
    let far = || retold(usize::MAX).find(exact);
    // "arrested on Monday a man who killed his wife in May"
    let first = if main.told.within { told().or(own.filter(exact)) } else { own.filter(exact).or_else(told) };
    let time = first
        .or_else(|| retold(NEAR).find(exact))
        .or_else(lead)
        .or_else(same)
        .or(own)
        .or_else(|| retold(NEAR).next())
        .or_else(far)
        .or_else(filed)?;
    let last = times[time].until.unwrap_or(time);
    Some(times[time].span.to(times[last].span).of(main.found.document.text).to_string())
}

/// "Monday", "yesterday", "July 25", "3 a.m."; not "2009", "last year"
fn is_day(time: &TimeMention) -> bool {
    let day = time.value.len() >= "2022-07-25".len() || time.value.starts_with("XXXX-WXX");
    time.kind == TimeType::Time || time.kind == TimeType::Date && day
}

impl Main<'_> {
    /// The time of a telling, if it is one that tells when.
    fn own_time(&self, mention: &Mention) -> Option<usize> {
        mention.time.filter(|&time| self.tells(time) && self.tied(time, mention.trigger))
    }

    /// The times of a sentence that tell when.
    fn times_of(&self, sentence: usize) -> impl Iterator<Item = usize> {
        let times = self.found.times;
        let from = times.partition_point(|time| time.sentence < sentence);
        let all = from..times.len().min(from + LOOKED_AT);
        all.filter(move |&time| times[time].sentence == sentence && self.tells(time))
    }

    /// Whether it is a day or an hour, not how long or how often, and neither in a name nor in an aim: "the *2022* Championship", "the
    /// *August 9* election", "by *2030*".
    fn tells(&self, time: usize) -> bool {
        let time = &self.found.times[time];
        let document = self.found.document;
        let (first, last) = (time.words.start, time.words.end - 1);
        let before_noun = || {
            let phrase = &document.phrases.nouns[document.phrases.at(first)?];
            let owner =
                (last..phrase.head.max(last) + 1).take(2).any(|word| document.xpos(word) == Xpos::Pos);
            let own = phrase.words.contains(&self.mention.trigger);
            Some(last < phrase.head && !owner && !own && document.norm(phrase.head) != document.norm(last))
        };
        let aim = || {
            let before = first.checked_sub(1).map(|before| document.norm(before));
            time.value.len() == "2030".len() && before == Some("by")
        };
        matches!(time.kind, TimeType::Date | TimeType::Time) && before_noun() != Some(true) && !aim()
    }

    /// Whether a time is of the clause of a word or of one around that; not of a clause beside it: "who was arrested in *2009*". But of "the
    /// change, which took effect on *1 June*" it is.
    fn tied(&self, time: usize, word: usize) -> bool {
        let syntax = &self.found.document.syntax;
        let top = self.top(&self.found.times[time].words);
        let Some((up, _)) = syntax.path(top, word) else { return false };
        let beside = |above: usize| match syntax.deprel[above] {
            Deprel::AclRelcl => syntax.head(above) != Some(word),
            relation => {
                matches!(
                    relation,
                    Deprel::Acl | Deprel::Advcl | Deprel::AdvclRelcl | Deprel::Ccomp | Deprel::Csubj
                )
            }
        };
        !up.into_iter().any(beside)
    }

    /// Whether a time is of what its sentence tells, not of somebody in it, and not in somebody's words.
    fn is_news(&self, time: usize) -> bool {
        let syntax = &self.found.document.syntax;
        let top = self.top(&self.found.times[time].words);
        !self.is_quoted(time)
            && !self.is_relative(time)
            && !syntax.ancestors(top).any(|word| syntax.deprel[word] == Deprel::Acl)
    }

    fn is_quoted(&self, time: usize) -> bool {
        self.found.entities.is_quoted(self.found.times[time].words.start)
    }

    /// "who was arrested in *2009*"
    fn is_relative(&self, time: usize) -> bool {
        let syntax = &self.found.document.syntax;
        let top = self.top(&self.found.times[time].words);
        let relative = |word: usize| matches!(syntax.deprel[word], Deprel::AclRelcl | Deprel::AdvclRelcl);
        syntax.ancestors(top).any(relative)
    }
}
