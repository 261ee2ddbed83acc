//! What a reader can find: the pages with their names, and the texts that are searched on them.

use super::{
    Catalogue, catalogue::kind_word, frame, gaps, glossary, home, list, plan::Subject,
    provider, view::Item,
};
use crate::{
    model::{
        Block, Body, Dataset, Event, Front, Goal, Kind, PageId, Route, Texts, Workshop,
        Written,
    },
    text::{Language, Locale, Localized, Said},
};

/// Where on its page a word stands, the most telling place first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// In its name.
    Title,
    /// In a heading, or as the code of its indicator.
    Heading,
    /// In its summary or its tags.
    Summary,
    /// Anywhere else.
    Body,
}

impl Field {
    /// Every place.
    pub const ALL: [Self; 4] = [Self::Title, Self::Heading, Self::Summary, Self::Body];
}

impl Subject {
    /// The page as lists name it; `None` where it is only one more page of a list, a chart by
    /// itself, or no page to look for.
    pub(super) fn item(
        &self,
        catalogue: &Catalogue<'_>,
        locale: &Locale,
    ) -> Option<Item> {
        let site = catalogue.site;
        let language = locale.language();
        let own = |word: &str| Said::own(locale.word(word));
        let list = |path: &str, title| {
            let route = Route::new(&format!("{language}/{path}"));
            Some(item(title, route.encoded(), "list", locale.word("kind.list")))
        };
        match self {
            Self::FrontDoor | Self::NotFound | Self::Search(..) | Self::Chart(..) => None,
            Self::Section(_, number) | Self::Tag(_, number) | Self::Data(number)
                if *number > 0 =>
            {
                None
            }
            Self::Home => {
                let route = Route::new(&format!("{language}/index.html"));
                let title = home::title(catalogue, language);
                let summary = site.settings.tagline.say(language);
                Some(Item { summary, ..item(title, route.encoded(), "page", "") })
            }
            Self::Page(id) => Some(Catalogue::item(&site.pages[id], locale)),
            Self::Section(section, _) => {
                let link = frame::section(catalogue, section, locale);
                let own = site.pages.get(&PageId(format!("{section}/index").into()));
                let summary = own.and_then(|it| Catalogue::item(it, locale).summary);
                let word = locale.word("kind.list");
                Some(Item { summary, ..item(link.title, link.path, "list", word) })
            }
            Self::Tags => list("tags/index.html", own("nav.tags")),
            Self::Tag(tag, _) => {
                let link = list::tag(catalogue, tag, locale)?;
                Some(item(link.title, link.path, "tag", locale.word("kind.tag")))
            }
            Self::Dataset(id) => Some(dataset(catalogue, &site.datasets[id], locale)),
            Self::Indicators => list("indicators/index.html", own("nav.indicators")),
            Self::Roadmap => list("indicators/roadmap.html", own("nav.roadmap")),
            Self::Scorecard => list("indicators/scorecard.html", own("nav.scorecard")),
            Self::Data(_) => list("data/index.html", own("nav.data")),
            Self::Gaps => list(gaps::PATH, own("gaps.title")),
            Self::Glossary => list(glossary::PATH, own("nav.glossary")),
            Self::Providers => list("providers/index.html", own("nav.providers")),
            Self::Provider(address) => {
                let name = catalogue.providers[address].name.say(language);
                let route = provider::route(language, address).encoded();
                let word = locale.word("providers.name");
                Some(item(name.unwrap_or_default(), route, "provider", word))
            }
            Self::Goals => list("goals/index.html", own("nav.goals")),
            Self::Goal(number) => {
                let goal = site.framework.goal(*number)?;
                let link = catalogue.goal(goal, locale);
                let summary = goal.title.say(language);
                let word = locale.word("goal.name");
                Some(Item { summary, ..item(link.title, link.path, "goal", word) })
            }
        }
    }

    /// Gives every text that is searched for this page in `language` to `add`. A text that the
    /// page borrows from another language is left out: it is found there.
    pub(super) fn texts<'a>(
        &self,
        catalogue: &Catalogue<'a>,
        locale: &Locale,
        texts: &Texts,
        add: &mut dyn FnMut(Field, &str),
    ) {
        let language = locale.language();
        let site = catalogue.site;
        if let Some(id) = self.shown()
            && let Some(page) = site.pages.get(&id)
            && let Some(own) = page.translations.get(&language)
            && let Some(body) = texts.find(&id, language)
        {
            written(catalogue, page.kind, own.with(body), locale, add);
        }
        match self {
            Self::Dataset(id) => measured(catalogue, &site.datasets[id], language, add),
            Self::Glossary => {
                for term in &site.glossary {
                    term.forms(language).for_each(|it| add(Field::Heading, it));
                    say(Field::Body, term.definition.say(language), add);
                }
            }
            Self::Provider(address) => {
                for dataset in &catalogue.providers[address].datasets {
                    let title = catalogue.dataset_title(dataset, language);
                    say(Field::Body, Some(title), add);
                }
            }
            Self::Goal(number) => {
                if let Some(goal) = site.framework.goal(*number) {
                    aimed(catalogue, goal, locale, add);
                }
            }
            _ => {}
        }
        if let Some(item) = self.item(catalogue, locale) {
            say(Field::Title, Some(item.title), add);
            say(Field::Summary, item.summary, add);
        }
    }
}

