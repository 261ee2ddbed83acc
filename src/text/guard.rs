//! Cells that a spreadsheet would take for formulas.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula, full-width forms included.
const SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The cell with an apostrophe in front where a spreadsheet would take it for a formula; a number
/// stays as it is. The inverse of [`unguard`].
pub fn guard(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) && cell.parse::<f64>().is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell as it was before [`guard`].
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::{guard, unguard};

    #[test]
    fn takes_formulas_and_leaves_numbers() {
        for (cell, guarded) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-1.5", "-1.5"),
            ("-5 to 0", "'-5 to 0"),
            ("'=x", "''=x"),
            ("'tis", "'tis"),
            ("<0.1", "<0.1"),
            ("", ""),
        ] {
            assert_eq!(guard(cell), guarded);
            assert_eq!(unguard(guarded), cell);
        }
    }
}
