//! Required against observed yearly change on a straight line.
//!
//! * required = (target − base) / (target year − base year)
//! * observed = (latest − base) / (latest year − base year)
//! * ratio = observed / required, negative where the series moves away
//! * projected = latest + observed × (target year − latest year)
//!
//! Own method: the arithmetic an official puts on a slide, with no published
//! standard behind it that we could confirm. Its thresholds 0.95, 0.60 and 0
//! are borrowed from Open SDG's growth rates, so that the two methods differ
//! in the curve they assume and in nothing else.
//!
//! Zero and a change of sign need no care here: only differences are taken.
//! Where nothing was required (base equals target, still met) the ratio is
//! `None` and the rating `Reached`. The projection is not held within 0 to
//! 100: the method does not know the unit.

use super::checks::{self, Case};
use super::growth::{HIGH_RATIO, MEDIUM_RATIO};
use super::{Rating, Unrated, Working};

/// Assesses a checked case by straight lines.
pub(super) fn rate(case: &Case<'_>) -> Result<(Rating, Working), Unrated> {
    let observed = case.observed_amount();
    let required = case.required_amount();
    let ratio = required.filter(|r| *r != 0.0).map(|r| observed / r);
    let working = Working {
        required,
        ratio,
        projected: case.left().map(|years| case.latest.value + observed * years),
        ..case.working(observed)
    };
    if case.reached {
        return Ok((Rating::Reached, working));
    }
    let ratio = ratio.ok_or(Unrated::BaseAtTarget)?;
    let rating = checks::by_thresholds(ratio, HIGH_RATIO, MEDIUM_RATIO);
    Ok((rating, working))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ask, close, is, series};
    use super::super::{Rating, Working, rate};
    use crate::model::{Direction, Method};

    fn up(latest: f64) -> (Rating, Working) {
        // required = (80 − 50) / (2030 − 2015) = 30 / 15 = 2 a year
        let points = series(&[(2015.0, 50.0), (2020.0, latest)]);
        let question = ask(&points, Some((2030.0, 80.0)), Direction::Up);
        rate(Method::Linear, &question).unwrap()
    }

    #[test]
    fn the_ratio_of_observed_to_required_change_gives_the_class() {
        let (rating, working) = up(60.0);
        assert_eq!(rating, Rating::OnTrack);
        assert!(is(working.required, 2.0));
        assert!(close(working.observed, 2.0)); // (60 − 50) / 5
        assert!(is(working.ratio, 1.0)); // 2 / 2
        assert!(is(working.projected, 80.0)); // 60 + 2 × 10
        assert_eq!(working.index, None);

        let (rating, working) = up(57.5);
        assert_eq!(rating, Rating::Moderate);
        assert!(is(working.ratio, 0.75)); // (7.5 / 5) / 2
        assert!(is(working.projected, 72.5)); // 57.5 + 1.5 × 10

        let (rating, working) = up(52.5);
        assert_eq!(rating, Rating::Limited);
        assert!(is(working.ratio, 0.25)); // (2.5 / 5) / 2

        assert_eq!(up(50.0).0, Rating::Limited); // 0 / 2 = 0: no change

        let (rating, working) = up(45.0);
        assert_eq!(rating, Rating::Deteriorating);
        assert!(is(working.ratio, -0.5)); // (−5 / 5) / 2
        assert!(is(working.projected, 35.0)); // 45 − 1 × 10
    }

    #[test]
    fn a_met_target_is_reached_with_its_figures() {
        let (rating, working) = up(80.0);
        assert_eq!(rating, Rating::Reached);
        assert!(is(working.ratio, 3.0)); // (30 / 5) / 2
    }

    #[test]
    fn down_reads_the_same_with_both_changes_negative() {
        let points = series(&[(2015.0, 40.0), (2020.0, 34.0)]);
        let question = ask(&points, Some((2030.0, 16.0)), Direction::Down);
        let (rating, working) = rate(Method::Linear, &question).unwrap();
        assert_eq!(rating, Rating::Moderate);
        assert!(is(working.required, -1.6)); // (16 − 40) / 15
        assert!(close(working.observed, -1.2)); // (34 − 40) / 5
        assert!(is(working.ratio, 0.75)); // 1.2 / 1.6
        assert!(is(working.projected, 22.0)); // 34 − 1.2 × 10
    }

    #[test]
    fn zero_and_a_change_of_sign_are_ordinary_numbers() {
        // base 0: required 30 / 15 = 2, observed 5 / 5 = 1
        let zero_base = series(&[(2015.0, 0.0), (2020.0, 5.0)]);
        let question = ask(&zero_base, Some((2030.0, 30.0)), Direction::Up);
        assert!(is(rate(Method::Linear, &question).unwrap().1.ratio, 0.5));
        // target 0: required −30 / 15 = −2, observed −10 / 5 = −2
        let to_zero = series(&[(2015.0, 30.0), (2020.0, 20.0)]);
        let question = ask(&to_zero, Some((2030.0, 0.0)), Direction::Down);
        assert!(is(rate(Method::Linear, &question).unwrap().1.ratio, 1.0));
        // −5 → 5 of 25: required 30 / 15 = 2, observed 10 / 5 = 2
        let crossing = series(&[(2015.0, -5.0), (2020.0, 5.0)]);
        let question = ask(&crossing, Some((2030.0, 25.0)), Direction::Up);
        assert!(is(rate(Method::Linear, &question).unwrap().1.ratio, 1.0));
    }
}
