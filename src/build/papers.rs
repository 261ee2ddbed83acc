//! The PDF of every page that has one.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::{Event, Hear, Step, album::Album, cache::Cache, record::Told};
use crate::{
    diag::{Diagnostic, Diagnostics, Rule, Span, say},
    model::{Route, Texts, Theme},
    output::Stage,
    page::{self, Catalogue, Job, Paper, Sizes},
    render::{
        export,
        pdf::{Press, Sheet},
    },
    source::{Failure, Files, built_in},
};

/// After so many papers a thread lets go of what Typst worked out for them.
const BREATH: usize = 10;

/// A table with more bytes than this does not go with a PDF; it can be had on the site.
const ATTACHED: usize = 512 * 1024;

/// Where the PDFs go, and what they are checked against.
pub(super) struct To<'a> {
    /// The inputs, to show where a letter stands that no font has.
    pub(super) files: &'a Files,
    /// Where the site is written; left out, nothing is.
    pub(super) stage: Option<&'a Stage>,
    /// What was made before.
    pub(super) cache: &'a Cache,
    /// The images of the site.
    pub(super) album: &'a Album<'a>,
    /// Who hears how far it is.
    pub(super) hear: Hear<'a>,
}

/// Makes the PDFs of `jobs` and writes them, where there is a stage; tells how big they are.
/// Without one, letters that no font has are told all the same, and templates of the site's own are
/// tried.
///
/// Errors: the disk refuses.
pub(super) fn print(
    catalogue: &Catalogue<'_>,
    texts: &Texts,
    jobs: &[&Job],
    to: &To<'_>,
    told: &mut Told,
) -> Result<Sizes, Failure> {
    let with_paper = |it: &&Job| page::paper_route(catalogue, it).is_some();
    let shop = Shop {
        catalogue,
        texts,
        jobs: jobs.iter().copied().filter(with_paper).collect(),
        to,
        press: Press::new(&catalogue.site.theme),
        next: AtomicUsize::new(0),
        trial: to.stage.is_none() && has_own_templates(&catalogue.site.theme),
    };
    // Without a stage hardly one is set.
    if to.stage.is_some() {
        (to.hear)(Event::Begins(Step::Papers, shop.jobs.len()));
    }
    // Threads of their own: Typst may not run within the pool that it works with itself.
    let workers = rayon::current_num_threads().min(shop.jobs.len());
    let made: Vec<Result<Vec<Made>, Failure>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(|| shop.work())).collect();
        let done = workers.into_iter().map(|it| match it.join() {
            Ok(made) => made,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    });
    Press::rest();
    let mut made: Vec<Made> =
        made.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    made.sort_by_key(|it| it.0);
    let mut sizes = Sizes::new();
    for (at, size, found) in made {
        sizes.extend(size);
        told.take(shop.jobs[at].shown(), found);
    }
    Ok(sizes)
}

/// The number of a job, its file and what is wrong with it.
type Made = (usize, Option<(Route, u64)>, Diagnostics);

/// What the threads share.
struct Shop<'a> {
    catalogue: &'a Catalogue<'a>,
    texts: &'a Texts,
    jobs: Vec<&'a Job>,
    to: &'a To<'a>,
    press: Press,
    /// The job that is taken up next.
    next: AtomicUsize,
    /// Whether the first paper is set though nothing is written.
    trial: bool,
}

/// Whether the theme has report templates that are not the built-in ones, which are known to work.
fn has_own_templates(theme: &Theme) -> bool {
    theme.report.iter().any(|(name, (_, bytes))| {
        let built_in = built_in(&format!("themes/prokash/report/{name}"));
        built_in.is_none_or(|it| *it.as_bytes() != **bytes)
    })
}

impl Shop<'_> {
    fn work(&self) -> Result<Vec<Made>, Failure> {
        let mut made = Vec::new();
        let mut printed = 0;
        loop {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = self.jobs.get(at) else { return Ok(made) };
            made.extend(self.print(at, job, &mut printed)?);
            (self.to.hear)(Event::Made);
            if printed >= BREATH {
                Press::rest();
                printed = 0;
            }
        }
    }

    fn print(
        &self,
        at: usize,
        job: &Job,
        printed: &mut usize,
    ) -> Result<Option<Made>, Failure> {
        let Some(paper) = page::paper(self.catalogue, job, self.texts) else {
            return Ok(None);
        };
        let mut sink = Diagnostics::new();
        // What letters there are does not depend on the images.
        let images =
            if self.to.stage.is_some() { self.images(&paper) } else { Vec::new() };
        let sheet = self.press.prepare(&paper, self.tables(&paper), images);
        self.tell(job, &sheet, &mut sink);
        if self.to.stage.is_none() && !(self.trial && at == 0) {
            return Ok(Some((at, None, sink)));
        }
        let key = self.press.fingerprint(&sheet);
        let pdf = self.to.cache.or_make(key, || {
            *printed += 1;
            self.press.print(sheet)
        });
        let mut size = None;
        match (pdf, self.to.stage) {
            (Ok(pdf), Some(stage)) => {
                stage.write(&paper.route, &pdf)?;
                size = Some((paper.route, pdf.len() as u64));
            }
            (Ok(_), None) => {}
            (Err(diagnostics), _) => sink.extend(diagnostics),
        }
        Ok(Some((at, size, sink)))
    }

    /// The images in `paper`, by where they are on the site.
    fn images<'b>(&self, paper: &'b Paper) -> Vec<(&'b str, Arc<[u8]>)> {
        let album = self.to.album;
        let images = paper.images.iter().filter_map(|it| {
            let (_, bytes) = album.still(it).or_else(|| album.shown(it))?;
            Some((&**it, bytes))
        });
        images.collect()
    }

    /// The tables behind the charts of `paper`, by the names of their files.
    fn tables(&self, paper: &Paper) -> Vec<(String, Vec<u8>)> {
        let site = self.catalogue.site;
        let datasets = paper.datasets.iter().filter_map(|it| site.datasets.get(it));
        let tables = datasets
            .filter(|it| it.has_values())
            .map(|it| (format!("{}.csv", it.id), export::csv(it, site.settings.csv_bom)));
        tables.filter(|(_, table)| table.len() <= ATTACHED).collect()
    }

    /// Tells where the letters of `sheet` stand that no font has.
    fn tell(&self, job: &Job, sheet: &Sheet, sink: &mut Diagnostics) {
        let sources = page::sources(self.catalogue, job);
        for letter in &sheet.unknown {
            let found = sources.iter().find_map(|file| {
                let at = self.to.files.text(*file)?.find(*letter)?;
                Some(Span::new(*file, at..at + letter.len_utf8()))
            });
            let Some(span) = found.or_else(|| sources.first().map(|it| Span::file(*it)))
            else {
                continue;
            };
            let code = u32::from(*letter);
            let message = say!(
                "no font has `{letter}` (U+{code}): the PDF shows □",
                letter,
                code = format!("{:04X}", code)
            );
            let help = say!(
                "write it in words, or put a font that has it into the theme's `fonts/`"
            );
            sink.push(Diagnostic::new(Rule::UnknownLetter, span, message).help(help));
        }
    }
}
