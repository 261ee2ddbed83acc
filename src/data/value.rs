//! Numbers as people write them → [`Value`] and what its marks mean.

use crate::model::{Bound, ObsStatus, Value};

/// What a cell of the column Value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// The number, if the cell has one.
    pub(super) value: Option<Value>,
    /// What the sign before it means.
    pub(super) bound: Bound,
    /// What the mark behind it means.
    pub(super) status: Option<ObsStatus>,
}

impl From<Value> for Written {
    fn from(value: Value) -> Self {
        Self { value: Some(value), bound: Bound::Exact, status: None }
    }
}

/// Which sign stands between a number and its fraction; the other one groups its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Decimal {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

impl Decimal {
    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

/// What people write where there is no value, folded.
const MISSING: [&str; 20] = [
    "", "..", "...", "…", ":", "na", "n/a", "#n/a", "n.a.", "n.d.", "nan", "null", "inf",
    "-inf", "+inf", "-", "--", "---", "–", "—",
];

/// Signs before a number and what they say; of two that start alike the longer one is first.
const BOUNDS: [(&str, Bound); 9] = [
    ("<=", Bound::AtMost),
    (">=", Bound::AtLeast),
    ("<", Bound::Below),
    (">", Bound::Above),
    ("≤", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("~", Bound::About),
    ("≈", Bound::About),
    ("c. ", Bound::About),
];

/// Letters and signs behind a number, and the status they stand for.
const MARKS: [(char, ObsStatus); 8] = [
    ('p', ObsStatus::Provisional),
    ('e', ObsStatus::Estimated),
    ('f', ObsStatus::Forecast),
    ('i', ObsStatus::Imputed),
    ('u', ObsStatus::Unreliable),
    ('b', ObsStatus::Break),
    ('d', ObsStatus::DefinitionDiffers),
    ('*', ObsStatus::Estimated),
];

/// Whether `cell` says that there is no value.
fn is_missing(cell: &str) -> bool {
    cell.is_empty() || MISSING.contains(&crate::text::fold(cell).as_str())
}

/// Reads a cell; `None` where it is no number and no mark for a missing one.
pub(super) fn read(cell: &str, decimal: Decimal) -> Option<Written> {
    if let Some(value) = plain(cell, decimal) {
        return Some(value.into());
    }
    if is_missing(cell) {
        return Some(Written { value: None, bound: Bound::Exact, status: None });
    }
    let folded = crate::text::fold(cell);
    let mut rest = folded.as_str();
    let mut bound = Bound::Exact;
    if let Some((sign, meant)) = BOUNDS.iter().find(|it| rest.starts_with(it.0)) {
        rest = rest[sign.len()..].trim_start();
        bound = *meant;
    }
    let mut status = None;
    if let Some((mark, meant)) = MARKS.iter().find(|it| rest.ends_with(it.0)) {
        rest = rest[..rest.len() - mark.len_utf8()].trim_end();
        status = Some(*meant);
    }
    Some(Written { value: Some(number(rest, decimal)?), bound, status })
}

/// The decimal sign that `cell` must have been written with, if it is a number with only one.
pub(super) fn tells(cell: &str) -> Option<Decimal> {
    let number = |decimal| read(cell, decimal).is_some_and(|it| it.value.is_some());
    match (number(Decimal::Point), number(Decimal::Comma)) {
        (true, false) => Some(Decimal::Point),
        (false, true) => Some(Decimal::Comma),
        _ => None,
    }
}

/// The common case: a few digits, perhaps with a sign and a fraction that can be nothing else.
pub(super) fn plain(cell: &str, decimal: Decimal) -> Option<Value> {
    let digits = cell.strip_prefix('-').unwrap_or(cell).as_bytes();
    let (mut mantissa, mut point) = (0_i64, None);
    for (at, digit) in digits.iter().enumerate().take(18) {
        match digit {
            b'0'..=b'9' => mantissa = mantissa * 10 + i64::from(digit - b'0'),
            b'.' if point.is_none() && decimal == Decimal::Point => point = Some(at),
            _ => return None,
        }
    }
    let whole = point.unwrap_or(digits.len());
    let fraction = point.map_or(1, |it| digits.len() - it - 1);
    let padded = whole > 1 && digits[0] == b'0';
    let grouped = point.is_some() && fraction == 3 && whole <= 3;
    if whole == 0 || fraction == 0 || padded || grouped || digits.len() > 18 {
        return None;
    }
    let mantissa = if digits.len() < cell.len() { -mantissa } else { mantissa };
    Value::scaled(mantissa, point.map_or(0, |_| fraction as u8))
}

/// A number with an optional sign, grouping and exponent.
fn number(text: &str, decimal: Decimal) -> Option<Value> {
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match text.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once(decimal.sign()).unwrap_or((mantissa, ""));
    let whole = ungroup(whole, decimal.other().sign())?;
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let empty = whole.is_empty() && fraction.is_empty();
    if empty || !digits(&whole) || !digits(fraction) {
        return None;
    }
    Value::new(&format!("{sign}{}", shift(&whole, fraction, exponent)?))
}

/// The digits without their grouping: by thousands or by lakh, and well-formed.
fn ungroup(whole: &str, sign: char) -> Option<String> {
    let mut groups = whole.split([sign, '\u{A0}', '\u{202F}', ' ', '\'']).rev();
    let last = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let Some((first, middle)) = rest.split_last() else { return Some(whole.to_owned()) };
    let even = |length: usize| middle.iter().all(|it| it.len() == length);
    let well_formed = last.len() == 3
        && !first.is_empty()
        && ((even(3) && first.len() <= 3) || (even(2) && first.len() <= 2));
    well_formed.then(|| whole.chars().filter(char::is_ascii_digit).collect())
}

/// The plain digits of `whole.fraction × 10^exponent`; `None` where that is beyond all reason.
fn shift(whole: &str, fraction: &str, exponent: i32) -> Option<String> {
    if exponent.abs() > 60 {
        return None;
    }
    let digits = format!("{whole}{fraction}");
    let point = whole.len() as i32 + exponent;
    let padded = match point {
        ..=0 => format!("{}{digits}", "0".repeat((1 - point) as usize)),
        _ => format!("{digits:0<width$}", width = point as usize),
    };
    let point = point.max(1) as usize;
    let (whole, fraction) = padded.split_at(point);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if fraction.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{fraction}")
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Decimal, read, tells};
    use crate::model::{Bound, ObsStatus};

    fn check(written: &str, meant: Option<&str>) {
        let read = read(written, Decimal::Point).map(|it| it.value.map(|it| it.digits()));
        assert_eq!(read, Some(meant.map(str::to_owned)), "{written}");
    }

    #[test]
    fn reads_numbers_in_both_scripts() {
        check("14.30", Some("14.30"));
        check("১২.৫", Some("12.5"));
        check("1,44,043", Some("144043"));
        check("১৪,৪০,৪৩,৬৯৭", Some("144043697"));
        check("1,234,567.8", Some("1234567.8"));
        check("-3", Some("-3"));
        check("7.51046E-4", Some("0.000751046"));
        check("1.2e3", Some("1200"));
        check(".5", Some("0.5"));
        check("007", Some("7"));
    }

    #[test]
    fn knows_what_is_missing() {
        for written in ["", " ", "..", "NA", "NaN", "Inf", "-", "…"] {
            check(written, None);
        }
    }

    #[test]
    fn keeps_marks() {
        let read = |it| read(it, Decimal::Point).unwrap();
        assert_eq!(read("12.3p").status, Some(ObsStatus::Provisional));
        assert_eq!(read("5.2 *").status, Some(ObsStatus::Estimated));
        assert_eq!(read("<0.1").bound, Bound::Below);
        assert_eq!(read(">=95").bound, Bound::AtLeast);
        check("<0.1", Some("0.1"));
        check("~5", Some("5"));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for written in
            ["twelve", "1,2", "12,34", "1.2.3", "1,,000", "1e999", "0x10", "5 %"]
        {
            assert_eq!(read(written, Decimal::Point), None, "{written}");
        }
    }

    #[test]
    fn reads_both_decimal_signs() {
        let read = |it, decimal| read(it, decimal).unwrap().value.unwrap().digits();
        assert_eq!(read("1.046,8", Decimal::Comma), "1046.8");
        assert_eq!(read("28,9", Decimal::Comma), "28.9");
        assert_eq!(read("1.046", Decimal::Comma), "1046");
        assert_eq!(read("1.046", Decimal::Point), "1.046");
        assert_eq!(tells("28,9"), Some(Decimal::Comma));
        assert_eq!(tells("12.5"), Some(Decimal::Point));
        for ambiguous in ["1,046", "1.046", "12", ".."] {
            assert_eq!(tells(ambiguous), None, "{ambiguous}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(cell in "\\PC{0,20}") {
            let _ = read(&cell, Decimal::Comma);
        }

        #[test]
        fn digits_come_back(digits in "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,8})?") {
            check(&digits, Some(&digits));
        }
    }
}
