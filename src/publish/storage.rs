//! The door to storage that speaks S3, and to the network.

use std::{io, path::Path, thread::sleep, time::Duration};

use rusty_s3::{
    Credentials, S3Action, UrlStyle,
    actions::{DeleteObject, GetObject, PutObject},
};
use ureq::{
    Agent, Body,
    http::Response,
    tls::{PemItem, RootCerts, TlsConfig, parse_pem},
};

use super::{Place, Storage, media};
use crate::source::{self, Failure};

/// How many files are on their way at once: what counts is the way there and back.
const AT_ONCE: usize = 8;

/// How long a signature is good for.
const SIGNED: Duration = Duration::from_mins(15);

/// How long to wait before it is tried again after the network or the storage failed.
const WAITS: [Duration; 3] =
    [Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(6)];

/// The largest list of what was published, in bytes.
const LARGEST: u64 = 1 << 30;

/// A bucket that a site is published to. Who we are is told by the environment alone and is never
/// shown; what is sent is signed with it.
pub(super) struct Bucket {
    agent: Agent,
    place: rusty_s3::Bucket,
    credentials: Credentials,
    prefix: String,
}

/// What came back.
type Answer = Result<Response<Body>, ureq::Error>;

impl Bucket {
    #[expect(clippy::disallowed_methods, reason = "this is a door out")]
    pub(super) fn open(storage: &Storage) -> Result<Self, Failure> {
        let Storage { bucket, prefix, endpoint, region } = storage;
        let failed = |cause: String| {
            let path = format!("s3://{bucket}/{prefix}");
            Failure::new("publish to", Path::new(&path), io::Error::other(cause))
        };
        let credentials = Credentials::from_env().ok_or_else(|| {
            failed(
                "it has to know who you are: set AWS_ACCESS_KEY_ID and \
                 AWS_SECRET_ACCESS_KEY in the environment"
                    .to_owned(),
            )
        })?;
        let named = ["AWS_REGION", "AWS_DEFAULT_REGION"];
        let named = named.iter().find_map(|it| std::env::var(it).ok());
        let region = region.clone().or(named).unwrap_or_else(|| "us-east-1".to_owned());
        // Certificates know no bucket with a dot in its name, and few other storages have a host
        // for each bucket.
        let style = match endpoint {
            None if !bucket.contains('.') => UrlStyle::VirtualHost,
            _ => UrlStyle::Path,
        };
        let amazon = format!("https://s3.{region}.amazonaws.com");
        let address = endpoint.as_ref().unwrap_or(&amazon);
        let url = address.parse().map_err(|it| failed(format!("{address}: {it}")))?;
        let place = rusty_s3::Bucket::new(url, style, bucket.clone(), region)
            .map_err(|it| failed(format!("{address}: {it}")))?;
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(trusted()?).build())
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(Duration::from_secs(15)))
            .timeout_recv_response(Some(Duration::from_mins(2)))
            .build();
        Ok(Self { agent: config.into(), place, credentials, prefix: prefix.clone() })
    }

    fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// What the storage answers to `ask`, after some tries. The answer is good, or there is no
    /// object: then it is `None`.
    fn ask(
        &self,
        attempt: &'static str,
        key: &str,
        ask: impl Fn() -> Answer,
    ) -> Result<Option<Response<Body>>, Failure> {
        let mut waits = WAITS.iter();
        let cause = loop {
            let (cause, passing) = match ask() {
                Ok(answer) if answer.status().is_success() => return Ok(Some(answer)),
                Ok(mut answer) => {
                    let status = answer.status().as_u16();
                    let text = answer.body_mut().read_to_string().unwrap_or_default();
                    let code = element(&text, "Code");
                    if status == 404 && code != "NoSuchBucket" {
                        return Ok(None);
                    }
                    (refusal(status, code), status == 429 || status >= 500)
                }
                Err(error) => (error.to_string(), true),
            };
            match waits.next() {
                Some(wait) if passing => sleep(*wait),
                _ => break cause,
            }
        };
        let path = format!("s3://{}/{key}", self.place.name());
        Err(Failure::new(attempt, Path::new(&path), io::Error::other(cause)))
    }
}

