//! What a page is, for machines: schema.org as JSON-LD.
//!
//! An indicator is a Dataset, a note or report a Report, a workshop an Event, any other page by an
//! author an Article; every page below a first one has its way down, a `BreadcrumbList`. All of it names full
//! addresses, so that a site without one has none.

use serde_json::{Map, Value, json};

use super::{
    Catalogue,
    view::{Article, Indicator, Link, Subject, View},
};
use crate::{
    model::{Format, licence_url},
    text::Locale,
};

/// The page of `view` as one graph, safe to stand in a `<script>`; `None` where the site's
/// address is not known or there is nothing to say.
pub(super) fn graph(
    catalogue: &Catalogue<'_>,
    view: &View,
    locale: &Locale,
) -> Option<String> {
    let page = Page { catalogue, view, locale, url: view.canonical.as_deref()? };
    let thing = match &view.subject {
        Subject::Home(_) | Subject::FrontDoor(_) => Some(page.site()),
        Subject::Indicator(it) => page.dataset(it),
        Subject::Note(it) | Subject::Report(it) => Some(page.article("Report", it)),
        Subject::Plan(it) | Subject::Page(it) => Some(page.article("Article", it)),
        Subject::Workshop(it) => Some(page.event(it)),
        Subject::Data(_) => Some(page.catalogue_of_data()),
        _ => None,
    };
    let graph: Vec<Value> = thing.into_iter().chain(page.crumbs()).collect();
    if graph.is_empty() {
        return None;
    }
    let text = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    // `</script>` within a text would end the element.
    Some(text.replace('<', "\\u003c"))
}

struct Page<'a> {
    catalogue: &'a Catalogue<'a>,
    view: &'a View,
    locale: &'a Locale,
    url: &'a str,
}

