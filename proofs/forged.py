#!/usr/bin/env python3
"""A million malformed and forged posts, of which the endpoint must accept none.

    proofs/forged.py [POSTS] [--seed N]

First what can be tried out to the end: every bit of a ticket of each kind turned round, each cut at every length, every ticket at every other
form's address, requests that two readers could understand in two ways with an honest form hidden in them, every rule of a field broken. Then
chance: payloads with other amounts, dates and customers, signed with other keys; spliced tickets; broken encodings; noise. The posts come by
examples/salvo.rs from addresses all over, by `X-Forwarded-For`, since a single one is told to wait after twenty bad tickets a
minute. Every answer has to be a 4xx, or none; the store has to be empty in the end, and an honest post has to come through.
"""

import argparse
import base64
import hashlib
import hmac
import json
import random
import struct
import subprocess
import time
from urllib.parse import quote

from served import Endpoint, Office, example, proof

MEDIA = "application/x-www-form-urlencoded"
HONEST = {
    "dispute": "name=Ada&reason=pricing&message=Hello",
    "promise": "name=Ada&date={day}&amount=1.00",
    "remittance": "name=Ada&date={today}&amount=1.00&reference=R-1",
    "autopay": "name=Ada&agree=yes",
}


def coded(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Posts:
    """Makes the posts, and counts them by what is wrong with them."""

    def __init__(self, forms, chance):
        self.forms, self.chance, self.counts = forms, chance, {}
        day = lambda ahead: time.strftime("%Y-%m-%d", time.gmtime(time.time() + ahead * 86_400))
        self.fields = {kind: text.format(day=day(7), today=day(-1)) for kind, text in HONEST.items()}

    def address(self):
        """From 10.0.0.0/8: sixteen million addresses."""
        return "10.%d.%d.%d" % tuple(self.chance.randbytes(3))

    def post(self, what, path, body, media=MEDIA, method="POST", more=""):
        self.counts[what] = self.counts.get(what, 0) + 1
        body = body.encode() if isinstance(body, str) else body
        head = f"{method} {path} HTTP/1.1\r\nHost: forms.example.com\r\nX-Forwarded-For: {self.address()}\r\n"
        return (head + f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n{more}\r\n").encode("latin-1") + body

    def raw(self, what, message):
        self.counts[what] = self.counts.get(what, 0) + 1
        return message

    def with_ticket(self, what, form, ticket):
        """Nothing is wrong but the ticket."""
        ticket = quote(ticket, safe="") if isinstance(ticket, str) else quote(ticket)
        return self.post(what, form.path, f"ticket={ticket}&{self.fields[form.kind]}")

    def one_of_each(self):
        return list({form.kind: form for form in self.forms}.values())

    def exhaustive(self):
        for form in self.one_of_each():
            ticket = form.ticket.encode()
            for at in range(len(ticket)):
                for bit in range(8):
                    turned = bytearray(ticket)
                    turned[at] ^= 1 << bit
                    yield self.with_ticket("a bit turned round", form, bytes(turned))
            for length in range(len(ticket)):
                yield self.with_ticket("cut at the end", form, ticket[:length])
                yield self.with_ticket("cut at the start", form, ticket[len(ticket) - length :])
            for more in [b"=", b".", b"A", b"\0", b" ", b"\n", ticket]:
                yield self.with_ticket("something added", form, ticket + more)
                yield self.with_ticket("something added", form, more + ticket)
            yield from self.misread(form)
            yield from self.wrong_fields(form)
        for one in self.forms:
            for other in self.forms:
                if one.path != other.path:
                    yield self.with_ticket("at another form's address", one, other.ticket)

    def misread(self, form):
        """Requests with an honest form inside that only a careless reader sees."""
        honest = f"ticket={form.ticket}&{self.fields[form.kind]}".encode()
        inner = self.honest(form)
        start = f"POST {form.path} HTTP/1.1\r\nHost: forms.example.com\r\nX-Forwarded-For: {self.address()}\r\nContent-Type: {MEDIA}\r\n"
        chunk = f"{len(honest):x}\r\n".encode() + honest + b"\r\n0\r\n\r\n"
        end = b"0\r\n\r\n"
        length, both = len(honest), len(end) + len(inner)
        for headers, body in [
            (f"Content-Length: {both}\r\nTransfer-Encoding: chunked\r\n", end + inner),
            (f"Transfer-Encoding: chunked\r\nContent-Length: {both}\r\n", end + inner),
            ("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", chunk),
            ("Transfer-Encoding: chunked\r\n", chunk),
            ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", chunk),
            ("Transfer-Encoding: identity\r\n", end + inner),
            ("Transfer-Encoding: xchunked\r\n", chunk + inner),
            ("Transfer-Encoding: chunked, gzip\r\n", chunk + inner),
            ("Transfer-Encoding : chunked\r\n", chunk + inner),
            (f"Transfer-Encoding:\x0bchunked\r\nContent-Length: {length}\r\n", honest),
            (f"Content-Length: {length}\r\nContent-Length: {length + 1}\r\n", honest),
            (f"Content-Length: {length}, {length + 1}\r\n", honest),
            (f"Content-Length: +{length}\r\n", honest),
            (f"Content-Length: -{length}\r\n", honest),
            (f"Content-Length: 0x{length:x}\r\n", honest),
            (f"Content-Length: {length}.0\r\n", honest),
            (f"Content-Length : {length}\r\n", honest),
            (f"Content-Length: 1\r\n {length}\r\n", honest),
            (f"X: y\r\n Content-Length: {length}\r\n", honest),
            ("Content-Length: 18446744073709551617\r\n", honest),
            ("", inner),
            (f"Content-Length: {length}\r\nX\0: y\r\n", honest),
            (f"Content-Length: {length}\r\nno colon\r\n", honest),
            (f"Content-Length: {length}\r\nOrigin: https://evil.example\r\n", honest),
            (f"Content-Length: {length}\r\nOrigin: http://pay.example.com\r\n", honest),
            (f"Content-Length: {length}\r\nOrigin: https://pay.example.com.evil.example\r\n", honest),
        ]:
            yield self.raw("to be read in two ways, or from elsewhere", (start + headers + "\r\n").encode("latin-1") + body)
        for version in ["HTTP/0.9", "HTTP/1.2", "HTTP/3.0", "http/1.1", ""]:
            yield self.raw("no HTTP", f"POST {form.path} {version}\r\nContent-Length: {length}\r\n\r\n".encode() + honest)

    def wrong_fields(self, form):
        ticket, fields = form.ticket, self.fields[form.kind]
        own = f"ticket={ticket}&{fields}"
        for media in ["", "text/plain", "application/json", "multipart/form-data; boundary=x", f"{MEDIA}; charset=utf-16", f"{MEDIA}; charset=latin1", f"x{MEDIA}"]:
            yield self.post("another media type", form.path, own, media=media)
        for method in ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POSTS", "post"]:
            yield self.post("another method", form.path, own, method=method)
        for path in [form.path + "/", form.path.upper(), "/" + form.path, form.path + "%00", form.path.replace("/f/", "/F/"), "/f/", "/f/refund/" + form.portal, "/", "/a/x"]:
            yield self.post("another address", path, own)
        for more in ["&message=%zz", "&message=%", "&message=%ff", "&message=%c0%af", "&message=%ed%a0%80", "&name=Eve", f"&ticket={ticket}"]:
            yield self.post("a field twice or not to be decoded", form.path, own + more)
        yield self.post("more than 20 fields", form.path, own + "".join(f"&x{number}=1" for number in range(30)))
        yield self.post("too large", form.path, own + "&message=" + "a" * 17_000)
        wrong = {
            "name": ["", "%20", "A%0AB", "A%0D%0ABcc%3A+x%40example.com", "a" * 500],
            "date": ["", "2026-02-30", "2000-01-01", "2999-12-31", "01.02.2026", "%E2%80%AE2026-12-01"],
            "amount": ["", "0", "-5", "1e400", "NaN", "999999999", "1.001", "1,2,3"],
            "reason": ["", "none", "pricing%00"],
            "agree": ["", "no"],
            "message": ["a" * 2_001, "4111+1111+1111+1111", "DE89370400440532013000"],
        }
        for field in fields.split("&"):
            name = field.split("=")[0]
            for value in wrong.get(name, []):
                # Who has paid may have paid more than is open.
                if (form.kind, value) == ("remittance", "999999999"):
                    continue
                yield self.post("a field that is wrong", form.path, own.replace(f"&{field}", f"&{name}={value}"))

    def by_chance(self):
        chance, form = self.chance, self.chance.choice(self.forms)
        one, two = form.ticket, chance.choice(self.forms).ticket
        match chance.randrange(8):
            case 0:
                turned = bytearray(one.encode())
                for _ in range(chance.randint(1, 4)):
                    turned[chance.randrange(len(turned))] ^= chance.randint(1, 255)
                if bytes(turned) == one.encode():
                    turned[0] ^= 1
                return self.with_ticket("bytes changed", form, bytes(turned))
            case 1:
                payload = json.loads(decoded(one.split(".")[1]))
                payload[chance.choice(["amt", "exp", "iat", "g", "p", "i", "k", "r", "x"])] = chance.choice([0, 1, "1000000.00", 4_000_000_000, "promise", None])
                raw = json.dumps(payload, separators=(",", ":")).encode()
                key = chance.randbytes(32) if chance.random() < 0.9 else b""
                mac = hmac.new(key, struct.pack(">I", 13) + b"form-ticket/1" + raw, hashlib.sha256).digest()
                return self.with_ticket("signed with another key", form, f"1.{coded(raw)}.{coded(mac)}")
            case 2:
                if one == two:
                    two = "1.e30." + coded(chance.randbytes(32))
                return self.with_ticket("spliced", form, f"1.{one.split('.')[1]}.{two.split('.')[2]}")
            case 3:
                return self.with_ticket("another signature", form, one.rsplit(".", 1)[0] + "." + coded(chance.randbytes(32)))
            case 4:
                own = bytearray(f"{self.fields[form.kind]}&ticket={one}".encode())
                # The ticket stays whole: it is the way in which it is sent that is broken.
                place = chance.randrange(len(self.fields[form.kind]))
                own[place:place] = chance.choice([b"%zz", b"%f", b"%\x00", b"%ff", b"\xff", b"%c3%28", b"%e2%82"]) + b"&name=Eve&name=Eve"
                return self.post("not to be decoded", form.path, bytes(own))
            case 5:
                return self.post("a random body", form.path, chance.randbytes(chance.randrange(2_000)))
            case 6:
                noise = bytes(byte for byte in chance.randbytes(chance.randrange(1, 400)) if byte not in b"\r\n")
                return self.raw("noise in place of a request", b"POST " + noise + b"\r\n\r\n")
            case _:
                kind = chance.choice(list(self.fields))
                portal = "".join(chance.choices("0123456789abcdefghjkmnpqrstvwxyz", k=16))
                return self.post("somebody else's address", f"/f/{kind}/{portal}", f"ticket={one}&{self.fields[kind]}")

    def honest(self, form):
        body = f"ticket={form.ticket}&{self.fields[form.kind]}".encode()
        head = f"POST {form.path} HTTP/1.1\r\nHost: forms.example.com\r\nContent-Type: {MEDIA}\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


def main(folder):
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("posts", type=int, nargs="?", default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()
    office = Office(folder / "office", "  trusted_proxies: [127.0.0.1]\n", customers=25)
    endpoint = Endpoint(office, folder / "machine")
    forms = office.forms()
    posts = Posts(forms, random.Random(options.seed))
    assert len(posts.one_of_each()) == len(HONEST), "forms of each kind were to be tried"
    salvo = subprocess.Popen([example("salvo"), f"127.0.0.1:{endpoint.port}", "8"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    sent, start = 0, time.monotonic()

    def send(message):
        nonlocal sent
        salvo.stdin.write(struct.pack("<I", len(message)) + message)
        sent += 1
        if sent % 100_000 == 0:
            print(f"  {sent:,} after {time.monotonic() - start:.0f} s", flush=True)

    for message in posts.exhaustive():
        send(message)
    print(f"{sent:,} posts that can be tried out to the end", flush=True)
    while sent < options.posts:
        send(posts.by_chance())
    salvo.stdin.close()
    told = json.loads(salvo.stdout.read())
    assert salvo.wait() == 0
    for what, count in posts.counts.items():
        print(f"  {count:>9,}  {what}")
    print(f"answers: {told['answers']}, in {told['seconds']:.0f} s")
    bad = {status: count for status, count in told["answers"].items() if not status.startswith("4") and status != "none"}
    assert not bad, f"answers that are no refusal: {bad}; posts {told['odd']}"
    assert told["answers"].get("none", 0) <= sent // 100, "too many had no answer at all"
    assert sum(told["answers"].values()) == sent
    assert endpoint.records() == 0, f"{endpoint.records()} of them are in the store"
    for form in posts.one_of_each():
        answer = endpoint.post(form, **dict(field.split("=") for field in posts.fields[form.kind].split("&")))
        assert answer.status == 303, f"an honest {form.kind}: {answer.status}"
    assert endpoint.records() == len(posts.one_of_each())
    assert endpoint.end() == 0
    print(f"{sent:,} malformed or forged posts, 0 accepted; then an honest one of each kind, {len(posts.one_of_each())} accepted")


if __name__ == "__main__":
    proof(main)
