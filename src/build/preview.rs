//! The site while it is written: each page made when it is looked at, and kept up with its files.
//!
//! One thread has the site and does what it is asked, one thing after the other; between two
//! questions it goes through the pages that nobody has looked at, for what is wrong with them. What
//! is wrong never takes the place of what was right: the last good site stays until it is mended.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, RecvError, Sender, TryRecvError},
    },
};

use super::{
    Options, assemble,
    record::Told,
    shelf::{Kept, Shelf},
    trouble::Trouble,
};
use crate::{
    content::{self, Read},
    data,
    diag::Diagnostics,
    model::{Dataset, Page, PageId, Route, Site, Text, Texts},
    page::{self, Catalogue, Drawings, Job, Pictures},
    render::{self, html::Templates},
    source::{self, Failure, Files},
};

/// What is asked of the site.
#[derive(Debug)]
pub enum Ask {
    /// The file of the site at that path, where there is one.
    File(String, Sender<Option<Vec<u8>>>),
    /// These files, by path below the root, may have been written, moved or removed.
    Touched(BTreeSet<String>),
}

/// What those who look at the site are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Pages may look otherwise.
    Pages,
    /// Style sheets do.
    Styles,
    /// What is wrong now: nothing, when all was mended.
    Wrong(Vec<Trouble>),
}

/// Shows the site in `root` to whoever asks, until nobody can any more.
///
/// Errors: the machine failed before there was a site.
pub fn preview(
    root: &Path,
    options: &Options,
    asks: &Receiver<Ask>,
    tell: &dyn Fn(News),
) -> Result<(), Failure> {
    let (wrong, told) = (BTreeMap::new(), Vec::new());
    let kept = Kept::default();
    let mut preview = Preview { root, options, tell, kept: &kept, wrong, told };
    let mut now = preview.read()?;
    let (mut before, mut news) = (None, None);
    loop {
        let next = match &mut now {
            Some(now) => preview.show(now, before.take(), news.take(), asks),
            None => wait(asks),
        };
        match &next {
            Next::Page(..) | Next::Back(Before::Page(..)) => kept.forget_pages(),
            _ => kept.forget(),
        }
        match next {
            Next::End => return Ok(()),
            Next::Page(page, text) => {
                before = now.as_mut().and_then(|it| it.exchange(page, text));
                news = Some(News::Pages);
            }
            Next::Data(datasets) => {
                before = now.as_mut().map(|it| it.exchange_data(datasets));
                news = Some(News::Pages);
            }
            Next::All(what) => {
                // A file may be gone by the time that it is read; the next touch tells.
                if let Ok(Some(fresh)) = preview.read() {
                    before = now.replace(fresh).map(|it| Before::All(Box::new(it)));
                    news = Some(what);
                }
            }
            Next::Back(Before::Page(page, text)) => {
                if let Some(now) = &mut now {
                    now.exchange(page, text);
                }
            }
            Next::Back(Before::Data(datasets)) => {
                if let Some(now) = &mut now {
                    now.exchange_data(datasets);
                }
            }
            Next::Back(Before::All(it)) => now = Some(*it),
        }
    }
}

/// A site that was read.
struct Now {
    files: Files,
    site: Site,
    texts: Texts,
    /// Its charts, as far as they were drawn.
    drawings: Drawings,
    /// Its templates, once they were read.
    templates: Option<Templates>,
}

/// The datasets of a site, by name.
type Datasets = BTreeMap<Arc<str>, Dataset>;

/// What was shown before, in case that what is new is wrong.
enum Before {
    Page(Page, Text),
    Data(Datasets),
    All(Box<Now>),
}

/// Why a site is no longer shown as it is.
enum Next {
    /// Nobody can ask any more.
    End,
    /// Others see that this page has changed.
    Page(Page, Text),
    /// Only these datasets have.
    Data(Datasets),
    /// Anything may have.
    All(News),
    /// What is new is wrong.
    Back(Before),
}

/// In what something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    /// What was read anew as a whole.
    All,
    /// A page that was edited.
    Page(PageId),
    /// What is made at that route.
    Made(Route),
}