/// Who is trusted to vouch for the storage: those in the file that `AWS_CA_BUNDLE` names, as other
/// programs that speak S3 take it, or else those whom Mozilla trusts.
fn trusted() -> Result<RootCerts, Failure> {
    let Some(path) = std::env::var_os("AWS_CA_BUNDLE").filter(|it| !it.is_empty()) else {
        return Ok(RootCerts::WebPki);
    };
    let bytes = source::read_place(Path::new(&path))?;
    let certificates = parse_pem(&bytes).filter_map(|it| match it {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    Ok(RootCerts::from(certificates))
}

impl Place for Bucket {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let key = self.key(path);
        let action = GetObject::new(&self.place, Some(&self.credentials), &key);
        let get = || self.agent.get(action.sign(SIGNED).as_str()).call();
        let Some(mut answer) = self.ask("read", &key, get)? else { return Ok(None) };
        let bytes = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
        bytes.map(Some).map_err(|it| {
            let path = format!("s3://{}/{key}", self.place.name());
            Failure::new("read", Path::new(&path), io::Error::other(it.to_string()))
        })
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let key = self.key(path);
        let action = PutObject::new(&self.place, Some(&self.credentials), &key);
        let put = || {
            let request = self.agent.put(action.sign(SIGNED).as_str());
            let request = request.header("content-type", media::media(path));
            request.header("cache-control", media::keeping(path)).send(bytes)
        };
        let answer = self.ask("write", &key, put)?;
        answer.map(|_| ()).ok_or_else(|| {
            let path = format!("s3://{}/{key}", self.place.name());
            let cause = io::Error::other("the storage says that there is no such place");
            Failure::new("write", Path::new(&path), cause)
        })
    }

    fn remove(&self, path: &str) -> Result<(), Failure> {
        let key = self.key(path);
        let action = DeleteObject::new(&self.place, Some(&self.credentials), &key);
        let delete = || self.agent.delete(action.sign(SIGNED).as_str()).call();
        self.ask("remove", &key, delete).map(|_| ())
    }

    fn at_once(&self) -> usize {
        AT_ONCE
    }
}

/// The text of the first element of that name in what the storage answers (`<Code>…</Code>`).
fn element<'a>(xml: &'a str, name: &str) -> &'a str {
    let found = xml.split_once(&format!("<{name}>"));
    found.and_then(|it| it.1.split_once('<')).map_or("", |it| it.0)
}

/// Why the storage refuses, and what to do about it.
fn refusal(status: u16, code: &str) -> String {
    let what = match (code, status) {
        ("InvalidAccessKeyId", _) => {
            "the storage does not know the key in AWS_ACCESS_KEY_ID"
        }
        ("SignatureDoesNotMatch", _) => {
            "AWS_SECRET_ACCESS_KEY is not the secret of the key in AWS_ACCESS_KEY_ID"
        }
        ("ExpiredToken" | "InvalidToken" | "TokenRefreshRequired", _) => {
            "AWS_SESSION_TOKEN is no longer good: ask for new credentials"
        }
        ("NoSuchBucket", _) => "there is no such bucket",
        ("RequestTimeTooSkewed", _) => "the clock of this machine is wrong",
        (
            "PermanentRedirect"
            | "TemporaryRedirect"
            | "AuthorizationHeaderMalformed"
            | "IllegalLocationConstraintException",
            _,
        )
        | (_, 300..=399) => {
            "the bucket is in another region: say which with `region:` in prokash.yaml"
        }
        ("AccessDenied", _) | (_, 401 | 403) => {
            "these credentials may not do that: they need to read, write, delete and list"
        }
        ("SlowDown", _) | (_, 429 | 503) => "the storage is too busy; try again later",
        _ => "the storage fails",
    };
    let code = if code.is_empty() { String::new() } else { format!(" {code}") };
    format!("{what} (it answered {status}{code})")
}
