//! Progress towards a target: the change needed a year against the change seen a year.

use crate::model::{Dataset, Direction};

/// How progress towards the target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// The target is met.
    Reached,
    /// At this pace it will be, at least 95 % of the way.
    OnTrack,
    /// The change goes the right way, but not fast enough.
    TooSlow,
    /// The change goes the wrong way, or there is none.
    WrongWay,
}

/// The headline's progress from the baseline (or the first value) to the last target, by a
/// straight line: observed change a year over required change a year.
///
/// `None` without a direction, a target after the first value, or values at two years.
pub(super) fn assess(dataset: &Dataset) -> Option<Progress> {
    let direction = dataset.metadata.direction?;
    let target = dataset.metadata.targets.iter().max_by_key(|it| it.year)?;
    let series = dataset.headline()?;
    let last = series.latest()?;
    let first = series.observations.iter().find(|it| it.value.is_some())?;
    let base = match &dataset.metadata.baseline {
        Some(it) => (f64::from(it.year), it.value),
        None => (first.period.position(), first.value.as_ref()?.number()),
    };
    let now = (last.period.position(), last.value.as_ref()?.number());
    let reached = match direction {
        Direction::Up => now.1 >= target.value,
        Direction::Down => now.1 <= target.value,
    };
    if reached {
        return Some(Progress::Reached);
    }
    let (years, due) = (now.0 - base.0, f64::from(target.year) - base.0);
    let required = target.value - base.1;
    if years <= 0.0 || due <= 0.0 || required == 0.0 {
        return None;
    }
    let ratio = ((now.1 - base.1) / years) / (required / due);
    Some(match ratio {
        it if it >= 0.95 => Progress::OnTrack,
        it if it > 0.0 => Progress::TooSlow,
        _ => Progress::WrongWay,
    })
}
