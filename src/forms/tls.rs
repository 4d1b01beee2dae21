//! TLS without a proxy: certificate and key from files, taken anew when they change, as certificates are renewed every few weeks.
#![expect(clippy::disallowed_methods, reason = "certificate and key are files")]

use crate::config;
use crate::disk::Failure;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tokio_rustls::TlsAcceptor;

/// The server's certificate and key.
#[derive(Debug)]
pub(super) struct Tls {
    cert: PathBuf,
    key: PathBuf,
    now: RwLock<Loaded>,
}

struct Loaded {
    cert: Vec<u8>,
    key: Vec<u8>,
    config: Arc<ServerConfig>,
}

/// Without the key.
impl std::fmt::Debug for Loaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Loaded(…)")
    }
}

impl Tls {
    /// Reads both; paths that are not absolute are the project's.
    pub(super) fn read(files: &config::Tls, root: &Path) -> Result<Tls, Failure> {
        let (cert, key) = (root.join(&files.cert), root.join(&files.key));
        let now = RwLock::new(load(&cert, &key)?);
        Ok(Tls { cert, key, now })
    }

    /// For the next connection.
    pub(super) fn acceptor(&self) -> TlsAcceptor {
        self.now.read().unwrap_or_else(PoisonError::into_inner).config.clone().into()
    }

    /// Takes certificate and key anew if they changed; whether they did. Those that do not fit together leave the old ones.
    pub(super) fn renew(&self) -> Result<bool, Failure> {
        let (cert, key) = (bytes(&self.cert)?, bytes(&self.key)?);
        {
            let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
            if now.cert == cert && now.key == key {
                return Ok(false);
            }
        }
        let loaded = load(&self.cert, &self.key)?;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = loaded;
        Ok(true)
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::new("read", path, error))
}

fn load(cert_path: &Path, key_path: &Path) -> Result<Loaded, Failure> {
    let (cert, key) = (bytes(cert_path)?, bytes(key_path)?);
    let wrong = |path: &Path, why: String| Failure::new("use", path, io::Error::other(why));
    let chain = CertificateDer::pem_slice_iter(&cert).collect::<Result<Vec<_>, _>>();
    let chain = chain.ok().filter(|chain| !chain.is_empty());
    let chain = chain.ok_or_else(|| wrong(cert_path, "it holds no certificate (PEM)".into()))?;
    let private = PrivateKeyDer::from_pem_slice(&key);
    let private = private.map_err(|_| wrong(key_path, "it holds no private key (PEM)".into()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring knows the usual versions of TLS")
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .map_err(|error| wrong(cert_path, format!("certificate and key cannot be used: {error}")))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Loaded { cert, key, config: Arc::new(config) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str) -> config::Tls {
        let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
        std::fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
        std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
        config::Tls { cert: "cert.pem".into(), key: "key.pem".into() }
    }

    #[test]
    fn a_renewed_certificate_is_taken_and_a_broken_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let files = write(folder.path(), "forms.example.com");
        let tls = Tls::read(&files, folder.path()).unwrap();
        assert!(!tls.renew().unwrap());
        write(folder.path(), "forms.example.com");
        assert!(tls.renew().unwrap() && !tls.renew().unwrap());
        std::fs::write(folder.path().join("key.pem"), "half a key").unwrap();
        assert!(tls.renew().unwrap_err().to_string().contains("no private key"));
    }
}
