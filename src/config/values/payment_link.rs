//! The address of a payment page, with placeholders for what is paid.

use super::web::{Website, address_schema};
use crate::config::nearest::nearest;
use crate::config::reader::{Written, listed};
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;

/// What may stand in braces in a payment link.
pub(in crate::config) const PLACEHOLDERS: [&str; 5] = ["invoice", "amount", "currency", "customer", "reference"];

/// An https address with placeholders in its path or query: `https://pay.example/{invoice}?amount={amount}`.
#[derive(Clone, Debug)]
pub(in crate::config) struct PaymentLink(pub(in crate::config) String);

impl Written for PaymentLink {
    const WHAT: &'static str = "an https address with placeholders";

    fn shape() -> Json {
        address_schema("^https://\\S+$")
    }

    fn parse(text: &str) -> Result<PaymentLink, Diagnostic> {
        let (mut plain, mut rest) = (String::new(), text);
        while let Some((before, after)) = rest.split_once('{') {
            let name = after.split_once('}').ok_or_else(|| placeholder(after))?.0;
            if !PLACEHOLDERS.contains(&name) {
                return Err(placeholder(name));
            }
            plain.push_str(before);
            // A host is never made of data: `{` stays, and is refused there like any other wrong character.
            plain.push_str(if plain.matches('/').count() > 2 { "x" } else { "{" });
            rest = &after[name.len() + 1..];
        }
        plain.push_str(rest);
        Website::parse(&plain).map(|_| PaymentLink(text.to_owned())).map_err(|problem| Diagnostic {
            title: format!("{} is not an https address with placeholders in its path or query", quoted(text)),
            ..problem
        })
    }
}

fn placeholder(name: &str) -> Diagnostic {
    let title = format!("a payment link has no placeholder {}", quoted(&format!("{{{name}}}")));
    let problem = Diagnostic::error("unknown-placeholder", title);
    match nearest(name, PLACEHOLDERS) {
        Some(near) => problem.hint(format!("did you mean `{{{near}}}`?")),
        None => problem.hint(format!(
            "known are {}",
            listed(&PLACEHOLDERS.map(|name| ["{", name, "}"].concat()).each_ref().map(String::as_str))
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payment_link_has_known_placeholders_after_its_host() {
        assert!(PaymentLink::parse("https://pay.example/{invoice}?amount={amount}&currency={currency}").is_ok());
        let code = |text| PaymentLink::parse(text).unwrap_err().code;
        assert_eq!(code("https://pay.example/{number}"), "unknown-placeholder");
        assert_eq!(code("https://pay.example/{invoice"), "unknown-placeholder");
        assert_eq!(code("https://{customer}.example/"), "invalid-web-address");
        assert_eq!(code("javascript:{invoice}"), "invalid-web-address");
    }
}
