//! Ground: the nouns of the product.
//!
//! Settings, pages and their text, the SDG framework, datasets in the words of SDMX, and the
//! [`Site`] that holds them all. They know how to compare and look up themselves and nothing more:
//! reading, drawing and writing are the stages' work.

mod asset;
mod body;
mod coverage;
mod cut;
mod dataset;
mod format;
mod framework;
mod geography;
mod glossary;
mod licence;
mod measure;
mod metadata;
mod observation;
mod page;
mod period;
mod request;
mod revision;
mod route;
mod schema;
mod sdmx;
mod settings;
mod site;
mod theme;

pub use asset::{Asset, Image, ImageFormat};
pub use body::{Alert, Alignment, Body, Event, Formula, Heading, Link, Slice, Tag};
pub use coverage::{Availability, Cell, ColumnCoverage, Coverage, FIRST_YEAR, last_year};
pub use cut::Cut;
pub use dataset::{
    Code, Dataset, Dimension, Place, Role, Series, Unknown, is_total, newest,
};
pub use format::{Format, json_key};
pub use framework::{Framework, Goal, Indicator, IndicatorId, Target};
pub use geography::{Area, Geography, Ground, Map, Ring};
pub use glossary::GlossaryTerm;
pub use licence::licence_url;
pub use measure::with_unit;
pub use metadata::{
    Acceptance, Break, DimensionLabels, Direction, Expected, Frequency, Metadata,
    Release, ReportingStatus, RevisionNote, Roadmap, Source, Stage, TargetValue,
};
pub use observation::{Bound, Interval, Nature, ObsStatus, Observation, TextId, Value};
pub use page::{
    Action, Edit, Front, Group, Kind, Material, Outline, Page, PageId, Plan, Reference,
    Text, Texts, Track, Translation, Workshop, Written,
};
pub use period::{Part, Period, runs};
pub use request::{
    Annotation, Asked, AxisScale, Block, Card, ChartRequest, ChartType, Expression,
    Level, Reach, TableRequest, TimelineRequest, Where, is_year,
};
pub use revision::{Change, Revision, changes};
pub use route::Route;
pub use sdmx::{Sdmx, SdmxColumn, SdmxKey, SdmxNames};
pub use settings::{Hosting, Layout, Method, Publisher, Settings, Territory};
pub use site::{Held, Site};
pub use theme::Theme;
