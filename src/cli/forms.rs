//! `portalsmith forms serve`.

use super::terminal::Terminal;
use super::{Common, Exit, Stopped};
use crate::config;
use crate::diag::Problems;
use crate::disk::{
    Appearance, Environment, Failure, Project, find_form_secret, find_pull_secret, find_smtp_login,
    find_store_password, find_webhook_secret, no_form_secret, refuse_link_secret,
};
use crate::forms::{Ended, Endpoint, Secrets, serve};
use crate::site::Files;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

/// The endpoint that takes what customers send by the forms
#[derive(Debug, clap::Subcommand)]
pub(super) enum Forms {
    /// Serve the forms until told to end
    Serve(Serve),
}

/// Needs config.yaml, the theme, the manifest of a build and the form secret; no exports, and not the link secret.
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// Address and port to listen on [default: forms.listen in config]
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The private manifest of a build [default: output/.portalsmith/forms.json]
    #[arg(long, value_name = "PATH")]
    manifest: Option<PathBuf>,
    /// Local address and port to hand submissions out on, for `portalsmith inbox pull`
    #[arg(long, value_name = "ADDR")]
    pull_listen: Option<SocketAddr>,
}

impl Forms {
    pub(super) fn run(
        self,
        common: &Common,
        environment: &Environment,
        terminal: &mut Terminal,
    ) -> Result<Exit, Stopped> {
        let Forms::Serve(serve) = self;
        serve.run(common, environment, terminal)
    }
}

impl Serve {
    fn run(self, common: &Common, environment: &Environment, terminal: &mut Terminal) -> Result<Exit, Stopped> {
        let project = match &common.project {
            Some(folder) => Project::at(folder)?,
            None => Project::find(Path::new("."))?,
        };
        refuse_link_secret(environment, project.root())?;
        let form = find_form_secret(environment, project.root())?.ok_or_else(no_form_secret)?.secret;
        let mut problems = Problems::new();
        let Appearance { files, config, config_file, brand } = match project.appearance(&mut problems)? {
            Ok(appearance) => appearance,
            Err(files) => {
                terminal.show(&problems, &Files(&files));
                return Ok(Exit::Problems);
            }
        };
        if config.forms.endpoint.is_none() {
            let hints = vec!["set `forms.endpoint` in config.yaml to the https address of this server".to_owned()];
            let title = "there is no `forms.endpoint`: the portals' forms are e-mails".to_owned();
            return Err(Stopped::Refused("no-endpoint", title, hints));
        }
        let secrets = Secrets {
            form,
            store: find_store_password(environment, project.root())?,
            smtp: find_smtp_login(environment, project.root())?,
            webhook: find_webhook_secret(environment, project.root())?,
        };
        if config.forms.webhook.is_some() && secrets.webhook.is_none() {
            let hints = vec!["set `PORTALSMITH_WEBHOOK_SECRET`, or put it into `.secrets/webhook`".to_owned()];
            let title = "there is a `forms.webhook`, but no secret to sign with".to_owned();
            return Err(Stopped::Refused("no-webhook-secret", title, hints));
        }
        let address = self.listen.unwrap_or(config.forms.listen);
        let listener = bind(address, "--listen")?;
        let hatch = self.hatch(environment, &project)?;
        let manifest = self.manifest.unwrap_or_else(|| project.root().join("output/.portalsmith/forms.json"));
        let text = files[usize::from(config_file.0)].bytes.clone();
        let place = |path: &[&str]| config::place(config_file, &text, path);
        let shown = listener.local_addr().unwrap_or(address);
        let endpoint = Endpoint {
            brand: &brand,
            place: &place,
            root: project.root().to_owned(),
            secrets,
            manifest,
            listener,
            hatch,
            config,
        };
        let pulled = endpoint.hatch.as_ref().and_then(|(listener, _)| listener.local_addr().ok());
        let pulled = pulled.map(|address| format!(", handing submissions out on {address}")).unwrap_or_default();
        let began = || terminal.say(&format!("Taking forms on {shown}{pulled}  (SIGTERM or Ctrl-C ends it)"));
        match serve(endpoint, &mut problems, &began) {
            Ok(()) => Ok(Exit::Done),
            Err(ended) => {
                terminal.show(&problems, &Files(&files));
                stopped(ended)
            }
        }
    }

    /// Where submissions are handed out: on this machine only, and for those with the secret.
    fn hatch(&self, environment: &Environment, project: &Project) -> Result<Option<(TcpListener, String)>, Stopped> {
        let Some(address) = self.pull_listen else { return Ok(None) };
        let refused = |code, title: String, hint: &str| Stopped::Refused(code, title, vec![hint.to_owned()]);
        if !address.ip().is_loopback() {
            let title = format!("submissions are handed out on this machine only, and {address} is more");
            return Err(refused("pull-address", title, "use `127.0.0.1`, and a tunnel or a proxy with TLS before it"));
        }
        let secret = find_pull_secret(environment, project.root())?.ok_or_else(|| {
            let title = "there is no pull secret, which submissions are handed out for".to_owned();
            refused("no-pull-secret", title, "set `PORTALSMITH_PULL_SECRET`, or put it into `.secrets/pull`")
        })?;
        Ok(Some((bind(address, "--pull-listen")?, secret)))
    }
}

fn bind(address: SocketAddr, option: &str) -> Result<TcpListener, Stopped> {
    TcpListener::bind(address).map_err(|error| {
        let mut failure = Failure::new("listen on", Path::new(&address.to_string()), error);
        if failure.source.kind() == std::io::ErrorKind::AddrInUse {
            failure.hint =
                Some(format!("another program has this port: end it, or give another address by `{option}`"));
        }
        failure.into()
    })
}

fn stopped(ended: Ended) -> Result<Exit, Stopped> {
    let refused = |code, title: String, hint: &str| Err(Stopped::Refused(code, title, vec![hint.to_owned()]));
    match ended {
        Ended::Problems => Ok(Exit::Problems),
        Ended::Failure(failure) => Err(failure.into()),
        Ended::Store(error) => {
            let source = std::io::Error::other(error.text);
            Err(Failure::new("keep", Path::new("submissions"), source).into())
        }
        Ended::Clock { today, as_of } => refused(
            "clock-behind",
            format!("this machine's clock says {today}, but the portals speak for {as_of} already"),
            "set the clock: forms are held against it",
        ),
        Ended::OtherSecret => refused(
            "other-secret",
            "the manifest was built with another link secret than this form secret comes from".to_owned(),
            "give the line that `portalsmith links secret --form` prints where the portals are built",
        ),
    }
}
