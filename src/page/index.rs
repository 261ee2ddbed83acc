//! The search index: every word of the site, folded, with the pages it is on.
//!
//! One index serves all languages. A page is one document in all its languages, so that a word of
//! one finds the page in another; only what is shown of a result ([`Item`]) differs. Documents are
//! numbered from the shortest title to the longest, so that of two equal results the smaller
//! number is the better one.

use indexmap::IndexMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Catalogue, Field, Job, plan::Subject, view::Item};
use crate::{
    model::{PageId, Texts},
    text::{Language, graphemes, words},
};

/// How many documents are indexed at a time.
const RUN: usize = 512;

/// A page that can be found, in all its languages.
#[derive(Debug)]
pub struct Document<'a> {
    subject: &'a Subject,
}

impl Document<'_> {
    /// The page by an author whose text is found there.
    pub fn shown(&self) -> Option<PageId> {
        self.subject.shown()
    }
}

/// A page that a word is on, and where there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u32", into = "u32")]
pub struct Posting {
    /// The document's number.
    pub document: u32,
    /// The most telling place there.
    pub field: Field,
}

/// The place in the lowest two bits, the document above them.
impl From<u32> for Posting {
    fn from(packed: u32) -> Self {
        Self { document: packed >> 2, field: Field::ALL[packed as usize & 3] }
    }
}

impl From<Posting> for u32 {
    fn from(it: Posting) -> Self {
        it.document << 2 | it.field as Self
    }
}

/// Words in the order of their letters, each with its pages by number.
pub type Words = Vec<(Box<str>, Vec<Posting>)>;

/// Every page that can be found, numbered by its place here.
pub fn documents<'a>(catalogue: &Catalogue<'_>, jobs: &'a [Job]) -> Vec<Document<'a>> {
    let first = catalogue.site.settings.first_language();
    let locale = catalogue.site.locale(first);
    let found = jobs.iter().filter(|it| it.language == first).filter_map(|job| {
        let item = job.subject.item(catalogue, locale)?;
        Some((graphemes(&item.title.text), &job.route, &job.subject))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(length, route, _)| (*length, *route));
    found.into_iter().map(|(.., subject)| Document { subject }).collect()
}

/// How `documents` are shown to readers of `language`.
pub fn items(
    catalogue: &Catalogue<'_>,
    documents: &[Document<'_>],
    language: Language,
) -> Vec<Item> {
    let locale = catalogue.site.locale(language);
    documents.iter().filter_map(|it| it.subject.item(catalogue, locale)).collect()
}

/// What a page says in `language` outside of its title and summary, as one text.
pub fn text(
    catalogue: &Catalogue<'_>,
    document: &Document<'_>,
    language: Language,
    texts: &Texts,
) -> String {
    let locale = catalogue.site.locale(language);
    let mut whole = String::new();
    document.subject.texts(catalogue, locale, texts, &mut |field, text| {
        if field == Field::Body && !text.trim().is_empty() {
            whole.push_str(text.trim());
            whole.push(' ');
        }
    });
    whole.truncate(whole.trim_end().len());
    whole
}

/// The words of those of `documents` that have the numbers `of`, in order.
pub fn index(
    catalogue: &Catalogue<'_>,
    documents: &[Document<'_>],
    of: &[u32],
    texts: &Texts,
) -> Words {
    let runs = of.par_chunks(RUN);
    join(runs.map(|run| part(catalogue, documents, run, texts)).collect())
}

/// Puts the words `now` of the documents with the numbers `of` into `words`, in the place of those
/// that were theirs; tells whether they are others.
pub fn exchange(words: &mut Words, of: &[u32], now: Words) -> bool {
    let mut old = Words::new();
    for (word, postings) in words.iter_mut() {
        let (gone, left) = postings.iter().partition(|it| of.contains(&it.document));
        let gone: Vec<Posting> = gone;
        if !gone.is_empty() {
            *postings = left;
            old.push((word.clone(), gone));
        }
    }
    let same = old == now;
    *words = join(vec![std::mem::take(words), now]);
    words.retain(|it| !it.1.is_empty());
    for (_, postings) in words {
        postings.sort_unstable();
    }
    !same
}

/// The words of a run of documents.
fn part(
    catalogue: &Catalogue<'_>,
    documents: &[Document<'_>],
    run: &[u32],
    texts: &Texts,
) -> Words {
    let mut index = Index::default();
    for number in run {
        let subject = documents[*number as usize].subject;
        for language in &catalogue.site.settings.languages {
            let locale = catalogue.site.locale(*language);
            subject.texts(catalogue, locale, texts, &mut |field, text| {
                index.add(Posting { document: *number, field }, text);
            });
        }
    }
    let mut words: Words = index.words.into_iter().collect();
    words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    words
}

/// The words of runs of documents, in the order of the runs, as one index.
fn join(parts: Vec<Words>) -> Words {
    let mut words: Words = parts.into_iter().flatten().collect();
    // The sort is stable: the postings of a word stay in the order of the documents.
    words.sort_by(|a, b| a.0.cmp(&b.0));
    words.dedup_by(|next, word| {
        let same = next.0 == word.0;
        if same {
            word.1.append(&mut next.1);
        }
        same
    });
    words
}

/// An index being made.
#[derive(Default)]
struct Index {
    words: IndexMap<Box<str>, Vec<Posting>>,
    /// Folding costs more than looking up: each piece of text between spaces is folded once, to
    /// the places of its words in `words`.
    pieces: IndexMap<Box<str>, Box<[u32]>>,
}

impl Index {
    fn add(&mut self, posting: Posting, text: &str) {
        for piece in text.split_whitespace() {
            if !self.pieces.contains_key(piece) {
                let places = words(piece).into_iter().map(|word| {
                    let entry = self.words.entry(word.into());
                    let place = entry.index() as u32;
                    entry.or_default();
                    place
                });
                let places = places.collect();
                self.pieces.insert(piece.into(), places);
            }
            for place in &self.pieces[piece] {
                let postings = &mut self.words[*place as usize];
                match postings.last_mut().filter(|it| it.document == posting.document) {
                    Some(last) => last.field = last.field.min(posting.field),
                    None => postings.push(posting),
                }
            }
        }
    }
}
