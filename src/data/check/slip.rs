//! Values that look as if they were typed in another unit than their neighbours.

use super::Subject;
use crate::{
    data::found::Found,
    diag::{Diagnostic, Message, Rule, say},
    model::Observation,
};

/// A value 10, 100 or 1,000 times its neighbours, or a fraction as small, while the neighbours
/// agree with each other.
///
/// Compared are the two values before and after, at the ends the two nearest. They agree if they
/// are within a factor of 2 of each other, and the slip is one if the factor is within 1.5 of the
/// power of ten.
pub(super) fn check(subject: &Subject<'_>, found: &mut Found) {
    let mut values: Vec<(&Observation, f64)> = Vec::new();
    for series in &subject.dataset.series {
        let valued = series.observations.iter();
        let valued = valued.filter_map(|it| Some((it, it.value?.number())));
        values.clear();
        values.extend(valued.filter(|it| it.1 != 0.0));
        for (at, (observation, value)) in values.iter().enumerate() {
            let neighbours = match at {
                _ if values.len() < 3 => break,
                0 => [1, 2],
                _ if at == values.len() - 1 => [at - 1, at - 2],
                _ => [at - 1, at + 1],
            };
            let ends = at == 0 || at == values.len() - 1;
            let [one, other] = neighbours.map(|it| values[it]);
            let Some(factor) = slip(*value, one.1, other.1, ends) else { continue };
            found.add(Rule::UnitSlip, || {
                let message = say!("{value} is about {slip} its neighbours {one} ({then}) and {other} ({later}), in {series}", value = observation.written(), slip = told(factor), one = one.0.written(), then = one.0.period, other = other.0.written(), later = other.0.period, series = subject.name(series));
                Diagnostic::new(Rule::UnitSlip, subject.value(observation), message)
                    .label(subject.value(one.0), say!("a neighbour"))
                    .help(say!("was it typed in another unit, or with a lost decimal sign?"))
            });
        }
    }
}

/// The slips that people make.
const SLIPS: [f64; 6] = [10.0, 100.0, 1000.0, 0.1, 0.01, 0.001];

/// A slip in words: a value is so much of its neighbours.
fn told(slip: f64) -> Message {
    match slip {
        10.0 => say!("10 times"),
        100.0 => say!("100 times"),
        1000.0 => say!("1,000 times"),
        0.1 => say!("a tenth of"),
        0.01 => say!("a hundredth of"),
        _ => say!("a thousandth of"),
    }
}

/// By which power of ten `value` differs from `one` and `other`, if it does. At the ends of a
/// series a real jump is likelier, so the neighbours have to agree better there.
fn slip(value: f64, one: f64, other: f64, end: bool) -> Option<f64> {
    // Nearly every value is like its neighbour.
    if (0.2..5.0).contains(&(value / one)) {
        return None;
    }
    let (agree, near) = if end { (1.25, 1.15) } else { (2.0, 1.5) };
    let spread = one / other;
    if !(1.0 / agree..=agree).contains(&spread) {
        return None;
    }
    let factor = value / libm::sqrt(one * other).copysign(one);
    let close = |power: f64| (1.0 / near..=near).contains(&(factor / power));
    SLIPS.into_iter().find(|it| close(*it))
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn knows_a_slip_from_a_jump() {
        assert_eq!(slip(132.0, 0.7, 1.3, false), Some(100.0));
        assert_eq!(slip(1.43, 14.0, 15.0, false), Some(0.1));
        assert_eq!(slip(28.0, 14.0, 15.0, false), None);
        assert_eq!(slip(140.0, 14.0, 40.0, false), None);
        assert_eq!(slip(140.0, 14.0, 20.0, true), None);
        assert_eq!(slip(-140.0, 14.0, 14.0, false), None);
    }
}
