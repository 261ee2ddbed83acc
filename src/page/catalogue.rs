//! What pages look up while they are made: who links whom, what is where, how big it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    figure, frame,
    view::{self, Figure, Link},
};
use crate::{
    chart::Picture,
    diag::{Checked, Diagnostic, Severity},
    model::{
        ChartRequest, Dataset, Kind, Page, PageId, Route, Series, Site, Value, with_unit,
    },
    text::{Language, Locale, Said, slug},
};

/// How many pages one page of a list shows.
pub(super) const LIST_LENGTH: usize = 100;

/// Sizes in bytes of files that pages offer, by route.
pub type Sizes = BTreeMap<Route, u64>;

/// Every chart of the site in each language, drawn once, with what was wrong with it.
pub type Pictures = BTreeMap<Language, BTreeMap<ChartRequest, Checked<Option<Picture>>>>;

/// A figure, or why there is none.
type Drawn = Result<Arc<Figure>, Diagnostic>;

/// A site with the ways through it worked out once.
#[derive(Debug)]
pub struct Catalogue<'a> {
    /// The site.
    pub site: &'a Site,
    /// The sections with their pages, the latest first; a section's own page is not among them.
    pub(super) sections: BTreeMap<&'a str, Vec<&'a Page>>,
    /// The tags by address, with their name and pages.
    pub(super) tags: BTreeMap<String, (&'a str, Vec<&'a Page>)>,
    about: BTreeMap<&'a str, Vec<&'a Page>>,
    figures: BTreeMap<Language, BTreeMap<ChartRequest, Drawn>>,
    cards: BTreeMap<Language, BTreeMap<&'a str, view::IndicatorCard>>,
    menus: BTreeMap<Language, Vec<(Link, String)>>,
    sizes: Sizes,
}

impl<'a> Catalogue<'a> {
    /// Works out the ways through `site`; `sizes` are those of the files that pages offer.
    pub fn new(site: &'a Site, pictures: &Pictures, sizes: Sizes) -> Self {
        let mut catalogue = Self {
            site,
            sections: BTreeMap::new(),
            tags: BTreeMap::new(),
            about: BTreeMap::new(),
            figures: BTreeMap::new(),
            cards: BTreeMap::new(),
            menus: BTreeMap::new(),
            sizes,
        };
        let mut pages: Vec<&Page> = site.pages.values().collect();
        pages.sort_by_key(|it| (std::cmp::Reverse(it.date()), &it.id));
        for page in pages {
            catalogue.file(page);
        }
        for language in &site.settings.languages {
            let locale = site.locale(*language);
            let datasets = site.datasets.values();
            let cards =
                datasets.map(|it| (&*it.id, catalogue.card(it, locale))).collect();
            let menu = frame::menu(&catalogue, locale);
            catalogue.cards.insert(*language, cards);
            catalogue.menus.insert(*language, menu);
        }
        for (language, pictures) in pictures {
            let drawn = pictures.iter().filter_map(|(request, picture)| {
                Some((request.clone(), catalogue.draw(*language, request, picture)?))
            });
            let drawn = drawn.collect();
            catalogue.figures.insert(*language, drawn);
        }
        catalogue
    }

    fn draw(
        &self,
        language: Language,
        request: &ChartRequest,
        picture: &Checked<Option<Picture>>,
    ) -> Option<Drawn> {
        let error = picture.diagnostics.iter().find(|it| it.severity == Severity::Error);
        if let Some(error) = error {
            return Some(Err(error.clone()));
        }
        let dataset = self.site.datasets.get(&*request.data)?;
        let picture = picture.value.as_ref()?;
        let locale = self.site.locale(language);
        Some(Ok(Arc::new(figure::assemble(self, dataset, request, picture, locale))))
    }

    fn file(&mut self, page: &'a Page) {
        let section = page.id.section();
        if !section.is_empty() {
            let pages = self.sections.entry(section).or_default();
            if !page.id.is_index() {
                pages.push(page);
            }
        }
        let fronts = || page.translations.values().map(|it| &it.front);
        let tags: BTreeSet<&str> =
            fronts().flat_map(|it| &it.tags).map(|it| &**it).collect();
        for tag in tags {
            self.tags.entry(slug(tag)).or_insert_with(|| (tag, Vec::new())).1.push(page);
        }
        let about: BTreeSet<&str> =
            fronts().flat_map(|it| &it.indicators).map(|it| &**it).collect();
        for dataset in about {
            self.about.entry(dataset).or_default().push(page);
        }
    }

