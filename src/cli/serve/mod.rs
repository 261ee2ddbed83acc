//! `prokash serve`: shows the site in a browser on this machine while it is written.

mod server;
mod watch;

use std::{
    process::{Command, ExitCode, Stdio},
    sync::{Arc, Mutex, mpsc::channel},
};

use serde_json::{Value, json};

use self::server::Listeners;
use super::{
    args::{Global, Serve, Speech},
    build::{root, today},
    terminal,
};
use crate::{
    build::{self, News, Options, Trouble},
    diag::Message,
    source::{self, Failure},
};

/// The first port that is tried, and how many more are.
const PORT: u16 = 4000;
const MORE: u16 = 20;

/// Shows the site until it is stopped.
pub(super) fn serve(global: &Global, args: &Serve) -> Result<ExitCode, Failure> {
    let root = source::real(&root(global))?;
    let failed = |attempt, cause| Failure::new(attempt, &root, cause);
    let (asks, asked) = channel();
    let listeners = Arc::new(Mutex::new(Listeners::default()));
    let ports = args.port.map_or(PORT..=PORT + MORE, |it| it..=it);
    let port = server::serve(ports, &asks, &listeners)
        .map_err(|cause| failed("serve", cause))?;
    watch::watch(&root, asks)
        .map_err(|cause| failed("watch", std::io::Error::other(cause)))?;
    let address = format!("http://localhost:{port}/");
    terminal::note(&global.lang.phrase("serves", &[("address", &address)]));
    if args.open {
        open(&address);
    }
    let options =
        Options { drafts: args.drafts, as_of: Some(today()), ..Options::default() };
    let tell = |news: News| {
        if let News::Wrong(troubles) = &news {
            for trouble in troubles {
                terminal::note(&line(trouble, global.lang));
            }
            if troubles.is_empty() {
                terminal::note(global.lang.word("well_again"));
            }
        }
        let stays = matches!(news, News::Wrong(_));
        let mut listeners = listeners.lock().unwrap_or_else(|it| it.into_inner());
        listeners.tell(&event(&news).to_string(), stays);
    };
    build::preview(&root, &options, &asked, &tell)?;
    Ok(ExitCode::SUCCESS)
}

/// An error in one line.
fn line(trouble: &Trouble, lang: Speech) -> String {
    let place = trouble.place.as_ref();
    let place = place.map_or(String::new(), |it| format!("{}:{}:{}: ", it.0, it.1, it.2));
    let (error, message) = (lang.word("error"), lang.say(&trouble.message));
    format!("{place}{error}[{}]: {message}", trouble.code)
}

/// News as a page hears them.
fn event(news: &News) -> Value {
    match news {
        News::Pages => json!({ "pages": true }),
        News::Styles => json!({ "styles": true }),
        News::Wrong(troubles) => {
            let trouble = |it: &Trouble| {
                json!({
                    "code": it.code,
                    "message": spoken(&it.message),
                    "place": it.place,
                    "line": it.line,
                    "help": it.help.as_ref().map(spoken),
                    "titles": it.titles,
                })
            };
            json!({ "wrong": troubles.iter().map(trouble).collect::<Vec<_>>() })
        }
    }
}

/// A sentence in each language that a page may ask for.
fn spoken(message: &Message) -> Value {
    json!({ "en": Speech::En.say(message), "bn": Speech::Bn.say(message) })
}

/// Opens `address` in the browser of whoever types. Where that fails, the address was said.
fn open(address: &str) {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(before).arg(address).stdout(Stdio::null()).stderr(Stdio::null());
    let _ = command.spawn();
}
