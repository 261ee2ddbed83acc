//! Top: the command line. Parses what was typed, runs it, prints what came of it, and gives the
//! exit status: 0 fine, 1 the input has errors, 2 wrong usage, 3 the machine failed.

mod args;
mod build;
mod bundle;
mod explain;
mod fix;
mod grouped;
mod import;
mod new;
mod progress;
mod publish;
mod schema;
mod serve;
mod status;
mod terminal;
mod usage;
mod words;

use std::{ffi::OsString, process::ExitCode};

pub use args::command;

use args::Command;

/// Runs the command that `words` (the program's name first) ask for.
pub fn run(words: impl Iterator<Item = OsString>) -> ExitCode {
    let args = match args::parse(words) {
        Ok(args) => args,
        Err(status) => return status,
    };
    let done = match &args.command {
        Command::Build(options) => build::build(&args.global, options),
        Command::Serve(options) => serve::serve(&args.global, options),
        Command::Check(options) => build::check(&args.global, options),
        Command::Import(options) => import::import(&args.global, options),
        Command::New(options) => new::new(&args.global, options),
        Command::Schema(options) => schema::schema(&args.global, options),
        Command::Status => status::status(&args.global),
        Command::Publish(options) => publish::publish(&args.global, options),
        Command::Bundle(options) => bundle::bundle(&args.global, options),
        Command::Explain { code } => return explain::explain(code, args.global.lang),
    };
    match done {
        Ok(status) => status,
        Err(failure) => {
            terminal::failure(&failure, args.global.lang);
            ExitCode::from(3)
        }
    }
}
