#!/usr/bin/env python3
"""The configurations in packaging/ at work: nginx and Caddy before a real endpoint and a real build, asked from outside.

    proofs/proxies.py

Names, ports and folders are replaced, and nothing else. Through each: a form that is recorded once, the headers of docs/hosting.md
and docs/forms.md on every kind of answer and none of them twice, forged addresses and large bodies, the proxy's own answers while the
endpoint is gone, and a log without a single path. The endpoint by itself comes first. Needs nginx, caddy and openssl.
"""

import shutil
import ssl
import subprocess
import time
from pathlib import Path

from served import ROOT, Endpoint, Office, ask, free_port, proof, request, skip

EVERYWHERE = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow, noarchive, nosnippet, noimageindex",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
PRIVATE, FOREVER = "private, no-store", "public, max-age=31536000, immutable"
PAGE = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self' https://forms.example.com; "
    "base-uri 'none'; upgrade-insecure-requests; frame-ancestors 'none'"
)
REPLY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
DOCUMENT = "default-src 'none'; sandbox; frame-ancestors 'none'"
# What is no page: a redirect, a line of text, a style sheet.
BARE = "default-src 'none'; frame-ancestors 'none'"
# What a proxy says in the endpoint's place.
OWN = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
NOTHING = "default-src 'none'"

judged = 0


def judge(what, answer, status, policy, cache=PRIVATE, **more):
    """Holds an answer to its row of the table: every header there, once, and with its value."""
    global judged
    assert answer is not None and answer.status == status, f"{what}: {answer and answer.status}, not {status}"
    wanted = {**EVERYWHERE, "content-security-policy": policy, "cache-control": cache}
    wanted.update({name.replace("_", "-"): value for name, value in more.items()})
    for name, value in wanted.items():
        assert answer.header(name) == [value], f"{what}: {name}: {answer.header(name)}, not {value!r}"
        judged += 1
    for name in ["set-cookie", "x-powered-by", "via"] + ([] if "content_disposition" in more else ["content-disposition"]):
        assert not answer.header(name), f"{what}: {name}: {answer.header(name)}"
    assert not any(character.isdigit() for value in answer.header("server") for character in value), answer.header("server")
    return answer


def judge_forms(send, office, endpoint, form, kept):
    """The endpoint's answers, as they arrive here."""
    body = f"ticket={form.ticket}&name=Ada&reason=pricing&message=Hello".encode()
    recorded = judge("303", send(request("POST", form.path, body)), 303, BARE)
    assert endpoint.records() == kept + 1, "recorded, once"
    (place,) = recorded.header("location")
    assert place.startswith("/a/"), place
    page = judge("acknowledgement", send(request("GET", place)), 200, REPLY)
    assert b"We have received your dispute" in page.body
    (again,) = send(request("POST", form.path, body)).header("location")
    assert again == place and endpoint.records() == kept + 1, "the same again is the same"
    sheet = page.body.decode().split('rel="stylesheet" href="')[1].split('"')[0]
    judge("style sheet", send(request("GET", sheet)), 200, BARE, FOREVER)
    judge("404", send(request("GET", "/nothing")), 404, REPLY)
    judge("405", send(request("GET", form.path)), 405, REPLY, allow="POST")
    judge("422", send(request("POST", form.path, f"ticket={form.ticket}&name=Ada".encode())), 422, REPLY)
    judge("400", send(request("POST", form.path, body + b"&message=%zz")), 400, REPLY)
    judge("403", send(request("POST", form.path, b"name=Ada")), 403, REPLY)
    judge("403 from elsewhere", send(request("POST", form.path, body, ["Origin: https://evil.example"])), 403, REPLY)
    media = b"Content-Type: application/x-www-form-urlencoded"
    judge("415", send(request("POST", form.path, body).replace(media, b"Content-Type: text/plain")), 415, REPLY)
    judge("healthz", send(request("GET", "/healthz")), 200, BARE)
    head = judge("HEAD", send(request("HEAD", "/nothing")), 404, REPLY)
    assert head.body == b""
    assert send(request("GET", "/robots.txt")).status == 200
    assert endpoint.records() == kept + 1, "and nothing else was recorded"


