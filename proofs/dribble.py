#!/usr/bin/env python3
"""Six hundred clients that dribble, and an honest one that wants to be served: in under a second.

    proofs/dribble.py [CLIENTS]

Each sends a byte of a request's head or body now and then, and comes again when it is cut off. Three times: all from one address, all
from addresses of their own (127.0.x.y), and all through a trusted proxy. Meanwhile an honest client from another address sends forms, one after
another, each on a connection of its own. Its slowest answer is the figure. Needs Linux, for its loopback addresses.
"""

import asyncio
import resource
import socket
import sys
import time

from served import Endpoint, Office, proof, read_answer, request, skip

CLIENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 600
HONEST = 8
# As long as the endpoint waits for a head, and longer than it waits for one that is dribbling.
SECONDS = 12


class Crowd:
    """What the dribblers saw."""

    def __init__(self):
        self.held, self.most, self.cut, self.answered = 0, 0, 0, 0


async def dribble(number, port, source, crowd, until):
    head = b"POST /f/dispute/0000000000000000 HTTP/1.1\r\nHost: forms.example.com\r\n"
    if number % 3 == 1:
        head += b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 16000\r\n\r\n"
    while time.monotonic() < until:
        try:
            reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0)), 5)
        except (OSError, asyncio.TimeoutError):
            await asyncio.sleep(0.2)
            continue
        crowd.held += 1
        crowd.most = max(crowd.most, crowd.held)
        try:
            writer.write(head if number % 3 else head[: 1 + number % 40])
            while time.monotonic() < until:
                writer.write(b"a")
                await writer.drain()
                try:
                    said = await asyncio.wait_for(reader.read(100), 0.5)
                    crowd.answered += bool(said)
                    break
                except asyncio.TimeoutError:
                    pass
            crowd.cut += time.monotonic() < until
        except OSError:
            crowd.cut += 1
        finally:
            crowd.held -= 1
            writer.close()
        await asyncio.sleep(0.05)


def honest(endpoint, form, word):
    """Seconds until the answer to a form, from an address of its own."""
    body = f"ticket={form.ticket}&name=Ada&reason=pricing&message={word}".encode()
    message = request("POST", form.path, body, ["X-Forwarded-For: 198.51.100.7"])
    start = time.monotonic()
    with socket.create_connection(("127.0.0.1", endpoint.port), timeout=30, source_address=("127.200.0.1", 0)) as sock:
        sock.sendall(message)
        answer = read_answer(sock.makefile("rb"))
    assert answer is not None and answer.status == 303, f"the honest one: {answer and answer.status}"
    return time.monotonic() - start


async def siege(endpoint, form, source_of, name):
    crowd, until = Crowd(), time.monotonic() + SECONDS
    tasks = [asyncio.create_task(dribble(number, endpoint.port, source_of(number), crowd, until)) for number in range(CLIENTS)]
    await asyncio.sleep(2)
    loop, took = asyncio.get_running_loop(), []
    before = endpoint.records()
    for number in range(HONEST):
        took.append(await loop.run_in_executor(None, honest, endpoint, form, f"{name}{number}"))
        await asyncio.sleep(1)
    await asyncio.gather(*tasks)
    assert endpoint.records() == before + HONEST, "each honest form is a record, and nothing else is"
    print(
        f"{CLIENTS} dribblers {name}: {HONEST} honest forms answered, the slowest in {max(took) * 1000:.0f} ms; "
        f"{crowd.most} dribblers connected at once, cut off {crowd.cut} times, {crowd.answered} of these with an answer"
    )
    assert crowd.cut > 0, "they were never cut off: nothing was tried"
    return max(took)


def main(folder):
    crowds = [
        ("from one address", "", lambda number: "127.0.0.2"),
        ("from an address each", "", lambda number: f"127.0.{1 + number // 250}.{1 + number % 250}"),
        ("through a trusted proxy", "  trusted_proxies: [127.0.0.0/8]\n", lambda number: "127.0.0.2"),
    ]
    slowest = []
    for at, (name, config, source_of) in enumerate(crowds):
        office = Office(folder / f"office-{at}", config)
        endpoint = Endpoint(office, folder / f"machine-{at}")
        try:
            form = next(form for form in office.forms() if form.kind == "dispute")
            slowest.append(asyncio.run(siege(endpoint, form, source_of, name)))
        finally:
            endpoint.end()
    assert max(slowest) < 1, f"an honest form took {max(slowest):.2f} s"


if __name__ == "__main__":
    sys.platform == "linux" or skip("loopback has one address here")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < 2 * CLIENTS + 100:
        skip(f"{most} files may be open, too few for {CLIENTS} clients")
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 4 * CLIENTS + 100), most))
    proof(main)
