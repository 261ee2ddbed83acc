//! A chart's own page: to be embedded by other sites, and one for each way to split a dataset, so
//! that every way can be seen and linked to without a script.

use std::collections::BTreeSet;

use super::{
    Catalogue, figure,
    frame::Frame,
    view::{self, MenuItem, Subject, View},
};
use crate::{
    diag::{Checked, Diagnostics, Span},
    model::{ChartRequest, Dataset, Role, Route},
    text::{Language, Locale, Said, slug},
};

/// A way to show a dataset: as a whole, or split by a dimension.
type Split = Option<usize>;

/// The ways to show `dataset`: its default chart first.
pub(super) fn splits(dataset: &Dataset) -> Vec<Split> {
    let default = figure::default_request(dataset);
    let mut splits: Vec<Split> = vec![None];
    for (at, dimension) in dataset.dimensions.iter().enumerate() {
        let asked = request(dataset, Some(at));
        let same = (&asked.series, &asked.x) == (&default.series, &default.x);
        if dimension.role == Role::Disaggregation
            && !same
            && figure::groups(dataset, at) > 1
        {
            splits.push(Some(at));
        }
    }
    splits
}

/// The chart of `dataset` split that way.
pub(super) fn request(dataset: &Dataset, split: Split) -> ChartRequest {
    match split {
        None => figure::default_request(dataset),
        Some(at) => figure::split_by(dataset, at, figure::groups(dataset, at)),
    }
}

fn path(dataset: &Dataset, split: Split) -> String {
    let id = &dataset.id;
    match split {
        None => format!("charts/{id}.html"),
        Some(at) => {
            let names: Vec<String> =
                dataset.dimensions.iter().map(|it| slug(&it.name)).collect();
            let alone = names.iter().filter(|it| **it == names[at]).count() == 1;
            let number = if alone { String::new() } else { format!("-{at}") };
            format!("charts/{id}-{}{number}.html", names[at])
        }
    }
}

/// Where the chart of `dataset`, split that way, has its page.
pub(super) fn route(language: Language, dataset: &Dataset, split: Split) -> Route {
    Route::new(&format!("{language}/{}", path(dataset, split)))
}

/// The page of the chart that `request` asks for; of one that has none, that of its dataset's
/// default chart.
pub(super) fn chart_page(
    language: Language,
    dataset: &Dataset,
    request: &ChartRequest,
) -> Route {
    let own =
        splits(dataset).into_iter().find(|it| self::request(dataset, *it) == *request);
    route(language, dataset, own.flatten())
}

/// The ways to show `dataset` as links, that `current` among them.
pub(super) fn links(
    dataset: &Dataset,
    current: Option<Split>,
    locale: &Locale,
) -> Vec<MenuItem> {
    let language = locale.language();
    let splits = splits(dataset);
    if splits.len() < 2 {
        return Vec::new();
    }
    let link = |split: Split| MenuItem {
        title: name(dataset, split, locale),
        path: route(language, dataset, split).encoded(),
        current: current == Some(split),
    };
    splits.into_iter().map(link).collect()
}

fn name(dataset: &Dataset, split: Split, locale: &Locale) -> Said {
    match split {
        None => Said::own(locale.word("chart.overview")),
        Some(at) => {
            let dimension = &dataset.dimensions[at];
            let label = dimension.label.say(locale.language());
            label.unwrap_or_else(|| Said::own(&*dimension.name))
        }
    }
}

/// The view of the chart of `dataset`, split that way.
pub(super) fn view(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    split: Split,
    locale: &Locale,
) -> Checked<View> {
    let mut sink = Diagnostics::new();
    let language = locale.language();
    let title = catalogue.dataset_title(dataset, language);
    let mut frame = Frame::new(path(dataset, split), title.clone(), locale);
    frame.title.text = format!("{} – {}", title.text, name(dataset, split, locale).text);
    let request = request(dataset, split);
    let span = Span::file(dataset.metadata_file);
    let figure = figure::figure(catalogue, &request, span, locale);
    let indicator = catalogue.dataset_link(dataset, language);
    frame.above.push(indicator.clone());
    let subject = Subject::Chart(view::Chart {
        chart: figure.map_err(|it| sink.push(it)).ok(),
        views: links(dataset, Some(split), locale),
        indicator,
    });
    Checked::new(frame.around(subject, catalogue, locale), sink)
}

/// Every chart that pages of `dataset` show.
pub(super) fn requests(dataset: &Dataset) -> BTreeSet<ChartRequest> {
    splits(dataset).into_iter().map(|it| request(dataset, it)).collect()
}
