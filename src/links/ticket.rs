//! Tickets: the signed hidden field that says which portal, invoice and kind of form a submission is for.
//!
//! `1.<payload>.<MAC>`, both base64url; the payload is compact JSON. A ticket proves that the form stood in a portal of
//! ours. Whether it has expired or its portal was withdrawn is for the form server to say.

use super::keys::length;
use super::{FormSecret, PortalId, SecretId};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Deserializer, Serialize};
use sha2::Sha256;
use std::borrow::Cow;
use std::fmt;

/// What a form asks for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Dispute,
    Promise,
    Remittance,
    Autopay,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Dispute, Kind::Promise, Kind::Remittance, Kind::Autopay];

    /// As it stands in tickets and in the form's address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Dispute => "dispute",
            Kind::Promise => "promise",
            Kind::Remittance => "remittance",
            Kind::Autopay => "autopay",
        }
    }
}

/// What a ticket is made of; [`Keys::sign`](super::Keys::sign) adds the secret's id.
#[derive(Clone, Copy)]
pub struct Ticket<'a> {
    pub portal: PortalId,
    /// `None` for the whole account.
    pub invoice: Option<&'a str>,
    pub kind: Kind,
    /// The portal's: a ticket of an older link no longer counts.
    pub generation: u32,
    /// From when it counts, in seconds since 1970.
    pub iat: i64,
    /// Until when.
    pub exp: i64,
    /// What was open when the form was made, as a plain decimal number.
    pub amount: &'a str,
    pub currency: &'a str,
    /// The way back to the portal, `/p/<key>/`.
    pub path: &'a str,
}

/// What a genuine ticket says.
#[derive(Clone, Eq, PartialEq)]
pub struct TicketClaims {
    pub portal: PortalId,
    pub invoice: Option<String>,
    pub kind: Kind,
    pub generation: u32,
    pub iat: i64,
    pub exp: i64,
    pub amount: String,
    pub currency: String,
    pub path: String,
    pub secret: SecretId,
}

/// Without the path, which holds the portal's key.
impl fmt::Debug for Ticket<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ticket({} {:?} {})", self.portal, self.invoice, self.kind.as_str())
    }
}

/// Without the path, which holds the portal's key.
impl fmt::Debug for TicketClaims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TicketClaims({} {:?} {})", self.portal, self.invoice, self.kind.as_str())
    }
}

/// Why a text is no ticket. All three are answered alike; the difference is for the operator's log.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TicketError {
    /// Not three parts of base64url under version 1: missing, cut, or never a ticket.
    Malformed,
    /// The MAC is not this secret's.
    Forged,
    /// Signed by this secret, but not with the fields that this version knows.
    Unknown,
}

/// The payload: names and order are part of the format.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Payload<'a> {
    #[serde(borrow)]
    p: Cow<'a, str>,
    #[serde(borrow, deserialize_with = "present")]
    i: Option<Cow<'a, str>>,
    k: Kind,
    g: u32,
    iat: i64,
    exp: i64,
    #[serde(borrow)]
    amt: Cow<'a, str>,
    #[serde(borrow)]
    cur: Cow<'a, str>,
    #[serde(borrow)]
    r: Cow<'a, str>,
    #[serde(borrow)]
    s: Cow<'a, str>,
}

/// `null` or a text; without this, serde would take a field that is missing for `null`.
fn present<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cow<'a, str>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(|text| text.map(Cow::Owned))
}

/// The MAC over payloads, ready for the next one.
pub(super) struct TicketMac(Hmac<Sha256>);

impl TicketMac {
    pub(super) fn new(form_secret: &[u8; 32]) -> TicketMac {
        const LABEL: &[u8] = b"form-ticket/1";
        let mac = Hmac::new_from_slice(form_secret).expect("HMAC takes a key of any length");
        TicketMac(mac.chain_update(length(LABEL.len())).chain_update(LABEL))
    }

    pub(super) fn sign(&self, ticket: &Ticket<'_>, secret: SecretId) -> String {
        let payload = payload(ticket, secret);
        let mac = self.0.clone().chain_update(&payload).finalize().into_bytes();
        format!("1.{}.{}", BASE64URL_NOPAD.encode(payload.as_bytes()), BASE64URL_NOPAD.encode(&mac))
    }
}

fn payload(ticket: &Ticket<'_>, secret: SecretId) -> String {
    let payload = Payload {
        p: ticket.portal.as_str().into(),
        i: ticket.invoice.map(Cow::Borrowed),
        k: ticket.kind,
        g: ticket.generation,
        iat: ticket.iat,
        exp: ticket.exp,
        amt: ticket.amount.into(),
        cur: ticket.currency.into(),
        r: ticket.path.into(),
        s: secret.as_str().into(),
    };
    serde_json::to_string(&payload).expect("texts and numbers are JSON")
}

impl FormSecret {
    /// What the ticket says, if this secret signed it. The MAC is compared first, in constant time and on the bytes as
    /// they came; nothing of a forged ticket is interpreted.
    pub fn verify(&self, ticket: &str) -> Result<TicketClaims, TicketError> {
        let (payload, mac) = parts(ticket).ok_or(TicketError::Malformed)?;
        let expected = TicketMac::new(self.bytes()).0.chain_update(&payload);
        expected.verify_slice(&mac).map_err(|_| TicketError::Forged)?;
        claims(&payload).ok_or(TicketError::Unknown)
    }
}

