//! What a chart shows of a dataset.

use std::collections::{BTreeMap, BTreeSet};

use super::{ChartRequest, Dataset, Period, Place, Series, Unknown, is_year};
use crate::diag::{Diagnostic, Rule, Span, say};

/// How many of the values that would be mixed are named.
const SAID: usize = 4;

/// A cut through the dimensions of a dataset: those that a chart is split by are open, all others
/// are held at one code.
#[derive(Debug, Clone)]
pub struct Cut<'a> {
    /// The dimension that splits the chart into series.
    pub across: Option<usize>,
    /// The dimension that gives each of its codes a panel.
    pub apart: Option<usize>,
    /// The dimension along the category axis.
    pub down: Option<usize>,
    /// The only period shown, if there is one.
    pub only: Option<Period>,
    /// The series that have a value, in the order of the dataset.
    pub series: Vec<&'a Series>,
}

impl Dataset {
    /// What `request`, written at `span`, shows of this dataset.
    ///
    /// Errors: it names something that the dataset does not have, nothing is left, or values would
    /// be drawn as one that differ in a column which the chart does not show.
    pub fn cut(&self, request: &ChartRequest, span: Span) -> Result<Cut<'_>, Diagnostic> {
        let unknown = |it: Unknown| it.diagnose(&self.id, span);
        let find = |name: Option<&str>| {
            name.map(|it| self.expect_dimension(it)).transpose().map_err(unknown)
        };
        let (across, down) = request.directions();
        let (across, down) = (find(across)?, find(down)?.or_else(|| self.down(request)));
        let apart = find(request.facet.as_deref().filter(|it| !is_year(it)))?;
        let splits = [across, apart, down];
        let mut place = self.place(&request.r#where).map_err(unknown)?;
        let fixed: Vec<_> =
            request.r#where.columns().filter_map(|it| self.dimension(it.0)).collect();
        for at in splits.into_iter().flatten().filter(|it| !fixed.contains(it)) {
            self.open(&mut place, at);
        }
        let year = request.r#where.year().map(|year| {
            year.parse::<Period>().map_err(|()| {
                Diagnostic::new(Rule::BadPeriod, span, say!("`{year}` is no year", year))
            })
        });
        let year = year.transpose()?;
        let with_value = |it: &&Series| {
            let mut observations = it.observations.iter().filter(|it| it.value.is_some());
            observations.any(|it| year.is_none_or(|year| it.period == year))
        };
        let mut series: Vec<&Series> = self.at(&place).filter(with_value).collect();
        series.retain(|it| is_of(it, &place, splits));
        if let Some(at) = apart {
            self.leave_out_the_whole(&mut series, at);
        }
        if series.is_empty() {
            return Err(nothing_left(self, &place, span));
        }
        if let Some(at) = mixed(&series, splits) {
            return Err(mixture(self, &series, at, span));
        }
        // Categories are compared at one time: the one asked for, or the last there is.
        let latest = series.iter().filter_map(|it| it.latest()).map(|it| it.period).max();
        let only = if down.is_some() { year.or(latest) } else { year };
        Ok(Cut { across, apart, down, only, series })
    }

    /// Leaves the whole of the dimension `at` out where it would stand beside its parts.
    pub fn leave_out_the_whole(&self, series: &mut Vec<&Series>, at: usize) {
        let is_whole = self.dimensions[at].codes[0].id.is_empty();
        if is_whole && series.iter().any(|it| it.key[at] != 0) {
            series.retain(|it| it.key[at] != 0);
        }
    }
}

/// Whether `series` is one of those that `splits` ask for. A column that is open only because one
/// of them splits it further has parts of its own, and these are not asked for.
fn is_of(series: &Series, place: &Place, splits: [Option<usize>; 3]) -> bool {
    let is_whole = splits.into_iter().flatten().all(|at| series.key[at] == 0);
    let inner = |at: usize| place[at].is_none() && !splits.contains(&Some(at));
    !is_whole || (0..place.len()).all(|at| !inner(at) || series.key[at] == 0)
}

fn nothing_left(dataset: &Dataset, place: &Place, span: Span) -> Diagnostic {
    let message = say!("nothing of `{id}` is left for this chart", id = dataset.id);
    let without_whole = |at: &usize| {
        let mut series = dataset.series.iter().filter(|it| it.latest().is_some());
        place[*at] == Some(0) && series.all(|it| it.key[*at] != 0)
    };
    let help = match (0..place.len()).find(without_whole) {
        None => {
            say!("change `where:`, or name the column that holds the values as `series:`")
        }
        Some(at) => {
            let dimension = &dataset.dimensions[at];
            let first = dimension.codes.iter().find(|it| !it.id.is_empty());
            let first = first.map_or("…", |it| &it.id);
            say!(
                "no row is about the whole of `{name}`: pick one, such as `where: {{ {name}: {first} }}`, \
                 or split the chart with `series: {name}`",
                name = dimension.name,
                first
            )
        }
    };
    Diagnostic::new(Rule::EmptyChart, span, message).help(help)
}

/// The dimension in which two of `series` differ that the chart, which is split by `splits`, would
/// draw under one name.
fn mixed(series: &[&Series], splits: [Option<usize>; 3]) -> Option<usize> {
    let mut drawn: BTreeMap<[Option<u16>; 3], &Series> = BTreeMap::new();
    series.iter().find_map(|it| {
        let name = splits.map(|at| at.map(|at| it.key[at]));
        let other = drawn.insert(name, it)?;
        it.key.iter().zip(&other.key).position(|(a, b)| a != b)
    })
}

fn mixture(dataset: &Dataset, series: &[&Series], at: usize, span: Span) -> Diagnostic {
    let dimension = &dataset.dimensions[at];
    let codes: BTreeSet<u16> = series.iter().map(|it| it.key[at]).collect();
    let codes = codes.into_iter().map(|it| &*dimension.codes[usize::from(it)].id);
    let codes: Vec<&str> = codes.filter(|it| !it.is_empty()).take(SAID).collect();
    let first = codes.first().copied().unwrap_or("…");
    let message = say!(
        "this chart would mix `{codes}` of the column `{name}`",
        codes = codes.join("`, `"),
        name = dimension.name
    );
    Diagnostic::new(Rule::MixedChart, span, message).help(say!("pick one, such as `where: {{ {name}: {first} }}`; lines may have a panel for each with `facet: {name}`", name = dimension.name, first))
}
