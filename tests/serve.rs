//! `prokash serve`, asked by plain TCP as a browser asks.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests write, read and serve sites"
)]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use tempfile::TempDir;

/// Long enough for a machine with much else to do.
const PATIENCE: Duration = Duration::from_mins(1);

/// A site that is served until it is dropped.
struct Served {
    _folder: TempDir,
    root: PathBuf,
    child: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back: the head and the body.
struct Answer {
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

fn program() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin!("prokash"))
}

impl Served {
    /// A new site with a note and an indicator, once it stands: what is written before that is no
    /// news.
    fn new() -> Self {
        let served = Self::after(|_| {});
        assert_eq!(served.get("/en/index.html").status(), "200");
        served
    }

    /// A new site, served as it is after `edit`.
    fn after(edit: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site of ours");
        let titles = ["--title", "bn=নমুনা", "--title", "en=Sample"];
        let made = program().args(["new", "site"]).arg(&root).args(titles).output();
        assert!(made.unwrap().status.success());
        edit(&root);
        // Port 0 is any that is free.
        let mut child = program()
            .args(["serve", "--port", "0", "--root"])
            .arg(&root)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let port = line.split("localhost:").nth(1).unwrap();
        let port = port.split('/').next().unwrap().parse().unwrap();
        // What else is said has to go somewhere.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { _folder: folder, root, child, port }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    fn send(&self, line: &str, host: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "{line} HTTP/1.1\r\n{host}Connection: close\r\n\r\n").unwrap();
        stream
    }

    fn ask(&self, line: &str, host: &str) -> Answer {
        let mut all = Vec::new();
        self.send(line, host).read_to_end(&mut all).unwrap();
        let end = all.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
        let body = all.split_off(end + 4);
        Answer { head: String::from_utf8(all).unwrap(), body }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &format!("Host: localhost:{}\r\n", self.port))
    }

    /// The news from now on.
    fn listen(&self) -> News {
        let host = format!("Host: localhost:{}\r\n", self.port);
        let mut lines = BufReader::new(self.send("GET /_prokash/events", &host)).lines();
        // Who has heard this is among the listeners.
        while lines.next().unwrap().unwrap() != ": here" {}
        News(Box::new(lines.map(Result::unwrap)))
    }
}

struct News(Box<dyn Iterator<Item = String>>);

impl News {
    /// The next news that has `key`; those before it do not matter.
    fn next(&mut self, key: &str) -> serde_json::Value {
        let mut idle = 0;
        for line in self.0.by_ref() {
            // It is said every quarter of a minute.
            idle += usize::from(line == ": still here");
            assert!(idle < 4, "no news of {key}");
            let Some(data) = line.strip_prefix("data: ") else { continue };
            let news: serde_json::Value = serde_json::from_str(data).unwrap();
            if let Some(value) = news.get(key) {
                return value.clone();
            }
        }
        panic!("the connection was closed")
    }
}

#[test]
fn what_is_served_is_what_would_be_built() {
    let site = Served::new();
    let built =
        program().args(["build", "--no-pdf", "--root"]).arg(&site.root).output().unwrap();
    assert!(built.status.success());
    let files = walkdir::WalkDir::new(site.root.join("site")).into_iter();
    let files = files.map(|it| it.unwrap().into_path()).filter(|it| it.is_file());
    let files: Vec<PathBuf> = files.collect();
    assert!(files.len() > 100);
    for file in files {
        let path = file
            .strip_prefix(site.root.join("site"))
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let mut bytes = fs::read(&file).unwrap();
        if path.ends_with(".html") {
            let text = String::from_utf8(bytes).unwrap();
            let script = "<script src=\"/_prokash/serve.js\"></script>\n</body>";
            bytes = text.replace("</body>", script).into_bytes();
        }
        let encoded = prokash::model::Route::new(&path).encoded();
        let answer = site.get(&format!("/{encoded}"));
        assert!(answer.body == bytes, "/{path} is not what is built");
        assert_eq!(answer.status(), "200");
    }
    assert!(!site.root.join("site").join("_prokash").exists());
    assert!(site.get("/").text().contains("<title>"));
    let missing = site.get("/en/nothing.html");
    assert_eq!(missing.status(), "404");
    assert!(missing.text().contains("serve.js"));
}

#[test]
fn only_this_machine_by_name_is_answered_and_only_from_the_site() {
    let site = Served::new();
    let own = format!("Host: 127.0.0.1:{}\r\n", site.port);
    assert_eq!(site.ask("GET /index.html", &own).status(), "200");
    for host in [
        "Host: example.org\r\n",
        "Host: localhost.example.org\r\n",
        "Host: localhost:1\r\n",
        "",
    ] {
        let answer = site.ask("GET /en/index.html", host);
        assert_ne!(answer.status(), "200", "{host}");
        assert!(answer.body.is_empty(), "{host}");
        assert_ne!(site.ask("GET /_prokash/events", host).status(), "200", "{host}");
    }
    site.write("secret.txt", "secret");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/files/../../secret.txt",
        "/prokash.yaml",
        "/content/notes/first-note.en.md",
    ] {
        let answer = site.get(path);
        assert!(["400", "404"].contains(&answer.status()), "{path}");
        assert!(
            !answer.text().contains("secret") && !answer.text().contains("root:"),
            "{path}"
        );
    }
    assert_eq!(site.ask("POST /index.html", &own).status(), "405");
}

