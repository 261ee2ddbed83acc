//! Places coloured by value: as tiles or as shapes.

use std::collections::BTreeMap;

use super::{note::certainty, select::Selection};
use crate::{
    chart::{
        classes::{class, limits},
        spec::{Region, Regions},
    },
    diag::{Diagnostic, Diagnostics, Message, Rule, Span, meant, say},
    model::{Map, Observation, Series},
    text::Locale,
};

/// As many unknown places are told one by one.
const TOLD: usize = 10;

impl Selection<'_> {
    /// One region an area of the one among `maps` that has most of the places.
    ///
    /// Errors: none of them has any, or more than one value a place is asked for.
    pub(super) fn regions(
        &self,
        maps: &[Map],
        span: Span,
        sink: &mut Diagnostics,
    ) -> Result<Regions, Diagnostic> {
        let id = &self.dataset.id;
        let wrong = |message: Message| Diagnostic::new(Rule::BadChart, span, message);
        if self.across.is_some() {
            return Err(wrong(say!("a map shows one value a place"))
                .help(say!("take out `series:`; `where:` picks one group")));
        }
        if maps.is_empty() {
            return Err(wrong(say!("there are no shapes for a map")).help(say!(
                "put them into `data/geo/` as GeoJSON, or write `type: tilemap`"
            )));
        }
        let help =
            say!("name the column of the places as `x:`, or give each row its `GeoCode`");
        let none =
            || wrong(say!("no place of `{id}` is on a map", id)).help(help.clone());
        let at = self.down.ok_or_else(none)?;
        let map = fitting(self, at, maps).ok_or_else(none)?;
        let places: BTreeMap<u16, Option<usize>> = self.dataset.areas(at, map).collect();
        self.tell(at, map, &places, sink);
        let mut found: BTreeMap<usize, (&Series, &Observation, f64)> = BTreeMap::new();
        for series in &self.series {
            let area = places.get(&series.key[at]).copied().flatten();
            let shown = self.shown(series).find(|it| Some(it.0.period) == self.only);
            if let (Some(area), Some((observation, value))) = (area, shown) {
                found.entry(area).or_insert((series, observation, value.number()));
            }
        }
        let limits = limits(found.values().map(|it| it.2).collect());
        let regions = map.areas.iter().enumerate().map(|(number, area)| {
            let language = self.locale.language();
            let own = found.get(&number);
            let label = match own {
                Some((series, ..)) => self.name(at, series),
                None => area.label.say(language).unwrap_or_default().text,
            };
            let short = area.short.say(language).map_or(label.clone(), |it| it.text);
            let words = own.map(|(series, observation, _)| {
                self.dataset.quantity(observation, series, self.locale)
            });
            let word = self.locale.word("value.none");
            Region {
                value: own.map(|it| it.2),
                class: own.map(|it| class(it.2, &limits)),
                certainty: own.map(|it| certainty(it.1)).unwrap_or_default(),
                written: own.and_then(|it| self.dataset.shown(it.1, self.locale)),
                words: words.unwrap_or_else(|| word.to_owned()),
                ground: area.ground.clone(),
                label,
                short,
            }
        });
        let regions: Vec<Region> = regions.collect();
        let missing = regions.iter().any(|it| it.value.is_none());
        Ok(Regions {
            regions,
            classes: names(&limits, self.locale),
            missing: missing.then(|| self.locale.word("value.none").to_owned()),
        })
    }

    /// Tells which places are not on the map, and which shapes have no place.
    fn tell(
        &self,
        at: usize,
        map: &Map,
        places: &BTreeMap<u16, Option<usize>>,
        sink: &mut Diagnostics,
    ) {
        let dimension = &self.dataset.dimensions[at];
        let span = Span::file(self.dataset.file);
        let lost: Vec<u16> =
            places.iter().filter(|it| it.1.is_none()).map(|it| *it.0).collect();
        let known = places.len() - lost.len();
        for code in lost.iter().take(TOLD) {
            let name = &dimension.codes[usize::from(*code)].id;
            let message = say!(
                "`{name}` of the column `{column}` is not on the map `{map}`, which has {known} others of it",
                name,
                column = dimension.name,
                map = map.name,
                known
            );
            let near = map.nearest(name).map(meant);
            let help = near.unwrap_or_else(|| say!("give its rows a `GeoCode`"));
            sink.push(Diagnostic::new(Rule::UnknownPlace, span, message).help(help));
        }
        if lost.len() > TOLD {
            let more = lost.len() - TOLD;
            let message =
                say!("{more} more are not on the map `{map}`", more, map = map.name);
            sink.push(Diagnostic::new(Rule::UnknownPlace, span, message));
        }
    }
}

impl Regions {
    /// How the classes were made.
    pub(super) fn notes(&self, locale: &Locale) -> Vec<String> {
        let several = self.classes.len() > 1;
        several.then(|| locale.word("chart.classes").to_owned()).into_iter().collect()
    }
}

/// The one among `maps` that has most places of the dimension `at`; of equals the smallest.
fn fitting<'m>(selection: &Selection<'_>, at: usize, maps: &'m [Map]) -> Option<&'m Map> {
    let found =
        |it: &Map| selection.dataset.areas(at, it).filter(|it| it.1.is_some()).count();
    let best = maps.iter().map(|it| (found(it), it)).filter(|it| it.0 > 0);
    let best = best.min_by_key(|(found, it)| (std::cmp::Reverse(*found), it.areas.len()));
    best.map(|it| it.1)
}

/// What the classes between `limits` are called.
fn names(limits: &[f64], locale: &Locale) -> Vec<String> {
    let written: Vec<String> =
        limits.iter().map(|it| locale.decimal(&it.to_string(), None)).collect();
    let name = |at: usize| {
        let low = at.checked_sub(1).map(|it| &*written[it]);
        match (low, written.get(at)) {
            (None, None) => locale.word("chart.class.all").to_owned(),
            (None, Some(high)) => locale.phrase("chart.class.below", &[("high", high)]),
            (Some(low), None) => locale.phrase("chart.class.above", &[("low", low)]),
            (Some(low), Some(high)) => {
                locale.phrase("chart.class.between", &[("low", low), ("high", high)])
            }
        }
    };
    (0..=limits.len()).map(name).collect()
}