impl Now {
    /// Puts a page in the place of what it was.
    fn exchange(&mut self, page: Page, text: Text) -> Option<Before> {
        let id = page.id.clone();
        let page = self.site.pages.insert(id.clone(), page);
        let text = self.texts.0.insert(id, text);
        Some(Before::Page(page?, text?))
    }

    /// Puts `datasets` in the place of what they were. The charts of those that are the same stay.
    fn exchange_data(&mut self, datasets: Datasets) -> Before {
        // They keep the charts that they have rendered.
        self.templates = None;
        let before = std::mem::replace(&mut self.site.datasets, datasets);
        let now = &self.site.datasets;
        let changed = before.iter().filter(|it| now.get(it.0) != Some(it.1));
        let changed: BTreeSet<&str> = changed.map(|it| &**it.0).collect();
        for drawings in self.drawings.values_mut() {
            drawings.retain(|request, _| !changed.contains(&*request.data));
        }
        Before::Data(before)
    }
}

/// Waits until there may be a site.
fn wait(asks: &Receiver<Ask>) -> Next {
    loop {
        match asks.recv() {
            Err(RecvError) => return Next::End,
            Ok(Ask::Touched(_)) => return Next::All(News::Pages),
            Ok(Ask::File(_, answer)) => drop(answer.send(None)),
        }
    }
}

struct Preview<'a> {
    root: &'a Path,
    options: &'a Options,
    tell: &'a dyn Fn(News),
    kept: &'a Kept,
    wrong: BTreeMap<Within, Vec<Trouble>>,
    /// What was last told to be wrong.
    told: Vec<Trouble>,
}

/// A site that is shown as it is, but for the texts of its pages.
struct Show<'a> {
    catalogue: &'a Catalogue<'a>,
    /// To look for what is wrong, once there is time for it.
    looks: OnceCell<Catalogue<'a>>,
    templates: Templates,
    jobs: Vec<Job>,
    places: BTreeMap<Route, usize>,
    shelf: &'a Shelf<'a>,
    files: &'a mut Files,
    texts: &'a mut Texts,
}

impl<'a> Show<'a> {
    fn looks(&self) -> &Catalogue<'a> {
        self.looks.get_or_init(|| self.catalogue.without_sizes())
    }

    /// What is wrong with the pages that show the text of `id`.
    fn wrong(&self, id: &PageId) -> Diagnostics {
        let jobs = self.jobs.iter().filter(|it| it.shown().as_ref() == Some(id));
        let found = jobs.map(|it| page::view(self.catalogue, it, self.texts).diagnostics);
        found.collect::<Vec<_>>().iter().flatten().cloned().collect()
    }
}

