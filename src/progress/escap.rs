//! Current Status Index and Anticipated Progress Index of UN ESCAP.
//!
//! With base I0, latest value I and target T:
//!
//! * Current Status Index = 10 × (I − I0) / (T − I0); 10 once T is met. The
//!   same formula serves both directions, as T − I0 carries the sign.
//! * Predicted value P: a line fitted through the points by least squares,
//!   where a point of year t weighs 1 / (target year − t), read in the target
//!   year.
//! * Anticipated progress = (P − I0) / (T − I0), the `ratio` of the working.
//!   1 less this ratio is ESCAP's progress gap.
//!
//! | ratio | class of ESCAP | rating |
//! |---|---|---|
//! | latest value meets T | achieved | `Reached` |
//! | at least 0.9 | on track, maintain progress | `OnTrack` |
//! | 0 to below 0.9 | accelerate | `Moderate` |
//! | below 0 | reverse the trend | `Deteriorating` |
//!
//! Sources; of all but the last only the opening could be read:
//! * <https://data.unescap.org/resource-guides/progress-assessment-methodology>:
//!   what the two indices ask, progress counted from 2015, two points at least.
//! * <https://w3.unece.org/sdg2022/technical-notes.html>: "time-weighted linear
//!   regression", all data from 2000 on, the gap relative to the progress
//!   required from 2015 to 2030.
//! * <https://w3.unece.org/sdg2025/progress-assessment.html>: the three colours;
//!   red only where the trend runs counter to the desired direction.
//! * <https://rsso01.psa.gov.ph/statistics/sdg> (Philippines): the words maintain
//!   progress, accelerate, reverse the trend. There the prediction needs three
//!   points (<https://psa.gov.ph/sdg/press-release-id/167677>); here two.
//! * <https://github.com/spalmas/SDG-MENARO> (for UNICEF; names the indices, does
//!   not cite ESCAP), `03_progress_assessment/` at 35052082, read in full: the
//!   formula of the index with its 10 for a met target, the same formula for
//!   the predicted value, above 9 of 10 as the bound of on track. Its `wreg` has
//!   the weights, up to a constant factor, which a fit ignores; its script then
//!   predicts by mean yearly change on a logit scale instead.
//!
//! Own reading, as ESCAP's paper on the weights (SD/WP/04/March 2017) and its
//! annex of formulas could not be opened:
//! * That the weights of `wreg` are ESCAP's.
//! * I is the latest observation and I0 the base of the question. The
//!   UNICEF script estimates either where the year has no observation.
//! * Slope and intercept are both weighted, on plain values. `wreg` weights the
//!   slope alone and fits shares on a logit scale, which needs a scale for each
//!   indicator. So P may leave 0 to 100.
//! * A declared baseline joins the fit where the series has no point that year.
//! * A ratio of exactly 0.9 is on track and one of exactly 0 (a flat series)
//!   needs acceleration; the UNICEF script puts both one class lower.
//! * A met target is `Reached` even where the trend points away; compare
//!   `projected`. Once the target year has come there is no prediction, and
//!   `observed` is the plain yearly change from base to latest.
//! * Parity indicators, where both directions are wrong, are not covered.

use super::checks::Case;
use super::{Point, Rating, Unrated, Working};

/// Share of the needed progress from which a series is on track.
const ON_TRACK: f64 = 0.9;
/// Data before this year stay out of the fit, unless the base is earlier.
const FIRST_YEAR: f64 = 2000.0;

/// A fitted line, in years and values counted from the base.
struct Line {
    slope: f64,
    intercept: f64,
}

/// Assesses a checked case by ESCAP's two indices.
pub(super) fn rate(case: &Case<'_>) -> Result<(Rating, Working), Unrated> {
    let target = case.target.ok_or(Unrated::NoTarget)?;
    let line = case.left().map(|_| fit(case, target.year));
    let gain = line
        .as_ref()
        .map(|line| line.intercept + line.slope * (target.year - case.base.year));
    let observed = line.map_or_else(|| case.observed_amount(), |line| line.slope);
    let needed = target.value - case.base.value;
    let required = case.required_amount();
    let ratio = gain.filter(|_| required.is_some_and(|it| it != 0.0));
    let ratio = ratio.map(|gain| gain / needed);
    let working = Working {
        required,
        ratio,
        projected: gain.map(|gain| case.base.value + gain),
        index: Some(current_status(case, needed)),
        ..case.working(observed)
    };
    if case.reached {
        return Ok((Rating::Reached, working));
    }
    let rating = class(ratio.ok_or(Unrated::BaseAtTarget)?);
    Ok((rating, working))
}

fn current_status(case: &Case<'_>, needed: f64) -> f64 {
    if case.reached {
        10.0
    } else {
        10.0 * (case.latest.value - case.base.value) / needed
    }
}

