//! A page as one file: style, fonts and charts inside, so that it can be sent in a chat and opened on
//! a phone without a network.
//!
//! It is made of the finished page, whatever theme that is in. What needs other files (scripts,
//! search, menu) is left out; links to the rest of the site lead to its full address, or nowhere where that
//! is not known. The fonts, most of its weight, stand at its end, so that it can be read while they
//! are on their way.

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{faces, picture};
use crate::{model::Site, page::view::View, text::percent_decode};

/// A file larger than this is slow to open where networks are; a note with three charts is smaller.
pub const LIMIT: usize = 300_000;

/// A copy is sent, not found: what searches the web is to find the page itself.
const NOT_TO_BE_FOUND: &str = "\n<meta name=\"robots\" content=\"noindex\">";

/// `html`, the page of `view`, as one file with its images in it.
pub fn page(html: &str, view: &View, site: &Site, image: picture::At<'_>) -> String {
    let base = site.settings.base_url.as_deref().map(|it| it.trim_end_matches('/'));
    Maker { html, view, site, base, image }.make()
}

struct Maker<'a> {
    html: &'a str,
    view: &'a View,
    site: &'a Site,
    base: Option<&'a str>,
    image: picture::At<'a>,
}

impl Maker<'_> {
    fn make(&self) -> String {
        let mut out = String::with_capacity(self.html.len() * 4);
        let mut rest = self.html;
        let mut titled = false;
        let mut fonts = String::new();
        while let Some(start) = rest.find('<') {
            out.push_str(&rest[..start]);
            let end = rest[start..].find('>').map_or(rest.len(), |it| start + it + 1);
            let tag = &rest[start..end];
            rest = &rest[end..];
            match name(tag) {
                "script" => rest = after(rest, "</script>"),
                "form" => rest = after(rest, "</form>"),
                // Marks of drawings have titles too.
                "title" if !titled => {
                    titled = true;
                    rest = self.title(tag, rest, &mut out);
                }
                "nav" if attribute(tag, "class") == Some("menu") => {
                    rest = after(rest, "</nav>");
                }
                "head" => {
                    out.push_str(tag);
                    out.push_str(NOT_TO_BE_FOUND);
                }
                "link" => self.link(tag, &mut out, &mut fonts),
                _ if tag == "</body>" => {
                    out.push_str(&at_the_end(&fonts));
                    out.push_str(tag);
                }
                _ => self.tag(tag, &mut out),
            }
        }
        out.push_str(rest);
        out
    }

    /// Appends the page's name, which stands before `</title>` in `rest`, as that of a copy; what
    /// comes behind it.
    fn title<'a>(&self, tag: &str, rest: &'a str, out: &mut String) -> &'a str {
        let (name, rest) = rest.split_once("</title>").unwrap_or((rest, ""));
        let locale = self.site.locale(self.view.lang);
        out.push_str(tag);
        out.push_str(&locale.phrase("paper.copy", &[("title", name)]));
        out.push_str("</title>");
        rest
    }

    /// What a `<link>` names, inside, if the page needs it to look right; the fonts of a style go to
    /// `fonts`.
    fn link(&self, tag: &str, out: &mut String, fonts: &mut String) {
        let href = attribute(tag, "href").unwrap_or_default();
        match attribute(tag, "rel") {
            Some("stylesheet") => {
                if let Some(bytes) = self.asset(href)
                    && let Ok(style) = std::str::from_utf8(bytes)
                {
                    out.push_str("<style>");
                    self.style(style, out, fonts);
                    out.push_str("</style>");
                }
            }
            Some("icon") => {
                if let Some(bytes) = self.asset(href) {
                    let icon = data("image/svg+xml", bytes);
                    let _ = write!(out, "<link rel=\"icon\" href=\"{icon}\">");
                }
            }
            Some("canonical") => out.push_str(tag),
            _ => {}
        }
    }

    /// The file of the theme that an address of the page names.
    fn asset(&self, href: &str) -> Option<&[u8]> {
        let name = href.strip_prefix(&*self.view.root)?.strip_prefix("assets/")?;
        self.site.theme.assets.get(name).map(|it| &**it)
    }

    /// Appends `style` without the fonts that it names; those that the page has letters for are
    /// appended to `fonts`.
    fn style(&self, style: &str, out: &mut String, fonts: &mut String) {
        let mut rest = style;
        for face in faces::all(style) {
            let Some((before, behind)) = rest.split_once(face.rule) else { continue };
            out.push_str(before);
            rest = behind;
            if let Some(bytes) =
                self.site.theme.assets.get(face.file).filter(|_| face.is_for(self.html))
            {
                let font = data("font/woff2", bytes);
                fonts.push_str(&face.rule.replacen(face.file, &font, 1));
            }
        }
        out.push_str(rest);
    }

    /// Appends `tag`, its address made full.
    fn tag(&self, tag: &str, out: &mut String) {
        let found = ["href", "src"].into_iter().find_map(|name| {
            let value = attribute(tag, name)?;
            let at = value.find(['/', '?', '#', ':']).unwrap_or(value.len());
            let complete = matches!(value[at..].chars().next(), Some(':'));
            let here = value.is_empty() || value.starts_with('#');
            (!complete && !here).then_some((name, value))
        });
        let Some((name, value)) = found else { return out.push_str(tag) };
        let written = format!(" {name}=\"{value}\"");
        let path = value.strip_prefix(&*self.view.root).unwrap_or(value);
        if name == "src"
            && let Some((kind, bytes)) = (self.image)(&percent_decode(path))
        {
            let inside = format!(" src=\"{}\"", data(kind, &bytes));
            return out.push_str(&tag.replacen(&written, &inside, 1));
        }
        match self.base {
            Some(base) => {
                let full = format!(" {name}=\"{base}/{path}\"");
                out.push_str(&tag.replacen(&written, &full, 1));
            }
            // A picture that cannot be fetched is only its words.
            None => out.push_str(&tag.replacen(&written, "", 1)),
        }
    }
}

/// The style `fonts` as a link, since a `<style>` may not stand in a body.
fn at_the_end(fonts: &str) -> String {
    if fonts.is_empty() {
        return String::new();
    }
    let mut link = String::with_capacity(fonts.len() + 1024);
    link.push_str("<link rel=\"stylesheet\" href=\"data:text/css,");
    for byte in fonts.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"+/=;:,.()-_@".contains(&byte);
        if plain {
            link.push(char::from(byte));
        } else {
            let _ = write!(link, "%{byte:02X}");
        }
    }
    link.push_str("\">\n");
    link
}

/// The name of the element that `tag` opens; empty for any other tag.
fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    let end = name.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(name.len());
    &name[..end]
}

/// The value of an attribute, which is always in double quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &tag[start..];
    Some(&value[..value.find('"')?])
}

/// What comes behind `end`.
fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |it| &text[it + end.len()..])
}

fn data(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}
