//! One number, as written, and what is known about it.

use std::{
    cmp::Ordering,
    fmt,
    num::{NonZeroU8, NonZeroU32},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Period;
use crate::text::fold;

/// A number as it was written: its decimal places are kept, so that 0.20 stays 0.20 and 0.2 never
/// prints as 0. Never NaN or infinite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Value {
    /// The digits without the point: an `i128` as bytes, since tables of a million values would
    /// pay for its alignment.
    mantissa: [u8; 16],
    /// How many of them are behind the point, plus one.
    scale: NonZeroU8,
}

impl Value {
    /// The number written as `digits`: ASCII digits with an optional sign, point and fraction,
    /// without grouping or exponent; at most 38 of them after leading zeros, and 60 decimal places.
    pub fn new(digits: &str) -> Option<Self> {
        let (negative, digits) =
            digits.strip_prefix('-').map_or((false, digits), |it| (true, it));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mantissa = join(whole, fraction)?;
        let scale = u8::try_from(fraction.len()).ok().filter(|it| *it <= 60)? + 1;
        let mantissa = if negative { -mantissa } else { mantissa };
        let written = !whole.is_empty() || !fraction.is_empty();
        let mantissa = mantissa.to_ne_bytes();
        written.then_some(Self { mantissa, scale: NonZeroU8::new(scale)? })
    }

    /// The number `mantissa` with its last `decimals` digits behind the point, at most 60.
    pub fn scaled(mantissa: i64, decimals: u8) -> Option<Self> {
        let scale = NonZeroU8::new(decimals + 1).filter(|_| decimals <= 60)?;
        Some(Self { mantissa: i128::from(mantissa).to_ne_bytes(), scale })
    }

    fn mantissa(self) -> i128 {
        i128::from_ne_bytes(self.mantissa)
    }

    /// The digits as written.
    pub fn digits(&self) -> String {
        self.to_string()
    }

    /// The number: the double nearest to the digits.
    pub fn number(&self) -> f64 {
        const POWERS: [f64; 16] = [
            1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15,
        ];
        // Both are exact doubles, so that their quotient is the nearest one.
        let mantissa = self.mantissa();
        if mantissa.unsigned_abs() < 1 << 53
            && let Some(power) = POWERS.get(self.decimals())
        {
            return mantissa as i64 as f64 / power;
        }
        self.to_string().parse().unwrap_or(0.0)
    }

    /// How many decimal places were written.
    pub fn decimals(&self) -> usize {
        usize::from(self.scale.get()) - 1
    }
}

/// The digits of both as one number; `None` where it is too large or something else is among them.
fn join(whole: &str, fraction: &str) -> Option<i128> {
    let digits = || whole.bytes().chain(fraction.bytes());
    if !digits().all(|it| it.is_ascii_digit()) {
        return None;
    }
    if whole.len() + fraction.len() <= 18 {
        return Some(i128::from(
            digits().fold(0, |sum, it| sum * 10 + i64::from(it - b'0')),
        ));
    }
    digits().try_fold(0_i128, |sum, it| {
        sum.checked_mul(10)?.checked_add(i128::from(it - b'0'))
    })
}

/// By size; equal numbers by how they are written.
impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = self.number().total_cmp(&other.number());
        size.then_with(|| self.decimals().cmp(&other.decimals()))
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Self::new(&number.to_string())
            .ok_or_else(|| serde::de::Error::custom(format!("`{number}` is no number")))
    }
}

impl Serialize for Value {
    /// As the double that it is read from.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.number())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mantissa = self.mantissa();
        let sign = if mantissa < 0 { "-" } else { "" };
        let decimals = self.decimals();
        let digits = format!("{:0width$}", mantissa.unsigned_abs(), width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        match fraction {
            "" => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{fraction}"),
        }
    }
}

/// The number of a source or footnote in [`super::Dataset::texts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(NonZeroU32);

