//! The page of the search, which without script is a list of all pages from A to Z.

use std::sync::Arc;

use super::{
    Catalogue, Job,
    frame::Frame,
    plan::Subject,
    view::{Item, Letter, LetterLink, Search, Subject as Shown, View},
};
use crate::{
    model::Route,
    text::{Language, Locale, Said},
};

/// How many pages one page of the list names.
const LENGTH: usize = 1000;

/// Every page of a language in the language's own order, cut into pages of the list.
#[derive(Debug)]
pub(super) struct Alphabet {
    pages: Vec<Vec<Letter>>,
}

/// The pages of the list of all that `jobs` make in the language of `locale`.
pub(super) fn jobs(catalogue: &Catalogue<'_>, jobs: &[Job], locale: &Locale) -> Vec<Job> {
    let language = locale.language();
    let own = jobs.iter().filter(|it| it.language == language);
    let items = own.filter_map(|it| it.subject.item(catalogue, locale)).collect();
    let alphabet = Arc::new(Alphabet { pages: cut(letters(items, locale)) });
    let job = |number| Job {
        route: route(language, number),
        language,
        subject: Subject::Search(Arc::clone(&alphabet), number),
    };
    (0..alphabet.pages.len()).map(job).collect()
}

/// The pages by the letter that their names begin with.
fn letters(items: Vec<Item>, locale: &Locale) -> Vec<Letter> {
    let named = |item: Item| {
        let first = item.title.text.find(char::is_alphanumeric).unwrap_or(0);
        (first, item)
    };
    let mut items: Vec<(usize, Item)> = items.into_iter().map(named).collect();
    items.sort_by(|(a, one), (b, other)| {
        let order = locale.compare(&one.title.text[*a..], &other.title.text[*b..]);
        order.then_with(|| one.path.cmp(&other.path))
    });
    let mut letters: Vec<Letter> = Vec::new();
    for (first, item) in items {
        let name = initial(&item.title.text[first..], locale);
        match letters.last_mut().filter(|it| it.name == name) {
            Some(letter) => letter.items.push(item),
            None => {
                let id = format!("letter-{}", letters.len() + 1);
                letters.push(Letter { id, name, items: vec![item] });
            }
        }
    }
    letters
}

/// The letter under which a name stands; all digits are one.
fn initial(name: &str, locale: &Locale) -> String {
    let digits = locale.digits("0–9");
    match crate::text::initial(name) {
        Some(letter) if letter.chars().all(char::is_numeric) => digits,
        Some(letter) => letter,
        None => "#".to_owned(),
    }
}

fn cut(letters: Vec<Letter>) -> Vec<Vec<Letter>> {
    let mut pages = vec![Vec::new()];
    let mut left = LENGTH;
    for mut letter in letters {
        while letter.items.len() > left {
            let rest = letter.items.split_off(left);
            let next =
                Letter { items: rest, id: format!("{}-on", letter.id), ..letter.clone() };
            if !letter.items.is_empty() {
                pages.last_mut().expect("there is a first page").push(letter);
            }
            letter = next;
            pages.push(Vec::new());
            left = LENGTH;
        }
        left -= letter.items.len();
        pages.last_mut().expect("there is a first page").push(letter);
    }
    pages
}

fn route(language: Language, number: usize) -> Route {
    match number {
        0 => Route::new(&format!("{language}/search.html")),
        _ => Route::new(&format!("{language}/search-{}.html", number + 1)),
    }
}

/// A page of the list.
pub(super) fn view(
    catalogue: &Catalogue<'_>,
    alphabet: &Alphabet,
    number: usize,
    locale: &Locale,
) -> View {
    let language = locale.language();
    let mut jumps: Vec<LetterLink> = Vec::new();
    for (page, letters) in alphabet.pages.iter().enumerate() {
        for letter in letters {
            let path = format!("{}#{}", route(language, page).encoded(), letter.id);
            if jumps.last().is_none_or(|it| it.name != letter.name) {
                jumps.push(LetterLink { name: letter.name.clone(), path });
            }
        }
    }
    let title = Said::own(locale.word("nav.search"));
    let path = route(language, number);
    let path = path.as_str()[language.as_str().len() + 1..].to_owned();
    let frame = Frame::new(path, title, locale);
    let subject = Search { jumps, letters: alphabet.pages[number].clone() };
    frame.around(Shown::Search(subject), catalogue, locale)
}
