//! A message: what it says and to whom → RFC 5322.
//!
//! The same message gives the same bytes: time and id are given, nothing is drawn by lot.

use super::address::{Address, Mailbox};
use super::line::Line;
use super::wire::{Mail, Wire};
use data_encoding::HEXLOWER;
use lettre::message::header::{
    ContentDisposition, ContentId, ContentTransferEncoding, ContentType, HeaderName, HeaderValue,
};
use lettre::message::{Body, MultiPart, SinglePart};
use sha2::{Digest, Sha256};
use std::time::{Duration, UNIX_EPOCH};

/// A message that a program writes: as plain text, and the same as HTML.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: MessageId,
    /// In seconds since 1970.
    pub date: i64,
    pub from: Mailbox,
    /// Where answers go to, if not to the sender.
    pub reply_to: Option<Mailbox>,
    /// At least one.
    pub to: Vec<Mailbox>,
    pub subject: Line,
    /// Lines end with LF.
    pub text: String,
    /// None: it is sent as plain text alone.
    pub html: Option<String>,
    /// What the HTML shows as `cid:logo`.
    pub logo: Option<Logo>,
}

/// A picture that travels with the message, so that nothing is fetched when it is read.
#[derive(Clone, Debug)]
pub struct Logo {
    pub png: Vec<u8>,
}

impl Logo {
    /// What it is called inside the message.
    pub const CID: &str = "logo";
}

/// What a message is called by mail programs. A message that is sent twice has the same id both times, and many programs
/// show it once.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct MessageId(String);

