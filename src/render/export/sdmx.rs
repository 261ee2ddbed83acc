//! A dataset in the global SDMX structure for the SDGs: SDMX-CSV 2.0 and SDMX-JSON 2.0.
//!
//! What the structure has no code for goes into its dimension for national breakdowns,
//! `CUST_BREAKDOWN`, with its words in `CUST_BREAKDOWN_LB`. A value such as `<0.1` is the number
//! with its sign in the comment, and `2016-17` starts in 2016, with the whole in `TIME_DETAIL`.

use std::collections::BTreeMap;

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value, json};

use super::about::{About, Node, file, main_language, publisher, say};
use crate::{
    model::{
        Bound, Dataset, Nature, ObsStatus, Observation, Part, SdmxKey, Series, Site,
        is_total,
    },
    text::{Sheet, fold},
};

/// The attributes of an observation, in the order of the dataflow.
const ATTRIBUTES: [&str; 11] = [
    "OBS_STATUS",
    "UNIT_MULT",
    "UNIT_MEASURE",
    "NATURE",
    "TIME_DETAIL",
    "COMMENT_OBS",
    "UPPER_BOUND",
    "LOWER_BOUND",
    "SOURCE_DETAIL",
    "CUST_BREAKDOWN_LB",
    "DATA_LAST_UPDATE",
];

/// An observation in the structure: a code a dimension, the period, the value, the attributes.
struct Row {
    key: Vec<String>,
    period: String,
    value: Option<crate::model::Value>,
    attributes: Vec<String>,
}

/// The dataset in rows; `None` where the structure has no place for it.
fn rows(dataset: &Dataset, site: &Site) -> Option<Vec<Row>> {
    let area = site.settings.area.as_ref()?.m49?;
    let keys = dataset.sdmx(&site.sdmx)?;
    // Places below the country have no codes there.
    let national = keys.iter().zip(&dataset.series).filter(|(_, it)| is_national(it));
    let mut customs: IndexSet<String> = IndexSet::new();
    let mut rows = Vec::new();
    for (key, series) in national {
        let label = custom(key, site);
        let custom = (!label.is_empty())
            .then(|| format!("C{:02}", customs.insert_full(label.clone()).0 + 1));
        for observation in &series.observations {
            rows.push(Row {
                key: codes(key, custom.as_deref(), observation, area, site),
                period: period(observation),
                value: observation.value,
                attributes: attributes(dataset, key, &label, observation),
            });
        }
    }
    (!rows.is_empty()).then_some(rows)
}

/// Whether the series is of no place below the country, by its `GeoCode`: ISO 3166-2 and most
/// other lists write those with more letters than a country has.
fn is_national(series: &Series) -> bool {
    series.geo.as_deref().is_none_or(|it| it.len() <= 3)
}

/// What the structure has no code for, in words: `Income: Poorest 40%`.
fn custom(key: &SdmxKey, site: &Site) -> String {
    let language = main_language(site);
    let words = key.custom.iter().filter(|it| !is_total(&fold(&it.1.id))).map(
        |(column, code)| {
            let label = code
                .label
                .say(language)
                .map_or_else(|| code.id.to_string(), |it| it.text);
            format!("{column}: {label}")
        },
    );
    words.collect::<Vec<_>>().join("; ")
}

fn codes(
    key: &SdmxKey,
    custom: Option<&str>,
    observation: &Observation,
    area: u16,
    site: &Site,
) -> Vec<String> {
    let frequency = match observation.period.part {
        Part::Whole | Part::Until(_) => "A",
        Part::Quarter(_) => "Q",
        Part::Month(_) => "M",
        Part::Day(..) => "D",
    };
    let code = |dimension: &String| match &**dimension {
        "FREQ" => frequency.to_owned(),
        "REPORTING_TYPE" => "N".to_owned(),
        "SERIES" => key.series.clone(),
        "REF_AREA" => area.to_string(),
        "CUST_BREAKDOWN" => custom.unwrap_or("_T").to_owned(),
        other => key.codes.get(other).cloned().unwrap_or_else(|| "_T".to_owned()),
    };
    site.sdmx.dimensions.iter().map(code).collect()
}

fn period(observation: &Observation) -> String {
    match observation.period.part {
        Part::Until(_) => observation.period.year.to_string(),
        _ => observation.period.to_string(),
    }
}

