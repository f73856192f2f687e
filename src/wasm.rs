//! The one file that knows JavaScript: bindings, option parsing, UTF-16 offsets, errors.

use js_sys::{Array, JSON, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use crate::Tone;
use crate::options::{AnalyzerOptions, Error, Options, Value};
use crate::report::{Codes, OffsetUnit, Report};

/// Reads the events of one text with the default analyzer.
///
/// Offsets in the report are UTF-16 code units: `text.slice(start, end)` is the words.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn extract(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Result<JsValue, JsValue> {
    report(crate::Analyzer::shared(), text, options)
}

/// What a page needs to know about an event type.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
struct EventTypeInfo {
    /// `group.name`
    name: String,
    /// A few words for people: "weapon test".
    label: String,
    definition: String,
    codes: Codes,
    #[tsify(type = "\"cooperation\" | \"conflict\" | \"neutral\"")]
    tone: &'static str,
    /// A speech act, not a deed.
    words: bool,
}

impl From<&crate::EventType> for EventTypeInfo {
    fn from(t: &crate::EventType) -> Self {
        Self {
            name: t.name.to_string(),
            label: t.label.to_string(),
            definition: t.definition.to_string(),
            codes: t.codes(),
            tone: match t.tone {
                Tone::Cooperation => "cooperation",
                Tone::Conflict => "conflict",
                Tone::Neutral => "neutral",
            },
            words: t.words,
        }
    }
}

/// Reads texts; reusable. Holds custom event types.
#[wasm_bindgen]
pub struct Analyzer {
    inner: crate::Analyzer,
}

#[wasm_bindgen]
impl Analyzer {
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "AnalyzerOptions")] options: &JsValue,
    ) -> Result<Analyzer, JsValue> {
        let options = AnalyzerOptions::read(&value(options, DEEPEST)).map_err(throw)?;
        Ok(Self { inner: crate::Analyzer::new(&options).map_err(throw)? })
    }

    /// The event types that this analyzer knows, custom ones last.
    #[wasm_bindgen(js_name = eventTypes, unchecked_return_type = "EventTypeInfo[]")]
    pub fn event_types(&self) -> Result<JsValue, JsValue> {
        let types: Vec<EventTypeInfo> = self.inner.event_types().map(EventTypeInfo::from).collect();
        Ok(types.serialize(&serializer())?)
    }

    /// Reads the events of one text.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn extract(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        report(&self.inner, text, options)
    }

    /// Words, tags and trees of one text in CoNLL-U, the format of Universal Dependencies.
    ///
    /// `TokenRange=START:END` in the last column is where the word stands: `text.slice(start, end)`.
    #[wasm_bindgen(js_name = toConllu)]
    pub fn to_conllu(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    ) -> Result<String, JsValue> {
        Ok(self.inner.to_conllu_in(&string(text)?, OffsetUnit::Utf16))
    }
}

fn report(analyzer: &crate::Analyzer, text: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let text = string(text)?;
    let options = Options::read(&value(options, DEEPEST)).map_err(throw)?;
    let mut report: Report = analyzer.extract(&text, &options).map_err(throw)?;
    crate::convert_offsets(&mut report, &text, OffsetUnit::Utf16);
    Ok(report.serialize(&serializer())?)
}

/// The text; lone surrogates become U+FFFD, one UTF-16 unit for one, so offsets still hold.
fn string(text: &JsValue) -> Result<String, JsValue> {
    text.as_string().ok_or_else(|| throw(Error::new("bad-text", "`text` is not a string".into())))
}

fn serializer() -> Serializer {
    Serializer::new().serialize_missing_as_null(true)
}

/// A JavaScript `Error` with a `code`.
fn throw(error: Error) -> JsValue {
    let js = js_sys::Error::new(&error.to_string());
    // Setting a property of an object just made can't fail.
    let _ = Reflect::set(&js, &"code".into(), &error.code().into());
    js.into()
}

/// No option lies deeper: an object that holds itself ends here.
const DEEPEST: u32 = 8;

/// A value of JavaScript as far as options go.
fn value(js: &JsValue, deepest: u32) -> Value {
    if let Some(string) = js.as_string() {
        Value::String(string)
    } else if let Some(number) = js.as_f64() {
        Value::Number(number)
    } else if let Some(flag) = js.as_bool() {
        Value::Bool(flag)
    } else if let Some(below) = deepest.checked_sub(1)
        && let Some(list) = js.dyn_ref::<Array>()
    {
        Value::List(list.iter().map(|each| value(&each, below)).collect())
    } else if let Some(below) = deepest.checked_sub(1)
        && let Some(object) = js.dyn_ref::<Object>()
    {
        let field = |entry: JsValue| {
            let entry = Array::from(&entry);
            (entry.get(0).as_string().unwrap_or_default(), value(&entry.get(1), below))
        };
        Value::Object(Object::entries(object).iter().map(field).collect())
    } else {
        Value::Null
    }
}

/// Puts together what several reports tell of the same event.
///
/// Reports are those of `extract`, also after a way through JSON; their texts are not needed. They are numbered from 0.
#[wasm_bindgen(unchecked_return_type = "Merged")]
pub fn merge(
    #[wasm_bindgen(unchecked_param_type = "Report[]")] reports: &JsValue,
) -> Result<JsValue, JsValue> {
    let wrong = |what: String| {
        throw(Error::new("bad-reports", format!("`reports` is not an array of reports: {what}")))
    };
    if !Array::is_array(reports) {
        return Err(wrong(value(reports, DEEPEST).to_string()));
    }
    let reports: Vec<Report> =
        serde_wasm_bindgen::from_value(reports.clone()).map_err(|error| wrong(error.to_string()))?;
    Ok(crate::merge(&reports).serialize(&serializer())?)
}

/// A format that a report can be written in.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
struct ExportFormat {
    /// For `exportReport`: "geojson".
    name: &'static str,
    /// For people: "GeoJSON, events on a map".
    label: &'static str,
    /// Of a file, without the dot.
    extension: &'static str,
    media_type: &'static str,
}

/// The formats that a report can be written in, as a menu has them.
#[wasm_bindgen(js_name = exportFormats, unchecked_return_type = "ExportFormat[]")]
pub fn export_formats() -> Result<JsValue, JsValue> {
    let all = crate::export::FORMATS.iter();
    let formats = all.map(|f| ExportFormat {
        name: f.name,
        label: f.label,
        extension: f.extension,
        media_type: f.media_type,
    });
    Ok(formats.collect::<Vec<_>>().serialize(&serializer())?)
}

/// Writes a report in a format, one of the names of `exportFormats`.
///
/// The report is one of `extract`, also after a way through JSON; `text` is the text that it was read from.
#[wasm_bindgen(js_name = exportReport)]
pub fn export_report(
    #[wasm_bindgen(unchecked_param_type = "Report")] report: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] format: &JsValue,
) -> Result<String, JsValue> {
    let text = string(text)?;
    let format = format.as_string().unwrap_or_else(|| value(format, DEEPEST).to_string());
    let format = crate::export::Format::named(&format).map_err(throw)?;
    let read: Report = serde_wasm_bindgen::from_value(report.clone())
        .map_err(|error| throw(Error::new("bad-report", format!("`report` is not a report: {error}"))))?;
    let written = format.write_owned(read, &text).map_err(throw)?;
    match format.json() {
        Some(pretty) => {
            let indent = JsValue::from(if pretty { 2 } else { 0 });
            Ok(String::from(JSON::stringify_with_replacer_and_space(report, &JsValue::NULL, &indent)?) + "\n")
        }
        None => Ok(written),
    }
}
