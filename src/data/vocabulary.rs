//! The names that come with the program: of columns, values, codes and areas.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    diag::Diagnostics,
    source::{Files, parse_yaml},
    text::{Language, Localized, fold},
};

/// Names by folded column, value or code: `framework/labels.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vocabulary {
    /// What a column is called in a table of ours, by what others call it.
    aliases: BTreeMap<String, String>,
    columns: BTreeMap<String, Localized<String>>,
    values: BTreeMap<String, Localized<String>>,
    /// What the whole of a column is called.
    totals: BTreeMap<String, Localized<String>>,
    /// Names with a number in them, such as ages: `{a}` and `{b}` stand for the numbers.
    patterns: BTreeMap<String, Localized<String>>,
    /// The word for each code, by column; under no column those that all lists share.
    codes: BTreeMap<String, BTreeMap<String, String>>,
}

/// Reads the shipped list.
pub(super) fn shipped(files: &Files, sink: &mut Diagnostics) -> Vocabulary {
    let mut read = || {
        let id = files.find("framework/labels.yaml")?;
        parse_yaml(files.text(id)?, id, 0)
            .map_err(|diagnostic| sink.push(*diagnostic))
            .ok()
    };
    read().unwrap_or_default()
}

impl Vocabulary {
    /// What the column `name` of any source is called here, folded.
    pub(super) fn column(&self, name: &str) -> String {
        self.known_column(name).map_or_else(|| fold(name), fold)
    }

    /// What the column `name` of any source is called here, where it has a name of its own.
    pub(super) fn known_column(&self, name: &str) -> Option<&str> {
        let name = plain(name);
        self.aliases.get(&name).map(String::as_str)
    }

    /// The label of a column, by its name here.
    pub(super) fn column_label(&self, column: &str) -> Option<Localized<String>> {
        self.columns.get(column).cloned()
    }

    /// What the whole of a column is called.
    pub(super) fn total(&self, column: &str) -> Localized<String> {
        let total = self.totals.get(column).or_else(|| self.totals.get(""));
        total.cloned().unwrap_or_default()
    }

    /// The label of a value of `column`, be it a word or a code.
    pub(super) fn value(&self, column: &str, value: &str) -> Localized<String> {
        let word = || self.worded(&self.word(column, value)?);
        self.worded(value).or_else(word).unwrap_or_default()
    }

    /// The word for `code` in `column`.
    pub(super) fn word(&self, column: &str, code: &str) -> Option<String> {
        let folded = fold(code);
        let (shape, numbers) = shape(&folded);
        let lists = [self.codes.get(column), self.codes.get("")];
        lists.into_iter().flatten().find_map(|list| {
            let word = list.get(&folded).cloned();
            word.or_else(|| Some(fill(list.get(&shape)?, &numbers)))
        })
    }

    fn worded(&self, word: &str) -> Option<Localized<String>> {
        let folded = fold(word);
        if let Some(label) = self.values.get(&folded) {
            return Some(label.clone());
        }
        let (shape, numbers) = shape(&folded);
        match self.patterns.get(&shape)? {
            Localized::Each(each) => {
                let fill = |(language, pattern): (&Language, &String)| {
                    (*language, fill(pattern, &localized(&numbers, *language)))
                };
                Some(Localized::Each(each.iter().map(fill).collect()))
            }
            plain @ Localized::Plain(_) => Some(plain.clone()),
        }
    }
}

/// A column's name as it is compared: folded, without brackets, with spaces for `_`, `-` and `.`.
pub(super) fn plain(name: &str) -> String {
    fold(&fold(name).replace(['_', '-', '.', '[', ']'], " "))
}

