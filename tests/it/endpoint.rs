//! `forms serve`, met as browsers, proxies and others meet it: over a socket. It has its own machine, so to say: a folder with
//! config, theme, manifest and form secret, and without exports and link secret.

use crate::project::{Project, SECRET};
use portalsmith::links::{Keys, LinkSecret};
use portalsmith::requests::Filed;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

const FORMS: &str = "forms:\n  endpoint: https://forms.example.com\n";

const MANIFEST: &str = "output/.portalsmith/forms.json";

/// What portals are built from: a customer with an open invoice.
fn organization(config: &str) -> Project {
    Project::new().config(&format!("{FORMS}{config}")).invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.50")
}

/// Builds for today, by which the endpoint's clock goes.
fn built(config: &str) -> Project {
    let project = organization(config);
    project.run("build").exits(0);
    project
}

fn form_secret() -> String {
    Keys::new(&LinkSecret::parse(SECRET).unwrap()).form_secret().to_text()
}

/// A folder as it lies on the endpoint's machine.
fn machine(built: &Project) -> Project {
    let machine = Project::empty().without_secret().env("PORTALSMITH_FORM_SECRET", &form_secret());
    for file in ["config.yaml", MANIFEST] {
        machine.write(file, built.text(file));
    }
    machine
}

/// A form of a built portal.
#[derive(Clone, Debug)]
struct Form {
    /// The path it is posted to.
    path: String,
    ticket: String,
}

/// The form of this kind on the invoice's page.
fn form(built: &Project, kind: &str) -> Form {
    let pages = built.files("output");
    let page = pages.iter().find(|(path, _)| path.contains("/invoices/") && path.ends_with("index.html")).unwrap();
    let html = String::from_utf8_lossy(&page.1.0).into_owned();
    let form = html.split("action=\"https://forms.example.com").find(|form| form.starts_with(&format!("/f/{kind}/")));
    let form = form.unwrap_or_else(|| panic!("no {kind} in {html}"));
    let ticket = form.split("name=\"ticket\" value=\"").nth(1).unwrap();
    let until_quote = |text: &str| text.split('"').next().unwrap().to_owned();
    Form { path: until_quote(form), ticket: until_quote(ticket) }
}

