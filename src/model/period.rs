//! The time that an observation is for.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use jiff::civil::Date;

use crate::text::Locale;

/// A year, a run of years, a quarter, a month or a day; ordered by where it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The year, or the first one.
    pub year: i16,
    /// Finer than a year, or longer.
    pub part: Part,
}

/// The part of a year; ordered by where it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The whole year.
    Whole,
    /// From this year to that one, such as a fiscal year `2016-17`.
    Until(i16),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A month, 1 to 12.
    Month(u8),
    /// A month and a day.
    Day(u8, u8),
}

impl Period {
    /// A whole year.
    pub fn year(year: i16) -> Self {
        Self { year, part: Part::Whole }
    }

    /// The year it ends in.
    pub fn last(self) -> i16 {
        match self.part {
            Part::Until(last) => last,
            _ => self.year,
        }
    }

    /// Whether it is the first year of the run of years `whole`.
    pub fn starts(self, whole: Self) -> bool {
        let run = matches!(whole.part, Part::Until(_));
        run && self.part == Part::Whole && self.year == whole.year
    }

    /// A period as a reader writes it.
    pub fn written(self, locale: &Locale) -> String {
        let year = locale.digits(&self.year.to_string());
        match self.part {
            Part::Month(month) => {
                let month = locale.word(MONTHS[usize::from(month - 1)]);
                locale.phrase("period.month", &[("month", month), ("year", &year)])
            }
            Part::Quarter(quarter) => {
                let quarter = locale.digits(&quarter.to_string());
                locale.phrase("period.quarter", &[("quarter", &quarter), ("year", &year)])
            }
            Part::Day(month, day) => {
                match jiff::civil::Date::new(self.year, month as i8, day as i8) {
                    Ok(date) => locale.date(date),
                    Err(_) => locale.digits(&self.to_string()),
                }
            }
            Part::Whole | Part::Until(_) => {
                locale.digits(&self.to_string()).replace('-', "–")
            }
        }
    }

    /// Where it starts on an axis of years: 2022-Q3 is 2022.5.
    pub fn position(self) -> f64 {
        let share = match self.part {
            Part::Whole | Part::Until(_) => 0.0,
            Part::Quarter(it) => f64::from(it - 1) / 4.0,
            Part::Month(it) => f64::from(it - 1) / 12.0,
            Part::Day(month, day) => {
                (f64::from(month - 1) + f64::from(day - 1) / 31.0) / 12.0
            }
        };
        f64::from(self.year) + share
    }
}

/// The keys of the words for months.
const MONTHS: [&str; 12] = [
    "month.1", "month.2", "month.3", "month.4", "month.5", "month.6", "month.7",
    "month.8", "month.9", "month.10", "month.11", "month.12",
];

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.part {
            Part::Whole => write!(f, "{year}"),
            // Two digits are enough for a fiscal year; `2003-05` would be the May.
            Part::Until(last) if last == year + 1 && last / 100 == year / 100 => {
                write!(f, "{year}-{:02}", last % 100)
            }
            Part::Until(last) => write!(f, "{year}-{last}"),
            Part::Quarter(it) => write!(f, "{year}-Q{it}"),
            // `2011-12` is a fiscal year.
            Part::Month(it) if (i16::from(it) - year - 1) % 100 == 0 => {
                write!(f, "{year}-M{it:02}")
            }
            Part::Month(it) => write!(f, "{year}-{it:02}"),
            Part::Day(month, day) => write!(f, "{year}-{month:02}-{day:02}"),
        }
    }
}

/// The periods of one table that are runs of years though each alone would be a month: `2010-12`
/// beside `2013-15`, or runs of the same length, as `2003-05`, `2004-06` and `2005-07`.
pub fn runs(periods: &BTreeSet<Period>) -> BTreeMap<Period, Period> {
    let run = |it: &Period| match it.part {
        Part::Month(month) => {
            let last = last_year(it.year, month);
            (last > it.year + 1).then_some((last - it.year, *it, last))
        }
        _ => None,
    };
    let months: Vec<(i16, Period, i16)> = periods.iter().filter_map(run).collect();
    let lengths = periods.iter().filter_map(|it| match it.part {
        Part::Until(last) if last > it.year + 1 => Some(last - it.year),
        _ => None,
    });
    let mut lengths: BTreeSet<i16> = lengths.collect();
    let all_months = periods.iter().filter(|it| matches!(it.part, Part::Month(_)));
    let same = months.windows(2).all(|it| it[0].0 == it[1].0);
    if lengths.is_empty()
        && same
        && months.len() > 2
        && months.len() == all_months.count()
    {
        lengths.extend(months.first().map(|it| it.0));
    }
    let long = months.into_iter().filter(|it| lengths.contains(&it.0));
    long.map(|(_, month, last)| (month, Period { part: Part::Until(last), ..month }))
        .collect()
}

impl FromStr for Period {
    type Err = ();

