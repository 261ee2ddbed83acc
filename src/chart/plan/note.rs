//! What a reader must know to read the marks.

use std::collections::{BTreeMap, BTreeSet};

use super::select::Selection;
use crate::{
    chart::Certainty,
    model::{Nature, ObsStatus, Observation, Part, Period, Value},
    text::Language,
};

impl Selection<'_> {
    /// What the marks of less sure values are, in words.
    pub(super) fn key(&self) -> Vec<(Certainty, String)> {
        let shown = self.series.iter().flat_map(|it| self.shown(it)).map(|it| it.0);
        let mut words: BTreeMap<Certainty, BTreeSet<String>> = BTreeMap::new();
        for observation in shown {
            if let Some((certainty, word)) = doubt(observation) {
                words.entry(certainty).or_default().insert(word);
            }
        }
        let say = |words: BTreeSet<String>| {
            let words: Vec<&str> = words.iter().map(|it| self.locale.word(it)).collect();
            words.join(", ")
        };
        words.into_iter().map(|(certainty, words)| (certainty, say(words))).collect()
    }

    /// What changed at each break; years with the same words share a note.
    pub(super) fn break_notes(&self, language: Language) -> Vec<String> {
        let mut notes: Vec<(Option<String>, Vec<String>)> = Vec::new();
        for year in self.breaks() {
            let mut stated = self.dataset.metadata.breaks.iter();
            let stated = stated.find(|it| f64::from(it.year) == year);
            let note = stated.and_then(|it| it.note.say(language)).map(|it| it.text);
            let year = self.year(Period { year: year as i16, part: Part::Whole });
            match notes.iter_mut().find(|it| it.0 == note) {
                Some((_, years)) => years.push(year),
                None => notes.push((note, vec![year])),
            }
        }
        let write = |(note, years): (Option<String>, Vec<String>)| {
            let years = years.join(", ");
            match note {
                Some(note) => {
                    let values = [("year", &*years), ("note", &*note)];
                    self.locale.phrase("chart.break-note", &values)
                }
                None => self.locale.phrase("chart.break", &[("year", &years)]),
            }
        };
        notes.into_iter().map(write).collect()
    }
}

/// How sure an observation is.
pub(super) fn certainty(observation: &Observation) -> Certainty {
    doubt(observation).map_or(Certainty::Observed, |it| it.0)
}

/// The bounds of the observation's confidence interval; a missing one is the value itself.
pub(super) fn interval(observation: &Observation, value: &Value) -> Option<(f64, f64)> {
    let interval = observation.interval.as_ref()?;
    let bound = |it: &Option<Value>| it.as_ref().unwrap_or(value).number();
    Some((bound(&interval.lower), bound(&interval.upper)))
}

/// How an observation is less than one, and the key of the word for it.
pub(super) fn doubt(observation: &Observation) -> Option<(Certainty, String)> {
    let status = observation.status;
    let certainty = match status {
        ObsStatus::Forecast => Certainty::Forecast,
        ObsStatus::Estimated | ObsStatus::Imputed => Certainty::Estimated,
        ObsStatus::Experimental
        | ObsStatus::Provisional
        | ObsStatus::Unreliable
        | ObsStatus::Unvalidated => Certainty::Provisional,
        _ => {
            let nature = observation.nature?;
            let certainty = match nature {
                Nature::Estimated => Certainty::Estimated,
                Nature::Modelled => Certainty::Modelled,
                _ => return None,
            };
            return Some((certainty, format!("nature.{}", nature.code())));
        }
    };
    Some((certainty, format!("obs.{}", status.code())))
}
