//! A chart with its table, its source and its files.

use std::sync::Arc;

use super::{
    Catalogue, inline, table,
    view::{self, Figure},
};
use crate::{
    chart::Picture,
    diag::{Diagnostic, Rule, Span},
    model::{ChartRequest, Dataset, Route},
    text::{Language, Locale, Said},
};

/// The figure that `request` asks for, or the first thing that is wrong with it, told at `span`.
pub(super) fn figure(
    catalogue: &Catalogue<'_>,
    request: &ChartRequest,
    span: Span,
    locale: &Locale,
) -> Result<Arc<Figure>, Diagnostic> {
    inline::dataset(catalogue, &request.data, span)?;
    match catalogue.figure(locale.language(), request) {
        Some(Ok(figure)) => Ok(Arc::clone(figure)),
        Some(Err(diagnostic)) => {
            Err(Diagnostic { span: Some(span), ..diagnostic.clone() })
        }
        None => Err(Diagnostic::new(Rule::BadChart, span, "this chart was not drawn")),
    }
}

/// The chart that a dataset's own page shows: the one its metadata asks for, else its headline,
/// else the first column that has values where the headline has none.
pub(super) fn default_request(dataset: &Dataset) -> ChartRequest {
    /// More groups than this are bars rather than lines.
    const LINES: usize = 6;
    let data = dataset.id.to_string();
    if let Some(asked) = &dataset.metadata.chart {
        return ChartRequest { data, ..asked.clone() };
    }
    let mut request = ChartRequest { data, ..ChartRequest::default() };
    if dataset.headline().is_some_and(|it| it.latest().is_some()) {
        return request;
    }
    for (at, dimension) in dataset.dimensions.iter().enumerate() {
        let mut place = vec![Some(0); dataset.dimensions.len()];
        place[at] = None;
        let groups = dataset.at(&place).filter(|it| it.latest().is_some()).count();
        if groups > 0 {
            let column = Some(dimension.name.to_string());
            *(if groups > LINES { &mut request.x } else { &mut request.series }) = column;
            break;
        }
    }
    request
}

/// Where the drawing of `request` is kept as a file.
pub(super) fn picture_route(
    language: Language,
    dataset: &Dataset,
    request: &ChartRequest,
) -> Route {
    let id = &dataset.id;
    if *request == default_request(dataset) {
        return Route::new(&format!("charts/{id}.{language}.svg"));
    }
    let hash = blake3::hash(format!("{request:?}").as_bytes()).to_hex();
    Route::new(&format!("charts/{id}-{}.{language}.svg", &hash[..8]))
}

/// A drawn chart with all that belongs to it. It does not depend on the page that shows it.
pub(super) fn assemble(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    request: &ChartRequest,
    picture: &Picture,
    locale: &Locale,
) -> Figure {
    let language = locale.language();
    let title = match &request.title {
        Some(title) => Said::own(&**title),
        None => catalogue.dataset_title(dataset, language),
    };
    let mut table = table::pivot(dataset, request, locale);
    table.title = Some(title.clone());
    let mut downloads = Vec::new();
    let drawing = picture_route(language, dataset, request);
    downloads.extend(catalogue.download("SVG", drawing.as_str(), locale));
    downloads.extend(data_files(catalogue, dataset, locale));
    Figure {
        id: drawing,
        title,
        caption: request.caption.clone().map(Said::own),
        wide: picture.wide.clone(),
        narrow: picture.narrow.clone(),
        notes: picture.chart.notes.iter().map(|it| Said::own(&**it)).collect(),
        table,
        source: source(dataset, locale),
        dataset: catalogue.dataset_link(dataset, language),
        downloads,
    }
}

/// The data as files.
pub(super) fn data_files(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    locale: &Locale,
) -> Vec<view::Download> {
    let id = &dataset.id;
    let csv = catalogue.download("CSV", &format!("data/{id}.csv"), locale);
    let json = catalogue.download("JSON", &format!("data/{id}.json"), locale);
    csv.into_iter().chain(json).collect()
}

/// Who made the numbers, and which release.
pub(super) fn source(dataset: &Dataset, locale: &Locale) -> Option<Said> {
    let language = locale.language();
    let organisation = dataset.metadata.source.organisation.say(language)?;
    let vintage = dataset.metadata.vintage.say(language);
    Some(match vintage {
        Some(vintage) if vintage.lang == organisation.lang => Said {
            text: format!("{}; {}", organisation.text, vintage.text),
            lang: organisation.lang,
        },
        _ => organisation,
    })
}

/// Every chart that the site shows, in each language, once.
pub fn requests(site: &crate::model::Site) -> Vec<(Language, ChartRequest)> {
    let mut requests = Vec::new();
    for page in site.pages.values() {
        for (language, translation) in &page.translations {
            let blocks = translation.body.blocks.iter();
            requests.extend(blocks.filter_map(|it| match &it.node {
                crate::model::Block::Chart(request) => Some((*language, request.clone())),
                _ => None,
            }));
        }
    }
    for dataset in site.datasets.values().filter(|it| it.has_values()) {
        for language in &site.settings.languages {
            requests.push((*language, default_request(dataset)));
        }
    }
    requests.sort();
    requests.dedup();
    requests
}

/// The files that drawn charts are, with their bytes.
pub fn drawings<'a>(
    site: &'a crate::model::Site,
    pictures: &'a super::Pictures,
) -> impl Iterator<Item = (Route, &'a str)> {
    pictures.iter().flat_map(move |(language, pictures)| {
        pictures.iter().filter_map(move |(request, picture)| {
            let dataset = site.datasets.get(&*request.data)?;
            let picture = picture.value.as_ref()?;
            Some((picture_route(*language, dataset, request), &*picture.file))
        })
    })
}
