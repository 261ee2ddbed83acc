//! Bangla in the codes of an old font, cell by cell.

use super::Subject;
use crate::{
    data::found::Found,
    diag::{Rule, Span},
    source::diagnose_legacy,
    text::bijoy,
};

/// Names of columns, values and texts that are stored as the letters of a font. A plain word is
/// taken for one only beside others of its column that can be nothing else.
pub(super) fn check(subject: &Subject<'_>, found: &mut Found) {
    for cell in &subject.table.head {
        tell(&cell.text, bijoy::read(&cell.text), || cell.span, found);
    }
    let dataset = subject.dataset;
    for (at, dimension) in dataset.dimensions.iter().enumerate() {
        let known = dimension.codes.iter().any(|it| bijoy::read(&it.id).is_some());
        for (code, it) in dimension.codes.iter().enumerate().filter(|_| known) {
            let span = || {
                let first = super::column::first_with(subject, at, code);
                first.map_or_else(Span::default, |it| subject.code(it, at))
            };
            tell(&it.id, bijoy::read_beside(&it.id), span, found);
        }
    }
    for (at, text) in dataset.texts.iter().enumerate() {
        let Some(meant) = bijoy::read(text) else { continue };
        let all = || dataset.series.iter().flat_map(|it| &it.observations);
        let of =
            |it: &Option<crate::model::TextId>| it.is_some_and(|it| it.index() == at);
        let rows = all().filter(|it| of(&it.source) || of(&it.footnote));
        let span = || {
            let line = rows.map(|it| it.line).min().unwrap_or(1);
            subject.table.find(line, text)
        };
        tell(text, Some(meant), span, found);
    }
}

fn tell(
    written: &str,
    meant: Option<String>,
    span: impl FnOnce() -> Span,
    found: &mut Found,
) {
    if let Some(meant) = meant {
        found.add(Rule::LegacyBangla, || diagnose_legacy(written, &meant, span()));
    }
}
