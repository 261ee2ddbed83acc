//! Stage 3: a [`Dataset`] → how far it is on the way to its target, by a named method.
//!
//! Before any formula the question is checked, in this order; the first check that fails is the
//! answer, whatever the method:
//!
//! | case | answer |
//! |---|---|
//! | no points | `NoData` |
//! | no target, method other than growth | `NoTarget` |
//! | an infinite number, given or computed | `NotFinite` |
//! | latest point older than the dataset's age rule allows | `OldData` |
//! | baseline later than the latest point | `BaseAfterLatest` |
//! | base and latest in the same year (one point) | `OnePoint` |
//! | base and latest less than a year apart | `UnderOneYear` |
//! | target lies behind the base: already met there, or a wrong direction | `Contradiction` |
//! | latest value meets the target, before or after its year | rated `Reached` |
//! | base equals target, or is beyond it as the editor confirms, and the latest value has left it | `BaseAtTarget` |
//! | target year is here or past and the target is not met | `TargetYearPassed` |
//!
//! Zero and a change of sign trouble only growth rates; see `growth`.
//!
//! Sources. "Under one year" and "reached whatever the trend" are Open SDG's rules
//! (<https://github.com/open-sdg/sdg-build>, `sdg/ProgressMeasure.py` at commit 139fede). Own rules,
//! where Open SDG rates or fails: `OldData`, `Contradiction`, `BaseAtTarget`, `TargetYearPassed`, and
//! `OnePoint` for a single value that meets the target, which without a base nothing can check for
//! direction.

mod checks;
mod escap;
mod growth;
mod linear;
mod outcome;

pub use outcome::{Rating, Unrated, Working};

use crate::model::{Dataset, Direction, Method, Observation, Settings, TargetValue};

/// The year from which progress counts where no baseline is declared: the goals date from 2015.
const BASE_YEAR: f64 = 2015.0;

/// A dataset's progress, or why it has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// By which method.
    pub method: Method,
    /// The rating with its figures.
    pub result: Result<(Rating, Working), Unrated>,
}

/// A value at a position in time, in years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The year, with a fraction for quarters and months.
    pub year: f64,
    /// The value.
    pub value: f64,
}

/// What is asked about one series.
#[derive(Debug, Clone, Copy)]
struct Question<'a> {
    /// The observations, sorted by time.
    points: &'a [Point],
    /// The declared baseline. Without one: the first point at or after [`BASE_YEAR`] (Open SDG's
    /// rule), else the first point.
    baseline: Option<Point>,
    /// The target and the year it is set for.
    target: Option<Point>,
    /// The direction in which a change is progress.
    direction: Direction,
    /// The editor confirms that the base is beyond the target.
    confirmed: bool,
    /// The year that the age of data is counted from, never the clock, and how many years are too
    /// many. `None`: no value is too old.
    age: Option<(f64, f64)>,
}

/// Rates the headline of `dataset` against the last of its targets; `now` is the newest year of
/// the site's data. `None` where it is not said which way is better: there is then no progress.
pub fn assess(
    dataset: &Dataset,
    settings: &Settings,
    now: Option<i16>,
) -> Option<Assessment> {
    let metadata = &dataset.metadata;
    let direction = metadata.direction?;
    let method = metadata.progress.unwrap_or_else(|| settings.method());
    let target = metadata.targets.iter().max_by_key(|it| it.year);
    let observations = dataset.headline().map_or(&[][..], |it| &it.observations);
    let points: Vec<Point> = observations.iter().filter_map(point).collect();
    let allowed = metadata.stale_after.unwrap_or(settings.stale_after);
    let question = Question {
        points: &points,
        baseline: metadata.baseline.as_ref().map(stated),
        target: target.map(stated),
        direction,
        confirmed: metadata
            .accept
            .iter()
            .any(|it| it.check == crate::diag::Rule::WrongDirection.code()),
        age: now.map(|now| (f64::from(now), f64::from(allowed))),
    };
    Some(Assessment { method, result: rate(method, &question) })
}

