//! A page's text with everything the rest of the site gives to it: where its links lead, what its
//! numbers are, what its blocks show.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Catalogue, figure, inline, table, timeline,
    view::{self, Text},
};
use crate::{
    diag::{Diagnostic, Diagnostics, Message, Rule, Span, Spanned, meant, say},
    model::{Asset, Block, Card, ChartType, Link, Outline, Page, PageId, Route, Written},
    text::{Language, Locale, Said, nearest, percent_decode},
};

/// The text of `page` as `written`, for the page at `route`.
pub(super) fn resolve(
    catalogue: &Catalogue<'_>,
    page: &Page,
    written: Written<'_>,
    route: &Route,
    locale: &Locale,
) -> (Text, Diagnostics) {
    let context = Context { catalogue, page, written, locale, root: route.to_root() };
    let mut sink = Diagnostics::new();
    let body = written.body;
    let mut images = BTreeMap::new();
    let links = (0..).zip(&body.links).map(|(at, link)| {
        if !link.node.image {
            return context.link(link, &mut sink);
        }
        match context.image(link) {
            Ok(asset) => {
                images.insert(at, asset.clone());
                format!("{}{}", context.root, asset.shown().encoded())
            }
            Err(diagnostic) => {
                sink.push(diagnostic);
                link.node.target.to_string()
            }
        }
    });
    let links = links.collect();
    let values = body.values.iter().map(|it| {
        inline::evaluate(catalogue, it, locale).unwrap_or_else(|diagnostic| {
            sink.push(diagnostic);
            String::new()
        })
    });
    let values = values.collect();
    let blocks = body.blocks.iter().map(|it| context.block(it, &mut sink)).collect();
    let finder = &catalogue.finders[&locale.language()];
    let terms = finder.find(body, &context.root, locale);
    (Text { body: Arc::clone(body), links, values, blocks, terms, images }, sink)
}

struct Context<'a> {
    catalogue: &'a Catalogue<'a>,
    page: &'a Page,
    written: Written<'a>,
    locale: &'a Locale,
    root: String,
}

