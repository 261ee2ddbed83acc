//! What an assessment answers: a rating with its figures, or why there is none.

use super::Point;
use crate::diag::{Message, say};

/// The verdict, in the classes of Open SDG.
///
/// Growth and linear use all five. ESCAP knows achieved, on track, accelerate
/// and reverse: `Reached`, `OnTrack`, `Moderate` and `Deteriorating`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// The latest value meets the target.
    Reached,
    /// The target will be met if the pace holds.
    OnTrack,
    /// Progress made, but acceleration is needed.
    Moderate,
    /// Little progress or none.
    Limited,
    /// The series moves away from its target.
    Deteriorating,
}

impl Rating {
    /// The stable key of the class.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::OnTrack => "on-track",
            Self::Moderate => "moderate",
            Self::Limited => "limited",
            Self::Deteriorating => "deteriorating",
        }
    }
}

/// The figures behind a rating, so that a reader can check it by hand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Working {
    /// The base that was used, as it was given.
    pub base: Point,
    /// The latest point.
    pub latest: Point,
    /// The target, as it was given.
    pub target: Option<Point>,
    /// Change a year that would meet the target on time: a growth rate
    /// (growth) or an amount (linear, ESCAP). Positive: the value rises.
    pub required: Option<f64>,
    /// Change a year that was observed, in the same unit.
    pub observed: f64,
    /// What the rating is read from: observed over required (growth, linear)
    /// or anticipated over needed progress (ESCAP). Negative: away from the
    /// target. `None` without a target, or where nothing was required.
    pub ratio: Option<f64>,
    /// Value expected in the target year; `None` once that year has come.
    pub projected: Option<f64>,
    /// ESCAP's Current Status Index: 10 target met, 0 no change since the
    /// base, below 0 regression.
    pub index: Option<f64>,
}

impl Working {
    /// Whether every computed figure is a number that can be shown.
    pub(super) fn is_finite(&self) -> bool {
        let figures = [self.required, self.ratio, self.projected, self.index];
        self.observed.is_finite() && figures.into_iter().flatten().all(f64::is_finite)
    }
}

/// Why a series has no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unrated {
    /// The series has no points.
    NoData,
    /// Only one point in time: there is no change to judge.
    OnePoint,
    /// Base and latest are less than a year apart.
    UnderOneYear,
    /// The declared baseline is later than the latest point.
    BaseAfterLatest,
    /// The latest point is too old to speak for the present.
    OldData,
    /// The method needs a target and none is set.
    NoTarget,
    /// The target lies behind the base: already met there, or the direction
    /// is wrong. The figures cannot tell which; a person must.
    Contradiction,
    /// Base and target are equal, so no progress was required.
    BaseAtTarget,
    /// The target year has come and the target is not met.
    TargetYearPassed,
    /// Values on both sides of zero have no growth rate.
    ChangeOfSign,
    /// A number is infinite, or too large to compute with.
    NotFinite,
}

impl Unrated {
    /// The stable key of the reason.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoData => "no-data",
            Self::OnePoint => "one-point",
            Self::UnderOneYear => "under-one-year",
            Self::BaseAfterLatest => "base-after-latest",
            Self::OldData => "old-data",
            Self::NoTarget => "no-target",
            Self::Contradiction => "contradiction",
            Self::BaseAtTarget => "base-at-target",
            Self::TargetYearPassed => "target-year-passed",
            Self::ChangeOfSign => "change-of-sign",
            Self::NotFinite => "not-finite",
        }
    }

    /// The reason in a few words.
    pub fn reason(self) -> Message {
        match self {
            Self::NoData => say!("no data"),
            Self::OnePoint => say!("one point"),
            Self::UnderOneYear => say!("under one year"),
            Self::BaseAfterLatest => say!("base after latest"),
            Self::OldData => say!("old data"),
            Self::NoTarget => say!("no target"),
            Self::Contradiction => say!("contradiction"),
            Self::BaseAtTarget => say!("base at target"),
            Self::TargetYearPassed => say!("target year passed"),
            Self::ChangeOfSign => say!("change of sign"),
            Self::NotFinite => say!("not finite"),
        }
    }
}
