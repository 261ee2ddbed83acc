//! How a language writes: its words, digits, dates, plurals and order.

use std::{cmp::Ordering, collections::BTreeMap, fmt, sync::Arc};

use icu_calendar::{Date as CalendarDate, Gregorian};
use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_datetime::{FixedCalendarDateTimeFormatter, fieldsets::YMD};
use icu_decimal::{
    DecimalFormatter,
    input::Decimal,
    options::{DecimalFormatterOptions, GroupingStrategy},
};
use icu_plurals::{PluralCategory, PluralRules};
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    Language,
    calendar::BanglaDay,
    number::{Counting, Number},
};
use crate::diag::{Message, say};

/// What a theme's `i18n/LANG.yaml` says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// The language's name in itself.
    pub name: String,
    /// The CLDR locale whose digits, dates and order are used, such as `bn` or `en-GB`.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// What may follow a word that is meant all the same: case endings, plurals, articles.
    pub endings: Vec<String>,
    /// What the words that are counted with come to: `lakh: 100000`. A word below one is added to the
    /// number after it.
    #[serde(default)]
    pub numbers: BTreeMap<String, f64>,
    /// The words by name; a word with a number has one form for each plural category.
    pub words: BTreeMap<String, Word>,
}

impl Words {
    /// These words with `other` laid over them: what it leaves out stays as it is.
    #[must_use]
    pub fn under(mut self, other: Self) -> Self {
        self.words.extend(other.words);
        let said =
            |own: String, other: String| if other.is_empty() { own } else { other };
        Self {
            name: said(self.name, other.name),
            locale: said(self.locale, other.locale),
            direction: said(self.direction, other.direction),
            endings: if other.endings.is_empty() { self.endings } else { other.endings },
            numbers: if other.numbers.is_empty() { self.numbers } else { other.numbers },
            words: self.words,
        }
    }
}

/// A word, or its forms by plural category.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Word {
    /// The same for any number.
    One(String),
    /// By CLDR plural category: `one`, `other` …
    Many(BTreeMap<String, String>),
}

impl Word {
    fn form(&self, category: &str) -> &str {
        match self {
            Self::One(word) => word,
            Self::Many(forms) => forms
                .get(category)
                .or_else(|| forms.get("other"))
                .map_or("", String::as_str),
        }
    }
}

/// A language of the site.
#[derive(Clone)]
pub struct Locale {
    language: Language,
    words: Arc<Words>,
    counting: Arc<Counting>,
    formats: Arc<Formats>,
}

/// What CLDR knows about a language.
struct Formats {
    zero: char,
    grouped: DecimalFormatter,
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    plurals: PluralRules,
    order: CollatorBorrowed<'static>,
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locale").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Locale {
    /// The locale of `language` with the theme's words.
    ///
    /// Errors: the words do not say what the language is called, how it runs, or name no CLDR locale.
    pub fn new(language: Language, words: Words) -> Result<Self, Message> {
        if words.name.is_empty() || words.direction.is_empty() {
            return Err(say!("`name` and `direction` are missing"));
        }
        let tag = &words.locale;
        let formats =
            Formats::new(tag).ok_or_else(|| say!("`{tag}` is no CLDR locale", tag))?;
        let month =
            |it: u8| Some((it, words.words.get(&format!("month.{it}"))?.form("other")));
        let months = (1..=12).filter_map(month);
        let counting = Arc::new(Counting::new(&words.numbers, months, &words.endings));
        let (words, formats) = (Arc::new(words), Arc::new(formats));
        Ok(Self { language, words, counting, formats })
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The language's name in itself.
    pub fn name(&self) -> &str {
        &self.words.name
    }

    /// Its CLDR locale: `bn-BD`.
    pub fn tag(&self) -> &str {
        &self.words.locale
    }

    /// `ltr` or `rtl`.
    pub fn direction(&self) -> &str {
        &self.words.direction
    }

    /// What may follow a word that is meant all the same: case endings, plurals, articles.
    pub fn endings(&self) -> impl Iterator<Item = &str> {
        self.words.endings.iter().map(String::as_str)
    }

    /// The numbers of `text`, written in any digits or in this language's words, in order.
    pub fn numbers(&self, text: &str) -> Vec<Number> {
        self.counting.numbers(text)
    }

    /// The words by name, for templates; of a plural the form `other`.
    pub fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.words.iter().map(|(key, word)| (key.as_str(), word.form("other")))
    }

    /// Whether the theme has that word.
    pub fn has_word(&self, key: &str) -> bool {
        self.words.words.contains_key(key)
    }

    /// The word of that name.
    ///
    /// # Panics
    /// When the theme lacks it, which reading the theme would have refused.
    pub fn word(&self, key: &str) -> &str {
        self.form(key, "other")
    }

    fn form(&self, key: &str, category: &str) -> &str {
        match self.words.words.get(key) {
            Some(word) => word.form(category),
            None => panic!("the theme has no word `{key}`: this is a bug in prokash"),
        }
    }

