//! Axes: from which value to which, with round numbers between.

/// A value axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    /// Its lowest value.
    pub(super) min: f64,
    /// Its highest value.
    pub(super) max: f64,
    /// Round values along it, ends included.
    pub(super) ticks: Vec<f64>,
    /// How many decimal places each needs.
    pub(super) decimals: Vec<usize>,
}

/// About how many steps an axis has.
const STEPS: f64 = 4.0;

/// A share of the highest value below which the lowest one pulls the axis down to zero.
const NEAR_ZERO: f64 = 0.5;

/// An axis that holds all `values`; it starts at zero where `zero` is set, or where that costs
/// little.
pub(super) fn scale(values: impl Iterator<Item = f64> + Clone, zero: bool) -> Scale {
    let mut min = values.clone().fold(f64::INFINITY, f64::min);
    let mut max = values.fold(f64::NEG_INFINITY, f64::max);
    if !min.is_finite() || !max.is_finite() {
        (min, max) = (0.0, 1.0);
    }
    if zero
        || (min > 0.0 && min < max * NEAR_ZERO)
        || (max < 0.0 && max > min * NEAR_ZERO)
    {
        min = min.min(0.0);
        max = max.max(0.0);
    }
    if max - min <= max.abs().max(min.abs()) * 1e-9 {
        let room = if max == 0.0 { 1.0 } else { max.abs() * 0.5 };
        (min, max) = (min - room, max + room);
        if min < 0.0 && max > 0.0 && max <= room * 3.0 + 1e-12 && min + room >= 0.0 {
            min = 0.0;
        }
    }
    let step = round_step((max - min) / STEPS);
    let first = (min / step + 1e-9).floor();
    let last = (max / step - 1e-9).ceil();
    let ticks: Vec<f64> =
        (first as i64..=last as i64).map(|it| it as f64 * step).collect();
    let decimals = vec![decimals(step); ticks.len()];
    Scale { min: first * step, max: last * step, ticks, decimals }
}

/// An axis of equal ratios from `lowest` to `highest`, both above zero: powers of ten, with steps
/// between them where there are few.
pub(super) fn log_scale(lowest: f64, highest: f64) -> Scale {
    let first = libm::floor(libm::log10(lowest) + 1e-9) as i32;
    let last = libm::ceil(libm::log10(highest) - 1e-9) as i32;
    let within: &[f64] = match last - first {
        ..=2 => &[1.0, 2.0, 5.0],
        3 => &[1.0, 3.0],
        _ => &[1.0],
    };
    let ticks = (first..=last).flat_map(|power| {
        within.iter().map(move |it| it * libm::pow(10.0, f64::from(power)))
    });
    let mut ticks: Vec<f64> = ticks.collect();
    let start = ticks.iter().rposition(|it| *it <= lowest * (1.0 + 1e-9)).unwrap_or(0);
    let end = ticks.iter().position(|it| *it >= highest * (1.0 - 1e-9));
    ticks.truncate(end.map_or(ticks.len(), |it| it + 1));
    ticks.drain(..start);
    let decimals = ticks.iter().map(|it| decimals(*it)).collect();
    Scale { min: ticks[0], max: ticks[ticks.len() - 1], ticks, decimals }
}

/// The limits of at most five classes of equal width that hold all `values`, at round numbers.
pub(super) fn classes(values: &[f64]) -> Scale {
    const CLASSES: f64 = 5.0;
    let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (lowest, highest) =
        if lowest.is_finite() { (lowest, highest) } else { (0.0, 1.0) };
    let spread = (highest - lowest).max(highest.abs().max(lowest.abs()) * 1e-6);
    let mut step = round_step(if spread > 0.0 { spread / CLASSES } else { 1.0 });
    let (first, last) = loop {
        let first = (lowest / step + 1e-9).floor();
        let last = (highest / step - 1e-9).ceil().max(first + 1.0);
        if last - first <= CLASSES {
            break (first, last);
        }
        step = round_step(step * 1.01);
    };
    let ticks: Vec<f64> =
        (first as i64..=last as i64).map(|it| it as f64 * step).collect();
    let decimals = vec![decimals(step); ticks.len()];
    Scale { min: first * step, max: last * step, ticks, decimals }
}

/// The nearest of 1, 2, 2.5 and 5 times a power of ten that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = libm::floor(libm::log10(step));
    let unit = libm::pow(10.0, power);
    let share = step / unit;
    let round =
        [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|it| share <= it * (1.0 + 1e-9));
    round.unwrap_or(10.0) * unit
}

/// The fewest decimal places in which `step` can be written.
fn decimals(step: f64) -> usize {
    (0..12)
        .find(|it| {
            let scaled = step * libm::pow(10.0, f64::from(*it));
            (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
        })
        .unwrap_or(12) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{classes, log_scale, scale};

    fn check(values: &[f64], zero: bool, expect: &[f64]) {
        assert_eq!(scale(values.iter().copied(), zero).ticks, expect, "{values:?}");
    }

    #[test]
    fn ticks_are_round() {
        check(&[14.3, 32.0], false, &[0.0, 10.0, 20.0, 30.0, 40.0]);
        check(&[56.2, 100.0], false, &[40.0, 60.0, 80.0, 100.0]);
        check(&[3.35, 3.6], true, &[0.0, 1.0, 2.0, 3.0, 4.0]);
        check(&[-4.0, 6.0], true, &[-5.0, -2.5, 0.0, 2.5, 5.0, 7.5]);
    }

    #[test]
    fn one_value_has_an_axis() {
        for value in [0.0, 5.0, -5.0, 1e-9, 1e12] {
            let scale = scale([value].into_iter(), false);
            assert!(
                scale.min < value && value < scale.max || value == scale.min,
                "{scale:?}"
            );
        }
    }

    #[test]
    fn a_log_axis_has_few_round_ticks() {
        assert_eq!(log_scale(1.5, 40.0).ticks, [1.0, 2.0, 5.0, 10.0, 20.0, 50.0]);
        assert_eq!(log_scale(3.0, 90_000.0).ticks, [1.0, 10.0, 100.0, 1e3, 1e4, 1e5]);
    }

    #[test]
    fn classes_have_round_limits() {
        let check = |values: &[f64], expect: &[f64]| {
            assert_eq!(classes(values).ticks, expect, "{values:?}");
        };
        check(&[3.0, 48.0], &[0.0, 10.0, 20.0, 30.0, 40.0, 50.0]);
        check(&[14.3, 15.1, 16.9], &[14.0, 15.0, 16.0, 17.0]);
        check(&[0.0], &[0.0, 1.0]);
        check(&[-8.0, 12.0], &[-10.0, -5.0, 0.0, 5.0, 10.0, 15.0]);
    }

    proptest! {
        #[test]
        fn every_value_is_in_a_class(values in prop::collection::vec(-1e9..1e9, 1..20)) {
            let scale = classes(&values);
            prop_assert!((2..=6).contains(&scale.ticks.len()), "{scale:?}");
            for value in values {
                prop_assert!(scale.min <= value + 1e-6 && value <= scale.max + 1e-6);
            }
        }

        #[test]
        fn every_value_is_on_the_axis(values in prop::collection::vec(-1e9..1e9, 1..20), zero: bool) {
            let scale = scale(values.iter().copied(), zero);
            prop_assert!((2..=12).contains(&scale.ticks.len()), "{scale:?}");
            for value in values {
                prop_assert!(scale.min <= value + 1e-6 && value <= scale.max + 1e-6);
            }
        }
    }
}
