//! What is wrong with the numbers themselves; one file a check.

mod duplicate;

pub(super) use duplicate::add;
