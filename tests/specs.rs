//! Cases of openly licensed specs of other libraries that apply to news.

#[path = "specs/times.rs"]
mod times;

/// Checks the share of the cases that apply which is wholly right.
#[track_caller]
fn share(table: &str, floor: f64) {
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
    share(include_str!("specs/recognizers-times.tsv"), 0.0);
}

#[test]
fn times_of_duckling() {
    share(include_str!("specs/duckling-times.tsv"), 62.9);
}
