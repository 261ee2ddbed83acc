//! Ground: the nouns of the product.
//!
//! Settings, pages and their text, the SDG framework, datasets in the words of SDMX, and the
//! [`Site`] that holds them all. They know how to compare and look up themselves and nothing more:
//! reading, drawing and writing are the stages' work.

mod body;
mod dataset;
mod framework;
mod measure;
mod metadata;
mod observation;
mod page;
mod period;
mod request;
mod route;
mod settings;
mod site;
mod theme;

pub use body::{Alert, Alignment, Body, Event, Heading, Link, Slice, Tag};
pub use dataset::{Code, Dataset, Dimension, Place, Role, Series, Unknown, is_total};
pub use framework::{Framework, Goal, Indicator, IndicatorId, Target};
pub use measure::with_unit;
pub use metadata::{
    Acceptance, Break, DimensionLabels, Direction, Expected, Metadata, ReportingStatus,
    Roadmap, Source, Stage, TargetValue,
};
pub use observation::{Bound, Interval, Nature, ObsStatus, Observation, TextId, Value};
pub use page::{
    Action, Front, Group, Kind, Material, Page, PageId, Plan, Reference, Track,
    Translation, Workshop,
};
pub use period::{Part, Period};
pub use request::{
    Asked, Block, Card, ChartRequest, ChartType, Expression, TableRequest,
    TimelineRequest, Where, is_year,
};
pub use route::Route;
pub use settings::{Publisher, Settings};
pub use site::Site;
pub use theme::Theme;
