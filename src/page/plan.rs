//! Which pages will be made.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Catalogue, alphabet, article, chart, data, frame, gaps, glossary, goal, home,
    indicator, list, provider, score, view::View,
};
use crate::{
    diag::{Checked, Diagnostic, Diagnostics, Rule, Span, say},
    model::{PageId, Route, Texts},
    text::Language,
};

/// A page to be made: what it is about, where it will be, in which language.
#[derive(Debug, Clone)]
pub struct Job {
    /// Where.
    pub route: Route,
    /// In which language; of a page outside of any language, the site's first.
    pub language: Language,
    pub(super) subject: Subject,
}

/// What a page will be about.
#[derive(Debug, Clone)]
pub(super) enum Subject {
    FrontDoor,
    NotFound,
    Home,
    Page(PageId),
    Section(String, usize),
    Tags,
    Tag(String, usize),
    Dataset(Arc<str>),
    Chart(Arc<str>, Option<usize>),
    Indicators,
    Roadmap,
    Scorecard,
    Gaps,
    Glossary,
    Providers,
    Provider(String),
    Goals,
    Goal(u8),
    Search(Arc<alphabet::Alphabet>, usize),
    Data(usize),
}

impl Subject {
    /// The page by an author whose text is shown; nothing else can show it.
    pub(super) fn shown(&self) -> Option<PageId> {
        match self {
            Self::Home => Some(PageId("index".into())),
            Self::Page(id) => Some(id.clone()),
            Self::Section(section, 0) => Some(PageId(format!("{section}/index").into())),
            _ => None,
        }
    }
}

impl Job {
    /// The page by an author whose text is shown there.
    pub fn shown(&self) -> Option<PageId> {
        self.subject.shown()
    }
}

/// All pages of the site, and what is wrong with where they would be.
pub fn plan(catalogue: &Catalogue<'_>) -> Checked<Vec<Job>> {
    let settings = &catalogue.site.settings;
    let first = settings.first_language();
    let at =
        |path: &str, subject| Job { route: Route::new(path), language: first, subject };
    let mut jobs =
        vec![at("index.html", Subject::FrontDoor), at("404.html", Subject::NotFound)];
    for language in &settings.languages {
        of_language(catalogue, *language, &mut jobs);
    }
    let mut sink = Diagnostics::new();
    frame::check_menu(catalogue, &mut sink);
    check_routes(catalogue, &jobs, &mut sink);
    check_names(catalogue, &mut sink);
    Checked::new(jobs, sink)
}

fn of_language(catalogue: &Catalogue<'_>, language: Language, jobs: &mut Vec<Job>) {
    let site = catalogue.site;
    let mut add = |route: Route, subject| jobs.push(Job { route, language, subject });
    let at = |path: &str| Route::new(&format!("{language}/{path}"));
    add(at("index.html"), Subject::Home);
    for page in site.pages.values().filter(|it| !it.id.is_index()) {
        add(Catalogue::page_route(language, &page.id), Subject::Page(page.id.clone()));
    }
    for (section, pages) in &catalogue.sections {
        for number in 0..list::length(pages.len()) {
            let route = Catalogue::section_route(language, section, number);
            add(route, Subject::Section((*section).to_owned(), number));
        }
    }
    add(at("tags/index.html"), Subject::Tags);
    for (tag, (_, pages)) in &catalogue.tags {
        for number in 0..list::length(pages.len()) {
            let route = Catalogue::tag_route(language, tag, number);
            add(route, Subject::Tag(tag.clone(), number));
        }
    }
    add(at("indicators/index.html"), Subject::Indicators);
    add(at("indicators/roadmap.html"), Subject::Roadmap);
    add(score::route(language), Subject::Scorecard);
    add(at(gaps::PATH), Subject::Gaps);
    if !site.glossary.is_empty() {
        add(at(glossary::PATH), Subject::Glossary);
    }
    add(at("providers/index.html"), Subject::Providers);
    for address in catalogue.providers.keys() {
        let route = provider::route(language, address);
        add(route, Subject::Provider(address.clone()));
    }
    for dataset in site.datasets.values() {
        let route = Catalogue::dataset_route(language, &dataset.id);
        add(route, Subject::Dataset(dataset.id.clone()));
        for split in chart::splits(dataset).into_iter().filter(|_| dataset.has_values()) {
            let route = chart::route(language, dataset, split);
            add(route, Subject::Chart(dataset.id.clone(), split));
        }
    }
    for number in 0..data::pages(catalogue) {
        add(data::route(language, number), Subject::Data(number));
    }
    add(at("goals/index.html"), Subject::Goals);
    for goal in &site.framework.goals {
        add(Catalogue::goal_route(language, goal.number), Subject::Goal(goal.number));
    }
    jobs.extend(alphabet::jobs(catalogue, jobs, site.locale(language)));
}

