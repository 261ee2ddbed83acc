//! The `prokash` command.

fn main() {}