fn item(title: Said, path: String, kind: &str, word: &str) -> Item {
    Item {
        title,
        path,
        kind: kind.to_owned(),
        kind_word: word.to_owned(),
        summary: None,
        date: None,
    }
}

fn dataset(catalogue: &Catalogue<'_>, dataset: &Dataset, locale: &Locale) -> Item {
    let link = catalogue.dataset_link(dataset, locale.language());
    let (kind, word) = match &dataset.metadata.indicator {
        Some(code) => {
            let code = locale.digits(&code.to_string());
            ("indicator", format!("{} {code}", locale.word("kind.indicator")))
        }
        None => ("dataset", locale.word("kind.dataset").to_owned()),
    };
    let summary = dataset.metadata.definition.say(locale.language());
    Item { summary, ..item(link.title, link.path, kind, &word) }
}

fn say(field: Field, said: Option<Said>, add: &mut dyn FnMut(Field, &str)) {
    if let Some(said) = said.filter(|it| it.lang.is_none()) {
        add(field, &said.text);
    }
}

/// The texts of a page by an author.
fn written(
    catalogue: &Catalogue<'_>,
    kind: Kind,
    Written { front, body, .. }: Written<'_>,
    locale: &Locale,
    add: &mut dyn FnMut(Field, &str),
) {
    for tag in &front.tags {
        if let Some(tag) = list::tag(catalogue, &crate::text::slug(tag), locale) {
            add(Field::Summary, &tag.title.text);
        }
    }
    for id in &front.indicators {
        let dataset = catalogue.site.datasets.get(&**id);
        if let Some(code) = dataset.and_then(|it| it.metadata.indicator.as_ref()) {
            add(Field::Summary, &code.to_string());
        }
    }
    add(Field::Title, &front.title);
    add(Field::Body, kind_word(kind, locale));
    listed(front, &mut |text| add(Field::Body, text));
    for heading in &body.headings {
        add(Field::Heading, &heading.title);
    }
    told(body, &mut |text| add(Field::Body, text));
}

/// What front matter says beside title, summary and tags.
fn listed(front: &Front, add: &mut dyn FnMut(&str)) {
    let texts =
        [&front.authors, &front.recommendations, &front.strategies, &front.reforms];
    texts.into_iter().flatten().for_each(|it| add(it));
    if let Some(workshop) = &front.workshop {
        gathered(workshop, add);
    }
    for action in front.plan.iter().flat_map(|it| &it.actions) {
        add(&action.action);
        action.lead.iter().for_each(|it| add(it));
    }
}

fn gathered(workshop: &Workshop, add: &mut dyn FnMut(&str)) {
    let texts = workshop.place.iter().chain(&workshop.hosts).chain(&workshop.objectives);
    texts.for_each(|it| add(it));
    for track in &workshop.tracks {
        add(&track.title);
        track.part.iter().chain(&track.topics).for_each(|it| add(it));
    }
    workshop.groups.iter().for_each(|it| add(&it.title));
    workshop.materials.iter().for_each(|it| add(&it.title));
}

/// The words of a text, and those above and below its charts and tables.
fn told(body: &Body, add: &mut dyn FnMut(&str)) {
    for event in &body.events {
        match event {
            Event::Text(slice) | Event::Code(slice) => add(body.text(*slice)),
            _ => {}
        }
    }
    for block in &body.blocks {
        let (title, caption) = match &block.node {
            Block::Chart(it) => (&it.title, &it.caption),
            Block::Table(it) => (&it.title, &it.caption),
            Block::Figures(cards) => {
                for card in cards {
                    add(&card.label);
                }
                continue;
            }
            Block::Timeline(_) => continue,
        };
        title.iter().chain(caption).for_each(|it| add(it));
    }
}

/// The texts of a dataset's page.
fn measured(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    language: Language,
    add: &mut dyn FnMut(Field, &str),
) {
    let metadata = &dataset.metadata;
    add(Field::Heading, &dataset.id);
    if let Some(code) = &metadata.indicator {
        add(Field::Heading, &code.to_string());
        let official = catalogue.site.framework.indicator(code);
        say(Field::Summary, official.and_then(|it| it.title.say(language)), add);
    }
    let body = [
        &metadata.unit,
        &metadata.source.organisation,
        &metadata.custodian,
        &metadata.method,
    ];
    let labels = dataset.dimensions.iter();
    let labels = labels.flat_map(|it| {
        std::iter::once(&it.label).chain(it.codes.iter().map(|it| &it.label))
    });
    let texts = body.into_iter().chain(&metadata.notes).chain(labels);
    texts.for_each(|it: &Localized<String>| say(Field::Body, it.say(language), add));
}

/// The texts of a goal's page.
fn aimed(
    catalogue: &Catalogue<'_>,
    goal: &Goal,
    locale: &Locale,
    add: &mut dyn FnMut(Field, &str),
) {
    let language = locale.language();
    add(Field::Heading, locale.word("goal.name"));
    add(Field::Heading, &goal.number.to_string());
    say(Field::Summary, goal.title.say(language), add);
    let prefix = format!("{}.", goal.number);
    let targets = catalogue.site.framework.targets.iter();
    for target in targets.filter(|it| it.code.starts_with(&prefix)) {
        add(Field::Heading, &target.code);
        say(Field::Body, target.title.say(language), add);
    }
}
