//! The contract: what [`extract`](crate::extract) returns, as plain data without logic.
//!
//! Field names are fixed; serialised they are camelCase. The TypeScript declarations of the wasm package are
//! generated from these types. Offsets are bytes here and UTF-16 code units when a report leaves the wasm module.

use serde::{Deserialize, Serialize};

pub use crate::span::Span;

macro_rules! plain_data {
    ($($item:item)*) => {$(
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[cfg_attr(target_family = "wasm", derive(tsify::Tsify), tsify(missing_as_null))]
        $item
    )*};
}

macro_rules! closed_list {
    ($($item:item)*) => {$(
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        #[cfg_attr(target_family = "wasm", derive(tsify::Tsify))]
        $item
    )*};
}

/// The version of this contract, in [`Report::schema`].
pub const SCHEMA: &str = "1.0";

plain_data! {
    /// Everything that was read from one text.
    pub struct Report {
        /// The version of this contract, "1.0".
        pub schema: String,
        /// The unit of every offset in this report.
        pub offsets: OffsetUnit,
        pub document: Document,
        pub entities: Vec<Entity>,
        pub times: Vec<Time>,
        pub quantities: Vec<Quantity>,
        pub statements: Vec<Statement>,
        pub events: Vec<Event>,
        /// Which event comes before or during which.
        pub order: Vec<Order>,
    }

    /// The text as a whole.
    pub struct Document {
        /// The headline, where the text has one.
        pub title: Option<Span>,
        /// "SEOUL, Oct. 31 (Reuters) —"
        pub dateline: Option<Dateline>,
        /// The publication date, ISO 8601.
        pub published: Option<String>,
        pub published_basis: Option<PublishedBasis>,
        /// BCP 47; anything but "en" comes with a warning and no events.
        pub language: String,
        /// Parts that are no source of events. They stay in the text.
        pub boilerplate: Vec<Boilerplate>,
        pub sentences: Vec<Span>,
        pub warnings: Vec<Warning>,
        /// The main event in answers to the six questions.
        pub summary: Option<Summary>,
    }

    /// Where and when a report was filed, as the text itself tells at its start.
    pub struct Dateline {
        pub span: Span,
        /// An entity id.
        pub place: Option<String>,
    }

    /// A part of the text that is not the article.
    pub struct Boilerplate {
        pub start: u32,
        pub end: u32,
        pub reason: BoilerplateReason,
    }

    /// Something about the text that makes the report smaller or less sure than a reader may expect.
    pub struct Warning {
        /// Stable, for programs: "empty", "language", "no-letters", "truncated" …
        pub code: String,
        /// For people.
        pub message: String,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub span: Option<Span>,
    }

    /// The main event in a line for each of the six questions of news.
    pub struct Summary {
        /// An event id.
        pub event: String,
        pub who: String,
        pub what: String,
        pub when: Option<String>,
        #[serde(rename = "where")]
        pub place: Option<String>,
        pub why: Option<String>,
        pub how: Option<String>,
    }

    /// Someone or something that is spoken of, with every mention of it.
    pub struct Entity {
        /// "e1" …
        pub id: String,
        /// The fullest name in the text: "Kim Jong Un".
        pub name: String,
        #[serde(rename = "type")]
        pub kind: EntityType,
        pub mentions: Vec<EntityMention>,
        /// ISO 3166-1 alpha-3 of the country that it is or belongs to: "PRK".
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub country: Option<String>,
        /// CAMEO and PLOVER sector: GOV, MIL, LEG, JUD, COP …
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub sector: Option<String>,
        /// "Defense Minister"
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub title: Option<String>,
        /// False for "an unnamed presidential official", "officials".
        pub named: bool,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub location: Option<Location>,
    }

    /// Words that name an entity.
    pub struct EntityMention {
        pub start: u32,
        pub end: u32,
        pub kind: MentionKind,
    }

    /// Where on earth, in degrees (WGS 84).
    pub struct Location {
        pub lat: f64,
        pub lon: f64,
        pub kind: LocationKind,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub geonames: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub contained_in: Option<Vec<String>>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub timezone: Option<String>,
    }

    /// A time expression and what it means (TIMEX3, ISO-TimeML).
    pub struct Time {
        /// "t1" …
        pub id: String,
        pub start: u32,
        pub end: u32,
        #[serde(rename = "type")]
        pub kind: TimeType,
        /// TIMEX3 value: "2024-10-31T07:10+09:00", "2024-06", "P3D", "XXXX-WXX-4".
        pub value: String,
        /// TIMEX3 mod: APPROX, BEFORE, START …
        #[serde(rename = "mod", skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub modifier: Option<String>,
        /// Start of the interval that it covers, ISO 8601, when it can be placed.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub from: Option<String>,
        /// End of the interval (not in it), ISO 8601.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub to: Option<String>,
        /// The time that ends the range that this one begins: "from [20 November] to [11 December]". The whole range is from this `from` to that `to`.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub until: Option<String>,
        /// What it was resolved from; null for an absolute expression.
        pub basis: Option<TimeBasis>,
    }

    /// What a time was resolved from; `id` names a time or an event.
    pub struct TimeBasis {
        pub kind: TimeBasisKind,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub id: Option<String>,
    }

    /// A number with what it counts or measures.
    pub struct Quantity {
        /// "q1" …
        pub id: String,
        pub start: u32,
        pub end: u32,
        /// people, money, distance, duration, percent …
        pub kind: String,
        /// "at least 12" is 12 to null; of a score the lower number.
        pub min: Option<f64>,
        pub max: Option<f64>,
        /// UCUM, ISO 4217, or the counted noun's lemma ("soldier").
        pub unit: Option<String>,
        pub approximate: bool,
        /// What it is of, also where no event has it: "killed", "troops", "money".
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub of: Option<String>,
        /// The counted noun, only its head word: "soldiers" of "12 North Korean soldiers".
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub counted: Option<Span>,
        /// The same in another unit, where the text says so: "1,000 km (621 miles)".
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub conversion: Option<Conversion>,
    }

    /// A quantity said once more in another unit.
    pub struct Conversion {
        pub min: Option<f64>,
        pub max: Option<f64>,
        /// UCUM or ISO 4217.
        pub unit: String,
    }

    /// Who said what, quoted or reported.
    pub struct Statement {
        /// "s1" …
        pub id: String,
        /// An entity id, also for "an unnamed presidential official".
        pub speaker: Option<String>,
        /// "stated", "according to"
        pub cue: Option<Span>,
        /// The words said, in pieces where the cue splits them, without the quotation marks.
        pub content: Vec<Span>,
        pub kind: StatementKind,
        pub stance: Stance,
        /// An entity id.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub addressee: Option<String>,
        /// The statement that this one is inside.
        pub parent: Option<String>,
    }

    /// Something that happened, or is said, planned, asked or denied to, with every telling of it.
    pub struct Event {
        /// "v1" …
        pub id: String,
        /// A name of the catalog, "military.weapon-test".
        #[serde(rename = "type")]
        pub kind: String,
        pub codes: Codes,
        /// Coreferent mentions of the one event; the first is the fullest.
        pub mentions: Vec<EventMention>,
        pub arguments: Vec<Argument>,
        pub amounts: Vec<Amount>,
        /// A time id.
        pub time: Option<String>,
        /// An entity id: the place argument repeated.
        pub place: Option<String>,
        /// Of the event as a whole.
        pub factuality: Factuality,
        /// An entity id.
        pub source: Option<String>,
        /// 0 … 1
        pub confidence: f64,
        /// Why: what fired, in words that a reader understands.
        pub because: Vec<String>,
        /// 0 … 1; the highest is what the article is about.
        pub salience: f64,
    }

    /// The crosswalk to the coding schemes of the field.
    #[derive(Default)]
    pub struct Codes {
        /// CAMEO, as fine as the text tells: "072", military aid.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub cameo: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub plover: Option<String>,
        /// How, in PLOVER: "phone", "suicide-attack", "withdraw".
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub plover_mode: Option<String>,
        /// Why, in PLOVER: "election", "cbrn", "natural_resource"; at most three, the plainest first.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub plover_contexts: Option<Vec<String>>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub ace: Option<String>,
    }

    /// One telling of an event.
    pub struct EventMention {
        /// One word, or a fixed multi-word expression.
        pub trigger: Span,
        /// The base form of its head: "launch" of "launched". Reports are merged by it, without their texts.
        #[serde(default)]
        pub lemma: String,
        /// Index into [`Document::sentences`].
        pub sentence: u32,
        pub factuality: Factuality,
        /// Entity id of who says so; null: the article itself.
        pub source: Option<String>,
        /// The statement that the mention is inside.
        pub statement: Option<String>,
        /// The words that decided the factuality.
        pub cues: Vec<Span>,
    }

    /// Who or what fills a role of an event: an entity, or for a topic another event.
    pub struct Argument {
        pub role: Role,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub entity: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub event: Option<String>,
        pub span: Span,
    }

    /// A quantity that belongs to an event.
    pub struct Amount {
        /// A quantity id.
        pub quantity: String,
        /// "killed", "injured", "troops", "money" …
        pub of: String,
    }

    /// Two events in time.
    pub struct Order {
        /// An event id.
        pub first: String,
        /// An event id.
        pub then: String,
        pub relation: OrderRelation,
        pub cue: Option<Span>,
    }
}

