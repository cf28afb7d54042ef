#!/usr/bin/python3
"""A web server that tests send requests to. Usage: http_server.py [CERTIFICATE KEY]

Listens on a free port of 127.0.0.1, prints the port, and serves until it is killed.
What it answers is in the path: /echo, /status/N, /redirect, /redirect-to/URL (quoted), /hops/N (redirects before /echo), /big/BYTES,
/endless, /claims/BYTES (in Content-Length, and sends one), /packed, /long-header/BYTES, /slow, /slow-hops/N, /cut.
"""
import gzip
import http.server
import json
import ssl
import sys
import time
import urllib.parse


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        what, _, value = urllib.parse.urlparse(self.path).path.lstrip("/").partition("/")
        if what == "echo":
            seen = {"method": self.command, "path": self.path, "body": body.decode("latin-1"),
                    "headers": {name.lower(): text for name, text in self.headers.items()}}
            self.answer(200, json.dumps(seen).encode(), [("X-Answer", "yes")])
        elif what == "status":
            self.answer(int(value), headers=[("Retry-After", "120")])
        elif what == "redirect":
            self.answer(302, headers=[("Location", "/echo")])
        elif what == "redirect-to":
            self.answer(307, headers=[("Location", urllib.parse.unquote(value))])
        elif what in ("hops", "slow-hops"):
            time.sleep(0.2 if what == "slow-hops" else 0)
            self.answer(301, headers=[("Location", f"/{what}/{int(value) - 1}" if int(value) > 1 else "/echo?hopped")])
        elif what == "endless":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            while True:
                self.wfile.write(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")
        elif what == "claims":
            self.send_response(200)
            self.send_header("Content-Length", value)
            self.end_headers()
            self.wfile.write(b"x")
            time.sleep(30)
        elif what == "packed":
            self.answer(200, gzip.compress(b"x"), [("Content-Encoding", "gzip")])
        elif what == "big":
            self.answer(200, b"x" * int(value))
        elif what == "long-header":
            self.answer(200, headers=[(f"X-{at}", "y" * 1000) for at in range(int(value) // 1000)])
        elif what == "slow":
            time.sleep(30)
        elif what == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"x")
            self.close_connection = True
        else:
            self.answer(404)

    do_POST = do_GET

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a client that goes away is what some tests are about


server = Server(("127.0.0.1", 0), Handler)
if len(sys.argv) > 1:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_address[1], flush=True)
server.serve_forever()