impl MessageId {
    /// An id made of what names the message and of the sender's domain. Of the name only letters, digits, dots and
    /// hyphens are kept.
    pub fn new(name: &str, from: &Address) -> MessageId {
        let is_kept = |sign: &char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-');
        MessageId(format!("<{}@{}>", name.chars().filter(is_kept).collect::<String>(), from.domain()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Message {
    /// As it goes to the server.
    ///
    /// # Panics
    ///
    /// If it is to nobody.
    pub fn mail(&self) -> Mail {
        let wire = Wire::new(self.bytes()).expect("what the builder encodes is ASCII in lines that end with CRLF");
        Mail { from: self.from.address.clone(), to: self.to.iter().map(|to| to.address.clone()).collect(), wire }
    }

    fn bytes(&self) -> Vec<u8> {
        let date = UNIX_EPOCH + Duration::from_secs(u64::try_from(self.date).unwrap_or(0));
        let mut message = lettre::Message::builder()
            .message_id(Some(self.id.0.clone()))
            .date(date)
            .from(self.from.written())
            .subject(self.subject.as_str())
            .raw_header(automatic());
        message = self.reply_to.iter().fold(message, |message, to| message.reply_to(to.written()));
        message = self.to.iter().fold(message, |message, to| message.to(to.written()));
        message.multipart(self.parts()).expect("it has a sender and a recipient").formatted()
    }

    /// Plain text, or the HTML with its picture: what a mail program can show of these.
    fn parts(&self) -> MultiPart {
        let [outer, inner] = self.boundaries();
        let both = MultiPart::alternative().boundary(outer).singlepart(text(ContentType::TEXT_PLAIN, &self.text));
        let Some(html) = &self.html else { return both };
        let html = text(ContentType::TEXT_HTML, html);
        match &self.logo {
            Some(logo) => {
                both.multipart(MultiPart::related().boundary(inner).singlepart(html).singlepart(picture(logo)))
            }
            None => both.singlepart(html),
        }
    }

    /// What stands between the parts. `=_` can occur neither in quoted-printable nor in base64 (RFC 2045, section 6.7), so
    /// no text has such a line, whoever wrote it.
    fn boundaries(&self) -> [String; 2] {
        let name = HEXLOWER.encode(&Sha256::digest(&self.id.0)[..12]);
        [format!("=_a{name}"), format!("=_b{name}")]
    }
}

/// RFC 3834: no robot answers, and no absence is announced.
fn automatic() -> HeaderValue {
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    HeaderValue::new(name, "auto-generated".to_owned())
}

/// A text, encoded whatever is in it.
fn text(kind: ContentType, text: &str) -> SinglePart {
    // Three bytes for each that is not ASCII, or four for each three of all: whichever is less. Filters like the former.
    let foreign = text.bytes().filter(|byte| !byte.is_ascii()).count();
    let encoding = match foreign * 6 > text.len() {
        true => ContentTransferEncoding::Base64,
        false => ContentTransferEncoding::QuotedPrintable,
    };
    let lines: String = text.lines().flat_map(|line| [line, "\r\n"]).collect();
    let body = Body::new_with_encoding(lines, encoding).expect("these two encode everything");
    SinglePart::builder().header(kind).body(body)
}

fn picture(logo: &Logo) -> SinglePart {
    let kind = ContentType::parse("image/png").expect("a media type of RFC 2083");
    SinglePart::builder()
        .header(kind)
        .header(ContentDisposition::inline_with_name("logo.png"))
        .header(ContentId::from(format!("<{}>", Logo::CID)))
        .body(Body::new(logo.png.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn message() -> Message {
        let from = Mailbox::parse("Öl & Söhne, Billing <billing@example.com>").unwrap();
        Message {
            id: MessageId::new("A-9F3K-72QX.1774951500.staff", &from.address),
            date: 1_774_951_500,
            from,
            reply_to: Mailbox::parse("ar@example.com"),
            to: vec![Mailbox::parse("ada@example.org").unwrap(), Mailbox::parse("Bo <bo@example.org>").unwrap()],
            subject: Line::new("Neue Beanstandung – INV-7"),
            text: "Grüße\n.\n.. zwei Punkte \nEnde\n".to_owned(),
            html: Some("<p>Grüße</p>".to_owned()),
            logo: None,
        }
    }

    #[test]
    fn a_message_is_two_parts_below_a_plain_set_of_headers() {
        let mail = message().mail();
        assert_eq!(mail.to.len(), 2);
        let text = String::from_utf8(mail.wire.as_bytes().to_vec()).unwrap().replace("\r\n", "\n");
        let expected = r#"Message-ID: <A-9F3K-72QX.1774951500.staff@example.com>
Date: Tue, 31 Mar 2026 10:05:00 +0000
From: =?utf-8?b?w5ZsICYgU8O2aG5lLCBCaWxsaW5n?= <billing@example.com>
Subject: Neue Beanstandung =?utf-8?b?4oCT?= INV-7
Auto-Submitted: auto-generated
Reply-To: ar@example.com
To: ada@example.org, Bo <bo@example.org>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="=_a22ed92b7ed39137435e27373"

--=_a22ed92b7ed39137435e27373
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Gr=C3=BC=C3=9Fe
.
.. zwei Punkte=20
Ende

--=_a22ed92b7ed39137435e27373
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PHA+R3LDvMOfZTwvcD4NCg==
--=_a22ed92b7ed39137435e27373--
"#;
        assert_eq!(text, expected);
    }

    #[test]
    fn a_logo_travels_with_the_html() {
        let logo = Some(Logo { png: b"\x89PNG\r\n\x1a\n".to_vec() });
        let mail = Message { logo, ..message() }.mail();
        let text = String::from_utf8(mail.wire.as_bytes().to_vec()).unwrap();
        for part in ["multipart/related", "Content-ID: <logo>", "image/png", "iVBORw0KGgo="] {
            assert_eq!(text.matches(part).count(), 1, "{part}: {text}");
        }
    }

    #[test]
    fn texts_of_other_scripts_are_not_tripled() {
        let text = "支払期日を過ぎています。\n".repeat(200);
        let bytes = Message { text: text.clone(), html: Some(text.clone()), ..message() }.mail().wire.as_bytes().len();
        assert!(bytes < 3 * text.len(), "{bytes}");
    }

    proptest! {
        #[test]
        fn no_text_adds_a_header_or_ends_a_part(name in any::<String>(), subject in any::<String>(), text in "(?s)[-=_ab\r\n.].{0,40}|\\PC{0,2000}") {
            let plain = message();
            let from = Mailbox { name: Some(Line::new(&name)), address: plain.from.address.clone() };
            let html = Some(text.clone());
            let hostile = Message { from, subject: Line::new(&subject), text, html, ..plain.clone() };
            let names = |message: &Message| -> Vec<String> {
                let bytes = String::from_utf8(message.mail().wire.as_bytes().to_vec()).unwrap();
                let head = bytes.split("\r\n\r\n").next().unwrap();
                let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
                lines.map(|line| line.split(':').next().unwrap().to_owned()).collect()
            };
            prop_assert_eq!(names(&hostile), names(&plain));
            let [outer, _] = hostile.boundaries();
            let bytes = String::from_utf8(hostile.mail().wire.as_bytes().to_vec()).unwrap();
            prop_assert_eq!(bytes.matches(&format!("\r\n--{outer}")).count(), 3);
        }
    }
}
