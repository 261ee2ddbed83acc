//! Publishing to storage that speaks S3: a server of our own, on free ports of this machine.
//! `test.sh` installs it into `target/storage`, then runs what needs it:
//! `cargo test --test publish -- --ignored`.

use std::{
    fmt::Write as _,
    fs,
    io::{Read, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, MutexGuard},
    thread::sleep,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{Small, listed, text};

const WEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/storage/bin/weed");

const SECRET: &str = "the-right-secret";

/// Who may do what there: an editor, and everybody else what readers may.
const IDENTITIES: &str = r#"{"identities": [
    {"name": "editor", "actions": ["Read:pages", "Write:pages", "List:pages"],
     "credentials": [{"accessKey": "EDITOR", "secretKey": "the-right-secret"}]},
    {"name": "anonymous", "actions": ["Read:pages", "List:pages"]}]}"#;

/// Storage with the bucket `pages`.
struct Server {
    port: u16,
    /// The port for those who want a certificate, where there is one.
    secure: u16,
    _folder: TempDir,
    weed: Child,
    _alone: MutexGuard<'static, ()>,
}

/// One at a time: a port that is free now is not for long.
static ALONE: Mutex<()> = Mutex::new(());

impl Server {
    fn start() -> Self {
        Self::start_with(&[])
    }

    /// The same, with more words for the server.
    fn start_with(words: &[String]) -> Self {
        let alone = ALONE.lock().unwrap_or_else(|it| it.into_inner());
        let free: Vec<TcpListener> =
            (0..9).map(|_| TcpListener::bind(("127.0.0.1", 0)).unwrap()).collect();
        let ports: Vec<u16> =
            free.iter().map(|it| it.local_addr().unwrap().port()).collect();
        drop(free);
        let folder = tempfile::tempdir().unwrap();
        let identities = folder.path().join("identities.json");
        fs::write(&identities, IDENTITIES).unwrap();
        let mut weed = Command::new(WEED);
        weed.args(["server", "-s3", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]);
        weed.args([
            "-master.volumeSizeLimitMB=64",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
        ]);
        weed.arg(format!("-dir={}", folder.path().display()));
        weed.arg(format!("-s3.config={}", identities.display()));
        let names = ["master", "volume", "filer", "s3"];
        for (name, ports) in names.iter().zip(ports[..8].chunks(2)) {
            weed.arg(format!("-{name}.port={}", ports[0]));
            weed.arg(format!("-{name}.port.grpc={}", ports[1]));
        }
        weed.arg(format!("-s3.port.https={}", ports[8])).args(words);
        let weed = weed.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let weed = weed.expect("the storage is installed: see test.sh");
        let (port, secure) = (ports[6], ports[8]);
        let server = Self { port, secure, _folder: folder, weed, _alone: alone };
        let since = Instant::now();
        while server.get("?list-type=2").is_none() {
            assert!(since.elapsed() < Duration::from_mins(1), "the storage starts");
            make_bucket(&format!("127.0.0.1:{}.{}", ports[0], ports[1]));
            sleep(Duration::from_millis(100));
        }
        server
    }

    /// The settings of a place in it.
    fn place(&self, bucket: &str) -> String {
        let to = format!("s3://{bucket}/our/site");
        format!("  live: {{ to: {to}, endpoint: http://127.0.0.1:{} }}\n", self.port)
    }

    /// What a reader without a key gets of the bucket: head and body, where the answer is good.
    fn get(&self, path: &str) -> Option<(String, Vec<u8>)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let request = format!("GET /pages{path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n");
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let end = answer.windows(4).position(|it| it == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        let is_good = head.split(' ').nth(1) == Some("200");
        is_good.then(|| (head, answer.split_off(end + 4)))
    }

    /// What a reader gets of the site's file `name`.
    fn file(&self, name: &str) -> (String, Vec<u8>) {
        let mut path = "/our/site/".to_owned();
        for byte in name.bytes() {
            write!(path, "%{byte:02X}").unwrap();
        }
        self.get(&path).unwrap_or_else(|| panic!("{name} can be read"))
    }

