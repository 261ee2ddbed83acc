//! What templates may do to a value. A filter sees its argument and nothing else.
#![expect(clippy::needless_pass_by_value, reason = "Tera hands its arguments over")]

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::escape::{escape, escape_marked};

/// Gives `tera` its filters.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("said", said);
    tera.register_filter("marked", marked);
}

/// A text that may be in another language (`{text, lang}`) as HTML: wrapped in an element that
/// names its language where that is not the page's. With `page=lang`, runs in the other script
/// within it are marked too.
fn said(value: &Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let text = value
        .get_from_path("text")
        .and_then(Value::as_str)
        .or_else(|| value.as_str())
        .unwrap_or_default();
    let lang = value.get_from_path("lang").and_then(Value::as_str);
    let page = kwargs.get::<&str>("page")?.unwrap_or("");
    let mut html = String::with_capacity(text.len() + 32);
    match lang {
        Some(lang) => {
            html.push_str("<span lang=\"");
            html.push_str(lang);
            html.push_str("\">");
            escape(text, &mut html);
            html.push_str("</span>");
        }
        None if page.is_empty() => escape(text, &mut html),
        None => escape_marked(text, page, &mut html),
    }
    Ok(Value::safe_string(&html))
}

/// An author's text with runs in the other script marked.
fn marked(value: &str, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let page = kwargs.must_get::<&str>("page")?;
    let mut html = String::with_capacity(value.len() + 32);
    escape_marked(value, page, &mut html);
    Ok(Value::safe_string(&html))
}
