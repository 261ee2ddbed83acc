//! Top: the command line. Parses what was typed, runs it, prints what came of it, and gives the
//! exit status: 0 fine, 1 the input has errors, 2 wrong usage, 3 the machine failed.

mod args;
mod build;
mod explain;
mod terminal;

use std::{ffi::OsString, process::ExitCode};

use args::Command;

/// Runs the command that `words` (the program's name first) ask for.
pub fn run(words: impl Iterator<Item = OsString>) -> ExitCode {
    let args = match args::parse(words) {
        Ok(args) => args,
        Err(status) => return status,
    };
    let done = match &args.command {
        Command::Build(options) => build::build(&args.global, options),
        Command::Check(options) => build::check(&args.global, options),
        Command::Explain { code } => return explain::explain(code),
    };
    match done {
        Ok(status) => status,
        Err(failure) => {
            terminal::failure(&failure);
            ExitCode::from(3)
        }
    }
}
