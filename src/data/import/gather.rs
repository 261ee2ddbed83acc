//! The wanted rows of a table, cell by cell, each in its place.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::{
    filter::{Filter, Words},
    gathered::{Gathered, Row, Slot},
    ilostat,
    plan::{Fact, Family, Name, Plan, Purpose, period, unit_in},
};
use crate::{
    data::{
        csv::{Record, Table, trim},
        lower::Attribute,
        value::{self, Decimal},
    },
    model::{Nature, ObsStatus, Period, is_total, runs},
    text::{fold, graphemes, unguard},
};

/// Reads the rows of `table` that pass `filters`.
pub(super) fn gather(
    table: &Table<'_>,
    names: &[Name],
    plan: &Plan,
    filters: &mut [Filter],
    words: Words<'_>,
) -> (Gathered, Vec<crate::data::csv::Ragged>) {
    let mut gathered = Gathered::default();
    gathered.words.insert("".into());
    // In the order of the file's columns, not of the first rows that fill them.
    for purpose in &plan.columns {
        if let Purpose::Dimension(name) = purpose {
            gathered.slots.insert(Slot::Dimension(name.clone()));
        }
    }
    let (decimal, numbers) = sample(table, plan);
    for (at, purpose) in plan.columns.iter().enumerate() {
        if matches!(purpose, Purpose::Of(_)) && !numbers.contains(&at) {
            gathered.tally.no_measure.insert(names[at].raw.clone());
        }
    }
    let months = names.iter().position(|it| it.tight == "freq");
    let mut reader = Reader {
        names,
        plan,
        filters,
        words,
        decimal,
        numbers,
        months,
        periods: IndexMap::new(),
        meanings: vec![IndexMap::new(); names.len()],
        gathered,
    };
    let mut ragged = Vec::new();
    for chunk in table.chunks() {
        ragged.extend(table.rows(&chunk, |line, record| reader.row(line, record)));
    }
    let mut gathered = reader.gathered;
    let runs = runs(&gathered.rows.iter().map(|it| it.period).collect());
    for row in &mut gathered.rows {
        row.period = runs.get(&row.period).copied().unwrap_or(row.period);
    }
    (gathered, ragged)
}

/// The decimal sign of the numbers, and the columns of values that hold any, told from the first
/// rows.
fn sample(table: &Table<'_>, plan: &Plan) -> (Decimal, BTreeSet<usize>) {
    let valued =
        |it: &Purpose| matches!(it, Purpose::Value | Purpose::At(_) | Purpose::Of(_));
    let columns: Vec<usize> =
        (0..plan.columns.len()).filter(|it| valued(&plan.columns[*it])).collect();
    let mut signs = BTreeSet::new();
    let mut numbers: BTreeMap<usize, isize> = BTreeMap::new();
    if let Some(chunk) = table.chunks().first() {
        table.rows(chunk, |_, record| {
            for at in &columns {
                let cell = bare(trim(record.get(*at).unwrap_or_default()));
                if cell.contains([',', '.']) && signs.len() < 2 {
                    signs.extend(value::tells(cell));
                }
                if !cell.is_empty() && numbers.get(at).is_none_or(|it| it.abs() < 100) {
                    let read =
                        [Decimal::Point, Decimal::Comma].map(|it| value::read(cell, it));
                    let good = read.iter().flatten().any(|it| it.value.is_some());
                    let bad = read.iter().all(Option::is_none);
                    *numbers.entry(*at).or_default() +=
                        isize::from(good) - isize::from(bad);
                }
            }
        });
    }
    let likely = if table.separator() == b';' { Decimal::Comma } else { Decimal::Point };
    let other = signs.contains(&likely.other()) && !signs.contains(&likely);
    let numbers = numbers.into_iter().filter(|it| it.1 > 0).map(|it| it.0).collect();
    (if other { likely.other() } else { likely }, numbers)
}