closed_list! {
    /// What offsets count: bytes of UTF-8, UTF-16 code units, or code points.
    pub enum OffsetUnit { Bytes, Utf16, Chars }

    /// Where the publication date is from: an option, a line of the text, or what the text speaks of.
    pub enum PublishedBasis { Given, Text, Inferred }

    /// Why a part of the text is no source of events.
    pub enum BoilerplateReason { Caption, Related, Share, Byline, Ad, Copyright, Torn }

    /// What an entity is.
    pub enum EntityType { Person, Organization, Place, People, Weapon, Vehicle, Product, Law, Facility, Other }

    /// By a name, by a noun ("the minister") or by a pronoun.
    pub enum MentionKind { Name, Nominal, Pronoun }

    /// What a location is.
    pub enum LocationKind { Country, Region, City, Water, Feature, Facility }

    /// The types of TIMEX3.
    pub enum TimeType {
        #[serde(rename = "DATE")]
        Date,
        #[serde(rename = "TIME")]
        Time,
        #[serde(rename = "DURATION")]
        Duration,
        #[serde(rename = "SET")]
        Set,
    }

    /// What kind of thing a time was resolved from.
    pub enum TimeBasisKind { Published, Time, Event }

    /// In quotation marks, reported, or reported with quoted words in it.
    pub enum StatementKind { Direct, Indirect, Mixed }

    /// What the cue makes of what is said.
    pub enum Stance { Says, Confirms, Denies, Claims, Warns, Asks, Believes }

    /// How surely an event is presented.
    pub enum Factuality { Actual, Alleged, Possible, Planned, Hypothetical, Negated }

    /// Who or what takes part, and how; one small inventory for all types.
    pub enum Role { Actor, Target, Object, Instrument, Recipient, Topic, Place, Origin, Destination }

    /// How two events lie in time.
    pub enum OrderRelation { Before, During }
}

