//! The charts of a site, each drawn when it is first asked for.

use std::{collections::BTreeMap, fmt, sync::OnceLock};

use crate::{
    chart::{self, Origin, Picture},
    diag::Checked,
    model::{ChartRequest, Site},
    text::{Language, Shaper},
};

/// A drawn chart, as far as it could be drawn, with what was wrong with it.
type Drawn = Checked<Option<Picture>>;

/// Charts by language, as far as they were drawn.
pub type Drawings = BTreeMap<Language, BTreeMap<ChartRequest, OnceLock<Drawn>>>;

/// Every chart of a site in each language, drawn once.
pub struct Pictures<'a> {
    site: &'a Site,
    shaper: Shaper,
    drawn: Drawings,
}

impl<'a> Pictures<'a> {
    /// The charts of `site`, not yet drawn.
    pub fn new(site: &'a Site) -> Self {
        Self::with(site, Drawings::new())
    }

    /// The charts of `site`, of which those in `known` need not be drawn again.
    pub fn with(site: &'a Site, mut known: Drawings) -> Self {
        let mut drawn = Drawings::new();
        for (language, request) in super::requests(site) {
            if site.datasets.contains_key(&*request.data) {
                let known = known.get_mut(&language).and_then(|it| it.remove(&request));
                let of_language = drawn.entry(language).or_default();
                of_language.insert(request, known.unwrap_or_default());
            }
        }
        Self { site, shaper: Shaper::new(site.theme.fonts.clone()), drawn }
    }

    /// The site.
    pub fn site(&self) -> &'a Site {
        self.site
    }

    /// The charts, for a site in which they look the same.
    pub fn into_drawings(self) -> Drawings {
        self.drawn
    }

    /// Every chart that there is.
    pub fn all(&self) -> impl Iterator<Item = (Language, &ChartRequest)> {
        let languages = self.drawn.iter();
        languages.flat_map(|(tag, it)| it.keys().map(|request| (*tag, request)))
    }

    /// The chart of that request in that language, where there is one.
    pub fn find(&self, language: Language, request: &ChartRequest) -> Option<&Drawn> {
        let dataset = self.site.datasets.get(&*request.data)?;
        let drawn = self.drawn.get(&language)?.get(request)?;
        Some(drawn.get_or_init(|| {
            let locale = self.site.locale(language);
            let licence = dataset.metadata.licence.as_ref();
            let licence = licence.or(self.site.settings.licence.as_ref()).cloned();
            let page = super::chart::chart_page(language, dataset, request);
            let origin = Origin { licence, address: self.site.address(&page) };
            chart::picture(dataset, request, locale, &origin, &self.shaper)
        }))
    }
}

impl fmt::Debug for Pictures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pictures").field("all", &self.all().count()).finish()
    }
}
