//! `cargo xtask eval ecb`: events told by several articles, on ECB+.
//!
//! Scored are the event mentions (ACTION_*, NEG_ACTION_*) of the sentences of ECBplus_coreference_sentences.csv, those told once too, as the
//! literature does, and again without those told once on either side (Cattan et al. 2021). Topics are known, the two stories of each topic are
//! not; last, not even topics are. A mention that is found is the gold one whose words have its trigger.

mod gold;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Result;
use dateline::document::Document;
use dateline::merge;
use dateline::report::{Codes, Event, EventMention, Factuality, Report, Span};
use dateline::{Options, extract};

use super::coref::metrics::{self, Chains, Mention, Score};
use gold::Gold;

#[derive(clap::Args)]
pub struct Args {
    /// Folder of ECB+: ECB+/ with its topics and ECBplus_coreference_sentences.csv
    #[arg(long)]
    data: PathBuf,
    /// The topics for training, 1 to 35, instead of those for testing, 36 to 45
    #[arg(long)]
    train: bool,
    /// Learn the weights of what speaks for and against, on topics 1 to 35, and print them
    #[arg(long)]
    fit: bool,
}

pub fn run(args: &Args) -> Result<()> {
    let train = args.train || args.fit;
    let documents = gold::read(&args.data, |topic| (topic <= 35) == train)?;
    let articles = read(documents)?;
    if args.fit {
        fit(&articles);
        return Ok(());
    }
    let topics = if train { "1-35" } else { "36-45" };
    let count: usize = articles.iter().map(|a| a.gold.mentions.len()).sum();
    println!("topics {topics}: {} documents, {count} mentions", articles.len());
    for once in [true, false] {
        println!("{}", if once { "those told once too" } else { "without those told once" });
        println!("{:<40} {:>23} {:>23} {:>23} {:>23} {:>6}", "", "found", "MUC", "B³", "CEAF-e", "CoNLL");
        for predicted in [false, true] {
            let mentions = if predicted { "predicted" } else { "gold" };
            measure(
                &format!("{mentions}: same lemma in a topic"),
                topics_of(&articles),
                predicted,
                once,
                same_lemma,
            );
            measure(&format!("{mentions}: merged"), topics_of(&articles), predicted, once, merged);
            measure(
                &format!("{mentions}: every event right"),
                topics_of(&articles),
                predicted,
                once,
                perfect,
            );
        }
        let all = || vec![all_at_once(&articles)];
        measure("predicted: same lemma, topics not known", all(), true, once, same_lemma);
        measure("predicted: merged, topics not known", all(), true, once, merged);
    }
    Ok(())
}

/// A gold document and what the analyzer finds in it.
struct Article {
    gold: Gold,
    /// As it is, but only events in the sentences that are marked.
    predicted: Report,
    /// The same with an event for each gold mention, and no other.
    given: Report,
    /// By the start of each trigger in both: the gold mention that it is, or a number above theirs.
    scored_as: BTreeMap<u32, u32>,
}

fn read(documents: Vec<Gold>) -> Result<Vec<Article>> {
    let half = documents.len().div_ceil(2);
    let mut rest = documents;
    let second = rest.split_off(half);
    // Two halves at once: it takes a minute.
    std::thread::scope(|scope| {
        let other = scope.spawn(|| second.into_iter().map(article).collect::<Result<Vec<_>>>());
        let mut all = rest.into_iter().map(article).collect::<Result<Vec<_>>>()?;
        all.extend(other.join().expect("reading does not panic")?);
        Ok(all)
    })
}

