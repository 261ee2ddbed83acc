//! What may be typed.

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Static site generator for bilingual policy notes and SDG indicator reports
#[derive(Debug, Parser)]
#[command(name = "prokash", version, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The site's folder [default: the nearest one upwards that holds prokash.yaml]
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) root: Option<PathBuf>,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, global = true)]
    pub(super) message_format: MessageFormat,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// For people, on standard error
    Human,
    /// One JSON object a line, on standard output
    Json,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site
    Build(Build),
    /// Say everything that a build would complain of, and write nothing
    Check(Check),
    /// Say what a diagnostic means
    Explain {
        /// The code, such as P0310
        code: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// Where the site is written [default: site/ in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// The site's address, in place of the one in prokash.yaml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Show drafts
    #[arg(long)]
    pub(super) drafts: bool,
    /// How many threads work [default: one a core]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Take warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
}

/// The arguments in `words`, or the status to end with: 0 after `--help`, 2 for wrong usage.
pub(super) fn parse(
    words: impl Iterator<Item = OsString>,
) -> Result<Arguments, ExitCode> {
    Arguments::try_parse_from(words).map_err(|error| {
        // Where even the terminal is gone there is nobody left to tell.
        let _ = error.print();
        if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
    })
}
