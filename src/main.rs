//! The command line: files or standard input to JSON, one report a line, to CoNLL-U or to other formats; reports to what they tell together.

use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use dateline::export::{FORMATS, Format};
use dateline::report::OffsetUnit;
use dateline::{Analyzer, AnalyzerOptions, Options, Report};

/// Read news articles and print their events as JSON, one report a line
///
/// Exit status: 0 when every text was read, 1 when some could not be opened, 2 when an option is wrong.
#[derive(Parser)]
#[command(version)]
struct Cli {
    /// Articles as plain text in UTF-8; "-" or none is standard input
    files: Vec<PathBuf>,
    /// When the articles appeared: 2024-10-31 or 2024-10-31T07:10+09:00
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// The headline, where it is not in the text
    #[arg(long)]
    title: Option<String>,
    /// "en": read as English whatever the language check says
    #[arg(long)]
    language: Option<String>,
    /// Leave out events less sure than this, 0 to 1
    #[arg(long, value_name = "NUMBER", value_parser = zero_to_one)]
    min_confidence: Option<f64>,
    /// Event types of your own, in TOML or JSON: the options of `new Analyzer(…)`, types, without, minConfidence; more than one file is allowed
    #[arg(long, value_name = "FILE")]
    types: Vec<PathBuf>,
    /// What offsets count
    #[arg(long, value_enum, default_value_t = Unit::Utf16)]
    offsets: Unit,
    /// Print over several lines, for people
    #[arg(long)]
    pretty: bool,
    /// Print words, tags and trees in CoNLL-U instead of reports
    #[arg(long, conflicts_with_all = ["published", "title", "language", "min_confidence", "types", "pretty"])]
    conllu: bool,
    /// Print reports in another format; of "geojson", "webanno" and "brat" one text gives one file
    #[arg(long, value_name = "NAME", value_parser = FORMATS.iter().map(|f| f.name).collect::<Vec<_>>(), conflicts_with_all = ["pretty", "conllu"])]
    format: Option<String>,
    /// Read reports, one JSON a line as they are printed, instead of articles, and print what they tell with each event once
    #[arg(long, conflicts_with_all = ["published", "title", "language", "min_confidence", "types", "offsets", "conllu", "format"])]
    merge: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Unit {
    /// UTF-16 code units, as JavaScript counts
    Utf16,
    /// Bytes of UTF-8
    Bytes,
    /// Code points, as Python counts
    Chars,
}

fn zero_to_one(value: &str) -> Result<f64, String> {
    value.parse().ok().filter(|number| (0.0..=1.0).contains(number)).ok_or("not between 0 and 1".into())
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // Whoever read the output has had enough: `dateline *.txt | head`
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            eprintln!("dateline: can't write: {error}");
            ExitCode::from(1)
        }
        Err(Failure::Option(error)) => {
            eprintln!("dateline: {error}");
            ExitCode::from(2)
        }
    }
}

enum Failure {
    Option(String),
    Output(io::Error),
}