fn article(gold: Gold) -> Result<Article> {
    let report = extract(&gold.text, &Options { language: Some("en".into()), ..Options::default() })?;
    let document = Document::of_text(&gold.text);
    let token_at = |byte: u32| {
        let next = gold.tokens.partition_point(|t| t.start <= byte);
        next.saturating_sub(1)
    };
    let mut scored_as: BTreeMap<u32, u32> = BTreeMap::new();
    // The gold mention of each token.
    let mut mention_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, mention) in gold.mentions.iter().enumerate() {
        for &token in &mention.tokens {
            mention_of.entry(token).or_insert(number);
        }
    }
    let mut triggers: BTreeSet<u32> = BTreeSet::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut predicted = report.clone();
    let mut given = report.clone();
    let mut known: Vec<Event> = Vec::new();
    for event in &mut predicted.events {
        // Words that tell two events of ours are one mention.
        event.mentions.retain(|m| triggers.insert(m.trigger.start));
        event.mentions.retain(|m| gold.sentences.contains(&gold.tokens[token_at(m.trigger.start)].sentence));
        let mut of_gold = event.clone();
        of_gold.mentions.clear();
        for mention in &event.mentions {
            let token = token_at(mention.trigger.start);
            let scored = match mention_of.get(&token).filter(|gold| taken.insert(**gold)) {
                Some(&number) => {
                    of_gold.mentions.push(mention.clone());
                    number
                }
                None => gold.mentions.len() + token,
            };
            scored_as.insert(mention.trigger.start, scored as u32);
        }
        if !of_gold.mentions.is_empty() {
            known.push(of_gold);
        }
    }
    predicted.events.retain(|event| !event.mentions.is_empty());
    for (number, mention) in gold.mentions.iter().enumerate().filter(|(n, _)| !taken.contains(n)) {
        let mut event = bare(&gold, &document, &report, number, mention);
        let trigger = &mut event.mentions[0].trigger;
        if scored_as.contains_key(&trigger.start) {
            // Of two mentions with one head, or where two events are in one word.
            trigger.start = gold.tokens[mention.tokens[0]].start;
        }
        while scored_as.contains_key(&trigger.start) {
            trigger.start += 1;
        }
        scored_as.insert(trigger.start, number as u32);
        known.push(event);
    }
    given.events = known;
    Ok(Article { gold, predicted, given, scored_as })
}

/// An event of which no more is known than where it is told.
fn bare(gold: &Gold, document: &Document, report: &Report, number: usize, mention: &gold::Mention) -> Event {
    let (first, last) = (mention.tokens[0], mention.tokens[mention.tokens.len() - 1]);
    let span = Span::new(gold.tokens[first].start, gold.tokens[last].end);
    let words = &document.tokens.words;
    let from = words.partition_point(|w| w.span.end <= span.start);
    let to = words.partition_point(|w| w.span.start < span.end).max(from + 1).min(words.len());
    let head = document.syntax.tops(&(from.min(to - 1)..to)).next().unwrap_or(to - 1);
    let trigger = document.span(head);
    let sentence = report.document.sentences.partition_point(|s| s.start <= trigger.start).saturating_sub(1);
    Event {
        id: format!("g{number}"),
        kind: String::new(),
        codes: Codes::default(),
        mentions: vec![EventMention {
            trigger,
            lemma: document.lemma(head).to_string(),
            sentence: sentence as u32,
            factuality: Factuality::Actual,
            source: None,
            statement: None,
            cues: Vec::new(),
        }],
        arguments: Vec::new(),
        amounts: Vec::new(),
        time: None,
        place: None,
        factuality: Factuality::Actual,
        source: None,
        confidence: 1.0,
        because: Vec::new(),
        salience: 0.0,
    }
}

/// Articles that are held against each other, with their numbers.
type Collection<'a> = Vec<(u32, &'a Article)>;

fn all_at_once(articles: &[Article]) -> Collection<'_> {
    (0..).zip(articles).collect()
}

/// The articles of each topic.
fn topics_of(articles: &[Article]) -> Vec<Collection<'_>> {
    let mut topics: BTreeMap<u32, Collection> = BTreeMap::new();
    for (number, article) in all_at_once(articles) {
        topics.entry(article.gold.topic).or_default().push((number, article));
    }
    topics.into_values().collect()
}

fn report(article: &Article, predicted: bool) -> &Report {
    if predicted { &article.predicted } else { &article.given }
}

/// Chains of the same base form of the trigger.
fn same_lemma(articles: &[(u32, &Article)], predicted: bool) -> Chains {
    let mut chains: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for (number, article) in articles {
        for mention in report(article, predicted).events.iter().flat_map(|event| &event.mentions) {
            let chain = chains.entry(mention.lemma.to_lowercase()).or_default();
            chain.push((*number, article.scored_as[&mention.trigger.start]));
        }
    }
    chains.into_values().collect()
}

/// Mentions that are gold ones in the chains of these: the most that merging can reach with them.
fn perfect(articles: &[(u32, &Article)], predicted: bool) -> Chains {
    let mut chains: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for (number, article) in articles {
        for mention in report(article, predicted).events.iter().flat_map(|event| &event.mentions) {
            let scored = article.scored_as[&mention.trigger.start];
            let gold = article.gold.mentions.get(scored as usize).map(|gold| gold.chain.clone());
            chains
                .entry(gold.unwrap_or_else(|| format!("{number} {scored}")))
                .or_default()
                .push((*number, scored));
        }
    }
    chains.into_values().collect()
}

