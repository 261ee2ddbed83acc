//! The ministries and agencies that supply data: what from each, and what is missing.

use std::collections::BTreeMap;

use super::{
    Catalogue, coverage,
    frame::Frame,
    view::{Link, Provider, ProviderItem, Providers, Share, Subject, Supply, View},
};
use crate::{
    model::{Availability, Dataset, Route, Series, Site},
    text::{Language, Locale, Localized, Said, fold, slug},
};

/// How long a name in an address may be, in bytes: file systems stop at 255.
const LENGTH: usize = 150;

/// Who supplies data, and which.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub(super) name: &'a Localized<String>,
    pub(super) datasets: Vec<&'a Dataset>,
}

/// Who supplies the datasets of `site`, by address. Names that are the same in some language are
/// one provider, called as the dataset that names it in most languages does; a dataset without a source is waited for from its custodian.
pub(super) fn gather(site: &Site) -> BTreeMap<String, Source<'_>> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut sources: Vec<Source<'_>> = Vec::new();
    for dataset in site.datasets.values() {
        let metadata = &dataset.metadata;
        let names =
            [&metadata.provider, &metadata.source.organisation, &metadata.custodian];
        let Some(name) = names.into_iter().find(|it| !it.is_empty()) else { continue };
        let folded: Vec<String> = name.values().map(|it| fold(it)).collect();
        let at = folded.iter().find_map(|it| known.get(it)).copied();
        let at = at.unwrap_or(sources.len());
        if at == sources.len() {
            sources.push(Source { name, datasets: Vec::new() });
        }
        for name in folded {
            known.entry(name).or_insert(at);
        }
        let source = &mut sources[at];
        source.datasets.push(dataset);
        if name.values().count() > source.name.values().count() {
            source.name = name;
        }
    }
    let first = site.settings.first_language();
    let mut named = BTreeMap::new();
    for mut source in sources {
        source.datasets.sort_by_key(|it| {
            (it.metadata.indicator.is_none(), &it.metadata.indicator, &it.id)
        });
        let name = source.name.say(first).unwrap_or_default();
        named.insert(address(&name.text, &named), source);
    }
    named
}

/// An address for `name` that no other has.
fn address(name: &str, taken: &BTreeMap<String, Source<'_>>) -> String {
    let mut address = slug(name);
    if address.len() > LENGTH {
        address.truncate(address.floor_char_boundary(LENGTH));
        address.truncate(address.rfind('-').unwrap_or(address.len()));
    }
    if address.is_empty() || address == "index" {
        address.push_str("provider");
    }
    let mut free = address.clone();
    let mut number = 2;
    while taken.contains_key(&free) {
        free = format!("{address}-{number}");
        number += 1;
    }
    free
}

/// The route of a provider's page.
pub(super) fn route(language: Language, address: &str) -> Route {
    Route::new(&format!("{language}/providers/{address}.html"))
}

/// The provider of `dataset` and its page.
pub(super) fn of(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    locale: &Locale,
) -> Option<Link> {
    let mut sources = catalogue.providers.iter();
    let (address, source) =
        sources.find(|(_, it)| it.datasets.iter().any(|it| it.id == dataset.id))?;
    let language = locale.language();
    Some(Link {
        title: source.name.say(language)?,
        path: route(language, address).encoded(),
    })
}

/// All providers, in the language's order.
pub(super) fn list(catalogue: &Catalogue<'_>, locale: &Locale) -> View {
    let language = locale.language();
    let item = |(address, source): (&String, &Source<'_>)| ProviderItem {
        title: source.name.say(language).unwrap_or_default(),
        path: route(language, address).encoded(),
        count: locale.count("count.datasets", source.datasets.len() as u64),
        latest: latest(&source.datasets, locale),
        parts: parts(catalogue, &source.datasets, locale),
    };
    let mut providers: Vec<ProviderItem> = catalogue.providers.iter().map(item).collect();
    providers.sort_by(|a, b| locale.compare(&a.title.text, &b.title.text));
    let title = Said::own(locale.word("nav.providers"));
    let mut frame = Frame::new("providers/index.html", title, locale);
    frame.description = Some(Said::own(locale.word("providers.lead")));
    frame.above.push(super::goal::list("indicators", "nav.indicators", locale));
    frame.around(Subject::Providers(Providers { providers }), catalogue, locale)
}

/// What one provider supplies, and what is waited for.
pub(super) fn view(catalogue: &Catalogue<'_>, address: &str, locale: &Locale) -> View {
    let language = locale.language();
    let source = &catalogue.providers[address];
    let title = source.name.say(language).unwrap_or_default();
    let mut frame = Frame::new(format!("providers/{address}.html"), title, locale);
    frame.above.push(super::goal::list("indicators", "nav.indicators", locale));
    frame.above.push(super::goal::list("providers", "nav.providers", locale));
    let mut contacts: Vec<Said> = Vec::new();
    for dataset in &source.datasets {
        let contact = dataset.metadata.contact.say(language);
        contacts.extend(contact.filter(|it| !contacts.contains(it)));
    }
    let subject = Provider {
        count: locale.count("count.datasets", source.datasets.len() as u64),
        contacts,
        parts: parts(catalogue, &source.datasets, locale),
        supplies: source
            .datasets
            .iter()
            .map(|it| supply(catalogue, it, locale))
            .collect(),
    };
    frame.around(Subject::Provider(subject), catalogue, locale)
}

fn supply(catalogue: &Catalogue<'_>, dataset: &Dataset, locale: &Locale) -> Supply {
    let language = locale.language();
    let metadata = &dataset.metadata;
    let coverage = catalogue.coverage(dataset);
    let expected = coverage.columns.iter().filter(|it| it.expected);
    let expected = expected.map(|it| {
        let name = coverage::column_name(dataset, it, locale).text;
        let values = metadata.expected.of(&it.name).iter();
        let values: Vec<_> = values
            .map(|value| coverage::value_name(dataset, &it.name, value, locale))
            .collect();
        if values.is_empty() { name } else { format!("{name} ({})", values.join(", ")) }
    });
    Supply {
        code: metadata.indicator.as_ref().map(|it| locale.digits(&it.to_string())),
        link: catalogue.dataset_link(dataset, language),
        source: metadata.source.organisation.say(language),
        custodian: metadata.custodian.say(language),
        latest: latest(&[dataset], locale),
        accessed: metadata.source.accessed.map(|it| super::catalogue::day(it, locale)),
        frequency: coverage::frequency(dataset, locale).map(|it| it.text),
        next: coverage::next_release(dataset, locale).map(|it| it.text),
        expected: expected.collect(),
        data: coverage::availability(coverage.availability(), locale),
        summary: coverage::summary(dataset, coverage, locale),
        missing: coverage::missing(coverage, locale),
    }
}

/// The newest period of which any of `datasets` has a value.
fn latest(datasets: &[&Dataset], locale: &Locale) -> Option<String> {
    let series = datasets.iter().flat_map(|it| &it.series);
    let latest = series.filter_map(Series::latest).map(|it| it.period).max();
    latest.map(|it| it.written(locale))
}

/// How many of `datasets` have all, some and none of the data expected.
fn parts(
    catalogue: &Catalogue<'_>,
    datasets: &[&Dataset],
    locale: &Locale,
) -> Vec<Share> {
    let kinds = datasets.iter().map(|it| catalogue.coverage(it).availability());
    let kinds: Vec<Availability> = kinds.collect();
    coverage::shares(&kinds, locale)
}