fn point(observation: &Observation) -> Option<Point> {
    let value = observation.value?.number();
    Some(Point { year: observation.period.position(), value })
}

fn stated(value: &TargetValue) -> Point {
    Point { year: f64::from(value.year), value: value.value }
}

/// Rates one series by one method.
fn rate(method: Method, question: &Question<'_>) -> Result<(Rating, Working), Unrated> {
    let case = checks::case(method, question)?;
    let (rating, working) = match method {
        Method::GrowthRate => growth::rate(&case)?,
        Method::Linear => linear::rate(&case)?,
        Method::Escap => escap::rate(&case)?,
    };
    if working.is_finite() { Ok((rating, working)) } else { Err(Unrated::NotFinite) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METHODS: [Method; 3] = [Method::GrowthRate, Method::Linear, Method::Escap];

    pub(super) fn point(year: f64, value: f64) -> Point {
        Point { year, value }
    }

    pub(super) fn series(pairs: &[(f64, f64)]) -> Vec<Point> {
        pairs.iter().map(|&(year, value)| point(year, value)).collect()
    }

    pub(super) fn ask(
        points: &[Point],
        target: Option<(f64, f64)>,
        direction: Direction,
    ) -> Question<'_> {
        Question {
            points,
            baseline: None,
            target: target.map(|(year, value)| point(year, value)),
            direction,
            confirmed: false,
            age: None,
        }
    }

    pub(super) fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9 * b.abs().max(1.0)
    }

    pub(super) fn is(found: Option<f64>, wanted: f64) -> bool {
        found.is_some_and(|found| close(found, wanted))
    }

    fn why(method: Method, question: &Question<'_>) -> Unrated {
        rate(method, question).unwrap_err()
    }

    fn rating(method: Method, question: &Question<'_>) -> Rating {
        rate(method, question).unwrap().0
    }

    #[test]
    fn no_points_and_one_point_are_not_rated() {
        let one = series(&[(2016.0, 90.0)]);
        for method in METHODS {
            let none = ask(&[], Some((2030.0, 80.0)), Direction::Up);
            assert_eq!(why(method, &none), Unrated::NoData);
            // 90 meets 80, but one point shows no base to check the direction by.
            let met = ask(&one, Some((2030.0, 80.0)), Direction::Up);
            assert_eq!(why(method, &met), Unrated::OnePoint);
        }
    }

    #[test]
    fn one_point_with_a_declared_baseline_is_two_points() {
        let one = series(&[(2020.0, 60.0)]);
        for method in METHODS {
            let mut question = ask(&one, Some((2030.0, 80.0)), Direction::Up);
            question.baseline = Some(point(2015.0, 50.0));
            let (_, working) = rate(method, &question).unwrap();
            assert_eq!(working.base, point(2015.0, 50.0));
            assert_eq!(working.latest, point(2020.0, 60.0));
        }
    }

    #[test]
    fn without_a_baseline_the_base_is_the_first_point_from_the_base_year_on() {
        let target = Some((2030.0, 80.0));
        for method in METHODS {
            let late = series(&[(2010.0, 40.0), (2016.0, 50.0), (2020.0, 60.0)]);
            let (_, working) = rate(method, &ask(&late, target, Direction::Up)).unwrap();
            assert_eq!(working.base, point(2016.0, 50.0));
            // All before 2015: the first point, where Open SDG has no year to choose.
            let early = series(&[(2008.0, 40.0), (2012.0, 50.0)]);
            let (_, working) = rate(method, &ask(&early, target, Direction::Up)).unwrap();
            assert_eq!(working.base, point(2008.0, 40.0));
            // From 2015 on there is one point only: base and latest are the same.
            let lone = series(&[(2010.0, 40.0), (2018.0, 50.0)]);
            assert_eq!(
                why(method, &ask(&lone, target, Direction::Up)),
                Unrated::OnePoint
            );
        }
    }

    #[test]
    fn a_baseline_after_or_just_before_the_latest_point_is_not_rated() {
        let points = series(&[(2015.0, 50.0), (2020.0, 60.0)]);
        for method in METHODS {
            let mut question = ask(&points, Some((2030.0, 80.0)), Direction::Up);
            question.baseline = Some(point(2021.0, 50.0));
            assert_eq!(why(method, &question), Unrated::BaseAfterLatest);
            // 2020 − 2019.5 = 0.5 years
            question.baseline = Some(point(2019.5, 50.0));
            assert_eq!(why(method, &question), Unrated::UnderOneYear);
            question.baseline = Some(point(2019.0, 50.0));
            assert!(rate(method, &question).is_ok());
        }
    }

    #[test]
    fn only_growth_rates_without_a_target() {
        let points = series(&[(2015.0, 50.0), (2020.0, 60.0)]);
        let question = ask(&points, None, Direction::Up);
        assert!(rate(Method::GrowthRate, &question).is_ok());
        assert_eq!(why(Method::Linear, &question), Unrated::NoTarget);
        assert_eq!(why(Method::Escap, &question), Unrated::NoTarget);
    }

    #[test]
    fn data_older_than_five_years_are_not_rated_even_if_they_meet_the_target() {
        let points = series(&[(2015.0, 50.0), (2019.0, 90.0)]);
        for method in METHODS {
            let mut question = ask(&points, Some((2030.0, 80.0)), Direction::Up);
            question.age = Some((2025.0, 5.0)); // 2025 − 2019 = 6 > 5
            assert_eq!(why(method, &question), Unrated::OldData);
            question.age = Some((2024.0, 5.0)); // 2024 − 2019 = 5
            assert_eq!(rating(method, &question), Rating::Reached);
            question.age = None;
            assert_eq!(rating(method, &question), Rating::Reached);
        }
    }

    #[test]
    fn a_direction_against_base_and_target_is_not_rated() {
        // Coverage 40 → 60 of 100 with direction down: 60 ≤ 100 is no achievement.
        let coverage = series(&[(2015.0, 40.0), (2020.0, 60.0)]);
        // Mortality 16 → 14, target "at most 20": met at the base, same figures.
        let met_at_base = series(&[(2015.0, 16.0), (2020.0, 14.0)]);
        for method in METHODS {
            let wrong = ask(&coverage, Some((2030.0, 100.0)), Direction::Down);
            assert_eq!(why(method, &wrong), Unrated::Contradiction);
            let met = ask(&met_at_base, Some((2030.0, 20.0)), Direction::Down);
            assert_eq!(why(method, &met), Unrated::Contradiction);
        }
    }

    #[test]
    fn a_target_met_at_the_base_is_reached_where_the_editor_confirms_it() {
        let kept = series(&[(2015.0, 16.0), (2020.0, 14.0)]);
        let left = series(&[(2015.0, 16.0), (2020.0, 21.0)]);
        for method in METHODS {
            let mut question = ask(&kept, Some((2030.0, 20.0)), Direction::Down);
            question.confirmed = true;
            assert_eq!(rating(method, &question), Rating::Reached); // 14 ≤ 20
            question.points = &left;
            assert_eq!(why(method, &question), Unrated::BaseAtTarget); // 21 > 20
        }
    }

    #[test]
    fn a_base_at_its_target_is_reached_while_it_is_met_and_unrated_after() {
        let kept = series(&[(2015.0, 80.0), (2020.0, 85.0)]);
        let left = series(&[(2015.0, 80.0), (2020.0, 75.0)]);
        for method in METHODS {
            let question = ask(&kept, Some((2030.0, 80.0)), Direction::Up);
            let (rating, working) = rate(method, &question).unwrap();
            assert_eq!(rating, Rating::Reached); // 85 ≥ 80
            assert!(is(working.required, 0.0)); // 80 − 80 = 0, so no ratio to it
            assert_eq!(working.ratio, None);
            let question = ask(&left, Some((2030.0, 80.0)), Direction::Up);
            assert_eq!(why(method, &question), Unrated::BaseAtTarget);
        }
    }

    #[test]
    fn a_target_year_that_has_come_leaves_reached_or_nothing() {
        let target = Some((2020.0, 80.0));
        let missed = series(&[(2015.0, 50.0), (2020.0, 79.0)]);
        let met = series(&[(2015.0, 50.0), (2021.0, 80.0)]);
        let early = series(&[(2015.0, 50.0), (2019.0, 79.0)]);
        for method in METHODS {
            let question = ask(&missed, target, Direction::Up);
            assert_eq!(why(method, &question), Unrated::TargetYearPassed);
            let question = ask(&met, target, Direction::Up);
            let (rating, working) = rate(method, &question).unwrap();
            assert_eq!(rating, Rating::Reached);
            assert_eq!(working.projected, None);
            // The data end in 2019 and the site is in 2021: the year is over.
            let mut question = ask(&early, target, Direction::Up);
            question.age = Some((2021.0, 5.0));
            assert_eq!(why(method, &question), Unrated::TargetYearPassed);
            question.age = Some((2020.0, 5.0));
            assert!(rate(method, &question).is_ok());
        }
    }

    #[test]
    fn a_target_year_before_the_base_requires_no_change() {
        let points = series(&[(2015.0, 50.0), (2020.0, 79.0)]);
        let met = series(&[(2015.0, 50.0), (2020.0, 81.0)]);
        for method in METHODS {
            let question = ask(&points, Some((2012.0, 80.0)), Direction::Up);
            assert_eq!(why(method, &question), Unrated::TargetYearPassed);
            let question = ask(&met, Some((2012.0, 80.0)), Direction::Up);
            let (rating, working) = rate(method, &question).unwrap();
            assert_eq!((rating, working.required), (Rating::Reached, None));
        }
    }

    #[test]
    fn no_number_panics_or_leaves_a_figure_that_is_not_finite() {
        let extremes = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            1e-300,
            5e-324,
            -5e-324,
            1e300,
            -1e300,
            f64::MAX,
            f64::MIN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            2015.0,
            2015.5,
        ];
        let mut asked = 0;
        for a in extremes {
            for b in extremes {
                for c in extremes {
                    for direction in [Direction::Up, Direction::Down] {
                        // Extremes as values, then as years.
                        let values = series(&[(2015.0, a), (2020.0, b)]);
                        let years = series(&[(a, 1.0), (b, 2.0)]);
                        let questions = [
                            ask(&values, Some((2030.0, c)), direction),
                            ask(&values, None, direction),
                            ask(&years, Some((c, 3.0)), direction),
                        ];
                        for question in questions {
                            for method in METHODS {
                                asked += 1;
                                if let Ok((_, working)) = rate(method, &question) {
                                    assert!(working.is_finite());
                                }
                            }
                        }
                    }
                }
            }
        }
        assert_eq!(asked, 15 * 15 * 15 * 2 * 3 * 3);
    }

    #[test]
    fn infinite_or_overflowing_numbers_are_not_rated() {
        let infinite = series(&[(2015.0, 1.0), (2020.0, f64::INFINITY)]);
        let huge = series(&[(2015.0, -1e308), (2020.0, 0.0)]);
        for method in METHODS {
            let question = ask(&infinite, Some((2030.0, 2.0)), Direction::Up);
            assert_eq!(why(method, &question), Unrated::NotFinite);
        }
        for method in [Method::Linear, Method::Escap] {
            // 1e308 − (−1e308) is above the largest f64.
            let question = ask(&huge, Some((2030.0, 1e308)), Direction::Up);
            assert_eq!(why(method, &question), Unrated::NotFinite);
        }
    }
}
