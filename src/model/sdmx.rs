//! What columns, values and units are called in the global SDMX structure for the SDGs, both ways.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Code, Dataset, IndicatorId, Role, is_total};
use crate::text::fold;

/// The names that most tables share, from `framework/sdmx.yaml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sdmx {
    /// Who maintains the structure.
    pub agency: String,
    /// The data structure definition.
    pub structure: String,
    /// The dataflow over it.
    pub dataflow: String,
    /// The version of the dataflow.
    pub version: String,
    /// Its dimensions in the order of a key, the period left out.
    pub dimensions: Vec<String>,
    /// Columns that are a dimension.
    pub columns: Vec<SdmxColumn>,
    /// Units: the code, then its names.
    pub units: Vec<Vec<String>>,
    /// The series of an indicator that has one, or its first.
    pub series: BTreeMap<IndicatorId, String>,
    /// The indicators of other series, by which they are told when they are read.
    #[serde(default)]
    pub measures: BTreeMap<String, IndicatorId>,
}

/// A column that is a dimension.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SdmxColumn {
    /// What it is called in tables; it is read back as the first.
    pub names: Vec<String>,
    /// The dimension.
    pub dimension: String,
    /// Its codes: the code, then its names in tables.
    #[serde(default)]
    pub codes: Vec<Vec<String>>,
}

/// What a dataset's own columns and values are called.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SdmxNames {
    /// The series of the table.
    pub series: Option<String>,
    /// The unit of its values.
    pub unit: Option<String>,
    /// Codes of values, by column; those of the column `Series` are series.
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
    /// Codes of dimensions where the table has none, since all of it is of that group: a table of
    /// people aged 15 to 24 without a column for it is `AGE: Y15T24`.
    pub fixed: BTreeMap<String, String>,
    /// The dimensions of columns that the shipped list does not know.
    pub dimensions: BTreeMap<String, String>,
}

/// What stands for the whole, in every dimension.
const TOTAL: &str = "_T";

impl Sdmx {
    /// The dimension that the column `name` is, and the code of its value `code`.
    pub fn code(&self, name: &str, code: &str) -> Option<(&str, String)> {
        let column = self.column(name)?;
        let known =
            column.codes.iter().find(|it| is_named(it, code)).map(|it| it[0].clone());
        let read = || (column.dimension == "AGE").then(|| age(code)).flatten();
        let total = || is_total(&fold(code)).then(|| TOTAL.to_owned());
        Some((&column.dimension, known.or_else(total).or_else(read)?))
    }

    /// The column and value that stand for `code` of `dimension`; the value is empty for the
    /// total.
    pub fn name(&self, dimension: &str, code: &str) -> Option<(&str, String)> {
        let column = self.columns.iter().find(|it| it.dimension == dimension)?;
        let name = column.names.first()?;
        if code == TOTAL {
            return Some((name, String::new()));
        }
        let known =
            column.codes.iter().find(|it| it.first().is_some_and(|it| it == code));
        let known = known.and_then(|it| it.get(1)).cloned();
        let read = || (dimension == "AGE").then(|| age_name(code)).flatten();
        Some((name, known.or_else(read)?))
    }

    /// The code of the unit called `name`.
    pub fn unit(&self, name: &str) -> Option<&str> {
        self.units.iter().find(|it| is_named(it, name)).map(|it| &*it[0])
    }

    fn column(&self, name: &str) -> Option<&SdmxColumn> {
        let wanted = fold(name);
        self.columns.iter().find(|it| it.names.iter().any(|it| fold(it) == wanted))
    }
}

fn is_named(names: &[String], name: &str) -> bool {
    let wanted = fold(name);
    names.iter().any(|it| fold(it) == wanted)
}

/// The code of an age group: `15-24` is `Y15T24`, `15+` is `Y_GE15`, `<5` is `Y0T4`.
fn age(name: &str) -> Option<String> {
    let name = fold(name).replace(' ', "");
    let years = |text: &str| {
        let digits = text.trim_end_matches("years").trim_end_matches('y');
        digits.parse::<u8>().ok()
    };
    if let Some(from) = name.strip_suffix('+') {
        return Some(format!("Y_GE{}", years(from)?));
    }
    if let Some(below) = name.strip_prefix('<').or_else(|| name.strip_prefix("under")) {
        return Some(format!("Y0T{}", years(below)?.checked_sub(1)?));
    }
    let (from, to) = name.split_once(['-', '–'])?;
    Some(format!("Y{}T{}", years(from)?, years(to)?))
}

