//! Cases of openly licensed specs of other libraries that apply to news.

#[path = "specs/numbers.rs"]
mod numbers;
#[path = "specs/table.rs"]
mod table;
#[path = "specs/times.rs"]
mod times;

/// Checks the share of a table of times that is wholly right, of the cases that apply.
#[track_caller]
fn times_right(table: &str, floor: f64) {
    let cases: Vec<_> = times::cases(table).into_iter().filter(times::Case::applies).collect();
    let found: Vec<_> = cases.iter().map(times::Case::find).collect();
    let right = |strict| cases.iter().zip(&found).filter(|(case, times)| case.right(times, strict)).count();
    let percent = 100.0 * right(true) as f64 / cases.len() as f64;
    let first_wrong = cases.iter().zip(&found).find(|(case, times)| !case.right(times, true));
    let first_wrong = first_wrong.map(|(case, _)| (&case.number, &case.text, &case.expected));
    assert!(
        percent >= floor,
        "{percent:.1} % of {} right, {} with DATE and TIME as one; the floor is {floor} %; first wrong: {first_wrong:?}",
        cases.len(),
        right(false),
    );
}

#[test]
fn times_of_recognizers() {
    times_right(include_str!("specs/recognizers-times.tsv"), 92.0);
}

#[test]
fn times_of_duckling() {
    times_right(include_str!("specs/duckling-times.tsv"), 68.0);
}

/// The same of a table of numbers.
#[track_caller]
fn numbers_right(table: &str, floor: f64) {
    let cases: Vec<_> = numbers::cases(table).into_iter().filter(numbers::Case::applies).collect();
    let wrong: Vec<_> = cases.iter().filter(|case| !case.right(&case.find())).collect();
    let percent = 100.0 * (cases.len() - wrong.len()) as f64 / cases.len() as f64;
    let first_wrong = wrong.first().map(|case| (&case.model, &case.number, &case.text, &case.expected));
    assert!(
        percent >= floor,
        "{percent:.1} % of {} right; the floor is {floor} %; first wrong: {first_wrong:?}",
        cases.len(),
    );
}

#[test]
fn numbers_and_units_of_recognizers() {
    numbers_right(include_str!("specs/recognizers-numbers.tsv"), 94.5);
}

#[test]
fn numbers_and_units_of_duckling() {
    numbers_right(include_str!("specs/duckling-numbers.tsv"), 96.5);
}
