//! Values by category and name, as bars, dots and cells show them.

use super::{order::order, select::Selection};
use crate::{
    chart::spec::{Bar, Category},
    model::{Role, Series},
};

/// Values by category and name.
pub(super) struct Groups {
    /// The codes of the names; a single 0 where there are none.
    pub(super) codes: Vec<u16>,
    /// The names in order; one empty name where there is only one.
    pub(super) names: Vec<String>,
    /// The categories in order.
    pub(super) categories: Vec<Category>,
}

impl Selection<'_> {
    /// What is shown, by category (or period) and name.
    pub(super) fn groups(&self) -> Groups {
        let codes = self.across.map_or_else(|| vec![0], |at| self.codes(at));
        let name = |code: &u16| {
            self.across.map_or_else(String::new, |at| self.code_name(at, *code))
        };
        let names = codes.iter().map(name).collect();
        let categories = match self.down {
            Some(at) => self.categories(at, &codes),
            None => self.times(&codes),
        };
        Groups { codes, names, categories }
    }

    /// The codes of the dimension `at` that are shown: the whole first, then in their own order, or
    /// in that of the table.
    fn codes(&self, at: usize) -> Vec<u16> {
        let mut shown: Vec<u16> = self.series.iter().map(|it| it.key[at]).collect();
        shown.sort_unstable();
        shown.dedup();
        let whole = shown.first().copied().filter(|it| self.is_whole(at, *it));
        let parts = &shown[usize::from(whole.is_some())..];
        let codes = &self.dataset.dimensions[at].codes;
        let named: Vec<_> = parts.iter().map(|it| &codes[usize::from(*it)]).collect();
        let Some(places) = order(&named) else { return shown };
        let mut ordered: Vec<(f64, u16)> =
            places.into_iter().zip(parts.iter().copied()).collect();
        ordered.sort_by(|a, b| a.0.total_cmp(&b.0));
        whole.into_iter().chain(ordered.into_iter().map(|it| it.1)).collect()
    }

    /// Whether the code of that number is the whole of the dimension `at`.
    pub(super) fn is_whole(&self, at: usize, code: u16) -> bool {
        code == 0 && self.dataset.dimensions[at].role == Role::Disaggregation
    }

    /// Whether the categories have an order of their own.
    pub(super) fn is_ordered(&self, at: usize) -> bool {
        let codes = &self.dataset.dimensions[at].codes;
        let shown = self.codes(at).into_iter().filter(|it| !self.is_whole(at, *it));
        let shown: Vec<_> = shown.map(|it| &codes[usize::from(it)]).collect();
        order(&shown).is_some()
    }

    fn times(&self, names: &[u16]) -> Vec<Category> {
        let periods = self.periods().into_iter();
        let category = |period| {
            let bar = |code: &u16| {
                let named = |it: &&&Series| self.is_named(it, *code);
                self.bar(self.series.iter().find(named)?, period)
            };
            let bars = names.iter().map(bar).collect();
            Category { label: self.year(period), whole: false, bars }
        };
        periods.map(category).collect()
    }

    /// A category for each code of the dimension `at`. The whole stands beside its parts where it
    /// can be compared with them, as a mean can; a sum would dwarf them.
    fn categories(&self, at: usize, names: &[u16]) -> Vec<Category> {
        let Some(period) = self.only else { return Vec::new() };
        let category = |code: u16| {
            let bar = |name: &u16| {
                let mut mine = self.series.iter().filter(|it| it.key[at] == code);
                self.bar(mine.find(|it| self.is_named(it, *name))?, period)
            };
            let bars: Vec<Option<Bar>> = names.iter().map(bar).collect();
            let (label, whole) = (self.code_name(at, code), self.is_whole(at, code));
            let any = bars.iter().any(Option::is_some);
            any.then_some(Category { label, whole, bars })
        };
        let mut categories: Vec<Category> =
            self.codes(at).into_iter().filter_map(category).collect();
        if !is_among_its_parts(&categories) {
            categories.retain(|it| !it.whole);
        }
        if !self.is_ordered(at) {
            let first = |it: &Category| {
                it.bars[0].as_ref().map_or(f64::NEG_INFINITY, |it| it.value)
            };
            categories.sort_by(|a, b| first(b).total_cmp(&first(a)));
        }
        categories
    }

    fn is_named(&self, series: &Series, code: u16) -> bool {
        self.across.is_none_or(|at| series.key[at] == code)
    }
}

/// The sum of a category's bars.
pub(super) fn total(category: &Category) -> f64 {
    category.bars.iter().flatten().map(|it| it.value).sum()
}

/// Whether the whole lies between the lowest and the highest of its parts, or stands alone.
fn is_among_its_parts(categories: &[Category]) -> bool {
    let Some(whole) = categories.iter().find(|it| it.whole) else { return true };
    let parts = categories.iter().filter(|it| !it.whole).map(total);
    let lowest = parts.clone().fold(f64::INFINITY, f64::min);
    let highest = parts.fold(f64::NEG_INFINITY, f64::max);
    let near = (highest - lowest).max(highest.abs() * 0.01);
    let whole = total(whole);
    categories.len() == 1 || (lowest - near <= whole && whole <= highest + near)
}