/// Reads every file; false when one could not be opened.
fn run(cli: &Cli) -> Result<bool, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let standard_input = [PathBuf::from("-")];
    let files = if cli.files.is_empty() { &standard_input[..] } else { &cli.files };
    if cli.merge {
        return merge(files, cli.pretty, out);
    }
    let format = cli.format.as_deref().map(Format::named).transpose();
    let format = format.map_err(|error| Failure::Option(error.to_string()))?;
    if let Some(format) = format.filter(|format| !format.joins && files.len() > 1) {
        let message = format!("--format {} takes one text, not {}", format.name, files.len());
        return Err(Failure::Option(message));
    }
    let analyzer = analyzer(cli).map_err(Failure::Option)?;
    let options = Options {
        published: cli.published.clone(),
        title: cli.title.clone(),
        language: cli.language.clone(),
    };
    let unit = match cli.offsets {
        Unit::Utf16 => OffsetUnit::Utf16,
        Unit::Bytes => OffsetUnit::Bytes,
        Unit::Chars => OffsetUnit::Chars,
    };
    // A wrong option is told before any input is waited for.
    analyzer.extract("", &options).map_err(|error| Failure::Option(error.to_string()))?;
    let mut all_read = true;
    let mut first = true;
    for file in files {
        let text = match read(file) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("dateline: {}: {error}", file.display());
                all_read = false;
                continue;
            }
        };
        if cli.conllu {
            let conllu = analyzer.to_conllu_in(&text, unit);
            out.write_all(conllu.as_bytes()).map_err(Failure::Output)?;
            continue;
        }
        let report = analyzer.extract(&text, &options);
        let mut report = report.map_err(|error| Failure::Option(error.to_string()))?;
        dateline::convert_offsets(&mut report, &text, unit);
        if let Some(format) = format {
            let written = format.write(&report, &text).map_err(|error| Failure::Option(error.to_string()))?;
            // A table of several texts has one header.
            let rows = match format.name {
                "csv" if !first => written.split_once('\n').map_or("", |(_, rows)| rows),
                _ => &written,
            };
            first = false;
            out.write_all(rows.as_bytes()).map_err(Failure::Output)?;
            continue;
        }
        let written = match cli.pretty {
            true => serde_json::to_writer_pretty(&mut out, &report),
            false => serde_json::to_writer(&mut out, &report),
        };
        written.map_err(io::Error::from).and_then(|()| out.write_all(b"\n")).map_err(Failure::Output)?;
    }
    out.flush().map_err(Failure::Output)?;
    Ok(all_read)
}

/// An analyzer with the types of all files.
fn analyzer(cli: &Cli) -> Result<Analyzer, String> {
    let mut all = AnalyzerOptions::default();
    for file in &cli.types {
        let told = |error: String| format!("{}: {error}", file.display());
        let text = read(file).map_err(|error| told(error.to_string()))?;
        let options: AnalyzerOptions = match file.extension().is_some_and(|e| e == "json") {
            true => serde_json::from_str(&text).map_err(|error| told(error.to_string()))?,
            false => toml::from_str(&text).map_err(|error| told(toml_error(&error, &text)))?,
        };
        all.types.get_or_insert_default().extend(options.types.unwrap_or_default());
        all.without.get_or_insert_default().extend(options.without.unwrap_or_default());
        all.min_confidence = options.min_confidence.or(all.min_confidence);
    }
    all.min_confidence = cli.min_confidence.or(all.min_confidence);
    Analyzer::new(&all).map_err(|error| {
        let files: Vec<String> = cli.types.iter().map(|file| format!("{}: ", file.display())).collect();
        format!("{}{error}", files.concat())
    })
}

/// What is wrong, on one line.
fn toml_error(error: &toml::de::Error, text: &str) -> String {
    // Options that are wrong as a whole begin at the start: their message has the way.
    let line = error
        .span()
        .map(|span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1)
        .filter(|line| *line > 1);
    line.map(|line| format!("line {line}: ")).unwrap_or_default() + error.message()
}

fn read(file: &Path) -> io::Result<String> {
    if file.as_os_str() != "-" {
        return std::fs::read_to_string(file);
    }
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    Ok(text)
}

/// Merges the reports of every file; false when one could not be read.
fn merge(files: &[PathBuf], pretty: bool, mut out: impl Write) -> Result<bool, Failure> {
    let mut reports = Vec::new();
    let mut all_read = true;
    for file in files {
        let of_file = read(file).and_then(|text| {
            let values = serde_json::Deserializer::from_str(&text).into_iter();
            values.collect::<Result<Vec<Report>, _>>().map_err(io::Error::from)
        });
        match of_file {
            Ok(of_file) => reports.extend(of_file),
            Err(error) => {
                eprintln!("dateline: {}: {error}", file.display());
                all_read = false;
            }
        }
    }
    let merged = dateline::merge(&reports);
    let written = match pretty {
        true => serde_json::to_writer_pretty(&mut out, &merged),
        false => serde_json::to_writer(&mut out, &merged),
    };
    written.map_err(io::Error::from).and_then(|()| out.write_all(b"\n")).map_err(Failure::Output)?;
    out.flush().map_err(Failure::Output)?;
    Ok(all_read)
}