fn attributes(
    dataset: &Dataset,
    key: &SdmxKey,
    custom: &str,
    observation: &Observation,
) -> Vec<String> {
    let text = |it: Option<_>| it.map_or("", |it| dataset.text(it)).to_owned();
    let bound = |upper: bool| {
        let interval = observation.interval.as_deref();
        let bound = interval.and_then(|it| if upper { it.upper } else { it.lower });
        bound.map_or_else(String::new, |it| it.digits())
    };
    let status = match (observation.status, observation.value) {
        (ObsStatus::Normal, None) => ObsStatus::Missing,
        (status, _) => status,
    };
    let nature = match observation.nature {
        Some(Nature::NotAvailable) => "_X",
        Some(it) => it.code(),
        None => "",
    };
    let near = (observation.bound != Bound::Exact).then(|| observation.written());
    let comment = near.into_iter().chain(Some(text(observation.footnote)));
    let comment: Vec<String> = comment.filter(|it| !it.is_empty()).collect();
    let source = match observation.source {
        Some(_) => text(observation.source),
        None => {
            dataset
                .metadata
                .source
                .organisation
                .say(crate::text::Language::ENGLISH)
                .unwrap_or_default()
                .text
        }
    };
    ATTRIBUTES
        .iter()
        .map(|name| match *name {
            "OBS_STATUS" => status.code().to_owned(),
            "UNIT_MULT" => "0".to_owned(),
            "UNIT_MEASURE" => key.unit.clone(),
            "NATURE" => nature.to_owned(),
            "TIME_DETAIL" => observation.period.to_string(),
            "COMMENT_OBS" => comment.join("; "),
            "UPPER_BOUND" => bound(true),
            "LOWER_BOUND" => bound(false),
            "SOURCE_DETAIL" => source.clone(),
            "CUST_BREAKDOWN_LB" => custom.to_owned(),
            _ => dataset.changed().map_or_else(String::new, |it| it.to_string()),
        })
        .collect()
}

/// SDMX-CSV 2.0 (SDMX 3.0); `None` where the structure has no place for the dataset.
pub(super) fn csv(dataset: &Dataset, site: &Site) -> Option<Vec<u8>> {
    let rows = rows(dataset, site)?;
    let sdmx = &site.sdmx;
    let dataflow = format!("{}:{}({})", sdmx.agency, sdmx.dataflow, sdmx.version);
    let mut sheet = Sheet::new(false);
    let head = ["STRUCTURE", "STRUCTURE_ID", "ACTION"].into_iter();
    let head = head.chain(sdmx.dimensions.iter().map(String::as_str));
    sheet.row(head.chain(["TIME_PERIOD", "OBS_VALUE"]).chain(ATTRIBUTES));
    for row in rows {
        let start = ["dataflow".to_owned(), dataflow.clone(), "I".to_owned()].into_iter();
        let value = row.value.map_or_else(String::new, |it| it.digits());
        let cells = start.chain(row.key).chain([row.period, value]).chain(row.attributes);
        let cells: Vec<String> = cells.collect();
        sheet.row(cells.iter().map(String::as_str));
    }
    Some(sheet.finish())
}

/// The values of a component that occur, each once, by number.
type Values = IndexSet<String>;

/// SDMX-JSON 2.0 data message, with a series each; `None` where the structure has no place for
/// the dataset.
pub(super) fn json(dataset: &Dataset, site: &Site) -> Option<Vec<u8>> {
    let rows = rows(dataset, site)?;
    let mut dimensions = vec![Values::new(); site.sdmx.dimensions.len()];
    let mut attributes = vec![Values::new(); ATTRIBUTES.len()];
    let mut periods = Values::new();
    // A `BTreeMap` of indices would sort `10` before `2`; the order of the table is kept.
    let mut series: IndexMap<String, IndexMap<String, Node>> = IndexMap::new();
    for row in &rows {
        let key: Vec<String> = row
            .key
            .iter()
            .zip(&mut dimensions)
            .map(|(code, values)| values.insert_full(code.clone()).0.to_string())
            .collect();
        let at = periods.insert_full(row.period.clone()).0.to_string();
        let mut cells = vec![Node::number(row.value)];
        for (text, values) in row.attributes.iter().zip(&mut attributes) {
            let cell = (!text.is_empty()).then(|| values.insert_full(text.clone()).0);
            cells.push(Node::Plain(json!(cell)));
        }
        series.entry(key.join(":")).or_default().insert(at, Node::List(cells));
    }
    let observed = series.into_iter().map(|(key, it)| {
        (key, Node::Object([("observations".to_owned(), Node::Object(it))].into()))
    });
    let series = Node::Object(observed.collect());
    let structure =
        structure(&dimensions, &attributes, &periods, &names(dataset, site), site);
    Some(file(&message(dataset, site, series, structure)))
}

