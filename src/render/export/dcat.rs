//! Catalogues that portals harvest: `data.json` (DCAT-US 1.1) and DCAT 3 as JSON-LD, shaped as
//! DCAT-AP 3 asks. Both name full addresses, so a site without one has neither.

use serde_json::{Value, json};

use super::about::{About, file, main_language, publisher, say, tagged, without_nothing};
use crate::{
    model::{Dataset, Format, Part, Period, Route, Site, licence_url},
    text::Language,
};

/// How big the file at a route is, where there is one.
type Size<'a> = &'a dyn Fn(&Route) -> Option<u64>;

/// The formats that `dataset` may be had in, with their addresses and sizes.
fn distributions(
    dataset: &Dataset,
    site: &Site,
    size: Size<'_>,
) -> Vec<(Format, String, u64)> {
    let formats = Format::ALL.into_iter().filter_map(|format| {
        let route = format.route(&dataset.id);
        Some((format, site.address(&route)?, size(&route)?))
    });
    formats.collect()
}

fn exported(site: &Site) -> impl Iterator<Item = About<'_>> {
    let datasets = site.datasets.values().filter(|it| it.has_values());
    datasets.map(|it| About::new(it, site))
}

fn page(about: &About<'_>, language: Language) -> Option<String> {
    let path = format!("{language}/indicators/{}.html", about.dataset.id);
    about.site.address(&Route::new(&path))
}

/// `data.json`; `None` where the site's address is not known, or nobody's to write to, both of which
/// the format demands.
pub(super) fn data_json(site: &Site, size: Size<'_>) -> Option<Vec<u8>> {
    let address = site.address(&Route::new("data.json"))?;
    site.settings.publisher.email.as_ref()?;
    let datasets = exported(site).map(|it| project_dataset(&it, size));
    Some(file(&json!({
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "@id": address,
        "@type": "dcat:Catalog",
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "describedBy": "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
        "dataset": datasets.collect::<Vec<_>>(),
    })))
}

fn project_dataset(about: &About<'_>, size: Size<'_>) -> Value {
    let (site, dataset) = (about.site, about.dataset);
    let main = main_language(site);
    let settings = &site.settings;
    let described = site.address(&Format::ALL[3].route(&dataset.id));
    let distributions = distributions(dataset, site, size);
    let files = distributions.iter().map(|(format, address, _)| {
        let mut file = json!({
            "@type": "dcat:Distribution",
            "title": format.name,
            "format": format.name,
            "mediaType": format.media,
            "downloadURL": address,
        });
        if *format == Format::CSV {
            file["describedBy"] = json!(described);
            file["describedByType"] = json!("application/csvm+json");
        }
        file
    });
    let email = settings.publisher.email.as_ref();
    let temporal = about.span().map(|(from, to)| format!("{}/{}", start(from), end(to)));
    let languages = settings.languages.iter().map(ToString::to_string);
    let source = &dataset.metadata.source;
    let goal = dataset.metadata.indicator.as_ref();
    let goal = goal.and_then(|it| site.framework.goal(it.goal)?.short.say(main));
    let mut value = json!({
        "@type": "dcat:Dataset",
        "identifier": page(about, main),
        "title": say(&about.title(), main),
        "description": say(&about.description(), main),
        "keyword": about.keywords(main),
        "modified": about.modified(),
        "issued": dataset.metadata.release.map(|it| it.to_string()),
        "publisher": { "@type": "org:Organization", "name": publisher(site, main) },
        "contactPoint": {
            "@type": "vcard:Contact",
            "fn": dataset.metadata.contact.say(main).map_or_else(|| publisher(site, main), |it| it.text),
            "hasEmail": email.map(|it| format!("mailto:{it}")),
        },
        "accessLevel": "public",
        "license": about.licence().map(licence_url),
        "spatial": settings.area.as_ref().map(|it| say(&it.name, main)),
        "temporal": temporal,
        "language": languages.collect::<Vec<_>>(),
        "landingPage": page(about, main),
        "references": source.url.iter().collect::<Vec<_>>(),
        "theme": goal.map(|it| vec![it.text]).unwrap_or_default(),
        "distribution": files.collect::<Vec<_>>(),
    });
    if let Some(contact) = value.get_mut("contactPoint") {
        without_nothing(contact);
    }
    without_nothing(&mut value);
    value
}

