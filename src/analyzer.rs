//! From text to report: the pipeline.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::article;
use crate::assemble::{self, Findings};
use crate::document::Document;
use crate::entities;
use crate::events::model::Model;
use crate::events::{self, Catalog, EventType};
use crate::export;
use crate::language;
use crate::names;
use crate::options::{AnalyzerOptions, Error, EventTypeDefinition, Options, parse_published, way};
use crate::quantities;
use crate::report::{OffsetUnit, PublishedBasis, Report, Warning};
use crate::statements;
use crate::times;
use crate::tokens;

/// Reads articles; reusable. Holds what is the same for every text.
#[derive(Debug, Clone, Default)]
pub struct Analyzer {
    catalog: Catalog,
    min_confidence: f64,
    /// Stands for the built-in one.
    event_model: Option<Arc<Model>>,
}

impl Analyzer {
    /// The default analyzer, made at its first use.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: LazyLock<Analyzer> = LazyLock::new(Analyzer::default);
        &SHARED
    }

    /// # Errors
    /// When an option can't be had; the message names it and its value.
    pub fn new(options: &AnalyzerOptions) -> Result<Self, Error> {
        let min_confidence = options.min_confidence.unwrap_or(0.0);
        if !(0.0..=1.0).contains(&min_confidence) {
            return Err(Error::new(
                "bad-min-confidence",
                format!("option `minConfidence`: {min_confidence} is not between 0 and 1"),
            ));
        }
        let types = options.types.as_deref().unwrap_or_default();
        let catalog = Catalog::new(types, options.without.as_deref().unwrap_or_default())?;
        let analyzer = Self { catalog, min_confidence, event_model: None };
        types.iter().enumerate().try_for_each(|(n, definition)| analyzer.check_examples(n, definition))?;
        Ok(analyzer)
    }

    /// Reads the examples of the `n`th of the user's types.
    fn check_examples(&self, n: usize, definition: &EventTypeDefinition) -> Result<(), Error> {
        let wrong = |field: &str, at: usize, why: String| {
            let way = way(n, &definition.name);
            Err(Error::new("bad-type", format!("{way}.{field}[{at}]: {why}")))
        };
        for (at, example) in definition.examples.iter().enumerate() {
            let told = self.told(example)?;
            if !told.iter().any(|(name, _)| *name == definition.name) {
                let others: Vec<String> =
                    told.iter().map(|(name, word)| format!("{name} by \"{word}\"")).collect();
                let why = match others.is_empty() {
                    true => format!("\"{example}\" tells no event"),
                    false => format!("\"{example}\" tells no such event, but {}", others.join(", ")),
                };
                return wrong("examples", at, why);
            }
        }
        for (at, example) in definition.not.iter().enumerate() {
            let told = self.told(example)?;
            if let Some((_, word)) = told.iter().find(|(name, _)| *name == definition.name) {
                return wrong("not", at, format!("\"{example}\" tells one by \"{word}\""));
            }
        }
        Ok(())
    }

    /// The types of the events of a sentence, each with the word that tells it.
    fn told<'t>(&self, sentence: &'t str) -> Result<Vec<(String, &'t str)>, Error> {
        // A title: the sentence is no headline.
        let (title, language) = (Some(String::new()), Some("en".to_owned()));
        let report = self.extract(sentence, &Options { title, language, published: None })?;
        let mentions = report.events.into_iter().flat_map(|event| {
            let kind = event.kind;
            event.mentions.into_iter().map(move |mention| (kind.clone(), mention.trigger.of(sentence)))
        });
        Ok(mentions.collect())
    }

    /// Reads events with another model than the built-in one: to measure one that was learnt from some newspapers on others.
    pub fn with_event_model(self, model: Model) -> Self {
        Self { event_model: Some(Arc::new(model)), ..self }
    }

    /// The event types that this analyzer knows.
    pub fn event_types(&self) -> impl Iterator<Item = &EventType> {
        self.catalog.types()
    }

    /// Reads one text. Any text gives a report.
    ///
    /// # Errors
    /// When an option can't be had; the message names it and its value.
    pub fn extract(&self, text: &str, options: &Options) -> Result<Report, Error> {
        let given = options.published.as_deref().map(parse_published).transpose()?;
        let assume_english = match options.language.as_deref() {
            None => false,
            Some("en") => true,
            Some(other) => {
                return Err(Error::new(
                    "bad-language",
                    format!("option `language`: \"{other}\" is not \"en\""),
                ));
            }
        };
        let mut warnings = Vec::new();
        let whole = text.len();
        let text = readable(text);
        if text.len() < whole {
            warnings.push(warning("too-long", "the text is longer than 4 GB; only its beginning was read"));
        }

        let article = article::read(text, options.title.is_some());
        let published = match (given, &article.published) {
            (Some(given), _) => given.date,
            (None, found) => found.as_ref().map(|p| p.date),
        };
        let tokens = tokens::tokenize(text, &article);
        let language = language::check(text, &tokens);
        warnings.extend(language::warnings(text, &tokens, language, assume_english));
        let english = assume_english || language.is_english();
        // Trees cost the most of all, and what is not English has no use for them.
        let document = match english {
            true => Document::parse(text, article, tokens),
            false => {
                Document { text, article, tokens, syntax: Default::default(), phrases: Default::default() }
            }
        };
        let mut findings = match english {
            true => self.read(&document, published, given.and_then(|given| given.clock)),
            false => Findings::default(),
        };
        warnings.append(&mut findings.times.warnings);
        let inferred = findings.times.inferred;
        let mut report = assemble::report(&document, &self.catalog, findings, self.min_confidence);
        report.document.published_basis = match (given, published, inferred) {
            (Some(_), ..) => Some(PublishedBasis::Given),
            (None, Some(_), _) => Some(PublishedBasis::Text),
            (None, None, Some(_)) => Some(PublishedBasis::Inferred),
            (None, None, None) => None,
        };
        let day = published.or(inferred).map(|date| date.to_string());
        report.document.published = options.published.clone().or(day);
        report.document.language = if assume_english { "en" } else { language.code() }.to_string();
        report.document.warnings = warnings;
        Ok(report)
    }

    /// Words, tags, trees, names, quantities and coreference of one text in CoNLL-U, the format of Universal Dependencies; offsets in bytes.
    pub fn to_conllu(&self, text: &str) -> String {
        self.to_conllu_in(text, OffsetUnit::Bytes)
    }

    /// [`Analyzer::to_conllu`] with offsets in another unit.
    pub fn to_conllu_in(&self, text: &str, unit: OffsetUnit) -> String {
        let text = readable(text);
        let document = Document::of_text(text);
        let names = names::find(&document);
        let times = times::find(document.text, &document.tokens, &document.syntax, None);
        let quantities = quantities::find(&document, &names, &times);
        export::conllu(&document, &names, &quantities, &entities::find(&document, &names), unit)
    }

    fn read(&self, document: &Document, published: Option<NaiveDate>, clock: Option<(u32, i16)>) -> Findings {
        let names = names::find(document);
        let mut times = times::read(document, &names, published, clock);
        let quantities = quantities::find(document, &names, &times.mentions);
        let mut entities = entities::find(document, &names);
        let statements = statements::find(document, &mut entities);
        let model = self.event_model.as_deref().unwrap_or_else(|| Model::built_in());
        let mut events =
            events::find(document, &self.catalog, model, &mut entities, &statements, &times.mentions);
        events::anchor_times(&events, &mut times.mentions);
        events::add_amounts(document, &self.catalog, &mut events, &quantities);
        Findings { times, quantities, entities, statements, events }
    }
}

fn warning(code: &str, message: &str) -> Warning {
    Warning { code: code.into(), message: message.into(), span: None }
}

/// The text as far as offsets of 32 bits reach.
fn readable(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