    /// The pages about `dataset`, the latest first.
    pub(super) fn about(&self, dataset: &str) -> &[&'a Page] {
        self.about.get(dataset).map_or(&[], Vec::as_slice)
    }

    /// The figure of that request in that language.
    pub(super) fn figure(
        &self,
        language: Language,
        request: &ChartRequest,
    ) -> Option<&Drawn> {
        self.figures.get(&language)?.get(request)
    }

    /// How big the file at `route` is, if it is one that pages offer.
    pub(super) fn size(&self, route: &Route) -> Option<u64> {
        self.sizes.get(route).copied()
    }

    /// The route of a page.
    pub fn page_route(language: Language, id: &PageId) -> Route {
        Route::new(&format!("{language}/{id}.html"))
    }

    /// The route of a dataset's page.
    pub fn dataset_route(language: Language, id: &str) -> Route {
        Route::new(&format!("{language}/indicators/{id}.html"))
    }

    /// The route of a goal's page.
    pub fn goal_route(language: Language, number: u8) -> Route {
        Route::new(&format!("{language}/goals/{number}.html"))
    }

    /// The route of a tag's page.
    pub fn tag_route(language: Language, tag: &str, list_page: usize) -> Route {
        Route::new(&format!("{language}/tags/{}{}.html", slug(tag), numbered(list_page)))
    }

    /// The route of a page of a section's list.
    pub fn section_route(language: Language, section: &str, list_page: usize) -> Route {
        Route::new(&format!("{language}/{section}/index{}.html", numbered(list_page)))
    }

    /// A page's name for a reader of `language`, and where it is: in that language even where it
    /// is missing, since then that place says so.
    pub(super) fn link(page: &Page, language: Language) -> Link {
        Link {
            title: title(page, language),
            path: Self::page_route(language, &page.id).encoded(),
        }
    }

    /// A dataset's name, and where it is.
    pub(super) fn dataset_link(&self, dataset: &Dataset, language: Language) -> Link {
        Link {
            title: self.dataset_title(dataset, language),
            path: Self::dataset_route(language, &dataset.id).encoded(),
        }
    }

    /// A dataset's name: its own, or its indicator's.
    pub(super) fn dataset_title(&self, dataset: &Dataset, language: Language) -> Said {
        let indicator = dataset.metadata.indicator.as_ref();
        let official = || self.site.framework.indicator(indicator?)?.title.say(language);
        let own = dataset.metadata.title.say(language);
        own.or_else(official).unwrap_or_else(|| Said::own(&*dataset.id))
    }

    /// A page in a list.
    pub(super) fn item(page: &Page, locale: &Locale) -> view::Item {
        let language = locale.language();
        let (lang, translation) = translation(page, language);
        let summary = translation.front.summary.clone();
        let link = Self::link(page, language);
        view::Item {
            title: link.title,
            path: link.path,
            kind: page.kind.as_str().to_owned(),
            kind_word: kind_word(page.kind, locale).to_owned(),
            summary: summary.map(|text| Said { text, lang }),
            date: page.date().map(|it| day(it, locale)),
        }
    }

    /// A dataset in a list, with its headline's latest value.
    pub(super) fn card(&self, dataset: &Dataset, locale: &Locale) -> view::IndicatorCard {
        let latest = super::inline::latest(dataset);
        let code = dataset.metadata.indicator.as_ref();
        let goal = code.and_then(|it| self.site.framework.goal(it.goal));
        let link = self.dataset_link(dataset, locale.language());
        view::IndicatorCard {
            code: code.map(|it| locale.digits(&it.to_string())),
            title: link.title,
            path: link.path,
            value: latest
                .map(|(series, _, value)| quantity(dataset, value, series, locale)),
            empty: empty(dataset, locale),
            period: latest.map(|(_, it, _)| super::inline::period(it.period, locale)),
            status: super::indicator::status(dataset, locale),
            colour: goal.map(|it| it.colour.clone()),
        }
    }

