//! The door to progress bars and to how long things take: how far long work is, as a bar on a
//! terminal; elsewhere a line says what takes long.
#![expect(clippy::disallowed_methods, reason = "the door to the clock of a run")]

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::{args::Speech, terminal};
use crate::build::{Event, Step};

/// A bar for `bytes` that are on their way. It draws nothing where nobody looks.
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn of_bytes(bytes: u64) -> Self {
        let bar = ProgressBar::new(bytes);
        style(&bar, "{bar:30} {bytes}/{total_bytes}, {eta}");
        bar.enable_steady_tick(TICK);
        Self(bar)
    }

    /// So many bytes more have arrived.
    pub(super) fn add(&self, bytes: u64) {
        self.0.inc(bytes);
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}

/// How often a bar is drawn anew while nothing arrives.
const TICK: Duration = Duration::from_millis(200);

fn style(bar: &ProgressBar, shape: &str) {
    if let Ok(style) = ProgressStyle::with_template(shape) {
        bar.set_style(style);
    }
}

/// How far a build is, and how long it has taken.
pub(super) struct Steps {
    bar: ProgressBar,
    lang: Speech,
    start: Instant,
}

impl Steps {
    /// A step with fewer things to make than this is over before its line is read.
    const MANY: usize = 200;

    pub(super) fn new(lang: Speech) -> Self {
        let bar = ProgressBar::new(0);
        style(&bar, "{msg} {bar:30} {pos}/{len}, {eta}");
        Self { bar, lang, start: Instant::now() }
    }

    /// Shows what it hears.
    pub(super) fn hear(&self, event: Event) {
        let Event::Begins(step, count) = event else { return self.bar.inc(1) };
        let said = self.lang.count(key(step), count);
        if !self.bar.is_hidden() {
            self.bar.reset();
            self.bar.set_length(count as u64);
            self.bar.set_message(said);
        } else if count >= Self::MANY {
            terminal::note(&said);
        }
    }

    /// Takes the bar away; tells how many seconds have passed.
    pub(super) fn end(&self) -> f64 {
        self.bar.finish_and_clear();
        self.start.elapsed().as_secs_f64()
    }
}

/// The key of what is said of a step.
fn key(step: Step) -> &'static str {
    match step {
        Step::Charts => "drawing",
        Step::Datasets => "exporting",
        Step::Papers => "setting",
        Step::Pages => "making",
    }
}
