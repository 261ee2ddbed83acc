//! Compound annual growth rates, as Open SDG computes them after Statistics
//! Canada and Eurostat.
//!
//! g(a, b, n) = (a / b)^(1 / n) − 1 is the yearly growth from b to a in n years;
//! s = −1 where the base is below zero, else 1; d = 1 up, −1 down.
//!
//! * With a target: R = s·d·g(latest, base) / |g(target, base)|.
//!   R ≥ 0.95 on track, ≥ 0.60 moderate, ≥ 0 limited, below 0 deteriorating.
//! * Without: G = s·d·g(latest, base).
//!   G ≥ 1.5 % on track, ≥ 0.5 % moderate, ≥ 0 limited, below 0 deteriorating.
//!
//! Sources, read in full: `sdg/ProgressMeasure.py` (commit 139fede) of
//! <https://github.com/open-sdg/sdg-build>, and `docs/progress-methodology.md`
//! (commit 26d2e38) of <https://github.com/open-sdg/open-sdg>.
//!
//! Also theirs: a base of 0 and a target of 0 are computed with as 0.001, and
//! then a value at or below 0.001 reaches a target of 0 from above; a base and
//! a latest value on both sides of zero have no rating. A latest value of 0 is
//! left as it is: growth of −100 %.
//!
//! Own reading:
//! * `observed` and `required` are s·g, so that positive means the value rises
//!   even where all values are negative.
//! * `projected` = latest × (1 + g)^(target year − latest year). Open SDG
//!   states none.
//! * A target on the other side of zero (or of 0, from below) is a
//!   `ChangeOfSign` too; there the original takes a root of a negative number.
//! * A change of sign is unrated even where the target is met, which Open SDG
//!   calls achieved: the figures that would support it do not exist.
//! * A base within 0.001 of a target of 0 counts as `BaseAtTarget`.
//!
//! Left out: natural limits, own thresholds and the score from −5 to 5.

use crate::model::Direction;

use super::checks::{self, Case};
use super::{Rating, Unrated, Working};

/// Ratio of observed to required growth from which a series is on track.
pub(super) const HIGH_RATIO: f64 = 0.95;
/// Ratio from which progress is moderate.
pub(super) const MEDIUM_RATIO: f64 = 0.60;
/// Growth from which a series without a target is on track.
const HIGH_GROWTH: f64 = 0.015;
/// Growth from which progress without a target is moderate.
const MEDIUM_GROWTH: f64 = 0.005;
/// Stands in for a base or a target of zero.
const ZERO_STAND_IN: f64 = 0.001;

/// Assesses a checked case by growth rates.
pub(super) fn rate(case: &Case<'_>) -> Result<(Rating, Working), Unrated> {
    let base = stand_in(case.base.value);
    let latest = case.latest.value;
    if opposite(base, latest) {
        return Err(Unrated::ChangeOfSign);
    }
    let rate = growth(latest, base, case.span());
    let working = case.working(sign(base) * rate);
    match case.target {
        Some(target) => with_target(case, stand_in(target.value), rate, working),
        None => Ok((without_target(case, working.observed), working)),
    }
}

fn with_target(
    case: &Case<'_>,
    target: f64,
    rate: f64,
    mut working: Working,
) -> Result<(Rating, Working), Unrated> {
    let base = stand_in(case.base.value);
    let latest = case.latest.value;
    if opposite(base, target) {
        return Err(Unrated::ChangeOfSign);
    }
    working.required =
        case.allowed().map(|years| sign(base) * growth(target, base, years));
    working.ratio = working
        .required
        .filter(|required| *required != 0.0)
        .map(|required| toward(case, working.observed) / required.abs());
    working.projected = case.left().map(|years| latest * libm::pow(1.0 + rate, years));
    if case.reached || checks::meets(latest, target, case.direction) {
        return Ok((Rating::Reached, working));
    }
    if checks::contradicts(base, target, case.direction) {
        return Err(Unrated::BaseAtTarget);
    }
    let ratio = working.ratio.ok_or(Unrated::BaseAtTarget)?;
    let rating = checks::by_thresholds(ratio, HIGH_RATIO, MEDIUM_RATIO);
    Ok((rating, working))
}

fn without_target(case: &Case<'_>, observed: f64) -> Rating {
    checks::by_thresholds(toward(case, observed), HIGH_GROWTH, MEDIUM_GROWTH)
}

/// A change turned so that positive is progress.
fn toward(case: &Case<'_>, change: f64) -> f64 {
    match case.direction {
        Direction::Up => change,
        Direction::Down => -change,
    }
}

/// Compound annual growth from `from` to `to` in `years`.
fn growth(to: f64, from: f64, years: f64) -> f64 {
    libm::pow(to / from, 1.0 / years) - 1.0
}