/// Chains as the product merges events.
fn merged(articles: &[(u32, &Article)], predicted: bool) -> Chains {
    let reports: Vec<&Report> = articles.iter().map(|(_, article)| report(article, predicted)).collect();
    let mention = |(at, event): (usize, usize)| {
        let (number, article) = articles[at];
        let mentions = reports[at].events[event].mentions.iter();
        mentions.map(move |m| (number, article.scored_as[&m.trigger.start]))
    };
    merge::groups(&reports).into_iter().map(|group| group.into_iter().flat_map(mention).collect()).collect()
}

fn gold_chains(articles: &[(u32, &Article)]) -> Chains {
    let mut chains: BTreeMap<&str, Vec<Mention>> = BTreeMap::new();
    for (number, article) in articles {
        for (mention, scored) in article.gold.mentions.iter().zip(0..) {
            chains.entry(&mention.chain).or_default().push((*number, scored));
        }
    }
    chains.into_values().collect()
}

fn measure(
    name: &str,
    collections: Vec<Collection>,
    predicted: bool,
    once: bool,
    chains: impl Fn(&[(u32, &Article)], bool) -> Chains,
) {
    let mut scores = [Score::default(); 4];
    for articles in &collections {
        let (mut gold, mut found) = (gold_chains(articles), chains(articles, predicted));
        if !once {
            gold.retain(|chain| chain.len() > 1);
            found.retain(|chain| chain.len() > 1);
        }
        let metrics = [metrics::mentions, metrics::muc, metrics::b_cubed, metrics::ceaf_e];
        for (score, metric) in scores.iter_mut().zip(metrics) {
            score.add(&metric(&gold, &found));
        }
    }
    let conll = scores[1..].iter().map(Score::f1).sum::<f64>() / 3.0;
    let line = |score: &Score| {
        let [f1, recall, precision] = [score.f1(), score.recall(), score.precision()].map(|v| 100.0 * v);
        format!("{f1:>5.1} (R {recall:.1} P {precision:.1})")
    };
    let [found, muc, b_cubed, ceaf_e] = scores.map(|score| line(&score));
    println!("{name:<40} {found:>23} {muc:>23} {b_cubed:>23} {ceaf_e:>23} {:>6.1}", 100.0 * conll);
}

/// Logistic regression on the pairs that are held against each other, with gold and with predicted mentions.
fn fit(articles: &[Article]) {
    let mut rows: Vec<([f32; merge::CLUES.len()], f32)> = Vec::new();
    for articles in topics_of(articles) {
        for predicted in [false, true] {
            let reports: Vec<&Report> =
                articles.iter().map(|(_, article)| report(article, predicted)).collect();
            let chain = |(at, event): merge::Told| {
                let article = articles[at].1;
                let scored = article.scored_as[&reports[at].events[event].mentions[0].trigger.start];
                article.gold.mentions.get(scored as usize).map(|mention| mention.chain.as_str())
            };
            for (a, b, clues) in merge::pairs(&reports) {
                if let (Some(a), Some(b)) = (chain(a), chain(b)) {
                    rows.push((clues, f32::from(u8::from(a == b))));
                }
            }
        }
    }
    let right = rows.iter().filter(|(_, same)| *same == 1.0).count();
    println!("{} pairs, {right} of one event", rows.len());
    let weights = regress(&rows);
    for (clue, weight) in merge::CLUES.iter().zip(weights) {
        println!("    {weight:.2}, // {clue}");
    }
}

/// Gradient descent with Adam's steps on the log-likelihood, with a light ridge.
fn regress<const N: usize>(rows: &[([f32; N], f32)]) -> [f32; N] {
    let (mut weights, mut mean, mut spread) = ([0.0f32; N], [0.0f32; N], [0.0f32; N]);
    for step in 1..=600 {
        let mut gradient = [0.0f32; N];
        for (clues, same) in rows {
            let odds: f32 = clues.iter().zip(&weights).map(|(c, w)| c * w).sum();
            let error = 1.0 / (1.0 + (-odds).exp()) - same;
            gradient.iter_mut().zip(clues).for_each(|(g, c)| *g += error * c);
        }
        for at in 0..N {
            let slope = gradient[at] / rows.len() as f32 + 1e-5 * weights[at];
            mean[at] = 0.9 * mean[at] + 0.1 * slope;
            spread[at] = 0.99 * spread[at] + 0.01 * slope * slope;
            let (mean, spread) =
                (mean[at] / (1.0 - 0.9f32.powi(step)), spread[at] / (1.0 - 0.99f32.powi(step)));
            weights[at] -= 0.05 * mean / (spread.sqrt() + 1e-8);
        }
    }
    weights
}