    /// Cards of the datasets in `names` that there are.
    pub(super) fn cards(
        &self,
        names: &[String],
        locale: &Locale,
    ) -> Vec<view::IndicatorCard> {
        let cards = &self.cards[&locale.language()];
        names.iter().filter_map(|it| cards.get(&**it)).cloned().collect()
    }

    /// The menu of a language: each entry, and the path below which it is the current one.
    pub(super) fn menu(&self, language: Language) -> &[(Link, String)] {
        &self.menus[&language]
    }

    /// A goal in a list.
    pub(super) fn goal(
        &self,
        goal: &crate::model::Goal,
        locale: &Locale,
    ) -> view::GoalLink {
        let language = locale.language();
        let mine =
            self.site.datasets.values().filter_map(|it| it.metadata.indicator.as_ref());
        let count = mine.filter(|it| it.goal == goal.number).count();
        view::GoalLink {
            number: goal.number,
            digits: locale.digits(&goal.number.to_string()),
            title: goal.short.say(language).unwrap_or_default(),
            colour: goal.colour.clone(),
            path: Self::goal_route(language, goal.number).encoded(),
            count: locale.count("count.indicators", count as u64),
        }
    }

    /// A file to take away, where there is one.
    pub(super) fn download(
        &self,
        format: &str,
        path: &str,
        locale: &Locale,
    ) -> Option<view::Download> {
        let route = Route::new(path);
        let size = self.size(&route)?;
        Some(view::Download {
            format: format.to_owned(),
            size: file_size(size, locale),
            path: route.encoded(),
        })
    }
}

fn numbered(list_page: usize) -> String {
    if list_page == 0 { String::new() } else { format!("-{}", list_page + 1) }
}

/// The page in `language`, or else in the first language it has, with that language.
pub(super) fn translation(
    page: &Page,
    language: Language,
) -> (Option<Language>, &crate::model::Translation) {
    match page.translations.get(&language) {
        Some(own) => (None, own),
        None => {
            let (lang, other) = page
                .translations
                .iter()
                .next()
                .expect("a page has at least one language");
            (Some(*lang), other)
        }
    }
}

/// A page's name for a reader of `language`.
pub(super) fn title(page: &Page, language: Language) -> Said {
    let (lang, translation) = translation(page, language);
    Said { text: translation.front.title.clone(), lang }
}

/// A value for templates.
pub(super) fn quantity(
    dataset: &Dataset,
    value: &Value,
    series: &Series,
    locale: &Locale,
) -> view::Quantity {
    let number = dataset.number(value, locale);
    match dataset.unit(series, locale) {
        Some(unit) if !unit.text.starts_with('%') => {
            view::Quantity { number, unit: Some(unit) }
        }
        unit => view::Quantity { number: with_unit(&number, unit.as_ref()), unit: None },
    }
}

/// What to say in the place of a headline that is not there.
pub(super) fn empty(dataset: &Dataset, locale: &Locale) -> String {
    let key = if dataset.has_values() { "value.groups" } else { "value.none" };
    locale.word(key).to_owned()
}

/// The word for a kind of page.
pub(super) fn kind_word(kind: Kind, locale: &Locale) -> &str {
    match kind {
        Kind::Note => locale.word("kind.note"),
        Kind::Workshop => locale.word("kind.workshop"),
        Kind::Report => locale.word("kind.report"),
        Kind::Plan => locale.word("kind.plan"),
        Kind::Page => locale.word("kind.page"),
    }
}

/// A day for templates.
pub(super) fn day(date: jiff::civil::Date, locale: &Locale) -> view::Day {
    view::Day { iso: date.to_string(), text: locale.date(date) }
}

/// A size with its unit, in thousands of bytes as file managers write it.
pub(super) fn file_size(bytes: u64, locale: &Locale) -> String {
    match bytes {
        0..1_000 => locale.count("size.bytes", bytes),
        1_000..1_000_000 => locale.count("size.kilobytes", bytes.div_ceil(1_000)),
        _ => {
            let megabytes = locale.number(bytes as f64 / 1e6, 1);
            locale.phrase("size.megabytes", &[("n", &megabytes)])
        }
    }
}
