//! How a page looks where it is shared: the words that go with its address, and its card.

use std::fmt::Write as _;

use super::{
    Catalogue, frame,
    view::{
        self, IndicatorCard, Quantity, Sharing, SharingCard, SharingFigure, Subject, View,
    },
};
use crate::{
    model::Route,
    text::{Locale, Said},
};

/// With more pages than this, those by authors show the card of their first indicator, or the
/// site's: a card costs as much time as several pages.
const OWN_CARDS: usize = 250;

/// How `view` looks where it is shared.
pub(super) fn share(catalogue: &Catalogue<'_>, view: &View, locale: &Locale) -> Sharing {
    let settings = &catalogue.site.settings;
    let language = locale.language();
    let site = settings.title.say(language).unwrap_or_default();
    let words = |it: Option<&Said>| it.unwrap_or(&site).text.clone();
    let said = match &view.subject {
        Subject::Indicator(it) => it.headline.as_ref().map(|headline| {
            let value = written(&headline.value);
            let values = [
                ("title", &*view.title.text),
                ("value", &*value),
                ("period", &*headline.period),
            ];
            locale.phrase("share.number", &values)
        }),
        _ => None,
    };
    let said = said.unwrap_or_else(|| view.title.text.clone());
    let publisher = settings.publisher.name.say(language);
    let publisher = words(publisher.as_ref());
    let text = if said == publisher { said } else { format!("{said} – {publisher}") };
    let card = card(catalogue, view, locale);
    let body = match &view.canonical {
        Some(address) => format!("{text}\n\n{address}"),
        None => text.clone(),
    };
    let others = view.languages.iter().filter(|it| it.written && it.tag != view.lang);
    Sharing {
        kind: if is_article(&view.subject) { "article" } else { "website" },
        locale: open_graph(locale),
        others: others.map(|it| open_graph(catalogue.site.locale(it.tag))).collect(),
        picture: picture(catalogue, view, card.is_some()),
        alt: card.as_ref().map_or_else(|| site.text.clone(), alt),
        mail: format!(
            "mailto:?subject={}&body={}",
            encoded(&view.title.text),
            encoded(&body)
        ),
        text,
        card,
    }
}

/// A mail to the publisher about the page of `view`, where they have an address.
pub(super) fn feedback(catalogue: &Catalogue<'_>, view: &View) -> Option<String> {
    let to = catalogue.site.settings.publisher.email.as_deref()?;
    let place = view.canonical.as_deref().unwrap_or(view.route.as_str());
    let (subject, body) = (encoded(&view.title.text), encoded(place));
    Some(format!("mailto:{to}?subject={subject}&body={body}"))
}

fn is_article(subject: &Subject) -> bool {
    article(subject).is_some()
}

/// The page by an author that is no mere page of the site.
fn article(subject: &Subject) -> Option<&view::Article> {
    match subject {
        Subject::Note(it)
        | Subject::Workshop(it)
        | Subject::Plan(it)
        | Subject::Report(it) => Some(it),
        _ => None,
    }
}

/// A locale as Open Graph writes it: `en_GB`.
fn open_graph(locale: &Locale) -> String {
    locale.tag().replace('-', "_")
}

/// Where the card of the page at `route` is.
fn route(route: &Route) -> Route {
    let path = route.as_str();
    Route::new(&format!("cards/{}.png", path.strip_suffix(".html").unwrap_or(path)))
}

/// The full address of the card that stands for `view`: its `own`, its indicator's or the site's.
fn picture(catalogue: &Catalogue<'_>, view: &View, own: bool) -> Option<String> {
    if own {
        return frame::address(catalogue, &route(&view.route));
    }
    let indicator = match &view.subject {
        Subject::Chart(it) => Some(&it.indicator.path),
        subject => article(subject)
            .and_then(|it| it.indicators.first())
            .map(|it: &IndicatorCard| &it.path),
    };
    let of_indicator = indicator.and_then(|it| {
        frame::full(catalogue, &format!("cards/{}.png", it.strip_suffix(".html")?))
    });
    of_indicator.or_else(|| {
        let home = Route::new(&format!("{}/index.html", view.lang));
        frame::address(catalogue, &route(&home))
    })
}

