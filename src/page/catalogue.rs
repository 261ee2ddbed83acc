//! What pages look up while they are made: who links whom, what is where, how big it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use super::{
    Pictures, figure, frame, glossary, provider,
    view::{self, Figure, Link},
};
use crate::{
    chart::sparkline,
    diag::{Diagnostic, Severity},
    model::{
        ChartRequest, Coverage, Dataset, IndicatorId, Kind, Observation, Page, PageId,
        Route, Series, Site, last_year, newest, with_unit,
    },
    progress::{self, Assessment},
    text::{Language, Locale, Said, Shaper, slug},
};

/// How many pages one page of a list shows.
pub(super) const LIST_LENGTH: usize = 100;

/// Sizes in bytes of files that pages offer, by route.
pub type Sizes = BTreeMap<Route, u64>;

/// A figure, or why there is none.
type Drawn = Result<Arc<Figure>, Diagnostic>;

/// The figures of a language, each put together when the first page shows it.
type Figures<'a> = BTreeMap<&'a ChartRequest, OnceLock<Option<Drawn>>>;

/// Tells how big in bytes the file at a route is, if it is one that pages offer.
pub type Size<'a> = &'a (dyn Fn(&Route) -> Option<u64> + Sync);

/// A site with the ways through it worked out once.
pub struct Catalogue<'a> {
    /// The site.
    pub site: &'a Site,
    /// The sections with their pages, the latest first; a section's own page is not among them.
    pub(super) sections: BTreeMap<&'a str, Vec<&'a Page>>,
    /// The tags by address, with their name and pages.
    pub(super) tags: BTreeMap<String, (&'a str, Vec<&'a Page>)>,
    about: BTreeMap<&'a str, Vec<&'a Page>>,
    pictures: &'a Pictures<'a>,
    figures: BTreeMap<Language, Figures<'a>>,
    cards: BTreeMap<Language, BTreeMap<&'a str, OnceLock<view::IndicatorCard>>>,
    menus: BTreeMap<Language, Vec<(Link, String)>>,
    footers: BTreeMap<Language, Vec<Link>>,
    /// The datasets by number, those without one last.
    row: Vec<&'a Dataset>,
    size: Size<'a>,
    offered: OnceLock<Sizes>,
    /// What measures the words of drawings.
    pub(super) shaper: Shaper,
    newest: Option<i16>,
    /// The last year that data is expected for.
    pub(super) last_year: Option<i16>,
    coverages: BTreeMap<&'a str, OnceLock<Coverage>>,
    /// The words of the glossary, by language.
    pub(super) finders: BTreeMap<Language, glossary::Finder>,
    /// Who supplies the data, by address.
    pub(super) providers: BTreeMap<String, provider::Source<'a>>,
}

impl<'a> Catalogue<'a> {
    /// Works out the ways through `site`; `pictures` are its charts, and
    /// `size` tells the sizes of the files that pages offer.
    pub fn new(site: &'a Site, pictures: &'a Pictures<'a>, size: Size<'a>) -> Self {
        let mut catalogue = Self {
            site,
            sections: BTreeMap::new(),
            tags: BTreeMap::new(),
            about: BTreeMap::new(),
            pictures,
            figures: BTreeMap::new(),
            cards: BTreeMap::new(),
            menus: BTreeMap::new(),
            footers: BTreeMap::new(),
            row: row(site),
            size,
            offered: OnceLock::new(),
            shaper: Shaper::new(site.theme.fonts.clone()),
            newest: newest(site.datasets.values()),
            last_year: last_year(site.datasets.values()),
            finders: BTreeMap::new(),
            providers: provider::gather(site),
            coverages: to_make(site),
        };
        let mut pages: Vec<&Page> = site.pages.values().collect();
        pages.sort_by_key(|it| (std::cmp::Reverse(it.date()), &it.id));
        for page in pages {
            catalogue.file(page);
        }
        for language in &site.settings.languages {
            let locale = site.locale(*language);
            let finder = glossary::Finder::new(&site.glossary, locale);
            catalogue.finders.insert(*language, finder);
            let menu = frame::menu(&catalogue, locale);
            let footer = frame::footer(&catalogue, locale);
            catalogue.cards.insert(*language, to_make(site));
            catalogue.menus.insert(*language, menu);
            catalogue.footers.insert(*language, footer);
        }
        for (language, request) in pictures.all() {
            let figures = catalogue.figures.entry(language).or_default();
            figures.insert(request, OnceLock::new());
        }
        catalogue
    }

    /// The same site without sizes: to know them all takes long, and what is wrong with a page does not
    /// depend on them.
    #[must_use]
    pub fn without_sizes(&self) -> Self {
        Self::new(self.site, self.pictures, &|_| None)
    }

