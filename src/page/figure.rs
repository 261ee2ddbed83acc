//! A chart with its table, its source and its files.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Catalogue, Pictures, inline, table,
    view::{self, Figure},
};
use crate::{
    chart::Picture,
    diag::{Diagnostic, Rule, Span, say},
    model::{ChartRequest, ChartType, Dataset, Route, Series},
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
        None => {
            Err(Diagnostic::new(Rule::BadChart, span, say!("this chart was not drawn")))
        }
    }
}

/// What was noticed when `figure` was drawn, told at `span`.
pub(super) fn noticed(figure: &Figure, span: Span) -> impl Iterator<Item = Diagnostic> {
    figure.noticed.iter().map(move |it| Diagnostic { span: Some(span), ..it.clone() })
}

/// The chart that a dataset's own page shows: as its metadata asks for it, and where that names no
/// columns, its headline or what comes nearest to it.
pub(super) fn default_request(dataset: &Dataset) -> ChartRequest {
    let data = dataset.id.to_string();
    let Some(asked) = &dataset.metadata.chart else { return headline(dataset) };
    let (across, down) = asked.directions();
    let whole = across.or(down).or(asked.facet.as_deref()).is_none()
        && asked.r#where.0.is_empty();
    if !whole || dataset.down(asked).is_some() {
        return ChartRequest { data, ..asked.clone() };
    }
    let ChartRequest { x, series, r#where, .. } = headline(dataset);
    // Many groups at one time are no lines.
    let r#type = asked.r#type.filter(|it| x.is_none() || *it != ChartType::Line);
    // Nor is there a year among them to say anything about.
    let over_time = x.is_none();
    let remarks = asked.annotations.iter().filter(|_| over_time);
    let annotations = remarks.cloned().collect();
    ChartRequest { data, r#type, x, series, r#where, annotations, ..asked.clone() }
}

/// The chart of the headline, else of the first column that has values where the headline has
/// none, else of what is split least.
fn headline(dataset: &Dataset) -> ChartRequest {
    let data = dataset.id.to_string();
    if dataset.headline().is_none_or(|it| it.latest().is_none()) {
        for at in 0..dataset.dimensions.len() {
            let groups = groups(dataset, at);
            if groups > 0 {
                return split_by(dataset, at, groups);
            }
        }
        if let Some(request) = least_split(dataset) {
            return request;
        }
    }
    ChartRequest { data, ..ChartRequest::default() }
}

/// The chart of a dataset in which no row is about the whole: what is split least comes nearest to
/// it. Its column with the most groups splits the chart, the others are held.
fn least_split(dataset: &Dataset) -> Option<ChartRequest> {
    let split = |it: &&Series| it.key.iter().filter(|it| **it != 0).count();
    let valued = dataset.series.iter().filter(|it| it.latest().is_some());
    let least = valued.min_by_key(split)?;
    let groups = |at: usize| {
        let mut place: Vec<Option<u16>> = least.key.iter().copied().map(Some).collect();
        place[at] = None;
        dataset.at(&place).filter(|it| it.latest().is_some()).count()
    };
    let filled = || (0..dataset.dimensions.len()).filter(|it| least.key[*it] != 0);
    let across = filled().rev().max_by_key(|it| groups(*it))?;
    let mut request = split_by(dataset, across, groups(across));
    for at in filled().filter(|it| *it != across) {
        let dimension = &dataset.dimensions[at];
        let code = &dimension.codes[usize::from(least.key[at])].id;
        request.r#where.0.insert(dimension.name.to_string(), code.to_string());
    }
    Some(request)
}

/// The chart of the groups of the dimension `at`: lines where they are few, else bars.
pub(super) fn split_by(dataset: &Dataset, at: usize, groups: usize) -> ChartRequest {
    const LINES: usize = 6;
    let data = dataset.id.to_string();
    let column = Some(dataset.dimensions[at].name.to_string());
    let (series, x) = if groups > LINES { (None, column) } else { (column, None) };
    ChartRequest { data, x, series, ..ChartRequest::default() }
}

/// How many groups of the dimension `at` have values while all else is whole.
pub(super) fn groups(dataset: &Dataset, at: usize) -> usize {
    let mut place = vec![Some(0); dataset.dimensions.len()];
    place[at] = None;
    dataset.at(&place).filter(|it| it.latest().is_some()).count()
}

/// Where the drawing of `request` is kept as an SVG file.
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
    downloads.extend(catalogue.download("PNG", as_png(&drawing).as_str(), locale));
    downloads.extend(data_files(catalogue, dataset, locale));
    Figure {
        id: drawing,
        chosen: picture.chart.chosen,
        noticed: Vec::new(),
        data: Arc::clone(&dataset.id),
        title,
        caption: request.caption.clone().map(Said::own),
        wide: picture.wide.clone(),
        narrow: picture.narrow.clone(),
        series: picture.chart.series().into_iter().map(str::to_owned).collect(),
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
pub fn requests(site: &crate::model::Site) -> BTreeSet<(Language, ChartRequest)> {
    // Many pages show the same few charts: what is the same is told apart before it is cloned.
    let mut shown = BTreeSet::new();
    for translations in site.pages.values().map(|it| &it.translations) {
        shown.extend(translations.iter().flat_map(|(language, it)| {
            it.outline.charts.iter().map(|request| (*language, request))
        }));
    }
    let mut requests: BTreeSet<(Language, ChartRequest)> =
        shown.into_iter().map(|(language, it)| (language, it.clone())).collect();
    for dataset in site.datasets.values().filter(|it| it.has_values()) {
        for language in &site.settings.languages {
            let charts = super::chart::requests(dataset).into_iter();
            requests.extend(charts.map(|it| (*language, it)));
        }
    }
    requests
}

/// Where the picture of the drawing at `route` is kept.
pub fn as_png(route: &Route) -> Route {
    let path = route.as_str();
    Route::new(&format!("{}.png", path.strip_suffix(".svg").unwrap_or(path)))
}

/// Where the drawing of `request` is kept, of a dataset that there is.
pub fn drawing(
    site: &crate::model::Site,
    language: Language,
    request: &ChartRequest,
) -> Option<Route> {
    let dataset = site.datasets.get(&*request.data)?;
    Some(picture_route(language, dataset, request))
}

/// The charts that can be drawn, each with the place of its SVG file.
pub fn drawings<'a>(
    site: &'a crate::model::Site,
    pictures: &'a Pictures<'_>,
) -> impl Iterator<Item = (Route, &'a Picture)> {
    pictures.all().filter_map(move |(language, request)| {
        let picture = pictures.find(language, request)?.value.as_ref()?;
        Some((drawing(site, language, request)?, picture))
    })
}
