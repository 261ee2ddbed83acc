//! A dataset, in SDMX's words: series of observations over dimensions.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    ChartRequest, ChartType, Geography, Map, Metadata, Observation, Period, Revision,
    TextId, Where,
};
use crate::{
    diag::{Diagnostic, FileId, Rule, Span, meant, say},
    text::{Localized, fold, nearest},
};

/// A table and its metadata.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// The name of its files: `8-6-1`.
    pub id: Arc<str>,
    /// The table.
    pub file: FileId,
    /// The metadata.
    pub metadata_file: FileId,
    /// What is known about it.
    pub metadata: Metadata,
    /// The columns that tell its series apart, in the order of the table.
    pub dimensions: Vec<Dimension>,
    /// Its series, in the order of their codes: the headline first.
    pub series: Vec<Series>,
    /// Sources and footnotes of single observations, each once.
    pub texts: Vec<Box<str>>,
    /// What was changed since it was first published, the oldest first.
    pub revisions: Vec<Revision>,
    /// What a map of it can be drawn with.
    pub geography: Arc<Geography>,
}

/// A column that tells series apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// The column's name in the table.
    pub name: Arc<str>,
    /// What the column is for.
    pub role: Role,
    /// The column's label, where there is one.
    pub label: Localized<String>,
    /// Its codes. The first one is what is meant where none is named: the total of a
    /// disaggregation, or the first measure or unit of the table.
    pub codes: Vec<Code>,
    /// The dimension that this one splits further, as an index into [`Dataset::dimensions`].
    pub parent: Option<usize>,
}

/// What a dimension is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Splits a whole into parts; its first code is the whole.
    Disaggregation,
    /// Several measures in one table: the column `Series`.
    Measure,
    /// Several units in one table: the column `Units`.
    Unit,
}

/// One of a dimension's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// As written in the table; empty for a total that was left blank.
    pub id: Arc<str>,
    /// Its label, where there is one.
    pub label: Localized<String>,
}

/// Observations with the same code in every dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// One code a dimension, as an index into [`Dimension::codes`].
    pub key: Box<[u16]>,
    /// The place on a map, from `GeoCode`.
    pub geo: Option<Box<str>>,
    /// By period, each once.
    pub observations: Vec<Observation>,
}

impl Series {
    /// The last observation that has a value.
    pub fn latest(&self) -> Option<&Observation> {
        self.observations.iter().rfind(|it| it.value.is_some())
    }
}

/// Where `series` stands: column and value of every dimension that is not at a blank total.
pub(super) fn named<'a>(
    dimensions: &'a [Dimension],
    series: &'a Series,
) -> impl Iterator<Item = (Arc<str>, Arc<str>)> + use<'a> {
    dimensions.iter().zip(&series.key).filter_map(|(dimension, code)| {
        let code = &dimension.codes[usize::from(*code)].id;
        (!code.is_empty()).then(|| (Arc::clone(&dimension.name), Arc::clone(code)))
    })
}

/// Codes asked for: one a dimension, or `None` where any will do.
pub type Place = Vec<Option<u16>>;

/// A column or value that a dataset does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// No such column; with the names there are.
    Column(String, Vec<String>),
    /// No such value in the column; with the values there are.
    Code(String, String, Vec<String>),
}

impl Unknown {
    /// The error to tell the author at `span`, with the nearest name that there is.
    pub fn diagnose(&self, dataset: &str, span: Span) -> Diagnostic {
        let (message, name, known) = match self {
            Self::Column(name, known) => {
                (say!("`{dataset}` has no column `{name}`", dataset, name), name, known)
            }
            Self::Code(column, name, known) => (
                say!(
                    "the column `{column}` of `{dataset}` has no `{name}`",
                    column,
                    dataset,
                    name
                ),
                name,
                known,
            ),
        };
        let near = nearest(name, known.iter().map(String::as_str));
        Diagnostic::new(Rule::UnknownColumn, span, message).help(match near {
            Some(near) => meant(near),
            None if known.is_empty() => say!("this dataset has no other columns"),
            None => say!("there are {names}", names = known.join(", ")),
        })
    }
}

impl Dataset {
    /// The dimension of that name, by column name or label, in any language.
    pub fn dimension(&self, name: &str) -> Option<usize> {
        let wanted = fold(name);
        self.dimensions.iter().position(|it| {
            fold(&it.name) == wanted
                || it.label.values().any(|label| fold(label) == wanted)
        })
    }

    /// The dimension that `name` stands for, or what there is instead.
    pub fn expect_dimension(&self, name: &str) -> Result<usize, Unknown> {
        self.dimension(name).ok_or_else(|| {
            let known = self.dimensions.iter().map(|it| it.name.to_string());
            Unknown::Column(name.to_owned(), known.collect())
        })
    }

    /// The codes that `filter` names; dimensions that it does not name are at their first code.
    /// The columns Year and Value are no dimensions: see [`Where::year`].
    pub fn place(&self, filter: &Where) -> Result<Place, Unknown> {
        let mut place: Place = vec![Some(0); self.dimensions.len()];
        for (column, wanted) in filter.columns() {
            let at = self.expect_dimension(column)?;
            let dimension = &self.dimensions[at];
            place[at] = Some(dimension.code(wanted).ok_or_else(|| {
                let known = dimension.codes.iter().filter(|it| !it.id.is_empty());
                let known = known.map(|it| it.id.to_string()).collect();
                Unknown::Code(dimension.name.to_string(), wanted.to_owned(), known)
            })?);
        }
        Ok(place)
    }

