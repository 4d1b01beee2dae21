//! `serve`, met as browsers and others meet it: over a socket. What a browser makes of it is judged in `tests/browser`.

use crate::project::Project;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running preview. Nobody sleeps here: it is asked again until it answers as it should, or patience ends.
struct Preview<'p> {
    project: &'p Project,
    process: Child,
    address: SocketAddr,
    said: Receiver<String>,
}

/// What was answered.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl<'p> Preview<'p> {
    fn start(project: &'p Project) -> Preview<'p> {
        let mut command = project.command("serve --port 0 --as-of 2026-03-31");
        let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let (tell, said) = channel();
        thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(tell.send(line))));
        let mut before = Vec::new();
        let address = loop {
            let line = said.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("not ready: {before:?}"));
            if let Some(rest) = line.strip_prefix("Preview: http://") {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
            before.push(line);
        };
        let (tell, all) = channel();
        before.into_iter().for_each(|line| tell.send(line).unwrap());
        thread::spawn(move || said.into_iter().for_each(|line| drop(tell.send(line))));
        Preview { project, process, address, said: all }
    }

    /// Sends these bytes and reads all that is answered.
    fn send(&self, bytes: &[u8]) -> Answer {
        let mut socket = TcpStream::connect(self.address).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        socket.write_all(bytes).unwrap();
        read(socket, bytes.starts_with(b"HEAD "))
    }

    fn ask(&self, method: &str, path: &str, more: &str) -> Answer {
        let host = self.address;
        self.send(format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n").as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    fn post(&self, path: &str, body: &str, more: &str) -> Answer {
        let (host, length) = (self.address, body.len());
        let media = if more.to_ascii_lowercase().contains("content-type") {
            ""
        } else {
            "Content-Type: application/x-www-form-urlencoded\r\n"
        };
        self.send(
            format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n{media}{more}\r\n{body}")
                .as_bytes(),
        )
    }

    /// The path of the only portal of whom the search finds.
    fn portal(&self, search: &str) -> String {
        let list = self.get(&format!("/?q={search}")).body;
        let row = list.split("<th scope=\"row\"><a href=\"").nth(1).unwrap_or_else(|| panic!("no portal: {list}"));
        row.split('"').next().unwrap().to_owned()
    }

    fn sample(&self) -> String {
        let list = self.get("/").body;
        list.split("id=\"sample\"><a href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// Asks for a path until it answers as wanted.
    #[track_caller]
    fn until(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "{path} is still {answer:?}");
            thread::yield_now();
        }
    }

    #[track_caller]
    fn until_shows(&self, path: &str, text: &str) -> Answer {
        self.until(path, |answer| answer.body.contains(text))
    }

    /// Waits until it says a line with this in it.
    #[track_caller]
    fn until_says(&self, text: &str) {
        while !self.said.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("it does not say `{text}`")).contains(text) {}
    }
}

/// Reads one answer as browsers do, as long as it says it is, and then closes the connection.
fn read(socket: TcpStream, is_head: bool) -> Answer {
    let mut socket = BufReader::new(socket);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(socket.read_line(&mut head).unwrap() > 0, "no answer: {head:?}");
    }
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut answer = Answer { status, head, body: String::new() };
    let length = answer.header("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; if is_head { 0 } else { length }];
    socket.read_exact(&mut body).unwrap();
    answer.body = String::from_utf8_lossy(&body).into_owned();
    answer
}

impl Drop for Preview<'_> {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        // Whatever happened, nothing was written.
        if !thread::panicking() {
            assert!(!self.project.path("output").exists() && !self.project.path("links.lock").exists());
        }
    }
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let of = |line: &'_ str| line.split_once(": ").is_some_and(|(known, _)| known.eq_ignore_ascii_case(name));
        self.head.lines().find(|line| of(line)).and_then(|line| line.split_once(": ")).map(|(_, value)| value)
    }
}

fn project() -> Project {
    Project::new()
        .config("contact: { email: ar@example.com }\nforms: { endpoint: https://forms.example.com }\n")
        .customer("C-2,Second & Sons")
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00")
        .invoice("INV-2,C-2,2026-01-05,2026-02-04,EUR,77.00")
}

