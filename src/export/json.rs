//! JSON (RFC 8259) that other formats are made of.

use std::fmt::Write;

/// A value in the making. Fields of an object stay in their order; those that are null are left out.
pub(super) enum Json {
    Null,
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Number(number) if number.is_finite() => {
                // Writing to a string can't fail.
                let _ = write!(out, "{number}");
            }
            Self::Null | Self::Number(_) => out.push_str("null"),
            Self::Text(text) => write_text(text, out),
            Self::List(values) => {
                out.push('[');
                for (n, value) in values.iter().enumerate() {
                    out.push_str(if n > 0 { "," } else { "" });
                    value.write(out);
                }
                out.push(']');
            }
            Self::Object(fields) => {
                out.push('{');
                let fields = fields.iter().filter(|(_, value)| !matches!(value, Self::Null));
                for (n, (name, value)) in fields.enumerate() {
                    out.push_str(if n > 0 { "," } else { "" });
                    write_text(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }

    /// On a line of its own.
    pub(super) fn line(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out.push('\n');
        out
    }

    /// A list; null where nothing is in it.
    pub(super) fn list<T: Into<Json>>(values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<Json> = values.into_iter().map(T::into).collect();
        if values.is_empty() { Self::Null } else { Self::List(values) }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Json {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Json {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, T::into)
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn values_are_read_back() {
        for (value, wanted) in [
            (
                Json::from("a \"b\" \\ \n\t\u{0} \u{7f} \u{2028} 😀"),
                "\"a \\\"b\\\" \\\\ \\n\\u0009\\u0000 \\u007f \\u2028 😀\"",
            ),
            (Json::from(-12.5), "-12.5"),
            (Json::from(1e21), "1000000000000000000000"),
            (Json::from(f64::NAN), "null"),
            (Json::list(Vec::<u32>::new()), "null"),
            (Json::List(Vec::new()), "[]"),
            (
                Json::Object(vec![("a", Json::Null), ("b", 1.into()), ("c", Json::list(["x"]))]),
                "{\"b\":1,\"c\":[\"x\"]}",
            ),
        ] {
            let line = value.line();
            assert_eq!(line, format!("{wanted}\n"));
            serde_json::from_str::<serde_json::Value>(&line).expect("JSON");
        }
    }
}
