//! Labels that do not lie on one another.

/// Moves the middles of labels in a column, each `height` high, so that none overlap: as little as
/// possible, within `top` and `bottom`. The result is in the order of the input.
pub(super) fn spread(middles: &[f64], height: f64, top: f64, bottom: f64) -> Vec<f64> {
    spread_blocks(middles, &vec![height; middles.len()], (top, bottom))
}

/// The same for labels that are not equally high.
pub(super) fn spread_blocks(
    middles: &[f64],
    heights: &[f64],
    (top, bottom): (f64, f64),
) -> Vec<f64> {
    let mut order: Vec<usize> = (0..middles.len()).collect();
    order.sort_by(|a, b| middles[*a].total_cmp(&middles[*b]));
    let half = |at: usize| heights[order[at]] / 2.0;
    let mut placed: Vec<f64> = order.iter().map(|it| middles[*it]).collect();
    let count = placed.len();
    for at in 0..count {
        let least = if at == 0 { top } else { placed[at - 1] + half(at - 1) } + half(at);
        placed[at] = placed[at].max(least);
    }
    for at in (0..count).rev() {
        let most = if at + 1 == count { bottom } else { placed[at + 1] - half(at + 1) }
            - half(at);
        placed[at] = placed[at].min(most);
    }
    let mut result = vec![0.0; count];
    for (at, index) in order.into_iter().enumerate() {
        result[index] = placed[at];
    }
    result
}

/// Which of the labels along an axis are written: the first, the last and as many between them as
/// have `gap` around them, at even steps counted from the last.
pub(super) fn thin(middles: &[f64], widths: &[f64], gap: f64) -> Vec<bool> {
    let count = middles.len();
    let fits = |shown: &[usize]| {
        shown.windows(2).all(|it| {
            let room = (middles[it[1]] - middles[it[0]]).abs();
            room >= f64::midpoint(widths[it[0]], widths[it[1]]) + gap
        })
    };
    let choose = |step: usize| -> Vec<usize> {
        let mut shown: Vec<usize> = (0..count).rev().step_by(step).collect();
        shown.reverse();
        if shown.first() != Some(&0) && count > 0 {
            // The first is always written; one that is too near to it gives way.
            let near = shown.first().is_some_and(|it| !fits(&[0, *it]));
            if near && shown.len() > 1 {
                shown.remove(0);
            }
            shown.insert(0, 0);
        }
        shown
    };
    let shown = (1..=count.max(1)).map(choose).find(|it| fits(it));
    let shown = shown.unwrap_or_else(|| count.checked_sub(1).into_iter().collect());
    (0..count).map(|it| shown.contains(&it)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{spread, thin};

    #[test]
    fn labels_move_only_where_they_must() {
        assert_eq!(spread(&[20.0, 80.0], 16.0, 0.0, 100.0), [20.0, 80.0]);
        assert_eq!(spread(&[50.0, 52.0], 16.0, 0.0, 100.0), [50.0, 66.0]);
        assert_eq!(spread(&[98.0, 97.0], 16.0, 0.0, 100.0), [92.0, 76.0]);
    }

    #[test]
    fn the_first_and_the_last_label_are_always_written() {
        let middles: Vec<f64> = (0..10).map(|it| f64::from(it) * 20.0).collect();
        let shown = thin(&middles, &[30.0; 10], 8.0);
        assert!(shown[0] && shown[9]);
        assert_eq!(shown.iter().filter(|it| **it).count(), 5);
    }

    proptest! {
        #[test]
        fn labels_never_overlap(middles in prop::collection::vec(0.0..300.0, 1..10)) {
            let mut placed = spread(&middles, 16.0, 0.0, 300.0);
            placed.sort_by(f64::total_cmp);
            prop_assert!(placed.windows(2).all(|it| it[1] - it[0] >= 15.99), "{placed:?}");
            prop_assert!(placed[0] >= 7.99 && placed[placed.len() - 1] <= 292.01);
        }
    }
}