    /// The word of that name with `{name}` replaced by each value.
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.word(key), values)
    }

    /// The word of that name in the form that goes with `n`, with `{n}` replaced by it.
    pub fn count(&self, key: &str, n: u64) -> String {
        let category = match self.formats.plurals.category_for(n) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        };
        fill(self.form(key, category), &[("n", &self.number(n as f64, 0))])
    }

    /// `text` with its ASCII digits in the language's own; nothing is grouped.
    pub fn digits(&self, text: &str) -> String {
        let zero = self.formats.zero as u32;
        let own = |letter: char| match letter.to_digit(10) {
            Some(digit) => char::from_u32(zero + digit).unwrap_or(letter),
            None => letter,
        };
        text.chars().map(own).collect()
    }

    /// The number with so many decimal places, grouped.
    pub fn number(&self, number: f64, decimals: usize) -> String {
        self.decimal(&number.to_string(), Some(decimals))
    }

    /// The number written as plain ASCII `digits`, grouped; rounded half away from zero to so
    /// many decimal places, or as written.
    pub fn decimal(&self, digits: &str, decimals: Option<usize>) -> String {
        let Ok(mut number) = digits.parse::<Decimal>() else {
            return self.digits(digits);
        };
        if let Some(decimals) = decimals {
            let last = -i16::try_from(decimals).unwrap_or(i16::MAX);
            number.round_with_mode(
                last,
                fixed_decimal::SignedRoundingMode::Unsigned(
                    fixed_decimal::UnsignedRoundingMode::HalfExpand,
                ),
            );
            number.pad_end(last);
            number.set_sign(if number.absolute.is_zero() {
                fixed_decimal::Sign::None
            } else {
                number.sign()
            });
        }
        self.formats.grouped.format(&number).to_string().replace('-', "−")
    }

    /// The day in full.
    pub fn date(&self, date: Date) -> String {
        let (year, month, day) =
            (date.year().into(), date.month() as u8, date.day() as u8);
        match CalendarDate::try_new_gregorian(year, month, day) {
            Ok(date) => self.formats.day.format(&date).to_string(),
            Err(_) => date.to_string(),
        }
    }

    /// The day in the Bangla calendar as well, where that has it: official papers of Bangladesh
    /// are dated in both.
    pub fn date_in_both(&self, date: Date) -> String {
        let gregorian = self.date(date);
        let Some(day) = BanglaDay::of(date) else { return gregorian };
        let number = |it: i16| self.digits(&it.to_string());
        let values = [
            ("gregorian", &*gregorian),
            ("day", &number(day.day.into())),
            ("month", self.word(&format!("bangla-month.{}", day.month))),
            ("year", &number(day.year)),
        ];
        self.phrase("date.both", &values)
    }

    /// The order in which the language lists words.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.formats.order.compare(a, b)
    }
}

impl Formats {
    fn new(tag: &str) -> Option<Self> {
        let locale: icu_locale_core::Locale = tag.parse().ok()?;
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(GroupingStrategy::Auto);
        let grouped = DecimalFormatter::try_new((&locale).into(), options).ok()?;
        let zero = grouped.format(&Decimal::from(0)).to_string().chars().next()?;
        Some(Self {
            zero,
            grouped,
            day: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long())
                .ok()?,
            plurals: PluralRules::try_new_cardinal((&locale).into()).ok()?,
            order: Collator::try_new((&locale).into(), CollatorOptions::default())
                .ok()?,
        })
    }
}

fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut filled = phrase.to_owned();
    for (name, value) in values {
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    filled
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Locale, Words};

    fn locale(language: &str, tag: &str) -> Locale {
        let words = "{ one: '{n} page', other: '{n} pages' }";
        let yaml = format!(
            "name: x\nlocale: {tag}\ndirection: ltr\nwords: {{ pages: {words} }}"
        );
        let words: Words = serde_yaml::from_str(&yaml).unwrap();
        Locale::new(language.parse().unwrap(), words).unwrap()
    }

    #[test]
    fn groups_by_lakh_in_bangla_and_by_thousand_in_english() {
        assert_eq!(locale("bn", "bn").number(1_234_567.8, 1), "১২,৩৪,৫৬৭.৮");
        assert_eq!(locale("en", "en-GB").number(1_234_567.8, 1), "1,234,567.8");
    }

    #[test]
    fn keeps_decimals_as_written_unless_told() {
        let en = locale("en", "en-GB");
        assert_eq!(en.decimal("0.20", None), "0.20");
        assert_eq!(en.decimal("14.35", Some(1)), "14.4");
        assert_eq!(en.decimal("2.5", Some(0)), "3");
        assert_eq!(en.decimal("5", Some(1)), "5.0");
        assert_eq!(en.decimal("-0.01", Some(1)), "0.0");
        assert_eq!(en.decimal("-3.2", None), "−3.2");
    }

    #[test]
    fn writes_days_and_years() {
        let bn = locale("bn", "bn");
        assert_eq!(bn.date(date(2019, 1, 22)), "২২ জানুয়ারি, ২০১৯");
        assert_eq!(bn.digits("2016-17"), "২০১৬-১৭");
        assert_eq!(locale("en", "en-GB").date(date(2019, 1, 22)), "22 January 2019");
    }

    #[test]
    fn counts_and_sorts() {
        let en = locale("en", "en-GB");
        assert_eq!(
            [en.count("pages", 1), en.count("pages", 1200)],
            ["1 page", "1,200 pages"]
        );
        let mut words = ["হ", "ক্ষ", "কঁ", "ক", "অ"];
        words.sort_by(|a, b| locale("bn", "bn").compare(a, b));
        assert_eq!(words, ["অ", "ক", "কঁ", "ক্ষ", "হ"]);
    }
}
