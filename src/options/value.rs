//! What JavaScript, JSON and TOML have in common, read field by field: a misspelt name or a value of the wrong kind is told
//! with the way to it.

use std::fmt::{self, Write};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Error;

/// A value as a caller wrote it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// `undefined` too.
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

/// A message shows so many characters of a value.
const SHOWN: usize = 120;

/// As JSON, for a message.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = String::new();
        show(self, &mut shown);
        match shown.char_indices().nth(SHOWN) {
            Some((end, _)) => write!(f, "{}…", &shown[..end]),
            None => f.write_str(&shown),
        }
    }
}

fn show(value: &Value, out: &mut String) {
    if out.len() > 4 * SHOWN {
        return;
    }
    // Writing to a string can't fail.
    let _ = match value {
        Value::Null => write!(out, "null"),
        Value::Bool(value) => write!(out, "{value}"),
        Value::Number(value) => write!(out, "{value}"),
        Value::String(value) => write!(out, "\"{value}\""),
        Value::List(values) => {
            out.push('[');
            for (n, value) in values.iter().enumerate() {
                out.push_str(if n > 0 { "," } else { "" });
                show(value, out);
            }
            write!(out, "]")
        }
        Value::Object(fields) => {
            out.push('{');
            for (n, (name, value)) in fields.iter().enumerate() {
                let _ = write!(out, "{}\"{name}\":", if n > 0 { "," } else { "" });
                show(value, out);
            }
            write!(out, "}}")
        }
    };
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Value;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
                Ok(Value::Bool(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
                Ok(Value::Number(value as f64))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
                Ok(Value::Number(value as f64))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
                Ok(Value::Number(value))
            }
            fn visit_str<E>(self, value: &str) -> Result<Value, E> {
                Ok(Value::String(value.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = list.next_element()? {
                    values.push(value);
                }
                Ok(Value::List(values))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Value::Object(fields))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// The fields of an object.
pub(crate) struct Fields<'v> {
    /// The way to the object; empty: it is the options themselves.
    at: String,
    fields: &'v [(String, Value)],
}

impl<'v> Fields<'v> {
    /// # Errors
    /// When the value is no object or has a field that is none of `known`; null is an object without fields.
    pub(crate) fn of(value: &'v Value, at: String, known: &[&str]) -> Result<Self, Error> {
        let what = if at.is_empty() { "option" } else { "field" };
        let fields = match value {
            Value::Null => &[][..],
            Value::Object(fields) => fields,
            other if at.is_empty() => {
                return Err(Error::new("bad-options", format!("options are not an object but {other}")));
            }
            other => return Err(Error::new("bad-options", format!("{at}: {other} is not an object"))),
        };
        if let Some((name, _)) = fields.iter().find(|(name, _)| !known.contains(&&**name)) {
            let colon = if at.is_empty() { "" } else { ": " };
            let known = known.join("`, `");
            let message = format!("{at}{colon}unknown {what} `{name}`; there are `{known}`");
            return Err(Error::new("unknown-option", message));
        }
        Ok(Self { at, fields })
    }

    /// The way to a field.
    fn way(&self, name: &str) -> String {
        match self.at.is_empty() {
            true => format!("option `{name}`"),
            false => format!("{}.{name}", self.at),
        }
    }

    fn get(&self, name: &str) -> Option<&'v Value> {
        let (_, value) = self.fields.iter().find(|(other, _)| other == name)?;
        (*value != Value::Null).then_some(value)
    }

    /// A field as what `read` takes; none where it is missing or null.
    fn read<T>(
        &self,
        name: &str,
        kind: &str,
        read: impl Fn(&'v Value) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let wrong = || Error::new("bad-options", format!("{}: {value} is not {kind}", self.way(name)));
        read(value).map(Some).ok_or_else(wrong)
    }

    pub(crate) fn string(&self, name: &str) -> Result<Option<String>, Error> {
        self.read(name, "a string", string)
    }

    pub(crate) fn number(&self, name: &str) -> Result<Option<f64>, Error> {
        self.read(
            name,
            "a number",
            |value| if let Value::Number(number) = value { Some(*number) } else { None },
        )
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Error> {
        self.read(
            name,
            "true or false",
            |value| if let Value::Bool(flag) = value { Some(*flag) } else { None },
        )
    }

    /// A list; none where it is missing or null.
    pub(crate) fn list(&self, name: &str) -> Result<Option<&'v [Value]>, Error> {
        self.read(name, "an array", |value| if let Value::List(list) = value { Some(&**list) } else { None })
    }

    /// A list of strings, empty where it is missing.
    pub(crate) fn strings(&self, name: &str) -> Result<Vec<String>, Error> {
        let list = self.list(name)?.unwrap_or_default();
        let read = |(n, value): (usize, &Value)| {
            let wrong =
                || Error::new("bad-options", format!("{}[{n}]: {value} is not a string", self.way(name)));
            string(value).ok_or_else(wrong)
        };
        list.iter().enumerate().map(read).collect()
    }

    /// An object with these fields.
    pub(crate) fn object(&self, name: &str, known: &[&str]) -> Result<Option<Self>, Error> {
        self.get(name).map(|value| Self::of(value, self.way(name), known)).transpose()
    }

    /// The names that are given, in the order of the object.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'v str> {
        self.fields.iter().filter(|(_, value)| *value != Value::Null).map(|(name, _)| &**name)
    }
}

fn string(value: &Value) -> Option<String> {
    if let Value::String(string) = value { Some(string.clone()) } else { None }
}
