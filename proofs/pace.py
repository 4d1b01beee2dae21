#!/usr/bin/env python3
"""How many forms the endpoint records a second, and how long one waits, beside what the disk's sync allows.

    proofs/pace.py [CUSTOMERS] [--senders N ...]

Each customer sends one dispute, from an address of his own, by a number of senders at once (1, 8 and 64); every one is a record in the end. First
the disk by itself, in the same folder: 4 KiB appended and `fdatasync`, one after another. With one sender each form costs a sync at least; with more, those that
wait share one. Nothing is asserted of the speed. Measure with a release build, on a disk and not in memory.
"""

import argparse
import json
import os
import struct
import subprocess
import time

from served import Endpoint, Office, example, proof, request


def syncs(folder, seconds=3):
    """Microseconds that an append of 4 KiB and its sync take, sorted."""
    took, until = [], time.monotonic() + seconds
    file = os.open(folder / "appended", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        while time.monotonic() < until:
            start = time.monotonic()
            os.write(file, b"x" * 4096)
            os.fdatasync(file)
            took.append((time.monotonic() - start) * 1e6)
    finally:
        os.close(file)
    return sorted(took)


def disk(folder):
    took = syncs(folder)
    at = lambda share: took[int(len(took) * share)] / 1000
    print(f"the disk: {len(took) / (sum(took) / 1e6):,.0f} syncs a second; p50 {at(0.5):.2f} ms, p99 {at(0.99):.2f} ms")


def main(folder):
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("customers", type=int, nargs="?", default=20_000)
    options.add_argument("--senders", type=int, nargs="*", default=[1, 8, 64])
    options = options.parse_args()
    office = Office(folder / "office", "  trusted_proxies: [127.0.0.1]\n", customers=options.customers)
    forms = [form for form in office.forms() if form.kind == "dispute"]
    assert len(forms) == options.customers, f"{len(forms)} forms"
    print(f"{len(forms):,} customers, on {os.uname().machine} with {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    disk(folder)
    share = len(forms) // len(options.senders)
    for at, senders in enumerate(options.senders):
        endpoint = Endpoint(office, folder / f"machine-{senders}")
        # One sender takes his time: a tenth is enough for him.
        mine = forms[at * share : (at + 1) * share][: share if senders > 1 else max(1, share // 10)]
        messages = []
        for number, form in enumerate(mine):
            body = f"ticket={form.ticket}&name=Ada&reason=pricing&message=Hello".encode()
            address = f"X-Forwarded-For: 10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
            message = request("POST", form.path, body, [address])
            messages.append(struct.pack("<I", len(message)) + message)
        command = [example("salvo"), f"127.0.0.1:{endpoint.port}", str(senders)]
        told = json.loads(subprocess.run(command, input=b"".join(messages), capture_output=True, check=True).stdout)
        assert told["answers"] == {"303": len(mine)}, told["answers"]
        assert endpoint.records() == len(mine), "each is a record"
        assert endpoint.end() == 0
        print(
            f"{senders:>3} at once: {len(mine):,} forms, {len(mine) / told['seconds']:,.0f} a second; "
            f"p50 {told['p50'] / 1000:.1f} ms, p99 {told['p99'] / 1000:.1f} ms, the slowest {told['most'] / 1000:.1f} ms"
        )
    disk(folder)


if __name__ == "__main__":
    proof(main)
