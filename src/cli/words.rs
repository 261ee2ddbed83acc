//! The program's own words, in the language that `--lang` asks for: those around a message, those
//! about a rule, and the sentences of messages, which are made where their cause is found.

use std::{collections::BTreeMap, sync::LazyLock};

use super::args::Speech;
use crate::{
    diag::{Catalogue, FileId, Message, Rule, Severity},
    source::parse_yaml,
};

/// Words by key; of a counted one both forms, with `|` between them.
type Words = BTreeMap<String, String>;

/// A rule in another language.
#[derive(Debug, serde::Deserialize)]
struct Told {
    /// The rule in a few words.
    title: String,
    /// Why it is there and what to do.
    text: String,
}

static ENGLISH: LazyLock<Words> = LazyLock::new(|| read(include_str!("words/en.yaml")));
static BANGLA: LazyLock<Words> = LazyLock::new(|| read(include_str!("words/bn.yaml")));
static RULES: LazyLock<BTreeMap<String, Told>> =
    LazyLock::new(|| read(include_str!("../diag/bn.yaml")));

static SENTENCES: LazyLock<Catalogue> = LazyLock::new(|| Catalogue {
    templates: read(include_str!("../diag/messages.bn.yaml")),
    zero: '০',
});

/// What was built in is read by the tests, too: nothing of it can be missing.
pub(super) fn read<T: serde::de::DeserializeOwned + Default>(text: &str) -> T {
    parse_yaml(text, FileId::default(), 0).unwrap_or_default()
}

impl Speech {
    /// The word of that key.
    pub(super) fn word(self, key: &str) -> &'static str {
        let words = match self {
            Self::En => &ENGLISH,
            Self::Bn => &BANGLA,
        };
        words.get(key).map_or("", String::as_str)
    }

    /// The sentence of that key with its values in place.
    pub(super) fn phrase(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.word(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// So many of that key.
    pub(super) fn count(self, key: &str, n: usize) -> String {
        let word = self.word(key);
        let (one, other) = word.split_once('|').unwrap_or((word, word));
        let form = if n == 1 { one } else { other };
        form.replace("{n}", &self.digits(&n.to_string()))
    }

    /// `message` as a sentence.
    pub(super) fn say(self, message: &Message) -> String {
        match self {
            Self::En => message.english(),
            Self::Bn => message.in_words(&SENTENCES),
        }
    }

    /// `text` with its digits in the language's own.
    pub(super) fn digits(self, text: &str) -> String {
        let own = |it: char| match it.to_digit(10) {
            Some(digit) => char::from_u32('০' as u32 + digit).unwrap_or(it),
            None => it,
        };
        match self {
            Self::En => text.to_owned(),
            Self::Bn => text.chars().map(own).collect(),
        }
    }

    /// How bad something is.
    pub(super) fn severity(self, severity: Severity) -> &'static str {
        self.word(severity.as_str())
    }

    /// `rule` in a few words.
    pub(super) fn title(self, rule: Rule) -> &'static str {
        self.told(rule).map_or_else(|| rule.title(), |it| it.title.as_str())
    }

    /// `rule` explained.
    pub(super) fn explanation(self, rule: Rule) -> String {
        let text = self.told(rule).map(|it| it.text.trim_end());
        let lines = rule.explanation().lines().map(str::trim_start);
        text.map_or_else(|| lines.collect::<Vec<_>>().join("\n"), str::to_owned)
    }

    fn told(self, rule: Rule) -> Option<&'static Told> {
        (self == Self::Bn).then(|| RULES.get(rule.code())).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::{BANGLA, ENGLISH, RULES, Rule};

    #[test]
    fn both_languages_have_every_word_with_its_values() {
        let keys = |words: &super::Words| words.keys().cloned().collect::<Vec<_>>();
        assert!(keys(&ENGLISH).len() > 20);
        assert_eq!(keys(&ENGLISH), keys(&BANGLA));
        for (key, word) in ENGLISH.iter() {
            for name in word.split('{').skip(1).filter_map(|it| it.split('}').next()) {
                assert!(BANGLA[key].contains(&format!("{{{name}}}")), "{key} {name}");
            }
        }
    }

    #[test]
    fn every_rule_is_told_in_bangla() {
        let codes: Vec<&str> = Rule::ALL.iter().map(|it| it.code()).collect();
        let told: Vec<&str> = RULES.keys().map(String::as_str).collect();
        assert_eq!(told, codes);
        let own = |it: &char| ('\u{980}'..='\u{9FF}').contains(it);
        for (code, told) in RULES.iter() {
            assert!(told.title.chars().any(|it| own(&it)), "{code}");
            let words: String = told.text.split('`').step_by(2).collect();
            let letters = words.chars().filter(|it| it.is_alphabetic());
            assert!(letters.clone().filter(own).count() * 2 > letters.count(), "{code}");
            assert!(told.text.trim_end().ends_with(['।', '?']), "{code}");
        }
    }
}
