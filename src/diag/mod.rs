//! Ground: what the author is told, and where.
//!
//! A [`Diagnostic`] names a [`Rule`], a place ([`Span`]) and what to do. Every stage in the middle
//! returns [`Checked`]: its value as far as it could be made, with everything it noticed, so that
//! one run reports all there is. Nothing here prints; that is the command line's work.

mod diagnostic;
mod message;
mod rule;
mod sink;
mod span;

pub use crate::say;
pub use diagnostic::{Diagnostic, Label, Severity};
pub use message::{Catalogue, Message, Value, meant};
pub use rule::Rule;
pub use sink::{Checked, Diagnostics, MOST, more};
pub use span::{FileId, Span, Spanned};
