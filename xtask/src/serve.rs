//! Serves the page on this machine.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use clap::Args;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::command::command;
use crate::{root, wasm};

/// What every file is sent with, here and by the host of `cargo xtask dist`. The rest of the policy is in the page
/// itself, but `frame-ancestors` works in a header alone, and only a header binds the service worker.
pub const HEADERS: [(&str, &str); 4] = [
    ("Content-Security-Policy", "frame-ancestors 'none'; connect-src 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    // File names stay the same from version to version: ask whether they changed.
    ("Cache-Control", "no-cache"),
];

#[derive(Args)]
pub struct Command {
    /// The port, or the next free one after it
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
}

pub fn run(options: &Command) -> Result<()> {
    wasm::build()?;
    let folder = root().join("www");
    let listener = listen(options.port)?;
    let address = format!("http://{}", listener.local_addr()?);
    let server = Server::from_listener(listener, None).map_err(|error| anyhow!(error))?;
    println!("Dateline is at {address} (Ctrl-C ends it)");
    if options.open {
        open(&address);
    }
    for request in server.incoming_requests() {
        // A browser that hangs up is no reason to end.
        let _ = respond(request, &folder);
    }
    Ok(())
}

fn listen(first: u16) -> Result<TcpListener> {
    let last = first.saturating_add(50);
    (first..=last)
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .with_context(|| format!("no free port from {first} to {last}; name another with --port"))
}

fn open(address: &str) {
    let mut opener = match std::env::consts::OS {
        "macos" => command("open"),
        "windows" => command("explorer"),
        _ => command("xdg-open"),
    };
    if opener.arg(address).spawn().is_err() {
        println!("No browser could be opened; open {address} yourself.");
    }
}

fn respond(request: Request, folder: &Path) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        let response = Response::from_string("Only GET and HEAD\n").with_status_code(405);
        return request.respond(response.with_header(header("Allow", "GET, HEAD")));
    }
    let found = file_of(request.url())
        .and_then(|file| Some((content_type(&file), fs::read(folder.join(file)).ok()?)));
    let Some((content_type, bytes)) = found else {
        return request.respond(Response::from_string("Not found\n").with_status_code(404));
    };
    let mut response = Response::from_data(bytes)
        .with_header(header("Content-Type", content_type))
        .with_chunked_threshold(usize::MAX);
    for (name, value) in HEADERS {
        response.add_header(header(name, value));
    }
    request.respond(response)
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("names and values of headers here are ASCII")
}

/// The file that a URL asks for, below the served folder; `None` for what leads out of it and for hidden files.
fn file_of(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut file = PathBuf::new();
    for part in path.split('/') {
        let part = decode(part)?;
        let plain = !part.starts_with('.') && !part.contains(['/', '\\', ':', '\0']);
        if !plain {
            return None;
        }
        file.push(part);
    }
    if path.is_empty() || path.ends_with('/') {
        file.push("index.html");
    }
    Some(file)
}

/// Resolves percent escapes.
fn decode(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || (rest.next()? as char).to_digit(16);
                (digit()? * 16 + digit()?) as u8
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn urls_and_their_files() {
        for (url, file) in [
            ("/", Some("index.html")),
            ("/?a=/../b", Some("index.html")),
            ("/pkg/dateline_bg.wasm?v=1", Some("pkg/dateline_bg.wasm")),
            ("/samples/", Some("samples/index.html")),
            ("/a%20b.txt", Some("a b.txt")),
            ("/../Cargo.toml", None),
            ("/%2e%2e/Cargo.toml", None),
            ("/..%2fCargo.toml", None),
            ("/a/%5c..%5cCargo.toml", None),
            ("/c:/windows", None),
            ("/.git/config", None),
            ("/%zz", None),
            ("/%ff", None),
            ("*", None),
            ("http://elsewhere/", None),
        ] {
            assert_eq!(file_of(url).as_deref(), file.map(Path::new), "{url}");
        }
    }

    #[test]
    fn answers_of_a_running_server() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let server = Server::from_listener(listener, None).unwrap();
        let cases = [
            ("GET /Cargo.toml", "200", "[package]"),
            ("HEAD /Cargo.toml", "200", ""),
            ("GET /src/", "404", "Not found"),
            ("GET /../Cargo.toml", "404", "Not found"),
            ("POST /Cargo.toml", "405", "Only GET"),
        ];
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
                server.incoming_requests().take(cases.len()).for_each(|r| respond(r, folder).unwrap());
            });
            for (request, status, body) in cases {
                let mut stream = TcpStream::connect(address).unwrap();
                write!(stream, "{request} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
                let mut answer = String::new();
                stream.read_to_string(&mut answer).unwrap();
                let (head, got) = answer.split_once("\r\n\r\n").unwrap();
                assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{request}: {head}");
                assert!(got.starts_with(body) && got.is_empty() == body.is_empty(), "{request}: {got}");
                assert_eq!(
                    head.contains("frame-ancestors 'none'; connect-src 'self'"),
                    status == "200",
                    "{request}: {head}"
                );
            }
        });
    }
}