fn class(ratio: f64) -> Rating {
    if ratio >= ON_TRACK {
        Rating::OnTrack
    } else if ratio >= 0.0 {
        Rating::Moderate
    } else {
        Rating::Deteriorating
    }
}

/// The weighted least-squares line, for a target year after every point.
///
/// With weights w, years x and values y from the base, and weighted means X, Y:
/// slope = Σ w (x − X)(y − Y) / Σ w (x − X)², intercept = Y − slope × X.
/// Counting from the base keeps a flat series exactly flat.
fn fit(case: &Case<'_>, target_year: f64) -> Line {
    let from_base = |p: Point| {
        let weight = 1.0 / (target_year - p.year);
        (weight, p.year - case.base.year, p.value - case.base.value)
    };
    let (mut sum, mut sum_x, mut sum_y) = (0.0, 0.0, 0.0);
    for (w, x, y) in fitted(case).map(from_base) {
        sum += w;
        sum_x += w * x;
        sum_y += w * y;
    }
    let (mean_x, mean_y) = (sum_x / sum, sum_y / sum);
    let (mut covariance, mut variance) = (0.0, 0.0);
    for (w, x, y) in fitted(case).map(from_base) {
        covariance += w * (x - mean_x) * (y - mean_y);
        variance += w * (x - mean_x) * (x - mean_x);
    }
    let slope = covariance / variance;
    Line { slope, intercept: mean_y - slope * mean_x }
}

