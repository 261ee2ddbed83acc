//! The door to HTTP: answers browsers on this machine, and no others.

use std::{
    io::Write,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::Duration,
};

use tiny_http::{Header, Method, Request, Response, Server};

use crate::{build::Ask, text::percent_decode};

/// What a page loads to hear of changes.
const SCRIPT: &str = include_str!("serve.js");

/// How many requests are answered at a time.
const WORKERS: usize = 4;

/// After so long without news something is sent, so that a listener who has gone is noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// Those who hear of changes.
#[derive(Debug, Default)]
pub(super) struct Listeners {
    all: Vec<Sender<String>>,
    /// What was last said of errors, for those who come later.
    wrong: Option<String>,
}

impl Listeners {
    /// Says `line` to all; where it `stays` true, to those who come later too.
    pub(super) fn tell(&mut self, line: &str, stays: bool) {
        if stays {
            self.wrong = Some(line.to_owned());
        }
        self.all.retain(|it| it.send(line.to_owned()).is_ok());
    }

    fn join(&mut self) -> Receiver<String> {
        let (send, hear) = channel();
        if let Some(line) = &self.wrong {
            let _ = send.send(line.clone());
        }
        self.all.push(send);
        hear
    }
}

/// What requests are answered with.
#[derive(Clone)]
struct Desk {
    asks: Sender<Ask>,
    listeners: Arc<Mutex<Listeners>>,
    port: u16,
}

/// Answers at `port` of this machine, or at one of the next where it is taken and another will do;
/// tells at which.
///
/// Errors: no port is free.
#[expect(clippy::disallowed_methods, reason = "answering goes on beside everything else")]
pub(super) fn serve(
    ports: std::ops::RangeInclusive<u16>,
    asks: &Sender<Ask>,
    listeners: &Arc<Mutex<Listeners>>,
) -> std::io::Result<u16> {
    let mut failed = std::io::Error::from(std::io::ErrorKind::AddrInUse);
    for port in ports {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let server = match Server::http(address) {
            Ok(server) => Arc::new(server),
            Err(error) => {
                failed = std::io::Error::other(error.to_string());
                continue;
            }
        };
        let port = server.server_addr().to_ip().map_or(port, |it| it.port());
        for _ in 0..WORKERS {
            let (server, asks, listeners) =
                (Arc::clone(&server), asks.clone(), Arc::clone(listeners));
            let desk = Desk { asks, listeners, port };
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    desk.receive(request);
                }
            });
        }
        return Ok(port);
    }
    Err(failed)
}

impl Desk {
    fn receive(&self, request: Request) {
        let status = match request.method() {
            _ if !self.is_meant(&request) => 403,
            Method::Get | Method::Head => {
                match request.url().split('?').next().unwrap_or_default() {
                    "/_prokash/events" => return self.listen(request),
                    "/_prokash/serve.js" => {
                        return send(request, 200, "serve.js", SCRIPT.into());
                    }
                    path => match local(path) {
                        Some(path) => return self.file(request, &path),
                        None => 400,
                    },
                }
            }
            _ => 405,
        };
        send(request, status, "", Vec::new());
    }

    /// Whether the request is for this machine by name: a page of another site whose name leads here
    /// may not read what is not published yet.
    fn is_meant(&self, request: &Request) -> bool {
        let host = request.headers().iter().find(|it| it.field.equiv("Host"));
        let host = host.map(|it| it.value.as_str().to_lowercase());
        let port = format!(":{}", self.port);
        host.is_some_and(|it| {
            let name = it.strip_suffix(&port).unwrap_or(&it);
            ["localhost", "127.0.0.1"].contains(&name)
        })
    }

    fn file(&self, request: Request, path: &str) {
        let ask = |path: &str| {
            let (answer, answered) = channel();
            self.asks.send(Ask::File(path.to_owned(), answer)).ok()?;
            answered.recv().ok()?
        };
        let (status, bytes) = match ask(path) {
            Some(bytes) => (200, Some(bytes)),
            None => (404, ask("404.html")),
        };
        let name = if status == 200 { path } else { "404.html" };
        // Before there is a good site there is only what is wrong with it.
        let bytes = bytes.unwrap_or_else(|| EMPTY.into());
        let bytes = if name.ends_with(".html") { with_script(bytes) } else { bytes };
        send(request, status, name, bytes);
    }

    /// Keeps the connection and writes news to it.
    #[expect(
        clippy::disallowed_methods,
        reason = "listening goes on beside everything else"
    )]
    fn listen(&self, request: Request) {
        let hear = self.listeners.lock().unwrap_or_else(|it| it.into_inner()).join();
        std::thread::spawn(move || {
            let mut out = request.into_writer();
            let mut write = |text: &str| {
                out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok()
            };
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\
                        Cache-Control: no-store\r\nConnection: close\r\n\r\n: here\n\n";
            let mut there = write(head);
            while there {
                there = match hear.recv_timeout(SIGN_OF_LIFE) {
                    Ok(line) => write(&format!("data: {line}\n\n")),
                    Err(RecvTimeoutError::Timeout) => write(": still here\n\n"),
                    Err(RecvTimeoutError::Disconnected) => false,
                };
            }
        });
    }
}

/// What is shown where there is no page.
const EMPTY: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <title>Prokash</title>\n</head>\n<body>\n</body>\n</html>\n";

/// The path of a file of the site that the path of an address stands for; `None` where it leads out
/// of it.
fn local(path: &str) -> Option<String> {
    let path = percent_decode(path.strip_prefix('/')?);
    let safe = |it: &str| !matches!(it, "." | "..") && !it.contains(['\\', '\0']);
    if !path.split('/').all(safe) {
        return None;
    }
    let index = path.is_empty() || path.ends_with('/');
    Some(if index { format!("{path}index.html") } else { path })
}

/// A page that hears of changes.
fn with_script(mut page: Vec<u8>) -> Vec<u8> {
    const TAG: &[u8] = b"<script src=\"/_prokash/serve.js\"></script>\n";
    let end = memchr::memmem::rfind(&page, b"</body>").unwrap_or(page.len());
    page.splice(end..end, TAG.iter().copied());
    page
}

fn send(request: Request, status: u16, name: &str, bytes: Vec<u8>) {
    let headers = [("Content-Type", media(name)), ("Cache-Control", "no-store")];
    let mut response = Response::from_data(bytes)
        .with_status_code(status)
        .with_chunked_threshold(usize::MAX);
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A browser that no longer waits has missed nothing.
    let _ = request.respond(response);
}

/// The media type (IANA) of the file `name`.
fn media(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |it| it.1) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "json" | "geojson" | "jsonld" => "application/json",
        "xml" => "application/xml",
        "zip" => "application/zip",
        "csv" => "text/csv; charset=utf-8",
        "" | "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{local, with_script};

    #[test]
    fn no_path_leaves_the_site() {
        assert_eq!(local("/").as_deref(), Some("index.html"));
        assert_eq!(local("/bn/notes/").as_deref(), Some("bn/notes/index.html"));
        assert_eq!(local("/bn/%E0%A6%95.html").as_deref(), Some("bn/ক.html"));
        for path in ["/../x", "/a/%2e%2E/x", "/a/..%2fx", "/a%5c..%5cx", "/a%00", "x"] {
            assert_eq!(local(path), None, "{path}");
        }
    }

    #[test]
    fn only_the_end_of_a_page_is_written_to() {
        let page = with_script(b"<body>a</body>\n".to_vec());
        let page = String::from_utf8(page).unwrap();
        assert!(page.starts_with("<body>a<script") && page.ends_with("</body>\n"));
    }
}
