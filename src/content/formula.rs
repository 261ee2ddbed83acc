//! A formula of a text: its TeX → an event, or what is wrong with it.

use crate::{
    diag::{Diagnostic, Diagnostics, Rule, Span},
    model::{Body, Event, Formula, Slice},
    text::math,
};

/// Adds the formula of `tex`, which stands at `span`, to `body`: in a line, or as a `display`. What
/// stands for no formula is shown as it is written.
pub(super) fn add(
    tex: Slice,
    display: bool,
    span: Span,
    body: &mut Body,
    sink: &mut Diagnostics,
) {
    // `$5-$10` are two sums of money.
    let range = span.range();
    if !display && body.source[range.end..].starts_with(char::is_numeric) {
        body.events.push(Event::Text(Body::slice(range)));
        return;
    }
    let event = match math::read(body.text(tex)) {
        Ok(math) => {
            body.formulas.push(Formula { tex, math, display });
            Event::Math(body.formulas.len() as u32 - 1)
        }
        Err(fault) => {
            // Within a quotation the text is not as it stands in the source.
            let span = match tex.source_range() {
                Some(it) => Span::new(
                    span.file,
                    it.start + fault.range.start..it.start + fault.range.end,
                ),
                None => span,
            };
            let diagnostic = Diagnostic::new(Rule::BadFormula, span, fault.message);
            sink.push(diagnostic.maybe_help(fault.help));
            Event::Code(tex)
        }
    };
    body.events.push(event);
}