/// `data/catalog.jsonld`; `None` where the site's address is not known.
pub(super) fn catalogue(site: &Site, size: Size<'_>) -> Option<Vec<u8>> {
    let settings = &site.settings;
    let home = site.address(&Route::new("index.html"))?;
    let datasets: Vec<Value> = exported(site).map(|it| dcat_dataset(&it, size)).collect();
    let modified = exported(site).filter_map(|it| it.dataset.changed()).max();
    let description =
        if settings.tagline.is_empty() { &settings.title } else { &settings.tagline };
    let mut catalogue = json!({
        "@context": context(),
        "@id": site.address(&Route::new("data/catalog.jsonld")),
        "@type": "dcat:Catalog",
        "dct:title": tagged(&settings.title),
        "dct:description": tagged(description),
        "dct:publisher": agent(site),
        "dct:license": settings.licence.as_ref().map(|it| json!({ "@id": licence_url(it) })),
        "dct:language": settings.languages.iter().filter_map(language).collect::<Vec<_>>(),
        "dct:modified": modified.map(|it| date(&it.to_string())),
        "dct:spatial": area(site),
        "dcat:themeTaxonomy": { "@id": "http://metadata.un.org/sdg" },
        "foaf:homepage": { "@id": home },
        "dcat:dataset": datasets,
    });
    without_nothing(&mut catalogue);
    Some(file(&catalogue))
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "prov": "http://www.w3.org/ns/prov#",
        "adms": "http://www.w3.org/ns/adms#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn dcat_dataset(about: &About<'_>, size: Size<'_>) -> Value {
    let (site, dataset) = (about.site, about.dataset);
    let metadata = &dataset.metadata;
    let id = page(about, main_language(site));
    let landing = site.settings.languages.iter().filter_map(|it| page(about, *it));
    let keywords = site.settings.languages.iter().flat_map(|language| {
        about
            .keywords(*language)
            .into_iter()
            .map(move |it| json!({ "@value": it, "@language": language.as_str() }))
    });
    let goal = metadata.indicator.as_ref().map(|it| it.goal);
    let temporal = about.span().map(|(from, to)| {
        json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": date(&start(from)),
            "dcat:endDate": date(&end(to)),
        })
    });
    let files = distributions(dataset, site, size);
    let mut value = json!({
        "@id": id.as_ref().map(|it| format!("{it}#dataset")),
        "@type": "dcat:Dataset",
        "dct:identifier": &*dataset.id,
        "dct:title": tagged(&about.title()),
        "dct:description": tagged(&about.description()),
        "dct:publisher": agent(site),
        "dcat:contactPoint": contact(about),
        "dcat:keyword": keywords.collect::<Vec<_>>(),
        "dcat:theme": goal.map(|it| json!({ "@id": format!("http://metadata.un.org/sdg/{it}") })),
        "dct:language": site.settings.languages.iter().filter_map(language).collect::<Vec<_>>(),
        "dct:modified": about.modified().map(|it| date(&it)),
        "dct:issued": metadata.release.map(|it| date(&it.to_string())),
        "dct:spatial": area(site),
        "dct:temporal": temporal,
        "dct:accessRights": {
            "@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
        },
        "dct:source": metadata.source.url.as_ref().map(|it| json!({ "@id": it })),
        "dct:provenance": provenance(about),
        "dcat:version": tagged(&metadata.vintage),
        "adms:versionNotes": metadata.notes.iter().flat_map(|it| match tagged(it) {
            Value::Array(each) => each,
            one => vec![one],
        }).collect::<Vec<_>>(),
        "dcat:landingPage": landing.map(|it| json!({ "@id": it, "@type": "foaf:Document" }))
            .collect::<Vec<_>>(),
        "dcat:distribution": files.iter().map(|it| distribution(about, it)).collect::<Vec<_>>(),
    });
    without_nothing(&mut value);
    value
}