fn stand_in(value: f64) -> f64 {
    if value == 0.0 { ZERO_STAND_IN } else { value }
}

fn sign(base: f64) -> f64 {
    if base < 0.0 { -1.0 } else { 1.0 }
}

fn opposite(a: f64, b: f64) -> bool {
    (a > 0.0 && b < 0.0) || (a < 0.0 && b > 0.0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ask, close, is, series};
    use super::super::{Rating, Unrated, Working, rate};
    use crate::model::{Direction, Method};

    type Answer = Result<(Rating, Working), Unrated>;

    /// Base in 2015, latest in 2017, target in 2019: 2 years of 4.
    fn grow(base: f64, latest: f64, target: f64, direction: Direction) -> Answer {
        let points = series(&[(2015.0, base), (2017.0, latest)]);
        rate(Method::GrowthRate, &ask(&points, Some((2019.0, target)), direction))
    }

    fn free(base: f64, latest: f64, direction: Direction) -> (Rating, Working) {
        let points = series(&[(2015.0, base), (2017.0, latest)]);
        rate(Method::GrowthRate, &ask(&points, None, direction)).unwrap()
    }

    #[test]
    fn the_ratio_of_growth_rates_gives_the_class() {
        // required: 146.41 / 100 = 1.1⁴, so 10 % a year
        let (rating, working) = grow(100.0, 121.0, 146.41, Direction::Up).unwrap();
        assert_eq!(rating, Rating::OnTrack);
        assert!(is(working.required, 0.1));
        assert!(close(working.observed, 0.1)); // 1.21 = 1.1²
        assert!(is(working.ratio, 1.0));
        assert!(is(working.projected, 146.41)); // 121 × 1.1²

        let (rating, working) = grow(100.0, 115.5625, 146.41, Direction::Up).unwrap();
        assert_eq!(rating, Rating::Moderate);
        assert!(is(working.ratio, 0.75)); // 1.155625 = 1.075²; 7.5 / 10

        let (rating, working) = grow(100.0, 106.09, 146.41, Direction::Up).unwrap();
        assert_eq!(rating, Rating::Limited);
        assert!(is(working.ratio, 0.3)); // 1.0609 = 1.03²; 3 / 10

        let (rating, working) = grow(100.0, 98.01, 146.41, Direction::Up).unwrap();
        assert_eq!(rating, Rating::Deteriorating);
        assert!(is(working.ratio, -0.1)); // 0.9801 = 0.99²; −1 / 10

        let (rating, working) = grow(100.0, 100.0, 146.41, Direction::Up).unwrap();
        assert_eq!(rating, Rating::Limited);
        assert!(is(working.ratio, 0.0)); // no change: 0 / 10
    }

    #[test]
    fn ninety_five_percent_of_the_required_growth_is_on_track() {
        // 1.096² = 1.201216: 9.6 / 10 = 0.96; 1.094² = 1.196836: 0.94
        let rating_of = |latest| grow(100.0, latest, 146.41, Direction::Up).unwrap().0;
        assert_eq!(rating_of(120.1216), Rating::OnTrack);
        assert_eq!(rating_of(119.6836), Rating::Moderate);
        // 1.061² = 1.125721: 0.61; 1.059² = 1.121481: 0.59
        assert_eq!(rating_of(112.5721), Rating::Moderate);
        assert_eq!(rating_of(112.1481), Rating::Limited);
    }

    #[test]
    fn down_counts_a_fall_as_progress() {
        // required: 0.6561 = 0.9⁴, −10 %; observed: 0.8464 = 0.92², −8 %
        let (rating, working) = grow(100.0, 84.64, 65.61, Direction::Down).unwrap();
        assert_eq!(rating, Rating::Moderate);
        assert!(is(working.required, -0.1));
        assert!(close(working.observed, -0.08));
        assert!(is(working.ratio, 0.8));
        assert!(is(working.projected, 71.639_296)); // 84.64 × 0.92²
        // a rise of 2 % against −10 %
        let (rating, working) = grow(100.0, 104.04, 65.61, Direction::Down).unwrap();
        assert_eq!(rating, Rating::Deteriorating);
        assert!(is(working.ratio, -0.2));
    }

    #[test]
    fn negative_values_flip_the_sign() {
        // −100 → −84.64 of −65.61, up: size falls 8 % where 10 % is required
        let (rating, working) = grow(-100.0, -84.64, -65.61, Direction::Up).unwrap();
        assert_eq!(rating, Rating::Moderate);
        assert!(is(working.required, 0.1)); // −(0.9 − 1): the value rises
        assert!(close(working.observed, 0.08));
        assert!(is(working.ratio, 0.8));
        assert!(is(working.projected, -71.639_296)); // −84.64 × 0.92²
        // a latest value of 0 is no change of sign: 0 ≥ −65.61
        assert_eq!(grow(-100.0, 0.0, -65.61, Direction::Up).unwrap().0, Rating::Reached);
    }

    #[test]
    fn a_met_target_is_reached_whatever_the_pace() {
        let (rating, working) = grow(100.0, 150.0, 146.41, Direction::Up).unwrap();
        assert_eq!(rating, Rating::Reached);
        assert!(working.ratio.unwrap() > 1.0);
        assert_eq!(grow(100.0, 60.0, 65.61, Direction::Down).unwrap().0, Rating::Reached);
    }

    #[test]
    fn zero_is_computed_with_as_a_thousandth() {
        // base 0 → 0.001: 0.00121 / 0.001 = 1.1², 0.0014641 / 0.001 = 1.1⁴
        let (rating, working) = grow(0.0, 0.001_21, 0.001_464_1, Direction::Up).unwrap();
        assert_eq!(rating, Rating::OnTrack);
        assert!(is(working.ratio, 1.0));
        assert!(close(working.base.value, 0.0)); // shown as it was given
        // target 0 → 0.001: 0.001 / 10 = 0.1⁴, −90 %; 2.5 / 10 = 0.5², −50 %
        let (rating, working) = grow(10.0, 2.5, 0.0, Direction::Down).unwrap();
        assert_eq!(rating, Rating::Limited);
        assert!(is(working.required, -0.9));
        assert!(is(working.ratio, 5.0 / 9.0)); // 0.5 / 0.9
        // at or below the stand-in the target of 0 is reached
        assert_eq!(grow(10.0, 0.0, 0.0, Direction::Down).unwrap().0, Rating::Reached);
        assert_eq!(grow(10.0, 0.001, 0.0, Direction::Down).unwrap().0, Rating::Reached);
        // a base of 0.0005 is already within it: nothing was required
        let within = grow(0.0005, 0.002, 0.0, Direction::Down);
        assert_eq!(within.unwrap_err(), Unrated::BaseAtTarget);
        // base 0 and target 0, since left: 0.001 to 0.001 requires nothing
        assert_eq!(
            grow(0.0, 5.0, 0.0, Direction::Down).unwrap_err(),
            Unrated::BaseAtTarget
        );
    }

    #[test]
    fn values_on_both_sides_of_zero_have_no_growth_rate() {
        let sign = Unrated::ChangeOfSign;
        assert_eq!(grow(-5.0, 5.0, 25.0, Direction::Up).unwrap_err(), sign);
        // met, yet without a growth rate to show
        assert_eq!(grow(-5.0, 30.0, 25.0, Direction::Up).unwrap_err(), sign);
        // the target alone across zero; 0.001 stands for 0
        assert_eq!(grow(-5.0, -4.0, 25.0, Direction::Up).unwrap_err(), sign);
        assert_eq!(grow(-5.0, -4.0, 0.0, Direction::Up).unwrap_err(), sign);
        // base 0 stands at 0.001, so a negative latest value is across
        assert_eq!(grow(0.0, -5.0, -25.0, Direction::Down).unwrap_err(), sign);
    }

    #[test]
    fn without_a_target_the_growth_alone_gives_the_class() {
        let (rating, working) = free(100.0, 104.04, Direction::Up);
        assert_eq!(rating, Rating::OnTrack); // 1.0404 = 1.02²: 2 % ≥ 1.5 %
        assert!(close(working.observed, 0.02));
        assert_eq!(
            (working.required, working.ratio, working.projected),
            (None, None, None)
        );
        // 1.0201 = 1.01²: 1 %; 1.002001 = 1.001²: 0.1 %; 0.9801 = 0.99²: −1 %
        assert_eq!(free(100.0, 102.01, Direction::Up).0, Rating::Moderate);
        assert_eq!(free(100.0, 100.2001, Direction::Up).0, Rating::Limited);
        assert_eq!(free(100.0, 100.0, Direction::Up).0, Rating::Limited);
        assert_eq!(free(100.0, 98.01, Direction::Up).0, Rating::Deteriorating);
        // the same fall is progress downwards: 1 %
        assert_eq!(free(100.0, 98.01, Direction::Down).0, Rating::Moderate);
        assert_eq!(free(100.0, 102.01, Direction::Down).0, Rating::Deteriorating);
        // to zero: −100 % a year
        assert_eq!(free(10.0, 0.0, Direction::Down).0, Rating::OnTrack);
        // −100 → −98.01 rises: 1 %
        assert_eq!(free(-100.0, -98.01, Direction::Up).0, Rating::Moderate);
    }
}