impl Context<'_> {
    fn language(&self) -> Language {
        self.locale.language()
    }

    /// The file of the site that a picture is.
    fn image(&self, link: &Spanned<Link>) -> Result<&Asset, Diagnostic> {
        let Spanned { node: Link { target, .. }, span } = link;
        let fault = |message, help| {
            Err(Diagnostic::new(Rule::BrokenLink, *span, message).help(help))
        };
        if is_of_one_computer(target) {
            return Err(of_one_computer(target, *span));
        }
        if target.contains("://") || target.starts_with("data:") {
            let message = say!("pictures of other sites are not shown");
            return fault(message, say!("put the file beside the page and name it here"));
        }
        let path = decoded(target);
        let place = join(self.page.id.section(), &path);
        match self.catalogue.site.assets.get(&*place.0) {
            Some(asset) if asset.image.is_some() => Ok(asset),
            Some(_) => {
                let message = say!(
                    "`{target}` is no picture that can be shown, or is damaged",
                    target
                );
                fault(message, say!("save it as JPEG or PNG"))
            }
            None => {
                let (message, help) = self.no_file(&path);
                fault(message, help)
            }
        }
    }

    /// Where a link leads from this page; links that lead nowhere stay as written.
    fn link(&self, link: &Spanned<Link>, sink: &mut Diagnostics) -> String {
        let Spanned { node: Link { target, .. }, span } = link;
        let resolved = match target.split_once(':') {
            Some(("http" | "https" | "mailto" | "tel", _)) => Ok(target.to_string()),
            Some(("data", id)) => self.data(id, *span),
            _ if is_of_one_computer(target) => Err(of_one_computer(target, *span)),
            Some((scheme, _)) if scheme.bytes().all(|it| it.is_ascii_alphabetic()) => {
                Err(Diagnostic::new(
                    Rule::BrokenLink,
                    *span,
                    say!("`{scheme}:` links are not safe", scheme),
                )
                .help(say!("link to `https:`, `mailto:`, a page or `data:ID`")))
            }
            _ => self.path(target, *span),
        };
        resolved.unwrap_or_else(|diagnostic| {
            sink.push(diagnostic);
            target.to_string()
        })
    }

    fn data(&self, id: &str, span: Span) -> Result<String, Diagnostic> {
        if self.catalogue.site.held.datasets.contains_key(id) {
            return Ok(String::new());
        }
        let dataset = inline::dataset(self.catalogue, id, span)?;
        let route = Catalogue::dataset_route(self.language(), &dataset.id);
        Ok(format!("{}{}", self.root, route.encoded()))
    }

    fn path(&self, target: &str, span: Span) -> Result<String, Diagnostic> {
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        if path.is_empty() {
            check_anchor(
                self.written.body.headings.iter().map(|it| &*it.id),
                anchor,
                span,
            )?;
            return Ok(format!("#{anchor}"));
        }
        if self.is_held(path) {
            return Ok(String::new());
        }
        let (route, other) = self.page_at(path, span)?;
        let address = format!("{}{}", self.root, route.encoded());
        if anchor.is_empty() {
            return Ok(address);
        }
        if let Some(other) = other {
            check_anchor(other.anchors.iter().map(|it| &**it), anchor, span)?;
        }
        Ok(format!("{address}#{anchor}"))
    }

    /// Whether the page whose source stands at `path` may not be seen yet.
    fn is_held(&self, path: &str) -> bool {
        let site = self.catalogue.site;
        let decoded = decoded(path);
        let (stem, _) = split_language(&decoded, &site.settings.languages);
        site.held.pages.contains(&join(self.page.id.section(), stem))
    }

    /// The page whose source stands at `path`, seen from this page's source; its outline where
    /// this language has it.
    fn page_at(
        &self,
        path: &str,
        span: Span,
    ) -> Result<(Route, Option<&Outline>), Diagnostic> {
        let site = self.catalogue.site;
        let decoded = decoded(path);
        let (stem, named) = split_language(&decoded, &site.settings.languages);
        let language = named.unwrap_or(self.language());
        let id = join(self.page.id.section(), stem);
        if let Some(page) = site.pages.get(&id) {
            let outline = page.translations.get(&language).map(|it| &it.outline);
            return Ok((page_route(language, &id), outline));
        }
        if let Some(asset) = site.assets.get(&*join(self.page.id.section(), &decoded).0) {
            return Ok((asset.route.clone(), None));
        }
        Err(self.nothing(&decoded, &id, language, span))
    }

    /// That there is nothing at `path`, with what was probably meant.
    fn nothing(
        &self,
        path: &str,
        id: &PageId,
        language: Language,
        span: Span,
    ) -> Diagnostic {
        let site = self.catalogue.site;
        let ending = path.rsplit_once('.').map_or("", |it| it.1);
        let (message, help) = match ending {
            _ if path.starts_with("www.") => (
                say!("there is no page `{path}`", path),
                Some(say!("write the whole address: `https://{path}`", path)),
            ),
            "" | "md" | "html" => {
                let near = nearest(&id.0, site.pages.keys().map(|it| &*it.0));
                let near = near.map(|it| meant(&format!("content/{it}.{language}.md")));
                (say!("there is no page `{path}`", path), near)
            }
            _ => {
                let (message, help) = self.no_file(path);
                (message, Some(help))
            }
        };
        Diagnostic::new(Rule::BrokenLink, span, message).maybe_help(help)
    }

    /// What to say of a file that is not there.
    fn no_file(&self, path: &str) -> (Message, Message) {
        let assets = &self.catalogue.site.assets;
        let wanted = join(self.page.id.section(), path).0.to_lowercase();
        let same = assets.keys().find(|it| it.to_lowercase() == wanted);
        let near = same.map(|it| &**it);
        let near = near.or_else(|| nearest(&wanted, assets.keys().map(|it| &**it)));
        let near = near.map(|it| meant(&format!("content/{it}")));
        let help = near.unwrap_or_else(|| say!("put the file beside the page"));
        (say!("there is no file `{path}`", path), help)
    }

    fn block(
        &self,
        block: &Spanned<Block>,
        sink: &mut Diagnostics,
    ) -> Option<view::Block> {
        let Spanned { node, span } = block;
        let (catalogue, locale) = (self.catalogue, self.locale);
        let made = match node {
            Block::Chart(request) => {
                let figure = figure::figure(catalogue, request, *span, locale);
                figure.map(|figure| {
                    sink.extend(figure::noticed(&figure, *span).collect::<Diagnostics>());
                    if let Some(note) = figure.chosen.and_then(|it| chosen(it, *span)) {
                        sink.push(note);
                    }
                    view::Block::Chart(figure)
                })
            }
            Block::Table(request) => table::requested(catalogue, request, *span, locale)
                .map(view::Block::Table),
            Block::Figures(cards) => cards
                .iter()
                .map(|it| self.card(it, *span))
                .collect::<Result<_, _>>()
                .map(view::Block::Figures),
            Block::Timeline(request) => {
                let plan = match &request.plan {
                    Some(path) => self.plan_at(path, *span),
                    None => Ok(self.written.front.plan.as_ref()),
                };
                plan.and_then(|it| {
                    timeline::requested(catalogue, request, it, *span, locale)
                })
                .map(view::Block::Timeline)
            }
        };
        made.map_err(|diagnostic| sink.push(diagnostic)).ok()
    }

    fn plan_at(
        &self,
        path: &str,
        span: Span,
    ) -> Result<Option<&crate::model::Plan>, Diagnostic> {
        let site = self.catalogue.site;
        let (stem, _) = split_language(path, &site.settings.languages);
        let id = join(self.page.id.section(), stem);
        let page = site.pages.get(&id).ok_or_else(|| {
            Diagnostic::new(
                Rule::BrokenLink,
                span,
                say!("there is no page `{path}`", path),
            )
        })?;
        Ok(super::catalogue::translation(page, self.language()).1.front.plan.as_ref())
    }

    fn card(&self, card: &Card, span: Span) -> Result<view::Card, Diagnostic> {
        let dataset = inline::dataset(self.catalogue, &card.value.data, span)?;
        let expression = Spanned::new(card.value.clone(), span);
        let observed = inline::observed(dataset, &card.value.r#where, span).ok();
        Ok(view::Card {
            value: inline::evaluate(self.catalogue, &expression, self.locale)?,
            period: observed.map(|(_, it, _)| it.period.written(self.locale)),
            label: Said::own(&*card.label),
            path: Catalogue::dataset_route(self.language(), &dataset.id).encoded(),
        })
    }
}

