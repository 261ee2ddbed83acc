//! Classes of values: as many values in each, as far as round limits allow.

/// As many classes as a reader can tell apart by how dark they are.
pub(super) const CLASSES: usize = 5;

/// The limits between classes of `values`, from the lowest: each the roundest number near to where
/// as many values would be in each class. A value at a limit belongs to the class above it.
pub(super) fn limits(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    let different = 1 + values.windows(2).filter(|it| it[0] < it[1]).count();
    let classes = different.div_ceil(2).clamp(1, CLASSES);
    let slack = values.len() / (classes * 5);
    let mut limits: Vec<f64> = Vec::new();
    for class in 1..classes {
        let cut = values.len() * class / classes;
        let last = values.len() - 1;
        let high = values[(cut + slack).min(last)];
        let below = values[..cut - slack.min(cut - 1)].iter().rev();
        let low = below.copied().find(|it| *it < high);
        if let Some(low) = low {
            limits.push(roundest(low, high));
        }
    }
    limits.dedup();
    limits.retain(|it| values[0] < *it);
    limits
}

/// The class of `value`, from 0.
pub(super) fn class(value: f64, limits: &[f64]) -> usize {
    limits.iter().filter(|it| value >= **it).count()
}

/// The number with the fewest digits above `low` and not above `high`; of several the one nearest
/// to their middle.
fn roundest(low: f64, high: f64) -> f64 {
    let size = low.abs().max(high.abs());
    let middle = f64::midpoint(low, high);
    let mut power = libm::ceil(libm::log10(size));
    for _ in 0..18 {
        for share in [1.0, 0.5] {
            // A step below one is a division, which is exact where a product would not be.
            let steps = libm::pow(10.0, power.abs());
            let at = |count: f64| match power {
                it if it < 0.0 => count * share / steps,
                _ => count * share * steps,
            };
            let step = at(1.0);
            let near = at(libm::round(middle / step));
            let last = at(libm::floor(high / step));
            if let Some(found) =
                [near, last].into_iter().find(|it| *it > low && *it <= high)
            {
                return found;
            }
        }
        power -= 1.0;
    }
    high
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{class, limits, roundest};

    #[test]
    fn limits_are_round() {
        assert_eq!(roundest(1_756_312.0, 1_986_441.0), 1_900_000.0);
        assert_eq!(roundest(0.231, 0.249), 0.24);
        assert_eq!(roundest(-3.2, 4.1), 0.0);
        assert_eq!(limits(vec![7.0]), [0.0_f64; 0]);
        let hundred = (1..=100).map(f64::from).collect();
        assert_eq!(limits(hundred), [20.0, 40.0, 60.0, 80.0]);
    }

    proptest! {
        #[test]
        fn every_class_has_a_value(values in prop::collection::vec(-1e6..1e6, 1..80)) {
            let limits = limits(values.clone());
            prop_assert!(limits.windows(2).all(|it| it[0] < it[1]), "{limits:?}");
            for at in 0..=limits.len() {
                prop_assert!(values.iter().any(|it| class(*it, &limits) == at), "{at} {limits:?}");
            }
        }
    }
}