/// An endpoint at work, in its folder.
struct Endpoint {
    machine: Project,
    process: Child,
    address: SocketAddr,
    said: Mutex<Receiver<String>>,
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Endpoint {
    fn start(machine: Project) -> Endpoint {
        Endpoint::start_with(machine, "")
    }

    fn start_with(machine: Project, arguments: &str) -> Endpoint {
        let mut command = machine.command(&format!("forms serve --listen 127.0.0.1:0 {arguments}"));
        let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let (tell, said) = channel();
        thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(tell.send(line))));
        let mut before = Vec::new();
        let address = loop {
            let line = said.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("not ready: {before:?}"));
            if let Some(rest) = line.strip_prefix("Taking forms on ") {
                break rest.split([' ', ',']).next().unwrap().parse().unwrap();
            }
            before.push(line);
        };
        Endpoint { machine, process, address, said: Mutex::new(said) }
    }

    /// Sends these bytes and reads one answer.
    fn send(&self, bytes: &[u8]) -> Answer {
        let mut socket = TcpStream::connect(self.address).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        socket.write_all(bytes).unwrap();
        read(socket, bytes.starts_with(b"HEAD "))
    }

    fn ask(&self, method: &str, path: &str, more: &str) -> Answer {
        self.send(format!("{method} {path} HTTP/1.1\r\nHost: forms.example.com\r\n{more}\r\n").as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    fn post_with(&self, path: &str, body: &str, headers: &str) -> Answer {
        let length = body.len();
        let head = format!("POST {path} HTTP/1.1\r\nHost: forms.example.com\r\nContent-Length: {length}\r\n{headers}");
        self.send(format!("{head}\r\n{body}").as_bytes())
    }

    fn post(&self, form: &Form, fields: &str) -> Answer {
        let media = "Content-Type: application/x-www-form-urlencoded\r\nOrigin: null\r\n";
        self.post_with(&form.path, &format!("ticket={}&{fields}", form.ticket), media)
    }

    /// What is in the store.
    fn kept(&self) -> Vec<Filed> {
        use portalsmith::forms::store::{Sqlite, Store};
        Sqlite::read(&self.machine.path("inbox/store.sqlite")).unwrap().unwrap().all().unwrap()
    }

    /// Ends it as service managers do.
    fn end(&mut self) -> Option<i32> {
        tell_to_end(&self.process);
        self.process.wait().unwrap().code()
    }

    /// What of each letter and call is not done: how often it was tried.
    fn tries(&self) -> Vec<u32> {
        use portalsmith::forms::store::{Sqlite, Store};
        let mut store = Sqlite::read(&self.machine.path("inbox/store.sqlite")).unwrap().unwrap();
        store.waiting().unwrap().iter().map(|waiting| waiting.tries).collect()
    }

    /// All lines of the log until it says one with this in it.
    #[track_caller]
    fn until_says(&self, text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let line =
                self.said.lock().unwrap().recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no `{text}` in {lines:?}"));
            lines.push(line);
            if lines.last().unwrap().contains(text) {
                return lines;
            }
        }
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn tell_to_end(process: &Child) {
    assert!(std::process::Command::new("kill").args(["-TERM", &process.id().to_string()]).status().unwrap().success());
}

fn read(socket: impl Read, is_head: bool) -> Answer {
    let mut socket = BufReader::new(socket);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(socket.read_line(&mut head).unwrap() > 0, "no answer: {head:?}");
    }
    // What reads answers reads requests too; they have no number.
    let status = head.split(' ').nth(1).unwrap().parse().unwrap_or_default();
    let mut answer = Answer { status, head, body: String::new() };
    let length = answer.header("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; if is_head { 0 } else { length }];
    socket.read_exact(&mut body).unwrap();
    answer.body = String::from_utf8_lossy(&body).into_owned();
    answer
}

const GOOD: &str = "reason=pricing&name=Ada+L%C3%B6w&message=Why%3F";

#[test]
fn a_dispute_is_recorded_and_acknowledged() {
    let project = built("");
    let endpoint = Endpoint::start(machine(&project));
    let answer = endpoint.post(&form(&project, "dispute"), GOOD);
    assert_eq!(answer.status, 303, "{answer:?}");
    let acknowledgement = answer.header("location").unwrap();
    assert!(acknowledgement.starts_with("/a/a-"), "on the very host: {acknowledgement}");
    let kept = endpoint.kept();
    let [filed] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!(acknowledgement, format!("/a/{}", filed.id));
    assert_eq!((filed.submission.name.as_str(), filed.submission.message.as_deref()), ("Ada Löw", Some("Why?")));
    let page = endpoint.get(acknowledgement);
    assert_eq!(page.status, 200);
    for text in ["We have received your dispute", &filed.id.reference(), "INV-1", "https://pay.example.com/p/"] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    assert!(!page.body.contains("Why?") && !page.body.contains("Ada"), "no word of what was written");
    let log = endpoint.until_says("recorded").join("\n");
    assert!(log.contains("kind=dispute") && log.contains("from=127.0.0.0/24") && !log.contains("/p/"), "{log}");
}

#[test]
fn answers_have_the_headers_of_the_table() {
    let project = built("");
    let endpoint = Endpoint::start(machine(&project));
    let page = endpoint.get("/nothing");
    let policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                  frame-ancestors 'none'";
    let odd = endpoint.send(b"GET / HTTP/1.1\r\nno header\r\n\r\n");
    let long = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n", "a".repeat(20_000));
    let long = endpoint.send(long.as_bytes());
    for (answer, status) in [(&page, 404), (&odd, 400), (&long, 431)] {
        assert!(answer.status == status && answer.body.contains("<html"), "{answer:?}");
        for (name, value) in [
            ("content-security-policy", policy),
            ("cache-control", "private, no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("x-robots-tag", "noindex, nofollow, noarchive, nosnippet, noimageindex"),
            ("strict-transport-security", "max-age=63072000; includeSubDomains"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{status} {name}");
        }
        assert!(answer.header("server").is_none() && answer.header("set-cookie").is_none());
    }
    endpoint.until_says("status=431");
    let sheet = page.body.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let sheet = endpoint.get(sheet);
    assert_eq!((sheet.status, sheet.header("content-type")), (200, Some("text/css; charset=utf-8")));
    assert_eq!(sheet.header("cache-control"), Some("public, max-age=31536000, immutable"));
}

#[test]
fn each_refusal_has_its_number_and_nothing_is_recorded() {
    let project = built("");
    let endpoint = Endpoint::start(machine(&project));
    let form = form(&project, "promise");
    let ticket = &form.ticket;
    let media = "Content-Type: application/x-www-form-urlencoded\r\n";
    let good = format!("ticket={ticket}&name=Ada&date=2026-12-01&amount=1");
    let large = "a".repeat(17 * 1024);
    let other = form.path.replace("promise", "dispute");
    let changed = good.replace("ticket=1.e", "ticket=1.f");
    for (path, body, headers, status) in [
        ("/f/refund/x", good.as_str(), media, 404),
        ("/anything", &good, media, 405),
        (&form.path, &large, media, 413),
        (&form.path, &good, "Content-Type: application/json\r\n", 415),
        (&form.path, &good, "Content-Type: application/x-www-form-urlencoded; charset=utf-16\r\n", 415),
        (&form.path, &good, "Content-Type: multipart/form-data; boundary=x\r\n", 415),
        (&form.path, &format!("{good}&name=Eve"), media, 400),
        (&form.path, &format!("{good}&message=%zz"), media, 400),
        (&form.path, &format!("{good}&message=%ff"), media, 400),
        (&form.path, "name=Ada", media, 403),
        (&form.path, &changed, media, 403),
        (&other, &good, media, 403),
        (&form.path, &good, &format!("{media}Origin: https://evil.example\r\n"), 403),
        (&form.path, &format!("ticket={ticket}&name=Ada"), media, 422),
    ] {
        let answer = endpoint.post_with(path, body, headers);
        assert_eq!(answer.status, status, "{path} {headers} {body:.80}: {answer:?}");
        assert!(answer.body.contains("<html") || status >= 500, "a page: {answer:?}");
        assert_eq!(answer.header("location"), None);
    }
    let get = endpoint.get(&form.path);
    assert_eq!((get.status, get.header("allow")), (405, Some("POST")));
    assert!(endpoint.kept().is_empty());
}

#[test]
fn who_sends_too_much_may_finish_and_is_told() {
    let project = built("contact: { email: ar@example.com }\n");
    let endpoint = Endpoint::start(machine(&project));
    let path = form(&project, "dispute").path;
    let mut socket = TcpStream::connect(endpoint.address).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(socket, "POST {path} HTTP/1.1\r\nHost: forms.example.com\r\nContent-Length: 1000000\r\n\r\n").unwrap();
    // In pieces, as it comes from far away: an answer before the last one would end the connection under them.
    for _ in 0..1_000 {
        socket.write_all(&[b'a'; 1_000]).unwrap();
    }
    let answer = read(socket, false);
    assert_eq!((answer.status, answer.header("connection")), (413, Some("close")));
    assert!(answer.body.contains("shorten the message") && answer.body.contains("mailto:"), "{answer:?}");
}

#[test]
fn what_could_be_understood_in_two_ways_is_refused() {
    let project = built("");
    let endpoint = Endpoint::start(machine(&project));
    let path = form(&project, "dispute").path;
    let start = format!("POST {path} HTTP/1.1\r\nHost: forms.example.com\r\n");
    for (rest, status) in [
        ("\r\n", 411),
        ("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400),
        ("Content-Length: 5\r\nContent-Length: 6\r\n\r\nname=", 400),
        ("Content-Length: +5\r\n\r\nname=", 400),
        ("Content-Length: -1\r\n\r\n", 400),
        ("Content-Length: 1000000000000\r\n\r\nname=a", 413),
    ] {
        let answer = endpoint.send(format!("{start}{rest}").as_bytes());
        assert_eq!(answer.status, status, "{rest:?}: {answer:?}");
    }
}

#[test]
fn who_stands_before_no_door_hears_so_before_anything_else() {
    let project = built("");
    let endpoint = Endpoint::start(machine(&project));
    for (method, path, status) in [("POST", "/f/refund/x", 404), ("PUT", "/f/dispute/8pqcad077sv1re8g", 405)] {
        let start = format!("{method} {path} HTTP/1.1\r\nHost: forms.example.com\r\n");
        for rest in
            ["\r\n", "Transfer-Encoding: chunked\r\n\r\n", "Content-Length: 17000\r\n\r\n", "Content-Length: x\r\n\r\n"]
        {
            // Hyper itself turns away a length that is no number.
            let expected = if rest.contains('x') { 400 } else { status };
            assert_eq!(endpoint.send(format!("{start}{rest}").as_bytes()).status, expected, "{method} {rest:?}");
        }
    }
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    let project = built("");
    let endpoint = Endpoint::start(machine(&project));
    let path = form(&project, "dispute").path;
    let head = format!("POST {path} HTTP/1.1\r\nHost: forms.example.com\r\nContent-Length: 50\r\n\r\nname=");
    assert_eq!(endpoint.send(head.as_bytes()).status, 408);
}

#[test]
fn a_form_that_is_wrong_comes_back_with_what_was_entered() {
    let project = built("");
    let endpoint = Endpoint::start(machine(&project));
    let form = form(&project, "promise");
    let answer = endpoint.post(&form, "name=Ada+%3Cb%3E&date=2026-02-30&amount=999");
    assert_eq!(answer.status, 422);
    for text in
        ["Ada &lt;b&gt;", "form-date-error", "form-amount-error", &form.ticket, &format!("action=\"{}\"", form.path)]
    {
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
    }
    assert!(endpoint.kept().is_empty());
}

#[test]
fn a_hundred_equal_posts_at_once_are_one_record() {
    let project = built("");
    let endpoint = Endpoint::start(machine(&project));
    let form = form(&project, "dispute");
    let places: Vec<String> = thread::scope(|scope| {
        let post = || (0..20).map(|_| endpoint.post(&form, GOOD)).collect::<Vec<_>>();
        let threads: Vec<_> = (0..5).map(|_| scope.spawn(post)).collect();
        let answers = threads.into_iter().flat_map(|thread| thread.join().unwrap());
        answers.map(|answer| answer.header("location").unwrap_or_else(|| panic!("{answer:?}")).to_owned()).collect()
    });
    assert_eq!(endpoint.kept().len(), 1);
    assert!(places.len() == 100 && places.iter().all(|place| *place == places[0]));
}

#[test]
fn the_eleventh_in_an_hour_has_to_wait() {
    let project = built("");
    let endpoint = Endpoint::start(machine(&project));
    let form = form(&project, "dispute");
    let answers: Vec<u16> =
        (0..11).map(|number| endpoint.post(&form, &format!("reason=pricing&name=Ada+{number}")).status).collect();
    assert_eq!(answers[..10], [303; 10]);
    assert_eq!(answers[10], 429);
    assert_eq!(endpoint.kept().len(), 10);
    let kept = endpoint.kept();
    assert!(kept.windows(2).all(|pair| pair[0].received < pair[1].received), "which came later is known: {kept:?}");
}

#[test]
fn what_fills_the_hidden_field_is_kept_apart_and_answered_alike() {
    let project = built("");
    let endpoint = Endpoint::start(machine(&project));
    let answer = endpoint.post(&form(&project, "dispute"), &format!("{GOOD}&website=http://spam.example"));
    assert_eq!(answer.status, 303);
    assert!(endpoint.kept()[0].submission.trapped);
}

#[test]
fn a_portal_that_is_gone_or_a_form_that_is_off_is_gone() {
    let project = built("");
    let dispute = form(&project, "dispute");
    let endpoint = Endpoint::start(machine(&project));
    project.replace("config.yaml", "forms:", "features: { disputes: false }\nforms:");
    project.run("build").exits(0);
    // As deploys do it: written aside and renamed.
    endpoint.machine.write("new.json", project.text(MANIFEST));
    std::fs::rename(endpoint.machine.path("new.json"), endpoint.machine.path(MANIFEST)).unwrap();
    endpoint.until_says("manifest");
    let off = endpoint.post(&dispute, GOOD);
    assert_eq!(off.status, 410);
    assert!(off.body.contains("href=\"https://pay.example.com/p/"), "back to a portal that is there: {}", off.body);
    let promise = form(&project, "promise");
    let day = tomorrow();
    assert_eq!(endpoint.post(&promise, &format!("name=Ada&date={day}&amount=1")).status, 303);
    // A manifest that was cut off changes nothing.
    endpoint.machine.write(MANIFEST, "{\"version\":1,");
    endpoint.until_says("cut off");
    assert_eq!(endpoint.post(&promise, &format!("name=Eve&date={day}&amount=1")).status, 303);
}

#[test]
fn who_is_turned_away_hears_so_in_his_language_and_only_a_portal_that_is_there_is_linked() {
    let project = organization("");
    project.write("content/exports/customers.csv", "id,name,language\nC-1,Harbor Bakery,fr\n");
    project.replace("config.yaml", "site:\n", "site:\n  languages: [en, fr]\n");
    project.run("build").exits(0);
    let dispute = form(&project, "dispute");
    let endpoint = Endpoint::start(machine(&project));
    let media = "Content-Type: application/x-www-form-urlencoded\r\nOrigin: https://evil.example\r\n";
    let elsewhere = endpoint.post_with(&dispute.path, &format!("ticket={}&{GOOD}", dispute.ticket), media);
    assert_eq!((elsewhere.status, elsewhere.header("content-language")), (403, Some("fr")));
    project.run("renew C-1").exits(0);
    project.run("build").exits(0);
    endpoint.machine.write(MANIFEST, project.text(MANIFEST));
    endpoint.until_says("manifest");
    let withdrawn = endpoint.post(&dispute, GOOD);
    assert_eq!((withdrawn.status, withdrawn.header("content-language")), (410, Some("fr")));
    assert!(!withdrawn.body.contains("/p/"), "the old link leads nowhere: {}", withdrawn.body);
}

/// The day after today, in the organization's time zone, which is UTC.
fn tomorrow() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().tomorrow().unwrap()
}

#[test]
fn the_endpoint_begins_with_its_own_secret_alone() {
    let project = built("");
    let refused = |machine: Project, code: &str| {
        let run = machine.run("forms serve --listen 127.0.0.1:0");
        let said = run.stderr();
        assert!(said.contains(code), "{code}: {said}");
        assert!(!said.contains("AAECAwQ") && !machine.path("inbox").exists(), "{said}");
    };
    refused(machine(&project).env("PORTALSMITH_LINK_SECRET", SECRET), "link-secret-here");
    refused(machine(&project).env("PORTALSMITH_FORM_SECRET", SECRET), "secret");
    refused(machine(&project).env("PORTALSMITH_FORM_SECRET", ""), "no-form-secret");
    let other = Keys::new(&LinkSecret::from_bytes([9; 32])).form_secret().to_text();
    refused(machine(&project).env("PORTALSMITH_FORM_SECRET", &other), "other-secret");
    let gone = machine(&project);
    std::fs::remove_file(gone.path(MANIFEST)).unwrap();
    refused(gone, "forms.json");
    let early = machine(&project);
    let today = project.text(MANIFEST).split("\"as_of\":\"").nth(1).unwrap()[..10].to_owned();
    early.replace(MANIFEST, &today, "2999-01-01");
    refused(early, "clock-behind");
    let mailed = machine(&project);
    mailed.replace("config.yaml", FORMS, "");
    refused(mailed, "no-endpoint");
    let told = machine(&project);
    told.replace("config.yaml", FORMS, &format!("{FORMS}  webhook: {{ url: https://ci.example.com/build }}\n"));
    refused(told, "no-webhook-secret");
}

#[test]
fn told_to_end_it_ends_and_what_was_recorded_is_there() {
    let project = built("");
    let mut endpoint = Endpoint::start(machine(&project));
    assert_eq!(endpoint.get("/healthz").status, 200);
    assert_eq!(endpoint.get("/readyz").body, "ready\noutbox: empty\n");
    assert_eq!(endpoint.post(&form(&project, "dispute"), GOOD).status, 303);
    assert_eq!(endpoint.end(), Some(0));
    assert_eq!(endpoint.kept().len(), 1);
    // Whoever copies the file alone now has it all.
    use portalsmith::forms::store::{Sqlite, Store};
    let (store, copy) = (endpoint.machine.path("inbox/store.sqlite"), endpoint.machine.path("copy.sqlite"));
    std::fs::copy(store, &copy).unwrap();
    assert_eq!(Sqlite::read(&copy).unwrap().unwrap().all().unwrap().len(), 1);
}

#[test]
fn submissions_are_handed_out_to_whoever_has_the_secret() {
    let project = built("");
    let machine = machine(&project).env("PORTALSMITH_PULL_SECRET", "0123456789abcdef");
    let local = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let endpoint = Endpoint::start_with(machine, &format!("--pull-listen {local}"));
    endpoint.post(&form(&project, "dispute"), GOOD);
    let pull = |secret: &str| {
        let mut socket = TcpStream::connect(local).unwrap();
        write!(socket, "GET /submissions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {secret}\r\n\r\n").unwrap();
        read(socket, false)
    };
    assert_eq!(pull("0123456789abcdeg").status, 401);
    let answer = pull("0123456789abcdef");
    assert_eq!(answer.status, 200);
    assert_eq!(Filed::from_json(answer.body.trim_end()).as_ref(), Ok(&endpoint.kept()[0]));
    assert_eq!(endpoint.get("/submissions").status, 404, "not where customers come");
}

#[test]
fn a_pipeline_hears_of_a_submission_and_of_nothing_in_it() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let project = built(&format!("  webhook: {{ url: \"http://{}/build\" }}\n", listener.local_addr().unwrap()));
    let endpoint = Endpoint::start(machine(&project).env("PORTALSMITH_WEBHOOK_SECRET", "0123456789abcdef"));
    endpoint.post(&form(&project, "dispute"), GOOD);
    let (mut socket, _) = listener.accept().unwrap();
    let heard = read(socket.try_clone().unwrap(), false);
    socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
    let filed = &endpoint.kept()[0];
    let (id, time) = (heard.header("webhook-id").unwrap(), heard.header("webhook-timestamp").unwrap());
    assert!(id.len() == 32 && heard.body.contains(&filed.id.reference()), "{}", heard.body);
    use hmac::{Hmac, KeyInit, Mac};
    let mac = Hmac::<sha2::Sha256>::new_from_slice(b"0123456789abcdef").unwrap();
    let mac = mac.chain_update(format!("{id}.{time}.{}", heard.body)).finalize().into_bytes();
    let signature = format!("v1,{}", data_encoding::BASE64.encode(&mac));
    assert_eq!(heard.header("webhook-signature"), Some(signature.as_str()));
    // The id is the acknowledgement's address, which leads back to the portal.
    for word in
        ["Ada", "Why", "INV-1", "C-1", "Harbor", filed.id.as_str(), filed.id.as_str().split_once('-').unwrap().1]
    {
        assert!(!heard.body.contains(word) && !heard.head.contains(word), "{word}: {} {}", heard.head, heard.body);
    }
    endpoint.until_says("done for");
}

#[test]
fn two_endpoints_at_one_store_do_not_lose_a_form() {
    let project = built("");
    let first = Endpoint::start(machine(&project));
    let second = machine(&project);
    second.replace(
        "config.yaml",
        FORMS,
        &format!("{FORMS}  store: sqlite:{}\n", first.machine.path("inbox/store.sqlite").display()),
    );
    let second = Endpoint::start(second);
    let form = form(&project, "dispute");
    for (number, endpoint) in [&first, &second, &first, &second].into_iter().enumerate() {
        assert_eq!(endpoint.post(&form, &format!("reason=other&name=Ada+{number}")).status, 303);
    }
    assert_eq!(first.kept().len(), 4);
}

#[test]
fn an_honest_form_is_answered_while_hundreds_dribble() {
    let project = built("  trusted_proxies: [127.0.0.1]\n");
    let endpoint = Endpoint::start(machine(&project));
    let dribblers: Vec<TcpStream> = (0..600)
        .filter_map(|_| {
            let mut socket = TcpStream::connect(endpoint.address).ok()?;
            socket.write_all(b"POST /f/dispute/").ok()?;
            Some(socket)
        })
        .collect();
    assert!(dribblers.len() > 500, "{}", dribblers.len());
    let start = Instant::now();
    assert_eq!(endpoint.post(&form(&project, "dispute"), GOOD).status, 303);
    // How fast it is on an idle machine is measured by a script; that they do not keep it waiting shows here.
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
}

#[test]
fn it_speaks_tls_without_a_proxy_where_it_is_given_a_certificate() {
    let project = built("  tls: { cert: tls/cert.pem, key: tls/key.pem }\n");
    let machine = machine(&project);
    let made = rcgen::generate_simple_self_signed(vec!["forms.example.com".to_owned()]).unwrap();
    machine.write("tls/cert.pem", made.cert.pem());
    machine.write("tls/key.pem", made.signing_key.serialize_pem());
    let endpoint = Endpoint::start(machine);
    let mut roots = rustls::RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = std::sync::Arc::new(config.with_root_certificates(roots).with_no_client_auth());
    let ask = |name: &'static str| {
        let mut session = rustls::ClientConnection::new(config.clone(), name.try_into().unwrap()).unwrap();
        let mut socket = TcpStream::connect(endpoint.address).unwrap();
        let mut stream = rustls::Stream::new(&mut session, &mut socket);
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: forms.example.com\r\n\r\n")?;
        Ok::<_, std::io::Error>(read(&mut stream, false))
    };
    assert_eq!(ask("forms.example.com").unwrap().body, "alive\n");
    assert!(ask("other.example.com").is_err());
}

/// A mail server that takes everything and keeps it: sender, recipients and text of each mail.
fn mail_server() -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (tell, mails) = channel();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for socket in listener.incoming() {
            let tell = tell.clone();
            thread::spawn(move || take_mail(socket.unwrap(), |mail| drop(tell.send(mail))));
        }
    });
    (address, mails)
}