/// A link's path as files are called; Windows writes it with backslashes.
/// Whether `target` names a drive of Windows.
fn is_of_one_computer(target: &str) -> bool {
    target.split_once(':').is_some_and(|it| it.0.len() == 1)
}

fn of_one_computer(target: &str, span: Span) -> Diagnostic {
    let message = say!("`{target}` is a file of one computer", target);
    Diagnostic::new(Rule::BrokenLink, span, message)
        .help(say!("put the file beside the page and write its name alone"))
}

fn decoded(path: &str) -> String {
    percent_decode(path).replace('\\', "/")
}

/// The route of a page; a folder's own page is the first of the folder's list.
pub(super) fn page_route(language: Language, id: &PageId) -> Route {
    Catalogue::page_route(language, id)
}

fn check_anchor<'a>(
    ids: impl Iterator<Item = &'a str> + Clone,
    anchor: &str,
    span: Span,
) -> Result<(), Diagnostic> {
    let anchor = percent_decode(anchor);
    if ids.clone().any(|it| it == anchor) {
        return Ok(());
    }
    let message = say!("there is no heading `#{anchor}` on that page", anchor);
    let near = nearest(&anchor, ids);
    Err(Diagnostic::new(Rule::BrokenAnchor, span, message)
        .maybe_help(near.map(|it| meant(&format!("#{it}")))))
}

/// `../notes/neet.en.md` → `../notes/neet` and `en`.
fn split_language<'a>(
    path: &'a str,
    languages: &[Language],
) -> (&'a str, Option<Language>) {
    let stem =
        path.strip_suffix(".md").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
    match stem.rsplit_once('.') {
        Some((rest, tag)) => match languages.iter().find(|it| it.as_str() == tag) {
            Some(language) => (rest, Some(*language)),
            None => (stem, None),
        },
        None => (stem, None),
    }
}

/// The page at `path`, seen from the folder `section`.
fn join(section: &str, path: &str) -> PageId {
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        section.split('/').filter(|it| !it.is_empty()).collect()
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            it => parts.push(it),
        }
    }
    PageId(crate::text::nfc(&parts.join("/")).into())
}

/// What to say of a type that the data chose; nothing of lines, which nobody wonders at.
fn chosen(kind: ChartType, span: Span) -> Option<Diagnostic> {
    let why = match kind {
        ChartType::Card => say!("there is one value"),
        ChartType::Slope => say!("there are two periods"),
        ChartType::Bar => say!("there are not periods enough for lines"),
        _ => return None,
    };
    let message = say!("this is drawn as {kind}: {why}", kind = kind.name(), why);
    Some(
        Diagnostic::new(Rule::ChosenType, span, message)
            .help(say!("write `type:` to have it so, or otherwise")),
    )
}

#[cfg(test)]
mod tests {
    use super::{join, percent_decode, split_language};

    #[test]
    fn finds_the_page_that_a_path_means() {
        let languages = ["bn".parse().unwrap(), "en".parse().unwrap()];
        let find = |section: &str, path: &str| {
            let (stem, language) = split_language(path, &languages);
            (join(section, stem).0.to_string(), language.map(|it| it.to_string()))
        };
        assert_eq!(
            find("plans", "../notes/neet.en.md"),
            ("notes/neet".into(), Some("en".into()))
        );
        assert_eq!(find("notes", "neet.md"), ("notes/neet".into(), None));
        assert_eq!(find("", "programme.bn.md"), ("programme".into(), Some("bn".into())));
    }

    #[test]
    fn decodes_bangla_addresses() {
        assert_eq!(percent_decode("%E0%A6%A8%E0%A6%BF"), "নি");
        assert_eq!(percent_decode("100%"), "100%");
    }
}