impl Page<'_> {
    fn full(&self, path: &str) -> String {
        let base = self.catalogue.site.settings.base_url.as_deref().unwrap_or_default();
        format!("{}/{path}", base.trim_end_matches('/'))
    }

    /// What every thing says: its name, its words, its address, its language, who answers for it.
    fn thing(&self, kind: &str, more: Value) -> Value {
        let licence = self.catalogue.site.settings.licence.as_deref();
        let mut thing = json!({
            "@type": kind,
            "@id": format!("{}#{}", self.url, kind.to_lowercase()),
            "name": self.view.title.text,
            "description": self.view.description.text,
            "url": self.url,
            "inLanguage": self.view.lang.as_str(),
            "publisher": self.publisher(),
            "license": licence.map(licence_url),
        });
        if let (Value::Object(thing), Value::Object(more)) = (&mut thing, more) {
            thing.extend(more);
            thing.retain(|_, it| !is_nothing(it));
        }
        thing
    }

    fn publisher(&self) -> Value {
        let publisher = &self.catalogue.site.settings.publisher;
        let title = &self.catalogue.site.settings.title;
        let language = self.view.lang;
        let name = publisher.name.say(language).or_else(|| title.say(language));
        let mut organisation = json!({
            "@type": "Organization",
            "name": name.unwrap_or_default().text,
            "url": publisher.url,
            "email": publisher.email,
        });
        if let Value::Object(organisation) = &mut organisation {
            organisation.retain(|_, it| !is_nothing(it));
        }
        organisation
    }

    fn site(&self) -> Value {
        self.thing("WebSite", json!({}))
    }

    fn catalogue_of_data(&self) -> Value {
        self.thing("DataCatalog", json!({}))
    }

    fn article(&self, kind: &str, article: &Article) -> Value {
        let authors = article.authors.iter();
        let authors = authors.map(|it| json!({ "@type": "Person", "name": it }));
        let about = article.indicators.iter().map(|it| {
            json!({ "@type": "Dataset", "name": it.title.text, "url": self.full(&it.path) })
        });
        let tags = article.tags.iter().map(|it| it.title.text.clone());
        let updated = article.updated.as_ref().or(article.date.as_ref());
        self.thing(
            kind,
            json!({
                "headline": self.view.title.text,
                "datePublished": article.date.as_ref().map(|it| &it.iso),
                "dateModified": updated.map(|it| &it.iso),
                "author": authors.collect::<Vec<_>>(),
                "about": about.collect::<Vec<_>>(),
                "keywords": tags.collect::<Vec<_>>(),
            }),
        )
    }

    /// A workshop; one that nobody knows the day of is only an article about one.
    fn event(&self, article: &Article) -> Value {
        let workshop = article.workshop.as_ref();
        let Some((workshop, start)) =
            workshop.and_then(|it| Some((it, it.start.as_ref()?)))
        else {
            return self.article("Article", article);
        };
        let hosts = workshop.hosts.iter();
        let hosts = hosts.map(|it| json!({ "@type": "Organization", "name": it }));
        let place = workshop.place.as_ref();
        let end = workshop.end.as_ref().unwrap_or(start);
        let mut event = self.thing(
            "Event",
            json!({
                "startDate": start.iso,
                "endDate": end.iso,
                "location": place.map(|it| json!({ "@type": "Place", "name": it, "address": it })),
                "organizer": hosts.collect::<Vec<_>>(),
            }),
        );
        if let Some(event) = event.as_object_mut() {
            // An event has neither.
            event.remove("publisher");
            event.remove("license");
        }
        event
    }

    fn dataset(&self, indicator: &Indicator) -> Option<Value> {
        let site = self.catalogue.site;
        let dataset = site.datasets.get(&*indicator.id)?;
        let metadata = &dataset.metadata;
        let language = self.view.lang;
        let files = Format::ALL.iter().filter_map(|format| {
            let route = format.route(&dataset.id);
            let bytes = self.catalogue.size(&route)?;
            Some(json!({
                "@type": "DataDownload",
                "name": format.name,
                "encodingFormat": format.media,
                "contentUrl": site.address(&route)?,
                "contentSize": format!("{bytes} B"),
            }))
        });
        let temporal =
            dataset.span().map(|(from, to)| format!("{}/{}", from.year, to.last()));
        let area = site.settings.area.as_ref().and_then(|it| it.name.say(language));
        let licence = metadata.licence.as_ref().or(site.settings.licence.as_ref());
        let source = metadata.source.organisation.say(language);
        let data = site.address(&super::data::route(language, 0));
        Some(self.thing(
            "Dataset",
            json!({
                "identifier": &*dataset.id,
                "isAccessibleForFree": true,
                "license": licence.map(|it| licence_url(it)),
                "creator": source.map(|it| json!({ "@type": "Organization", "name": it.text })),
                "dateModified": dataset.changed().map(|it| it.to_string()),
                "datePublished": metadata.release.map(|it| it.to_string()),
                "version": metadata.vintage.say(language).map(|it| it.text),
                "temporalCoverage": temporal,
                "spatialCoverage": area.map(|it| json!({ "@type": "Place", "name": it.text })),
                "variableMeasured": json!({
                    "@type": "PropertyValue",
                    "name": self.view.title.text,
                    "unitText": metadata.unit.say(language).map(|it| it.text),
                }),
                "isBasedOn": metadata.source.url,
                "includedInDataCatalog": data.map(|it| json!({ "@type": "DataCatalog", "url": it })),
                "distribution": files.collect::<Vec<_>>(),
            }),
        ))
    }

    fn crumbs(&self) -> Option<Value> {
        let crumbs = &self.view.breadcrumbs;
        let item = |(at, it): (usize, &Link)| {
            json!({
                "@type": "ListItem",
                "position": at + 1,
                "name": it.title.text,
                "item": self.full(&it.path),
            })
        };
        let items: Vec<Value> = crumbs.iter().enumerate().map(item).collect();
        (!items.is_empty()).then(|| {
            json!({
                "@type": "BreadcrumbList",
                "name": self.locale.word("nav.breadcrumbs"),
                "itemListElement": items,
            })
        })
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null()
        || value.as_array().is_some_and(Vec::is_empty)
        || value.as_object().is_some_and(Map::is_empty)
}
