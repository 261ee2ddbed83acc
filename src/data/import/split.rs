//! One table for each indicator, with its name and what is known about it.

use indexmap::IndexMap;

use super::{
    Source, Tidy,
    arrange::{Arranged, Column, Material},
    gathered::Slot,
    metadata::{self, About},
    plan::{Fact, Family, Purpose, unit_in},
};
use crate::{
    diag::{Message, say},
    model::{Framework, IndicatorId},
    text::{fold, graphemes, slug},
};

/// What became of the rows of one table.
pub(super) struct Part {
    pub(super) id: String,
    pub(super) arranged: Arranged,
    pub(super) span: Message,
    /// Whether some unit has a multiplier.
    pub(super) scaled: bool,
}

/// Makes the tables of `source`: all rows as one where it is given a name, else one an indicator.
/// Rows that contradict each other go to `report`, by their lines.
pub(super) fn split(
    source: &Source<'_>,
    framework: &Framework,
    wanted: Option<&str>,
    file: &str,
    report: &mut dyn FnMut((u32, u32)),
) -> (Vec<Tidy>, Vec<Part>) {
    let mut groups: IndexMap<String, Vec<usize>> = IndexMap::new();
    for at in 0..source.gathered.rows.len() {
        let id = wanted.map_or_else(|| source.id(at, file), str::to_owned);
        groups.entry(id).or_default().push(at);
    }
    let (mut tables, mut parts) = (Vec::new(), Vec::new());
    let vocabulary = source.words.vocabulary;
    let material = Material {
        gathered: &source.gathered,
        vocabulary,
        measure: source.measure(),
        kept: source.kept(),
        own: source.own.is_some(),
    };
    for (id, rows) in groups {
        let first = rows[0];
        let mut arranged = material.arrange(rows, source.all);
        arranged.contradictions.iter().for_each(|it| report(*it));
        let about = source.about(first, &id, file, &mut arranged);
        let periods = material.span(&arranged);
        let span = match periods {
            Some((first, last)) if first != last => {
                say!("{first} to {last}", first, last)
            }
            Some((only, _)) => Message::quoted(only),
            None => say!("no value at all"),
        };
        let family = source.plan.family;
        let metadata = match source.own {
            Some(own) => own.yaml(&id, about.accessed, vocabulary),
            None => metadata::write(&about, &arranged, family, vocabulary, framework),
        };
        tables.push(Tidy { table: material.write(&arranged), metadata, id: id.clone() });
        let scaled = material.is_scaled(&arranged);
        parts.push(Part { id, arranged, span, scaled });
    }
    (tables, parts)
}

