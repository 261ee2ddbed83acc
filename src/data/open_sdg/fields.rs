//! What is said of an indicator, by key, from YAML, from the front matter of Markdown or from CSV.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::{
    data::{csv::Table, found::Found},
    diag::{Diagnostic, FileId, Rule, Span, say},
    source::{Content, Files, legacy_bangla, parse_yaml},
};

/// Any YAML; of a key that stands twice the last one counts, as in the tools that these files are
/// written for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Nothing,
    Yes(bool),
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Map(IndexMap<String, Node>),
}

impl Node {
    /// The text or number, trimmed; `None` where it is neither or empty.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(plain(text)).filter(|it| !it.is_empty()),
            Self::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The number, written as one or as a text.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => {
                text.trim().parse().ok().filter(|it: &f64| it.is_finite())
            }
            _ => None,
        }
    }

    /// What stands under `key`.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Self::Map(map) => map.get(key),
            _ => None,
        }
    }

    /// The items of a list; a single value is a list of one.
    pub(super) fn items(&self) -> &[Node] {
        match self {
            Self::List(items) => items,
            Self::Nothing => &[],
            other => std::slice::from_ref(other),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(map) => map.is_empty(),
            Self::Yes(_) | Self::Number(_) => false,
        }
    }
}

/// Whether the tag stands within a word or sentence, as `b` does, and does not part it, as `p` does.
fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    let end = name.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(name.len());
    let inline =
        ["a", "abbr", "b", "em", "i", "small", "span", "strong", "sub", "sup", "u"];
    inline.iter().any(|it| name[..end].eq_ignore_ascii_case(it))
}

/// The text without HTML tags and with single spaces.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let tag = rest[start + 1..]
            .starts_with(|it: char| it.is_ascii_alphabetic() || it == '/');
        let end = rest[start..].find('>').filter(|_| tag).map(|it| start + it + 1);
        plain.push_str(&rest[..if end.is_some() { start } else { start + 1 }]);
        if end.is_some_and(|end| !is_inline(&rest[start + 1..end])) {
            plain.push(' ');
        }
        rest = &rest[end.unwrap_or(start + 1)..];
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Yes(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut all = IndexMap::new();
        while let Some((key, value)) = map.next_entry::<Node, Node>()? {
            if let Some(key) = key.text() {
                all.insert(key, value);
            }
        }
        Ok(Node::Map(all))
    }
}

/// The fields of an indicator.
#[derive(Debug, Default)]
pub(super) struct Fields(IndexMap<String, Node>);

impl Fields {
    /// Adds the fields of `file`; what they leave empty stays as it was.
    pub(super) fn add(&mut self, files: &Files, file: FileId, found: &mut Found) {
        let Content::Text(text) = files.content(file) else {
            let message = say!("this file is not UTF-8 text");
            found.push(
                Diagnostic::new(Rule::NotUtf8, Span::file(file), message).help(say!(
                    "open it in an editor and save it with the encoding UTF-8"
                )),
            );
            return;
        };
        for diagnostic in legacy_bangla(text, file) {
            found.push(diagnostic);
        }
        let path = files.path(file);
        let read = if path.ends_with(".csv") {
            pairs(text, file, found)
        } else {
            let (start, end) =
                if path.ends_with(".md") { front(text) } else { (0, text.len()) };
            match parse_yaml(&text[start..end], file, start) {
                Ok(Node::Map(map)) => map,
                Ok(_) => IndexMap::new(),
                Err(diagnostic) => {
                    found.push(*diagnostic);
                    return;
                }
            }
        };
        self.0.extend(read.into_iter().filter(|(_, node)| !node.is_empty()));
    }

    /// What stands under `key`, if it is not empty.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.0.get(key)
    }

    /// The text under `key`.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.text()
    }
}

/// Where the YAML of a Markdown file's front matter stands; nowhere, if it has none.
fn front(text: &str) -> (usize, usize) {
    let Some(rest) = text.strip_prefix("---") else { return (0, 0) };
    let end = rest.find("\n---").map_or(text.len(), |it| 3 + it + 1);
    (3, end)
}

/// A table of two columns, key and value, without a head.
fn pairs(text: &str, file: FileId, found: &mut Found) -> IndexMap<String, Node> {
    let table = Table::new(text, file, &mut Found::default());
    let mut pairs = IndexMap::new();
    let mut add = |cells: &[&str]| {
        if let [key, value, ..] = cells {
            pairs.insert((*key).to_owned(), Node::Text((*value).to_owned()));
        }
    };
    let head: Vec<&str> = table.head.iter().map(|it| &*it.text).collect();
    add(&head);
    for chunk in table.chunks() {
        let ragged = table.rows(&chunk, |_, row| add(&row.iter().collect::<Vec<_>>()));
        for ragged in ragged {
            found.push(table.diagnose(ragged));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{Node, plain};

    #[test]
    fn tags_go_and_signs_stay() {
        assert_eq!(plain("<p>a<br/>b</p>\n <i>c</i>."), "a b c.");
        assert_eq!(plain("x < 5 and y > 3 <"), "x < 5 and y > 3 <");
    }

    #[test]
    fn of_a_repeated_key_the_last_one_counts() {
        let node: Node = serde_yaml::from_str("a: 1\na: two\nb: [no]\n").unwrap();
        assert_eq!(node.get("a").and_then(Node::text).as_deref(), Some("two"));
        assert_eq!(node.get("b").map(|it| it.items().len()), Some(1));
    }
}
