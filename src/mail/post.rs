//! Gives mail to the mail server that the organization uses. Blocking: it is called on a thread that may wait.

use super::address::Address;
use super::conversation::Conversation;
use super::reply::Refusal;
use super::socket::Socket;
use super::wire::Mail;
use crate::config::{Smtp, SmtpSecurity};
use crate::disk::SmtpLogin;
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;
use std::time::Duration;

/// The organization's mail server, and how it is talked to.
#[derive(Debug)]
pub struct Post {
    server: Smtp,
    login: Option<SmtpLogin>,
    patience: Patience,
    tls: Arc<ClientConfig>,
}

/// How long the server may take. Servers are slow on purpose, and one that has taken a message but was not waited for gets it
/// twice: RFC 5321 (section 4.5.3.2) asks for minutes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Patience {
    /// For each of its addresses, to connect.
    pub connect: Duration,
    /// For each answer.
    pub step: Duration,
    /// To take a message and say so.
    pub message: Duration,
    /// For all of it together, once connected.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        let [connect, step, message, whole] = [10, 60, 300, 600].map(Duration::from_secs);
        Patience { connect, step, message, whole }
    }
}

/// Who gets a message, and who does not.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Delivery {
    pub taken: Vec<Address>,
    pub refused: Vec<(Address, Refusal)>,
}

impl Delivery {
    /// Those for whom it is worth another try.
    pub fn waiting(&self) -> impl Iterator<Item = &Address> {
        self.refused.iter().filter(|(_, refusal)| !refusal.is_final).map(|(to, _)| to)
    }
}

impl Post {
    /// Certificates are trusted as the system trusts them; where `SSL_CERT_FILE` is set, those in that file.
    ///
    /// The error: this system has none.
    pub fn new(server: Smtp, login: Option<SmtpLogin>) -> Result<Post, Refusal> {
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_platform_verifier())
            .map_err(|error| Refusal::for_now(format!("there are no certificates to trust: {error}")))?;
        let tls = Arc::new(tls.with_no_client_auth());
        Ok(Post { server, login, patience: Patience::default(), tls })
    }

    #[must_use]
    pub fn patient(self, patience: Patience) -> Post {
        Post { patience, ..self }
    }

    /// Sends a message to all in `mail.to`. Each call has a connection of its own.
    ///
    /// The error is about all of them: nobody got it, or nobody knows.
    pub fn send(&self, mail: &Mail) -> Result<Delivery, Refusal> {
        let mut conversation = self.open(mail.from.domain())?;
        let delivery = conversation.hand_over(mail);
        conversation.end();
        delivery
    }

    /// A connection, encrypted as config says, and logged in. `name` is what we say we are: the sender's domain, which
    /// relays know, and which tells nothing of this machine.
    fn open(&self, name: &str) -> Result<Conversation<'_>, Refusal> {
        let Smtp { host, port, security } = &self.server;
        // Config lets only this machine go without encryption; a name may still lead elsewhere.
        let is_plain = *security == SmtpSecurity::None;
        let socket = Socket::connect((host, *port), |at| !is_plain || at.ip().is_loopback(), &self.patience)?;
        let mut conversation = Conversation::new(socket, &self.patience);
        if *security == SmtpSecurity::Tls {
            conversation.encrypt(host, &self.tls)?;
        }
        conversation.begin(name)?;
        if *security == SmtpSecurity::Starttls {
            conversation.start_tls(host, &self.tls, name)?;
        }
        if let Some(login) = &self.login {
            conversation.log_in(login)?;
        }
        Ok(conversation)
    }
}