    /// The names of the site's files that are there.
    fn names(&self) -> Vec<String> {
        let (_, list) = self.get("?list-type=2&prefix=our/site/").unwrap();
        let list = text(&list);
        assert!(list.contains("<IsTruncated>false"), "one answer lists all");
        let keys = list.split("<Key>our/site/").skip(1);
        let names = keys.map(|it| it.split_once('<').unwrap().0.to_owned());
        names.filter(|it| it != ".prokash-published").collect()
    }

    /// The site's files with their bytes.
    fn objects(&self) -> Vec<(String, Vec<u8>)> {
        let mut objects: Vec<_> =
            self.names().into_iter().map(|it| (it.clone(), self.file(&it).1)).collect();
        objects.sort();
        objects
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.weed.kill();
        let _ = self.weed.wait();
    }
}

/// Asks the server for the bucket, which it gives once all of it has started.
fn make_bucket(master: &str) {
    let shell = Command::new(WEED)
        .args(["shell", &format!("-master={master}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut shell = shell.unwrap();
    let order = b"s3.bucket.create -name pages\n";
    let _ = shell.stdin.take().unwrap().write_all(order);
    let since = Instant::now();
    while shell.try_wait().unwrap().is_none() {
        if since.elapsed() > Duration::from_secs(5) {
            shell.kill().unwrap();
        }
        sleep(Duration::from_millis(50));
    }
}

fn command(site: &Small, words: &[&str], secret: &str) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("prokash"));
    command.arg("--root").arg(site.root()).args(words);
    for name in ["AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"] {
        command.env_remove(name);
    }
    command.env("AWS_ACCESS_KEY_ID", "EDITOR").env("AWS_SECRET_ACCESS_KEY", secret);
    command
}

/// What the program says, which has to end well.
fn run(site: &Small, words: &[&str]) -> String {
    let run = command(site, words, SECRET).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    text(&run.stdout)
}

#[test]
#[ignore = "needs the storage that test.sh installs"]
fn sends_what_changed_and_removes_what_went() {
    let server = Server::start();
    let site = Small::new(&server.place("pages"));
    let built = || super::files(&site.root().join("site"));
    let said = run(&site, &["publish", "live", "--dry-run"]);
    assert!(said.contains("would send") && server.names().is_empty(), "{said}");
    let said = run(&site, &["publish", "live"]);
    assert!(said.starts_with("live: sent "), "{said}");
    assert_eq!(server.objects(), built());
    assert!(run(&site, &["publish", "live"]).starts_with("live is up to date"));

    for (name, media, keeping) in [
        ("bn/notes/গ.html", "text/html; charset=utf-8", "no-cache"),
        ("en/feed.xml", "application/atom+xml; charset=utf-8", "no-cache"),
        ("assets/style.css", "text/css; charset=utf-8", "no-cache"),
        ("cards/en/notes/a.png", "image/png", "public, max-age=3600"),
    ] {
        let (head, _) = server.file(name);
        for line in
            [format!("content-type: {media}"), format!("cache-control: {keeping}")]
        {
            assert!(head.lines().any(|it| it == line), "{name} {line}\n{head}");
        }
    }

    site.note("a", "second");
    let said = run(&site, &["publish", "live", "--dry-run"]);
    let would = listed(&said, "send ");
    assert!(would.contains(&"bn/notes/a.html"), "{said}");
    assert!(!would.iter().any(|it| it.contains("notes/b.html")), "{said}");
    let said = run(&site, &["publish", "live"]);
    assert!(said.starts_with(&format!("live: sent {} files", would.len())), "{said}");
    site.delete_note("গ");
    run(&site, &["publish", "live"]);
    assert_eq!(server.objects(), built());
}

#[test]
#[ignore = "needs the storage that test.sh installs"]
fn says_why_it_is_refused_and_shows_no_secret() {
    let server = Server::start();
    let site = Small::new(&server.place("pages"));
    let secret = "a-wrong-secret-of-ours";
    let run = command(&site, &["publish", "live"], secret).output().unwrap();
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("AWS_SECRET_ACCESS_KEY is not the secret"), "{said}");
    assert!(!said.contains(secret) && !said.contains("X-Amz"), "{said}");
    let mut command_of_a_stranger = command(&site, &["publish", "live"], secret);
    command_of_a_stranger.env("AWS_ACCESS_KEY_ID", "SOMEBODY");
    let run = command_of_a_stranger.output().unwrap();
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("does not know the key"), "{said}");
    let mut command_of_nobody = command(&site, &["publish", "live"], secret);
    command_of_nobody.env_remove("AWS_ACCESS_KEY_ID");
    let run = command_of_nobody.output().unwrap();
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("set AWS_ACCESS_KEY_ID and"), "{said}");
    assert!(!site.root().join("site").exists());

    let strange = Small::new(&server.place("strange"));
    let run = command(&strange, &["publish", "live"], SECRET).output().unwrap();
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("these credentials may not do that"), "{said}");
}

