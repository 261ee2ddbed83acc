//! Heads of two rows in workbooks, as offices print them → one row.

use super::{
    plan::period_of,
    workbook::{Cells, Row, first},
};
use crate::data::value::{self, Decimal};

/// A table whose head has two rows, with periods in one of them and groups in the other, as one with
/// a row a group; `None` where it has no such head.
///
/// ```text
/// Division  2016        2022                    Division  Breakdown  2016  2022
///           Rural Urban Rural Urban      →      National  Rural      26.4  20.5
/// National  26.4  18.9  20.5  14.7              National  Urban      18.9  14.7
/// ```
pub(super) fn unfolded(cells: &Cells) -> Option<Cells> {
    let (at, head) = (0..cells.len().min(40))
        .find_map(|at| Some((at, two_rows(&cells[at], cells.get(at + 1)?)?)))?;
    let mut groups: Vec<&str> = Vec::new();
    let mut periods: Vec<&str> = Vec::new();
    for (_, period, group) in &head.values {
        for (known, new) in [(&mut periods, period), (&mut groups, group)] {
            if !known.contains(&new.as_str()) {
                known.push(new);
            }
        }
    }
    let named = head.names.len() as u32;
    let place = |of: &[&str], it: &String| of.iter().position(|known| known == it);
    let mut rows: Cells = cells[..at].to_vec();
    let names = head.names.iter().map(|it| it.1.clone()).chain(["Breakdown".to_owned()]);
    let all = names.chain(periods.iter().map(|it| (*it).to_owned()));
    let mut line = cells[at].0;
    rows.push((line, (0..).zip(all).collect()));
    for (_, row) in &cells[at + 2..] {
        let cell = |column: u32| row.iter().find(|it| it.0 == column).map(|it| &it.1);
        for group in &groups {
            let of = head.values.iter().filter(|it| it.2 == *group);
            let values = of.filter_map(|(column, period, _)| {
                let at = place(&periods, period)? as u32;
                Some((named + 1 + at, cell(*column)?.clone()))
            });
            let mut values: Vec<(u32, String)> = values.collect();
            values.sort_by_key(|it| it.0);
            let names = (0..).zip(&head.names);
            let names = names.filter_map(|(at, it)| Some((at, cell(it.0)?.clone())));
            let mut next: Vec<(u32, String)> = names.collect();
            // A note below the table stands alone in its row.
            if !values.is_empty() {
                next.push((named, (*group).to_owned()));
            } else if *group != groups[0] {
                continue;
            }
            next.append(&mut values);
            line += 1;
            rows.push((line, next));
        }
    }
    Some(rows)
}

/// A head of two rows.
struct Head {
    /// Columns of names.
    names: Vec<(u32, String)>,
    /// Columns of values, each with its period and its group.
    values: Vec<(u32, String, String)>,
}

/// What two rows say together, if one holds periods and the other groups, each for several columns.
fn two_rows((_, top): &(u32, Row), (_, below): &(u32, Row)) -> Option<Head> {
    let text = |row: &Row, column: u32| {
        row.iter().find(|it| it.0 == column).map(|it| first(&it.1).trim().to_owned())
    };
    let (mut names, mut pairs) = (Vec::new(), Vec::new());
    let mut upper: Option<String> = None;
    for column in 0..=below.last()?.0.max(top.last()?.0) {
        let (above, under) = (text(top, column), text(below, column));
        match (above, under) {
            (Some(above), under) if under.as_ref().is_none_or(|it| *it == above) => {
                names.push((column, above));
                upper = None;
            }
            (above, Some(under)) => {
                upper = above.or(upper);
                pairs.push((column, upper.clone()?, under));
            }
            _ => {}
        }
    }
    let is = |it: &String| period_of(it).is_some();
    // A row of numbers or of marks for what is missing is one of data.
    let group = |it: &String| !is(it) && value::read(it, Decimal::Point).is_none();
    let periods_above = pairs.iter().all(|it| is(&it.1) && group(&it.2));
    let periods_below = pairs.iter().all(|it| is(&it.2) && group(&it.1));
    if pairs.len() < 2 || names.is_empty() || !(periods_above || periods_below) {
        return None;
    }
    let turned = |(column, above, under)| {
        if periods_above { (column, above, under) } else { (column, under, above) }
    };
    Some(Head { names, values: pairs.into_iter().map(turned).collect() })
}
