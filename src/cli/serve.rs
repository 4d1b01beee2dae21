//! `portalsmith serve`.

use super::session::{Purpose, Session, today};
use super::stored::stored;
use super::terminal::Terminal;
use super::{Common, Exit, Stopped};
use crate::diag::{Excerpts, Problems};
use crate::disk::Environment;
use crate::preview::{Preview, Talk, listen, serve};
use jiff::civil::Date;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Show every portal in a browser, anew after each change
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// Port of this machine to listen on; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 4747)]
    port: u16,
    /// Open the list of portals in a browser
    #[arg(long)]
    open: bool,
    /// Day the portals speak for [default: exports.as_of in config, else today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

impl Serve {
    pub(super) fn run(
        self,
        common: &Common,
        environment: &Environment,
        terminal: &mut Terminal,
    ) -> Result<Exit, Stopped> {
        let session = Session::open(common, environment, Purpose::Preview, terminal)?;
        let listener = listen(self.port)?;
        let (as_of, root) = (self.as_of, session.project.root().to_owned());
        let preview = Preview {
            project: session.project,
            sample_keys: Arc::new(session.keys.for_sample()),
            keys: session.keys,
            day: Box::new(move |config| as_of.unwrap_or_else(|| today(config))),
            stored: Box::new(move |config, problems| stored(&root, config, problems)),
            listener,
        };
        let talk = Speaker {
            terminal,
            open: self.open,
            browser: environment.var("BROWSER").map(|text| text.to_string_lossy().into_owned()),
            quiet: common.quiet,
        };
        match serve(preview, &talk)? {}
    }
}

/// Speaks on the terminal, and opens the browser once there is something to see.
struct Speaker<'t> {
    terminal: &'t Terminal,
    open: bool,
    browser: Option<String>,
    quiet: bool,
}

impl Talk for Speaker<'_> {
    fn say(&self, line: &str) {
        self.terminal.say(line);
    }

    fn problems(&self, problems: &Problems, excerpts: &dyn Excerpts) {
        self.terminal.show(problems, excerpts);
    }

    fn ready(&self, address: &str) {
        if self.quiet {
            // Whoever asked for any free port has to be told which; nobody may be there to read it.
            let _ = self.terminal.print(&format!("{address}\n"));
        }
        self.terminal.say(&format!("Preview: {address}  (Ctrl-C ends it)"));
        if self.open && !open_in_browser(address, self.browser.as_deref().unwrap_or_default()) {
            self.terminal.say("no browser could be started: open the address yourself");
        }
    }
}

/// Opens an address in the first browser that can be started of those that `$BROWSER` names, else in the system's.
fn open_in_browser(address: &str, browsers: &str) -> bool {
    let system = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let named = browsers.split(':').filter(|command| !command.trim().is_empty());
    named.chain([system]).any(|command| {
        let (program, arguments) = command_line(command, address);
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
    })
}

/// A command of `$BROWSER` with its arguments: the address stands in the place of `%s`, else at the end.
fn command_line(command: &str, address: &str) -> (String, Vec<String>) {
    let mut words = command.split_whitespace();
    let program = words.next().unwrap_or_default().to_owned();
    let mut arguments: Vec<String> = words.map(|word| word.replace("%s", address)).collect();
    if !command.contains("%s") {
        arguments.push(address.to_owned());
    }
    (program, arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_may_have_arguments_and_a_place_for_the_address() {
        let line = |command| command_line(command, "http://127.0.0.1:1/");
        let of = |program: &str, arguments: &[&str]| {
            (program.to_owned(), arguments.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(line("firefox"), of("firefox", &["http://127.0.0.1:1/"]));
        assert_eq!(line("firefox --new-window"), of("firefox", &["--new-window", "http://127.0.0.1:1/"]));
        assert_eq!(line("chromium --app=%s -x"), of("chromium", &["--app=http://127.0.0.1:1/", "-x"]));
    }
}
