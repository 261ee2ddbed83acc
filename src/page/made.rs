//! The chapters of a report that are made of its other parts.

use super::{goal, score, view::Link};
use crate::text::{Locale, Said};

/// A chapter that nobody writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    /// How far each indicator is on the way to its target.
    Scorecard,
    /// What the other parts rest on.
    Sources,
    /// All values of the report's datasets.
    Tables,
}

impl Made {
    /// The names that `parts:` has for them.
    pub(super) const NAMES: [&'static str; 3] = ["scorecard", "sources", "tables"];

    /// The chapter of that name.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "scorecard" => Some(Self::Scorecard),
            "sources" => Some(Self::Sources),
            "tables" => Some(Self::Tables),
            _ => None,
        }
    }

    /// The word that is its heading.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Scorecard => "nav.scorecard",
            Self::Sources => "note.sources",
            Self::Tables => "report.tables",
        }
    }

    /// Where the site shows the same.
    pub(super) fn link(self, locale: &Locale) -> Link {
        let language = locale.language();
        let path = match self {
            Self::Scorecard => score::route(language).encoded(),
            Self::Sources => goal::list("providers", self.word(), locale).path,
            Self::Tables => goal::list("data", self.word(), locale).path,
        };
        Link { title: Said::own(locale.word(self.word())), path }
    }
}