impl TextId {
    /// The text at `index`; a dataset has fewer than four thousand million.
    pub fn new(index: usize) -> Self {
        let number = u32::try_from(index).unwrap_or(u32::MAX - 1) + 1;
        Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX))
    }

    /// Its place in the list.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A value of a series at a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// When.
    pub period: Period,
    /// How much; `None` where the row says that there is no value.
    pub value: Option<Value>,
    /// Whether the value is that number or only near it: `<0.1`.
    pub bound: Bound,
    /// Between which values it lies, where the source says so.
    pub interval: Option<Box<Interval>>,
    /// Whether it is provisional, estimated, after a break …
    pub status: ObsStatus,
    /// Who made it: the country, an agency, a model.
    pub nature: Option<Nature>,
    /// The source of this one value, where it differs from the dataset's: an index into
    /// [`super::Dataset::texts`].
    pub source: Option<TextId>,
    /// A footnote, as an index into [`super::Dataset::texts`].
    pub footnote: Option<TextId>,
    /// The line of the file it stands in, from 1.
    pub line: u32,
}

impl Observation {
    /// The value as it is written in a table: `<0.1`; nothing where there is none.
    pub fn written(&self) -> String {
        self.value.map_or_else(String::new, |it| format!("{}{it}", self.bound.sign()))
    }
}

/// What a sign before a number says about it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// The value itself.
    #[default]
    Exact,
    /// Below it: `<`.
    Below,
    /// At most it: `≤`.
    AtMost,
    /// Above it: `>`.
    Above,
    /// At least it: `≥`.
    AtLeast,
    /// About it: `~`.
    About,
}

impl Bound {
    /// The sign that is written before the number.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::Below => "<",
            Self::AtMost => "≤",
            Self::Above => ">",
            Self::AtLeast => "≥",
            Self::About => "~",
        }
    }
}

/// The bounds of a value's confidence interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// The lower bound.
    pub lower: Option<Value>,
    /// The upper bound.
    pub upper: Option<Value>,
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

impl ObsStatus {
    /// The status of that SDMX code or of one of the words that agencies write for it.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(status) = Self::from_code(&text.to_uppercase()) {
            return Some(status);
        }
        Some(match fold(text).as_str() {
            "normal" | "normal value" | "real value" | "undefined" => Self::Normal,
            "break in series"
            | "break in time series"
            | "time series break"
            | "series break" => Self::Break,
            "definition differs" => Self::DefinitionDiffers,
            "estimated" | "estimate" | "estimated value" => Self::Estimated,
            "forecast" | "forecast value" | "projection" | "projected" => Self::Forecast,
            "experimental" | "experimental value" => Self::Experimental,
            "imputed" | "imputation" | "imputed value" => Self::Imputed,
            "included elsewhere" => Self::IncludedElsewhere,
            "not collected" | "missing value; data exist but were not collected" => {
                Self::NotCollected
            }
            "not applicable" | "missing value; data cannot exist" => Self::CannotExist,
            "not significant" => Self::NotSignificant,
            "missing" | "missing value" => Self::Missing,
            "provisional" | "provisional value" | "preliminary" => Self::Provisional,
            "suppressed" | "confidential" | "missing value; suppressed" => {
                Self::Suppressed
            }
            "low reliability" | "unreliable" => Self::Unreliable,
            "unvalidated" | "unvalidated value" => Self::Unvalidated,
            _ => return None,
        })
    }
}

impl Nature {
    /// The nature of that SDMX code or of one of the words that agencies write for it.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(nature) = Self::from_code(&text.to_uppercase()) {
            return Some(nature);
        }
        Some(match fold(text).as_str() {
            "country data" => Self::Country,
            "country adjusted data" | "country adjusted" => Self::CountryAdjusted,
            "estimated data" | "estimated" => Self::Estimated,
            "global monitoring data" => Self::GlobalMonitoring,
            "modeled data" | "modelled data" | "modeled" | "modelled" => Self::Modelled,
            "non-relevant" | "not relevant" => Self::NotRelevant,
            "_x" | "not available" | "not specified" | "data nature not available" => {
                Self::NotAvailable
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Value;

    proptest! {
        #[test]
        fn is_the_nearest_double(digits in "-?(0|[1-9][0-9]{0,12})(\\.[0-9]{1,24}[1-9])?") {
            let value = Value::new(&digits).unwrap();
            prop_assert_eq!(value.number(), digits.parse::<f64>().unwrap());
            if digits != "-0" {
                prop_assert_eq!(value.digits(), digits);
            }
        }
    }
}
