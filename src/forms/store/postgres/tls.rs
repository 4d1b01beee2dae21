//! TLS to the server: its certificate and its name are verified, always.
#![expect(clippy::disallowed_methods, reason = "the operator's file of certificates")]

use crate::config::StoreTls;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::path::Path;
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// What makes a connection private; `None` where it is not to be. The error says what is wrong with the certificates.
pub(super) fn of(tls: &StoreTls, project: &Path) -> Result<Option<MakeRustlsConnect>, String> {
    let StoreTls::Verified { roots } = tls else { return Ok(None) };
    let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(|error| format!("no TLS: {error}"))?;
    let config = match roots {
        None => builder.with_platform_verifier().map_err(|error| format!("no TLS: {error}"))?.with_no_client_auth(),
        Some(path) => builder.with_root_certificates(read(&project.join(path))?).with_no_client_auth(),
    };
    Ok(Some(MakeRustlsConnect::new(config)))
}

fn read(path: &Path) -> Result<RootCertStore, String> {
    let wrong = |why: &dyn std::fmt::Display| format!("cannot use the certificates in {}: {why}", path.display());
    let text = std::fs::read(path).map_err(|error| wrong(&error))?;
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&text) {
        let certificate = certificate.map_err(|error| wrong(&error))?;
        roots.add(certificate).map_err(|error| wrong(&error))?;
    }
    if roots.is_empty() {
        return Err(wrong(&"there is none"));
    }
    Ok(roots)
}
