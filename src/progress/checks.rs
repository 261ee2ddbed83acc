//! The checks that come before every method, and the facts they establish.

use super::{BASE_YEAR, Point, Question, Rating, Unrated, Working};
use crate::model::{Direction, Method};

/// Slack for years written as fractions, such as months: about half a minute.
const YEAR_SLACK: f64 = 1e-6;

/// A question that passed its checks. With a target the base is not beyond it,
/// and where `reached` is false the base is short of it and its year ahead.
pub(super) struct Case<'a> {
    pub(super) points: &'a [Point],
    pub(super) base: Point,
    pub(super) latest: Point,
    pub(super) target: Option<Point>,
    pub(super) direction: Direction,
    pub(super) reached: bool,
}

impl Case<'_> {
    /// Years from base to latest; at least one.
    pub(super) fn span(&self) -> f64 {
        self.latest.year - self.base.year
    }

    /// Years from base to target, where the target comes later and is not behind the base.
    pub(super) fn allowed(&self) -> Option<f64> {
        let target = self.target?;
        let beyond = contradicts(self.base.value, target.value, self.direction);
        years_between(self.base, target).filter(|_| !beyond)
    }

    /// Years from latest to target, where the target year is still ahead.
    pub(super) fn left(&self) -> Option<f64> {
        years_between(self.latest, self.target?)
    }

    /// The yearly amount that meets the target on a straight line:
    /// (target − base) / (target year − base year).
    pub(super) fn required_amount(&self) -> Option<f64> {
        let years = self.allowed()?;
        self.target.map(|target| (target.value - self.base.value) / years)
    }

    /// The yearly amount observed on the straight line from base to latest:
    /// (latest − base) / (latest year − base year).
    pub(super) fn observed_amount(&self) -> f64 {
        (self.latest.value - self.base.value) / self.span()
    }

    /// The working with what every method shares filled in.
    pub(super) fn working(&self, observed: f64) -> Working {
        Working {
            base: self.base,
            latest: self.latest,
            target: self.target,
            required: None,
            observed,
            ratio: None,
            projected: None,
            index: None,
        }
    }
}

/// Whether a target lies behind the base, seen in the direction of progress.
///
/// Base 40, target 100 and direction down contradict each other; so do base 16
/// and "at most 20" with direction down, where the target is met from the
/// start. Equal values do not contradict.
pub(super) fn contradicts(base: f64, target: f64, direction: Direction) -> bool {
    match direction {
        Direction::Up => target < base,
        Direction::Down => target > base,
    }
}

/// Whether a value meets a target: at it or beyond (Open SDG's rule).
pub(super) fn meets(value: f64, target: f64, direction: Direction) -> bool {
    match direction {
        Direction::Up => value >= target,
        Direction::Down => value <= target,
    }
}

/// Reads a ratio or a rate by two thresholds and zero, each class including
/// its lower bound: `OnTrack`, `Moderate`, `Limited`, and below zero
/// `Deteriorating`.
pub(super) fn by_thresholds(figure: f64, high: f64, medium: f64) -> Rating {
    if figure >= high {
        Rating::OnTrack
    } else if figure >= medium {
        Rating::Moderate
    } else if figure >= 0.0 {
        Rating::Limited
    } else {
        Rating::Deteriorating
    }
}

/// Checks a question, in the order of the table in [`super`].
pub(super) fn case<'a>(
    method: Method,
    question: &Question<'a>,
) -> Result<Case<'a>, Unrated> {
    let latest = *question.points.last().ok_or(Unrated::NoData)?;
    if question.target.is_none() && method != Method::GrowthRate {
        return Err(Unrated::NoTarget);
    }
    if !is_finite(question) {
        return Err(Unrated::NotFinite);
    }
    let old = |(now, allowed)| now - latest.year > allowed + YEAR_SLACK;
    if question.age.is_some_and(old) {
        return Err(Unrated::OldData);
    }
    let base = base(question).ok_or(Unrated::NoData)?;
    check_span(base, latest)?;
    let mut case = Case {
        points: question.points,
        base,
        latest,
        target: question.target,
        direction: question.direction,
        reached: false,
    };
    if let Some(target) = question.target {
        case.reached = check_target(&case, target, question)?;
    }
    Ok(case)
}

fn is_finite(question: &Question<'_>) -> bool {
    let given = [question.baseline, question.target].into_iter().flatten();
    let mut points = given.chain(question.points.iter().copied());
    points.all(|p| p.year.is_finite() && p.value.is_finite())
}

fn base(question: &Question<'_>) -> Option<Point> {
    let from_base_year = question.points.iter().find(|p| p.year >= BASE_YEAR);
    question.baseline.or(from_base_year.copied()).or(question.points.first().copied())
}

fn check_span(base: Point, latest: Point) -> Result<(), Unrated> {
    let span = latest.year - base.year;
    if span < 0.0 {
        Err(Unrated::BaseAfterLatest)
    } else if span == 0.0 {
        Err(Unrated::OnePoint)
    } else if span < 1.0 - YEAR_SLACK {
        Err(Unrated::UnderOneYear)
    } else {
        Ok(())
    }
}

/// Whether the target is reached; an error where no method can say more.
fn check_target(
    case: &Case<'_>,
    target: Point,
    question: &Question<'_>,
) -> Result<bool, Unrated> {
    let now = question.age.map(|it| it.0);
    let beyond = contradicts(case.base.value, target.value, case.direction);
    if beyond && !question.confirmed {
        Err(Unrated::Contradiction)
    } else if meets(case.latest.value, target.value, case.direction) {
        Ok(true)
    } else if beyond || target.value - case.base.value == 0.0 {
        Err(Unrated::BaseAtTarget)
    } else if case.left().is_none() || now.is_some_and(|now| now > target.year) {
        Err(Unrated::TargetYearPassed)
    } else {
        Ok(false)
    }
}

fn years_between(from: Point, to: Point) -> Option<f64> {
    let years = to.year - from.year;
    (years > 0.0).then_some(years)
}