/// The age group of a code: the inverse of [`age`].
fn age_name(code: &str) -> Option<String> {
    let years = |text: &str| text.parse::<u8>().ok();
    if let Some(from) = code.strip_prefix("Y_GE") {
        return Some(format!("{}+", years(from)?));
    }
    let (from, to) = code.strip_prefix('Y')?.split_once('T')?;
    Some(format!("{}-{}", years(from)?, years(to)?))
}

/// Where a series of a dataset stands in the global structure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SdmxKey {
    /// The series.
    pub series: String,
    /// The unit.
    pub unit: String,
    /// The codes of the dimensions that are not at their total.
    pub codes: BTreeMap<String, String>,
    /// What the structure has no code for: columns with their values, in the order of the table.
    pub custom: Vec<(String, Code)>,
}

impl Dataset {
    /// Where each of its series stands in the global structure, in order; `None` where the
    /// dataset, or the unit of a series, has no name there.
    pub fn sdmx(&self, sdmx: &Sdmx) -> Option<Vec<SdmxKey>> {
        let indicator = self.metadata.indicator.as_ref();
        let names = &self.metadata.sdmx;
        let series = names.series.as_ref();
        let series = series.or_else(|| sdmx.series.get(indicator?)).cloned();
        self.series.iter().map(|it| self.sdmx_key(it, series.as_deref(), sdmx)).collect()
    }

    fn sdmx_key(
        &self,
        series: &super::Series,
        main: Option<&str>,
        sdmx: &Sdmx,
    ) -> Option<SdmxKey> {
        let names = &self.metadata.sdmx;
        let mut key =
            SdmxKey { series: main.unwrap_or_default().to_owned(), ..SdmxKey::default() };
        let mut units = self.metadata.unit.values();
        let unit = names.unit.as_deref().or_else(|| units.find_map(|it| sdmx.unit(it)));
        unit.unwrap_or_default().clone_into(&mut key.unit);
        for (dimension, at) in self.dimensions.iter().zip(&series.key) {
            let code = &dimension.codes[usize::from(*at)];
            let own = names.codes.get(&*dimension.name).and_then(|it| it.get(&*code.id));
            match dimension.role {
                Role::Measure => match own {
                    Some(own) => key.series.clone_from(own),
                    None => key.custom.push((dimension.name.to_string(), code.clone())),
                },
                Role::Unit => {
                    key.unit = own
                        .cloned()
                        .or_else(|| sdmx.unit(&code.id).map(str::to_owned))?;
                    // The unit is no part of a key there, so that a second one needs another key.
                    if *at > 0 {
                        key.custom.push((dimension.name.to_string(), code.clone()));
                    }
                }
                Role::Disaggregation if is_total(&fold(&code.id)) => {}
                Role::Disaggregation => {
                    let place = names.dimensions.get(&*dimension.name);
                    let known = own.zip(place).map(|(code, it)| (&**it, code.clone()));
                    match known.or_else(|| sdmx.code(&dimension.name, &code.id)) {
                        Some((dimension, code)) if !key.codes.contains_key(dimension) => {
                            key.codes.insert(dimension.to_owned(), code);
                        }
                        _ => key.custom.push((dimension.name.to_string(), code.clone())),
                    }
                }
            }
        }
        for (dimension, code) in &names.fixed {
            key.codes.entry(dimension.clone()).or_insert_with(|| code.clone());
        }
        (!key.series.is_empty() && !key.unit.is_empty()).then_some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::{age, age_name};

    #[test]
    fn ages_are_read_both_ways() {
        for (name, code) in [("15-24", "Y15T24"), ("15+", "Y_GE15"), ("0-4", "Y0T4")] {
            assert_eq!(age(name).as_deref(), Some(code));
            assert_eq!(age_name(code).as_deref(), Some(name));
        }
        assert_eq!(age("<5y").as_deref(), Some("Y0T4"));
        assert_eq!(age("Under 15 years").as_deref(), Some("Y0T14"));
        assert_eq!(age("adults"), None);
    }
}