fn take_mail(mut socket: TcpStream, tell: impl Fn(String)) {
    let lines = BufReader::new(socket.try_clone().unwrap()).lines();
    let (mut mail, mut is_text) = (String::new(), false);
    socket.write_all(b"220 ready\r\n").unwrap();
    for line in lines.map_while(Result::ok) {
        mail.push_str(&format!("{line}\n"));
        let answer = match line.as_str() {
            "." if is_text => {
                is_text = false;
                tell(std::mem::take(&mut mail));
                "250 taken"
            }
            _ if is_text => continue,
            "DATA" => {
                is_text = true;
                "354 go on"
            }
            "QUIT" => "221 bye",
            _ => "250 fine",
        };
        if socket.write_all(format!("{answer}\r\n").as_bytes()).is_err() {
            return;
        }
    }
}

/// Config for mail by a server on this machine.
fn notifications(server: SocketAddr) -> String {
    format!(
        "notifications:\n  from: Northlight Billing <billing@example.com>\n  staff: [ar@example.com]\n  \
         by_reason: {{ pricing: [sales@example.com] }}\n  smtp: {{ host: 127.0.0.1, port: {}, security: none }}\n",
        server.port()
    )
}

/// A project whose customer has an address on file and an account manager.
fn with_contacts(config: &str) -> Project {
    let project = organization(config).file(
        "content/exports/customers.csv",
        "id,name,email,manager_name,manager_email\nC-1,Harbor Bakery,ap@harbor.example,Mia,mia@example.com\n",
    );
    project.run("build").exits(0);
    project
}

