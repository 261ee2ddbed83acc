//! Stage 4: the site → what to publish, and what each page shows.
//!
//! [`plan()`] lists the pages, [`view()`] makes one page's [`view::View`]: a closed value in which
//! every number is written, every link resolved and every chart drawn, so that rendering it can
//! look nothing up. What the pages share is worked out once, in the [`Catalogue`]. No HTML here.

mod article;
mod catalogue;
mod feed;
mod figure;
mod frame;
mod goal;
mod home;
mod indicator;
mod inline;
mod list;
mod plan;
mod progress;
mod table;
mod text;
mod timeline;
pub mod view;

pub use catalogue::{Catalogue, Pictures, Sizes};
pub use feed::{Address, Entry, Feed, addresses, feed};
pub use figure::{drawings, requests};
pub use plan::{Job, plan, view};
