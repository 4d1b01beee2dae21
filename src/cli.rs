//! The command line: asks the world, calls the core, carries out the plan, says what happened.

mod balances;
mod build;
mod check;
#[cfg(feature = "forms")]
mod forms;
#[cfg(feature = "forms")]
mod inbox;
mod init;
mod links;
mod renew;
#[cfg(feature = "serve")]
mod serve;
mod session;
mod stored;
mod terminal;
mod theme;

use crate::disk::{Environment, Failure, SecretFailure};
use clap::{CommandFactory, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use terminal::Terminal;

/// Customer portals from your accounting system's exports: one private static portal per customer
#[derive(Debug, Parser)]
#[command(name = "portalsmith", version, propagate_version = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
struct Common {
    /// Project folder [default: the nearest one upwards that has a config.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    project: Option<PathBuf>,
    /// Say nothing but problems
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Show every warning in full
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    Check(check::Check),
    Build(build::Build),
    Balances(balances::Balances),
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    Links(links::Links),
    #[cfg(feature = "forms")]
    #[command(subcommand)]
    Forms(forms::Forms),
    #[cfg(feature = "forms")]
    #[command(subcommand)]
    Inbox(inbox::Command),
    Renew(renew::Renew),
    #[command(subcommand)]
    Theme(theme::Theme),
    /// Print the JSON Schema of config.yaml, or of a theme's theme.yaml
    Schema {
        #[arg(default_value = "config")]
        of: Schema,
    },
    /// Print a completion script for a shell
    Completions {
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Which file a JSON Schema is of.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Schema {
    /// config.yaml
    Config,
    /// theme.yaml
    Theme,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Exit {
    Done,
    /// Something in the user's files is wrong.
    Problems,
}

/// Why a command could not go on.
#[derive(Debug)]
enum Stopped {
    Failure(Failure),
    Secret(SecretFailure),
    /// A condition of ours was not met: a guard, a missing customer. Code, title and what to do.
    Refused(&'static str, String, Vec<String>),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Stopped {
        Stopped::Failure(failure)
    }
}

impl From<SecretFailure> for Stopped {
    fn from(failure: SecretFailure) -> Stopped {
        Stopped::Secret(failure)
    }
}

/// Runs the program with the process's own arguments, environment and terminal.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let environment = Environment::of_process();
    let mut terminal = Terminal::new(arguments.common.quiet, arguments.common.verbose);
    let common = arguments.common;
    let result = match arguments.command {
        Command::Init(init) => init.run(&mut terminal),
        Command::Check(check) => check.run(&common, &environment, &mut terminal),
        Command::Build(build) => build.run(&common, &environment, &mut terminal),
        Command::Balances(balances) => balances.run(&common, &environment, &mut terminal),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve.run(&common, &environment, &mut terminal),
        Command::Links(links) => links.run(&common, &environment, &mut terminal),
        #[cfg(feature = "forms")]
        Command::Forms(forms) => forms.run(&common, &environment, &mut terminal),
        #[cfg(feature = "forms")]
        Command::Inbox(inbox) => inbox.run(&common, &environment, &mut terminal),
        Command::Renew(renew) => renew.run(&common, &environment, &mut terminal),
        Command::Theme(theme) => theme.run(&common, &mut terminal),
        Command::Schema { of: Schema::Config } => terminal.print(&crate::config::schema()),
        Command::Schema { of: Schema::Theme } => terminal.print(&crate::theme::schema()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "portalsmith", &mut script);
            terminal.print(&String::from_utf8_lossy(&script))
        }
        Command::Man => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(Arguments::command()).render(&mut page);
            rendered.expect("memory takes all there is");
            terminal.print(&String::from_utf8_lossy(&page))
        }
    };
    match result {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Problems) => ExitCode::from(1),
        Err(stopped) => terminal.stopped(&stopped),
    }
}
