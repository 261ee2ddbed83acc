//! Stage 4: the site → what to publish, and what each page shows.
//!
//! [`plan()`] lists the pages, [`view()`] makes one page's [`view::View`]: a closed value in which
//! every number is written, every link resolved and every chart drawn, so that rendering it can
//! look nothing up. What the pages share is worked out once, in the [`Catalogue`]. No HTML here.

mod alphabet;
mod article;
mod catalogue;
mod chart;
mod cite;
mod coverage;
mod data;
mod document;
mod feed;
mod figure;
mod frame;
mod gaps;
mod glossary;
mod goal;
mod home;
mod index;
mod indicator;
mod inline;
mod linked;
mod list;
mod made;
pub mod paper;
mod pictures;
mod plan;
mod progress;
mod provider;
mod score;
mod share;
mod table;
mod text;
mod timeline;
pub mod view;

pub use catalogue::{Catalogue, Size, Sizes};
pub use document::Field;
pub use feed::{Address, Entry, Feed, addresses, changes, feed};
pub use figure::{as_png, drawing, drawings, requests};
pub use index::{Document, Posting, Words, documents, exchange, index, items, text};
pub use paper::{
    Paper, is_part, office_routes, paper, paper_route, single_route, sources, with_single,
};
pub use pictures::{Drawings, Pictures};
pub use plan::{Job, plan, view};
