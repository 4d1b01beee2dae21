#!/usr/bin/env python3
"""How long a build takes, and how much memory: all of it, nothing changed, one invoice changed, the next day.

    benches/speed.py [N] [--single-page] [--keep] [--work DIR]

N customers (10,000 if not given) with some ten invoices each are made by examples/speed.rs. Each run is a process of its own;
CPU seconds (user + system), wall seconds and the peak of its memory are the kernel's. On a machine with other work trust CPU.
`balances` reads the exports and builds the ledger: what the builds after small changes are to be compared with.
Nothing is asserted. Needs Python 3.9 on Linux or macOS, and nothing else.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Published with the test vectors; accepted for example.com and its like only.
SECRET = "portal-link-1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8_dtwarkpx"
NEXT_DAY = "2026-07-01"


def measured(command):
    """Runs a command: (CPU seconds, wall seconds, peak memory in MB)."""
    environment = {**os.environ, "PORTALSMITH_LINK_SECRET": SECRET}
    start = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    # Read before waiting, so that a command with much to say does not wait for us.
    said = process.stderr.read().decode(errors="replace")
    _, outcome, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(outcome)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {process.returncode}\n{said[-2000:]}")
    per_megabyte = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / per_megabyte


def change_one_invoice(project):
    """Adds 100 to the amount of one invoice in the middle of the export, which is written beside the old one and renamed."""
    path = project / "content/exports/invoices.csv"
    lines = path.read_bytes().split(b"\n")
    amount = lines[0].split(b",").index(b"Amount")
    # A row without quotes can be split at its commas.
    row = next(at for at in range(len(lines) // 2, len(lines)) if b'"' not in lines[at] and lines[at].startswith(b"INV-"))
    fields = lines[row].split(b",")
    whole, point, decimals = fields[amount].partition(b".")
    fields[amount] = str(int(whole) + 100).encode() + point + decimals
    lines[row] = b",".join(fields)
    beside = path.with_name(path.name + "~")
    beside.write_bytes(b"\n".join(lines))
    beside.rename(path)


def size_of(folder):
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("customers", type=int, nargs="?", default=10_000)
    arguments.add_argument("--single-page", action="store_true", help="one page a portal: no invoice pages, no statements")
    arguments.add_argument("--keep", action="store_true", help="keep the project and its output")
    arguments.add_argument("--work", type=Path, help="a folder for the project (default: a temporary one)")
    arguments = arguments.parse_args()

    subprocess.run(["cargo", "build", "--release", "--bin", "portalsmith", "--example", "speed"], cwd=ROOT, check=True)
    programs = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    portalsmith, speed = programs / "portalsmith", programs / "examples/speed"

    if arguments.work:
        arguments.work.mkdir(parents=True, exist_ok=True)
    project = Path(tempfile.mkdtemp(prefix="speed-", dir=arguments.work))
    try:
        single = ["--single-page"] if arguments.single_page else []
        made = subprocess.run([speed, str(arguments.customers), project, *single], check=True, capture_output=True, text=True)
        exports = size_of(project / "content/exports")[1]
        print(f"{made.stdout.strip()}; {exports / 1e6:.1f} MB of exports\n")

        build = [portalsmith, "build", "--project", project]
        rows = [
            ("plain read of the exports", measured([speed, "--read", project])),
            ("balances (read, ledger)", measured([portalsmith, "balances", "--project", project, "--format", "json"])),
            ("build, all", measured(build)),
        ]
        files, size = size_of(project / "output")
        rows.append(("build, nothing changed", measured(build)))
        change_one_invoice(project)
        rows.append(("build, one invoice changed", measured(build)))
        rows.append(("build, the next day", measured([*build, "--as-of", NEXT_DAY])))

        print(f"{'':28}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'× read':>9}{'× balances':>12}")
        read, ledger = rows[0][1][0], rows[1][1][0]
        for what, (cpu, wall, peak) in rows:
            print(f"{what:28}{cpu:9.2f}{wall:9.2f}{peak:9.0f}{cpu / max(read, 0.001):9.1f}{cpu / max(ledger, 0.001):12.2f}")
        print(f"\noutput: {files:,} files, {size / 1e6:.1f} MB")
    finally:
        if arguments.keep:
            print(f"kept: {project}")
        else:
            shutil.rmtree(project, ignore_errors=True)


if __name__ == "__main__":
    main()
