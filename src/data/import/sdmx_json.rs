//! SDMX-JSON 2.0 data messages → the rows of SDMX-CSV.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::text::Sheet;

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    data: Data<'a>,
}

#[derive(Deserialize)]
struct Data<'a> {
    structures: Vec<Structure>,
    #[serde(borrow, rename = "dataSets")]
    sets: Vec<Set<'a>>,
}

#[derive(Deserialize)]
struct Structure {
    dimensions: Components,
    #[serde(default)]
    attributes: Components,
    #[serde(default)]
    links: Vec<Link>,
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    urn: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Components {
    series: Vec<Component>,
    observation: Vec<Component>,
}

#[derive(Deserialize)]
struct Component {
    id: String,
    #[serde(default)]
    values: Vec<Known>,
}

#[derive(Deserialize)]
struct Known {
    id: Option<String>,
    value: Option<String>,
}

#[derive(Deserialize)]
struct Set<'a> {
    #[serde(default)]
    structure: usize,
    #[serde(borrow, default)]
    series: IndexMap<String, Series<'a>>,
}

#[derive(Deserialize)]
struct Series<'a> {
    #[serde(default)]
    attributes: Vec<Option<usize>>,
    #[serde(borrow)]
    observations: IndexMap<String, Vec<&'a RawValue>>,
}

impl Component {
    fn said(&self, at: Option<usize>) -> &str {
        let known = at.and_then(|it| self.values.get(it));
        known.and_then(|it| it.id.as_deref().or(it.value.as_deref())).unwrap_or_default()
    }
}

/// The observations of a message in `text`; `None` where it is none, or none of series.
pub(super) fn read(text: &str) -> Option<String> {
    let message: Message<'_> = serde_json::from_str(text).ok()?;
    let data = message.data;
    let mut sheet = Sheet::new(false);
    let (mut width, mut rows) = (0, 0);
    for set in &data.sets {
        let structure = data.structures.get(set.structure)?;
        let (dimensions, periods) =
            (&structure.dimensions.series, structure.dimensions.observation.first()?);
        let (about, observed) =
            (&structure.attributes.series, &structure.attributes.observation);
        let urn = structure.links.iter().find_map(|it| it.urn.split_once('='));
        let urn = urn.map_or("", |it| it.1);
        let names = dimensions.iter().chain(about).map(|it| &*it.id);
        let head = ["STRUCTURE", "STRUCTURE_ID"].into_iter().chain(names);
        let head = head.chain([&*periods.id, "OBS_VALUE"]);
        let head: Vec<&str> = head.chain(observed.iter().map(|it| &*it.id)).collect();
        if width == 0 {
            width = head.len();
            sheet.row(head.iter().copied());
        }
        for (key, series) in set.series.iter().filter(|_| head.len() == width) {
            let places = key.split(':').map(|it| it.parse().ok());
            let codes = dimensions.iter().zip(places).map(|(it, at)| it.said(at));
            let said = about.iter().zip(series.attributes.iter().copied().chain(none()));
            let said = said.map(|(it, at)| it.said(at));
            let start: Vec<&str> =
                ["dataflow", urn].into_iter().chain(codes).chain(said).collect();
            for (period, cells) in &series.observations {
                let mut cells = cells.iter().map(|it| it.get());
                let value = cells.next().filter(|it| *it != "null").unwrap_or_default();
                let places = cells.map(|it| it.parse().ok()).chain(none());
                let said = observed.iter().zip(places).map(|(it, at)| it.said(at));
                let row = start.iter().copied();
                let row = row
                    .chain([periods.said(period.parse().ok()), value.trim_matches('"')]);
                let row: Vec<&str> = row.chain(said).collect();
                if row.len() == width {
                    sheet.row(row);
                    rows += 1;
                }
            }
        }
    }
    (rows > 0).then(|| String::from_utf8(sheet.finish()).ok()).flatten()
}

fn none() -> impl Iterator<Item = Option<usize>> {
    std::iter::repeat(None)
}
