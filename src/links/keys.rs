//! Derivation: from the link secret to keys, ids and signed tickets, by HKDF and HMAC with SHA-256.
//!
//! Each purpose has its own subkey, and each part of what is derived stands behind its length, so no two inputs can be
//! taken for each other: `C-1` with generation 0 is nobody else's.

use super::ticket::{Ticket, TicketMac};
use super::{DocumentKey, FormSecret, LinkSecret, PortalId, PortalKey, SecretId};
use hkdf::Hkdf;
use sha2::Sha256;
use std::borrow::Cow;
use std::fmt;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Everything that is derived from one [`LinkSecret`].
///
/// What does not depend on the customer is computed once, here; a key costs about a microsecond after that.
///
/// ```
/// use portalsmith::links::{Keys, LinkSecret};
/// let keys = Keys::new(&LinkSecret::from_bytes(std::array::from_fn(|index| index as u8)));
/// assert_eq!(keys.portal_key("C-1001", 0).to_string(), "y5vv96ds33q06ky3s7x4c33287r6kp0w");
/// assert_eq!(keys.portal_id("C-1001").to_string(), "8pqcad077sv1re8g");
/// ```
pub struct Keys {
    id: SecretId,
    link: Subkey,
    document: Subkey,
    form: [u8; 32],
    tickets: TicketMac,
    /// Whether portals' keys say that they are a preview's.
    preview: bool,
}

impl Keys {
    pub fn new(secret: &LinkSecret) -> Keys {
        let root = Subkey(Hkdf::new(Some(b"portal/v1"), secret.bytes()));
        let form = root.expand(&[b"subkey/form"]);
        Keys {
            id: SecretId::of_bytes(root.expand(&[b"key-id"])),
            link: Subkey::new(root.expand(&[b"subkey/link"])),
            document: Subkey::new(root.expand(&[b"subkey/doc"])),
            form,
            tickets: TicketMac::new(&form),
            preview: false,
        }
    }

    /// The keys of a preview, from a secret that is thrown away: portals' keys begin with `preview`. No published key does,
    /// for base 32 has no `i`, so a link that leads nowhere tomorrow is not taken for one that may be sent.
    pub fn for_preview(secret: &LinkSecret) -> Keys {
        Keys { preview: true, ..Keys::new(secret) }
    }

    /// The keys of the sample portal that previews show: a preview's, the same in each preview of the same secret, and nobody
    /// else's.
    #[must_use]
    pub fn for_sample(&self) -> Keys {
        Keys::for_preview(&LinkSecret::from_bytes(self.link.expand(&[b"preview-sample"])))
    }

    /// Names the secret without telling it.
    pub fn secret_id(&self) -> SecretId {
        self.id
    }

    /// The key of a customer's portal. Each renewal of the link raises `generation` by one; a customer who was never
    /// renewed has 0.
    pub fn portal_key(&self, customer: &str, generation: u32) -> PortalKey {
        let customer = composed(customer);
        let parts: [&[u8]; 3] = [b"portal-path", customer.as_bytes(), &generation.to_be_bytes()];
        let key = PortalKey::of_bytes(self.link.expand(&parts));
        if self.preview { key.as_preview() } else { key }
    }

    /// The id of a customer's portal; not secret, and the same in every generation.
    pub fn portal_id(&self, customer: &str) -> PortalId {
        PortalId::of_bytes(self.link.expand(&[b"portal-id", composed(customer).as_bytes()]))
    }

    /// The key of one document of a customer, by the document's id (for instance `invoice/INV-42.pdf`). A document for
    /// everyone has the empty customer and generation 0.
    pub fn document_key(&self, customer: &str, document: &str, generation: u32) -> DocumentKey {
        let customer = composed(customer);
        let parts: [&[u8]; 4] = [b"doc-path", customer.as_bytes(), document.as_bytes(), &generation.to_be_bytes()];
        DocumentKey::of_bytes(self.document.expand(&parts))
    }

    /// What the form server gets.
    pub fn form_secret(&self) -> FormSecret {
        FormSecret::from_bytes(self.form)
    }

    /// The ticket as it stands in a form's hidden field, naming this secret.
    pub fn sign(&self, ticket: &Ticket<'_>) -> String {
        self.tickets.sign(ticket, self.id)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({})", self.id)
    }
}

/// The text in Unicode's composed form (NFC): two spellings of one name are one customer.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// A key for one purpose, ready to derive from.
struct Subkey(Hkdf<Sha256>);

impl Subkey {
    fn new(key: [u8; 32]) -> Subkey {
        Subkey(Hkdf::from_prk(&key).expect("a subkey is as long as SHA-256's output"))
    }

    /// `N` bytes for these parts, each of them behind its length.
    fn expand<const N: usize>(&self, parts: &[&[u8]]) -> [u8; N] {
        const MOST: usize = 4;
        let lengths: [[u8; 4]; MOST] =
            std::array::from_fn(|index| length(parts.get(index).map_or(0, |part| part.len())));
        let mut info: [&[u8]; 2 * MOST] = [&[]; 2 * MOST];
        for ((slot, length), part) in info.chunks_exact_mut(2).zip(&lengths).zip(parts) {
            slot.copy_from_slice(&[length, part]);
        }
        let mut bytes = [0; N];
        self.0.expand_multi_info(&info, &mut bytes).expect("no key is longer than HKDF can give");
        bytes
    }
}

