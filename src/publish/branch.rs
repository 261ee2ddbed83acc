//! A branch of a git remote, which a host shows as a site: through the user's own git, in a
//! repository of its own, so that no working tree and no index of anybody is touched.
#![expect(clippy::disallowed_methods, reason = "this is a door out")]

use std::{
    collections::BTreeSet,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::Mutex,
};

use tempfile::TempDir;

use super::{Local, Place};
use crate::source::Failure;

/// A branch that a site is published to. Files go into one commit, which `finish` pushes.
pub(super) struct Branch {
    remote: String,
    name: String,
    /// Who commits: `Name <address>`.
    author: String,
    repository: TempDir,
    /// The commit that the branch stands at, with the files in it.
    head: Option<(String, BTreeSet<String>)>,
    commit: Mutex<Option<Commit>>,
}

/// A commit in the making, by `git fast-import`.
struct Commit {
    git: Child,
    stream: BufWriter<ChildStdin>,
}

impl Branch {
    /// The branch of a remote that git knows by that name in `root`, or by its address.
    pub(super) fn open(remote: &str, branch: &str, root: &Path) -> Result<Self, Failure> {
        let failed = |cause| Failure::new("publish to", Path::new(remote), cause);
        let repository = tempfile::tempdir().map_err(failed)?;
        let mut place = Self {
            remote: address(remote, root),
            name: branch.to_owned(),
            author: author(root),
            repository,
            head: None,
            commit: Mutex::default(),
        };
        place.git(&["init", "--quiet", "--bare"]).map_err(failed)?;
        let reference = place.reference();
        let there =
            place.git(&["ls-remote", &place.remote, &reference]).map_err(failed)?;
        if !there.is_empty() {
            let fetch = ["fetch", "--quiet", "--depth", "1", &place.remote, &reference];
            place.git(&fetch).map_err(failed)?;
            let head = place.git(&["rev-parse", "FETCH_HEAD"]).map_err(failed)?;
            let head = String::from_utf8_lossy(&head).trim().to_owned();
            let tree = ["ls-tree", "-r", "-z", "--name-only", &head];
            let paths = place.git(&tree).map_err(failed)?;
            let paths = String::from_utf8_lossy(&paths);
            let paths = paths.split_terminator('\0').map(str::to_owned).collect();
            place.head = Some((head, paths));
        }
        Ok(place)
    }

    fn reference(&self) -> String {
        format!("refs/heads/{}", self.name)
    }

    fn git(&self, words: &[&str]) -> io::Result<Vec<u8>> {
        git(self.repository.path(), words)
    }

    fn failed(&self, cause: io::Error) -> Failure {
        let path = format!("{} {}", self.remote, self.name);
        Failure::new("publish to", Path::new(&path), cause)
    }

    fn has(&self, path: &str) -> bool {
        self.head.as_ref().is_some_and(|it| it.1.contains(path))
    }

    /// Hands `bytes` to the commit, which is begun where it is not yet.
    fn tell(&self, bytes: &[&[u8]]) -> io::Result<()> {
        let mut commit = self.commit.lock().unwrap_or_else(|it| it.into_inner());
        let commit = match &mut *commit {
            Some(commit) => commit,
            none => none.insert(self.begin()?),
        };
        bytes.iter().try_for_each(|it| commit.stream.write_all(it))
    }

    fn begin(&self) -> io::Result<Commit> {
        let words = ["fast-import", "--quiet", "--done", "--date-format=now"];
        let mut git = command(self.repository.path(), &words)
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .map_err(unfound)?;
        let stream = git.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut stream = BufWriter::new(stream);
        let message = "Publish the site\n";
        write!(
            stream,
            "commit {}\ncommitter {} now\ndata {}\n{message}",
            self.reference(),
            self.author,
            message.len()
        )?;
        if let Some((head, _)) = &self.head {
            writeln!(stream, "from {head}")?;
        }
        Ok(Commit { git, stream })
    }
}

impl Place for Branch {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        match &self.head {
            Some((head, _)) if self.has(path) => {
                let bytes = self.git(&["cat-file", "blob", &format!("{head}:{path}")]);
                bytes.map(Some).map_err(|it| self.failed(it))
            }
            _ => Ok(None),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let head = format!("M 100644 inline {path}\ndata {}\n", bytes.len());
        let told = self.tell(&[head.as_bytes(), bytes, b"\n"]);
        told.map_err(|it| self.failed(it))
    }

    fn remove(&self, path: &str) -> Result<(), Failure> {
        self.tell(&[format!("D {path}\n").as_bytes()]).map_err(|it| self.failed(it))
    }

    fn seems_there(&self, file: &Local) -> bool {
        self.has(&file.path)
    }

    fn finish(&self) -> Result<(), Failure> {
        let commit = self.commit.lock().unwrap_or_else(|it| it.into_inner()).take();
        let Some(Commit { git, mut stream }) = commit else { return Ok(()) };
        let pushed = stream.write_all(b"done\n").and_then(|()| stream.flush());
        drop(stream);
        let pushed =
            pushed.and_then(|()| answer(git.wait_with_output()?)).and_then(|_| {
                let name = self.reference();
                self.git(&["push", "--quiet", &self.remote, &format!("{name}:{name}")])
            });
        pushed.map(|_| ()).map_err(|it| self.failed(it))
    }
}

/// The address of a remote: of the name that git knows in `root`, or as it is written, where a
/// path is one from there.
fn address(remote: &str, root: &Path) -> String {
    let known = git(root, &["remote", "get-url", "--push", remote]);
    let known = known.ok().map(|it| String::from_utf8_lossy(&it).trim().to_owned());
    let written = known.unwrap_or_else(|| remote.to_owned());
    let folder: PathBuf = root.join(&written);
    match folder.canonicalize() {
        Ok(folder) if folder.is_dir() => folder.to_string_lossy().into_owned(),
        _ => written,
    }
}

/// Whom git takes the user for; a machine that publishes may be nobody.
fn author(root: &Path) -> String {
    let known = git(root, &["var", "GIT_COMMITTER_IDENT"]);
    let known = known.map(|it| String::from_utf8_lossy(&it).into_owned());
    let known = known.ok().and_then(|it| Some(it.split_once('>')?.0.to_owned()));
    known.map_or_else(|| "Prokash <prokash@localhost>".to_owned(), |it| it + ">")
}

/// What git answers to `words` in `folder`.
fn git(folder: &Path, words: &[&str]) -> io::Result<Vec<u8>> {
    answer(command(folder, words).output().map_err(unfound)?)
}

fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(words);
    // A hook that publishes must not make us work in the repository that it belongs to.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command
}

fn answer(output: std::process::Output) -> io::Result<Vec<u8>> {
    if output.status.success() {
        Ok(output.stdout)
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(io::Error::other(format!("git says: {}", said.trim())))
    }
}

fn unfound(cause: io::Error) -> io::Error {
    match cause.kind() {
        io::ErrorKind::NotFound => io::Error::other("git is not installed"),
        _ => cause,
    }
}