/// The points of the fit; base and latest are always among them, or a point of
/// the base's year.
fn fitted<'a>(case: &'a Case<'_>) -> impl Iterator<Item = Point> + 'a {
    let first = FIRST_YEAR.min(case.base.year);
    let same_year = |p: &Point| p.year - case.base.year == 0.0;
    let base = Some(case.base).filter(|_| !case.points.iter().any(same_year));
    let points = case.points.iter().copied();
    base.into_iter().chain(points.filter(move |p| p.year >= first))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ask, close, is, point, series};
    use super::super::{Rating, Working, rate};
    use crate::model::{Direction, Method};

    /// 50, 51.5 and 55 at 12, 6 and 4 years before 2030.
    ///
    /// Weights × 12: 1, 2, 3. Years from 2018: 0, 6, 8, weighted mean
    /// (12 + 24) / 6 = 6. Values from 50: 0, 1.5, 5, weighted mean
    /// (3 + 15) / 6 = 3. Σ w (x − 6)(y − 3) = 1 × −6 × −3 + 0 + 3 × 2 × 2 = 30;
    /// Σ w (x − 6)² = 36 + 0 + 12 = 48. Slope 30 / 48 = 0.625, intercept
    /// 3 − 0.625 × 6 = −0.75; in 2030: 50 − 0.75 + 0.625 × 12 = 56.75.
    fn rising(target: f64) -> (Rating, Working) {
        let points = series(&[(2018.0, 50.0), (2024.0, 51.5), (2026.0, 55.0)]);
        let question = ask(&points, Some((2030.0, target)), Direction::Up);
        rate(Method::Escap, &question).unwrap()
    }

    #[test]
    fn a_predicted_value_near_the_target_is_on_track() {
        let (rating, working) = rising(57.0);
        assert_eq!(rating, Rating::OnTrack);
        assert!(close(working.observed, 0.625));
        assert!(is(working.projected, 56.75));
        assert!(is(working.ratio, 6.75 / 7.0)); // 0.964 ≥ 0.9
        assert!(is(working.required, 7.0 / 12.0)); // (57 − 50) / (2030 − 2018)
        assert!(is(working.index, 50.0 / 7.0)); // 10 × (55 − 50) / (57 − 50)
    }

    #[test]
    fn a_wider_gap_needs_acceleration() {
        let (rating, working) = rising(60.0);
        assert_eq!(rating, Rating::Moderate);
        assert!(is(working.ratio, 0.675)); // 6.75 / 10
        assert!(is(working.index, 5.0)); // 10 × 5 / 10
        assert_eq!(rising(100.0).0, Rating::Moderate); // 6.75 / 50 = 0.135
    }

    #[test]
    fn down_mirrors_up_and_the_wrong_way_is_reverse() {
        // 100 less the rising values: predicted 100 − 56.75 = 43.25
        let points = series(&[(2018.0, 50.0), (2024.0, 48.5), (2026.0, 45.0)]);
        let question = ask(&points, Some((2030.0, 40.0)), Direction::Down);
        let (rating, working) = rate(Method::Escap, &question).unwrap();
        assert_eq!(rating, Rating::Moderate);
        assert!(is(working.projected, 43.25));
        assert!(is(working.ratio, 0.675)); // −6.75 / −10
        assert!(is(working.index, 5.0)); // 10 × −5 / −10

        let question = ask(&points, Some((2030.0, 60.0)), Direction::Up);
        let (rating, working) = rate(Method::Escap, &question).unwrap();
        assert_eq!(rating, Rating::Deteriorating);
        assert!(is(working.ratio, -0.675)); // −6.75 / 10
        assert!(is(working.index, -5.0)); // 10 × −5 / 10
    }

    #[test]
    fn a_flat_series_is_exactly_flat_and_needs_acceleration() {
        let points = series(&[(2015.0, 0.1), (2018.0, 0.1), (2023.0, 0.1)]);
        let question = ask(&points, Some((2030.0, 0.7)), Direction::Up);
        let (rating, working) = rate(Method::Escap, &question).unwrap();
        assert_eq!(rating, Rating::Moderate);
        assert_eq!(working.ratio, Some(0.0));
        assert_eq!(working.projected, Some(0.1));
    }

    #[test]
    fn points_before_the_base_join_the_fit_from_2000_on() {
        // 24, 12 and 8 years before 2030: weights × 24 are 1, 2, 3. Years from
        // 2018: −12, 0, 4, mean (−12 + 12) / 6 = 0. Values from 50: −4, 0, 4,
        // mean (−4 + 12) / 6 = 4/3. Slope (48 + 48) / (144 + 48) = 0.5.
        // In 2030: 4/3 + 0.5 × 12 = 22/3 above 50. 1999 must not count.
        let points =
            series(&[(1999.0, 90.0), (2006.0, 46.0), (2018.0, 50.0), (2022.0, 54.0)]);
        let question = ask(&points, Some((2030.0, 62.0)), Direction::Up);
        let (rating, working) = rate(Method::Escap, &question).unwrap();
        assert_eq!(rating, Rating::Moderate);
        assert!(close(working.observed, 0.5));
        assert!(is(working.projected, 50.0 + 22.0 / 3.0));
        assert!(is(working.ratio, 11.0 / 18.0)); // (22/3) / 12
        assert!(is(working.index, 10.0 / 3.0)); // 10 × 4 / 12
    }

    #[test]
    fn a_declared_baseline_joins_the_fit_only_in_a_year_without_a_point() {
        // Two points are a line through both: (50 + 5 × 2 = 60) and 2 a year.
        let one = series(&[(2020.0, 60.0)]);
        let mut question = ask(&one, Some((2030.0, 80.0)), Direction::Up);
        question.baseline = Some(point(2015.0, 50.0));
        let (rating, working) = rate(Method::Escap, &question).unwrap();
        assert_eq!(rating, Rating::OnTrack);
        assert!(close(working.observed, 2.0));
        assert!(is(working.projected, 80.0)); // 50 + 15 × 2
        // The series has 55 in 2015: its line is 55 + 1 a year, 70 in 2030.
        let two = series(&[(2015.0, 55.0), (2020.0, 60.0)]);
        question.points = &two;
        let (rating, working) = rate(Method::Escap, &question).unwrap();
        assert_eq!(rating, Rating::Moderate);
        assert!(is(working.projected, 70.0));
        assert!(is(working.ratio, 2.0 / 3.0)); // (70 − 50) / (80 − 50)
    }

    #[test]
    fn a_met_target_is_reached_with_index_ten() {
        let (rating, working) = rising(54.0);
        assert_eq!(rating, Rating::Reached);
        assert!(is(working.index, 10.0)); // 55 ≥ 54; the formula gives 12.5
        assert!(is(working.projected, 56.75));
        // Met in the target year: no prediction, the plain change (90 − 50) / 15.
        let points = series(&[(2015.0, 50.0), (2030.0, 90.0)]);
        let question = ask(&points, Some((2030.0, 80.0)), Direction::Up);
        let (rating, working) = rate(Method::Escap, &question).unwrap();
        assert_eq!(rating, Rating::Reached);
        assert!(close(working.observed, 40.0 / 15.0));
        assert_eq!((working.ratio, working.projected), (None, None));
    }

    #[test]
    fn zero_and_a_change_of_sign_are_ordinary_numbers() {
        // Two points, −5 → 5 in 5 years: 2 a year, 25 in 2030, all of 30 needed.
        let points = series(&[(2015.0, -5.0), (2020.0, 5.0)]);
        let question = ask(&points, Some((2030.0, 25.0)), Direction::Up);
        let (rating, working) = rate(Method::Escap, &question).unwrap();
        assert_eq!(rating, Rating::OnTrack);
        assert!(is(working.ratio, 1.0));
        // 30 → 20 towards 0: −2 a year, 0 in 2030.
        let points = series(&[(2015.0, 30.0), (2020.0, 20.0)]);
        let question = ask(&points, Some((2030.0, 0.0)), Direction::Down);
        let (rating, working) = rate(Method::Escap, &question).unwrap();
        assert_eq!(rating, Rating::OnTrack);
        assert!(is(working.ratio, 1.0));
        assert!(is(working.index, 10.0 / 3.0)); // 10 × −10 / −30
    }
}