#[test]
fn the_staff_and_the_customer_hear_of_a_dispute_once() {
    let (server, mails) = mail_server();
    let project = with_contacts(&notifications(server));
    let endpoint = Endpoint::start(machine(&project));
    for _ in 0..3 {
        assert_eq!(endpoint.post(&form(&project, "dispute"), GOOD).status, 303);
    }
    let mut two = [mails.recv_timeout(PATIENCE).unwrap(), mails.recv_timeout(PATIENCE).unwrap()];
    two.sort_by_key(|mail| mail.contains("RCPT TO:<ap@harbor.example>"));
    let [staff, receipt] = two;
    assert!(staff.contains("RCPT TO:<sales@example.com>") && staff.contains("RCPT TO:<mia@example.com>"), "{staff}");
    assert!(staff.contains("Why?") && staff.contains("INV-1") && !staff.contains("ar@example.com"), "{staff}");
    assert_eq!(receipt.matches("RCPT TO:").count(), 1, "{receipt}");
    assert!(!receipt.contains("Why?") && !receipt.contains("/p/"), "{receipt}");
    assert!(receipt.contains("MAIL FROM:<billing@example.com>") && receipt.contains("Auto-Submitted: auto-generated"));
    endpoint.until_says("receipt kind=dispute");
    assert!(mails.try_recv().is_err(), "no more than two");
}

