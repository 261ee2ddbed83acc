//! The glossary, and its words where a text first uses them.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Catalogue,
    frame::Frame,
    view::{Glossary, GlossaryEntry, Subject, TermLink, View},
};
use crate::{
    model::{Body, Event, GlossaryTerm, Route, Tag},
    text::{Locale, Said, is_word, letters, slug},
};

/// Where it is, in each language.
pub(super) const PATH: &str = "glossary.html";

/// The words of a language, ready to be found in texts.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// By their first letter, the longest first: its letters, and the address of its entry.
    words: BTreeMap<char, Vec<(Vec<char>, String)>>,
    /// What may follow a word that is meant all the same, such as a case ending.
    endings: Vec<Vec<char>>,
}

impl Finder {
    /// The finder of `terms` for texts of `locale`.
    pub(super) fn new(terms: &[GlossaryTerm], locale: &Locale) -> Self {
        let language = locale.language();
        let fold = |text: &str| -> Vec<char> { letters(text).map(|it| it.0).collect() };
        let mut finder = Self::default();
        for term in terms {
            let Some(name) = term.term.get(language) else { continue };
            for form in term.forms(language) {
                let form = fold(form);
                let Some(first) = form.first() else { continue };
                finder.words.entry(*first).or_default().push((form, slug(name)));
            }
        }
        for words in finder.words.values_mut() {
            words.sort_by_key(|it| std::cmp::Reverse(it.0.len()));
        }
        if !finder.words.is_empty() {
            finder.endings = locale.endings().map(fold).collect();
        }
        finder
    }

