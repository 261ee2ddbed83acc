//! How a dataset's values are written: rounding and unit.

use super::{Dataset, Observation, Role, Series, Value};
use crate::text::{Locale, Said, fold};

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

    /// A computed number, such as a difference, with as many decimal places as the dataset shows.
    pub fn computed(&self, number: f64, locale: &Locale) -> String {
        let shown = self.series.iter().flat_map(|it| &it.observations);
        let shown =
            shown.filter_map(|it| it.value.as_ref()).map(|it| self.decimals(it)).max();
        locale.number(number, shown.unwrap_or(1).min(2))
    }

    /// How many decimal places of `value` are shown: as many as the metadata says, else as written
    /// but at most two, and always enough that a small value does not show as zero.
    pub fn decimals(&self, value: &Value) -> usize {
        let asked = self.metadata.decimals.map(usize::from);
        let wanted = asked.unwrap_or_else(|| value.decimals().min(2));
        let size = value.number().abs();
        if size == 0.0 {
            return wanted;
        }
        let mut needed = wanted;
        let mut smallest = 0.5 / 10_f64.powi(wanted as i32);
        while size < smallest && needed < value.decimals() {
            needed += 1;
            smallest /= 10.0;
        }
        needed
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

    /// `value` of `series` with its unit: `14.3%`, `8.94 per 100,000 adults`.
    pub fn quantity(&self, value: &Value, series: &Series, locale: &Locale) -> String {
        with_unit(&self.number(value, locale), self.unit(series, locale).as_ref())
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