/// The unit of numbers that are written with that multiplier, by its power of ten or by its word.
pub(super) fn multiplied(unit: &str, multiplier: &str) -> String {
    let folded = fold(multiplier.split(['.', ':']).next().unwrap_or_default());
    let word = match folded.as_str() {
        "" | "0" | "1" | "unit" | "units" | "_z" => return unit.to_owned(),
        "2" | "hundred" | "hundreds" => "Hundred",
        "3" | "thousand" | "thousands" => "Thousand",
        "6" | "million" | "millions" => "Million",
        "9" | "billion" | "billions" => "Billion",
        power if power.parse::<i8>().is_ok() => return format!("{unit} × 10^{power}"),
        other => return format!("{unit} ({other})"),
    };
    if fold(unit) == "number" {
        return format!("{word}s");
    }
    let mut letters = unit.chars();
    let first = letters.next().map(|it| it.to_lowercase().to_string());
    // US dollars stay in capitals.
    let unit =
        match first.filter(|_| letters.clone().next().is_some_and(char::is_lowercase)) {
            Some(first) => first + letters.as_str(),
            None => unit.to_owned(),
        };
    format!("{word} {unit}").trim_end().to_owned()
}

/// `15-24` → `{a}-{b}` and its numbers.
fn shape(code: &str) -> (String, Vec<String>) {
    let mut shape = String::new();
    let mut numbers: Vec<String> = Vec::new();
    let mut within = false;
    for letter in code.chars() {
        if letter.is_ascii_digit() {
            if !within {
                shape
                    .push_str(["{a}", "{b}", "{c}"].get(numbers.len()).unwrap_or(&"{?}"));
                numbers.push(String::new());
            }
            if let Some(number) = numbers.last_mut() {
                number.push(letter);
            }
        } else {
            shape.push(letter);
        }
        within = letter.is_ascii_digit();
    }
    (shape, numbers)
}

/// The pattern with its numbers.
fn fill(pattern: &str, numbers: &[String]) -> String {
    let mut filled = pattern.to_owned();
    for (name, number) in ["{a}", "{b}", "{c}"].iter().zip(numbers) {
        filled = filled.replace(name, number);
    }
    filled
}

/// The numbers in the digits of `language`: a label is a text, not a number.
fn localized(numbers: &[String], language: Language) -> Vec<String> {
    let digits = |it: &String| match language.as_str() {
        "bn" => it.chars().map(bangla_digit).collect(),
        _ => it.clone(),
    };
    numbers.iter().map(digits).collect()
}

fn bangla_digit(letter: char) -> char {
    letter.to_digit(10).and_then(|it| char::from_u32('০' as u32 + it)).unwrap_or(letter)
}

/// A country or area: its number in UN M49, its two and three letters in ISO 3166-1, its name.
#[derive(Debug, Deserialize)]
pub(super) struct Area(
    pub(super) String,
    pub(super) String,
    pub(super) String,
    pub(super) String,
);

/// Countries and areas: `framework/areas.yaml`.
pub(super) fn areas(files: &Files) -> Vec<Area> {
    let read = || {
        let id = files.find("framework/areas.yaml")?;
        parse_yaml(files.text(id)?, id, 0).ok()
    };
    read().unwrap_or_default()
}

impl Area {
    /// Whether it is what `text` names or codes.
    pub(super) fn is(&self, text: &str) -> bool {
        let folded = fold(text);
        let number = folded.bytes().all(|it| it.is_ascii_digit()) && !folded.is_empty();
        if number {
            return folded.trim_start_matches('0') == self.0.trim_start_matches('0');
        }
        [&self.1, &self.2, &self.3].into_iter().any(|it| fold(it) == folded)
    }
}

#[cfg(test)]
mod tests {
    use super::{Vocabulary, areas, multiplied, shipped};
    use crate::{
        diag::Diagnostics,
        model::Sdmx,
        source::{Files, parse_yaml},
        text::{Language, fold},
    };

    fn vocabulary() -> Vocabulary {
        let mut sink = Diagnostics::new();
        let vocabulary = shipped(&Files::from_texts([]), &mut sink);
        assert!(sink.is_empty(), "{sink:?}");
        vocabulary
    }

    fn check(column: &str, code: &str, word: &str, bn: &str, en: &str) {
        let vocabulary = vocabulary();
        assert_eq!(vocabulary.word(column, code).as_deref().unwrap_or(code), word);
        let label = vocabulary.value(column, code);
        let say = |language: &str| {
            label.get(language.parse::<Language>().unwrap()).map_or("", |it| it.as_str())
        };
        assert_eq!((say("bn"), say("en")), (bn, en), "{column} {code}");
    }