#[test]
fn an_edit_is_told_and_an_error_is_told_until_it_is_mended() {
    let site = Served::new();
    let note = "content/notes/first-note.en.md";
    let page = "/en/notes/first-note.html";
    let text = site.read(note);
    let mut news = site.listen();
    site.write(note, &format!("{text}\nA paragraph more.\n"));
    news.next("pages");
    assert!(site.get(page).text().contains("A paragraph more."));
    // A link that leads nowhere, and then front matter that is none: the last good page stays.
    for wrong in [format!("{text}\n[x](nowhere.md)\n"), text.replace("title:", "titel:")]
    {
        site.write(note, &wrong);
        let told = news.next("wrong");
        let place = &told[0]["place"];
        assert_eq!(place[0], note, "{told}");
        let line = told[0]["line"].as_str().unwrap();
        assert_eq!(
            wrong.lines().nth(place[1].as_u64().unwrap() as usize - 1),
            Some(line)
        );
        assert!(site.get(page).text().contains("A paragraph more."), "{told}");
        // Who comes now hears of it too.
        assert_eq!(site.listen().next("wrong"), told);
    }
    site.write(note, &format!("{text}\nMended.\n"));
    while news.next("wrong").as_array().is_some_and(|it| !it.is_empty()) {}
    news.next("pages");
    assert!(site.get(page).text().contains("Mended."));
    // Another title is seen in lists.
    let title = text.lines().find(|it| it.starts_with("title:")).unwrap();
    site.write(note, &text.replace(title, "title: Another name"));
    news.next("pages");
    assert!(site.get("/en/notes/index.html").text().contains("Another name"));
}

#[test]
fn files_that_come_go_and_are_renamed_are_seen() {
    let site = Served::new();
    let mut news = site.listen();
    let page = "/en/notes/second.html";
    assert_eq!(site.get(page).status(), "404");
    site.write("content/notes/second.en.md", "---\ntitle: Second\n---\n\nHello.\n");
    news.next("pages");
    assert!(site.get(page).text().contains("Hello."));
    // As editors save that write beside the file and rename.
    site.write("content/notes/.second.tmp", "---\ntitle: Second\n---\n\nGood day.\n");
    let place = |path: &str| site.root.join(path);
    let (from, to) =
        (place("content/notes/.second.tmp"), place("content/notes/second.en.md"));
    fs::rename(from, to).unwrap();
    news.next("pages");
    assert!(site.get(page).text().contains("Good day."));
    let (from, to) =
        (place("content/notes/second.en.md"), place("content/notes/third.en.md"));
    fs::rename(from, &to).unwrap();
    news.next("pages");
    assert_eq!(site.get(page).status(), "404");
    assert!(site.get("/en/notes/third.html").text().contains("Good day."));
    fs::remove_file(to).unwrap();
    news.next("pages");
    assert_eq!(site.get("/en/notes/third.html").status(), "404");
    // A folder that was not there.
    site.write("themes/prokash/assets/style.css", "body { color: red }");
    news.next("pages");
    site.write("themes/prokash/assets/style.css", "body { color: teal }");
    news.next("styles");
    assert!(site.get("/assets/style.css").text().contains("teal"));
    site.write("data/new.csv", "Year,Value\n2020,7\n");
    site.write("data/new.yaml", "title: New\nunit: '%'\nsource: { organisation: S }\n");
    while site.get("/en/indicators/new.html").status() == "404" {
        news.next("pages");
    }
    site.write("prokash.yaml", &site.read("prokash.yaml").replace("Sample", "Renamed"));
    // The two files of the dataset may have been two pieces of news.
    while !site.get("/en/index.html").text().contains("Renamed") {
        news.next("pages");
    }
}

#[test]
fn settings_that_go_wrong_leave_the_site_until_they_are_mended() {
    let site = Served::new();
    let settings = site.read("prokash.yaml");
    let mut news = site.listen();
    site.write("prokash.yaml", "title: [\n");
    let told = news.next("wrong");
    assert_eq!(told[0]["place"][0], "prokash.yaml");
    assert_eq!(site.get("/en/index.html").status(), "200");
    site.write("prokash.yaml", &settings.replace("Sample", "Renamed"));
    while news.next("wrong").as_array().is_some_and(|it| !it.is_empty()) {}
    news.next("pages");
    assert!(site.get("/en/index.html").text().contains("Renamed"));
}

#[test]
fn settings_that_are_wrong_from_the_start_can_be_mended() {
    let mut settings = String::new();
    let site = Served::after(|root| {
        let path = root.join("prokash.yaml");
        settings = fs::read_to_string(&path).unwrap();
        fs::write(path, "title: [\n").unwrap();
    });
    // There is no site yet, but a page that hears of what is wrong.
    let page = site.get("/en/index.html");
    assert_eq!(page.status(), "404");
    assert!(page.text().contains("serve.js"));
    let mut news = site.listen();
    assert_eq!(news.next("wrong")[0]["place"][0], "prokash.yaml");
    site.write("prokash.yaml", &settings);
    news.next("pages");
    assert_eq!(site.get("/en/index.html").status(), "200");
}
