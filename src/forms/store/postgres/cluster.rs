//! A PostgreSQL server for tests: in a temporary folder, on a Unix socket, gone with the test, whatever ends it.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a server of its own for tests, or a word that there is none"
)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Stops the server and clears its folder as soon as nobody holds its standard input any more: a killed test, too.
const GUARD: &str = r#"
    cat > /dev/null
    "$1/pg_ctl" -D "$2/data" -m immediate -w stop > /dev/null 2>&1
    rm -rf "$2"
"#;

pub(super) struct Cluster {
    programs: PathBuf,
    /// `initdb` and the server refuse root: this user does it then.
    user: Option<&'static str>,
    folder: tempfile::TempDir,
    /// The socket has it in its name.
    port: String,
    guard: Option<Child>,
}

impl Cluster {
    /// The server of all tests that leave it as it is; each makes a database of its own.
    pub(super) fn shared() -> Option<&'static Cluster> {
        static SHARED: OnceLock<Option<Cluster>> = OnceLock::new();
        SHARED.get_or_init(|| Cluster::start("")).as_ref()
    }

    /// A running server; `None`, with a word on stderr, where PostgreSQL is not installed. `settings` are lines of its
    /// `postgresql.conf`.
    pub(super) fn start(settings: &str) -> Option<Cluster> {
        Cluster::start_with(settings, &[])
    }

    /// The same, with files in its folder.
    pub(super) fn start_with(settings: &str, files: &[(&str, &str)]) -> Option<Cluster> {
        let Some(programs) = programs() else {
            eprintln!("skipped: PostgreSQL's programs are not in /usr/lib/postgresql (Debian: postgresql)");
            return None;
        };
        let user = rustix::process::geteuid().is_root().then(user_for_root);
        let folder = tempfile::tempdir().unwrap();
        let port = settings.lines().find_map(|line| line.strip_prefix("port = ")).unwrap_or("5432").to_owned();
        let mut cluster = Cluster { programs, user, folder, port, guard: None };
        cluster.hand_over(cluster.folder.path());
        cluster.run("initdb", &["-A", "trust", "-U", "portalsmith", "-E", "UTF8", "--no-locale", "-N"]);
        let socket = cluster.folder.path().join("socket");
        fs::create_dir(&socket).unwrap();
        fs::set_permissions(&socket, fs::Permissions::from_mode(0o777)).unwrap();
        // Shared memory as a file of the folder, so that a server that is killed leaves nothing elsewhere.
        let memory = "max_connections = 60\nshared_buffers = 16MB\ndynamic_shared_memory_type = mmap\n";
        let socket = format!("unix_socket_directories = '{}'\nlisten_addresses = ''\n", socket.display());
        let own = cluster.folder.path().join("data/postgresql.conf");
        fs::write(&own, format!("{socket}{memory}{settings}")).unwrap();
        for (name, content) in files {
            let path = cluster.folder.path().join("data").join(name);
            fs::write(&path, content).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            cluster.hand_over(&path);
        }
        let mut guard = cluster.command("sh");
        guard.args(["-c", GUARD, "guard"]).arg(&cluster.programs).arg(cluster.folder.path());
        // A group of its own: what interrupts the test must not interrupt the guard.
        cluster.guard = Some(guard.process_group(0).stdin(Stdio::piped()).spawn().unwrap());
        cluster.begin();
        Some(cluster)
    }

    pub(super) fn begin(&self) {
        let log = self.folder.path().join("data/log");
        self.run("pg_ctl", &["-w", "-l", log.to_str().unwrap(), "start"]);
    }

    /// `fast` ends sessions in good order, `immediate` is like a crash.
    pub(super) fn stop(&self, mode: &str) {
        self.run("pg_ctl", &["-w", "-m", mode, "stop"]);
    }

    /// Changes a line of the server's settings while it runs.
    pub(super) fn set(&self, setting: &str) {
        self.sql("postgres", &format!("ALTER SYSTEM SET {setting}"));
        self.sql("postgres", "SELECT pg_reload_conf()");
    }

    /// Runs statements in a database, as the one who may do all.
    pub(super) fn sql(&self, database: &str, statements: &str) -> String {
        let done = self
            .command(self.programs.join("psql"))
            .args(["-qAt", "-v", "ON_ERROR_STOP=1", "-U", "portalsmith", "-d", database, "-c", statements])
            .args(["-p", &self.port, "-h"])
            .arg(self.folder.path().join("socket"))
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }

    pub(super) fn new_database(&self, name: &str) -> String {
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        self.url(name)
    }

    pub(super) fn url(&self, database: &str) -> String {
        format!("postgres://portalsmith@/{database}?host={}/socket", self.folder.path().display())
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let mut command = self.command(self.programs.join(program));
        command.arg("-D").arg(self.folder.path().join("data")).args(arguments);
        // The server that `pg_ctl` starts would keep a pipe open for as long as it lives.
        let said = self.folder.path().join("said");
        let file = fs::File::create(&said).unwrap();
        let done = command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file).status().unwrap();
        assert!(done.success(), "{program}: {}", fs::read_to_string(said).unwrap());
    }

    /// Gives a file to the user that the server runs as.
    fn hand_over(&self, path: &Path) {
        let Some(user) = self.user else { return };
        let id = Command::new("id").args(["-u", user]).output().unwrap();
        let id: u32 = String::from_utf8(id.stdout).unwrap().trim().parse().unwrap();
        chown(path, Some(id), Some(id)).unwrap();
    }

    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = match self.user {
            None => Command::new(program),
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid", user, "--regid", user, "--clear-groups", "--"]).arg(program);
                command
            }
        };
        command.current_dir("/").env("LC_ALL", "C");
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut guard) = self.guard.take() {
            drop(guard.stdin.take());
            let _ = guard.wait();
        }
    }
}

/// The newest of Debian's.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.filter_map(|version| Some(version.ok()?.path().join("bin")));
    folders.filter(|folder| folder.join("initdb").is_file()).max()
}

fn user_for_root() -> &'static str {
    let is_there = |user: &str| Command::new("id").arg(user).output().is_ok_and(|done| done.status.success());
    if is_there("postgres") { "postgres" } else { "nobody" }
}