#[test]
#[ignore = "needs the storage that test.sh installs"]
fn goes_on_where_it_was_killed() {
    let server = Server::start();
    let site = Small::new(&server.place("pages"));
    for number in 0..60 {
        site.note(&format!("n{number:02}"), "one of many");
    }
    let built = || super::files(&site.root().join("site"));
    run(&site, &["publish", "live", "--dry-run"]);
    let all = built().len();
    let mut publication = command(&site, &["publish", "live"], SECRET)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let since = Instant::now();
    while server.names().len() < all / 2 {
        assert!(since.elapsed() < Duration::from_mins(2), "it sends");
    }
    publication.kill().unwrap();
    publication.wait().unwrap();
    let there = server.names();
    assert!(there.len() < all, "it was killed too late");
    // Nothing may be shown before what it leads to.
    assert!(!there.iter().any(|it| it == "sitemap.xml"));
    let said = run(&site, &["publish", "live", "--dry-run"]);
    let would = listed(&said, "send ").len();
    assert!(would > 0 && would < all, "{would} of {all}");
    // What was noted before the cut is not sent again: a twentieth and what was on its way.
    assert!(
        would <= all - there.len() + all.div_ceil(20).max(32) + 8,
        "{would} of {all}, {} there",
        there.len()
    );
    run(&site, &["publish", "live"]);
    assert_eq!(server.objects(), built());
    assert!(run(&site, &["publish", "live"]).starts_with("live is up to date"));
}

/// Runs `openssl` in `folder`.
fn openssl(folder: &Path, words: &str) {
    let mut openssl = Command::new("openssl");
    openssl.args(words.split(' ')).current_dir(folder);
    let run = openssl.output().expect("openssl is installed");
    assert!(run.status.success(), "{}", text(&run.stderr));
}

#[test]
#[ignore = "needs the storage that test.sh installs"]
fn trusts_whom_it_is_told_to_trust() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let key = "req -x509 -newkey rsa:2048 -nodes -days 1";
    openssl(folder, &format!("{key} -subj /CN=Office -keyout ca.key -out ca.pem"));
    let leaf = "-CA ca.pem -CAkey ca.key -keyout key.pem -out cert.pem";
    let names = "-addext subjectAltName=IP:127.0.0.1 -addext basicConstraints=CA:FALSE";
    openssl(folder, &format!("{key} -subj /CN=storage {leaf} {names}"));
    let file = |option: &str, name: &str| {
        format!("-s3.{option}.file={}/{name}", folder.display())
    };
    let server = Server::start_with(&[file("cert", "cert.pem"), file("key", "key.pem")]);
    let endpoint = format!("https://127.0.0.1:{}", server.secure);
    let site = Small::new(&format!(
        "  live: {{ to: s3://pages/our/site, endpoint: {endpoint} }}\n"
    ));
    let mut stranger = command(&site, &["publish", "live"], SECRET);
    let run = stranger.env_remove("AWS_CA_BUNDLE").output().unwrap();
    let said = text(&run.stderr);
    assert!(run.status.code() == Some(3) && said.contains("certificate"), "{said}");
    let mut trusting = command(&site, &["publish", "live"], SECRET);
    let run = trusting.env("AWS_CA_BUNDLE", folder.join("ca.pem")).output().unwrap();
    assert!(run.status.success(), "{}", text(&run.stderr));
    assert_eq!(server.objects(), super::files(&site.root().join("site")));
}
