//! One number, as written, and what is known about it.

use std::hash::{Hash, Hasher};

use super::Period;

/// A number as it was written: its digits are kept, so that 0.20 stays 0.20 and 0.2 never prints
/// as 0. Never NaN or infinite.
#[derive(Debug, Clone)]
pub struct Value {
    digits: Box<str>,
    number: f64,
}

impl Value {
    /// The number written as `digits`: ASCII digits with an optional sign, point and fraction,
    /// without grouping or exponent.
    pub fn new(digits: &str) -> Option<Self> {
        let unsigned = digits.strip_prefix('-').unwrap_or(digits);
        let plain = unsigned.bytes().all(|it| it.is_ascii_digit() || it == b'.');
        let number: f64 = digits.parse().ok()?;
        (plain && number.is_finite()).then(|| Self { digits: digits.into(), number })
    }

    /// The digits as written.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The number.
    pub fn number(&self) -> f64 {
        self.number
    }

    /// How many decimal places were written.
    pub fn decimals(&self) -> usize {
        self.digits.split_once('.').map_or(0, |(_, fraction)| fraction.len())
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits.hash(state);
    }
}

/// A value of a series at a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// When.
    pub period: Period,
    /// How much; `None` where the row says that there is no value.
    pub value: Option<Value>,
    /// Whether it is provisional, estimated, after a break …
    pub status: ObsStatus,
    /// Who made it: the country, an agency, a model.
    pub nature: Option<Nature>,
    /// The source of this one value, where it differs from the dataset's: an index into
    /// [`super::Dataset::texts`].
    pub source: Option<u32>,
    /// A footnote, as an index into [`super::Dataset::texts`].
    pub footnote: Option<u32>,
    /// The line of the file it stands in, from 1.
    pub line: u32,
}

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[doc = $word:literal])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $word])* $variant,)* }

        impl $name {
            /// Every code of the list.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The SDMX code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The entry of that SDMX code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    };
}

codes! {
    /// SDMX code list `CL_OBS_STATUS`.
    ObsStatus {
        /// Normal.
        Normal = "A",
        /// First value after a break in the series.
        Break = "B",
        /// The definition differs.
        DefinitionDiffers = "D",
        /// Estimated.
        Estimated = "E",
        /// Forecast.
        Forecast = "F",
        /// Experimental.
        Experimental = "G",
        /// Imputed.
        Imputed = "I",
        /// Included elsewhere.
        IncludedElsewhere = "K",
        /// Missing, not collected.
        NotCollected = "L",
        /// Missing, cannot exist.
        CannotExist = "M",
        /// Not significant.
        NotSignificant = "N",
        /// Missing.
        Missing = "O",
        /// Provisional.
        Provisional = "P",
        /// Suppressed.
        Suppressed = "Q",
        /// Strike or another special event.
        SpecialEvent = "S",
        /// Low reliability.
        Unreliable = "U",
        /// Not validated.
        Unvalidated = "V",
        /// Includes another category.
        IncludesAnother = "W",
    }
}

codes! {
    /// SDMX code list `CL_NATURE` of the SDG data structure.
    Nature {
        /// Country data.
        Country = "C",
        /// Country data, adjusted.
        CountryAdjusted = "CA",
        /// Estimated.
        Estimated = "E",
        /// Global monitoring data.
        GlobalMonitoring = "G",
        /// Modelled.
        Modelled = "M",
        /// Not relevant.
        NotRelevant = "N",
        /// Not available.
        NotAvailable = "NA",
    }
}
