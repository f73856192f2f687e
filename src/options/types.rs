//! Event types of the user's own, as JSON and TOML have them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Error;
use super::value::{Fields, Value};
use crate::report::ROLES;

/// Who fills a role: for each role the slots of the grammar that it is looked for in.
pub type Roles = BTreeMap<String, Vec<String>>;

/// An event type of the user's own.
///
/// Only the name and a trigger word are needed. The README has an example, and `examples/types/` three sets of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_family = "wasm", derive(tsify::Tsify))]
pub struct EventTypeDefinition {
    /// `group.name`: small letters, digits and hyphens. A built-in type of this name is replaced; what is not given of label,
    /// definition, codes, tone and words stays as it was.
    pub name: String,
    /// A few words for people; else the second half of the name.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub label: Option<String>,
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub definition: Option<String>,
    /// What the type is in the schemes of the field.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub codes: Option<CodesDefinition>,
    /// Else "neutral".
    #[cfg_attr(
        target_family = "wasm",
        tsify(optional, type = "\"cooperation\" | \"conflict\" | \"neutral\"")
    )]
    pub tone: Option<String>,
    /// True: a speech act, not a deed.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub words: Option<bool>,
    /// Words that tell of such an event wherever they stand: verbs as infinitives ("sign"), nouns in the singular. In a phrase
    /// of several words the starred one triggers ("state* of emergency"), else the first of a verb ("knock out"), the last of
    /// the others ("asset freeze"); the words around it stand as they do in a text or as lemmas.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub verbs: Vec<String>,
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub nouns: Vec<String>,
    /// Participles too: "frozen".
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub adjectives: Vec<String>,
    /// Words that tell of such an event under conditions.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub triggers: Vec<TriggerDefinition>,
    /// Who fills which role: "subject" (in the passive whoever does it), "object" (in the passive the subject), "possessive",
    /// "compound" ("*missile* test"), "content" (an event in what is said), or a preposition. Without: the subject and "by" are
    /// the actor, the object and "of" the target, "in" and "at" the place.
    #[cfg_attr(target_family = "wasm", tsify(optional, type = "Partial<Record<Role, string[]>>"))]
    pub roles: Option<Roles>,
    /// The kinds of entities that a role takes; one that is not named here takes any.
    #[cfg_attr(target_family = "wasm", tsify(optional, type = "Partial<Record<Role, EntityType[]>>"))]
    pub kinds: BTreeMap<String, Vec<String>>,
    /// Sentences that tell such an event, and some that tell none: read when the analyzer is made, a few milliseconds each.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub examples: Vec<String>,
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub not: Vec<String>,
}

/// The codes of a type.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(target_family = "wasm", derive(tsify::Tsify))]
pub struct CodesDefinition {
    /// Two to four digits.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub cameo: Option<String>,
    /// One of PLOVER's sixteen: "SANCTION".
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub plover: Option<String>,
    /// "Conflict.Attack"
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub ace: Option<String>,
}

/// Trigger words with conditions, all of which must hold. Conditions ask for single words, as lemmas or as they stand.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_family = "wasm", derive(tsify::Tsify))]
pub struct TriggerDefinition {
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub verbs: Vec<String>,
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub nouns: Vec<String>,
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub adjectives: Vec<String>,
    /// One of these in the sentence, at most eight words off.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub near: Vec<String>,
    /// None of these there.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub not_near: Vec<String>,
    /// One of these among the two words before.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub before: Vec<String>,
    /// One of these among the two words after, or as a particle of the verb: "shot the plane *down*".
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub after: Vec<String>,
    /// One of these anywhere in the text.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub document: Vec<String>,
    /// True: the trigger is capitalised; a name counts.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub capital: bool,
    /// Instead of the roles of the type.
    #[cfg_attr(target_family = "wasm", tsify(optional, type = "Partial<Record<Role, string[]>>"))]
    pub roles: Option<Roles>,
}

impl EventTypeDefinition {
    /// Reads the `n`th of the types.
    pub(super) fn read(n: usize, value: &Value) -> Result<Self, Error> {
        const KNOWN: &[&str] = &[
            "name",
            "label",
            "definition",
            "codes",
            "tone",
            "words",
            "verbs",
            "nouns",
            "adjectives",
            "triggers",
            "roles",
            "kinds",
            "examples",
            "not",
        ];
        // The name helps to find the entry, whatever is wrong with it.
        let name = match value {
            Value::Object(fields) => fields.iter().find(|(name, _)| name == "name").map(|(_, value)| value),
            _ => None,
        };
        let name = if let Some(Value::String(name)) = name { &**name } else { "" };
        let fields = &match value {
            Value::Null => Err(Error::new("bad-options", format!("{}: null is not an object", way(n, "")))),
            value => Fields::of(value, way(n, name), KNOWN),
        }?;
        let at = way(n, name);
        let triggers = fields.list("triggers")?.unwrap_or_default();
        let triggers = triggers
            .iter()
            .enumerate()
            .map(|(t, value)| TriggerDefinition::read(value, format!("{at}.triggers[{t}]")));
        let codes = fields.object("codes", &["cameo", "plover", "ace"])?;
        let codes = codes.map(|codes| -> Result<_, Error> {
            let [cameo, plover, ace] =
                [codes.string("cameo")?, codes.string("plover")?, codes.string("ace")?];
            Ok(CodesDefinition { cameo, plover, ace })
        });
        Ok(Self {
            name: fields.string("name")?.unwrap_or_default(),
            label: fields.string("label")?,
            definition: fields.string("definition")?,
            codes: codes.transpose()?,
            tone: fields.string("tone")?,
            words: fields.flag("words")?,
            verbs: fields.strings("verbs")?,
            nouns: fields.strings("nouns")?,
            adjectives: fields.strings("adjectives")?,
            triggers: triggers.collect::<Result<_, _>>()?,
            roles: lists_by_role(fields, "roles")?,
            kinds: lists_by_role(fields, "kinds")?.unwrap_or_default(),
            examples: fields.strings("examples")?,
            not: fields.strings("not")?,
        })
    }
}

impl TriggerDefinition {
    fn read(value: &Value, at: String) -> Result<Self, Error> {
        const KNOWN: &[&str] = &[
            "verbs",
            "nouns",
            "adjectives",
            "near",
            "notNear",
            "before",
            "after",
            "document",
            "capital",
            "roles",
        ];
        let fields = &Fields::of(value, at, KNOWN)?;
        Ok(Self {
            verbs: fields.strings("verbs")?,
            nouns: fields.strings("nouns")?,
            adjectives: fields.strings("adjectives")?,
            near: fields.strings("near")?,
            not_near: fields.strings("notNear")?,
            before: fields.strings("before")?,
            after: fields.strings("after")?,
            document: fields.strings("document")?,
            capital: fields.flag("capital")?.unwrap_or_default(),
            roles: lists_by_role(fields, "roles")?,
        })
    }
}

/// `{ actor: ["subject", "by"], … }`
fn lists_by_role(fields: &Fields, name: &str) -> Result<Option<BTreeMap<String, Vec<String>>>, Error> {
    let Some(roles) = fields.object(name, &ROLES.map(|(role, _)| role))? else { return Ok(None) };
    let lists = roles.names().map(|role| Ok((role.to_owned(), roles.strings(role)?)));
    lists.collect::<Result<_, _>>().map(Some)
}

/// The way to the `n`th of the types.
pub(crate) fn way(n: usize, name: &str) -> String {
    match name.is_empty() {
        true => format!("types[{n}]"),
        false => format!("types[{n}] \"{name}\""),
    }
}