struct Reader<'a, 'b> {
    names: &'a [Name],
    plan: &'a Plan,
    filters: &'b mut [Filter],
    words: Words<'a>,
    decimal: Decimal,
    /// The columns of measures that hold numbers.
    numbers: BTreeSet<usize>,
    /// The column that says whether periods are months.
    months: Option<usize>,
    periods: IndexMap<(Box<str>, bool), Option<Period>>,
    /// Of each column: what its cells mean.
    meanings: Vec<IndexMap<Box<str>, Box<str>>>,
    gathered: Gathered,
}

impl Reader<'_, '_> {
    fn row(&mut self, line: u32, record: &Record) {
        let cell = |at: usize| unguard(trim(record.get(at).unwrap_or_default()));
        let dated = self.plan.columns[0] == Purpose::Period
            && self.period(cell(0), false).is_some();
        if !dated && (1..self.names.len()).all(|at| cell(at).is_empty()) {
            if !cell(0).is_empty() && self.gathered.tally.behind.len() < 20 {
                self.gathered.tally.behind.push(cell(0).to_owned());
            }
            return;
        }
        self.gathered.tally.rows += 1;
        for filter in self.filters.iter_mut().filter(|it| !it.periods) {
            let column = filter.columns.first().map_or("", |it| &self.names[*it].raw);
            let cells = filter.columns.clone();
            if !filter.passes(column, cells.iter().map(|it| cell(*it)), self.words) {
                return;
            }
        }
        let about = Row { line, period: Period::year(0), value: 0, cells: Vec::new() };
        let about = self.about(about, record);
        let months =
            self.months.is_some_and(|at| cell(at) == "M" || cell(at).starts_with("M:"));
        let before = self.gathered.rows.len();
        let plan = self.plan;
        let at = plan.columns.iter().position(|it| *it == Purpose::Period);
        let detail = plan.columns.iter().position(|it| *it == Purpose::Detail);
        let detail = detail.and_then(|it| self.period(cell(it), false));
        let whole = |it: Period| detail.filter(|whole| it.starts(*whole)).unwrap_or(it);
        let own = at.map(|it| (cell(it), self.period(cell(it), months).map(whole)));
        for (at, purpose) in plan.columns.iter().enumerate() {
            let period = match (purpose, own) {
                (Purpose::Value, Some((_, Some(period)))) => period,
                (Purpose::Of(_), Some((_, Some(period))))
                    if self.numbers.contains(&at) =>
                {
                    period
                }
                (Purpose::At(period), _) => *period,
                _ => continue,
            };
            self.value(at, period, cell(at), &about);
        }
        if let (Some((written, None)), Some(at)) = (own, at) {
            count(&mut self.gathered.tally.no_period, written);
            self.bad(line, at, written);
        }
        self.gathered.tally.passed += usize::from(self.gathered.rows.len() > before);
    }

    /// One value of a row.
    fn value(&mut self, at: usize, period: Period, cell: &str, about: &Row) {
        let purpose = &self.plan.columns[at];
        if cell.is_empty() && *purpose != Purpose::Value {
            return;
        }
        let written = period.to_string();
        for filter in self.filters.iter_mut().filter(|it| it.periods) {
            if !filter.passes("Year", [&*written].into_iter(), self.words) {
                return;
            }
        }
        let mut row = Row { period, ..about.clone() };
        let cell = self.percent(&mut row, cell);
        let read = value::read(cell, self.decimal);
        let number = match &read {
            Some(it) if it.value.is_some() && self.decimal == Decimal::Comma => {
                let digits = it.value.map(|it| it.digits()).unwrap_or_default();
                format!("{}{digits}", it.bound.sign())
            }
            Some(it) if it.value.is_some() => cell.to_owned(),
            _ => String::new(),
        };
        if number.is_empty() {
            if *purpose != Purpose::Value {
                return count(&mut self.gathered.tally.without_number, cell);
            }
            count(&mut self.gathered.tally.without_number, cell);
            if read.is_none() {
                // A letter or two explain nothing.
                if graphemes(cell) > 3 {
                    self.append(&mut row, cell);
                }
                self.bad(about.line, at, cell);
            }
        } else if number.starts_with(['<', '>', '~', '≤', '≥', '≈']) {
            count(&mut self.gathered.tally.bounds, &number);
        }
        let number = if self.plan.family == Family::Sdmx {
            self.unfolded(&mut row, number)
        } else {
            number
        };
        if let Purpose::Of(measure) = purpose {
            self.measure(&mut row, measure);
        }
        row.value = self.gathered.word(&number);
        self.gathered.rows.push(row);
    }