    /// Reads `2016`, `2016-17`, `2012/13`, `2016-2017`, `2022-Q3` (also `2022Q3`), `2022-03` where no
    /// fiscal year can be meant, `2022-M03`, and `2022-03-15`, in Latin or Bangla digits.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut text = crate::text::fold(text).replace(['/', '–'], "-");
        let at = text.find(['q', 'm']);
        if let Some(at) = at.filter(|it| text[..*it].trim_end().len() == 4) {
            text.replace_range(4..at, "-");
        }
        let mut parts = text.split('-').map(str::trim);
        let year = four_digits(parts.next().ok_or(())?).ok_or(())?;
        let part = match (parts.next(), parts.next()) {
            (None, _) => Part::Whole,
            (Some(it), None) => second_part(year, it).ok_or(())?,
            (Some(month), Some(day)) => {
                let (month, day) =
                    (two_digits(month).ok_or(())?, two_digits(day).ok_or(())?);
                Date::new(year, month as i8, day as i8).map_err(|_| ())?;
                Part::Day(month, day)
            }
        };
        parts.next().is_none().then_some(Self { year, part }).ok_or(())
    }
}

fn second_part(year: i16, text: &str) -> Option<Part> {
    if let Some(quarter) = text.strip_prefix('q') {
        let quarter = quarter.parse().ok().filter(|it| (1..=4).contains(it))?;
        return Some(Part::Quarter(quarter));
    }
    if let Some(month) = text.strip_prefix('m') {
        let month = month.parse().ok().filter(|it| (1..=12).contains(it))?;
        return Some(Part::Month(month));
    }
    if let Some(last) = four_digits(text) {
        return (last > year).then_some(Part::Until(last));
    }
    let number = two_digits(text)?;
    let last = last_year(year, number);
    match number {
        _ if last == year + 1 => Some(Part::Until(last)),
        1..=12 => Some(Part::Month(number)),
        _ => (last - year < 30).then_some(Part::Until(last)),
    }
}

/// The year after `year` that ends in these two digits.
fn last_year(year: i16, digits: u8) -> i16 {
    let last = year / 100 * 100 + i16::from(digits);
    if last <= year { last + 100 } else { last }
}

fn four_digits(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|it| it.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn two_digits(text: &str) -> Option<u8> {
    let digits = text.len() == 2 && text.bytes().all(|it| it.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Period, runs};

    #[test]
    fn reads_what_people_write() {
        for (written, meant) in [
            ("2016", "2016"),
            ("২০১৬", "2016"),
            ("2016-17", "2016-17"),
            ("2012/13", "2012-13"),
            ("1999-2000", "1999-2000"),
            ("2022-Q3", "2022-Q3"),
            ("2022Q3", "2022-Q3"),
            ("2022 Q3", "2022-Q3"),
            ("২০২২-Q৩", "2022-Q3"),
            ("2022-03", "2022-03"),
            ("2022M03", "2022-03"),
            ("2012-M12", "2012-12"),
            ("2011-12", "2011-12"),
            ("2011-M12", "2011-M12"),
            ("2022-M03", "2022-03"),
            ("2013-15", "2013-2015"),
            ("2003-2005", "2003-2005"),
            ("2022-03-15", "2022-03-15"),
        ] {
            assert_eq!(
                written.parse::<Period>().map(|it| it.to_string()),
                Ok(meant.into())
            );
        }
    }

    #[test]
    fn refuses_what_is_no_period() {
        for written in [
            "",
            "16",
            "17 May to 11 June",
            "2016-00",
            "2016-13-01",
            "2016-15-2",
            "2016-02-30",
            "2022-Q5",
            "2022M13",
            "Q3 2022",
            "x 2022Q3",
        ] {
            assert_eq!(written.parse::<Period>(), Err(()), "{written}");
        }
    }

    #[test]
    fn a_run_of_years_is_told_from_those_beside_it() {
        let check = |written: &str, runs_of: &str| {
            let read = |it: &str| it.parse::<Period>().unwrap();
            let all: BTreeSet<Period> = written.split(' ').map(read).collect();
            let found: Vec<String> =
                runs(&all).values().map(ToString::to_string).collect();
            assert_eq!(found.join(" "), runs_of, "{written}");
        };
        check("2003-05 2010-12 2013-15", "2003-2005 2010-2012");
        check("2003-05 2004-06 2005-07", "2003-2005 2004-2006 2005-2007");
        check("2003-05 2003-06 2003-07", "");
        check("2003-05 2004-06", "");
        check("2003-05 2004-06 2005-07 2006-01", "");
        check("2019-05 2016-17 2020-05 2021-05", "");
    }

    #[test]
    fn is_ordered_by_start() {
        let read = |it: &str| it.parse::<Period>().unwrap();
        assert!(read("2016") < read("2017"));
        assert!(read("2022-Q1") < read("2022-Q2"));
        assert!(read("2022-Q2").position() < read("2022-07").position());
    }
}