/// The value of an attribute in the first tag of a page that has this text.
fn attribute(html: &str, tag: &str, name: &str) -> String {
    let start = html.find(tag).unwrap_or_else(|| panic!("no {tag}"));
    let rest = html[start..].split(&format!("{name}=\"")).nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Address and ticket of a form on a page.
fn form(html: &str, kind: &str) -> (String, String) {
    let action = attribute(html, &format!("/f/{kind}/"), "value");
    let address = html.split(&format!("/f/{kind}/")).nth(1).unwrap().split('"').next().unwrap();
    (format!("/f/{kind}/{address}"), action)
}

#[test]
fn a_portal_is_served_as_a_host_would_with_the_script_that_renews_it() {
    let project = project();
    let preview = Preview::start(&project);
    let path = preview.portal("C-1");
    let page = preview.get(&path);
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    assert_eq!(page.header("x-frame-options"), Some("DENY"));
    assert_eq!(page.header("strict-transport-security"), None, "there is no TLS here");
    let policy = page.header("content-security-policy").unwrap();
    for part in ["default-src 'none'", "script-src 'nonce-", "connect-src 'self'", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("upgrade-insecure-requests") && !page.body.contains("upgrade-insecure-requests"));
    assert!(page.body.trim_end().ends_with("defer></script>") && page.body.contains("INV-1"));
    assert!(!page.body.contains("Second &amp; Sons") && !page.body.contains("INV-2"));
    // The same file, by its own name; and the folder without its slash.
    assert_eq!(preview.get(&format!("{path}index.html")).body, page.body);
    let folder = preview.get(path.trim_end_matches('/'));
    assert_eq!((folder.status, folder.header("location")), (301, Some(&*path)));
    let style = preview.get(&attribute(&page.body, "rel=\"stylesheet\"", "href"));
    assert_eq!(style.header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(style.header("cache-control"), Some("public, max-age=31536000, immutable"));
    let document = page.body.split("/d/").nth(1).map(|rest| format!("/d/{}", rest.split('"').next().unwrap())).unwrap();
    let document = preview.get(&document);
    assert_eq!((document.status, document.header("content-disposition")), (200, Some("attachment")));
    // A head is the answer without its body.
    let head = preview.ask("HEAD", &path, "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), page.header("content-length"));
}

#[test]
fn a_document_is_found_though_nobody_looked_at_the_portal_that_links_to_it() {
    let customers: String = (0..1_200).map(|number| format!("N-{number},Number {number}\n")).collect();
    let project = Project::new()
        .file("content/exports/customers.csv", format!("id,name\n{customers}"))
        .invoice("INV-1,N-1150,2026-01-05,2026-02-04,EUR,120.00");
    let link = |preview: &Preview<'_>| {
        let page = preview.get(&preview.portal("N-1150")).body;
        let links = page.split("href=\"").filter(|rest| rest.starts_with("/d/"));
        let links: Vec<String> = links.map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        assert!(!links.is_empty(), "{page}");
        links
    };
    let links = link(&Preview::start(&project));
    let preview = Preview::start(&project);
    for link in links {
        assert_eq!(preview.get(&link).status, 200, "{link}");
        let other = link.replace("/d/", "/d/a");
        assert_eq!(preview.get(&other).status, 404, "{other}");
    }
}

#[test]
fn the_pages_are_those_of_a_build_but_for_addresses_policy_and_script() {
    let project = project();
    let preview = Preview::start(&project);
    let path = preview.portal("C-1");
    let [previewed, start] = [path.as_str(), "/index.html"].map(|path| preview.get(path).body);
    drop(preview);
    project.build();
    let without = |html: &str, tag: &str| {
        let (before, rest) = html.split_once(tag).unwrap();
        format!("{before}{}", rest.split_once('>').unwrap().1)
    };
    let plain = |served: &str| {
        let (page, _script) = served.rsplit_once("\n<script").unwrap();
        page.to_owned()
    };
    let built = |html: &str| without(html, "<meta http-equiv=\"Content-Security-Policy\"");
    assert_eq!(plain(&start), built(&project.text("output/index.html")));
    let portal = project.portal("C-1");
    assert_eq!(path, format!("/p/{}/", portal.key), "the links are the real ones where there is a secret");
    let address = previewed.split("action=\"").nth(1).unwrap().split("/f/").next().unwrap();
    assert_eq!(plain(&previewed).replace(address, "https://forms.example.com"), built(portal.home()));
    std::fs::remove_dir_all(project.path("output")).unwrap();
}

#[test]
fn what_is_not_there_is_answered_by_the_404_page() {
    let project = project();
    let preview = Preview::start(&project);
    let missing = preview.get("/p/nobody/");
    assert_eq!(missing.status, 404);
    let portal = preview.portal("C-1");
    let beside = format!("{portal}../");
    for path in [
        "/p/",
        "/.git/config",
        "/_headers",
        "/p/%2e%2e/",
        "//evil",
        "/../etc/passwd",
        "/%ff",
        "/d/x/y.pdf",
        "/assets/../config.yaml",
        "/config.yaml",
        "/output/index.html",
        &beside,
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.body == missing.body), (404, true), "{path}");
    }
}