#[test]
fn a_mail_server_that_is_away_costs_nobody_his_form() {
    let away = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let project = with_contacts(&notifications(away));
    let endpoint = Endpoint::start(machine(&project));
    assert_eq!(endpoint.post(&form(&project, "dispute"), GOOD).status, 303);
    let log = endpoint.until_says("again later").join("\n");
    assert!(!log.contains("mia@") && !log.contains("Why"), "{log}");
    let start = Instant::now();
    while !endpoint.get("/readyz").body.contains("waiting") {
        assert!(start.elapsed() < PATIENCE);
        thread::yield_now();
    }
    assert_eq!(endpoint.get("/readyz").status, 200, "forms are recorded all the same");
    let list = endpoint.machine.run("inbox list").exits(0);
    let said = format!("{}{}", list.stdout(), list.stderr());
    assert!(said.contains("letter") && said.contains(&endpoint.kept()[0].id.reference()), "{said}");
}

#[test]
fn a_mail_server_that_hangs_keeps_no_pipeline_waiting() {
    // It is connected to, and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let webhook = format!("  webhook: {{ url: \"http://{}/build\" }}\n", listener.local_addr().unwrap());
    let project = with_contacts(&format!("{webhook}{}", notifications(silent.local_addr().unwrap())));
    let endpoint = Endpoint::start(machine(&project).env("PORTALSMITH_WEBHOOK_SECRET", "0123456789abcdef"));
    endpoint.post(&form(&project, "dispute"), GOOD);
    let begun = Instant::now();
    let (mut socket, _) = listener.accept().unwrap();
    read(socket.try_clone().unwrap(), false);
    socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
    endpoint.until_says("done for");
    assert!(begun.elapsed() < PATIENCE, "the mail server is given a minute: {:?}", begun.elapsed());
    let start = Instant::now();
    while !endpoint.get("/readyz").body.contains("2 waiting") {
        assert!(start.elapsed() < PATIENCE, "{}", endpoint.get("/readyz").body);
        thread::yield_now();
    }
}

