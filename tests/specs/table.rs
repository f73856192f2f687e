//! The lines of the tables in this folder: five columns each, between tabs; comments begin with #.

/// The columns of each line, \t \n \r and \\ still escaped.
///
/// # Panics
/// Where a line has not five columns.
pub fn rows(table: &str) -> impl Iterator<Item = [&str; 5]> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        columns.try_into().unwrap_or_else(|columns: Vec<&str>| panic!("{} columns: {line}", columns.len()))
    })
}

/// A text as it was before it was put into a column.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        out.push(match letter {
            '\\' => match letters.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                other => other.unwrap_or('\\'),
            },
            letter => letter,
        });
    }
    out
}
