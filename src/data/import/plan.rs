//! What each column of a downloaded table is for.

use super::{ilostat, owid, sdmx, tidy, un, world_bank};
use crate::{
    data::{
        lower::Attribute,
        vocabulary::{Vocabulary, plain},
    },
    diag::{Message, say},
    model::{Period, is_year},
    text::fold,
};

/// The kinds of file that are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Sdmx,
    Ilostat,
    Un,
    WorldBank,
    Owid,
    OpenSdg,
    Wide,
}

/// What a column is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    Period,
    Value,
    /// Values of one period.
    At(Period),
    /// Values of one measure, which is named so.
    Of(String),
    Fact(Fact),
    /// A disaggregation, by its name in our tables.
    Dimension(String),
    /// A disaggregation whose cells say which one: `Age (10-year bands): 15-24`.
    Classified,
    /// The word for the code in the column at that place.
    WordFor(usize),
    /// The period in full, where another column has only its first year.
    Detail,
    /// Disaggregations in words: `Income: Poorest 40%; Region: Coast`.
    Breakdowns,
    /// Of no use, unless nothing else tells two rows apart.
    Left,
}

/// What is known of a value besides its groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fact {
    Indicator,
    IndicatorName,
    Series,
    SeriesName,
    Area,
    AreaName,
    Unit,
    Scale,
    Geo,
    Of(Attribute),
}

/// How a file is read: its family, and what each of its columns is for.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) family: Family,
    pub(super) columns: Vec<Purpose>,
}

/// A column's name as it is compared.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// As written.
    pub(super) raw: String,
    /// Folded, with single spaces for signs.
    pub(super) plain: String,
    /// Without spaces.
    pub(super) tight: String,
}

impl Name {
    pub(super) fn new(raw: &str) -> Self {
        let plain = plain(raw);
        let tight = plain.replace(' ', "");
        Self { raw: raw.to_owned(), plain, tight }
    }
}

/// The head of a table, to ask what is in it.
pub(super) struct Head(pub(super) Vec<Name>);

impl Head {
    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.0.iter().any(|it| names.contains(&it.tight.as_str()))
    }

    /// What each column is for by `purpose`, but for those that are named by a period.
    fn plan(&self, family: Family, purpose: fn(&Name) -> Purpose) -> Plan {
        let melts = self.melts();
        let column = |it: &Name| match period_of(&it.raw).filter(|_| melts) {
            Some(period) => Purpose::At(period),
            None => purpose(it),
        };
        Plan { family, columns: self.0.iter().map(column).collect() }
    }

    /// Whether there is a column named by a period.
    pub(super) fn melts(&self) -> bool {
        !self.has(&["value", "obsvalue"])
            && self.0.iter().any(|it| period_of(&it.raw).is_some())
    }
}

impl Family {
    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sdmx => "SDMX-CSV",
            Self::Ilostat => "ILOSTAT, bulk download",
            Self::Un => "UN SDG Global Database",
            Self::WorldBank => "World Bank indicators",
            Self::Owid => "Our World in Data, grapher",
            Self::OpenSdg => "tidy table, as Open SDG writes it",
            Self::Wide => "table with a column for each period",
        }
    }

    /// What it is called in a sentence.
    pub(super) fn called(self) -> Message {
        match self {
            Self::OpenSdg => say!("tidy table, as Open SDG writes it"),
            Self::Wide => say!("table with a column for each period"),
            of => Message::quoted(of.name()),
        }
    }
}

/// Tells from its head what a table is; `None` where it is nothing known.
pub(super) fn recognise(head: &Head) -> Option<Plan> {
    let first = head.0.first()?;
    let period = ["year", "timeperiod", "time", "date", "day", "period", "বছর"];
    let (family, purpose): (Family, fn(&Name) -> Purpose) = match () {
        () if sdmx::is(head, first) => return Some(sdmx::plan(head)),
        () if ilostat::is(head) => (Family::Ilostat, ilostat::purpose),
        () if un::is(head) => (Family::Un, un::purpose),
        () if world_bank::is(head) => (Family::WorldBank, world_bank::purpose),
        () if owid::is(head) && head.has(&period) => (Family::Owid, owid::purpose),
        () if tidy::is(head) => (Family::OpenSdg, tidy::purpose),
        () if tidy::is_wide(head) => (Family::Wide, tidy::purpose),
        () => return None,
    };
    let mut plan = head.plan(family, purpose);
    // Of several columns of units the last one has them; those before it name measures.
    let unit = Purpose::Fact(Fact::Unit);
    let last = plan.columns.iter().rposition(|it| *it == unit);
    if let (Some(last), true) = (last, matches!(family, Family::OpenSdg)) {
        let others = plan.columns[..last].iter_mut().filter(|it| **it == unit);
        others.for_each(|it| *it = Purpose::Fact(Fact::Series));
    }
    Some(plan)
}

impl Plan {
    /// Gives disaggregations the names that they have in tables of ours, each only once; an editor's
    /// own table keeps its own.
    pub(super) fn rename(&mut self, vocabulary: &Vocabulary) {
        if self.family == Family::OpenSdg {
            return;
        }
        let mut taken: Vec<String> = Vec::new();
        for purpose in &mut self.columns {
            let Purpose::Dimension(name) = purpose else { continue };
            let known = vocabulary.known_column(name).unwrap_or(name).to_owned();
            if !taken.contains(&known) {
                *name = known;
            }
            taken.push(name.clone());
        }
    }
}

