//! As much of HTTP/1.1 (RFC 9112) as a question to a responder takes: one POST, one answer, nothing else.

use std::io::{self, BufReader, Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

use hokensho::pki::{OcspFetch, OcspRequest, OcspResponse};

/// What is read of an answer, head and body: the library takes no more than 64 KiB of body.
const MAX_BYTES: u64 = 80 * 1024;
/// How long each wait may take: a person stands at the window.
const LIMIT: Duration = Duration::from_secs(5);

/// Asks at an address of one's own, or else where the certificate says.
///
/// HTTP is enough: the answer is signed, and the nonce makes it ours.
pub(crate) struct Http {
    address: Option<String>,
}

impl Http {
    pub(crate) const fn new(address: Option<String>) -> Self {
        Self { address }
    }
}

impl OcspFetch for Http {
    type Error = io::Error;

    fn fetch(&mut self, address: Option<&str>, request: &[u8]) -> io::Result<Vec<u8>> {
        let address = self.address.as_deref().or(address);
        post(address.ok_or(wrong("no address: the certificate doesn't say any"))?, request)
    }
}

fn post(address: &str, request: &[u8]) -> io::Result<Vec<u8>> {
    let place = address.strip_prefix("http://").ok_or(wrong("not an address like http://host:port/path"))?;
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let target = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
    let target = target.to_socket_addrs()?.next().ok_or(wrong("the host has no address"))?;
    let mut stream = TcpStream::connect_timeout(&target, LIMIT)?;
    stream.set_read_timeout(Some(LIMIT))?;
    stream.set_write_timeout(Some(LIMIT))?;
    let (kind, length) = (OcspRequest::MEDIA_TYPE, request.len());
    let head = format!(
        "POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), request].concat())?;
    read_answer(BufReader::new(stream.take(MAX_BYTES)))
}

fn read_answer(mut answer: impl io::BufRead) -> io::Result<Vec<u8>> {
    let mut line = String::new();
    answer.read_line(&mut line)?;
    let mut status = line.split_ascii_whitespace();
    if !status.next().is_some_and(|version| version.starts_with("HTTP/1.")) || status.next() != Some("200") {
        return Err(wrong(&format!("the server answered {:?}", line.trim_end())));
    }
    let (mut length, mut kind) = (None, None);
    // Each pass reads a line of what MAX_BYTES leaves.
    loop {
        line.clear();
        answer.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().ok(),
            "content-type" => kind = Some(value.trim().to_ascii_lowercase()),
            "transfer-encoding" => return Err(wrong("the answer comes in pieces")),
            _ => {}
        }
    }
    if kind.as_deref() != Some(OcspResponse::MEDIA_TYPE) {
        return Err(wrong("the answer is no OCSP response"));
    }
    let length: u64 = length.ok_or(wrong("the answer doesn't say how long it is"))?;
    let mut body = Vec::new();
    answer.take(length).read_to_end(&mut body)?;
    Ok(body)
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
