//! What may not be seen before its release is left out, with all that would tell of it.
//!
//! A dataset that is held back is not in the site at all, so nothing that is made of the site can
//! show it: no chart, list, feed, index or file. A page that shows its numbers, or is about it, is
//! held back with it; where another page only names it or links to it, the name or the link is
//! left out.

use jiff::civil::Date;

use crate::{
    diag::{Diagnostic, Diagnostics, Message, Rule, Span, say},
    model::{Dataset, Front, Held, Kind, Page, Settings, Translation},
};

/// Takes out what may not be seen yet, and tells what that is.
pub(super) fn hold(
    pages: &mut Vec<Page>,
    datasets: &mut Vec<Dataset>,
    settings: &Settings,
    sink: &mut Diagnostics,
) -> Held {
    let mut held = Held::default();
    datasets.retain(|it| match it.metadata.release {
        Some(day) if settings.holds_back(Some(day)) => {
            let message = say!("`{id}` is held back until {day}", id = it.id, day);
            let span = Span::file(it.metadata_file);
            sink.push(Diagnostic::new(Rule::HeldBack, span, message));
            held.datasets.insert(it.id.to_string(), day);
            false
        }
        _ => true,
    });
    pages.retain(|page| {
        let Some((day, why)) = until(page, &held, settings) else { return true };
        let message = say!("this page is held back until {day}: {why}", day, why);
        let files = page.translations.values().map(|it| it.file);
        for file in files {
            sink.push(Diagnostic::new(Rule::HeldBack, Span::file(file), message.clone()));
        }
        held.pages.insert(page.id.clone());
        false
    });
    let fronts = pages.iter_mut().flat_map(|it| it.translations.values_mut());
    for translation in fronts {
        forget(&mut translation.front, &held);
    }
    held
}

/// Until when the page is held back, and why.
fn until(page: &Page, held: &Held, settings: &Settings) -> Option<(Date, Message)> {
    let own = page.translations.values().filter_map(|it| it.front.release).max();
    if let Some(day) = own.filter(|it| settings.holds_back(Some(*it))) {
        return Some((day, say!("its `release` is then")));
    }
    let shown = page.translations.values().flat_map(|it| shows(it, page.kind));
    let shown = shown.filter_map(|it| held.datasets.get_key_value(it));
    shown.max_by_key(|it| it.1).map(|(id, day)| (*day, say!("it shows `{id}`", id)))
}

/// The datasets that a text shows, or that it is about.
fn shows(translation: &Translation, kind: Kind) -> Vec<&str> {
    let mut shown: Vec<&str> =
        translation.outline.shown.iter().map(String::as_str).collect();
    if matches!(kind, Kind::Note | Kind::Report) {
        shown.extend(translation.front.indicators.iter().map(String::as_str));
    }
    shown.extend(translation.front.parts.iter().map(String::as_str));
    shown
}

/// Leaves the names of what is held back out of the front matter.
fn forget(front: &mut Front, held: &Held) {
    let known = |it: &String| !held.datasets.contains_key(it);
    front.indicators.retain(known);
    for group in front.workshop.iter_mut().flat_map(|it| &mut it.groups) {
        group.indicators.retain(known);
    }
    for action in front.plan.iter_mut().flat_map(|it| &mut it.actions) {
        action.indicators.retain(known);
    }
}