#[test]
fn told_to_end_it_finishes_the_letter_that_is_going_out_and_begins_no_other() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap();
    let ((tell, mails), (answer, answers)) = (channel(), channel::<()>());
    thread::spawn(move || {
        for socket in listener.incoming() {
            take_mail(socket.unwrap(), |mail| {
                tell.send(mail).unwrap();
                let _ = answers.recv();
            });
        }
    });
    let project = with_contacts(&notifications(server));
    let mut endpoint = Endpoint::start(machine(&project));
    assert_eq!(endpoint.post(&form(&project, "dispute"), GOOD).status, 303);
    mails.recv_timeout(PATIENCE).unwrap();
    tell_to_end(&endpoint.process);
    let start = Instant::now();
    while TcpStream::connect(endpoint.address).is_ok() {
        assert!(start.elapsed() < PATIENCE);
        thread::yield_now();
    }
    answer.send(()).unwrap();
    assert_eq!(endpoint.process.wait().unwrap().code(), Some(0));
    assert_eq!(endpoint.tries(), [0], "the receipt, which was not begun");
    assert!(mails.try_recv().is_err());
}

#[test]
fn what_was_given_up_is_tried_once_more_at_the_next_start() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let strict = listener.local_addr().unwrap();
    thread::spawn(move || {
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            let lines = BufReader::new(socket.try_clone().unwrap()).lines();
            socket.write_all(b"220 ready\r\n").unwrap();
            for line in lines.map_while(Result::ok) {
                let answer = if line.starts_with("RCPT") { "550 5.1.1 unknown\r\n" } else { "250 fine\r\n" };
                let _ = socket.write_all(answer.as_bytes());
            }
        }
    });
    let project = with_contacts(&notifications(strict));
    let mut endpoint = Endpoint::start(machine(&project));
    assert_eq!(endpoint.post(&form(&project, "dispute"), GOOD).status, 303);
    endpoint.until_says("given up");
    endpoint.until_says("given up");
    assert_eq!(endpoint.end(), Some(0));
    let (server, mails) = mail_server();
    let machine = std::mem::replace(&mut endpoint.machine, Project::empty());
    machine.replace("config.yaml", &format!("port: {}", strict.port()), &format!("port: {}", server.port()));
    let endpoint = Endpoint::start(machine);
    mails.recv_timeout(PATIENCE).unwrap();
    mails.recv_timeout(PATIENCE).unwrap();
    endpoint.until_says("done for");
}

#[test]
fn a_database_that_is_away_at_the_start_is_waited_for_and_nothing_listens() {
    let free = || TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (away, listen) = (free(), free());
    let project = built("");
    let machine = machine(&project);
    let store = format!("{FORMS}  store: \"postgres://clerk@{away}/portal?sslmode=disable\"\n");
    machine.replace("config.yaml", FORMS, &store);
    let mut command = machine.command(&format!("forms serve --listen {listen}"));
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
    let line = said.find(|line| line.contains(" store ")).unwrap();
    assert!(line.contains("it is tried again until it answers"), "{line}");
    assert!(TcpStream::connect(listen).is_err());
    tell_to_end(&process);
    assert_eq!(process.wait().unwrap().code(), Some(0));
    assert_eq!(said.count(), 0, "told once");
}
