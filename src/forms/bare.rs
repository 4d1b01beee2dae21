//! What hyper answers by itself, to a head that it cannot read: a bare number. It is replaced on its way out by an answer of ours,
//! with its page and the headers that every answer has.

use super::answer::Answer;
use std::fmt::Write as _;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Every answer of ours has it, in small letters as hyper writes them; none of hyper's has.
const OURS: &[u8] = b"\r\nx-content-type-options: ";

/// A stream on which no bare answer goes out. `own` makes ours, by its number.
pub(super) struct Dressed<S, F> {
    stream: S,
    own: F,
    /// What is still to be written in place of a bare answer.
    left: Vec<u8>,
}

impl<S, F: FnMut(u16) -> Answer> Dressed<S, F> {
    pub(super) fn new(stream: S, own: F) -> Dressed<S, F> {
        Dressed { stream, own, left: Vec::new() }
    }
}

impl<S: AsyncRead + Unpin, F: Unpin> AsyncRead for Dressed<S, F> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin, F: FnMut(u16) -> Answer + Unpin> AsyncWrite for Dressed<S, F> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let Dressed { stream, own, left } = &mut *self;
        if left.is_empty() {
            let Some(status) = bare(bytes) else { return Pin::new(stream).poll_write(cx, bytes) };
            *left = written(&own(status));
        }
        while !left.is_empty() {
            let count = ready!(Pin::new(&mut *stream).poll_write(cx, left))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            left.drain(..count);
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// The number of an answer that hyper made by itself.
fn bare(bytes: &[u8]) -> Option<u16> {
    let number = bytes.strip_prefix(b"HTTP/1.1 ").or_else(|| bytes.strip_prefix(b"HTTP/1.0 "))?.get(..3)?;
    let number: u16 = std::str::from_utf8(number).ok()?.parse().ok()?;
    let is_ours = bytes.windows(OURS.len()).any(|window| window == OURS);
    (number >= 400 && !is_ours).then_some(number)
}

/// An answer as bytes, after which the connection is closed.
fn written(Answer { status, headers, body }: &Answer) -> Vec<u8> {
    let reason = hyper::StatusCode::from_u16(*status).ok().and_then(|status| status.canonical_reason());
    let mut head = format!("HTTP/1.1 {status} {}\r\ncontent-length: {}\r\n", reason.unwrap_or_default(), body.len());
    for (name, value) in headers.iter().filter(|(name, _)| *name != "Connection") {
        write!(head, "{}: {value}\r\n", name.to_ascii_lowercase()).expect("a text takes all");
    }
    head.push_str("connection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn a_bare_answer_is_replaced_whole_and_all_else_goes_through() {
        let (here, mut there) = tokio::io::duplex(7);
        let mut dressed =
            Dressed::new(here, |status| Answer::text(status, "ours").with("X-Content-Type-Options", "nosniff"));
        let ours = b"HTTP/1.1 404 Not Found\r\nx-content-type-options: nosniff\r\n\r\npage";
        let through = [&ours[..], b"HTTP/1.1 200 OK\r\n\r\n", b"<p>HTTP/1.1 400 Bad Request"].concat();
        let send = async move {
            dressed.write_all(&through).await.unwrap();
            dressed
                .write_all(b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n\r\n")
                .await
                .unwrap();
            through
        };
        let mut heard = Vec::new();
        let (through, read) = tokio::join!(send, there.read_to_end(&mut heard));
        read.unwrap();
        let heard = heard.strip_prefix(through.as_slice()).expect("what was ours goes through");
        let heard = String::from_utf8_lossy(heard);
        let expected = "HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 5\r\ncontent-type: text/plain; charset=utf-8\r\n\
                        x-content-type-options: nosniff\r\nconnection: close\r\n\r\nours\n";
        assert_eq!(heard, expected);
    }
}
