//! What may be typed, told in Bangla, and what was typed wrongly, told in either language.

use std::{
    collections::BTreeMap, ffi::OsString, fmt::Write as _, process::ExitCode,
    sync::LazyLock,
};

use clap::{
    Arg,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{args::Speech, terminal, words};
use crate::diag::{Message, meant, say};

/// Commands, options and values in Bangla, by how they are typed.
static BANGLA: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| words::read(include_str!("words/usage.bn.yaml")));

/// `command` with what it says of itself in Bangla.
pub(super) fn in_bangla(mut command: clap::Command) -> clap::Command {
    // Only what is built has `--help` and `help` among its parts.
    command.build();
    told(command, "prokash").mut_subcommands(|it| {
        let name = it.get_name().to_owned();
        told(it, &name)
    })
}

fn told(mut command: clap::Command, name: &str) -> clap::Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let usage = usage.replace("[OPTIONS]", "[বিকল্প]").replace("COMMAND", "কমান্ড");
    command
        .about(word(name, ""))
        .override_usage(usage)
        .help_template("{about-with-newline}\nযেভাবে লিখতে হয়: {usage}\n\n{all-args}")
        .subcommand_help_heading("কমান্ড")
        .mut_args(|it| told_argument(it, name))
}

fn told_argument(arg: Arg, command: &str) -> Arg {
    let name = match (arg.get_long(), arg.get_value_names()) {
        (Some(long), _) => format!("--{long}"),
        (None, names) => names.unwrap_or_default().join(" "),
    };
    let mut text = word(command, &name).to_owned();
    for value in values(&arg) {
        let word = word(command, &format!("{name} {value}"));
        let _ = write!(text, "\n- {value}: {word}");
    }
    let place = arg.get_index();
    let heading = place.map_or("বিকল্প", |_| "যা লাগে");
    let arg = arg.help(text.clone()).long_help(text).help_heading(heading);
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    // Under a heading of its own a position is forgotten.
    place.map_or(arg.clone(), |it| arg.display_order(it))
}

/// What stands for `name` of `command`, or of every command.
fn word(command: &str, name: &str) -> &'static str {
    let own = BANGLA.get(format!("{command} {name}").trim_end());
    own.or_else(|| BANGLA.get(name)).map_or("", String::as_str)
}

/// The words that `arg` takes, where they are few.
fn values(arg: &Arg) -> Vec<String> {
    // A switch has values of its own that nobody writes.
    if !arg.get_action().takes_values() {
        return Vec::new();
    }
    arg.get_possible_values().iter().map(|it| it.get_name().to_owned()).collect()
}

/// Says why `words` are not what `command` takes, or what they ask to know of it; gives the status
/// to end with.
pub(super) fn tell(
    error: &clap::Error,
    mut command: clap::Command,
    words: &[OsString],
    lang: Speech,
) -> ExitCode {
    if !error.use_stderr()
        || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        // Where even the terminal is gone there is nobody left to tell.
        let _ = error.print();
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    }
    if error.kind() == ErrorKind::MissingSubcommand {
        let _ = command.print_help();
        return ExitCode::from(2);
    }
    command.build();
    let mut wanted = words.iter().filter_map(|it| it.to_str());
    let wanted = wanted.find_map(|it| command.find_subcommand(it));
    let name = wanted.map_or_else(String::new, |it| format!(" {}", it.get_name()));
    let mut lines = vec![lang.say(&complaint(error, &command))];
    if matches!(
        error.kind(),
        ErrorKind::MissingRequiredArgument | ErrorKind::ValueValidation
    ) {
        let about = |arg: &String| described(wanted.unwrap_or(&command), arg);
        lines.extend(context(error, ContextKind::InvalidArg).iter().filter_map(about));
    }
    lines.push(lang.say(&say!("`prokash{name} --help` says what may be written", name)));
    terminal::complain(&lines.join("\n  "), lang);
    ExitCode::from(2)
}

