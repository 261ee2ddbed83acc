//! The door to Tera: templates with the words and the facts of each language.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use jiff::civil::Date;
use tera::{Context, Tera, Value};

use super::{body, filter};
use crate::{
    diag::{Checked, Diagnostic, Diagnostics, Message, Rule, Span},
    model::{Route, Site, licence_url},
    page::view::{Block, Day, Text, View},
    render::bundle::Start,
    text::{Language, Locale},
};

/// The theme's templates, ready to render.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// What every page of a language is given: its words, the site, the way it is written.
    shared: BTreeMap<Language, Shared>,
    /// The files of the templates, to say where one fails.
    files: BTreeMap<String, Span>,
    /// Charts that were rendered, by name and way to the root: pages share them.
    charts: RwLock<BTreeMap<(Route, String), Arc<str>>>,
}

/// So many rendered charts are kept; most are shown by one page, and never wanted again.
const KEPT: usize = 1_000;

#[derive(Debug)]
struct Shared {
    locale: Locale,
    words: Value,
    site: Value,
    dir: Value,
}

impl Templates {
    /// The templates of the site's theme; `None` where one of them cannot be read.
    pub fn new(site: &Site) -> Checked<Option<Self>> {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        filter::register(&mut tera);
        let templates = site.theme.templates.iter();
        let sources = templates.map(|(name, (_, text))| (name.as_str(), &**text));
        let loaded = tera.add_raw_templates(sources);
        let files = site.theme.templates.iter();
        let files =
            files.map(|(name, (id, _))| (name.clone(), Span::file(*id))).collect();
        let templates =
            Self { tera, shared: BTreeMap::new(), files, charts: RwLock::default() };
        if let Err(error) = loaded {
            let mut sink = Diagnostics::new();
            sink.push(templates.explain("", &error));
            return Checked::new(None, sink);
        }
        Checked::new(Some(templates.of(site)), Diagnostics::new())
    }

    /// The same templates for `site`, which has the same theme and the same data.
    #[must_use]
    pub fn of(mut self, site: &Site) -> Self {
        let locales = site.theme.locales.values();
        self.shared = locales.map(|it| (it.language(), Shared::new(site, it))).collect();
        self
    }

    /// The page that a bundle starts with.
    pub(in crate::render) fn start(&self, start: &Start) -> Checked<Vec<u8>> {
        let mut sink = Diagnostics::new();
        let mut html = Vec::new();
        let rendered = Context::from_serialize(start)
            .and_then(|context| self.tera.render_to("bundle.html", &context, &mut html));
        if let Err(error) = rendered {
            sink.push(self.explain("bundle.html", &error));
        }
        Checked::new(html, sink)
    }

    /// The page that `view` shows: its blocks, then its text, then the page around them.
    pub(super) fn page(&self, view: &View) -> Checked<Vec<u8>> {
        let mut sink = Diagnostics::new();
        let shared = &self.shared[&view.lang];
        let text = view.subject.text().map(|it| self.text(it, view, shared, &mut sink));
        let mut context = match Context::from_serialize(view) {
            Ok(context) => context,
            Err(error) => {
                sink.push(self.explain(view.subject.template(), &error));
                return Checked::new(Vec::new(), sink);
            }
        };
        shared.give(&mut context);
        context.insert_value("text", Value::safe_string(&text.unwrap_or_default()));
        let template = view.subject.template();
        let mut html = Vec::with_capacity(64 * 1024);
        if let Err(error) = self.tera.render_to(template, &context, &mut html) {
            sink.push(self.explain(template, &error));
        }
        Checked::new(html, sink)
    }

