//! Numbers as people write them → [`Value`] and what its marks mean.

use crate::model::{ObsStatus, Value};

/// What a cell of the column Value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// The number, if the cell has one.
    pub(super) value: Option<Value>,
    /// What its mark means.
    pub(super) status: Option<ObsStatus>,
    /// Whether the mark says more than a status can: `<0.1`.
    pub(super) qualified: bool,
}

/// What people write where there is no value, folded.
const MISSING: [&str; 10] = ["", "..", "...", "…", "na", "n/a", "nan", "-", "–", "—"];

/// Letters and signs behind a number, and the status they stand for.
const MARKS: [(char, ObsStatus); 6] = [
    ('p', ObsStatus::Provisional),
    ('e', ObsStatus::Estimated),
    ('f', ObsStatus::Forecast),
    ('u', ObsStatus::Unreliable),
    ('b', ObsStatus::Break),
    ('*', ObsStatus::Estimated),
];

/// Reads a cell; `None` where it is no number and no mark for a missing one.
pub(super) fn read(cell: &str) -> Option<Written> {
    let folded = crate::text::fold(cell);
    if MISSING.contains(&folded.as_str()) {
        return Some(Written { value: None, status: None, qualified: false });
    }
    let mut rest = folded.as_str();
    let qualified = rest.starts_with(['<', '>', '~', '≈', '≤', '≥']);
    if qualified {
        rest = rest.trim_start_matches(['<', '>', '~', '≈', '≤', '≥', '=']).trim_start();
    }
    let mut status = None;
    if let Some((mark, meant)) = MARKS.iter().find(|(mark, _)| rest.ends_with(*mark)) {
        rest = rest.trim_end_matches(*mark).trim_end();
        status = Some(*meant);
    }
    let value = number(rest)?;
    Some(Written { value: Some(value), status, qualified })
}

/// A number with an optional sign, grouping and exponent.
fn number(text: &str) -> Option<Value> {
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match text.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = ungroup(whole)?;
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let empty = whole.is_empty() && fraction.is_empty();
    if empty || !digits(&whole) || !digits(fraction) {
        return None;
    }
    Value::new(&format!("{sign}{}", shift(&whole, fraction, exponent)?))
}

/// The digits without their grouping: by thousands or by lakh, and well-formed.
fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split([',', '\u{A0}', '\u{202F}', ' ']).rev();
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

    use super::read;
    use crate::model::ObsStatus;

    fn check(written: &str, meant: Option<&str>) {
        let read = read(written).map(|it| it.value.map(|it| it.digits().to_owned()));
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
        for written in ["", " ", "..", "NA", "NaN", "-", "…"] {
            check(written, None);
        }
    }

    #[test]
    fn keeps_marks() {
        assert_eq!(read("12.3p").unwrap().status, Some(ObsStatus::Provisional));
        assert!(read("<0.1").unwrap().qualified);
        check("<0.1", Some("0.1"));
        check("~5", Some("5"));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for written in
            ["twelve", "1,2", "12,34", "1.2.3", "1,,000", "1e999", "0x10", "inf"]
        {
            assert_eq!(read(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(cell in "\\PC{0,20}") {
            let _ = read(&cell);
        }

        #[test]
        fn digits_come_back(digits in "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,8})?") {
            check(&digits, Some(&digits));
        }
    }
}