def judge_portals(send, site):
    """The files, as hosts must serve them."""
    some = lambda pattern: "/" + str(next(site.glob(pattern)).relative_to(site))
    judge("/", send(request("GET", "/")), 200, PAGE)
    home = some("p/*/index.html")
    judge("portal", send(request("GET", home.removesuffix("index.html"))), 200, PAGE)
    document = some("d/*/*")
    judge("document", send(request("GET", document)), 200, DOCUMENT, content_disposition="attachment")
    judge("asset", send(request("GET", some("assets/*.css"))), 200, NOTHING, FOREVER)
    own = (site / "404.html").read_bytes()
    for path in ["/p/", "/p/none/", "/.portalsmith/manifest", "/.portalsmith/forms.json", "/_headers", "/.git/config", "/p/%2e%2e/"]:
        answer = judge(path, send(request("GET", path)), 404, PAGE)
        assert answer.body == own, f"{path}: not our page"
    for path in ["/d/none/x.pdf", "/assets/none.css"]:
        answer = send(request("GET", path))
        assert answer.status == 404 and answer.body == own, path
        for name, value in EVERYWHERE.items():
            assert answer.header(name) == [value], f"{path}: {name}: {answer.header(name)}"
    return [home.split("/")[2], document.split("/")[2]]


class Proxy:
    """nginx or Caddy with its file from packaging/, on high ports."""

    def __init__(self, name, folder, office, endpoint):
        self.name, self.folder = name, folder / name
        self.folder.mkdir()
        self.port, plain = free_port(), free_port()
        cert, key = self.folder / "cert.pem", self.folder / "key.pem"
        names = "subjectAltName=DNS:pay.example.com,DNS:forms.example.com"
        words = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=proof -addext".split()
        subprocess.run([*words, names, "-keyout", key, "-out", cert], check=True, capture_output=True)
        # As an upload does it: without what is private.
        self.site = self.folder / "site"
        shutil.copytree(office.folder / "output", self.site)
        logs = self.folder / "logs"
        logs.mkdir()
        # Unprivileged processes of a proxy read here.
        for path in [folder, self.folder, *self.folder.rglob("*")]:
            path.chmod(path.stat().st_mode | 0o055 | (0o044 if path.is_file() else 0))
        self.text = (ROOT / "packaging" / {"nginx": "nginx.conf", "caddy": "Caddyfile"}[name]).read_text()
        self.put("/srv/portals", self.site)
        self.put("127.0.0.1:8787", f"127.0.0.1:{endpoint.port}")
        command = getattr(self, name)(plain, cert, key, logs)
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=open(logs / "said", "w"), cwd=self.folder)
        context = ssl.create_default_context(cafile=cert)
        self.wrap = {host: lambda sock, host=host: context.wrap_socket(sock, server_hostname=host) for host in ["pay.example.com", "forms.example.com"]}
        self.logs = logs
        for _ in range(200):
            try:
                self.forms(request("GET", "/healthz"))
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"{name} did not begin: {(logs / 'said').read_text()[-2000:]}")

    def put(self, old, new):
        assert old in self.text, f"{old} is not in the configuration"
        self.text = self.text.replace(old, str(new))

    def nginx(self, plain, cert, key, logs):
        for name in ["pay", "forms"]:
            self.put(f"/etc/ssl/portalsmith/{name}.pem", cert)
            self.put(f"/etc/ssl/portalsmith/{name}.key", key)
        self.put("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl")
        self.put("    listen [::]:443 ssl http2;\n", "")
        self.put("listen 80;", f"listen 127.0.0.1:{plain};")
        self.put("    listen [::]:80;\n", "")
        self.put("/var/log/nginx", logs)
        (self.folder / "portalsmith.conf").write_text(self.text)
        temporary = "".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        main = self.folder / "nginx.conf"
        main.write_text(
            f"daemon off; pid {self.folder}/pid; error_log {logs}/error info; events {{ }} http {{ "
            f"include /etc/nginx/mime.types; access_log off; {temporary} include {self.folder}/portalsmith.conf; }}"
        )
        return ["nginx", "-p", self.folder, "-e", logs / "error", "-c", main]

    def caddy(self, plain, cert, key, logs):
        for name in ["pay", "forms"]:
            self.put(f"\n{name}.example.com {{", f"\nhttps://{name}.example.com:{self.port} {{\n\tbind 127.0.0.1\n\ttls {cert} {key}")
        self.text = self.text.replace("{\n", f"{{\n\tadmin off\n\tauto_https disable_redirects\n\thttp_port {plain}\n", 1)
        (self.folder / "Caddyfile").write_text(self.text)
        return ["env", f"HOME={self.folder}", "caddy", "run", "--config", self.folder / "Caddyfile", "--adapter", "caddyfile"]

    def forms(self, message):
        return ask(self.port, message, wrap=self.wrap["forms.example.com"])

    def portals(self, message):
        return ask(self.port, message.replace(b"Host: forms.", b"Host: pay."), wrap=self.wrap["pay.example.com"])

    def logged(self):
        return "".join(path.read_text() for path in self.logs.iterdir())

    def end(self):
        self.process.terminate()
        self.process.wait(30)


