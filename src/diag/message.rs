//! A sentence of the program, before it is known in which language it is read.

use std::{borrow::Cow, collections::BTreeMap, fmt::Display};

use serde::{Deserialize, Serialize};

/// A sentence: a template in English with the values that go into it.
///
/// It is made by [`say!`](crate::say), which knows its template when the program is built, so that a
/// test finds every sentence and holds it against the translations. A text cannot become a message
/// by itself; what another program said is quoted by [`Message::quoted`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Message(Box<Parts>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Parts {
    template: Cow<'static, str>,
    values: Vec<(Cow<'static, str>, Value)>,
}

/// What stands in the place of a name in a template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Value {
    /// Names, numbers and what the author wrote: the same in every language.
    Text(String),
    /// Words of the program, which are translated in their turn.
    Message(Message),
}

impl<T: Display + ?Sized> From<&T> for Value {
    fn from(text: &T) -> Self {
        Self::Text(text.to_string())
    }
}

impl From<&Message> for Value {
    fn from(message: &Message) -> Self {
        Self::Message(message.clone())
    }
}

/// The help that names what was probably meant.
pub fn meant(name: &str) -> Message {
    crate::say!("did you mean `{name}`?", name)
}

impl From<&&Message> for Value {
    fn from(message: &&Message) -> Self {
        Self::from(*message)
    }
}

/// Sentences in another language, by their English templates.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The translated templates, with the same names in braces.
    pub templates: BTreeMap<String, String>,
    /// The language's digit zero, which the other nine follow.
    pub zero: char,
}

impl Message {
    /// A sentence with its values; [`say!`](crate::say) is the way to write one.
    pub fn new<const N: usize>(
        template: &'static str,
        values: [(&'static str, Value); N],
    ) -> Self {
        let values = values.map(|(name, value)| (name.into(), value));
        Self(Box::new(Parts { template: template.into(), values: values.into() }))
    }

    /// What another program said, such as a parser, which is the same in every language.
    pub fn quoted(text: impl Display) -> Self {
        Self::new("{text}", [("text", Value::Text(text.to_string()))])
    }

    /// The sentence in English.
    pub fn english(&self) -> String {
        self.filled(None)
    }

    /// The sentence in the words of `catalogue`; in English as far as they are not there.
    pub fn in_words(&self, catalogue: &Catalogue) -> String {
        self.filled(Some(catalogue))
    }

    fn filled(&self, catalogue: Option<&Catalogue>) -> String {
        let translated = catalogue.and_then(|it| it.templates.get(&*self.0.template));
        let mut rest = translated.map_or(&*self.0.template, String::as_str);
        let mut text = String::new();
        let mut quoted = false;
        while let Some(at) = rest.find(['{', '}', '`']) {
            text.push_str(&rest[..at]);
            let (sign, after) = (rest.as_bytes()[at], &rest[at + 1..]);
            rest = match sign {
                b'`' => {
                    quoted = !quoted;
                    text.push('`');
                    after
                }
                b'{' if !after.starts_with('{') => {
                    let (name, after) = after.split_once('}').unwrap_or((after, ""));
                    text.push_str(&self.value(name, quoted, catalogue));
                    after
                }
                sign => {
                    text.push(char::from(sign));
                    &after[after.len().min(1)..]
                }
            };
        }
        text + rest
    }

    fn value(&self, name: &str, quoted: bool, catalogue: Option<&Catalogue>) -> String {
        match (self.0.values.iter().find(|it| it.0 == name).map(|it| &it.1), catalogue) {
            (None, _) => String::new(),
            (Some(Value::Message(message)), _) => message.filled(catalogue),
            (Some(Value::Text(text)), Some(catalogue)) if !quoted => {
                catalogue.digits(text)
            }
            (Some(Value::Text(text)), _) => text.clone(),
        }
    }
}

impl Catalogue {
    /// A bare number is part of the sentence and has the digits of its language; a name or code with
    /// letters is as it was written.
    fn digits(&self, text: &str) -> String {
        let own = |it: char| match it.to_digit(10) {
            Some(digit) => char::from_u32(self.zero as u32 + digit).unwrap_or(it),
            None => it,
        };
        if text.contains(char::is_alphabetic) {
            return text.to_owned();
        }
        text.chars().map(own).collect()
    }
}

/// A [`Message`]: its template, then the values by name. A lone name stands for the variable that is
/// called so. What stands between backticks is quoted: it is never changed, not even its digits.
///
/// ```
/// use prokash::{diag::Catalogue, say};
///
/// let (rows, path) = (12, "data/a.csv");
/// let message = say!("{n} rows of `{path}` are empty", n = rows, path);
/// assert_eq!(message.english(), "12 rows of `data/a.csv` are empty");
///
/// let bangla = "`{path}`-এর {n}টি সারি খালি".to_owned();
/// let templates = [("{n} rows of `{path}` are empty".to_owned(), bangla)].into();
/// let said = message.in_words(&Catalogue { templates, zero: '০' });
/// assert_eq!(said, "`data/a.csv`-এর ১২টি সারি খালি");
/// ```
#[macro_export]
macro_rules! say {
    (@value $name:ident) => { $crate::diag::Value::from(&$name) };
    (@value $name:ident $value:expr) => { $crate::diag::Value::from(&$value) };
    ($template:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::diag::Message::new(
            $template,
            [$((stringify!($name), $crate::say!(@value $name $($value)?)),)*],
        )
    };
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, Message};

    fn bangla(english: &str, bangla: &str) -> Catalogue {
        Catalogue {
            templates: [(english.to_owned(), bangla.to_owned())].into(),
            zero: '০',
        }
    }

    #[test]
    fn braces_and_backticks_stand_for_themselves() {
        let message = say!("write `{{ {name}: … }}`, `{name}`", name = "{x} 1");
        assert_eq!(message.english(), "write `{ {x} 1: … }`, `{x} 1`");
        assert_eq!(Message::quoted("} `at {line}").english(), "} `at {line}");
    }

    #[test]
    fn only_bare_numbers_of_the_sentence_take_the_digits_of_its_language() {
        let words = bangla("{n} of `{n}` in {file}", "{file}: `{n}`-এর {n}");
        let message = say!("{n} of `{n}` in {file}", n = "-2.5", file = "8-6-1.csv");
        assert_eq!(message.in_words(&words), "8-6-1.csv: `-2.5`-এর -২.৫");
    }

    #[test]
    fn words_within_a_sentence_are_translated_by_themselves() {
        let words = bangla("a number", "সংখ্যা");
        let message = say!("this is {what}", what = say!("a number"));
        assert_eq!(message.english(), "this is a number");
        assert_eq!(message.in_words(&words), "this is সংখ্যা");
    }
}
