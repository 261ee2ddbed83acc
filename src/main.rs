//! The `prokash` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    prokash::cli::run(std::env::args_os())
}
