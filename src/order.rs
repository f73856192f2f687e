//! Sorting by numbers. The standard library's sorts are compiled anew for every type: here one does for all.

/// Puts items in the order of their keys; those of equal keys stay in the order that they have.
pub(crate) fn sort_by_key<T>(items: &mut [T], key: impl Fn(&T) -> [usize; 3]) {
    let mut order: Vec<([usize; 3], usize)> = items.iter().map(key).zip(0..).collect();
    if order.is_sorted() {
        return;
    }
    order.sort_unstable();
    // Where each of them goes.
    let mut place = vec![0; items.len()];
    for (to, &(_, from)) in order.iter().enumerate() {
        place[from] = to;
    }
    for at in 0..items.len() {
        while place[at] != at {
            let to = place[at];
            items.swap(at, to);
            place.swap(at, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::sort_by_key;

    proptest! {
        #[test]
        fn is_the_stable_sort(numbers in prop::collection::vec((0usize..9, 0usize..9), 0..60)) {
            let items: Vec<(usize, (usize, usize))> = numbers.into_iter().enumerate().collect();
            let (mut ours, mut expected) = (items.clone(), items);
            sort_by_key(&mut ours, |&(_, (first, second))| [first, second, 0]);
            expected.sort_by_key(|&(_, key)| key);
            prop_assert_eq!(ours, expected);
        }
    }
}