    fn text(
        &self,
        text: &Text,
        view: &View,
        shared: &Shared,
        sink: &mut Diagnostics,
    ) -> String {
        let blocks = text.blocks.iter().map(|block| match block {
            Some(Block::Chart(figure)) => {
                let key = (figure.id.clone(), view.root.clone());
                let known = self.charts.read().unwrap_or_else(PoisonError::into_inner);
                if let Some(html) = known.get(&key) {
                    return Arc::clone(html);
                }
                drop(known);
                let html: Arc<str> = self
                    .block(&Block::Chart(Arc::clone(figure)), view, shared, sink)
                    .into();
                let mut known =
                    self.charts.write().unwrap_or_else(PoisonError::into_inner);
                if known.len() >= KEPT {
                    known.clear();
                }
                known.insert(key, Arc::clone(&html));
                html
            }
            Some(block) => self.block(block, view, shared, sink).into(),
            None => "".into(),
        });
        let blocks: Vec<Arc<str>> = blocks.collect();
        body::html(text, &blocks, &shared.locale)
    }

    fn block(
        &self,
        block: &Block,
        view: &View,
        shared: &Shared,
        sink: &mut Diagnostics,
    ) -> String {
        let template = block.template();
        let rendered = Context::from_serialize(block).and_then(|mut context| {
            shared.give(&mut context);
            context.insert("root", &view.root);
            context.insert("lang", &view.lang);
            self.tera.render(template, &context)
        });
        rendered.unwrap_or_else(|error| {
            sink.push(self.explain(template, &error));
            String::new()
        })
    }

    /// What Tera says, which names the template, the line and the column itself.
    fn explain(&self, template: &str, error: &tera::Error) -> Diagnostic {
        let message = error.to_string();
        let named = self.files.keys().filter(|it| message.contains(it.as_str()));
        let file = named
            .max_by_key(|it| it.len())
            .or_else(|| self.files.keys().find(|it| *it == template));
        let message = Message::quoted(message.trim());
        match file.and_then(|it| self.files.get(it)) {
            Some(span) => Diagnostic::new(Rule::BadTemplate, *span, message),
            None => Diagnostic::global(Rule::BadTemplate, message),
        }
    }
}

impl Shared {
    fn new(site: &Site, locale: &Locale) -> Self {
        Self {
            words: Value::from_serializable(&nested(locale)),
            site: Value::from_serializable(&facts(site, locale)),
            dir: Value::from_serializable(locale.direction()),
            locale: locale.clone(),
        }
    }

    /// Shared values are counted references: giving them to a page copies nothing.
    fn give(&self, context: &mut Context) {
        context.insert_value("t", self.words.clone());
        context.insert_value("site", self.site.clone());
        context.insert_value("dir", self.dir.clone());
    }
}

/// The words as templates name them: `note.summary` is `t.note.summary`, and a hyphen is `_`.
fn nested(locale: &Locale) -> serde_json::Value {
    let mut root = serde_json::Map::new();
    for (key, word) in locale.words() {
        let mut place = &mut root;
        let mut parts = key.split('.').peekable();
        while let Some(part) = parts.next() {
            let part = part.replace('-', "_");
            if parts.peek().is_none() {
                place.insert(part, word.into());
                break;
            }
            let next = place.entry(part).or_insert_with(|| serde_json::Map::new().into());
            let Some(map) = next.as_object_mut() else { break };
            place = map;
        }
    }
    root.into()
}

/// What a template may know of the site.
fn facts(site: &Site, locale: &Locale) -> serde_json::Value {
    let settings = &site.settings;
    let language = locale.language();
    let publisher = &settings.publisher;
    let licence = settings.licence.as_deref();
    let day = |it: Date| Day { iso: it.to_string(), text: locale.date(it) };
    serde_json::json!({
        "title": settings.title.say(language).unwrap_or_default(),
        "tagline": settings.tagline.say(language),
        "publisher": {
            "name": publisher.name.say(language),
            "url": publisher.url,
            "email": publisher.email,
            "phone": publisher.phone.say(language),
            "address": publisher.address.say(language),
            "information": publisher.information.say(language),
        },
        "changed": site.changed().map(day),
        "data": site.data_changed().map(day),
        "licence": licence.map(|it| serde_json::json!({ "name": it, "url": licence_url(it) })),
        "glossary": !site.glossary.is_empty(),
        "accent": site.theme.accent,
        "version": env!("CARGO_PKG_VERSION"),
    })
}