/// The argument of `command` that is shown as `shown`, with what it is.
fn described(command: &clap::Command, shown: &str) -> Option<String> {
    let arg = command.get_arguments().find(|it| it.to_string() == shown)?;
    let help = arg.get_help()?.to_string();
    let (help, values) = (help.lines().next()?, values(arg));
    let values = if values.is_empty() {
        String::new()
    } else {
        format!(" ({})", values.join(", "))
    };
    Some(format!("{shown}: {help}{values}"))
}

/// What is wrong.
fn complaint(error: &clap::Error, command: &clap::Command) -> Message {
    let all = |kind| context(error, kind).join(" ");
    let near = |kind| context(error, kind).last().map(|it| meant(it));
    let (arg, value) = (all(ContextKind::InvalidArg), all(ContextKind::InvalidValue));
    let with = |message: Message, help: Option<Message>| match help {
        Some(help) => say!("{message}; {help}", message, help),
        None => message,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = all(ContextKind::InvalidSubcommand);
            let unknown = say!("there is no command `{name}`", name);
            with(unknown, near(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::UnknownArgument if arg.starts_with('-') => {
            let help = near(ContextKind::SuggestedArg).or_else(|| owner(command, &arg));
            with(say!("there is no option `{arg}` here", arg), help)
        }
        ErrorKind::UnknownArgument => say!(
            "`{arg}` is one word too many; a name with spaces stands between quotes: `\"…\"`",
            arg
        ),
        ErrorKind::InvalidValue if value.is_empty() => {
            say!("something has to follow `{arg}`", arg)
        }
        ErrorKind::InvalidValue => {
            let values = context(error, ContextKind::ValidValue).join(", ");
            let wrong = say!("`{value}` cannot stand for `{arg}`", value, arg);
            let help = near(ContextKind::SuggestedValue);
            with(wrong, help.or_else(|| Some(say!("there are {names}", names = values))))
        }
        ErrorKind::ValueValidation => {
            say!("`{value}` cannot stand for `{arg}`", value, arg)
        }
        ErrorKind::MissingRequiredArgument => say!("`{arg}` is missing", arg),
        ErrorKind::ArgumentConflict => say!("`{arg}` can be written only once", arg),
        ErrorKind::TooManyValues => {
            say!("`{arg}` stands alone, without `{value}`", arg, value)
        }
        _ => say!("the command cannot be read"),
    }
}

/// Which command has the option that another one has not.
fn owner(command: &clap::Command, option: &str) -> Option<Message> {
    let option = option.split('=').next()?;
    let is = |arg: &Arg| arg.get_long().is_some_and(|it| option == format!("--{it}"));
    let owner = command.get_subcommands().find(|it| it.get_arguments().any(is))?;
    let name = owner.get_name();
    Some(say!("it belongs to `prokash {name}`", name))
}

/// What the parser knows of the error, word by word.
fn context(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(it)) => vec![it.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{BANGLA, in_bangla};
    use crate::cli::command;

    #[test]
    fn every_argument_is_told_in_bangla() {
        let command = in_bangla(command());
        let mut said = BTreeSet::new();
        for it in std::iter::once(&command).chain(command.get_subcommands()) {
            said.insert(it.get_about().map(ToString::to_string).unwrap_or_default());
            for arg in it.get_arguments() {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(
                    !help.contains(": \n") && !help.ends_with(": "),
                    "{it} {arg}: {help}"
                );
                let value = |it: &str| {
                    Some(it.strip_prefix("- ")?.split_once(": ")?.1.to_owned())
                };
                said.extend(help.lines().map(|it| value(it).unwrap_or(it.to_owned())));
            }
        }
        let told: BTreeSet<String> = BANGLA.values().cloned().collect();
        assert_eq!(said, told);
        let bangla = |it: char| ('\u{980}'..='\u{9FF}').contains(&it);
        assert!(said.iter().all(|it| it.contains(bangla)), "{said:#?}");
    }

    #[test]
    fn what_may_be_typed_is_the_same_in_both_languages() {
        in_bangla(command()).debug_assert();
    }
}