    #[test]
    fn ages_are_named_by_their_pattern() {
        for code in ["Y15T24", "15-24", "Y15-24", "15 to 24"] {
            check("age", code, "15-24", "১৫–২৪ বছর", "15–24 years");
        }
        for code in ["Y_GE15", "YGE15", "15+", "15Y+", ">=15Y"] {
            check("age", code, "15+", "১৫ বছর ও তার বেশি", "15 years and over");
        }
        for code in ["Y0T4", "<5Y", "Y_LT5", "<5", "under 5"] {
            check("age", code, "<5", "৫ বছরের কম", "under 5 years");
        }
        check("age", "M6T23", "6-23 months", "৬–২৩ মাস", "6–23 months");
    }

    #[test]
    fn codes_of_both_worlds_have_one_word() {
        for code in ["F", "FEMALE", "SEX_F"] {
            check("sex", code, "Female", "নারী", "Female");
        }
        check("location", "U", "Urban", "শহর", "Urban");
        check(
            "quantile",
            "Q1",
            "Poorest quintile",
            "দরিদ্রতম এক-পঞ্চমাংশ",
            "Poorest quintile",
        );
        check("units", "PT", "%", "%", "%");
        check(
            "disability",
            "PD",
            "With disabilities",
            "প্রতিবন্ধী ব্যক্তি",
            "Persons with disabilities",
        );
    }

    /// A code must not become a word that the pages cannot say in both languages.
    #[test]
    fn every_word_has_a_label_in_both_languages() {
        let vocabulary = vocabulary();
        for (column, list) in &vocabulary.codes {
            for word in list.values() {
                let word = word.replace("{a}", "15").replace("{b}", "24");
                let label = vocabulary.value(column, &word);
                for language in ["bn", "en"] {
                    let language: Language = language.parse().unwrap();
                    assert!(label.get(language).is_some(), "{column}: {word}");
                }
            }
        }
    }

    /// What is given away in SDMX must be read back under the same name.
    #[test]
    fn codes_of_the_global_structure_have_the_words_that_they_are_made_of() {
        let (vocabulary, files) = (vocabulary(), Files::from_texts([]));
        let id = files.find("framework/sdmx.yaml").unwrap();
        let sdmx: Sdmx = parse_yaml(files.text(id).unwrap(), id, 0).unwrap();
        let lists = sdmx.columns.iter().map(|it| (it.names[0].as_str(), &it.codes));
        let mut wrong = Vec::new();
        for (column, codes) in lists.chain([("Units", &sdmx.units)]) {
            let column = vocabulary.column(column);
            for names in codes {
                let word = vocabulary.word(&column, &names[0]);
                let word = word.unwrap_or_else(|| names[0].clone());
                if !names.iter().any(|it| fold(it) == fold(&word)) {
                    wrong.push(format!("{column}: {} is read as {word}", names[0]));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_multiplier_goes_into_the_unit() {
        for (unit, multiplier, meant) in [
            ("Hectares", "Million", "Million hectares"),
            ("Percentage (%)", "Units", "Percentage (%)"),
            ("Number", "3", "Thousands"),
            ("US dollars", "6: Millions", "Million US dollars"),
            ("Tonnes", "4", "Tonnes × 10^4"),
            ("", "Thousands", "Thousand"),
        ] {
            assert_eq!(multiplied(unit, multiplier), meant);
        }
    }

    #[test]
    fn an_area_has_many_codes_and_one_name() {
        let areas = areas(&Files::from_texts([]));
        for name in ["50", "050", "BD", "bgd", "Bangladesh"] {
            let found: Vec<&str> =
                areas.iter().filter(|it| it.is(name)).map(|it| &*it.3).collect();
            assert_eq!(found, ["Bangladesh"], "{name}");
        }
        assert!(!areas.iter().any(|it| it.is("") || it.is("South Asia")));
    }
}
