//! The store on a real server: the rules of every store, and what only a server can do to one.
#![expect(clippy::disallowed_methods, reason = "certificates are files")]

use super::cluster::Cluster;
use crate::forms::store::tests::{NOON, all_rules, file, promise};
use crate::forms::store::{Errand, Harm, Outcome, Ran, Store, StoreError};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use std::cell::Cell;
use std::path::Path;
use std::sync::Barrier;
use std::thread;

fn open(url: &str) -> Result<Box<dyn Store>, StoreError> {
    super::super::open(url, Path::new("/"), None)
}

fn read(url: &str) -> Result<Option<Box<dyn Store>>, StoreError> {
    super::super::read(url, Path::new("/"), None)
}

fn refused(url: &str) -> StoreError {
    open(url).map(drop).unwrap_err()
}

#[test]
fn postgres_keeps_the_rules_of_a_store() {
    let Some(cluster) = Cluster::shared() else { return };
    let next = Cell::new(0);
    all_rules(&|rule| {
        let url = cluster.new_database(&format!("rule{}", next.replace(next.get() + 1)));
        // An endpoint that cannot open it must not leave the others waiting.
        open(&url).unwrap();
        rule(&|| open(&url).unwrap());
    });
}

#[test]
fn ten_endpoints_start_on_an_empty_database() {
    let Some(cluster) = Cluster::shared() else { return };
    let url = cluster.new_database("empty");
    assert!(read(&url).unwrap().is_none(), "there is none yet");
    let at_once = Barrier::new(10);
    thread::scope(|scope| {
        for number in 0..10 {
            let (url, at_once) = (&url, &at_once);
            scope.spawn(move || {
                at_once.wait();
                let mut store = open(url).unwrap();
                assert_eq!(file(&mut *store, &promise("INV-1", 1 + number, number)), Outcome::Recorded);
            });
        }
    });
    assert_eq!(cluster.sql("empty", "SELECT version FROM portalsmith.store"), "1");
    let mut store = read(&url).unwrap().unwrap();
    assert_eq!(store.all().unwrap().len(), 10);
    let error = store.file(&[promise("INV-2", 1, 4_000)]).unwrap_err();
    assert_eq!(error.harm, Harm::None, "for reading alone: {error}");
}

#[test]
fn endpoints_that_file_about_two_portals_in_either_order_do_not_wait_for_each_other() {
    let Some(cluster) = Cluster::shared() else { return };
    let url = cluster.new_database("crossed");
    thread::scope(|scope| {
        for turn in 0..4 {
            let url = &url;
            scope.spawn(move || {
                let mut store = open(url).unwrap();
                for number in 0..8 {
                    let mut pair = [promise("INV-1", turn * 8 + number, 0), promise("INV-1", turn * 8 + number, 0)];
                    pair[1].filed.submission.portal = "9pqcad077sv1re8g".parse().unwrap();
                    if turn % 2 == 1 {
                        pair.reverse();
                    }
                    store.file(&pair).unwrap();
                }
            });
        }
    });
    assert_eq!(open(&url).unwrap().all().unwrap().len(), 20, "ten an hour for each portal");
}

#[test]
fn an_errand_of_an_endpoint_that_died_goes_to_another() {
    let Some(cluster) = Cluster::shared() else { return };
    let url = cluster.new_database("died");
    let (mut first, mut second) = (open(&url).unwrap(), open(&url).unwrap());
    file(&mut *first, &promise("INV-1", 1, 0));
    assert_eq!(first.take(NOON, NOON + 60, 1).unwrap().len(), 1);
    cluster.sql("died", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'portalsmith' AND datname = 'died'");
    drop(first);
    assert_eq!(second.take(NOON, NOON + 60, 9).unwrap().len(), 1, "the other letter, on a connection made anew");
    let tasks = second.take(NOON + 60, NOON + 120, 9).unwrap();
    assert_eq!(tasks.iter().map(|task| task.tries).collect::<Vec<_>>(), [2, 2]);
    for task in tasks {
        second.ran(task.number, &Ran::Done).unwrap();
    }
    assert_eq!(second.waiting().unwrap(), []);
}

#[test]
fn a_record_that_cannot_be_read_keeps_no_other_from_being_run() {
    let Some(cluster) = Cluster::shared() else { return };
    let url = cluster.new_database("unreadable");
    let mut store = open(&url).unwrap();
    store.file(&[promise("INV-1", 1, 0), promise("INV-2", 1, 0)]).unwrap();
    cluster.sql("unreadable", "UPDATE portalsmith.submissions SET record = '{' WHERE invoice = 'INV-1'");
    let taken = store.take_of(&Errand::ALL, NOON, NOON + 60, 9).unwrap();
    assert_eq!(taken.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, false, true, true]);
    let Err(unreadable) = &taken[0] else { panic!("{taken:?}") };
    store.ran(unreadable.number, &Ran::GivenUp(unreadable.why.clone())).unwrap();
    assert_eq!(store.backlog().unwrap().given_up, 1);
}

