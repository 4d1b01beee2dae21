//! A form as it arrives: is this a door for it, and can it be a form at all. Nothing of what it says is looked at yet.
//!
//! In this order, so that each sender hears the first thing that he got wrong.

use super::posted::{LARGEST, NoForm, Posted};
use super::submission::Door;
use crate::links::Kind;

/// The head of a request.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    pub method: &'a str,
    /// Without the query; a form's address has none.
    pub path: &'a str,
    pub content_type: &'a str,
}

/// Why a request is turned away unread.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Turned {
    /// Forms are posted.
    Method,
    /// There is no such door.
    Nowhere,
    /// It has more than [`LARGEST`] bytes.
    TooLarge,
    /// Its media type is not the one of forms.
    Media,
    /// No browser sends such a form.
    NoForm,
}

impl Turned {
    /// The number of the answer (RFC 9110, section 15.5).
    pub const fn status(self) -> u16 {
        match self {
            Turned::Method => 405,
            Turned::Nowhere => 404,
            Turned::TooLarge => 413,
            Turned::Media => 415,
            Turned::NoForm => 400,
        }
    }
}

impl<'a> Arrival<'a> {
    /// The door: `/f/<kind>/<portal id>`.
    pub fn door(&self) -> Result<Door<'a>, Turned> {
        if self.method != "POST" {
            return Err(Turned::Method);
        }
        let (kind, portal) =
            self.path.strip_prefix("/f/").and_then(|path| path.split_once('/')).ok_or(Turned::Nowhere)?;
        let kind = Kind::ALL.into_iter().find(|known| known.as_str() == kind).ok_or(Turned::Nowhere)?;
        if portal.is_empty() || portal.contains('/') {
            return Err(Turned::Nowhere);
        }
        Ok(Door { kind, portal })
    }

    /// The fields of the body.
    pub fn posted(&self, body: &[u8]) -> Result<Posted, Turned> {
        if body.len() > LARGEST {
            return Err(Turned::TooLarge);
        }
        self.is_form().then_some(()).ok_or(Turned::Media)?;
        Posted::read(body).map_err(|NoForm| Turned::NoForm)
    }

    /// Whether the media type is that of forms, and the characters are UTF-8, which is what our pages are in.
    fn is_form(&self) -> bool {
        let mut parts = self.content_type.split(';').map(str::trim);
        let is_form = parts.next().is_some_and(|of| of.eq_ignore_ascii_case("application/x-www-form-urlencoded"));
        let is_utf8 = |part: &str| match part.split_once('=') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
                value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
            }
            _ => true,
        };
        is_form && parts.all(is_utf8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "application/x-www-form-urlencoded";

    fn turned(method: &str, path: &str, content_type: &str, body: &[u8]) -> Option<Turned> {
        let arrival = Arrival { method, path, content_type };
        arrival.door().and_then(|_| arrival.posted(body)).err()
    }

    #[test]
    fn each_request_hears_the_first_thing_that_is_wrong() {
        let door = "/f/promise/8pqcad077sv1re8g";
        let large = vec![b'a'; LARGEST + 1];
        assert_eq!(turned("GET", "/f/none", "text/plain", &large), Some(Turned::Method));
        for path in ["/f/refund/8pqcad077sv1re8g", "/f/promise", "/f/promise/", "/f/promise/a/b", "/promise/x"] {
            assert_eq!(turned("POST", path, "text/plain", &large), Some(Turned::Nowhere), "{path}");
        }
        assert_eq!(turned("POST", door, "text/plain", &large), Some(Turned::TooLarge));
        for media in ["", "application/json", "multipart/form-data; boundary=x", &format!("{FORM}; charset=utf-16")] {
            assert_eq!(turned("POST", door, media, b"%zz"), Some(Turned::Media), "{media}");
        }
        assert_eq!(turned("POST", door, FORM, b"name=%zz"), Some(Turned::NoForm));
        for media in [FORM, "Application/X-WWW-Form-URLencoded;charset=\"UTF-8\""] {
            assert_eq!(turned("POST", door, media, b"name=Ada"), None, "{media}");
        }
    }
}