def judge_proxy(name, folder):
    office = Office(folder / f"office-{name}", "  trusted_proxies: [127.0.0.1]\n", customers=2)
    document = office.folder / "content/documents/shared/terms.txt"
    document.parent.mkdir(parents=True)
    document.write_text("Terms\n")
    (office.folder / "config.yaml").open("a").write("documents: [ { file: documents/shared/terms.txt, title: Terms } ]\n")
    office.build()
    endpoint = Endpoint(office, folder / f"machine-{name}")
    form, other = [form for form in office.forms() if form.kind == "dispute"][:2]
    proxy = Proxy(name, folder, office, endpoint)
    try:
        keys = judge_portals(proxy.portals, proxy.site)
        judge_forms(proxy.forms, office, endpoint, form, 0)
        judge("readyz is not for everybody", proxy.forms(request("GET", "/readyz")), 404, OWN)

        # Who lies about where he is counts as where he is: the 21st bad ticket a minute is one too many.
        time.sleep(2)
        bad = request("POST", form.path, b"ticket=x", ["X-Forwarded-For: 203.0.113.%d"])
        answers = [proxy.forms(bad.replace(b"%d", str(number).encode())).status for number in range(25)]
        assert answers[-1] == 429 and answers.count(403) >= 15, answers
        assert not any("203.0.113" in line for line in endpoint.log), "the client's word counts for nothing"
        assert any("from=127.0.0.0/24" in line for line in endpoint.log)

        time.sleep(6)
        large = proxy.forms(request("POST", form.path, b"ticket=" + b"a" * 17 * 1024))
        assert large is not None and large.status == 413, large and large.status
        for header, value in EVERYWHERE.items():
            assert large.header(header) == [value], f"413: {header}: {large.header(header)}"
        chunked = request("POST", other.path).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
        body = f"ticket={other.ticket}&name=Ada&reason=pricing".encode()
        pieces = proxy.forms(chunked + f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n").status
        both = request("POST", other.path, body, ["Transfer-Encoding: chunked"])
        smuggled = proxy.forms(both)
        assert endpoint.records() <= 2, "a form in pieces is one form at the most"
        print(f"{name}: a form in pieces: {pieces}; with a length as well: {smuggled and smuggled.status}")
        endpoint.end()
        gone = proxy.forms(request("POST", form.path, b"ticket=x"))
        judge("while the endpoint is gone", gone, 502, OWN)
        told = proxy.logged()
        assert told.count("303") and told.count("502"), f"{name} keeps no log: {told[-500:]}"
        for secret in [*keys, form.path, form.portal, form.ticket, "/a/a-", "Ada"]:
            assert secret not in told, f"{secret} in the log: {told[max(0, told.find(secret) - 300):][:600]}"
        assert not any(key in line for key in keys for line in endpoint.log)
        (folder / f"{name}.log").write_text(told)
    finally:
        endpoint.process.kill()
        proxy.end()


def main(folder):
    office = Office(folder / "office")
    endpoint = Endpoint(office, folder / "machine")
    try:
        form = next(form for form in office.forms() if form.kind == "dispute")
        judge_forms(lambda message: ask(endpoint.port, message), office, endpoint, form, 0)
    finally:
        endpoint.end()
    for name in ["nginx", "caddy"]:
        judge_proxy(name, folder)
    print(f"{judged} headers as the table has them, each once: by itself, behind nginx, behind Caddy")


if __name__ == "__main__":
    for tool in ["nginx", "caddy", "openssl"]:
        shutil.which(tool) or skip(f"{tool} is not here")
    proof(main)
