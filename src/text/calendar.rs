//! The Bangla calendar as Bangladesh keeps it.
//!
//! CLDR and ICU do not have it; the Indian one of West Bengal is another. Source: the circular of the
//! Ministry of Public Administration of October 2019 upon the proposal of Bangla Academy, as told
//! in <https://bdnews24.com/lifestyle/2019/10/17/bangladesh-reworks-bangla-calendar-to-match-national-days-with-west>:
//! the year begins on 14 April; since 1426 its first six months have 31 days and the others 30, but
//! Falgun 29, or 30 in a Gregorian leap year. Before, the first five had 31 days and the others
//! 30, Falgun one more in a leap year.

use jiff::civil::Date;

/// The first year with a sixth month of 31 days.
const REVISED: i16 = 1426;

/// The first year of the official calendar, adopted in 1987; days before it were counted otherwise.
const FIRST: i16 = 1394;

/// The years from one era to the other, from 14 April on.
const ERA: i16 = 593;

/// A day of the Bangla calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BanglaDay {
    /// The year, বঙ্গাব্দ.
    pub(super) year: i16,
    /// 1 for বৈশাখ to 12 for চৈত্র.
    pub(super) month: u8,
    /// From 1.
    pub(super) day: u8,
}

impl BanglaDay {
    /// That day; `None` for days before the official calendar.
    pub(super) fn of(date: Date) -> Option<Self> {
        let begun = (date.month(), date.day()) >= (4, 14);
        let gregorian = date.year() - i16::from(!begun);
        let year = gregorian - ERA;
        if year < FIRST {
            return None;
        }
        let start = Date::new(gregorian, 4, 14).ok()?;
        let mut left = date.since(start).ok()?.get_days();
        // Falgun holds the end of February of the next Gregorian year.
        let leap = Date::new(gregorian + 1, 1, 1).ok()?.in_leap_year();
        for month in 1..=12 {
            let length = length(year, month, leap);
            if left < i32::from(length) {
                return Some(Self { year, month, day: left as u8 + 1 });
            }
            left -= i32::from(length);
        }
        None
    }
}

fn length(year: i16, month: u8, leap: bool) -> u8 {
    let long = if year < REVISED { 5 } else { 6 };
    match month {
        11 if year < REVISED => 30 + u8::from(leap),
        11 => 29 + u8::from(leap),
        month if month <= long => 31,
        _ => 30,
    }
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan as _, civil::date};

    use super::BanglaDay;

    #[test]
    fn national_days_fall_where_the_circular_says() {
        let check = |(y, m, d), (year, month, day)| {
            let expect = BanglaDay { year, month, day };
            assert_eq!(BanglaDay::of(date(y, m, d)), Some(expect), "{y}-{m}-{d}");
        };
        check((2025, 4, 14), (1432, 1, 1));
        check((2025, 2, 21), (1431, 11, 8));
        check((2025, 3, 26), (1431, 12, 12));
        check((2024, 12, 16), (1431, 9, 1));
        check((2025, 5, 8), (1432, 1, 25));
        check((2025, 5, 25), (1432, 2, 11));
        // Falgun has 30 days in 2024, and 29 in 2025.
        check((2024, 3, 14), (1430, 11, 30));
        check((2024, 3, 15), (1430, 12, 1));
        check((2025, 3, 14), (1431, 11, 29));
        check((2025, 4, 13), (1431, 12, 30));
        // The year of the revision: 21 February was still the ninth, and Ashwin had 31 days.
        check((2019, 2, 21), (1425, 11, 9));
        check((2019, 10, 16), (1426, 6, 31));
        check((2019, 10, 17), (1426, 7, 1));
        assert_eq!(BanglaDay::of(date(1971, 12, 16)), None);
    }

    #[test]
    fn every_day_follows_the_day_before() {
        let mut day = date(1987, 4, 14);
        let mut last = BanglaDay::of(day).unwrap();
        assert_eq!((last.month, last.day), (1, 1));
        while day.year() < 2040 {
            day = day.checked_add(1.day()).unwrap();
            let next = BanglaDay::of(day).unwrap();
            let follows = (next.year, next.month, next.day)
                == (last.year, last.month, last.day + 1)
                || (next.year, next.month, next.day) == (last.year, last.month + 1, 1)
                || (next.year, next.month, next.day) == (last.year + 1, 1, 1)
                    && last.month == 12;
            assert!(follows, "{day}: {last:?} {next:?}");
            last = next;
        }
    }
}
