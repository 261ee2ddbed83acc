//! Open SDG's fields → [`Metadata`].

use std::collections::BTreeMap;

use super::{
    fields::{Fields, Node},
    graph::Graph,
    translations::Translations,
};
use crate::{
    data::found::Found,
    diag::{Diagnostic, FileId, Rule, Span, say},
    model::{
        Direction, Expected, IndicatorId, Metadata, ReportingStatus, Source, TargetValue,
    },
    text::{Language, Localized},
};

/// The year of a target that names none: the goals are to be reached then.
const TARGET_YEAR: i16 = 2030;

/// Settings that can only be used with the table at hand.
#[derive(Debug, Default)]
pub(in crate::data) struct Start {
    /// The group of each column that the page opens on.
    pub(super) values: Vec<(String, String)>,
    /// Positions of breaks along the axis: 8.5 lies between the ninth and the tenth year.
    pub(super) breaks: Vec<f64>,
    /// What is known of the chart.
    pub(super) graph: Graph,
}

/// What is said of one indicator, ready to be read.
pub(super) struct Reader<'a> {
    pub(super) fields: &'a Fields,
    pub(super) translated: &'a [(Language, Fields)],
    pub(super) translations: &'a Translations,
}

impl Reader<'_> {
    /// The metadata of the indicator `id`, which `file` says most of.
    pub(super) fn metadata(
        &self,
        id: &str,
        file: Option<FileId>,
        found: &mut Found,
    ) -> (Metadata, Start) {
        let options = self.fields.get("progress_calculation_options");
        let options = options.and_then(|it| it.items().first());
        let metadata = Metadata {
            indicator: self.indicator(id),
            title: self.title(id),
            definition: self.first(&[
                "STAT_CONC_DEF",
                "indicator_definition",
                "national_indicator_description",
            ]),
            unit: self.first(&["computation_units", "UNIT_MEASURE"]),
            source: self.source(),
            custodian: self.first(&["SDG_CUSTODIAN_AGENCIES", "un_custodian_agency"]),
            method: self.first(&["DOC_METHOD", "computation_calculations"]),
            contact: self.first(&[
                "CONTACT_ORGANISATION",
                "CONTACT_NAME",
                "CONTACT_EMAIL",
            ]),
            direction: options.and_then(|it| {
                match it.get("direction")?.text()?.as_str() {
                    "positive" => Some(Direction::Up),
                    "negative" => Some(Direction::Down),
                    _ => None,
                }
            }),
            targets: self.targets(options),
            decimals: self.decimals(),
            chart: Some(self.chart()),
            status: self.status(file, found),
            notes: self.notes(),
            licence: self.fields.text("copyright"),
            expected: self.expected(),
            ..Metadata::default()
        };
        (metadata, self.start())
    }

    /// The number in the file's name or in the fields: `1-3-1-b` is a part of 1.3.1.
    fn indicator(&self, id: &str) -> Option<IndicatorId> {
        if self.fields.get("standalone") == Some(&Node::Yes(true)) {
            return None;
        }
        let named = ["indicator_number", "indicator"]
            .into_iter()
            .find_map(|key| self.fields.text(key));
        let first_three = |it: &str| {
            let parts: Vec<&str> = it.split(['-', '.']).take(3).collect();
            parts.join(".").parse().ok()
        };
        named.and_then(|it| first_three(it.trim())).or_else(|| first_three(id))
    }

    fn title(&self, id: &str) -> Localized<String> {
        let title = self.first(&[
            "indicator_name",
            "national_indicator_available",
            "graph_title",
            "title",
        ]);
        let title = match (self.indicator(id), title) {
            (None, title) => title,
            (Some(number), Localized::Plain(title)) => {
                Localized::Plain(unnumbered(title, &number))
            }
            (Some(number), Localized::Each(each)) => Localized::Each(
                each.into_iter().map(|it| (it.0, unnumbered(it.1, &number))).collect(),
            ),
        };
        let nameless = title.is_empty() && self.indicator(id).is_none();
        if nameless { Localized::Plain(id.replace('-', ".")) } else { title }
    }

    /// The text under the first of `keys` that has one, in every language that there is.
    fn first(&self, keys: &[&str]) -> Localized<String> {
        keys.iter().map(|it| self.text(it)).find(|it| !it.is_empty()).unwrap_or_default()
    }

    fn text(&self, key: &str) -> Localized<String> {
        let own = self.fields.text(key);
        let text = own.and_then(|it| self.translations.resolve(&it)).unwrap_or_default();
        let translated = self.translated.iter();
        let translated =
            translated.filter_map(|(language, it)| Some((*language, it.text(key)?)));
        let mut each: BTreeMap<Language, String> = translated.collect();
        match text {
            text if each.is_empty() => text,
            Localized::Each(texts) => {
                for (language, text) in texts {
                    each.entry(language).or_insert(text);
                }
                Localized::Each(each)
            }
            // The main file is written in the repository's first language, which is nearly always
            // English where it does not say so.
            Localized::Plain(text) => {
                Localized::Each(each).or_in(Language::ENGLISH, &text)
            }
        }
    }

    /// The sources: a list of the newer versions, or numbered fields of the older ones.
    fn source(&self) -> Source {
        let listed = self.fields.get("sources").map_or(&[][..], Node::items);
        let listed = listed.iter().map(|it| {
            let text = |key| it.get(key).and_then(Node::text);
            (text("organisation").or_else(|| text("url_text")), text("url"))
        });
        let numbered = (1..=20).filter_map(|n| {
            let text = |key: &str| self.fields.text(&format!("source_{key}_{n}"));
            let active = self.fields.get(&format!("source_active_{n}"));
            let named = text("organisation").or_else(|| text("url_text"))?;
            (active != Some(&Node::Yes(false))).then(|| (Some(named), text("url")))
        });
        let sources: Vec<(Option<String>, Option<String>)> =
            listed.chain(numbered).collect();
        let mut names: Vec<String> =
            sources.iter().filter_map(|it| it.0.clone()).collect();
        names.dedup();
        let organisation = match &names[..] {
            [] => self.first(&["COMPILING_ORG", "DATA_SOURCE"]),
            [one] => self.translations.resolve(one).unwrap_or_default(),
            several => Localized::Plain(several.join("; ")),
        };
        let address =
            |it: &String| it.starts_with("https://") || it.starts_with("http://");
        let url = sources.into_iter().filter_map(|it| it.1).find(address);
        Source { organisation, url, accessed: None }
    }

    /// The target that progress is computed against, else the lines that the chart shows.
    fn targets(&self, options: Option<&Node>) -> Vec<TargetValue> {
        let year = |it: &Node, key| {
            it.get(key).and_then(Node::number).map_or(TARGET_YEAR, |it| it as i16)
        };
        let target = options.and_then(|it| {
            let value = it.get("target")?.number()?;
            Some(TargetValue {
                year: year(it, "target_year"),
                value,
                note: Localized::default(),
            })
        });
        if let Some(target) = target {
            return vec![target];
        }
        let target = |it: &Node| {
            Some(TargetValue {
                year: TARGET_YEAR,
                value: it.get("value")?.number()?,
                note: self.label(it).unwrap_or_default(),
            })
        };
        self.target_lines().filter_map(target).take(1).collect()
    }

    fn decimals(&self) -> Option<u8> {
        let precision = self.fields.get("precision")?.items();
        let decimals = precision.first()?.get("decimals")?.number()?;
        (0.0..=10.0).contains(&decimals).then_some(decimals as u8)
    }

    /// The status by Open SDG's names.
    fn status(&self, file: Option<FileId>, found: &mut Found) -> Option<ReportingStatus> {
        let written = self.fields.text("reporting_status")?;
        match written.as_str() {
            "complete" => Some(ReportingStatus::Complete),
            "inprogress" => Some(ReportingStatus::InProgress),
            "notstarted" | "exploring" => Some(ReportingStatus::Exploring),
            "notapplicable" => Some(ReportingStatus::NotApplicable),
            _ => {
                let message =
                    say!("the reporting status `{written}` is not known", written);
                let span = file.map_or_else(Span::default, Span::file);
                found.push(Diagnostic::new(Rule::UnknownStatus, span, message).help(
                    say!("there are complete, inprogress, notstarted and notapplicable; the status is told from the data"),
                ));
                None
            }
        }
    }

    fn notes(&self) -> Vec<Localized<String>> {
        let keys = ["data_footnote", "data_notice_text", "COMPARABILITY", "REC_USE_LIM"];
        keys.iter().map(|it| self.text(it)).filter(|it| !it.is_empty()).collect()
    }

    fn expected(&self) -> Expected {
        let columns =
            self.fields.get("expected_disaggregations").map_or(&[][..], Node::items);
        Expected::columns(columns.iter().filter_map(Node::text))
    }

    fn start(&self) -> Start {
        let pairs = self.fields.get("data_start_values").map_or(&[][..], Node::items);
        let pair = |it: &Node| Some((it.get("field")?.text()?, it.get("value")?.text()?));
        let values: Vec<(String, String)> = pairs.iter().filter_map(pair).collect();
        let alone = |column: &str| values.iter().filter(|it| it.0 == column).count() == 1;
        let values = values.iter().filter(|it| alone(&it.0)).cloned().collect();
        let breaks = self.fields.get("graph_series_breaks").map_or(&[][..], Node::items);
        let position = |it: &Node| it.get("value").map_or(it, |it| it).number();
        let breaks = breaks.iter().filter_map(position).collect();
        Start { values, breaks, graph: self.graph() }
    }
}

/// A title without the indicator's number, which stands beside it on every page.
fn unnumbered(title: String, number: &IndicatorId) -> String {
    let rest = title.strip_prefix(&number.to_string()).unwrap_or_default();
    let rest = rest.strip_prefix([' ', ':', '.']).unwrap_or_default();
    let rest = rest.trim_start_matches([' ', ':', '.', '-', '–']);
    if rest.is_empty() { title } else { rest.to_owned() }
}
