//! A dataset as tidy CSV: UTF-8 with a byte order mark, so that Excel reads Bangla.

use ::csv::WriterBuilder;

use crate::model::{Dataset, Interval, ObsStatus, Observation, Series, Value};

/// A column that is written where any observation has something for it.
type Attribute = (&'static str, fn(&Dataset, &Series, &Observation) -> String);

const ATTRIBUTES: [Attribute; 7] = [
    ("LowerBound", |_, _, it| bound(it, |it| it.lower.as_ref())),
    ("UpperBound", |_, _, it| bound(it, |it| it.upper.as_ref())),
    ("GeoCode", |_, series, _| series.geo.as_deref().unwrap_or_default().to_owned()),
    ("Obs status", |_, _, it| match it.status {
        ObsStatus::Normal => String::new(),
        status => status.code().to_owned(),
    }),
    ("Nature", |_, _, it| it.nature.map_or("", |it| it.code()).to_owned()),
    ("Source", |dataset, _, it| it.source.map_or("", |it| dataset.text(it)).to_owned()),
    ("Footnote", |dataset, _, it| {
        it.footnote.map_or("", |it| dataset.text(it)).to_owned()
    }),
];

fn bound(observation: &Observation, pick: fn(&Interval) -> Option<&Value>) -> String {
    let bound = observation.interval.as_deref().and_then(pick);
    bound.map_or_else(String::new, |it| it.digits())
}

/// The dataset's table. One without values has no rows, which no reader of CSV wants: do not
/// export it.
///
/// # Panics
/// Never: writing to memory cannot fail.
pub fn write(dataset: &Dataset) -> Vec<u8> {
    let rows = || {
        let series = dataset.series.iter();
        series.flat_map(|series| series.observations.iter().map(move |it| (series, it)))
    };
    let used: Vec<&Attribute> = ATTRIBUTES
        .iter()
        .filter(|(_, get)| {
            rows().any(|(series, it)| !get(dataset, series, it).is_empty())
        })
        .collect();
    let mut writer = WriterBuilder::new().from_writer("\u{FEFF}".as_bytes().to_vec());
    let mut write = |cells: Vec<&str>| {
        writer.write_record(cells).expect("writing to memory cannot fail");
    };
    let names = dataset.dimensions.iter().map(|it| &*it.name);
    let attributes = used.iter().map(|it| it.0);
    write(["Year"].into_iter().chain(names).chain(["Value"]).chain(attributes).collect());
    for (series, observation) in rows() {
        let period = observation.period.to_string();
        let codes = dataset.dimensions.iter().zip(&series.key);
        let codes =
            codes.map(|(dimension, code)| &*dimension.codes[usize::from(*code)].id);
        let value = observation.written();
        let texts: Vec<String> =
            used.iter().map(|(_, get)| get(dataset, series, observation)).collect();
        let texts = texts.iter().map(String::as_str);
        write(
            [&*period].into_iter().chain(codes).chain([&*value]).chain(texts).collect(),
        );
    }
    writer.into_inner().expect("writing to memory cannot fail")
}