    fn draw(&self, language: Language, request: &ChartRequest) -> Option<Drawn> {
        let picture = self.pictures.find(language, request)?;
        let error = picture.diagnostics.iter().find(|it| it.severity == Severity::Error);
        if let Some(error) = error {
            return Some(Err(error.clone()));
        }
        let dataset = self.site.datasets.get(&*request.data)?;
        let noticed = picture.diagnostics.iter().cloned().collect();
        let picture = picture.value.as_ref()?;
        let locale = self.site.locale(language);
        let figure = figure::assemble(self, dataset, request, picture, locale);
        Some(Ok(Arc::new(view::Figure { noticed, ..figure })))
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
        let figure = self.figures.get(&language)?.get(request)?;
        figure.get_or_init(|| self.draw(language, request)).as_ref()
    }

    /// What `dataset` has of what is expected of it.
    pub(super) fn coverage(&self, dataset: &Dataset) -> &Coverage {
        let coverage = || Coverage::of(dataset, self.last_year);
        self.coverages[&*dataset.id].get_or_init(coverage)
    }

    /// How far `dataset` is on the way to its target.
    pub(super) fn assess(&self, dataset: &Dataset) -> Option<Assessment> {
        progress::assess(dataset, &self.site.settings, self.newest)
    }

    /// Adds files that pages offer, made after the catalogue.
    pub fn offer(&self, sizes: Sizes) {
        self.offered.get_or_init(|| sizes);
    }

    /// The sizes of the files made after the catalogue.
    pub fn offered(&self) -> Sizes {
        self.offered.get().cloned().unwrap_or_default()
    }

    /// How big the file at `route` is, if it is one that pages offer.
    pub(super) fn size(&self, route: &Route) -> Option<u64> {
        let offered = self.offered.get().and_then(|it| it.get(route).copied());
        offered.or_else(|| (self.size)(route))
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
            value: latest.map(|(series, it, _)| quantity(dataset, it, series, locale)),
            empty: empty(dataset, locale),
            period: latest.map(|(_, it, _)| it.period.written(locale)),
            spark: sparkline(dataset, locale),
            status: super::indicator::status(dataset, locale),
            data: super::coverage::availability(
                self.coverage(dataset).availability(),
                locale,
            ),
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
        let card = |name: &String| {
            let dataset = self.site.datasets.get(&**name)?;
            let card = cards.get(&**name)?;
            Some(card.get_or_init(|| self.card(dataset, locale)).clone())
        };
        names.iter().filter_map(card).collect()
    }

    /// The menu of a language: each entry, and the path below which it is the current one.
    pub(super) fn menu(&self, language: Language) -> &[(Link, String)] {
        &self.menus[&language]
    }

    /// What the pages of a language have at their foot.
    pub(super) fn footer(&self, language: Language) -> &[Link] {
        &self.footers[&language]
    }

    /// The datasets before and after `dataset`, by number.
    pub(super) fn beside(
        &self,
        dataset: &Dataset,
        language: Language,
    ) -> [Option<Link>; 2] {
        let at = self.row.binary_search_by_key(&place(dataset), |it| place(it)).ok();
        let link =
            |at: Option<usize>| Some(self.dataset_link(self.row.get(at?)?, language));
        [link(at.and_then(|it| it.checked_sub(1))), link(at.map(|it| it + 1))]
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

/// A place for what is made of each dataset when the first page shows it.
fn to_make<T>(site: &Site) -> BTreeMap<&str, OnceLock<T>> {
    site.datasets.keys().map(|it| (&**it, OnceLock::new())).collect()
}

/// Where a dataset is among the others.
fn place(dataset: &Dataset) -> (bool, Option<&IndicatorId>, &str) {
    let number = dataset.metadata.indicator.as_ref();
    (number.is_none(), number, &dataset.id)
}

fn row(site: &Site) -> Vec<&Dataset> {
    let mut row: Vec<&Dataset> = site.datasets.values().collect();
    row.sort_by_key(|it| place(it));
    row
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
    observation: &Observation,
    series: &Series,
    locale: &Locale,
) -> view::Quantity {
    let number = dataset.shown(observation, locale).unwrap_or_default();
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

/// The word for a kind of page; of a plain one there is nothing to say.
pub(super) fn kind_word(kind: Kind, locale: &Locale) -> &str {
    match kind {
        Kind::Note => locale.word("kind.note"),
        Kind::Workshop => locale.word("kind.workshop"),
        Kind::Report => locale.word("kind.report"),
        Kind::Plan => locale.word("kind.plan"),
        Kind::Page => "",
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
