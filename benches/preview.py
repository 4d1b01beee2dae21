#!/usr/bin/env python3
"""How long it takes from a save to the fresh page, in `portalsmith serve`.

    benches/preview.py [N] [--rounds R] [--work DIR]

N customers (1,000 if not given) with some ten invoices each are made by examples/speed.rs. A page is open that listens for news,
as a browser's does; a file is saved, and the time is taken until the news has come and what it names was fetched: the style
sheet, or the page itself. Best and median of R rounds (7 if not given). Nothing is asserted. Needs Python 3.9 and nothing else.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from speed import ROOT, SECRET, change_one_invoice  # noqa: E402


class Preview:
    def __init__(self, program, project):
        environment = {**os.environ, "PORTALSMITH_LINK_SECRET": SECRET}
        start = time.monotonic()
        command = [program, "serve", "--port", "0", "--project", project]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, text=True)
        for line in self.process.stderr:
            if found := re.search(r"http://(127\.0\.0\.1:\d+)/", line):
                break
        else:
            sys.exit("the preview did not start")
        self.host = found[1]
        self.started = time.monotonic() - start

    def get(self, path):
        connection = http.client.HTTPConnection(self.host, timeout=120)
        connection.request("GET", path)
        return connection.getresponse().read().decode()

    def listen(self, path):
        """The stream of news for a page that is loaded now, past its first news."""
        mark = re.search(r'data-mark="(\w+)"', self.get(path))[1]
        connection = http.client.HTTPConnection(self.host, timeout=120)
        connection.request("GET", "/-preview/live?" + urllib.parse.urlencode({"path": path, "mark": mark}))
        stream = connection.getresponse()
        return stream, self.style(self.news(stream))

    @staticmethod
    def style(news):
        return next(asset for asset in news["assets"] if "/style." in asset)

    @staticmethod
    def news(stream):
        while True:
            line = stream.readline()
            if line.startswith(b"data: "):
                return json.loads(line[6:])


def save(path, text):
    """As editors do: beside the file, and renamed."""
    beside = path.with_name(path.name + "~")
    beside.write_text(text)
    beside.rename(path)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("customers", type=int, nargs="?", default=1_000)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--work", type=Path, help="a folder for the project (default: a temporary one)")
    arguments = arguments.parse_args()

    subprocess.run(["cargo", "build", "--release", "--bin", "portalsmith", "--example", "speed"], cwd=ROOT, check=True)
    programs = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    if arguments.work:
        arguments.work.mkdir(parents=True, exist_ok=True)
    project = Path(tempfile.mkdtemp(prefix="preview-", dir=arguments.work))
    preview = None
    try:
        made = [programs / "examples/speed", str(arguments.customers), project]
        print(subprocess.run(made, check=True, capture_output=True, text=True).stdout.strip())
        shutil.copytree(ROOT / "themes/default", project / "themes/default")
        preview = Preview(programs / "portalsmith", project)
        print(f"ready after {preview.started:.2f} s\n")
        config, css = project / "config.yaml", project / "themes/default/assets/style.css"
        template = project / "themes/default/templates/partials/balance.html"
        invoices = project / "content/exports/invoices.csv"
        # The customer whose invoice is changed, and whose page is open.
        lines = invoices.read_text().split("\n")
        row = next(line for line in lines[len(lines) // 2 :] if '"' not in line and line.startswith("INV-"))
        customer = row.split(",")[lines[0].split(",").index("Customer No")]
        page = preview.get("/?q=" + urllib.parse.quote(customer))
        path = re.search(r'<th scope="row"><a href="(/p/[^"]+)"', page)[1]

        def color(number):
            text = re.sub(r"\nwhite_label:.*", "", config.read_text())
            save(config, f'{text.rstrip()}\nwhite_label: {{ primary_color: "#{number + 16:02x}5fff" }}\n')

        changes = [
            ("a style sheet", lambda number: save(css, css.read_text() + f"\n.round-{number} {{ color: red }}\n")),
            ("a color in config.yaml", color),
            ("a template", lambda number: save(template, f"{template.read_text()}<p>Round {number}</p>\n")),
            ("one invoice", lambda number: change_one_invoice(project)),
        ]
        print(f"{'from the save of':28}{'best s':>9}{'median s':>10}")
        for what, change in changes:
            times = []
            for number in range(arguments.rounds):
                stream, style = preview.listen(path)
                time.sleep(0.2)
                change(number)
                # The save is done now: what it took to write the file is not ours.
                start = time.monotonic()
                # News of anything else are not ours.
                while not (news := preview.news(stream))["changed"] and preview.style(news) == style:
                    pass
                preview.get(path if news["changed"] else preview.style(news))
                times.append(time.monotonic() - start)
                stream.close()
            print(f"{what:28}{min(times):9.3f}{statistics.median(times):10.3f}")
    finally:
        if preview:
            preview.process.terminate()
        shutil.rmtree(project, ignore_errors=True)


if __name__ == "__main__":
    main()
