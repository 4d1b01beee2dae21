"""What the proofs that go through the endpoint's socket share: an office that builds, the endpoint's own machine, its forms.

The office has exports and link secret; the machine gets config, manifest and form secret, as docs/forms.md tells. Both are folders
below a temporary one. Python 3.9 and nothing else.
"""

import html
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
# Published with the test vectors; accepted for example.com and its like only.
SECRET = "portal-link-1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8_dtwarkpx"
PULL_SECRET = "a-secret-of-this-proof"


def program():
    """The program to judge: $PORTALSMITH, or the newest that cargo made."""
    if given := os.environ.get("PORTALSMITH"):
        return Path(given).resolve()
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    made = [path for path in (target / "release/portalsmith", target / "debug/portalsmith") if path.exists()]
    if not made:
        skip("there is no program: cargo build --release")
    return max(made, key=lambda path: path.stat().st_mtime)


def example(name):
    """A program from examples/, built for release; or that of $PORTALSMITH_EXAMPLES."""
    if given := os.environ.get("PORTALSMITH_EXAMPLES"):
        return Path(given).resolve() / name
    if not shutil.which("cargo"):
        skip("cargo is not here")
    subprocess.run(["cargo", "build", "--quiet", "--release", "--example", name], cwd=ROOT, check=True)
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release/examples" / name


def skip(why):
    print(f"skipped: {why}")
    sys.exit(0)


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTALSMITH_") and name != "CREDENTIALS_DIRECTORY"}
    return {**kept, **more}


def run(*words, **more):
    done = subprocess.run([program(), *map(str, words)], env=environment(**more), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"portalsmith {' '.join(map(str, words))}: exit {done.returncode}\n{done.stderr[-3000:]}")
    return done.stdout


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Form:
    """A form of a built page: where it is posted to, and its ticket."""

    def __init__(self, path, ticket):
        self.path, self.ticket = path, ticket

    @property
    def kind(self):
        return self.path.split("/")[2]

    @property
    def portal(self):
        return self.path.split("/")[3]


FORM = re.compile(r'action="?https://forms\.example\.com(/f/[a-z]+/[0-9a-z]+)"?.*?name="?ticket"? value="?([^"\s>]+)', re.S)


class Office:
    """A project, built for today with the published test secret."""

    def __init__(self, folder, forms="", customers=None):
        self.folder = Path(folder)
        exports = self.folder / "content/exports"
        exports.mkdir(parents=True)
        (self.folder / "config.yaml").write_text(
            "organization: { name: Northlight, currency: EUR, language: en }\n"
            "site: { base_url: https://pay.example.com }\n"
            "statements: { periods: [], formats: [csv] }\n"
            f"forms:\n  endpoint: https://forms.example.com\n{forms}"
        )
        numbers = range(1, (customers or 1) + 1)
        with open(exports / "customers.csv", "w") as file:
            file.write("id,name,autopay\n" + "".join(f"C-{number},Harbor {number},yes\n" for number in numbers))
        with open(exports / "invoices.csv", "w") as file:
            rows = (f"INV-{number},C-{number},2026-01-05,2026-02-04,EUR,120.50\n" for number in numbers)
            file.write("number,customer_id,issued,due,currency,total\n" + "".join(rows))
        self.build()

    def build(self):
        run("build", "--project", self.folder, PORTALSMITH_LINK_SECRET=SECRET)

    def form_secret(self):
        return run("links", "secret", "--form", "--project", self.folder, PORTALSMITH_LINK_SECRET=SECRET).strip()

    def forms(self):
        """All forms of all portals."""
        pages = sorted((self.folder / "output/p").glob("**/index.html"))
        return [Form(path, html.unescape(ticket)) for page in pages for path, ticket in FORM.findall(page.read_text())]


class Endpoint:
    """`forms serve` at work, on a machine of its own."""

    def __init__(self, office, folder, *words, pulls=False, **more):
        self.folder = Path(folder)
        manifest = self.folder / "output/.portalsmith/forms.json"
        manifest.parent.mkdir(parents=True)
        shutil.copy(office.folder / "config.yaml", self.folder)
        shutil.copy(office.folder / "output/.portalsmith/forms.json", manifest)
        self.secret = office.form_secret()
        command = [program(), "forms", "serve", "--project", self.folder, "--listen", "127.0.0.1:0", *words]
        if pulls:
            self.pull_port = free_port()
            command += ["--pull-listen", f"127.0.0.1:{self.pull_port}"]
        known = {"PORTALSMITH_FORM_SECRET": self.secret, "PORTALSMITH_PULL_SECRET": PULL_SECRET, **more}
        self.process = subprocess.Popen(command, env=environment(**known), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.log = []
        for line in self.process.stderr:
            self.log.append(line)
            if began := re.match(r"Taking forms on 127\.0\.0\.1:(\d+)", line):
                self.port = int(began[1])
                break
        else:
            sys.exit("the endpoint did not begin:\n" + "".join(self.log))
        # A log that nobody reads would fill its pipe.
        threading.Thread(target=self.read_log, daemon=True).start()

    def read_log(self):
        for line in self.process.stderr:
            self.log = [*self.log[-500:], line] if len(self.log) > 1000 else self.log
            self.log.append(line)

    @property
    def store(self):
        return self.folder / "inbox/store.sqlite"

    def records(self):
        """How many submissions are in the store."""
        import sqlite3
        with sqlite3.connect(f"file:{self.store}?mode=ro", uri=True) as store:
            return store.execute("SELECT count(*) FROM submissions").fetchone()[0]

    def post(self, form, more=(), port=None, **fields):
        body = "&".join([f"ticket={form.ticket}", *(f"{name}={quote(value)}" for name, value in fields.items())]).encode()
        return ask(port or self.port, request("POST", form.path, body, more))

    def end(self):
        """Told to end; the exit code."""
        self.process.terminate()
        return self.process.wait(30)


def request(method, path, body=b"", more=()):
    lines = [f"{method} {path} HTTP/1.1", "Host: forms.example.com"]
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join([*lines, *more]) + "\r\n\r\n").encode() + body


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def header(self, name):
        """All values of a header: one that stands twice has two."""
        return [value for known, value in self.headers if known == name.lower()]


def read_answer(file, head_only=False):
    """One answer from a socket's file; None where there is none."""
    line = file.readline()
    if not line:
        return None
    status, headers = int(line.split(b" ")[1]), []
    while (line := file.readline().strip()):
        name, _, value = line.decode("latin-1").partition(":")
        headers.append((name.lower(), value.strip()))
    length = next((int(value) for name, value in headers if name == "content-length"), 0)
    return Answer(status, headers, b"" if head_only else file.read(length))


def ask(port, message, patience=30, wrap=None):
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as sock:
        sock = wrap(sock) if wrap else sock
        sock.sendall(message)
        return read_answer(sock.makefile("rb"), message.startswith(b"HEAD "))


def proof(main):
    """Runs a proof in a temporary folder that is gone afterwards; exits 1 where it fails."""
    folder = Path(tempfile.mkdtemp(prefix="proof-"))
    try:
        start = time.monotonic()
        main(folder)
        print(f"PASS in {time.monotonic() - start:.0f} s, with {program()}")
    except AssertionError as error:
        print(f"FAIL: {error}")
        sys.exit(1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