impl Preview<'_> {
    /// Reads everything; `None` where something is wrong with it.
    fn read(&mut self) -> Result<Option<Now>, Failure> {
        let files = source::read(self.root)?;
        let mut told = Told::default();
        let (site, texts, _) = assemble::read(&files, self.options, &mut told);
        self.wrong.clear();
        let right = self.note(Within::All, &told.all(), &files, site.as_ref());
        let site = site.filter(|_| right);
        let (drawings, templates) = (Drawings::new(), None);
        Ok(site.map(|site| Now { files, site, texts, drawings, templates }))
    }

    /// Shows the site until it is no longer as it is.
    fn show(
        &mut self,
        now: &mut Now,
        before: Option<Before>,
        news: Option<News>,
        asks: &Receiver<Ask>,
    ) -> Next {
        let Now { site, files, texts, drawings, templates } = now;
        let pictures = Pictures::with(site, std::mem::take(drawings));
        let parts = (files, texts, templates);
        let next = self.show_with(&pictures, parts, (before, news), asks);
        *drawings = pictures.into_drawings();
        next
    }

    fn show_with(
        &mut self,
        pictures: &Pictures<'_>,
        (files, texts, kept): (&mut Files, &mut Texts, &mut Option<Templates>),
        (before, news): (Option<Before>, Option<News>),
        asks: &Receiver<Ask>,
    ) -> Next {
        let site = pictures.site();
        let shelf = Shelf::new(site, pictures, self.kept);
        let size = |route: &Route| shelf.size(route);
        let catalogue = Catalogue::new(site, pictures, &size);
        let mut found = Diagnostics::new();
        let jobs = page::plan(&catalogue).into(&mut found);
        let templates = kept.take().map(|it| it.of(site));
        let templates = templates.or_else(|| Templates::new(site).into(&mut found));
        let mut right = true;
        // What is wrong with what was not taken over is still wrong.
        if news.is_some() || found.has_errors() {
            right = self.note(Within::All, &found, files, Some(site));
        }
        let Some(templates) = templates else {
            return before.map_or_else(|| wait(asks), Next::Back);
        };
        let places = jobs.iter().map(|it| it.route.clone()).zip(0..).collect();
        let (catalogue, shelf, looks) = (&catalogue, &shelf, OnceCell::new());
        let mut show =
            Show { catalogue, looks, templates, jobs, places, shelf, files, texts };
        if let Some(Before::Page(page, _)) = &before {
            let found = show.wrong(&page.id);
            let within = Within::Page(page.id.clone());
            right &= self.note(within, &found, show.files, Some(site));
        }
        match before {
            Some(before) if !right => return Next::Back(before),
            _ => news.into_iter().for_each(self.tell),
        }
        let next = self.answer(&mut show, asks);
        *kept = Some(show.templates);
        next
    }

    /// Does what it is asked while the site is as it is.
    fn answer(&mut self, show: &mut Show<'_>, asks: &Receiver<Ask>) -> Next {
        let mut unseen: VecDeque<usize> = (0..show.jobs.len()).collect();
        loop {
            let ask = match unseen.front() {
                None => asks.recv().map_err(|RecvError| TryRecvError::Disconnected),
                Some(_) => asks.try_recv(),
            };
            match ask {
                Err(TryRecvError::Disconnected) => return Next::End,
                Err(TryRecvError::Empty) => {
                    if let Some(job) = unseen.pop_front() {
                        self.page(show, job, false);
                    }
                }
                Ok(Ask::File(path, answer)) => {
                    let route = Route::new(&path);
                    let file = match show.places.get(&route) {
                        Some(job) => Some(self.page(show, *job, true)),
                        None => {
                            let (jobs, texts) = (&show.jobs, &*show.texts);
                            show.shelf.file(
                                &route,
                                show.catalogue,
                                jobs,
                                (texts, show.files),
                            )
                        }
                    };
                    // Who has gone away in the meantime needs no answer.
                    let _ = answer.send(file);
                }
                Ok(Ask::Touched(paths)) => {
                    if let Some(next) = self.touched(show, &paths) {
                        return next;
                    }
                }
            }
        }
    }

    /// Looks for what is wrong with a page, and makes it where it is `wanted`.
    fn page(&mut self, show: &Show<'_>, job: usize, wanted: bool) -> Vec<u8> {
        let job = &show.jobs[job];
        let catalogue = if wanted { show.catalogue } else { show.looks() };
        let mut view = page::view(catalogue, job, show.texts);
        let html = wanted.then(|| {
            let html = render::html::page(&view.value, &show.templates);
            html.into(&mut view.diagnostics)
        });
        let site = Some(show.catalogue.site);
        self.note(Within::Made(job.route.clone()), &view.diagnostics, show.files, site);
        html.unwrap_or_default()
    }

    /// Takes over what has changed in the files at `paths`; tells where that is more than the text of
    /// a page.
    fn touched(&mut self, show: &mut Show<'_>, paths: &BTreeSet<String>) -> Option<Next> {
        let right = !self.wrong.contains_key(&Within::All);
        let data = |it: &String| it.starts_with("data/") && show.files.find(it).is_some();
        if right && paths.iter().all(data) {
            return self.data(show, paths);
        }
        let styles =
            paths.iter().all(|it| it.starts_with("themes/") && it.ends_with(".css"));
        let all = Next::All(if styles { News::Styles } else { News::Pages });
        let known = |it: &String| content::is_page(it) && show.files.find(it).is_some();
        if !right || !paths.iter().all(known) {
            return Some(all);
        }
        let mut edited = BTreeSet::new();
        for path in paths {
            let id = show.files.find(path)?;
            match source::reread(self.root, show.files, id) {
                Ok(false) => continue,
                Ok(true) => {}
                Err(_) => return Some(all),
            }
            let of = |it: &&Page| it.translations.values().any(|it| it.file == id);
            match show.catalogue.site.pages.values().find(of) {
                Some(page) => edited.insert(page.id.clone()),
                None => return Some(all),
            };
        }
        let mut edited = edited.iter();
        match (edited.next(), edited.next()) {
            (None, _) => None,
            (Some(id), None) => self.edited(show, id),
            _ => Some(all),
        }
    }

    /// Takes over what has changed in the files of datasets.
    fn data(&mut self, show: &mut Show<'_>, paths: &BTreeSet<String>) -> Option<Next> {
        let mut changed = false;
        for path in paths {
            let read = source::reread(self.root, show.files, show.files.find(path)?);
            let Ok(is_new) = read else { return Some(Next::All(News::Pages)) };
            changed |= is_new;
        }
        if !changed {
            return None;
        }
        let site = show.catalogue.site;
        let read = data::parse(show.files, &site.settings);
        let held = &site.held;
        let free = held.datasets.is_empty() && held.pages.is_empty();
        if !free || read.value.iter().any(|it| it.metadata.release.is_some()) {
            return Some(Next::All(News::Pages));
        }
        let right = self.note(Within::All, &read.diagnostics, show.files, Some(site));
        let datasets = read.value.into_iter().map(|it| (Arc::clone(&it.id), it));
        right.then(|| Next::Data(datasets.collect()))
    }

    /// Takes over what has changed in the files of one page.
    fn edited(&mut self, show: &mut Show<'_>, id: &PageId) -> Option<Next> {
        let site = show.catalogue.site;
        let old = site.pages.get(id)?;
        let files: Vec<_> = old.translations.values().map(|it| it.file).collect();
        let mut read = content::some(show.files, &files, &site.settings);
        let within = Within::Page(id.clone());
        let Some(Read { page, text, found }) = read.value.pop() else {
            self.note(within, &read.diagnostics, show.files, Some(site));
            return None;
        };
        read.diagnostics.extend(found);
        if !self.note(within.clone(), &read.diagnostics, show.files, Some(site)) {
            return None;
        }
        let Some(page) = assemble::published(page, self.options.drafts) else {
            return Some(Next::All(News::Pages));
        };
        if assemble::keep(&page) != assemble::keep(old) {
            let free = site.held.datasets.is_empty() && site.held.pages.is_empty();
            let open = page.translations.values().all(|it| it.front.release.is_none());
            return Some(if free && open {
                Next::Page(page, text)
            } else {
                Next::All(News::Pages)
            });
        }
        let old = show.texts.0.insert(id.clone(), text)?;
        let found = show.wrong(id);
        if self.note(within, &found, show.files, Some(site)) {
            let jobs = show.jobs.iter().filter(|it| it.shown().as_ref() == Some(id));
            let routes: Vec<Route> = jobs.map(|it| it.route.clone()).collect();
            for route in routes {
                self.note(
                    Within::Made(route),
                    &Diagnostics::new(),
                    show.files,
                    Some(site),
                );
            }
            show.shelf.forget_texts();
            (self.tell)(News::Pages);
        } else {
            show.texts.0.insert(id.clone(), old);
        }
        None
    }

    /// Notes what was `found` and tells it where it is something else than before; tells whether
    /// nothing is wrong there.
    fn note(
        &mut self,
        within: Within,
        found: &Diagnostics,
        files: &Files,
        site: Option<&Site>,
    ) -> bool {
        let troubles = Trouble::all(found, files, site);
        let right = troubles.is_empty();
        if right {
            self.wrong.remove(&within);
        } else {
            self.wrong.insert(within, troubles);
        }
        let all: BTreeSet<&Trouble> = self.wrong.values().flatten().collect();
        if !all.iter().copied().eq(&self.told) {
            self.told = all.into_iter().cloned().collect();
            (self.tell)(News::Wrong(self.told.clone()));
        }
        right
    }
}