    /// Where `body` uses a word for the first time outside of headings, links and code.
    pub(super) fn find(&self, body: &Body, root: &str, locale: &Locale) -> Vec<TermLink> {
        let mut found: Vec<TermLink> = Vec::new();
        if self.words.is_empty() {
            return found;
        }
        let mut used: Vec<&str> = Vec::new();
        let mut closed = 0_usize;
        for (event, it) in body.events.iter().enumerate() {
            match it {
                Event::Start(tag) if is_closed(*tag) => closed += 1,
                Event::End(tag) if is_closed(*tag) => closed = closed.saturating_sub(1),
                Event::Text(slice) if closed == 0 => {
                    for (range, id) in self.words_in(body.text(*slice), &mut used) {
                        let page = Route::new(&format!("{}/{PATH}", locale.language()));
                        let href = format!("{root}{}#{id}", page.encoded());
                        found.push(TermLink { event, range, href });
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The words in `text` that are not yet `used`.
    fn words_in<'a>(
        &'a self,
        text: &str,
        used: &mut Vec<&'a str>,
    ) -> Vec<(Range<usize>, &'a str)> {
        let mut found = Vec::new();
        let mut within = false;
        let mut skip = 0;
        for (at, letter) in text.char_indices() {
            let starts = !within && is_word(letter) && at >= skip;
            within = is_word(letter);
            if !starts {
                continue;
            }
            let Some((end, id)) = self.word_at(&text[at..]) else { continue };
            skip = at + end;
            if !used.contains(&id) {
                used.push(id);
                found.push((at..skip, id));
            }
        }
        found
    }

    /// The word that `text` starts with, with its ending.
    fn word_at(&self, text: &str) -> Option<(usize, &str)> {
        let (first, _) = letters(text).next()?;
        let words = self.words.get(&first)?.iter();
        words.into_iter().find_map(|(word, id)| {
            let after = after(text, word)?;
            let end = after + self.ending(&text[after..])?;
            Some((end, id.as_str()))
        })
    }

    /// How long the endings are that `text` starts with, up to the end of the word; `None` where
    /// the word goes on otherwise.
    fn ending(&self, text: &str) -> Option<usize> {
        if !text.chars().next().is_some_and(is_word) {
            // English writes one ending behind a sign that is no letter.
            let written = self
                .endings
                .iter()
                .filter(|it| !it.first().is_some_and(|it| is_word(*it)));
            let lengths = written.filter_map(|it| after(text, it));
            let whole = |it: &usize| !text[*it..].chars().next().is_some_and(is_word);
            return Some(lengths.filter(whole).max().unwrap_or(0));
        }
        self.endings.iter().find_map(|ending| {
            let after = after(text, ending)?;
            Some(after + self.ending(&text[after..])?)
        })
    }
}

/// Where the letters `word`, with which `text` starts, end in it.
fn after(text: &str, word: &[char]) -> Option<usize> {
    let mut end = 0;
    let mut letters = letters(text);
    for wanted in word {
        let (letter, after) = letters.next()?;
        if letter != *wanted {
            return None;
        }
        end = after;
    }
    // A sign that came apart from the last letter, such as a dot below it, would be cut off.
    letters.next().is_none_or(|it| it.1 != end).then_some(end)
}

/// Whether words within `tag` are no links.
fn is_closed(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Heading(_) | Tag::Link(_) | Tag::Image(_) | Tag::Code(_) | Tag::TableHead
    )
}

/// All words, in the language's order.
pub(super) fn view(catalogue: &Catalogue<'_>, locale: &Locale) -> View {
    let language = locale.language();
    let terms = catalogue.site.glossary.iter().filter_map(|it| {
        let term = it.term.say(language)?;
        let others = catalogue.site.settings.languages.iter();
        let others = others.filter(|other| **other != language).filter_map(|other| {
            Some(Said { text: it.term.get(*other)?.clone(), lang: Some(*other) })
        });
        Some(GlossaryEntry {
            id: slug(&term.text),
            others: others.collect(),
            also: it.forms(language).skip(1).map(str::to_owned).collect(),
            definition: it.definition.say(language)?,
            term,
        })
    });
    let mut terms: Vec<GlossaryEntry> = terms.collect();
    terms.sort_by(|a, b| locale.compare(&a.term.text, &b.term.text));
    let mut frame = Frame::new(PATH, Said::own(locale.word("nav.glossary")), locale);
    frame.description = Some(Said::own(locale.word("glossary.lead")));
    frame.around(Subject::Glossary(Glossary { terms }), catalogue, locale)
}

#[cfg(test)]
mod tests {
    use super::Finder;

    fn check(text: &str, found: &[&str]) {
        let fold = |text: &str| -> Vec<char> {
            crate::text::letters(text).map(|it| it.0).collect()
        };
        let mut finder = Finder::default();
        for word in [
            "সূচক",
            "নিট",
            "উন্নয়ন",
            "indicator",
            "data gap",
            "labour force",
            "labour force survey",
        ] {
            let letters = fold(word);
            finder.words.entry(letters[0]).or_default().push((letters, word.to_owned()));
        }
        for words in finder.words.values_mut() {
            words.sort_by_key(|it| std::cmp::Reverse(it.0.len()));
        }
        let endings = ["ের", "টি", "গুলো", "র", "ে", "য়", "s", "’s"];
        finder.endings = endings.into_iter().map(fold).collect();
        let words = finder.words_in(text, &mut Vec::new());
        let words: Vec<&str> = words.into_iter().map(|it| &text[it.0]).collect();
        assert_eq!(words, found, "{text}");
    }

    #[test]
    fn finds_whole_words_with_their_endings_once() {
        check("Indicators and the indicator’s indicator", &["Indicators"]);
        check("an indicator’s name, indicatory", &["indicator’s"]);
        check(
            "the Labour\u{a0}Force\nSurvey of the labour force",
            &["Labour\u{a0}Force\nSurvey", "labour force"],
        );
        check("সূচকের মান, সূচক", &["সূচকের"]);
        check("সূচকগুলোর একটি", &["সূচকগুলোর"]);
        check("নিটোল মুনিট", &[]);
        check("উন্ন\u{09df}নের", &["উন্ন\u{09df}নের"]);
        check("উন্ন\u{09af}\u{09bc}ন", &["উন্ন\u{09af}\u{09bc}ন"]);
        check("data gaps, data-gap", &["data gaps"]);
    }
}