impl Source<'_> {
    /// The columns between year and value of a table that stays as it is: ours, and an editor's own
    /// but for a unit that all rows have, which is said once.
    fn kept(&self) -> Option<Vec<Column>> {
        let has = |fact| self.gathered.slots.contains(&Slot::Fact(fact));
        if self.plan.family != Family::OpenSdg || has(Fact::Scale) {
            return None;
        }
        let columns = self.names.iter().zip(&self.plan.columns);
        let columns = columns.filter_map(|(name, purpose)| {
            let slot = match purpose {
                Purpose::Dimension(name) => Slot::Dimension(name.clone()),
                Purpose::Fact(fact @ (Fact::Series | Fact::Unit)) => Slot::Fact(*fact),
                _ => return None,
            };
            Some(Column::of(&name.raw, self.gathered.slots.get_index_of(&slot)?))
        });
        Some(columns.collect())
    }

    fn fact(&self, row: usize, fact: Fact) -> &str {
        self.gathered.fact(&self.gathered.rows[row], fact)
    }

    /// The columns that tell measures apart: series within an indicator, else indicators.
    fn measure(&self) -> (Fact, Fact) {
        let has = |fact| self.gathered.slots.contains(&Slot::Fact(fact));
        if has(Fact::Series) || has(Fact::SeriesName) {
            (Fact::Series, Fact::SeriesName)
        } else {
            (Fact::Indicator, Fact::IndicatorName)
        }
    }

    /// What was said of the file as a whole in a column that is called so.
    fn said(&self, row: usize, column: &str) -> &str {
        let called = |it: &Slot| matches!(it, Slot::Left(name) if fold(name) == column);
        let at = self.gathered.slots.iter().position(called);
        at.map_or("", |it| self.gathered.cell(&self.gathered.rows[row], it))
    }

    /// The agency and the name of the structure that SDMX data is in: `IAEG-SDGs:DF_SDG_GLH(1.20)`.
    fn structure(&self, row: usize) -> (&str, &str) {
        let written = match self.said(row, "dataflow") {
            "" => self.said(row, "structure_id"),
            dataflow => dataflow,
        };
        let (agency, name) = written.split_once(':').unwrap_or(("", written));
        (agency, name.split('(').next().unwrap_or_default())
    }

    /// What the structure is called in words.
    fn structure_name(&self, row: usize) -> &str {
        let own = self.said(row, "structure_name");
        let within = || self.said(row, "dataflow").split_once("): ").map(|it| it.1);
        if own.is_empty() { within().unwrap_or_default() } else { own }
    }

    /// The indicator that a row is about.
    fn indicator(&self, row: usize) -> Option<IndicatorId> {
        let codes = self.fact(row, Fact::Indicator).split([',', ';', ' ']);
        let known = codes.map(str::trim).find_map(|it| it.parse().ok());
        known
            .or_else(|| spelt(self.fact(row, Fact::IndicatorName)))
            .or_else(|| coded(self.fact(row, Fact::Indicator)))
            .or_else(|| coded(self.structure(row).1))
            .or_else(|| self.series.get(self.fact(row, Fact::Series)).cloned())
    }

    /// What the dataset of a row is called: after its indicator, the code or the name of what it
    /// measures, or the file.
    fn id(&self, row: usize, file: &str) -> String {
        if let Some(indicator) = self.indicator(row) {
            return name_of(&indicator);
        }
        let code = self.fact(row, Fact::Indicator);
        let (_, structure) = self.structure(row);
        let file = file.strip_prefix("indicator_").unwrap_or(file);
        let file = if slug(file).is_empty() { "imported" } else { file };
        let tidy = matches!(self.plan.family, Family::OpenSdg | Family::Wide);
        let named = [code, self.fact(row, Fact::IndicatorName), structure];
        let name = named.into_iter().find(|it| !it.is_empty() && !tidy).unwrap_or(file);
        slug(name).chars().take(60).collect::<String>().trim_end_matches('-').to_owned()
    }

    fn about(&self, row: usize, id: &str, file: &str, table: &mut Arranged) -> About {
        let own = id.parse::<IndicatorId>().ok().filter(|it| name_of(it) == id);
        let indicator = self.indicator(row).filter(|it| name_of(it) == id).or(own);
        let (code, name) = table.measure.clone();
        let (agency, structure) = self.structure(row);
        // What a country reports is not from the agency that keeps the structure.
        let national = self.said(row, "reporting_type") == "N";
        let agency = if national { "" } else { agency };
        let named = self.structure_name(row);
        let structure = if named.is_empty() { structure } else { named };
        let several = table.groups.iter().any(|it| it.name == "Series");
        let indicator_name = self.fact(row, Fact::IndicatorName);
        let file = if indicator.is_some() { "" } else { file };
        let titles = if several {
            [indicator_name, structure, file, ""]
        } else {
            [&name, indicator_name, &code, structure]
        };
        let named = |it: &&str| !(it.is_empty() || indicator.is_some() && is_code(it));
        let id = if indicator.is_some() { "" } else { id };
        let caption = self.caption();
        let title = titles.into_iter().find(named).or(caption).unwrap_or(id);
        let title = match title.split_once(" - ") {
            Some((before, after)) if spelt(before).is_some() => after,
            _ => title,
        };
        self.told_around(title, caption, table);
        let by = |fact| self.described.get(self.fact(row, fact));
        let described =
            by(Fact::Indicator).or_else(|| by(Fact::SeriesName)).filter(|_| !several);
        if let Some(by) = described {
            if table.source.is_empty() {
                table.source.clone_from(&by.organisation);
            }
            let units = table.groups.iter().any(|it| it.name == "Units");
            if !by.unit.is_empty() && !units {
                table.unit.clone_from(&by.unit);
            }
        }
        let database =
            self.noted("data source").or_else(|| self.noted("data from database"));
        let updated = self.noted("last updated");
        let vintage = updated.unwrap_or_else(|| self.said(row, "last update"));
        About {
            indicator,
            code: self.fact(row, Fact::Indicator).to_owned(),
            title: title.to_owned(),
            definition: described.map_or_else(String::new, |it| it.definition.clone()),
            place: self.place.clone().unwrap_or_default(),
            vintage: vintage.to_owned(),
            agency: database.unwrap_or(agency).to_owned(),
            accessed: self.accessed,
        }
    }

    /// The unit and the source, where what stands around the table tells them.
    fn told_around(&self, title: &str, caption: Option<&str>, table: &mut Arranged) {
        if table.unit.is_empty() && !table.groups.iter().any(|it| it.name == "Units") {
            let above = self.preamble[..self.above].iter().filter(|_| caption.is_some());
            let unit = unit_in(title).or_else(|| above.rev().find_map(|it| unit_in(it)));
            table.unit = unit.unwrap_or_default();
        }
        let source = self.noted("source").or_else(|| self.noted("উৎস"));
        if let Some(source) = source.filter(|_| caption.is_some())
            && table.source.is_empty()
        {
            source.clone_into(&mut table.source);
        }
    }

    /// What an editor's own table is called above it.
    fn caption(&self) -> Option<&str> {
        const SHORT: usize = 12;
        let tidy = matches!(self.plan.family, Family::OpenSdg | Family::Wide);
        let mut above = self.preamble[..self.above].iter().filter(|_| tidy);
        let caption = above.find(|it| graphemes(it) > SHORT && !it.starts_with('('));
        caption.map(|it| unnumbered(it.trim()))
    }

    /// What stands behind `key` above or below the table: in its cell, or in the next one.
    fn noted(&self, key: &str) -> Option<&str> {
        let at = self.preamble.iter().position(|it| fold(it).starts_with(key))?;
        match self.preamble[at].split_once([':', 'ঃ']) {
            Some((_, said)) => Some(said.trim()),
            None => self.preamble.get(at + 1).map(String::as_str),
        }
    }
}

