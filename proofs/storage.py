#!/usr/bin/env python3
"""What was acknowledged is kept: proofs of the store in a file, each with its figure.

    proofs/storage.py [PROOF …] [--cycles N] [--seed N] [--writer PROGRAM]

kill    the writer is killed (-9) again and again while clients file: nothing acknowledged is lost, nothing is there twice
power   the same, and of what was written since the last sync a part is lost at random; the control without syncs must lose
faults  each call on the store's files fails once, or from there on: nothing is acknowledged that is not there
full    a disk of 4 MiB fills up (needs root): nothing was recorded, says the store, and goes on when there is room
synced  between what is written and what is said lies a sync

Needs Python 3.9 and `cargo build --example store`; power, faults and synced a C compiler. The writer is a program that takes
orders as examples/store.rs does. Files lie in $TMPDIR, best on a disk for `kill`; what a power cut leaves is kept in /dev/shm.
"""

import argparse
import errno
import json
import os
import random
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
# A new store after so many cycles, so that opening it stays quick.
FRESH = 50


class Writer:
    """The program under test, with its store in `folder`; `said` is what it said so far, line by line."""

    def __init__(self, program, folder, clients=1, env=None):
        self.said = []
        self.program = subprocess.Popen(
            [program, f"sqlite:{folder}/store.sqlite", str(clients)], env={**os.environ, **(env or {})},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.listener = threading.Thread(target=self.listen)
        self.listener.start()

    def listen(self):
        for line in self.program.stdout:
            self.said.append(line.rstrip("\n"))

    def order(self, lines):
        try:
            self.program.stdin.write("".join(line + "\n" for line in lines))
            self.program.stdin.flush()
        except BrokenPipeError:
            pass

    def wait_for(self, enough, patience=60):
        end = time.monotonic() + patience
        while not enough(self.said) and self.program.poll() is None:
            if time.monotonic() > end:
                self.kill()
                sys.exit(f"the writer said no more than {self.said[-3:]}")
            time.sleep(0.0005)

    def kill(self):
        self.program.send_signal(signal.SIGKILL)
        return self.done()

    def done(self):
        """Waits for its end; what it said on stderr."""
        try:
            self.program.stdin.close()
        except BrokenPipeError:
            pass
        self.listener.join()
        grumbled = self.program.stderr.read()
        self.program.wait()
        return grumbled

    def acknowledged(self):
        words = [line.split() for line in self.said]
        return {int(word[1]) for word in words if word[0] in ("recorded", "same")}

    def failed(self, *harms):
        return [line for line in self.said if line.split()[0] in harms]


def opened(options, folder):
    """Opens the store as the program does and closes it in good order; why it cannot, if so."""
    writer = Writer(options.writer, folder)
    grumbled = writer.done()
    return None if writer.said == ["open"] else f"{writer.said} {grumbled}"


def kept(folder, letters=True):
    """Number → how often it is there, as SQLite's own library reads the file. Each must have its two letters."""
    store, there = sqlite3.connect(f"{folder}/store.sqlite"), {}
    if store.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise ValueError("damaged")
    waiting = dict(store.execute("SELECT submission, count(*) FROM outbox GROUP BY 1"))
    for identity, record in store.execute("SELECT id, record FROM submissions"):
        number = int(json.loads(record)["invoice_number"].removeprefix("INV-"))
        there[number] = there.get(number, 0) + 1
        if letters and waiting.get(identity) != 2:
            raise ValueError(f"{number} has {waiting.get(identity)} letters")
    store.close()
    return there


class Ledger:
    """What clients were told over all cycles, and what was wrong with what was kept."""

    def __init__(self):
        self.acknowledged, self.unanswered = set(), []
        self.total = self.lost = self.double = self.refused = 0
        self.next = 1

    def fresh(self):
        """A new store: what was told of the old one is judged."""
        self.acknowledged, self.unanswered = set(), []

    def batch(self, count):
        """So many new numbers, behind those that had no answer: they are sent again, as a person would."""
        self.unanswered += range(self.next, self.next + count)
        self.next += count
        return list(self.unanswered)

    def told(self, acknowledged):
        self.total += len(acknowledged - self.acknowledged)
        self.acknowledged |= acknowledged
        self.unanswered = [number for number in self.unanswered if number not in acknowledged]

    def judge(self, there):
        lost = {number for number in self.acknowledged if number not in there}
        self.lost += len(lost)
        self.acknowledged -= lost
        self.double += sum(times > 1 for times in there.values())

    def figure(self, what, cycles, began):
        return (f"{what}: {cycles:,} cycles, {self.total:,} acknowledged, {self.lost:,} lost, {self.double:,} double, "
                f"{self.refused:,} stores that did not open, {time.monotonic() - began:.0f} s")


def orders(numbers, chance):
    """The numbers in commits of one to five."""
    while numbers:
        size = chance.choice((1, 1, 1, 2, 5))
        yield "file " + " ".join(map(str, numbers[:size]))
        numbers = numbers[size:]


def cycle(options, folder, ledger, chance, env=None):
    """Clients file until the writer is killed at some moment: while it opens the store, or after some answers."""
    writer = Writer(options.writer, folder, clients=3, env=env)
    numbers = ledger.batch(chance.randrange(40, 400))
    writer.order(orders(numbers, chance))
    if chance.random() < 0.15:
        time.sleep(chance.random() * 0.03)
    else:
        answers = chance.randrange(1, 150)
        writer.wait_for(lambda said: len(said) >= min(answers, len(numbers)))
        time.sleep(chance.random() * 0.003)
    grumbled = writer.kill()
    if grumbled or writer.failed("none", "unknown", "fatal"):
        sys.exit(f"the writer failed: {grumbled} {writer.failed('none', 'unknown', 'fatal')}")
    ledger.told(writer.acknowledged())


def kill(options):
    ledger, chance, began = Ledger(), random.Random(options.seed), time.monotonic()
    for number in range(options.cycles):
        if number % FRESH == 0:
            folder = new_folder(options.work, "kill")
            ledger.fresh()
        cycle(options, folder, ledger, chance)
        if refused := opened(options, folder):
            sys.exit(f"cycle {number}: {refused}")
        ledger.judge(kept(folder))
    return ledger.figure("kill -9", options.cycles, began), ledger.lost + ledger.double == 0


def pending(path):
    """What was written and not synced: ('w', offset, bytes) and ('t', size, nothing)."""
    data, at = path.read_bytes() if path.exists() else b"", 0
    while at < len(data):
        where = struct.unpack_from("=q", data, at + 1)[0]
        if data[at:at + 1] == b"t":
            yield "t", where, b""
            at += 9
        else:
            length = struct.unpack_from("=q", data, at + 9)[0]
            yield "w", where, data[at + 17:at + 17 + length]
            at += 17 + length


def after_power_cut(shadow, folder, chance):
    """Puts into `folder` what a disk may hold: all that was synced, and of the rest nothing, all, or some sectors."""
    new_folder(folder.parent, folder.name)
    share = chance.choice((0, 0, 1, chance.random()))
    for name in sorted({path.name.rsplit(".", 1)[0] for path in shadow.iterdir()}):
        if name.endswith("-shm"):
            # The log's index, which is made anew: whatever lies there after a cut must not matter.
            if chance.random() < 0.3:
                (folder / name).write_bytes(chance.randbytes(32768))
            continue
        durable, born, ghost, rest = (shadow / f"{name}.{ending}" for ending in ("durable", "born", "ghost", "pending"))
        if not (durable.exists() or born.exists() or rest.exists()):
            # Removed, and the folder not synced: it may be there again.
            if ghost.exists() and chance.random() >= share:
                shutil.copy(ghost, folder / name)
            continue
        if born.exists() and chance.random() >= share:
            continue
        content = bytearray(durable.read_bytes() if durable.exists() else b"")
        for kind, where, data in pending(rest):
            if kind == "t" and chance.random() < share:
                content[where:] = bytes(max(0, where - len(content)))
            # A sector of 512 bytes is written as a whole, or not at all.
            for begin, end in sectors(where, where + len(data)):
                if chance.random() < share:
                    content.extend(bytes(max(0, end - len(content))))
                    content[begin:end] = data[begin - where:end - where]
        (folder / name).write_bytes(content)
    # This is the disk that the next cycle begins with.
    new_folder(shadow.parent, shadow.name)
    for path in folder.iterdir():
        shutil.copy(path, shadow / f"{path.name}.durable")


def sectors(begin, end):
    while begin < end:
        stop = min(end, (begin // 512 + 1) * 512)
        yield begin, stop
        begin = stop


def power(options):
    shim = made_shim(options)
    if not shim:
        return "power cut: skipped, there is no C compiler (cc)", True
    synced_text, synced = power_cuts(options, shim, "yes", options.cycles)
    control_text, control = power_cuts(options, shim, "no", max(20, options.cycles // 20))
    holds = synced.lost + synced.double + synced.refused == 0 and control.lost > 0
    return f"{synced_text}\n{control_text}", holds


def power_cuts(options, shim, syncs, cycles):
    ledger, chance, began = Ledger(), random.Random(options.seed + 1), time.monotonic()
    is_fresh = False
    for number in range(cycles):
        if number % FRESH == 0 or not is_fresh:
            folder, shadow = new_folder(options.memory, "power"), new_folder(options.memory, "shadow")
            ledger.fresh()
            is_fresh = True
        env = {"LD_PRELOAD": str(shim), "CUT_FOLDER": str(folder), "CUT_SHADOW": str(shadow), "CUT_SYNC": syncs}
        cycle(options, folder, ledger, chance, env)
        after_power_cut(shadow, folder, chance)
        # A copy is opened, since the next cycle begins with what the disk held.
        copy = new_folder(options.memory, "copy")
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        try:
            if refused := opened(options, copy):
                raise ValueError(refused)
            ledger.judge(kept(copy))
        except (ValueError, sqlite3.Error) as error:
            if syncs == "yes":
                print(f"cycle {number}: {error}", file=sys.stderr)
            ledger.refused += 1
            ledger.lost += len(ledger.acknowledged)
            is_fresh = False
    what = "power cut" if syncs == "yes" else "power cut, control without syncs"
    return ledger.figure(what, cycles, began), ledger


# One of everything: an empty folder, commits, letters, enough that the log is put into the file, an end in good order.
SCRIPT = ["file 1", "file 2 3", "letters", *("file " + " ".join(str(n) for n in range(start, start + 50)) for start in range(10, 2010, 50)),
          "file 3000", "all"]
FAULTS = [("write", errno.EIO), ("write", errno.ENOSPC), ("sync", errno.EIO), ("sync", errno.ENOSPC), ("truncate", errno.EIO), ("open", errno.EIO),
          ("open", errno.EMFILE), ("unlink", errno.EIO), ("read", errno.EIO), ("map", errno.EIO), ("map", errno.ENOMEM)]


def faults(options):
    shim = made_shim(options)
    if not shim:
        return "faults: skipped, there is no C compiler (cc)", True
    began, runs, broken, harmless, figures = time.monotonic(), 0, 0, 0, []
    for kind, error in FAULTS:
        if options.kind not in (None, kind):
            continue
        places = []
        for on in ("", "+"):
            number, reached = 1, 0
            while (found := one_fault(options, shim, f"{kind}:{number}{on}:{error}")) is not None:
                reached += 1
                harmless += found == "harmless"
                if found not in ("told", "harmless"):
                    broken += 1
                    print(f"{kind} {number}{on} {errno.errorcode[error]}: {found}", file=sys.stderr)
                # Most writes and reads are alike: each of the first, and then some.
                number += 1 if number < options.dense else options.stride
            runs += reached
            places.append(str(reached))
        figures.append(f"{kind} {errno.errorcode[error]} {' and '.join(places)}")
    return (f"faults: {runs:,} runs, in each a call that fails once, or all from there on ({', '.join(figures)}), {broken} broken "
            f"promises, {harmless} that nobody had to be told of, {time.monotonic() - began:.0f} s"), broken == 0


def one_fault(options, shim, fault):
    """One run: `told`, `harmless`, or what promise was broken; None where no call was left to fail."""
    folder, log = new_folder(options.memory, "faults"), Path(options.memory) / "faults.log"
    log.write_text("")
    env = {"LD_PRELOAD": str(shim), "CUT_FOLDER": str(folder), "CUT_FAIL": fault, "CUT_LOG": str(log)}
    writer = Writer(options.writer, folder, env=env)
    writer.order(SCRIPT)
    grumbled, calls = writer.done(), log.read_text().splitlines()
    failing = [place for place, line in enumerate(calls) if line.endswith("FAILS")]
    if not failing:
        return None
    if grumbled:
        return f"it panicked: {grumbled[:300]}"
    if refused := opened(options, folder):
        return f"it does not open again: {refused}"
    there, acknowledged = kept(folder, letters=False), writer.acknowledged()
    if missing := [number for number in acknowledged if there.get(number) != 1]:
        return f"acknowledged, and not there once: {missing[:5]}"
    denied = {int(word) for line in writer.failed("none") if line.startswith("none file") for word in line.split(":")[0].split()[2:]}
    if lied := (denied & set(there)) - acknowledged:
        return f"said to be not recorded, and there: {sorted(lied)[:5]}"
    if fault.startswith("sync") and not writer.failed("fatal") and went_on(calls[failing[0]:]):
        return f"a sync failed, and the store went on: {calls[failing[0]]}"
    return "told" if writer.failed("none", "unknown", "fatal") else "harmless"


def went_on(calls):
    """Whether something was said after the sync that failed. One of the folder may be made good before."""
    before = calls[:calls.index("said ")] if "said " in calls else []
    return "said " in calls and not (calls[0] == "sync  FAILS" and "sync folder" in before)


def full(options):
    if os.geteuid() != 0:
        return "full disk: skipped, only root can make a disk of 4 MiB", True
    disk, began = new_folder(options.work, "full"), time.monotonic()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk]).returncode:
        return "full disk: skipped, no disk of 4 MiB can be mounted here", True
    try:
        return fill(options, disk, began)
    finally:
        subprocess.run(["umount", disk], check=True)


def fill(options, disk, began):
    """Fills the disk, makes room, and fills it again."""
    ballast, store = disk / "ballast", disk / "store"
    ballast.write_bytes(bytes(1 << 20))
    store.mkdir()
    writer, number, wrong = Writer(options.writer, store), 0, []
    for room in (True, False):
        refused = 0
        while refused < 100 and writer.program.poll() is None:
            before = len(writer.failed("none"))
            writer.order(f"file {n}" for n in range(number, number + 20))
            number += 20
            writer.wait_for(lambda said: len(said) > number)
            refused += len(writer.failed("none")) - before
        if room:
            ballast.unlink()
            writer.order([f"file {number}"])
            number += 1
            writer.wait_for(lambda said: len(said) > number)
            if number - 1 not in writer.acknowledged():
                wrong.append(f"it did not go on when there was room: {writer.said[-1]}")
    wrong += writer.failed("unknown", "fatal") + [text for text in [writer.done()] if text]
    there, acknowledged = kept(store), writer.acknowledged()
    false = len(set(there) ^ acknowledged)
    text = (f"full disk of 4 MiB: full twice, {len(acknowledged):,} acknowledged, {len(writer.failed('none')):,} refused, {false} told wrongly, "
            f"{time.monotonic() - began:.0f} s")
    return "\n".join([text, *wrong]), not false and not wrong


def synced(options):
    shim = made_shim(options)
    if not shim:
        return "synced: skipped, there is no C compiler (cc)", True
    folder, log = new_folder(options.work, "synced"), Path(options.work) / "synced.log"
    env = {"LD_PRELOAD": str(shim), "CUT_FOLDER": str(folder), "CUT_LOG": str(log)}
    writer = Writer(options.writer, folder, env=env)
    writer.order(f"file {number}" for number in range(1, 2001))
    writer.done()
    dirty, answers, early, syncs = set(), 0, 0, 0
    for line in log.read_text().splitlines():
        what, _, name = line.partition(" ")
        if what == "write" and name == "store.sqlite-wal":
            dirty.add(name)
        elif what == "sync":
            dirty.discard(name)
            syncs += 1
        elif what == "said":
            answers += 1
            early += bool(dirty)
    right = early == 0 and len(writer.acknowledged()) == 2000 and syncs >= 2000
    return f"synced: {answers - 1:,} answers, {syncs:,} syncs, {early} answers before the log was synced", right


def made_shim(options):
    shim = Path(options.work) / "cut.so"
    if shutil.which("cc") is None:
        return None
    if not shim.exists():
        flags = ["-O2", "-Wall", "-Wextra", "-Wno-format-truncation", "-shared", "-fPIC"]
        subprocess.run(["cc", *flags, "-o", shim, HERE / "storage/cut.c", "-ldl", "-lpthread"], check=True)
    return shim


def new_folder(parent, name):
    folder = Path(parent) / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def main():
    proofs = {"kill": kill, "power": power, "faults": faults, "full": full, "synced": synced}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("proofs", nargs="*", metavar="PROOF", help="all of them, if none is named")
    parser.add_argument("--cycles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", help="let only such calls fail: write, sync, …")
    parser.add_argument("--dense", type=int, default=250, help="of a kind of call, so many fail one by one")
    parser.add_argument("--stride", type=int, default=13, help="and then each such")
    parser.add_argument("--writer", default=str(HERE.parent / "target/debug/examples/store"))
    options = parser.parse_args()
    if unknown := set(options.proofs) - set(proofs):
        parser.error(f"{', '.join(unknown)}: there are {', '.join(proofs)}")
    if not Path(options.writer).exists():
        sys.exit(f"{options.writer} is missing: cargo build --example store")
    memory, holds = "/dev/shm" if Path("/dev/shm").is_dir() else None, True
    with tempfile.TemporaryDirectory() as options.work, tempfile.TemporaryDirectory(dir=memory) as options.memory:
        for name in options.proofs or proofs:
            text, held = proofs[name](options)
            print(text if held else f"{text}  BROKEN", flush=True)
            holds &= held
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()