/// The roles with their names, in the order of [`Role`]: event types are packed and models learnt by their numbers.
pub const ROLES: [(&str, Role); 9] = [
    ("actor", Role::Actor),
    ("target", Role::Target),
    ("object", Role::Object),
    ("instrument", Role::Instrument),
    ("recipient", Role::Recipient),
    ("topic", Role::Topic),
    ("place", Role::Place),
    ("origin", Role::Origin),
    ("destination", Role::Destination),
];

plain_data! {
    /// What several reports tell, each event once. Reports are numbered from 0, in the order in which they were given.
    pub struct Merged {
        /// The version of this contract, "1.0".
        pub schema: String,
        /// By time, those of none last, then by the first report that has them.
        pub events: Vec<MergedEvent>,
    }

    /// One event as all reports tell it.
    pub struct MergedEvent {
        /// "m1" …
        pub id: String,
        /// Of most of its members.
        #[serde(rename = "type")]
        pub kind: String,
        /// Base forms of the words that tell it, the most frequent first.
        pub lemmas: Vec<String>,
        /// The events of the reports that are this one.
        pub members: Vec<Member>,
        /// The reports that tell it.
        pub reports: Vec<u32>,
        /// Who says so in which report.
        pub sources: Vec<MergedSource>,
        pub arguments: Vec<MergedArgument>,
        pub times: Vec<MergedTime>,
        pub places: Vec<MergedPlace>,
        pub amounts: Vec<MergedAmount>,
        /// On what reports differ: a role ("target"), "time", "place", or what an amount is of ("killed").
        pub differ: Vec<String>,
        /// Of most reports; of equals the surest, and what is denied last. Members have their own.
        pub factuality: Factuality,
        /// The highest of its members.
        pub confidence: f64,
        /// The highest of its members.
        pub salience: f64,
    }

    /// An event of a report.
    pub struct Member {
        /// The number of the report.
        pub report: u32,
        /// The id of the event there.
        pub event: String,
        pub factuality: Factuality,
    }

    /// Who says so.
    pub struct MergedSource {
        pub report: u32,
        /// Null: the article itself.
        pub name: Option<String>,
    }

    /// Who or what fills a role, and by which reports.
    pub struct MergedArgument {
        pub role: Role,
        /// The fullest name that a report has.
        pub name: String,
        #[serde(rename = "type")]
        pub kind: EntityType,
        /// False for "an official".
        pub named: bool,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub country: Option<String>,
        pub reports: Vec<u32>,
    }

    /// When, and by which reports.
    pub struct MergedTime {
        pub value: String,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub from: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub to: Option<String>,
        pub reports: Vec<u32>,
    }

    /// Where, and by which reports.
    pub struct MergedPlace {
        pub name: String,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        #[cfg_attr(target_family = "wasm", tsify(optional))]
        pub location: Option<Location>,
        pub reports: Vec<u32>,
    }

    /// How many or how much, and by which reports.
    pub struct MergedAmount {
        /// "killed", "injured", "troops", "money" …
        pub of: String,
        /// "at least 12" is 12 to null.
        pub min: Option<f64>,
        pub max: Option<f64>,
        pub unit: Option<String>,
        pub reports: Vec<u32>,
    }
}

#[cfg(test)]
mod tests {
    use super::ROLES;

    #[test]
    fn roles_have_the_names_and_numbers_of_the_enum() {
        for (number, (name, role)) in ROLES.into_iter().enumerate() {
            assert_eq!(serde_json::to_value(role).unwrap(), name);
            assert_eq!(role as usize, number, "{name}");
        }
    }
}