/// The length of a part, as it stands before it.
pub(super) fn length(bytes: usize) -> [u8; 4] {
    u32::try_from(bytes).expect("no part is of 4 GiB").to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn keys() -> Keys {
        Keys::new(&LinkSecret::from_bytes(std::array::from_fn(|index| u8::try_from(index).unwrap())))
    }

    #[test]
    fn keys_are_as_published() {
        let keys = keys();
        assert_eq!(keys.secret_id().as_str(), "g73wrtps");
        assert_eq!(keys.portal_key("C-1001", 0).as_str(), "y5vv96ds33q06ky3s7x4c33287r6kp0w");
        assert_eq!(keys.portal_key("C-1001", 1).as_str(), "p46hsjbhr5d87yprmbne9xf59yqjezab");
        assert_eq!(keys.portal_key("C-1002", 0).as_str(), "dd2bzspk5d9gc45b2qyfn9h5b8vq513h");
        assert_eq!(keys.portal_id("C-1001").as_str(), "8pqcad077sv1re8g");
        assert_eq!(keys.document_key("C-1001", "INV-42.pdf", 0).as_str(), "k7xgn5h2dmz53gykdmn9mtm654qvkr0g");
    }

    #[test]
    fn both_spellings_of_an_accent_give_the_published_key() {
        for spelling in ["Caf\u{e9}-7", "Cafe\u{301}-7"] {
            assert_eq!(keys().portal_key(spelling, 0).as_str(), "7dq3f04xmwqcj4g831vrxz2v16f79q7k");
            assert_eq!(keys().portal_id(spelling), keys().portal_id("Café-7"));
        }
    }

    #[test]
    fn the_form_secret_is_as_published() {
        let form = keys().form_secret();
        let hex = data_encoding::HEXLOWER.encode(form.bytes());
        assert_eq!(hex, "33cf5c327b7922503a7640b0ab26635769b68e73cb8ed914d28ef435cd8445bf");
    }

    #[test]
    fn look_alikes_have_different_keys() {
        let ids = ["C-1", "C-10", "c-1", "C 1", "C  1", "C1", "C-1\u{a0}", "007", "7", "07", "", "0", "Ｃ-1", "С-1"];
        let keys = keys();
        let portals: BTreeSet<_> = ids.iter().map(|id| keys.portal_key(id, 0)).collect();
        let names: BTreeSet<_> = ids.iter().map(|id| keys.portal_id(id)).collect();
        assert_eq!((portals.len(), names.len()), (ids.len(), ids.len()));
    }

    #[test]
    fn a_document_is_not_taken_for_another_customers() {
        let keys = keys();
        assert_ne!(keys.document_key("C-1", "0/a", 0), keys.document_key("C-10", "/a", 0));
        assert_ne!(keys.document_key("C-1", "a", 0), keys.document_key("C-1", "a", 1));
    }

    #[test]
    fn debug_tells_the_id_only() {
        assert_eq!(format!("{:?}", keys()), "Keys(g73wrtps)");
    }

    #[test]
    fn a_previews_keys_say_so_and_are_nobody_elses() {
        let keys = Keys::for_preview(&LinkSecret::from_bytes([3; 32]));
        let (one, other) = (keys.portal_key("C-1", 0), keys.portal_key("C-2", 0));
        assert!(one.as_str().starts_with("preview") && one.as_str().len() == PortalKey::LENGTH);
        assert_ne!(one, other);
        assert!(one.as_str().parse::<PortalKey>().is_err(), "no published key reads like this");
    }

    #[test]
    fn the_samples_keys_come_back_with_the_secret_and_are_a_previews() {
        let key = |secret: u8| Keys::new(&LinkSecret::from_bytes([secret; 32])).for_sample().portal_key("C-1", 0);
        assert_eq!(key(3), key(3));
        assert_ne!(key(3), key(4));
        assert!(key(3).as_str().starts_with("preview"));
        let own = Keys::new(&LinkSecret::from_bytes([3; 32]));
        assert_ne!(own.for_sample().form, own.form, "no ticket of the sample's is a customer's");
    }

    proptest! {
        /// Ids of few characters, so that prefixes, cases and spaces collide often.
        #[test]
        fn different_customers_have_different_keys(a in "[cC01 -]{0,4}", b in "[cC01 -]{0,4}", g in 0_u32..3, h in 0_u32..3) {
            let keys = keys();
            prop_assert_eq!(keys.portal_key(&a, g) == keys.portal_key(&b, h), (&a, g) == (&b, h));
            prop_assert_eq!(keys.portal_id(&a) == keys.portal_id(&b), a == b);
        }

        #[test]
        fn the_spelling_in_unicode_does_not_matter(id in "[aeéüñçå가힣Ǻ7-]{1,6}") {
            let apart: String = id.nfd().collect();
            prop_assert_eq!(keys().portal_key(&id, 0), keys().portal_key(&apart, 0));
            prop_assert_eq!(keys().document_key(&id, "x", 0), keys().document_key(&apart, "x", 0));
        }
    }
}