/// A caption without its number: `Table 3.4: Poverty rate`.
fn unnumbered(caption: &str) -> &str {
    let Some((number, rest)) = caption.split_once([':', 'ঃ']) else { return caption };
    let folded = fold(number);
    let table = folded.starts_with("table ") || folded.starts_with(&fold("সারণি"));
    if table && !rest.trim().is_empty() { rest.trim() } else { caption }
}

/// What the files of an indicator are called.
fn name_of(indicator: &IndicatorId) -> String {
    indicator.to_string().replace('.', "-")
}

/// The indicator in `SDG indicator 8.5.2 - Unemployment rate`.
fn spelt(name: &str) -> Option<IndicatorId> {
    let rest = fold(name);
    let rest = rest.strip_prefix("sdg indicator ")?;
    rest.split(' ').next()?.parse().ok()
}

/// The indicator in `SDG_0852_SEX_AGE_RT`: two digits of the goal, the target, the indicator.
fn coded(code: &str) -> Option<IndicatorId> {
    let at = code.find("SDG_")?;
    let digits = code.get(at + 4..at + 8)?;
    let (goal, rest) = digits.split_at_checked(2)?;
    let (target, indicator) = rest.split_at_checked(1)?;
    let goal = goal.trim_start_matches('0');
    format!("{goal}.{}.{indicator}", target.to_lowercase()).parse().ok()
}

/// Whether a name is one that only machines read: `SDG_0852_SEX_AGE_RT`.
fn is_code(name: &str) -> bool {
    !name.contains(char::is_whitespace) && name.contains('_')
}