    /// What the column of a value says that it measures: `Share of youth (%) [XX.SAM.PLE]`.
    fn measure(&mut self, row: &mut Row, measure: &str) {
        let coded = measure.strip_suffix(']').and_then(|it| it.rsplit_once(" ["));
        match coded.filter(|_| self.plan.family == Family::WorldBank) {
            Some((name, code)) => {
                self.gathered.put(row, Slot::Fact(Fact::Indicator), code);
                self.gathered.put(row, Slot::Fact(Fact::IndicatorName), name);
            }
            None => self.gathered.put(row, Slot::Fact(Fact::SeriesName), measure),
        }
        if let Some(unit) = unit_in(measure) {
            self.gathered.put(row, Slot::Fact(Fact::Unit), &unit);
        }
    }

    /// The number of `15.3%`, whose unit is that of its row; a sign that says otherwise than a unit
    /// beside it stays.
    fn percent<'c>(&mut self, row: &mut Row, cell: &'c str) -> &'c str {
        let unit = self.gathered.fact(row, Fact::Unit);
        let word = self.words.vocabulary.word("units", unit);
        let percent = unit.contains('%') || word.is_some_and(|it| it == "%");
        let number = bare(cell);
        if number.len() == cell.len() || !(unit.is_empty() || percent) {
            return cell;
        }
        if unit.is_empty() {
            self.gathered.put(row, Slot::Fact(Fact::Unit), "%");
        }
        number
    }

    /// The number with the sign that the comment starts with, which is not said twice: `<0.1; …`; and
    /// no status for what is only not there.
    fn unfolded(&mut self, row: &mut Row, number: String) -> String {
        let fact = |it, gathered: &Gathered, row: &Row| {
            gathered.fact(row, Fact::Of(it)).to_owned()
        };
        let missing = ObsStatus::Missing.code();
        if number.is_empty() {
            if fact(Attribute::Status, &self.gathered, row) == missing {
                self.gathered.put(row, Slot::Fact(Fact::Of(Attribute::Status)), "");
            }
            return number;
        }
        let comment = fact(Attribute::Footnote, &self.gathered, row);
        let (first, rest) = comment.split_once("; ").unwrap_or((&comment, ""));
        let sign = first.strip_suffix(&number).unwrap_or_default();
        if sign.is_empty() || value::read(first, Decimal::Point).is_none() {
            return number;
        }
        self.gathered.put(row, Slot::Fact(Fact::Of(Attribute::Footnote)), rest);
        first.to_owned()
    }

    /// Notes a cell that an editor can correct, which the writer of a download cannot.
    fn bad(&mut self, line: u32, column: usize, text: &str) {
        if self.plan.family == Family::OpenSdg && self.gathered.tally.bad.len() < 100 {
            self.gathered.tally.bad.push((line, column, text.to_owned()));
        }
    }

    /// What a record says of its values.
    fn about(&mut self, mut row: Row, record: &Record) -> Row {
        let plan = self.plan;
        for (at, purpose) in plan.columns.iter().enumerate() {
            let cell = unguard(trim(record.get(at).unwrap_or_default()));
            if cell.is_empty() {
                continue;
            }
            match purpose {
                Purpose::Fact(Fact::Of(Attribute::Footnote)) => match plan.family {
                    Family::OpenSdg | Family::Sdmx => self.append(&mut row, cell),
                    _ => self.append(&mut row, &unpacked(cell)),
                },
                Purpose::Fact(Fact::Of(
                    mark @ (Attribute::Status | Attribute::Nature),
                )) => {
                    self.mark(&mut row, *mark, cell);
                }
                Purpose::Fact(fact) => {
                    let slot = Slot::Fact(*fact);
                    let (code, label) = self.split(at, cell);
                    let word = matches!(fact, Fact::Unit | Fact::Of(Attribute::Source));
                    let meant = if word { label.unwrap_or(code) } else { code };
                    let meant = match fact {
                        Fact::Of(Attribute::Lower | Attribute::Upper) => bare(meant),
                        _ => meant,
                    };
                    self.gathered.put(&mut row, slot, meant);
                    let named = match fact {
                        Fact::Area => Fact::AreaName,
                        Fact::Series => Fact::SeriesName,
                        Fact::Indicator => Fact::IndicatorName,
                        _ => continue,
                    };
                    if let Some(label) = label {
                        self.gathered.put(&mut row, Slot::Fact(named), label);
                    }
                }
                Purpose::Dimension(name) => {
                    let meant = self.meaning(at, name, cell);
                    self.gathered.put(&mut row, Slot::Dimension(name.clone()), &meant);
                }
                Purpose::Classified => {
                    let (scheme, value) = ilostat::classified(cell);
                    let known = self.words.vocabulary.known_column(&scheme);
                    let name = known.map_or_else(|| capital(&scheme), str::to_owned);
                    let meant = self.meaning(at, &name, &value);
                    self.gathered.put(&mut row, Slot::Dimension(name), &meant);
                }
                Purpose::Breakdowns => self.breakdowns(&mut row, cell),
                Purpose::WordFor(code) => self.rename(&mut row, *code, cell),
                Purpose::Left => {
                    let name = self.names[at].raw.clone();
                    self.gathered.put(&mut row, Slot::Left(name), cell);
                }
                _ => {}
            }
        }
        row
    }

    /// Disaggregations in words.
    fn breakdowns(&mut self, row: &mut Row, cell: &str) {
        for part in cell.split("; ") {
            let (name, group) =
                part.split_once(": ").unwrap_or(("Custom breakdown", part));
            // The unit has a column of its own there.
            if self.words.vocabulary.column(name) != "units" {
                self.gathered.put(row, Slot::Dimension(name.to_owned()), group);
            }
        }
    }

    /// Takes the source's own word for a code that we have none for.
    fn rename(&mut self, row: &mut Row, code: usize, word: &str) {
        let slot = match &self.plan.columns[code] {
            Purpose::Dimension(name) => Slot::Dimension(name.clone()),
            Purpose::Fact(fact) => Slot::Fact(*fact),
            _ => return,
        };
        let Some(at) = self.gathered.slots.get_index_of(&slot) else { return };
        let now = self.gathered.cell(row, at).to_owned();
        let column = match &slot {
            Slot::Dimension(name) => self.words.vocabulary.column(name),
            _ => "units".to_owned(),
        };
        let known = self.words.vocabulary.word(&column, &now).is_some()
            || !self.words.vocabulary.value(&column, &now).is_empty();
        if !now.is_empty() && !known {
            self.gathered.put(row, slot, word);
        }
    }

    /// Whether a code starts with the id of its column.
    fn repeats_its_column(&self, at: usize, code: &str) -> bool {
        let id = self.names[at].raw.split(':').next().unwrap_or_default().trim();
        code.strip_prefix(id).is_some_and(|it| it.starts_with('_') && it.len() > 1)
    }

    /// `F: Female` under a head that is written so.
    fn split<'c>(&self, at: usize, cell: &'c str) -> (&'c str, Option<&'c str>) {
        let written =
            self.names[at].raw.contains(':') && self.plan.family != Family::OpenSdg;
        match cell.split_once(':').filter(|_| written) {
            Some((code, label)) => (code.trim(), Some(label.trim())),
            None => (cell, None),
        }
    }

    /// The word for a cell of a disaggregation; nothing for the whole.
    fn meaning(&mut self, at: usize, name: &str, cell: &str) -> String {
        if let Some(known) = self.meanings[at].get(cell) {
            return known.to_string();
        }
        let (code, label) = self.split(at, cell);
        let classified = ilostat::classified(code).1;
        let code = match self.plan.family {
            Family::Ilostat => ilostat::bare(code),
            // `AGE_YTHADULT_Y15-24` in the column `AGE`, as the ILO writes it.
            Family::Sdmx if self.repeats_its_column(at, code) => &classified,
            _ => code,
        };
        let column = self.words.vocabulary.column(name);
        let whole = is_whole(code) || (column == "sex" && code == "T");
        let meant = if whole && self.plan.family != Family::OpenSdg {
            String::new()
        } else {
            let word = self.words.vocabulary.word(&column, code);
            let keep = self.plan.family == Family::OpenSdg;
            let word = word.filter(|_| !keep);
            word.unwrap_or_else(|| label.unwrap_or(code).to_owned())
        };
        self.meanings[at].insert(cell.into(), meant.as_str().into());
        meant
    }

    /// A status or nature by its code; one that is on no list goes into the footnote.
    fn mark(&mut self, row: &mut Row, mark: Attribute, cell: &str) {
        let code = cell.split_once(": ").map_or(cell, |it| it.0);
        let known = match mark {
            Attribute::Status => ObsStatus::read(code)
                .or_else(|| ObsStatus::read(cell))
                .map(|it| it.code()),
            _ => Nature::read(code).or_else(|| Nature::read(cell)).map(|it| it.code()),
        };
        match known {
            Some("A") if mark == Attribute::Status => {}
            Some(code) => self.gathered.put(row, Slot::Fact(Fact::Of(mark)), code),
            None => {
                let name =
                    if mark == Attribute::Status { "Obs status" } else { "Nature" };
                self.append(row, &format!("{name}: {cell}"));
            }
        }
    }

    /// Adds to the footnote of a row.
    fn append(&mut self, row: &mut Row, text: &str) {
        let slot = Slot::Fact(Fact::Of(Attribute::Footnote));
        let at = self.gathered.slots.get_index_of(&slot);
        let before = at.map_or("", |it| self.gathered.cell(row, it));
        let text = match before {
            "" => text.to_owned(),
            before if before.contains(text) => return,
            before => format!("{before}; {text}"),
        };
        self.gathered.put(row, slot, &text);
    }

    fn period(&mut self, text: &str, months: bool) -> Option<Period> {
        let key = (text.into(), months);
        if let Some(known) = self.periods.get(&key) {
            return *known;
        }
        let read = period(text, months);
        if self.periods.len() < 100_000 {
            self.periods.insert(key, read);
        }
        read
    }
}

fn count(counts: &mut BTreeMap<String, usize>, text: &str) {
    if counts.len() < 100 || counts.contains_key(text) {
        *counts.entry(text.to_owned()).or_default() += 1;
    }
}

/// Whether a code or word stands for the whole.
fn is_whole(code: &str) -> bool {
    let folded = fold(code);
    is_total(&folded)
        || ["_z", "sex_t", "tot", "not applicable", "no breakdown"]
            .contains(&folded.as_str())
        || folded.ends_with("_total")
        || folded.ends_with("_nat")
}

/// A number without the sign of a percentage behind it.
fn bare(cell: &str) -> &str {
    cell.strip_suffix(['%', '٪']).map_or(cell, str::trim_end)
}

/// Several notes packed in one cell.
fn unpacked(cell: &str) -> String {
    cell.split('|')
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

fn capital(text: &str) -> String {
    let shouts = !text.contains(char::is_lowercase);
    let text = if shouts { text.to_lowercase() } else { text.to_owned() };
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
