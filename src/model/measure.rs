//! How a dataset's values are written: rounding and unit.

use super::{Dataset, Observation, Role, Series, Value};
use crate::text::{Locale, Said, fold};

/// In units of its last place, a number that does not show as zero.
const NOT_ZERO: f64 = 0.5;

/// In units of its last place, a number that shows two significant digits.
const TWO_DIGITS: f64 = 9.5;

impl Dataset {
    /// `value` in the writing of `locale`, without its unit.
    pub fn number(&self, value: &Value, locale: &Locale) -> String {
        locale.decimal(&value.digits(), Some(self.decimals(value)))
    }

    /// The value of `observation` with the sign that is before it: `<0.1`.
    pub fn shown(&self, observation: &Observation, locale: &Locale) -> Option<String> {
        let number = self.number(observation.value.as_ref()?, locale);
        Some(format!("{}{number}", observation.bound.sign()))
    }

    /// The confidence interval of `observation`: `26.7–28.1`.
    pub fn interval(&self, observation: &Observation, locale: &Locale) -> Option<String> {
        let interval = observation.interval.as_ref()?;
        let bound = |it: &Option<Value>| {
            it.as_ref().map_or_else(String::new, |it| self.number(it, locale))
        };
        Some(format!("{}–{}", bound(&interval.lower), bound(&interval.upper)))
    }

    /// A computed number, such as a difference, with about as many decimal places as the dataset
    /// shows.
    pub fn computed(&self, number: f64, locale: &Locale) -> String {
        let most = self.written_places();
        locale.number(number, enough(number, self.places(), most, TWO_DIGITS))
    }

    /// How many decimal places its values show at most, two where it does not ask for more.
    pub fn places(&self) -> usize {
        self.metadata.decimals.map_or_else(|| self.written_places().min(2), usize::from)
    }

    fn written_places(&self) -> usize {
        let shown = self.series.iter().flat_map(|it| &it.observations);
        let shown = shown.filter_map(|it| it.value.as_ref());
        shown.map(|it| self.decimals(it)).max().unwrap_or(1)
    }

    /// How many decimal places of `value` are shown: as many as the metadata says, and always
    /// enough that a small value does not show as zero. Where the metadata says nothing, as written
    /// but at most two, and always enough for two significant digits.
    pub fn decimals(&self, value: &Value) -> usize {
        let (places, least) = match self.metadata.decimals {
            Some(asked) => (usize::from(asked), NOT_ZERO),
            None => (value.decimals().min(2), TWO_DIGITS),
        };
        enough(value.number(), places, value.decimals(), least)
    }

    /// The unit of `series` for a reader of `locale`.
    pub fn unit(&self, series: &Series, locale: &Locale) -> Option<Said> {
        let language = locale.language();
        let own =
            self.dimensions.iter().zip(&series.key).find(|(it, _)| it.role == Role::Unit);
        if let Some(unit) = self.metadata.unit.say(language) {
            return Some(unit);
        }
        let code = own.map(|(dimension, code)| &dimension.codes[usize::from(*code)])?;
        code.label.say(language).or_else(|| Some(Said::own(&*code.id)))
    }

    /// The value of `observation` of `series` with its unit: `14.3%`, `<20 per 100,000 adults`.
    pub fn quantity(
        &self,
        observation: &Observation,
        series: &Series,
        locale: &Locale,
    ) -> String {
        let number = self.shown(observation, locale).unwrap_or_default();
        with_unit(&number, self.unit(series, locale).as_ref())
    }

    /// How `last` differs from `first`, in words and so many decimal places: "down 13.1 percentage
    /// points".
    pub fn change(
        &self,
        series: &Series,
        (first, last): (f64, f64),
        places: usize,
        locale: &Locale,
    ) -> String {
        let difference = last - first;
        let size = locale.number(difference.abs(), places);
        if size == locale.number(0.0, places) {
            return locale.word("value.same").to_owned();
        }
        let size = if self.is_percentage(series, locale) {
            format!("{size} {}", locale.word("value.points"))
        } else {
            with_unit(&size, self.unit(series, locale).as_ref())
        };
        let key = if difference > 0.0 { "value.up" } else { "value.down" };
        locale.phrase(key, &[("change", &size)])
    }

    /// Whether values of `series` are percentages, whose differences are percentage points.
    pub fn is_percentage(&self, series: &Series, locale: &Locale) -> bool {
        let words = ["%", "percent", "per cent", "percentage", "শতাংশ"];
        self.unit(series, locale).is_some_and(|unit| {
            let unit = fold(&unit.text);
            words.contains(&unit.as_str()) || unit.starts_with('%')
        })
    }
}

/// `number` with its unit: a percent sign close to it, words after a space.
pub fn with_unit(number: &str, unit: Option<&Said>) -> String {
    match unit {
        Some(unit) if unit.text.starts_with('%') => format!("{number}{}", unit.text),
        Some(unit) if !unit.text.is_empty() => format!("{number} {}", unit.text),
        _ => number.to_owned(),
    }
}

/// As many decimal places, from `places` to `most`, as make `number` at least `least` in units of
/// the last one.
fn enough(number: f64, places: usize, most: usize, least: f64) -> usize {
    let fine = |it: &usize| number.abs() * 10_f64.powi(*it as i32) >= least;
    if number == 0.0 {
        places
    } else {
        (places..most).find(fine).unwrap_or(places.max(most))
    }
}