#[test]
fn what_is_no_store_is_refused_and_left_as_it_was() {
    let Some(cluster) = Cluster::shared() else { return };
    let other = cluster.new_database("other");
    cluster.sql("other", "CREATE SCHEMA portalsmith; CREATE TABLE portalsmith.submissions (a text)");
    let newer = cluster.new_database("newer");
    open(&newer).unwrap();
    cluster.sql("newer", "UPDATE portalsmith.store SET version = 9");
    cluster.sql("postgres", "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    let latin = cluster.url("latin");
    for (url, why) in [(&other, "not a store's"), (&newer, "its version is 9"), (&latin, "must be UTF8")] {
        let error = refused(url);
        assert!(error.harm == Harm::Fatal && error.text.contains(why), "{error}");
        assert!(read(url).is_err());
    }
    assert_eq!(cluster.sql("other", "SELECT count(*) FROM pg_tables WHERE schemaname = 'portalsmith'"), "1");
    let error = refused("sqlite:");
    assert!(error.harm == Harm::Fatal && error.text.starts_with("this is no store"), "{error}");
}

#[test]
fn tables_that_vanish_end_the_process() {
    let Some(cluster) = Cluster::shared() else { return };
    let url = cluster.new_database("vanished");
    let mut store = open(&url).unwrap();
    cluster.sql("vanished", "DROP SCHEMA portalsmith CASCADE");
    assert_eq!(store.file(&[promise("INV-1", 1, 0)]).unwrap_err().harm, Harm::Fatal);
}

#[test]
fn a_role_that_may_only_write_rows_will_do_and_one_that_may_not_changes_nothing() {
    let Some(cluster) = Cluster::shared() else { return };
    let url = cluster.new_database("roles");
    open(&url).unwrap();
    cluster.sql("roles", "CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA portalsmith TO clerk");
    let clerks = url.replace("portalsmith@", "clerk@");
    let error = refused(&clerks);
    assert!(error.harm == Harm::None && error.text.contains("permission denied"), "{error}");
    cluster.sql("roles", "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA portalsmith TO clerk");
    assert_eq!(file(&mut *open(&clerks).unwrap(), &promise("INV-1", 1, 0)), Outcome::Recorded);
}

#[test]
fn commits_wait_for_the_disk_whatever_the_default_is() {
    let Some(cluster) = Cluster::shared() else { return };
    let url = cluster.new_database("hasty");
    open(&url).unwrap();
    let shown = "CREATE FUNCTION portalsmith.seen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 NEW.back = current_setting('synchronous_commit') || ', ' || current_setting('transaction_isolation'); \
                 RETURN NEW; END $$; CREATE TRIGGER seen BEFORE INSERT ON portalsmith.submissions \
                 FOR EACH ROW EXECUTE FUNCTION portalsmith.seen()";
    cluster.sql("hasty", shown);
    for setting in [
        "synchronous_commit = off",
        "default_transaction_isolation = 'repeatable read'",
        "default_transaction_read_only = on",
    ] {
        cluster.sql("postgres", &format!("ALTER DATABASE hasty SET {setting}"));
    }
    let mut store = open(&url).unwrap();
    let filing = promise("INV-1", 1, 0);
    assert_eq!(file(&mut *store, &filing), Outcome::Recorded);
    assert_eq!(store.receipt(&filing.filed.id).unwrap().unwrap().back.unwrap(), "on, read committed");
}

#[test]
fn a_server_that_restarts_between_two_calls_is_not_noticed() {
    let Some(cluster) = Cluster::start("") else { return };
    let url = cluster.new_database("restarts");
    let mut store = open(&url).unwrap();
    for (number, mode) in [(0, "fast"), (1, "immediate")] {
        assert_eq!(file(&mut *store, &promise("INV-1", 1 + number, number)), Outcome::Recorded);
        cluster.stop(mode);
        cluster.begin();
    }
    assert_eq!(file(&mut *store, &promise("INV-1", 9, 0)), Outcome::Recorded);
    assert_eq!(store.all().unwrap().len(), 3);
}

#[test]
fn a_server_that_is_away_does_no_harm_and_is_found_again() {
    let Some(cluster) = Cluster::start("") else { return };
    let url = cluster.new_database("away");
    let mut store = open(&url).unwrap();
    cluster.stop("fast");
    let error = store.file(&[promise("INV-1", 1, 0)]).unwrap_err();
    assert_eq!(error.harm, Harm::None, "{error}");
    assert_eq!(refused(&url).harm, Harm::None);
    cluster.begin();
    assert_eq!(file(&mut *store, &promise("INV-1", 1, 0)), Outcome::Recorded);
}

/// The commit waits for a standby that does not exist, so the session can be ended while the commit is on disk and not
/// yet answered.
#[test]
fn a_commit_whose_answer_got_lost_is_asked_for() {
    let Some(cluster) = Cluster::start("") else { return };
    let url = cluster.new_database("doubt");
    let mut store = open(&url).unwrap();
    cluster.set("synchronous_standby_names = 'nobody'");
    let filing = promise("INV-1", 1, 0);
    let outcome = thread::scope(|scope| {
        let filed = scope.spawn(|| file(&mut *store, &filing));
        let ended = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
        while cluster.sql("postgres", ended) == "0" {
            thread::yield_now();
        }
        cluster.set("synchronous_standby_names = ''");
        filed.join().unwrap()
    });
    assert_eq!(outcome, Outcome::Recorded, "not the same again: it is this one");
    assert_eq!(store.all().unwrap(), [filing.filed]);
    assert_eq!(store.waiting().unwrap().len(), 2);
}

/// As above, but the server does not come back.
#[test]
fn a_commit_whose_answer_got_lost_is_in_doubt_while_the_server_is_away() {
    let Some(cluster) = Cluster::start("") else { return };
    let url = cluster.new_database("doubt");
    let mut store = open(&url).unwrap();
    cluster.set("synchronous_standby_names = 'nobody'");
    let filing = promise("INV-1", 1, 0);
    let error = thread::scope(|scope| {
        let filed = scope.spawn(|| store.file(std::slice::from_ref(&filing)));
        let waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
        while cluster.sql("postgres", waits) == "0" {
            thread::yield_now();
        }
        cluster.stop("immediate");
        filed.join().unwrap().unwrap_err()
    });
    assert_eq!(error.harm, Harm::Unknown, "{error}");
    cluster.begin();
    cluster.set("synchronous_standby_names = ''");
    assert_eq!(store.all().unwrap(), std::slice::from_ref(&filing.filed), "in this case, it was recorded");
    let again = promise("INV-1", 1, 0);
    assert_eq!(file(&mut *store, &again), Outcome::Same(filing.filed.id), "sending again is safe");
}

#[test]
fn a_server_that_does_not_sync_is_refused() {
    let Some(cluster) = Cluster::start("fsync = off\n") else { return };
    let url = cluster.new_database("unsynced");
    let error = refused(&url);
    assert!(error.harm == Harm::Fatal && error.text.contains("`fsync` is off"), "{error}");
    open(&format!("{url}&fsync=off")).unwrap();
}

/// A certificate for `localhost`, its key, and the root that signed it.
fn certificate() -> [String; 3] {
    let (root_key, key) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let mut root = CertificateParams::new([]).unwrap();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_text = root.self_signed(&root_key).unwrap().pem();
    let signed = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let signed = signed.signed_by(&key, &Issuer::new(root, root_key)).unwrap();
    [signed.pem(), key.serialize_pem(), root_text]
}

#[test]
fn a_server_whose_certificate_is_not_verified_gets_no_password() {
    let [signed, key, root] = certificate();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = format!("listen_addresses = '127.0.0.1'\nport = {port}\nssl = on\n");
    let rules = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n";
    let files = [("server.crt", signed.as_str()), ("server.key", &key), ("pg_hba.conf", rules)];
    let Some(cluster) = Cluster::start_with(&settings, &files) else { return };
    cluster.new_database("portal");
    cluster.sql("portal", "ALTER ROLE portalsmith PASSWORD 'grün'");
    let project = tempfile::tempdir().unwrap();
    std::fs::write(project.path().join("root.pem"), root).unwrap();
    std::fs::write(project.path().join("other.pem"), &certificate()[2]).unwrap();
    std::fs::write(project.path().join("empty.pem"), "").unwrap();
    let try_at = |address: &str, password: Option<&str>| {
        let store = format!("postgres://portalsmith@{}", address.replace("PORT", &port.to_string()));
        super::super::open(&store, project.path(), password).map(drop)
    };
    try_at("localhost:PORT/portal?sslmode=verify-full&sslrootcert=root.pem", Some("grün")).unwrap();
    for (address, password, why) in [
        ("localhost:PORT/portal?sslrootcert=root.pem", Some("rot"), "password authentication failed"),
        ("localhost:PORT/portal?sslrootcert=root.pem", None, "password missing"),
        ("127.0.0.1:PORT/portal?sslrootcert=root.pem", Some("grün"), "not valid for name"),
        ("localhost:PORT/portal?sslrootcert=other.pem", Some("grün"), "certificate"),
        ("localhost:PORT/portal?sslmode=verify-full", Some("grün"), "certificate"),
        ("localhost:PORT/portal?sslrootcert=empty.pem", Some("grün"), "there is none"),
        ("localhost:PORT/portal", Some("grün"), "no encryption"),
    ] {
        let error = try_at(address, password).unwrap_err();
        assert!(error.text.contains(why) && !error.text.contains("grün"), "{address}: {error}");
    }
}