#[test]
fn only_this_machine_is_answered_and_only_what_a_host_answers() {
    let project = project();
    let preview = Preview::start(&project);
    assert!(preview.address.ip().is_loopback());
    let port = preview.address.port();
    for host in ["evil.example", "evil.example:80", &format!("127.0.0.1.evil.example:{port}"), "127.0.0.1:1"] {
        assert_eq!(preview.send(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).status, 421, "{host}");
    }
    assert_eq!(preview.send(format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes()).status, 200);
    for method in ["DELETE", "PUT", "OPTIONS", "TRACE", "BREW"] {
        let answer = preview.ask(method, "/index.html", "");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    assert_eq!(preview.post("/index.html", "a=b", "").status, 405);
}

#[test]
fn connections_that_say_nothing_or_lie_starve_nobody() {
    let project = project();
    let preview = Preview::start(&project);
    // Browsers open connections that they may never use.
    let silent: Vec<TcpStream> = (0..20).map(|_| TcpStream::connect(preview.address).unwrap()).collect();
    assert_eq!(preview.get("/index.html").status, 200);
    let host = preview.address;
    let mut lying = Vec::new();
    for (length, status) in [("5000", 415), ("1000000000000", 413), ("9223372036854775807", 413)] {
        let mut socket = TcpStream::connect(host).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(socket, "POST /f/dispute/x HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n\r\nabc").unwrap();
        if status == 413 {
            assert_eq!(read(socket, false).status, status, "{length}");
        } else {
            // What was announced never comes; whoever waits for it waits alone.
            lying.push(socket);
        }
    }
    // Six at once, each kept alive by the browser's wish.
    for _ in 0..10 {
        let six: Vec<TcpStream> = (0..6)
            .map(|_| {
                let mut socket = TcpStream::connect(host).unwrap();
                write!(socket, "GET /index.html HTTP/1.1\r\nHost: {host}\r\nConnection: keep-alive\r\n\r\n").unwrap();
                socket
            })
            .collect();
        for socket in six {
            socket.set_read_timeout(Some(PATIENCE)).unwrap();
            let answer = read(socket, false);
            assert_eq!((answer.status, answer.header("connection")), (200, Some("close")));
        }
    }
    drop((silent, lying));
}

#[test]
fn however_many_listen_for_news_the_others_are_answered() {
    let project = project();
    let preview = Preview::start(&project);
    let host = preview.address;
    let listen = |more: &str| {
        let mut socket = TcpStream::connect(host).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(socket, "GET /-preview/live?path=/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n")
            .unwrap();
        BufReader::new(socket)
    };
    // A few are told for as long as they stay; the others are told at once, and are to ask again.
    let until_told = |listener: BufReader<TcpStream>| {
        let mut lines = listener.lines().map_while(Result::ok);
        let head: Vec<String> = lines.by_ref().take_while(|line| !line.starts_with("data: ")).collect();
        (head, lines)
    };
    let staying: Vec<_> = (0..3).map(|_| until_told(listen(""))).collect();
    for (head, _) in &staying {
        assert!(head.contains(&"retry: 300".to_owned()), "{head:?}");
    }
    let mut name = String::new();
    for _ in 0..150 {
        let (head, mut rest) = until_told(listen(""));
        assert!(head.contains(&"retry: 1000".to_owned()), "{head:?}");
        assert_eq!(rest.find(|line| !line.is_empty()), None, "the connection ends");
        name = head.iter().find_map(|line| line.strip_prefix("id: ")).unwrap().to_owned();
    }
    // Who asks again and says what he heard last is not told it once more.
    let (head, _) = until_told(listen(&format!("Last-Event-ID: {name}\r\n")));
    assert!(!head.iter().any(|line| line.starts_with("id: ")), "{head:?}");
    assert_eq!(preview.get("/").status, 200);
    drop(staying);
}

#[test]
fn a_body_that_is_too_large_is_refused_and_leaves_nothing_behind() {
    let project = project();
    let preview = Preview::start(&project);
    let host = preview.address;
    // Of its threads tiny_http keeps some for later.
    let count = || match std::fs::read_dir(format!("/proc/{}/fd", preview.process.id())) {
        Ok(entries) => entries.count(),
        Err(_) => 0,
    };
    assert_eq!(preview.get("/robots.txt").status, 200);
    let before = count();
    let sockets: Vec<TcpStream> = (0..200)
        .map(|number| {
            let mut socket = TcpStream::connect(host).unwrap();
            socket.set_read_timeout(Some(PATIENCE)).unwrap();
            let large = vec![b'a'; if number % 2 == 0 { 20_000 } else { 2_000_000 }];
            let length = large.len();
            write!(socket, "POST /f/dispute/x HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n\r\n").unwrap();
            socket.write_all(&large).unwrap();
            socket
        })
        .collect();
    for socket in &sockets {
        let answer = read(socket.try_clone().unwrap(), false);
        assert_eq!((answer.status, answer.header("connection")), (413, Some("close")));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert!(answer.body.contains("shorten the message"), "{}", answer.body);
    }
    drop(sockets);
    let start = Instant::now();
    while count() > before + 8 {
        assert!(start.elapsed() < PATIENCE, "{before}, then {}", count());
        thread::yield_now();
    }
    assert_eq!(preview.get("/robots.txt").status, 200);
}

#[test]
fn a_request_that_can_be_read_in_two_ways_is_refused() {
    let project = project();
    let preview = Preview::start(&project);
    let host = preview.address;
    for more in
        ["Host: evil.example\r\n", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: +5\r\n"]
    {
        let request = format!("POST /f/dispute/x HTTP/1.1\r\nHost: {host}\r\n{more}\r\n0\r\n\r\n");
        assert_eq!(preview.send(request.as_bytes()).status, 400, "{more}");
        let request = format!("POST /f/dispute/x HTTP/1.1\r\n{more}Host: {host}\r\n\r\n0\r\n\r\n");
        assert_eq!(preview.send(request.as_bytes()).status, 400, "{more}");
    }
    assert_eq!(preview.send(b"GET / HTTP/1.1\r\n\r\n").status, 400, "no host");
}

#[test]
fn answers_that_are_no_files_have_the_headers_of_files() {
    let project = project();
    let preview = Preview::start(&project);
    let folder = preview.portal("C-1").trim_end_matches('/').to_owned();
    let file = preview.get("/robots.txt");
    let foreign = preview.send(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    for (answer, status) in [(preview.get(&folder), 301), (preview.ask("PUT", "/index.html", ""), 405), (foreign, 421)]
    {
        assert_eq!(answer.status, status);
        for name in [
            "Referrer-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "X-Robots-Tag",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
            "Permissions-Policy",
        ] {
            assert_eq!(answer.header(name), file.header(name), "{status} {name}");
            assert!(file.header(name).is_some(), "{name}");
        }
        assert!(answer.header("content-security-policy").unwrap().contains("default-src 'none'"), "{status}");
        assert!(answer.header("cache-control").unwrap().contains("no-store"), "{status}");
    }
}

#[test]
fn a_save_is_seen_however_an_editor_saves() {
    let project = project();
    let preview = Preview::start(&project);
    let portal = preview.portal("C-1");
    let invoices = "content/exports/invoices.csv";
    let text = |amount: &str| {
        project
            .text(invoices)
            .lines()
            .map(|line| {
                if line.starts_with("INV-1,") {
                    format!("INV-1,C-1,2026-01-05,2026-02-04,EUR,{amount}\n")
                } else {
                    format!("{line}\n")
                }
            })
            .collect::<String>()
    };
    // In place.
    project.write(invoices, text("131.31"));
    preview.until_shows(&portal, "131.31");
    // Beside it and renamed over it, by way of a backup.
    project.write("content/exports/4913", "");
    std::fs::remove_file(project.path("content/exports/4913")).unwrap();
    project.write("content/exports/.invoices.csv.swp", text("132.32"));
    std::fs::rename(project.path(invoices), project.path("content/exports/invoices.csv~")).unwrap();
    std::fs::rename(project.path("content/exports/.invoices.csv.swp"), project.path(invoices)).unwrap();
    preview.until_shows(&portal, "132.32");
    // Emptied, and filled bit by bit.
    let filled = text("133.33");
    let mut file = std::fs::File::create(project.path(invoices)).unwrap();
    for part in filled.as_bytes().chunks(40) {
        file.write_all(part).unwrap();
        file.flush().unwrap();
    }
    drop(file);
    preview.until_shows(&portal, "133.33");
}

#[test]
fn what_editors_and_systems_leave_is_passed_over_in_builds_and_previews() {
    let project = project().file("content/documents/shared/terms.txt", "Our terms");
    project.run("theme new own").exits(0);
    project.replace("config.yaml", "site:\n", "site:\n  theme: own\n");
    project.run("check").exits(0);
    let preview = Preview::start(&project);
    let left = ["extra.css~", "#extra.css#", ".extra.css.swp", "4913", ".goutputstream-A1", ".DS_Store", "Thumbs.db"];
    for folder in ["themes/own/assets", "content/documents", "content/documents/invoices", "content/documents/shared"] {
        for name in left {
            project.write(&format!("{folder}/{name}"), "left over");
        }
        std::os::unix::fs::symlink("ada@host.4711:1", project.path(&format!("{folder}/.#lock"))).unwrap();
    }
    // A hidden folder, and all that is in it.
    project.write("content/documents/.git/objects/ab", "left over");
    project.write("themes/own/assets/extra.css", ".left-over-test{color:red}");
    let portal = preview.portal("C-1");
    let style = |page: &str| preview.get(&attribute(page, "rel=\"stylesheet\"", "href")).body;
    preview.until(&portal, |page| style(&page.body).contains("left-over-test"));
    let list = preview.get("/").body;
    assert!(!list.contains("error[") && !list.contains("warning["), "{list}");
    drop(preview);
    project.build();
    let written = std::fs::read_dir(project.path("output/assets")).unwrap();
    let written: Vec<String> = written.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(written.iter().all(|name| !name.contains("swp") && !name.contains("4913")), "{written:?}");
    std::fs::remove_dir_all(project.path("output")).unwrap();
    std::fs::remove_file(project.path("links.lock")).unwrap();
    // What has an ordinary name is held to the rules as before.
    std::os::unix::fs::symlink("/etc/passwd", project.path("content/documents/shared/more.txt")).unwrap();
    let check = project.run("check").exits(1);
    assert!(check.stderr().contains("error[document-not-a-file]"), "{}", check.stderr());
}

#[test]
fn folders_may_appear_vanish_and_come_back() {
    let project = project();
    let preview = Preview::start(&project);
    let portal = preview.portal("C-1");
    // A theme where there was no folder `themes`; away, and back again.
    project.run("theme new own").exits(0);
    project.write("themes/own/locales/en.ftl", "outstanding = Owed to us\n");
    project.replace("config.yaml", "site:\n", "site:\n  theme: own\n");
    preview.until_shows(&portal, "Owed to us");
    std::fs::rename(project.path("themes"), project.path("themes-away")).unwrap();
    preview.until_shows("/", "error[");
    assert!(preview.get(&portal).body.contains("Owed to us"), "the last good portal stays");
    std::fs::rename(project.path("themes-away"), project.path("themes")).unwrap();
    preview.until("/", |answer| !answer.body.contains("error["));
    project.write("themes/own/locales/en.ftl", "outstanding = Still owed to us\n");
    preview.until_shows(&portal, "Still owed to us");
    // The whole of the content, away and back again.
    std::fs::rename(project.path("content"), project.path("content-away")).unwrap();
    preview.until_shows("/", "error[export-missing]");
    assert!(preview.get(&portal).body.contains("INV-1"), "the last good portal stays");
    std::fs::rename(project.path("content-away"), project.path("content")).unwrap();
    preview.until("/", |answer| !answer.body.contains("export-missing"));
    project.replace("content/exports/invoices.csv", "120.00", "140.40");
    preview.until_shows(&portal, "140.40");
}

#[test]
fn folders_that_are_removed_and_put_back_at_once_are_still_watched() {
    let project = project();
    project.run("theme new own").exits(0);
    project.replace("config.yaml", "site:\n", "site:\n  theme: own\n");
    let preview = Preview::start(&project);
    let portal = preview.portal("C-1");
    let copied = |from: &str, to: &str| {
        let (from, to) = (project.path(from), project.path(to));
        assert!(std::process::Command::new("cp").arg("-R").args([from, to]).status().unwrap().success());
    };
    let mut amount = "120.00".to_owned();
    for round in 0..6 {
        // Some systems give the new folder the file number of the old one.
        for folder in ["content", "themes", "content/exports"] {
            copied(folder, "aside");
            std::fs::remove_dir_all(project.path(folder)).unwrap();
            copied("aside", folder);
            std::fs::remove_dir_all(project.path("aside")).unwrap();
            let start = Instant::now();
            // Not before the preview has come to rest.
            while start.elapsed() < Duration::from_millis(300) {
                preview.get(&portal);
            }
            let next = format!("{}.{round}{}", 121 + round, folder.len() % 10);
            project.replace("content/exports/invoices.csv", &amount, &next);
            preview.until_shows(&portal, &next);
            amount = next;
            project.write("themes/own/locales/en.ftl", format!("outstanding = Owed {amount} times\n"));
            preview.until_shows(&portal, &format!("Owed {amount} times"));
        }
    }
}

#[test]
fn a_thousand_files_at_once_are_seen_and_make_no_storm() {
    let project = project();
    let preview = Preview::start(&project);
    let portal = preview.portal("C-1");
    for number in 0..1_000 {
        project.write(&format!("content/pages/many/page-{number}.txt"), "x");
    }
    project.write("content/pages/last.md", "---\ntitle: The last of them\n---\nHello\n");
    preview.until_shows(&portal, "The last of them");
    std::fs::remove_dir_all(project.path("content/pages")).unwrap();
    preview.until(&portal, |answer| !answer.body.contains("The last of them"));
}

#[test]
fn a_broken_config_is_told_keeps_the_last_good_site_and_recovers() {
    let project = project();
    let preview = Preview::start(&project);
    let portal = preview.portal("C-1");
    project.replace("config.yaml", "organization:", "organisation:");
    let list = preview.until_shows("/", "unknown-key");
    assert!(list.body.contains("config.yaml:1:1") && list.body.contains("the last good build"));
    preview.until_says("error[unknown-key]");
    assert!(preview.get(&portal).body.contains("INV-1"));
    project.replace("config.yaml", "organisation:", "organization:");
    project.replace("config.yaml", "Northlight", "Southlight");
    preview.until_shows(&portal, "Southlight");
    assert!(!preview.get("/").body.contains("unknown-key"));
    preview.until_says("everything is mended");
}

#[test]
fn a_template_that_fails_for_one_customer_is_told_on_his_page_in_the_list_and_once_on_the_terminal() {
    let project = project();
    project.run("theme new own").exits(0);
    project.replace("config.yaml", "site:\n", "site:\n  theme: own\n");
    let preview = Preview::start(&project);
    let [first, second] = ["C-1", "C-2"].map(|id| preview.portal(id));
    let home = |more: &str| {
        let text = "{% extends \"default/home.html\" %}{% block content %}{{ super() }}";
        project.write("themes/own/templates/home.html", format!("{text}{more}{{% endblock content %}}"));
    };
    home("<p>Sound</p>");
    preview.until_shows(&second, "<p>Sound</p>");
    preview.until_shows(&first, "<p>Sound</p>");
    let mark = attribute(&preview.get(&second).body, "<script", "data-mark");
    home("<p>New</p>{% if customer.id == \"C-2\" %}{{ customer.nonsense }}{% endif %}");
    preview.until_shows(&first, "<p>New</p>");
    // The page's last good state stays, whoever loads it, and what is wrong is told over it.
    let page = preview.get(&second);
    assert!(page.status == 200 && page.body.contains("<p>Sound</p>") && page.body.contains("INV-2"), "{page:?}");
    let hears = |path: &str| {
        let mut socket = TcpStream::connect(preview.address).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        let host = preview.address;
        write!(socket, "GET /-preview/live?path={path}&mark={mark} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        let mut lines = BufReader::new(socket).lines().map_while(Result::ok);
        let news = lines.find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).unwrap();
        serde_json::from_str::<serde_json::Value>(&news).unwrap()
    };
    let news = hears(&second);
    assert!(news["errors"].to_string().contains("nonsense") && news["changed"] == false, "{news}");
    assert_eq!(hears(&first)["errors"].as_array().unwrap().len(), 0, "the other page is sound");
    let list = preview.get("/").body;
    assert!(list.contains("<h2 id=\"problems\">1 error") && list.contains("nonsense"), "{list}");
    preview.until_says("nonsense");
    // It is mended, and that is said; had it been told twice, that would stand before it.
    home("<p>Mended</p>");
    preview.until_shows(&second, "<p>Mended</p>");
    preview.until("/", |list| !list.body.contains("id=\"problems\""));
    loop {
        let line = preview.said.recv_timeout(PATIENCE).unwrap();
        assert!(!line.starts_with("error["), "{line}");
        if line == "everything is mended" {
            break;
        }
    }
}

#[test]
fn a_page_that_never_could_be_rendered_says_why() {
    let project = project();
    project.run("theme new own").exits(0);
    project.write(
        "themes/own/templates/home.html",
        "{% extends \"default/home.html\" %}{% block content %}{% if customer.id == \"C-2\" %}{{ customer.nonsense }}{% endif %}{% endblock content %}",
    );
    project.replace("config.yaml", "site:\n", "site:\n  theme: own\n");
    let preview = Preview::start(&project);
    let page = preview.get(&preview.portal("C-2"));
    assert!(page.status == 500 && page.body.contains("nonsense"), "{page:?}");
    assert!(preview.get("/").body.contains("1 error"));
}

#[test]
fn a_preview_can_begin_with_a_broken_project() {
    let project = project().file("config.yaml", "organization: {\n");
    let preview = Preview::start(&project);
    assert_eq!(preview.get("/p/any/").status, 503);
    assert!(preview.get("/").body.contains("nothing to show yet"));
    project.write("config.yaml", "organization: { name: Northlight }\nsite: { base_url: https://pay.example.com }\n");
    preview.until_shows("/", "Harbor Bakery");
}

#[test]
fn without_a_secret_the_addresses_say_that_they_are_a_previews() {
    let project = project().without_secret();
    let preview = Preview::start(&project);
    assert!(preview.portal("C-1").starts_with("/p/preview"));
    preview.until_says("begin with `preview`");
    assert!(!project.path(".secrets").exists());
}

#[test]
fn the_list_is_searched_by_name_id_and_invoice_number() {
    let project = project();
    let preview = Preview::start(&project);
    let [first, second] = ["C-1", "C-2"].map(|id| preview.portal(id));
    for (search, path) in [("harbor", &first), ("inv-2", &second), ("SONS", &second), ("second+%26", &second)] {
        let list = preview.get(&format!("/?q={search}")).body;
        assert_eq!(list.matches("<th scope=\"row\">").count(), 1, "{search}");
        assert!(list.contains(path.as_str()), "{search}");
    }
    let nobody = preview.get("/?q=%3Cb%3E");
    assert!(nobody.body.contains("&lt;b&gt;") && !nobody.body.contains("<b>"));
}

#[test]
fn the_list_can_be_held_to_what_is_past_due_or_disputed() {
    let project = project()
        .customer("C-3,Third Ltd")
        .customer("C-4,Fourth Ltd")
        .invoice("INV-3,C-3,2026-03-20,2026-04-20,EUR,10.00")
        .invoice("INV-4,C-4,2026-01-01,2026-01-10,EUR,10.00")
        .file(
            "inbox/decisions.yaml",
            "recorded:\n- { kind: dispute, customer: C-2, invoice: INV-2, day: 2026-02-10, reason: pricing }\n",
        );
    let preview = Preview::start(&project);
    let names = |query: &str| {
        let list = preview.get(query).body;
        let rows = list.split("<th scope=\"row\">").skip(1).filter_map(|row| row.split("<bdi>").nth(1));
        rows.map(|row| row.split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("/").len(), 4);
    assert_eq!(names("/?show=past-due"), ["Fourth Ltd", "Harbor Bakery", "Second &amp; Sons"], "the latest first");
    assert_eq!(names("/?show=disputed"), ["Second &amp; Sons"]);
    assert_eq!(names("/?q=inv-4&show=past-due"), ["Fourth Ltd"]);
    assert_eq!(names("/?q=inv-3&show=past-due"), [""; 0]);
    assert_eq!(names("/?show=whim").len(), 4);
    let list = preview.get("/?q=inv-4&show=past-due").body;
    assert!(
        list.contains("1 customer for “inv-4” with something past due") && list.contains("4 portals of 4 customers")
    );
    assert!(list.contains("href=\"/?q=inv-4&amp;show=disputed\"") || list.contains("href=\"/?q=inv-4&show=disputed\""));
}

#[test]
fn the_sample_portal_has_one_of_everything_and_nothing_of_a_customers() {
    let project = project().config(
        "contact: { email: ar@example.com }\nforms: { endpoint: https://forms.example.com }\n\
         late_fees: { percent_per_month: 2 }\ncustomers: { C-1: { portal: false } }\n",
    );
    let preview = Preview::start(&project);
    let path = preview.sample();
    assert!(path.starts_with("/p/preview"), "though there is a secret");
    let page = preview.get(&path).body;
    for text in [
        "Past due",
        "Partly paid",
        "Disputed on",
        "Promised for",
        "not received",
        "Upcoming invoices",
        "Late fee",
        "Ask for autopay",
        "Balance in EUR",
        "Balance in USD",
        "no invoice has taken yet",
        "Sample Customer North",
        "Sam Sample",
        "that stands in this portal alone",
    ] {
        assert!(page.contains(text), "{text}");
    }
    for foreign in ["Harbor", "Second", "INV-1", "C-1", "C-2"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    let invoice =
        page.split("href=\"").find(|rest| rest.contains("invoices/s-1007")).unwrap().split('"').next().unwrap();
    let invoice = preview.get(invoice).body;
    assert!(invoice.contains("https://pay.example.com/S-1007"));
    let pdf =
        invoice.split("href=\"").find(|rest| rest.starts_with("/d/")).unwrap().split('"').next().unwrap().to_owned();
    assert!(preview.get(&pdf).body.starts_with("%PDF-"));
    let other = preview.get(&preview.portal("C-2")).body;
    assert!(!other.contains("SAMPLE") && !other.contains("S-100"));
    assert!(preview.get("/?q=harbor").body.contains("no portal"));
}

#[test]
fn a_customers_note_is_no_page_of_the_samples() {
    let project = project()
        .config("contact: { email: ar@example.com }\ncustomers: { C-1: { note: pages/notes/c-1.md } }\n")
        .file("content/pages/notes/c-1.md", "Only for Harbor\n")
        .file("content/pages/notes/c-1.fr.md", "Pour Harbor\n")
        .file("content/pages/hours.md", "---\ntitle: Opening hours\n---\nNine to five\n");
    let preview = Preview::start(&project);
    assert!(preview.get(&preview.portal("C-1")).body.contains("Only for Harbor"));
    let sample = preview.sample();
    let home = preview.get(&sample).body;
    assert!(home.contains("Opening hours") && !home.contains("Harbor") && !home.contains("c-1"), "{home}");
    assert_eq!(preview.get(&format!("{sample}c-1/")).status, 404);
}

#[test]
fn a_new_project_without_exports_has_a_sample_portal_to_work_on() {
    let project = Project::empty().without_secret();
    project.run("init .").exits(0);
    let preview = Preview::start(&project);
    let list = preview.get("/").body;
    assert!(list.contains("error["), "{list}");
    assert!(list.contains("there is the sample portal alone"), "{list}");
    let sample = preview.sample();
    assert!(preview.get(&sample).body.contains("S-1003"));
    // Its look is that of config, though there are still no exports.
    let config = project.text("config.yaml");
    let name = config.lines().find_map(|line| line.trim().strip_prefix("name: ")).unwrap().to_owned();
    project.replace("config.yaml", &format!("name: {name}"), "name: \"Southlight\"");
    preview.until_shows(&sample, "Southlight");
    project.write("content/exports/customers.csv", "id,name\nC-1,Harbor Bakery\n");
    project.write("content/exports/invoices.csv", "number,customer_id,issued,due,currency,total\n");
    preview.until_shows("/", "Harbor Bakery");
    preview.until("/", |list| !list.body.contains("error["));
    assert!(preview.get(&sample).body.contains("S-1003"));
}

#[test]
fn the_sample_has_its_address_again_after_a_restart() {
    let project = project();
    let sample = Preview::start(&project).sample();
    assert!(sample.starts_with("/p/preview"));
    assert_eq!(Preview::start(&project).get(&sample).status, 200);
}

#[test]
fn a_form_is_taken_by_the_endpoints_rules_and_shown_by_the_next_render() {
    let project = project();
    let preview = Preview::start(&project);
    let portal = preview.portal("C-1");
    let home = preview.get(&portal).body;
    let invoice = home
        .split("href=\"")
        .find(|rest| rest.contains("/invoices/inv-1"))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let page = preview.get(&invoice).body;
    let (address, ticket) = form(&page, "dispute");
    assert!(page.contains(&format!("action=\"http://{}/f/", preview.address)));
    let good = format!("ticket={ticket}&reason=pricing&name=Ada&website=");
    // In the order of the endpoint: address, method, kind of body, encoding, ticket, origin, fields.
    assert_eq!(preview.get(&address).status, 405);
    assert_eq!(preview.post("/f/whim/x", &good, "").status, 404);
    assert_eq!(preview.post(&address, &good, "Content-Type: application/json\r\n").status, 415);
    assert_eq!(preview.post(&address, &"x".repeat(17_000), "").status, 413);
    assert_eq!(preview.post(&address, &format!("{good}&name=Eve"), "").status, 400);
    assert_eq!(preview.post(&address, &good.replace("ticket=1", "ticket=2"), "").status, 403);
    assert_eq!(preview.post(&address.replace("dispute", "promise"), &good, "").status, 403);
    assert_eq!(preview.post(&address, &good, "Origin: https://evil.example\r\n").status, 403);
    let again = preview.post(&address, &good.replace("pricing", "whim"), "");
    assert_eq!(again.status, 422);
    assert!(again.body.contains("value=\"Ada\"") && again.body.contains("aria-invalid"));
    assert!(!preview.get(&invoice).body.contains("Disputed on"), "nothing was taken so far");

    let taken = preview.post(&address, &good, "Origin: null\r\n");
    assert_eq!(taken.status, 303);
    let acknowledged = preview.get(taken.header("location").unwrap());
    assert!(acknowledged.body.contains("We have received your dispute") && acknowledged.body.contains("PREVIEW-1"));
    assert!(acknowledged.body.contains(&format!("href=\"{portal}\"")));
    assert!(preview.get(&invoice).body.contains("Disputed on"), "the next render shows it");
    let list = preview.get("/").body;
    assert!(list.find("PREVIEW-1").unwrap() < list.find("id=\"customers\"").unwrap(), "above the customers");
    // The look goes through the form.
    let dark = preview.post(&format!("{address}?look=dark"), &good, "");
    assert_eq!(dark.header("location"), taken.header("location").map(|path| format!("{path}?look=dark")).as_deref());
    // The same again is the same; a promise for all that is past due is another thing.
    assert_eq!(preview.post(&address, &good, "").header("location"), taken.header("location"));
    let (address, ticket) = form(&preview.get(&portal).body, "promise");
    let promise = format!("ticket={ticket}&name=Ada&date=2026-04-15&amount=120.00");
    assert_eq!(preview.post(&address, &promise, "").status, 303);
    assert!(preview.get(&portal).body.contains("Promised for Apr 15, 2026"));
    assert_eq!(preview.get("/a/0123").status, 404);
}

#[test]
fn without_an_endpoint_the_forms_stay_emails() {
    let project = project().config("contact: { email: ar@example.com }\n");
    let preview = Preview::start(&project);
    let page = preview.get(&preview.portal("C-1")).body;
    assert!(page.contains("mailto:ar@example.com") && !page.contains("<form"));
}

#[test]
fn a_site_below_a_path_of_its_own_is_served_there() {
    let project = project().file(
        "config.yaml",
        "organization: { name: Northlight }\nsite: { base_url: https://www.example.com/portals }\n",
    );
    let preview = Preview::start(&project);
    let path = preview.portal("C-1");
    assert!(path.starts_with("/portals/p/"));
    let page = preview.get(&path);
    assert_eq!(page.status, 200);
    assert_eq!(preview.get(&attribute(&page.body, "rel=\"stylesheet\"", "href")).status, 200);
    assert_eq!(preview.get("/portals/").status, 200);
    assert_eq!(preview.get(path.trim_start_matches("/portals")).status, 404);
}

#[test]
fn a_page_hears_whether_it_changed() {
    let project = project();
    let preview = Preview::start(&project);
    let portal = preview.portal("C-1");
    let mark = attribute(&preview.get(&portal).body, "<script", "data-mark");
    let mut socket = TcpStream::connect(preview.address).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let host = preview.address;
    write!(socket, "GET /-preview/live?path={portal}&mark={mark} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let lines = BufReader::new(socket).lines().map_while(Result::ok);
    let mut news =
        lines.filter_map(|line| serde_json::from_str::<serde_json::Value>(line.strip_prefix("data: ")?).ok());
    assert_eq!(news.next().unwrap()["changed"], false);
    // One save may be two builds, where the machine is busy; what the page hears is the same.
    let mut hears = |what: &str, wanted: &dyn Fn(&serde_json::Value) -> bool| {
        let heard = news.by_ref().take(4).find(|news| wanted(news));
        assert!(heard.is_some(), "it does not hear {what}");
        heard.unwrap()
    };
    let has_errors = |news: &serde_json::Value| !news["errors"].as_array().unwrap().is_empty();
    project.replace("config.yaml", "organization:", "organisation:");
    let broken = hears("that something is wrong", &has_errors);
    assert!(broken["errors"].to_string().contains("unknown-key"), "{broken}");
    // Another customer's invoice: nothing of this page.
    project.replace("content/exports/invoices.csv", "77.00", "78.00");
    project.replace("config.yaml", "organisation:", "organization:");
    let mended = hears("that it is mended", &|news| !has_errors(news));
    assert_eq!(mended["changed"], false);
    project.replace("content/exports/invoices.csv", "120.00", "121.00");
    hears("that it changed", &|news| news["changed"] == true);
}

#[test]
fn a_port_that_is_taken_says_by_whom_and_what_to_do() {
    let project = project();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let output = project.command(&format!("serve --port {port}")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains(&format!("cannot listen on 127.0.0.1:{port}")) && said.contains("--port 0"), "{said}");
    if cfg!(target_os = "linux") {
        assert!(said.contains(&format!("(process {})", std::process::id())), "{said}");
    }
}

#[test]
fn quietly_it_still_says_where_it_is_reached() {
    let project = project();
    let mut command = project.command("serve --port 0 --quiet");
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    process.kill().unwrap();
    process.wait().unwrap();
    assert!(line.starts_with("http://127.0.0.1:") && line.ends_with("/\n"), "{line:?}");
}

#[test]
#[expect(clippy::print_stdout, reason = "a skipped test says why")]
fn an_interrupt_ends_it_within_a_second() {
    // A shell lets what it starts in the background ignore interrupts, and what that starts does so, too.
    let own = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = own.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    if ignored.is_some_and(|signals| signals & 0b10 != 0) {
        println!("skipped: interrupts are ignored here");
        return;
    }
    let project = project();
    let mut preview = Preview::start(&project);
    // Somebody is listening for news meanwhile.
    let mut socket = TcpStream::connect(preview.address).unwrap();
    let host = preview.address;
    write!(socket, "GET /-preview/live?path=/ HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let start = Instant::now();
    let number = preview.process.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &number]).status().unwrap().success());
    preview.process.wait().unwrap();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn open_starts_the_browser_that_the_environment_names() {
    let project = project();
    let opened = project.path("opened");
    project.write("browser.sh", format!("#!/bin/sh\nprintf %s \"$1\" > {0}.new && mv {0}.new {0}\n", opened.display()));
    let mut mode = std::fs::metadata(project.path("browser.sh")).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0o755);
    std::fs::set_permissions(project.path("browser.sh"), mode).unwrap();
    let browser = project.path("browser.sh").display().to_string();
    let mut command = project.command("serve --port 0 --open");
    // The first that can be started, with its arguments.
    let browsers = format!("/there/is/none -x:{browser} %s --new-window");
    let mut process = command.env("BROWSER", browsers).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while !opened.exists() && start.elapsed() < PATIENCE {
        thread::yield_now();
    }
    process.kill().unwrap();
    process.wait().unwrap();
    assert!(std::fs::read_to_string(opened).unwrap().starts_with("http://127.0.0.1:"));
}
