//! What may be typed.

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::{
    Arg, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
    value_parser,
};

use super::usage;
use crate::text::Language;

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
    /// The language of the program's own words
    #[arg(id = SPEECH, long = "lang", value_name = "LANG", value_enum, default_value_t = Speech::En)]
    pub(super) lang: Speech,
    /// Whether every diagnostic is shown: what `build` and `check` were asked for.
    #[arg(skip)]
    pub(super) all: bool,
}

/// The language of the program's own words, before a command and behind it; `new` has another
/// `--lang` of its own, for the files that it starts.
const SPEECH: &str = "speech";

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Speech {
    /// English
    En,
    /// Bangla
    Bn,
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
    /// Show the site in a browser while it is written
    Serve(Serve),
    /// Say everything that a build would complain of, and write nothing
    Check(Check),
    /// Start a site, or a file of one in every language
    New(New),
    /// Say what is missing, old or not translated
    Status,
    /// Turn a downloaded file into a dataset of the site
    Import(Import),
    /// Build the site and send what changed to where it is published
    Publish(Publish),
    /// Build the site and put all of it into one zip, for a USB stick
    Bundle(Bundle),
    /// Write the JSON Schemas from which editors complete keys
    Schema(Schema),
    /// Say what a diagnostic means
    Explain {
        /// The code, such as P0310
        code: String,
    },
}

#[expect(clippy::struct_excessive_bools, reason = "each is a switch")]
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
    /// Leave out what is to be released after that day, such as 2026-01-31 [default: today, by UTC]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<jiff::civil::Date>,
    /// Make no documents beside pages: PDF, DOCX, EPUB, pages as one file
    #[arg(long)]
    pub(super) no_pdf: bool,
    /// Build everything anew, whatever an earlier build left
    #[arg(long)]
    pub(super) no_cache: bool,
    /// How many threads work [default: one a core]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<usize>,
    /// Show every diagnostic, not only the first few of a kind
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The port on this machine [default: 4000, or the next one that is free]
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Open the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Show drafts
    #[arg(long)]
    pub(super) drafts: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(super) struct Check {
    /// Take warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Show every diagnostic, not only the first few of a kind
    #[arg(long)]
    pub(super) all: bool,
    /// Mend what is safe to mend: slips of Unicode spelling, and `translated: now`
    #[arg(long)]
    pub(super) fix: bool,
    /// With --fix: say what would be mended, and write nothing
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// What to start
    #[arg(value_enum)]
    pub(super) what: Starter,
    /// Its name, in any script; of a site the folder, of an indicator its number
    pub(super) name: String,
    /// In which languages [default: those of the site; of a new site bn,en]
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub(super) lang: Vec<Language>,
    /// Its title, in every language or as bn=… and en=… [default: asked for, or the name]
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Vec<String>,
}

/// What can be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Starter {
    /// A site with a note, a workshop and an indicator
    Site,
    /// A policy note
    Note,
    /// A workshop
    Workshop,
    /// A dataset of an SDG indicator
    Indicator,
    /// Any other dataset
    Dataset,
    /// Any other page
    Page,
}

#[derive(Debug, Args)]
pub(super) struct Publish {
    /// A name under `publish:` in prokash.yaml, or a folder such as ../out
    pub(super) target: String,
    /// Say what would be sent and removed there, and touch nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Send what did not change, too
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct Bundle {
    /// Where the zip is written [default: site.zip in the site's folder]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// The most that it may have, such as 100MB: PDF, DOCX and EPUB files are left out first, then
    /// PNG pictures
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(super) max: Option<u64>,
}

/// A number of bytes: `700MB`, `1.5 GB`, `4GiB`; without a unit bytes.
fn size(text: &str) -> Result<u64, &'static str> {
    let wrong = "no size";
    let text = text.trim();
    let end = text.find(|it: char| !(it.is_ascii_digit() || it == '.'));
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kb" => 1e3,
        "m" | "mb" => 1e6,
        "g" | "gb" => 1e9,
        "kib" => 1024.0,
        "mib" => 1024.0 * 1024.0,
        "gib" => 1024.0 * 1024.0 * 1024.0,
        _ => return Err(wrong),
    };
    number.parse::<f64>().map(|it| (it * unit) as u64).map_err(|_| wrong)
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// A table of Open SDG, the UN SDG database, SDMX (CSV or JSON), the World Bank, ILOSTAT or Our
    /// World in Data, a workbook, what Prokash gave away, or any of them in a ZIP or .gz
    pub(super) file: PathBuf,
    /// The dataset's name [default: the indicator's number, or the name of what is measured]
    #[arg(long = "as", value_name = "ID")]
    pub(super) id: Option<String>,
    /// Only rows with this value in this column, such as GeoAreaCode=50; * keeps all
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = pair)]
    pub(super) filters: Vec<(String, String)>,
    /// Which file of an archive, or which sheet of a workbook, where several could be meant
    #[arg(long, value_name = "NAME")]
    pub(super) member: Option<String>,
    /// When the file was fetched from its source, such as 2026-11-24
    #[arg(long, value_name = "DATE")]
    pub(super) accessed: Option<jiff::civil::Date>,
    /// Why the source revised its numbers; it is published with them
    #[arg(long, value_name = "TEXT")]
    pub(super) why: Option<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Where they are written [default: .vscode/ in the site's folder]
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

fn pair(text: &str) -> Result<(String, String), &'static str> {
    let (column, value) = text.split_once('=').ok_or("no pair")?;
    let column = column.trim();
    if column.is_empty() {
        return Err("no column");
    }
    Ok((column.to_owned(), value.trim().to_owned()))
}

/// The arguments in `words`, or the status to end with: 0 after `--help`, 2 for wrong usage.
pub(super) fn parse(
    words: impl Iterator<Item = OsString>,
) -> Result<Arguments, ExitCode> {
    let words: Vec<OsString> = words.collect();
    let lang = speech(&words);
    let command = match lang {
        Speech::En => command(),
        Speech::Bn => usage::in_bangla(command()),
    };
    read(command.clone(), &words)
        .map_err(|error| usage::tell(&error, command, &words, lang))
}

fn read(command: clap::Command, words: &[OsString]) -> Result<Arguments, clap::Error> {
    let matches = command.try_get_matches_from(words)?;
    let mut args = Arguments::from_arg_matches(&matches)?;
    let behind = matches.subcommand().and_then(|it| it.1.try_get_one(SPEECH).ok()?);
    args.global.lang = behind.copied().unwrap_or(args.global.lang);
    args.global.all = match &args.command {
        Command::Build(it) => it.all,
        Command::Check(it) => it.all,
        _ => false,
    };
    Ok(args)
}

/// The language that is asked for, known before the words are understood, since they may be wrong.
fn speech(words: &[OsString]) -> Speech {
    let own = words.iter().take_while(|it| *it != "new").map(|it| it.to_string_lossy());
    let own = own.collect::<Vec<_>>().join("=");
    let bangla =
        own.split("--lang=").skip(1).any(|it| it.split('=').next() == Some("bn"));
    if bangla { Speech::Bn } else { Speech::En }
}

/// All that may be typed.
pub fn command() -> clap::Command {
    let lang = || {
        Arg::new(SPEECH)
            .long("lang")
            .value_name("LANG")
            .value_parser(value_parser!(Speech))
            .help("The language of the program's own words")
    };
    Arguments::command().mut_subcommands(|it| match it.get_name() {
        "new" => it,
        _ => it.arg(lang()),
    })
}