/// Two pages in one place: names that differ only in case or Unicode form, or a page where a list
/// stands.
fn check_routes(catalogue: &Catalogue<'_>, jobs: &[Job], sink: &mut Diagnostics) {
    let mut taken: BTreeMap<String, &Job> = BTreeMap::new();
    for job in jobs {
        let Some(other) = taken.insert(job.route.as_str().to_lowercase(), job) else {
            continue;
        };
        let page = [job, other].into_iter().find_map(|it| match &it.subject {
            Subject::Page(id) => catalogue.site.pages.get(id),
            _ => None,
        });
        let message = say!("two pages would be written to `{route}`", route = job.route);
        let diagnostic = match page.and_then(|it| it.translations.values().next()) {
            Some(it) => Diagnostic::new(Rule::SameRoute, Span::file(it.file), message),
            None => Diagnostic::global(Rule::SameRoute, message),
        };
        sink.push(diagnostic.help(say!("give one of them another name")));
    }
}

/// Datasets whose files would stand where those about all datasets do.
fn check_names(catalogue: &Catalogue<'_>, sink: &mut Diagnostics) {
    for dataset in catalogue.site.datasets.values() {
        if ["all", "catalog", "data-gaps", "datapackage", "v1"]
            .contains(&&*dataset.id.to_lowercase())
        {
            let message = say!("a dataset cannot be called `{id}`", id = dataset.id);
            let span = Span::file(dataset.metadata_file);
            sink.push(Diagnostic::new(Rule::SameRoute, span, message).help(say!(
                "files about all datasets have that name; give it another one"
            )));
        }
    }
}

/// What the page of `job` shows; of `texts` it sees the one that is [`Job::shown`] there.
///
/// # Panics
/// When the job was planned for another site.
pub fn view(catalogue: &Catalogue<'_>, job: &Job, texts: &Texts) -> Checked<View> {
    let shown = job.shown().and_then(|it| texts.find(&it, job.language));
    let locale = catalogue.site.locale(job.language);
    let fine = |view| Checked::new(view, Diagnostics::new());
    match &job.subject {
        Subject::FrontDoor => fine(home::front_door(catalogue)),
        Subject::NotFound => fine(home::not_found(catalogue)),
        Subject::Home => home::home(catalogue, shown, locale),
        Subject::Page(id) => {
            article::view(catalogue, &catalogue.site.pages[id], shown, locale)
        }
        Subject::Section(section, number) => {
            list::section(catalogue, (section, *number), shown, locale)
        }
        Subject::Tags => fine(list::tags(catalogue, locale)),
        Subject::Tag(tag, number) => fine(list::tagged(catalogue, tag, *number, locale)),
        Subject::Dataset(id) => {
            indicator::view(catalogue, &catalogue.site.datasets[id], locale)
        }
        Subject::Chart(id, split) => {
            chart::view(catalogue, &catalogue.site.datasets[id], *split, locale)
        }
        Subject::Indicators => fine(goal::indicators(catalogue, locale)),
        Subject::Roadmap => fine(goal::roadmap(catalogue, locale)),
        Subject::Scorecard => fine(score::view(catalogue, locale)),
        Subject::Gaps => fine(gaps::view(catalogue, locale)),
        Subject::Glossary => fine(glossary::view(catalogue, locale)),
        Subject::Providers => fine(provider::list(catalogue, locale)),
        Subject::Provider(address) => fine(provider::view(catalogue, address, locale)),
        Subject::Data(number) => fine(data::view(catalogue, *number, locale)),
        Subject::Goals => fine(goal::goals(catalogue, locale)),
        Subject::Goal(number) => {
            let goal = catalogue.site.framework.goal(*number);
            let goal =
                goal.expect("a goal's page is planned only for a goal that there is");
            fine(goal::goal(catalogue, goal, locale))
        }
        Subject::Search(alphabet, number) => {
            fine(alphabet::view(catalogue, alphabet, *number, locale))
        }
    }
}
