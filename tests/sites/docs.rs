//! The site in `docs/` builds, and its tutorial does what it says.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read, write and serve sites"
)]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

/// Long enough for a machine with much else to do.
const PATIENCE: Duration = Duration::from_mins(1);

const WELL: &str = "all is well: no errors, no warnings\n";

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn prokash(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("prokash"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn said(output: &Output) -> String {
    let all = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(all).unwrap()
}

#[test]
fn the_documentation_builds_without_a_complaint() {
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    let checked = prokash(&docs()).args(["check", "--strict"]).output().unwrap();
    assert!(checked.status.success(), "{}", said(&checked));
    assert_eq!(said(&checked), WELL);
    let options =
        prokash::build::Options { out: Some(site.clone()), ..Default::default() };
    prokash::build::build(&docs(), &options).unwrap();
    for page in ["index", "tutorial", "guides/index", "reference/diagnostics"] {
        for lang in ["bn", "en"] {
            assert!(
                site.join(lang).join(page).with_extension("html").is_file(),
                "{page}"
            );
        }
    }
    let languages = fs::read_to_string(site.join("bn/guides/languages.html")).unwrap();
    assert!(languages.contains("১৪.৩%") && languages.contains("=8-6-1"));
}

/// What the reader of a tutorial does.
#[derive(Debug, PartialEq)]
enum Step {
    /// Types a line: a block marked `sh`.
    Type(String),
    /// Puts a text into a file: a block below a file's name in bold.
    Put(String, String),
}

/// The steps of the tutorial `text`, in order.
fn steps(text: &str) -> Vec<Step> {
    let mut lines = text.lines().peekable();
    let (mut steps, mut named) = (Vec::new(), None);
    while let Some(line) = lines.next() {
        let Some(fence) = line.strip_prefix("```").map(|it| it.trim_start_matches('`'))
        else {
            let name = line.strip_prefix("**`").and_then(|it| it.strip_suffix("`**"));
            named = name.or(named.filter(|_| line.is_empty()));
            continue;
        };
        let end = line.trim_end_matches(fence);
        let block: Vec<&str> = lines.by_ref().take_while(|it| *it != end).collect();
        match (named.take(), fence) {
            (Some(name), _) => {
                steps.push(Step::Put(name.to_owned(), block.join("\n") + "\n"));
            }
            (None, "sh") => {
                steps.extend(block.iter().map(|it| Step::Type((*it).to_owned())));
            }
            (None, other) => panic!("a block `{other}` that is neither typed nor put"),
        }
    }
    steps
}

/// The words of a command line, where quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let mut words = vec![String::new()];
    for (at, part) in parts {
        if at % 2 == 1 {
            words.last_mut().unwrap().push_str(part);
            continue;
        }
        let mut pieces = part.split(' ');
        words.last_mut().unwrap().push_str(pieces.next().unwrap());
        words.extend(pieces.map(str::to_owned));
    }
    words.retain(|it| !it.is_empty());
    words
}

/// A page of the site that is served on `port`.
fn get(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let host = format!("Host: localhost:{port}");
    write!(stream, "GET {path} HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

const NOTE: &str = "content/notes/birth-registration.en.md";

/// Serves the site in `folder`, looks at the note, changes it and looks again.
fn serve(folder: &Path, args: &[String]) {
    let mut child = prokash(folder).args(args).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    let port = line.split("http://localhost:").nth(1).unwrap();
    let port = port.split('/').next().unwrap().parse().unwrap();
    std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
    let address = "/en/notes/birth-registration.html";
    assert!(get(port, address).contains("56.2%"));
    let text = fs::read_to_string(folder.join(NOTE)).unwrap();
    fs::write(folder.join(NOTE), text.replace("in villages", "in the villages")).unwrap();
    let start = Instant::now();
    while !get(port, address).contains("in the villages") {
        assert!(start.elapsed() < PATIENCE, "the page did not follow");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    fs::write(folder.join(NOTE), text).unwrap();
}

/// What the tutorial says of a command once it was typed.
fn keep_the_promise(folder: &Path, command: &str, output: &Output) {
    let has = |path: &str| assert!(folder.join(path).exists(), "{command}: no {path}");
    match command {
        // What it wrote it tells as seen from where it was typed.
        "new" => {
            let told = said(output);
            let wrote: Vec<_> =
                told.lines().filter_map(|it| it.strip_prefix("wrote ")).collect();
            assert!(!wrote.is_empty(), "{told}");
            for path in wrote {
                assert!(Path::new(path).is_relative(), "{path}");
                has(path);
            }
        }
        // It says that all is well; a slip is told with its line and the nearest name.
        "check" => {
            assert_eq!(said(output), WELL);
            let text = fs::read_to_string(folder.join(NOTE)).unwrap();
            let slip = text.replace("Location=Rural", "Location=Rurall");
            fs::write(folder.join(NOTE), slip).unwrap();
            let told = prokash(folder).arg("check").output().unwrap();
            assert_eq!(told.status.code(), Some(1));
            let told = said(&told);
            assert!(told.contains("birth-registration.en.md:13:"), "{told}");
            assert!(told.contains("did you mean") && told.contains("`Rural`"), "{told}");
            fs::write(folder.join(NOTE), text).unwrap();
        }
        "build" => {
            has("site/index.html");
            for (lang, numbers) in
                [("en", ["56.2%", "19.3%", "22.8%"]), ("bn", ["৫৬.২%", "১৯.৩%", "২২.৮%"])]
            {
                let note = format!("site/{lang}/notes/birth-registration");
                let page =
                    fs::read_to_string(folder.join(format!("{note}.html"))).unwrap();
                assert!(
                    page.contains("<svg") && numbers.iter().all(|it| page.contains(it))
                );
                if cfg!(feature = "pdf") {
                    let pdf = fs::read(folder.join(format!("{note}.pdf"))).unwrap();
                    assert!(pdf.starts_with(b"%PDF"));
                    has(&format!("{note}.share.html"));
                }
            }
        }
        "publish" => {
            has("../public/bn/notes/birth-registration.html");
            let again = prokash(folder).args(["publish", "../public"]).output().unwrap();
            assert!(said(&again).contains("up to date"), "{}", said(&again));
        }
        "bundle" => has("site.zip"),
        other => panic!("nothing is known of `prokash {other}`"),
    }
}

#[test]
fn the_tutorial_does_what_it_says() {
    let read = |lang: &str| {
        let path = docs().join(format!("content/tutorial.{lang}.md"));
        steps(&fs::read_to_string(path).unwrap())
    };
    let steps = read("en");
    assert_eq!(steps, read("bn"), "the languages of the tutorial do different things");
    let empty = tempfile::tempdir().unwrap();
    let mut folder = empty.path().to_owned();
    let mut typed = Vec::new();
    for step in steps {
        match step {
            Step::Put(path, text) => {
                let path = folder.join(path);
                // What is to be replaced is there: the step before has started it.
                assert!(path.is_file(), "{} is not there", path.display());
                fs::write(path, text).unwrap();
            }
            Step::Type(line) => {
                let words = words(&line);
                match [&*words[0], &*words[1]] {
                    ["cd", to] => folder.push(to),
                    ["prokash", "serve"] => serve(&folder, &words[1..]),
                    ["prokash", command] => {
                        let done = prokash(&folder).args(&words[1..]).output().unwrap();
                        assert!(done.status.success(), "{line}: {}", said(&done));
                        keep_the_promise(&folder, command, &done);
                    }
                    _ => panic!("who types `{line}`?"),
                }
                typed.push(words[1].clone());
            }
        }
    }
    let all = ["new", "our-site", "new", "new", "check", "serve", "build", "publish"];
    assert_eq!(typed[..all.len()], all.map(str::to_owned));
}

/// The commands that a page shows: lines of code, and code in sentences.
fn commands(text: &str) -> Vec<&str> {
    let code = text.split('`').skip(1).step_by(2).filter(|it| !it.contains('\n'));
    let lines = text.lines().map(str::trim_end);
    code.chain(lines).filter(|it| it.starts_with("prokash ")).collect()
}

#[test]
fn every_command_that_the_documentation_shows_is_one() {
    let mut known = 0;
    let files =
        walkdir::WalkDir::new(docs().join("content")).into_iter().map(Result::unwrap);
    for file in files.filter(|it| it.file_type().is_file()) {
        let text = fs::read_to_string(file.path()).unwrap();
        // What clap itself writes says where options go.
        for line in commands(&text).into_iter().filter(|it| !it.contains(['[', '<'])) {
            let read = prokash::cli::command().try_get_matches_from(words(line));
            let fault = read.err().filter(clap::Error::use_stderr);
            // A command may be named without what it takes.
            let bare = line.split(' ').count() < 4;
            let fault = fault.filter(|it| !bare || it.kind() != MISSING);
            assert!(
                fault.is_none(),
                "{}: {line}\n{}",
                file.path().display(),
                fault.unwrap()
            );
            known += 1;
        }
    }
    assert!(known > 60, "{known}");
}

const MISSING: clap::error::ErrorKind = clap::error::ErrorKind::MissingRequiredArgument;