fn message(dataset: &Dataset, site: &Site, series: Node, structure: Value) -> Node {
    let about = About::new(dataset, site);
    let main = main_language(site);
    let sdmx = &site.sdmx;
    let urn = format!(
        "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={}:{}({})",
        sdmx.agency, sdmx.dataflow, sdmx.version
    );
    let links = json!([{ "rel": "dataflow", "urn": urn }]);
    let mut structure = structure;
    structure["links"] = links.clone();
    let languages = std::iter::once(main)
        .chain(site.settings.languages.iter().copied().filter(|it| *it != main))
        .map(|it| it.to_string());
    let ascii = |it: char| if it.is_ascii_alphanumeric() { it } else { '_' };
    let data = json!({ "structures": [structure], "dataSets": null });
    let set = json!({ "structure": 0, "action": "Replace", "links": links });
    let sets = Node::List(vec![Node::with(set, "series", series)]);
    let message = json!({
        "meta": {
            "schema": "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json",
            "id": dataset.id.chars().map(ascii).collect::<String>(),
            "test": false,
            // A clock would make other bytes of every build: prepared when the data was.
            "prepared": format!("{}T00:00:00Z", prepared(dataset)),
            "contentLanguages": languages.collect::<Vec<_>>(),
            "name": say(&about.title(), main),
            "sender": { "id": "PUBLISHER", "name": publisher(site, main) },
        },
        "data": null,
        "errors": [],
    });
    Node::with(message, "data", Node::with(data, "dataSets", sets))
}

/// The day of the dataset's last change, or the first after the last year it has a value of.
fn prepared(dataset: &Dataset) -> String {
    let after = || format!("{}-01-01", dataset.span().map_or(1970, |it| it.1.last() + 1));
    dataset.changed().map_or_else(after, |it| it.to_string())
}

/// The words for codes, by dimension and code, in each language.
fn names(dataset: &Dataset, site: &Site) -> BTreeMap<String, Value> {
    let mut names = BTreeMap::new();
    let main = main_language(site);
    let languages = &site.settings.languages;
    let mut add = |code: &str, text: &dyn Fn(crate::text::Language) -> String| {
        let each: Map<String, Value> =
            languages.iter().map(|it| (it.to_string(), json!(text(*it)))).collect();
        names.insert(code.to_owned(), json!({ "name": text(main), "names": each }));
    };
    let title = site.title_of(dataset);
    for (key, series) in
        dataset.sdmx(&site.sdmx).unwrap_or_default().iter().zip(&dataset.series)
    {
        add(&key.series, &|it| say(&title, it));
        for (dimension, code) in dataset.dimensions.iter().zip(&series.key) {
            let code = &dimension.codes[usize::from(*code)];
            let own = dataset.metadata.sdmx.codes.get(&*dimension.name);
            let own = own.and_then(|it| it.get(&*code.id)).cloned();
            let known = || site.sdmx.code(&dimension.name, &code.id).map(|it| it.1);
            if let Some(sdmx) = own.or_else(known).filter(|it| it != "_T") {
                add(&sdmx, &|it| {
                    code.label.say(it).map_or_else(|| code.id.to_string(), |it| it.text)
                });
            }
        }
    }
    if let Some(area) = &site.settings.area {
        add(&area.m49.unwrap_or_default().to_string(), &|it| say(&area.name, it));
    }
    names
}

fn structure(
    dimensions: &[Values],
    attributes: &[Values],
    periods: &Values,
    names: &BTreeMap<String, Value>,
    site: &Site,
) -> Value {
    let coded = |code: &String| match names.get(code) {
        Some(name) => json!({ "id": code, "name": name["name"], "names": name["names"] }),
        None => json!({ "id": code, "name": code }),
    };
    let ids = &site.sdmx.dimensions;
    let series = ids.iter().zip(dimensions).enumerate().map(|(at, (id, values))| {
        json!({ "id": id, "keyPosition": at, "values": values.iter().map(coded).collect::<Vec<_>>() })
    });
    let observed = ATTRIBUTES.iter().zip(attributes).map(|(id, values)| {
        let is_coded = ["OBS_STATUS", "UNIT_MULT", "UNIT_MEASURE", "NATURE"].contains(id);
        let value =
            |it: &String| if is_coded { coded(it) } else { json!({ "value": it }) };
        let mut attribute = json!({ "id": id, "relationship": { "observation": {} } });
        if !values.is_empty() {
            attribute["values"] = values.iter().map(value).collect();
        }
        attribute
    });
    let time = periods.iter().map(|it| json!({ "value": it })).collect::<Vec<_>>();
    json!({
        "dataSets": [0],
        "dimensions": {
            "dataSet": [],
            "series": series.collect::<Vec<_>>(),
            "observation": [{
                "id": "TIME_PERIOD",
                "keyPosition": ids.len(),
                "roles": ["TIME_PERIOD"],
                "values": time,
            }],
        },
        "measures": { "observation": [{ "id": "OBS_VALUE", "roles": ["PRIMARY"] }] },
        "attributes": {
            "dataSet": [],
            "dimensionGroup": [],
            "series": [],
            "observation": observed.collect::<Vec<_>>(),
        },
    })
}
