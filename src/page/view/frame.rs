//! What surrounds every page: links, the menu, languages, and what is said to machines.

use serde::Serialize;

use crate::{
    model::Route,
    text::{Language, Said},
};

/// A way to another page.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// What it is called.
    pub title: Said,
    /// Where it is.
    pub path: String,
}

/// An entry of the menu.
#[derive(Debug, Clone, Serialize)]
pub struct MenuItem {
    /// What it is called.
    pub title: Said,
    /// Where it is.
    pub path: String,
    /// Whether this page is it, or below it.
    pub current: bool,
}

/// The page in one of the site's languages.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageLink {
    /// The language.
    pub tag: Language,
    /// The language's name in itself.
    pub name: String,
    /// Where the page is in it.
    pub path: String,
    /// Its full address, where the site's is known.
    pub url: Option<String>,
    /// Whether it is this page.
    pub current: bool,
    /// Whether there is such a page in that language, and not only one that says it is missing.
    pub written: bool,
    /// Whether it is meant for readers of any other language: the first in which the page is written.
    pub default: bool,
}

/// How a page looks where it is shared.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Sharing {
    /// What it is to Open Graph: `article` or `website`.
    pub kind: &'static str,
    /// The page's language as Open Graph writes it: `en_GB`.
    pub locale: String,
    /// The same of the other languages that it is in.
    pub others: Vec<String>,
    /// The full address of its card, 1200 × 630 pixels, where the site's address is known.
    pub picture: Option<String>,
    /// What the card says.
    pub alt: String,
    /// Words to send with its address.
    pub text: String,
    /// A mail with these words and the address, as the `href` of a link.
    pub mail: String,
    /// What its own card shows, where it has one.
    #[serde(skip)]
    pub card: Option<SharingCard>,
}

/// What is drawn on the card of a page, in its language.
#[derive(Debug, Clone, Default)]
pub struct SharingCard {
    /// Where the picture will be.
    pub route: Route,
    /// What the page is, with its number or date.
    pub kind: String,
    /// Its name.
    pub title: String,
    /// Its number.
    pub figure: Option<SharingFigure>,
    /// What stands in the place of a number.
    pub lead: Option<String>,
    /// Who made the number.
    pub source: Option<String>,
    /// Who publishes the page.
    pub publisher: String,
    /// Of what it is about: `#rrggbb`.
    pub colour: Option<String>,
}

/// The number on a card.
#[derive(Debug, Clone)]
pub struct SharingFigure {
    /// The number, a percent sign included.
    pub number: String,
    /// A unit that is words.
    pub unit: Option<String>,
    /// Of when it is.
    pub period: String,
    /// What it is, where the title does not say so.
    pub label: Option<String>,
}