/// The page's own card, where it has one; without the site's address nobody could fetch it.
fn card(catalogue: &Catalogue<'_>, view: &View, locale: &Locale) -> Option<SharingCard> {
    let site = catalogue.site;
    let settings = &site.settings;
    settings.base_url.as_ref()?;
    let publisher = settings.publisher.name.say(locale.language());
    let publisher = publisher.map(|it| it.text).unwrap_or_default();
    let card = SharingCard {
        route: route(&view.route),
        colour: site.theme.accent.clone(),
        title: view.title.text.clone(),
        publisher,
        ..SharingCard::default()
    };
    match &view.subject {
        Subject::Home(_) => {
            let title = settings.title.say(locale.language()).unwrap_or_default().text;
            let lead = settings.tagline.say(locale.language()).map(|it| it.text);
            Some(SharingCard { title, lead, ..card })
        }
        Subject::Indicator(it) => {
            let dataset = site.datasets.get(&*it.id);
            let source = dataset
                .and_then(|it| it.metadata.source.organisation.say(locale.language()));
            Some(of_indicator(card, it, source.as_ref(), locale))
        }
        subject if site.pages.len() <= OWN_CARDS => {
            Some(of_article(card, article(subject)?, subject, locale))
        }
        _ => None,
    }
}

fn of_indicator(
    card: SharingCard,
    indicator: &view::Indicator,
    source: Option<&Said>,
    locale: &Locale,
) -> SharingCard {
    let headline = indicator.headline.as_ref();
    SharingCard {
        kind: match &indicator.code {
            Some(code) => format!("{} {code}", locale.word("kind.indicator")),
            None => locale.word("kind.dataset").to_owned(),
        },
        figure: headline.map(|it| SharingFigure {
            number: it.value.number.clone(),
            unit: it.value.unit.as_ref().map(|it| it.text.clone()),
            period: it.period.clone(),
            label: None,
        }),
        lead: headline.is_none().then(|| indicator.empty.clone()),
        source: source.map(|it| format!("{}: {}", locale.word("chart.by"), it.text)),
        colour: indicator.goal.as_ref().map(|it| it.colour.clone()).or(card.colour),
        ..card
    }
}

fn of_article(
    card: SharingCard,
    article: &view::Article,
    subject: &Subject,
    locale: &Locale,
) -> SharingCard {
    let figure = article.indicators.iter().find_map(|it| {
        let value = it.value.as_ref()?;
        Some(SharingFigure {
            number: value.number.clone(),
            unit: value.unit.as_ref().map(|it| it.text.clone()),
            period: it.period.clone().unwrap_or_default(),
            label: Some(it.title.text.clone()),
        })
    });
    let kind = match subject {
        Subject::Note(_) => "kind.note",
        Subject::Workshop(_) => "kind.workshop",
        Subject::Plan(_) => "kind.plan",
        _ => "kind.report",
    };
    let date = article.date.as_ref().map(|it| format!(" · {}", it.text));
    let colour = article.indicators.first().and_then(|it| it.colour.clone());
    SharingCard {
        kind: format!("{}{}", locale.word(kind), date.unwrap_or_default()),
        lead: match &figure {
            None => article.summary.as_ref().map(|it| it.text.clone()),
            Some(_) => None,
        },
        figure,
        colour: colour.or(card.colour),
        ..card
    }
}

fn written(value: &Quantity) -> String {
    match &value.unit {
        Some(unit) => format!("{} {}", value.number, unit.text),
        None => value.number.clone(),
    }
}

/// What the card shows, for those who cannot see it.
fn alt(card: &SharingCard) -> String {
    let figure = card.figure.as_ref().map(|it| {
        let unit = it.unit.as_ref().map_or(String::new(), |it| format!(" {it}"));
        format!("{}{unit}, {}", it.number, it.period)
    });
    let parts = [Some(&card.title), figure.as_ref(), card.lead.as_ref()];
    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" – ")
}

/// `text` as a part of an address (RFC 6068: all but the unreserved letters is encoded, a new line
/// is `%0D%0A`).
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        match byte {
            b'\n' => out.push_str("%0D%0A"),
            b'-' | b'.' | b'_' | b'~' => out.push(byte as char),
            it if it.is_ascii_alphanumeric() => out.push(it as char),
            it => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{it:02X}");
            }
        }
    }
    out
}
