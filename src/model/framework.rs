//! The SDG framework: goals, targets and indicators, as the UN numbers them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::text::Localized;

/// The number of an indicator such as 8.6.1 or 16.a.1: goal, target, indicator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IndicatorId {
    /// The goal, 1 to 17.
    pub goal: u8,
    target: Part,
    indicator: u8,
}

/// Numbers come before letters, as in the framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Part {
    Number(u8),
    Letter(char),
}

impl IndicatorId {
    /// The target's code, such as `8.6`.
    pub fn target(&self) -> String {
        match self.target {
            Part::Number(it) => format!("{}.{it}", self.goal),
            Part::Letter(it) => format!("{}.{it}", self.goal),
        }
    }
}

impl fmt::Display for IndicatorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.target(), self.indicator)
    }
}

impl FromStr for IndicatorId {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        let parse = || {
            let mut parts = code.split(['.', '-']);
            let goal = parts.next()?.parse().ok().filter(|it| (1..=17).contains(it))?;
            let target = parts.next()?;
            let target = match target.parse() {
                Ok(number) => Part::Number(number),
                Err(_) => {
                    Part::Letter(target.parse().ok().filter(char::is_ascii_lowercase)?)
                }
            };
            let indicator = parts.next()?.parse().ok()?;
            parts.next().is_none().then_some(Self { goal, target, indicator })
        };
        parse().ok_or_else(|| format!("`{code}` is no indicator's number such as 8.6.1"))
    }
}

impl TryFrom<String> for IndicatorId {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        code.parse()
    }
}

impl From<IndicatorId> for String {
    fn from(id: IndicatorId) -> Self {
        id.to_string()
    }
}

/// Goals, targets and indicators with their names.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// The seventeen goals, by number.
    pub goals: Vec<Goal>,
    /// Targets whose names are known.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Indicators whose names are known.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
}

impl Framework {
    /// The goal of that number.
    pub fn goal(&self, number: u8) -> Option<&Goal> {
        self.goals.iter().find(|it| it.number == number)
    }

    /// The target of that code, such as `8.6`.
    pub fn target(&self, code: &str) -> Option<&Target> {
        self.targets.iter().find(|it| it.code == code)
    }

    /// The indicator of that number.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|it| it.code == *id)
    }
}

/// One of the seventeen goals.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// 1 to 17.
    pub number: u8,
    /// The UN's colour for it, `#rrggbb`.
    pub colour: String,
    /// Its name in a few words.
    pub short: Localized<String>,
    /// Its name in full.
    #[serde(default)]
    pub title: Localized<String>,
}

/// A target of a goal.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Such as `8.6`.
    pub code: String,
    /// What is to be reached.
    pub title: Localized<String>,
}

/// An indicator of a target.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Such as 8.6.1.
    pub code: IndicatorId,
    /// What is measured.
    pub title: Localized<String>,
}
