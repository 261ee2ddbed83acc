//! Things with a beginning and an end, along time.

use jiff::civil::Date;

use crate::{
    chart::spec::{Certainty, Chart, Plot, Schedule, Task},
    text::Locale,
};

/// Something with a beginning and an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// What.
    pub label: String,
    /// Who.
    pub lead: Option<String>,
    /// From that day.
    pub start: Date,
    /// Until that day, the day included.
    pub end: Date,
    /// `planned`, `started` or `done`, with the word for it.
    pub status: Option<(String, String)>,
}

/// As many are named one by one in words.
const NAMED: usize = 20;

/// The chart of `stretches`, called `title`.
pub fn schedule(title: &str, stretches: &[Stretch], locale: &Locale) -> Chart {
    let tasks: Vec<Task> = stretches.iter().map(|it| task(it, locale)).collect();
    let first = stretches.iter().map(|it| it.start).min().unwrap_or_default();
    let last = stretches.iter().map(|it| it.end).max().unwrap_or_default();
    let (from, to) = (locale.date(first), locale.date(last));
    let values = [("title", title), ("from", &*from), ("to", &*to)];
    let mut sentences = vec![locale.phrase("chart.timeline", &values)];
    let each = tasks.iter().take(NAMED);
    let each: Vec<String> =
        each.map(|it| format!("{}: {}", it.label, it.detail)).collect();
    sentences.push(format!("{}{}", each.join("; "), locale.word("chart.stop")));
    let mut key: Vec<(Certainty, String)> = Vec::new();
    for (stretch, task) in stretches.iter().zip(&tasks) {
        if let Some((_, word)) = &stretch.status
            && !key.iter().any(|it| it.0 == task.look)
        {
            key.push((task.look, word.clone()));
        }
    }
    key.sort();
    Chart {
        chosen: None,
        title: title.to_owned(),
        description: sentences.join(" "),
        unit: String::new(),
        notes: Vec::new(),
        key,
        credits: Vec::new(),
        lang: locale.language().to_string(),
        height: None,
        plot: Plot::Schedule(Schedule { parts: parts(first, last, locale), tasks }),
    }
}

fn task(stretch: &Stretch, locale: &Locale) -> Task {
    let mut detail = locale.date(stretch.start);
    if stretch.end != stretch.start {
        detail = format!("{detail} – {}", locale.date(stretch.end));
    }
    for more in stretch.lead.iter().chain(stretch.status.as_ref().map(|it| &it.1)) {
        detail = format!("{detail} · {more}");
    }
    let after = stretch.end.tomorrow().unwrap_or(stretch.end);
    let single = stretch.start == stretch.end;
    Task {
        label: stretch.label.clone(),
        detail,
        from: position(stretch.start),
        to: (!single).then(|| position(after)),
        look: match stretch.status.as_ref().map(|it| &*it.0) {
            Some("planned") => Certainty::Provisional,
            Some("started") => Certainty::Estimated,
            _ => Certainty::Observed,
        },
    }
}

/// The parts along the axis with their names: years, or quarters where there are at most two years.
fn parts(first: Date, last: Date, locale: &Locale) -> Vec<(f64, f64, String)> {
    const QUARTERS: [(&str, f64); 4] =
        [("month.1", 0.0), ("month.4", 0.25), ("month.7", 0.5), ("month.10", 0.75)];
    let few = last.year() - first.year() < 2;
    let years = first.year()..=last.year();
    let part = |year: i16| {
        let name = locale.digits(&year.to_string());
        let start = f64::from(year);
        if !few {
            return vec![(start, start + 1.0, name)];
        }
        let quarter = |(month, share): (&str, f64)| {
            let values = [("month", locale.word(month)), ("year", &*name)];
            let name = locale.phrase("period.month", &values);
            (start + share, start + share + 0.25, name)
        };
        QUARTERS.map(quarter).to_vec()
    };
    years.flat_map(part).collect()
}

/// A day in years.
fn position(date: Date) -> f64 {
    let days = if date.in_leap_year() { 366.0 } else { 365.0 };
    f64::from(date.year()) + f64::from(date.day_of_year() - 1) / days
}
