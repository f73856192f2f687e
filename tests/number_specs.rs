//! Cases of openly licensed specs of numbers and units that apply to news.

#[path = "specs/numbers.rs"]
mod numbers;

/// Checks the share of the cases that apply which is wholly right.
#[track_caller]
fn share(table: &str, floor: f64) {
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
    share(include_str!("specs/recognizers-numbers.tsv"), 85.0);
}

#[test]
fn numbers_and_units_of_duckling() {
    share(include_str!("specs/duckling-numbers.tsv"), 80.0);
}
