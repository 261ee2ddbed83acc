//! Names in the data that are not there in every language of the site.

use crate::{
    diag::{Diagnostic, Message, Rule, Span, say},
    model::{Dataset, Role, Site},
    text::{Language, Localized, Said},
};

/// At most so many names are quoted.
const SHOWN: usize = 3;

/// The names of `dataset` that a reader of `language` meets in another one.
pub(super) fn untranslated(dataset: &Dataset, language: Language) -> Vec<String> {
    let metadata = &dataset.metadata;
    let texts = [
        ("title", &metadata.title),
        ("definition", &metadata.definition),
        ("unit", &metadata.unit),
        ("organisation", &metadata.source.organisation),
        ("custodian", &metadata.custodian),
        ("method", &metadata.method),
        ("vintage", &metadata.vintage),
        ("provider", &metadata.provider),
        ("contact", &metadata.contact),
    ];
    let foreign =
        |it: &Localized<String>| it.say(language).is_some_and(|it| it.lang.is_some());
    let mut names: Vec<String> =
        texts.iter().filter(|it| foreign(it.1)).map(|it| it.0.to_owned()).collect();
    let notes = metadata.notes.iter().enumerate().filter(|it| foreign(it.1));
    names.extend(notes.map(|(at, _)| format!("note {}", at + 1)));
    for dimension in &dataset.dimensions {
        let bare = |label: &Localized<String>, id: &str| {
            let said = label.say(language);
            let said = said.or_else(|| Localized::Plain(id.to_owned()).say(language));
            said.is_some_and(|it: Said| it.lang.is_some())
        };
        if bare(&dimension.label, &dimension.name) {
            names.push(dimension.name.to_string());
        }
        let whole = |id: &str| id.is_empty() && dimension.role == Role::Disaggregation;
        let codes = dimension.codes.iter().filter(|it| !whole(&it.id));
        names.extend(
            codes.filter(|it| bare(&it.label, &it.id)).map(|it| it.id.to_string()),
        );
    }
    names
}

/// Tells of the names of `dataset` that are not there in every language.
pub(super) fn check(site: &Site, dataset: &Dataset) -> Vec<Diagnostic> {
    let report = |language: &Language| {
        let names = untranslated(dataset, *language);
        if names.is_empty() {
            return None;
        }
        let quoted: Vec<String> =
            names.iter().take(SHOWN).map(|it| format!("`{it}`")).collect();
        let more = names.len().saturating_sub(SHOWN);
        let more =
            if more > 0 { say!(" and {more} more", more) } else { Message::quoted("") };
        let message = say!(
            "`{id}` has no `{language}` words for {quoted}{more}",
            id = dataset.id,
            language,
            quoted = quoted.join(", "),
            more
        );
        let file = Span::file(dataset.metadata_file);
        let help = say!(
            "write each as `{{ {language}: … }}`; names of columns and values go under `dimensions:`",
            language
        );
        Some(Diagnostic::new(Rule::NotTranslated, file, message).help(help))
    };
    site.settings.languages.iter().filter_map(report).collect()
}