    /// The series at `place`.
    pub fn at<'a, 'b>(
        &'a self,
        place: &'b Place,
    ) -> impl Iterator<Item = &'a Series> + use<'a, 'b> {
        self.series.iter().filter(move |series| {
            series
                .key
                .iter()
                .zip(place)
                .all(|(code, wanted)| wanted.is_none_or(|it| it == *code))
        })
    }

    /// The column along the category axis of the chart that `request` asks for: the one it names,
    /// or that of the places where it asks for a map.
    pub fn down(&self, request: &ChartRequest) -> Option<usize> {
        let named = || self.dimension(request.directions().1?);
        let maps = match request.r#type {
            Some(ChartType::TileMap) => &self.geography.grids,
            Some(ChartType::Map) => &self.geography.shapes,
            _ => return named(),
        };
        let found = |at: usize| {
            let found = |it: &Map| self.areas(at, it).filter(|it| it.1.is_some()).count();
            maps.iter().map(found).max().unwrap_or_default()
        };
        let dimensions = 0..self.dimensions.len();
        named().or_else(|| {
            dimensions.filter(|it| found(*it) > 0).max_by_key(|it| found(*it))
        })
    }

    /// The codes of the dimension `at` but for the whole, each with the area of `map` that it is:
    /// found by the `GeoCode` of its series, by itself or by its label in any language.
    pub fn areas(
        &self,
        at: usize,
        map: &Map,
    ) -> impl Iterator<Item = (u16, Option<usize>)> {
        let mut geo: BTreeMap<u16, &str> = BTreeMap::new();
        for series in &self.series {
            if let Some(code) = &series.geo {
                geo.entry(series.key[at]).or_insert(code);
            }
        }
        let codes = self.dimensions[at].codes.iter().enumerate();
        codes.filter(|(_, it)| !is_total(&fold(&it.id))).map(move |(code, it)| {
            let code = code as u16;
            let geo = geo.get(&code).and_then(|it| map.find(it));
            let names = std::iter::once(&*it.id).chain(it.label.values().map(|it| &**it));
            (code, geo.or_else(|| names.into_iter().find_map(|it| map.find(it))))
        })
    }

    /// Lets `place` be anywhere along the dimension `at`, whatever the ones that it splits are.
    pub fn open(&self, place: &mut Place, at: usize) {
        place[at] = None;
        let mut above = self.dimensions[at].parent;
        while let Some(parent) = above {
            if place[parent] == Some(0) {
                place[parent] = None;
            }
            above = self.dimensions[parent].parent.filter(|it| *it != parent);
        }
    }

    /// The series of the whole: every disaggregation at its total.
    pub fn headline(&self) -> Option<&Series> {
        self.series.iter().find(|it| it.key.iter().all(|code| *code == 0))
    }

    /// Whether there is any value at all.
    pub fn has_values(&self) -> bool {
        self.series.iter().any(|it| it.latest().is_some())
    }

    /// Where `series` stands: column and value, totals left out.
    pub fn named<'a>(
        &'a self,
        series: &'a Series,
    ) -> impl Iterator<Item = (Arc<str>, Arc<str>)> + use<'a> {
        named(&self.dimensions, series)
    }

    /// The first and the last period of its values.
    pub fn span(&self) -> Option<(Period, Period)> {
        let valued = self.series.iter().flat_map(|it| &it.observations);
        let periods =
            || valued.clone().filter(|it| it.value.is_some()).map(|it| it.period);
        Some((periods().min()?, periods().max()?))
    }

    /// A footnote or source.
    pub fn text(&self, id: TextId) -> &str {
        &self.texts[id.index()]
    }
}

impl Dimension {
    /// The code of that name, by value or label in any language, or the total by one of its usual
    /// names.
    pub fn code(&self, name: &str) -> Option<u16> {
        let wanted = fold(name);
        let found = self.codes.iter().position(|it| {
            fold(&it.id) == wanted || it.label.values().any(|label| fold(label) == wanted)
        });
        let total = self.role == Role::Disaggregation && is_total(&wanted);
        found.or(total.then_some(0)).map(|it| it as u16)
    }
}

/// The year against which the age of data is measured, since a clock would make every day another
/// site: the newest that any dataset has a value of or was fetched in.
pub fn newest<'a>(datasets: impl Iterator<Item = &'a Dataset>) -> Option<i16> {
    let year = |it: &Dataset| {
        let latest =
            it.series.iter().filter_map(Series::latest).map(|it| it.period.last());
        let fetched = it.metadata.source.accessed.map(jiff::civil::Date::year);
        latest.chain(fetched).max()
    };
    datasets.filter_map(year).max()
}

/// Whether people write `name` (folded) for the whole of a disaggregation.
pub fn is_total(name: &str) -> bool {
    const TOTALS: [&str; 18] = [
        "",
        "_t",
        "total",
        "all",
        "both",
        "both sexes",
        "bothsex",
        "both sex",
        "allarea",
        "allage",
        "all ages",
        "national",
        "all areas",
        "মোট",
        "উভয\u{9bc}",
        "সব",
        "জাতীয\u{9bc}",
        "সারাদেশ",
    ];
    TOTALS.contains(&name)
}