fn parts(ticket: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let (payload, mac) = ticket.strip_prefix("1.")?.split_once('.')?;
    let decoded = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).ok();
    Some((decoded(payload)?, decoded(mac)?))
}

fn claims(payload: &[u8]) -> Option<TicketClaims> {
    let payload: Payload<'_> = serde_json::from_slice(payload).ok()?;
    Some(TicketClaims {
        portal: payload.p.parse().ok()?,
        invoice: payload.i.map(Cow::into_owned),
        kind: payload.k,
        generation: payload.g,
        iat: payload.iat,
        exp: payload.exp,
        amount: payload.amt.into_owned(),
        currency: payload.cur.into_owned(),
        path: payload.r.into_owned(),
        secret: payload.s.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::{Keys, LinkSecret};
    use proptest::prelude::*;

    const PAYLOAD: &str = r#"{"p":"8pqcad077sv1re8g","i":"INV-42","k":"dispute","g":0,"iat":1767225600,"exp":1771113600,"amt":"120.50","cur":"EUR","r":"/p/y5vv96ds33q06ky3s7x4c33287r6kp0w/","s":"g73wrtps"}"#;
    const MAC: &str = "AHbF0oQ8wzGrq_N0SJnP2FlNPD4Mp7gcjvZ0aIY93PI";

    fn keys() -> Keys {
        Keys::new(&LinkSecret::from_bytes(std::array::from_fn(|index| u8::try_from(index).unwrap())))
    }

    fn ticket(invoice: Option<&str>) -> Ticket<'_> {
        Ticket {
            portal: keys().portal_id("C-1001"),
            invoice,
            kind: Kind::Dispute,
            generation: 0,
            iat: 1_767_225_600,
            exp: 1_771_113_600,
            amount: "120.50",
            currency: "EUR",
            path: "/p/y5vv96ds33q06ky3s7x4c33287r6kp0w/",
        }
    }

    /// Any payload, rightly signed.
    fn signed(payload: &str) -> String {
        let mac = TicketMac::new(keys().form_secret().bytes()).0.chain_update(payload).finalize().into_bytes();
        format!("1.{}.{}", BASE64URL_NOPAD.encode(payload.as_bytes()), BASE64URL_NOPAD.encode(&mac))
    }

    #[test]
    fn a_ticket_is_as_published() {
        let published = format!("1.{}.{MAC}", BASE64URL_NOPAD.encode(PAYLOAD.as_bytes()));
        assert_eq!(keys().sign(&ticket(Some("INV-42"))), published);
    }

    #[test]
    fn a_genuine_ticket_says_what_was_signed() {
        let claims = keys().form_secret().verify(&keys().sign(&ticket(None))).unwrap();
        assert_eq!((claims.portal.as_str(), claims.invoice, claims.kind), ("8pqcad077sv1re8g", None, Kind::Dispute));
        assert_eq!((claims.iat, claims.exp, claims.amount.as_str()), (1_767_225_600, 1_771_113_600, "120.50"));
        assert_eq!(claims.secret, keys().secret_id());
    }

    #[test]
    fn no_bit_of_a_ticket_can_be_changed() {
        let (genuine, secret) = (keys().sign(&ticket(Some("INV-42"))), keys().form_secret());
        for bit in 0..genuine.len() * 8 {
            let mut bytes = genuine.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            if let Ok(text) = String::from_utf8(bytes) {
                assert!(secret.verify(&text).is_err(), "bit {bit}");
            }
        }
        for end in 0..genuine.len() {
            assert!(secret.verify(&genuine[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn another_secret_did_not_sign_it() {
        let other = Keys::new(&LinkSecret::from_bytes([9; 32])).form_secret();
        assert_eq!(other.verify(&keys().sign(&ticket(None))), Err(TicketError::Forged));
        assert_eq!(other.verify("1.x"), Err(TicketError::Malformed));
    }

    #[test]
    fn fields_that_are_unknown_missing_or_twice_are_refused() {
        let secret = keys().form_secret();
        assert!(secret.verify(&signed(PAYLOAD)).is_ok());
        for payload in [
            PAYLOAD.replace(r#""g":0,"#, r#""g":0,"x":1,"#),
            PAYLOAD.replace(r#""i":"INV-42","#, ""),
            PAYLOAD.replace(r#""g":0,"#, r#""g":0,"g":0,"#),
            PAYLOAD.replace("dispute", "refund"),
            PAYLOAD.replace("8pqcad077sv1re8g", "8PQCAD077SV1RE8G"),
            format!("{PAYLOAD} {{}}"),
        ] {
            assert_eq!(secret.verify(&signed(&payload)), Err(TicketError::Unknown), "{payload}");
        }
    }

    #[test]
    fn debug_does_not_tell_the_key() {
        let claims = keys().form_secret().verify(&keys().sign(&ticket(None))).unwrap();
        assert!(!format!("{claims:?} {:?}", ticket(None)).contains("y5vv"));
    }

    #[test]
    fn a_kind_is_named_alike_everywhere() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.as_str()));
        }
    }

    proptest! {
        #[test]
        fn any_invoice_number_comes_back_as_it_was(number in "\\PC{0,20}|[\"\\\\/\t\n\u{0}\u{2028}é€😀]{0,8}") {
            let signed = keys().sign(&ticket(Some(&number)));
            prop_assert_eq!(keys().form_secret().verify(&signed).unwrap().invoice, Some(number));
        }
    }
}