/// The period that a column is named by: `2019`, `2019 [YR2019]`, `YR2019`, `X2019`, `2019.0`.
pub(super) fn period_of(name: &str) -> Option<Period> {
    let name = name.split('[').next()?.trim();
    let digits = name.trim_start_matches(['Y', 'R', 'X', 'y', 'x', 'r']);
    let year = digits.strip_suffix(".0").unwrap_or(digits);
    let starts =
        year.starts_with(|it: char| it.is_ascii_digit()) || year.starts_with(['১', '২']);
    starts.then(|| period(year, false)).flatten()
}

/// A period as any source writes it: besides those of our own tables `2017.0`, `2017Q1`, `2017M01`
/// and the first day of a time stamp. With `months`, `2011-12` is the December.
pub(super) fn period(text: &str, months: bool) -> Option<Period> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let text = text.split_once('T').map_or(text, |it| it.0);
    let text = text.strip_suffix(" 00:00:00").unwrap_or(text);
    let split = |sign: char| {
        let (year, part) = text.split_once(sign)?;
        (year.len() == 4).then(|| format!("{year}-{sign}{part}"))
    };
    let split = split('Q').or_else(|| split('M'));
    let text = split.as_deref().unwrap_or(text);
    match text.split_once('-') {
        Some((year, month)) if months && month.len() == 2 => {
            format!("{year}-M{month}").parse().ok()
        }
        _ => text.parse().ok(),
    }
}

/// What columns are for that are called the same by many sources.
pub(super) fn shared(name: &Name) -> Option<Purpose> {
    let fact = match name.tight.as_str() {
        "timeperiod" | "time" | "period" => return Some(Purpose::Period),
        _ if is_year(&name.raw) => return Some(Purpose::Period),
        "value" | "obsvalue" | "observationvalue" | "মান" => {
            return Some(Purpose::Value);
        }
        "units" | "unit" | "unitmeasure" | "unitofmeasure" | "একক" => Fact::Unit,
        "unitmult" | "unitmultiplier" => Fact::Scale,
        "geocode" => Fact::Geo,
        "" => return Some(Purpose::Left),
        _ => Fact::Of(Attribute::named(&name.raw)?),
    };
    Some(Purpose::Fact(fact))
}

/// A disaggregation, under the name that it has in tables of ours.
pub(super) fn dimension(name: &Name) -> Purpose {
    let written = name.raw.trim_matches(['[', ']']).trim();
    let shouts = written.len() > 2 && !written.contains(char::is_lowercase);
    let lower = shouts || written.contains('_');
    let mut words = if lower { name.plain.clone() } else { written.to_owned() };
    if let Some(first) = words.get(..1) {
        words = first.to_uppercase() + &words[1..];
    }
    Purpose::Dimension(words)
}

/// What titles call units, folded, and what these are called here.
const UNITS: [(&str, &str); 14] = [
    ("percent", "%"),
    ("per cent", "%"),
    ("percentage", "%"),
    ("in percent", "%"),
    ("in per cent", "%"),
    ("in percentage", "%"),
    ("শতাংশ", "%"),
    ("শতকরা", "%"),
    ("thousands", "Thousands"),
    ("in thousands", "Thousands"),
    ("millions", "Millions"),
    ("in millions", "Millions"),
    ("years", "Years"),
    ("current us$", "Current US dollars"),
];

/// The unit in a title: `… (% of population)`, `… (modelled estimate, per 1,000 live births)`,
/// `… (thousands)`.
pub(super) fn unit_in(title: &str) -> Option<String> {
    let within = title.rsplit('(').filter_map(|it| Some(it.split_once(')')?.0));
    within.flat_map(|it| it.split(", ")).map(str::trim).find_map(|part| {
        if part.starts_with('%') || part.ends_with('%') && !part.contains(numeric) {
            return Some("%".to_owned());
        }
        let folded = fold(part);
        let known = UNITS.iter().find(|it| it.0 == folded).map(|it| it.1.to_owned());
        known.or_else(|| folded.starts_with("per ").then(|| part.to_owned()))
    })
}

fn numeric(letter: char) -> bool {
    letter.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::unit_in;

    #[test]
    fn titles_name_their_unit_in_brackets() {
        for (title, unit) in [
            ("Literacy (% of people)", Some("%")),
            ("Unemployment (% of total labor force) (modeled ILO estimate)", Some("%")),
            (
                "Mortality (modeled estimate, per 100,000 births)",
                Some("per 100,000 births"),
            ),
            ("Income per head (constant 2015 US$)", None),
            ("Share per region", None),
            ("Growth (annual %)", Some("%")),
            ("Held by the top (20%)", None),
            ("Employment by sex (thousands)", Some("Thousands")),
            ("দারিদ্র্যের হার (শতাংশ)", Some("%")),
        ] {
            assert_eq!(unit_in(title).as_deref(), unit, "{title}");
        }
    }
}
