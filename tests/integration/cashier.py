"""A little provider of payments on this machine: it takes orders, posts back what it signs, gives back.

It knows only what docs/payments.md says, and signs with code of its own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests

SECRET = "whsec_" + base64.b64encode(b"known to the two of us").decode()


def signature(secret: str, id: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of a message, by the Standard Webhooks."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    made = hmac.new(key, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": id,
        "webhook-timestamp": str(at),
        "webhook-signature": "v1," + base64.b64encode(made).decode(),
    }


class Cashier:
    """Its books: orders by key, refunds by key, how often it was asked; `fault` is what ails it."""

    def __init__(self) -> None:
        self.orders: dict[str, dict] = {}
        self.refunds: dict[str, dict] = {}
        self.asked, self.fault, self.url = 0, "", ""

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """What it says to us."""
        self.asked += 1
        at, id = headers["webhook-timestamp"], headers["webhook-id"]
        if (
            headers["webhook-signature"]
            != signature(SECRET, id, int(at), body)["webhook-signature"]
        ):
            return 401, b"{}"
        match self.fault:
            case "down":
                return 503, b"{}"
            case "slow":
                time.sleep(1)
            case "nonsense":
                return 200, b"<html>out of order</html>"
            case "elsewhere":
                return 200, b'{"address": "http://other.example/pay"}'
        told, key = json.loads(body), headers["idempotency-key"]
        books = self.orders if path == "/orders" else self.refunds
        books.setdefault(key, told)
        return 200, json.dumps({"address": f"{self.url}/pay/{key}"}).encode()

    def says(self, order: str, state="paid", *, secret=SECRET, at=None, to=None, **told):
        """Posts its word of an order to where it was told to, and gives the answer."""
        begun = self.orders[order]
        sent = {
            "order": order, "state": state, "amount": begun["amount"], "currency": "VND",
            "reference": f"GD-{order[-6:]}", **told,
        }  # fmt: skip
        body = json.dumps(sent).encode()
        headers = signature(secret, "word-1", int(at or time.time()), body)
        return requests.post(to or begun["callback"], data=body, headers=headers, timeout=20)


@contextmanager
def cashier():
    """The provider, on a port of its own."""
    one = Cashier()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): text for name, text in self.headers.items()}
            status, answer = one.answer(self.path, headers, body)
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
            except OSError:  # whoever asked has gone
                pass

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    one.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()
