//! The search index as scripts, since a page opened from a folder may load nothing else.
//!
//! `search/LANG.js` is what a page loads first: the first words of the parts of the index and what
//! is said of results. `search/words-N.js` is a part of the index: sorted lines of a word and, for
//! each [`Field`], the numbers of its pages as steps from one to the next in base 36, and `*` where
//! there are too many of them to name.
//! `search/LANG-N.js` is what is shown of some pages, `search/LANG-text-N.js` their texts, of which a
//! result quotes what was found. Each file calls `prokash(NAME, VALUE)`.

use serde_json::json;

use crate::{
    model::Route,
    page::{Field, Posting, Words, view::Item},
    text::{Language, Locale, graphemes},
};

/// How many results a page shows at most.
const SHOWN: u64 = 30;

/// How many pages one file of what is shown of them holds.
const RECORDS: usize = 16;

/// How many pages one file of their texts holds.
pub const TEXTS: usize = 4;

/// How big a part of the index is at least, in bytes.
const PART: usize = 16 * 1024;

/// How many parts there are about at most: their first words are loaded before anything is found.
const PARTS: usize = 512;

/// In how many texts a word still tells pages apart. Of those with one that is in more, the index has
/// one more than a page shows: enough for who looks for that word alone.
const COMMON: usize = 500;

/// How many letters of a summary are shown at most.
const GIST: usize = 300;

/// The parts of the index, as files and as the words that each begins with.
#[derive(Debug, Default)]
pub struct Parts {
    /// The files.
    pub files: Vec<(Route, Vec<u8>)>,
    keys: Vec<String>,
}

/// Cuts the index into parts of about the same size.
pub fn parts(words: &Words) -> Parts {
    let lines: Vec<String> = words.iter().map(|(word, it)| line(word, it)).collect();
    let size = lines.iter().map(String::len).sum::<usize>();
    let limit = PART.max(size / PARTS);
    let mut parts = Parts::default();
    let mut text = String::new();
    let mut last = "";
    for ((word, _), line) in words.iter().zip(&lines) {
        if text.is_empty() {
            parts.keys.push(beginning(word, last).to_owned());
        }
        text.push_str(line);
        last = word;
        if text.len() >= limit {
            parts.close(&mut text);
        }
    }
    if !text.is_empty() {
        parts.close(&mut text);
    }
    parts
}

impl Parts {
    fn close(&mut self, text: &mut String) {
        let name = format!("words-{}", self.files.len());
        let value = std::mem::take(text).into();
        self.files.push(file(&name, &value));
    }
}

/// Whether the file at `route` is a part of the index.
pub fn is_part(route: &Route) -> bool {
    route.as_str().starts_with("search/words-")
}

/// As much of `word` as tells it from the word before it.
fn beginning<'a>(word: &'a str, before: &str) -> &'a str {
    let mut same = word.chars().zip(before.chars()).take_while(|(a, b)| a == b).count();
    if before.is_empty() {
        same = 0;
    }
    let end = word.char_indices().nth(same + 1).map_or(word.len(), |(at, _)| at);
    &word[..end]
}

/// A line of the index: the word and, for each field up to the last one with any, its pages.
fn line(word: &str, postings: &[Posting]) -> String {
    let mut line = word.to_owned();
    for field in Field::ALL {
        line.push(';');
        let found = postings.iter().filter(|it| it.field == field);
        let common = field == Field::Body && found.clone().count() > COMMON;
        let kept = if common { SHOWN as usize + 1 } else { usize::MAX };
        let mut last = 0;
        for (at, posting) in found.take(kept).enumerate() {
            if at > 0 {
                line.push('.');
            }
            base_36(posting.document - last, &mut line);
            last = posting.document;
        }
        if common {
            line.push('*');
        }
    }
    line.truncate(line.trim_end_matches(';').len());
    line.push('\n');
    line
}

fn base_36(number: u32, out: &mut String) {
    if number >= 36 {
        base_36(number / 36, out);
    }
    out.push(char::from_digit(number % 36, 36).expect("36 is a base"));
}

/// What a page of the language of `locale` loads before anything is typed.
pub fn beginnings(
    parts: &Parts,
    languages: &[Language],
    locale: &Locale,
) -> (Route, Vec<u8>) {
    let own = locale.language();
    let mut said: Vec<String> =
        (1..=SHOWN).map(|it| locale.count("search.results", it)).collect();
    said.insert(0, locale.word("search.none").to_owned());
    said.push(locale.phrase("search.more", &[("n", &locale.number(SHOWN as f64, 0))]));
    let others: Vec<_> = languages.iter().filter(|it| **it != own).collect();
    let value = json!({
        "keys": parts.keys,
        "records": RECORDS,
        "texts": TEXTS,
        "others": others,
        "said": said,
    });
    file(own.as_str(), &value)
}

/// What is shown of each page to readers of `language`: its way from the language's folder, its
/// kind, its title, its summary, and the language of these where it is another.
pub fn records(items: &[Item], language: Language) -> Vec<(Route, Vec<u8>)> {
    let files = items.chunks(RECORDS).enumerate().map(|(number, items)| {
        let records: Vec<_> = items.iter().map(|it| record(it, language)).collect();
        file(&format!("{language}-{number}"), &records.into())
    });
    files.collect()
}

fn record(item: &Item, language: Language) -> serde_json::Value {
    let path = item.path.strip_prefix(language.as_str()).unwrap_or(&item.path);
    let summary = item.summary.as_ref().map_or("", |it| &it.text);
    let mut record: Vec<serde_json::Value> = vec![
        path.trim_start_matches('/').into(),
        item.kind_word.as_str().into(),
        item.title.text.as_str().into(),
        gist(summary).into(),
    ];
    record.extend(item.title.lang.map(|it| it.as_str().into()));
    record.into()
}

/// The texts of the pages with the numbers from `TEXTS * number` on.
pub fn texts(texts: &[String], number: usize, language: Language) -> (Route, Vec<u8>) {
    file(&format!("{language}-text-{number}"), &json!(texts))
}

/// As many whole words of `text` as there is room for.
fn gist(text: &str) -> String {
    if text.len() <= GIST || graphemes(text) <= GIST {
        return text.to_owned();
    }
    let mut gist = String::new();
    for word in text.split_whitespace() {
        if graphemes(&gist) + graphemes(word) > GIST {
            break;
        }
        gist.push_str(word);
        gist.push(' ');
    }
    gist + "…"
}

fn file(name: &str, value: &serde_json::Value) -> (Route, Vec<u8>) {
    let script = format!("prokash({},{value});\n", json!(name));
    (Route::new(&format!("search/{name}.js")), script.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::{beginning, line};
    use crate::page::{Field, Posting};

    #[test]
    fn a_line_counts_steps_by_field() {
        let at = |document, field| Posting { document, field };
        let postings = [
            at(0, Field::Body),
            at(5, Field::Title),
            at(41, Field::Body),
            at(1301, Field::Title),
        ];
        assert_eq!(line("হার", &postings), "হার;5.100;;;0.15\n");
        assert_eq!(line("হার", &[at(7, Field::Heading)]), "হার;;7\n");
        let everywhere: Vec<_> = (0..600).map(|it| at(it, Field::Body)).collect();
        assert_eq!(line("ও", &everywhere), format!("ও;;;;0{}*\n", ".1".repeat(30)));
    }

    #[test]
    fn a_part_is_named_by_as_little_as_tells_it_apart() {
        assert_eq!(beginning("economy", "east"), "ec");
        assert_eq!(beginning("শিক্ষা", ""), "শ");
        assert_eq!(beginning("ab", "a"), "ab");
    }
}