fn distribution(
    about: &About<'_>,
    (format, address, size): &(Format, String, u64),
) -> Value {
    let media = format!("http://www.iana.org/assignments/media-types/{}", format.media);
    let mut value = json!({
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": format.name,
        "dcat:accessURL": { "@id": address },
        "dcat:downloadURL": { "@id": address },
        "dcat:mediaType": { "@id": media },
        "dct:license": about.licence().map(|it| json!({ "@id": licence_url(it) })),
        "dcat:byteSize": { "@value": size.to_string(), "@type": "xsd:nonNegativeInteger" },
    });
    without_nothing(&mut value);
    value
}

fn agent(site: &Site) -> Value {
    let publisher = &site.settings.publisher;
    let name =
        if publisher.name.is_empty() { &site.settings.title } else { &publisher.name };
    let mut agent = json!({
        "@id": site.address(&Route::new("index.html")).map(|it| format!("{it}#publisher")),
        "@type": "foaf:Agent",
        "foaf:name": tagged(name),
        "foaf:homepage": publisher.url.as_ref().map(|it| json!({ "@id": it })),
    });
    without_nothing(&mut agent);
    agent
}

fn contact(about: &About<'_>) -> Value {
    let main = main_language(about.site);
    let contact = about.dataset.metadata.contact.say(main);
    let name = contact.map_or_else(|| publisher(about.site, main), |it| it.text);
    let email = about.site.settings.publisher.email.as_ref();
    let mut contact = json!({
        "@type": "vcard:Organization",
        "vcard:fn": name,
        "vcard:hasEmail": email.map(|it| json!({ "@id": format!("mailto:{it}") })),
    });
    without_nothing(&mut contact);
    contact
}

fn provenance(about: &About<'_>) -> Option<Value> {
    let organisation = &about.dataset.metadata.source.organisation;
    let said = !organisation.is_empty();
    said.then(|| {
        json!({
            "@type": "dct:ProvenanceStatement",
            "http://www.w3.org/2000/01/rdf-schema#label": tagged(organisation),
        })
    })
}

/// The country, in the EU's list where it is one whose code there is known by its number, else by
/// its name alone.
fn area(site: &Site) -> Option<Value> {
    let area = site.settings.area.as_ref()?;
    let number = area
        .m49
        .map(|it| format!("https://unstats.un.org/unsd/methodology/m49/#{it:03}"));
    let mut value = json!({
        "@id": number,
        "@type": "dct:Location",
        "skos:prefLabel": tagged(&area.name),
    });
    without_nothing(&mut value);
    Some(value)
}

/// The languages that the EU's list of languages has under these codes (ISO 639-3 there).
fn language(language: &Language) -> Option<Value> {
    let code = match language.as_str() {
        "bn" => "BEN",
        "en" => "ENG",
        "fr" => "FRA",
        "es" => "SPA",
        "ar" => "ARA",
        "ru" => "RUS",
        "zh" => "ZHO",
        "hi" => "HIN",
        "ne" => "NEP",
        _ => return None,
    };
    Some(json!({
        "@id": format!("http://publications.europa.eu/resource/authority/language/{code}"),
    }))
}

/// A day or a year as a typed value.
fn date(text: &str) -> Value {
    let kind = if text.len() == 4 { "xsd:gYear" } else { "xsd:date" };
    json!({ "@value": text, "@type": kind })
}

/// The first day of a period.
fn start(period: Period) -> String {
    let year = period.year;
    match period.part {
        Part::Whole | Part::Until(_) => format!("{year}-01-01"),
        Part::Quarter(it) => format!("{year}-{:02}-01", (it - 1) * 3 + 1),
        Part::Month(it) => format!("{year}-{it:02}-01"),
        Part::Day(month, day) => format!("{year}-{month:02}-{day:02}"),
    }
}

/// The last day of a period.
fn end(period: Period) -> String {
    let last = |month: i8| {
        let first = jiff::civil::Date::new(period.year, month, 1);
        first.map_or_else(|_| start(period), |it| it.last_of_month().to_string())
    };
    match period.part {
        Part::Whole | Part::Until(_) => format!("{}-12-31", period.last()),
        Part::Quarter(it) => last(it as i8 * 3),
        Part::Month(it) => last(it as i8),
        Part::Day(..) => start(period),
    }
}
