#!/usr/bin/python3
"""A mail server that tests send to. Usage: smtp_server.py FOLDER [CERTIFICATE KEY]

Listens on a free port of 127.0.0.1, prints the port, and writes each message it takes to FOLDER as JSON, as Python's
own e-mail parser reads it. With a certificate it demands STARTTLS and the password "open sesame" of "desk".
Recipients are refused by their names: nobody@ with 550, later@ with 451; a subject "refused" with 554 after the data.
"""
import asyncio
import email
import email.policy
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

folder = pathlib.Path(sys.argv[1])


def read(part):
    return {"type": part.get_content_type(), "charset": part.get_content_charset(), "name": part.get_filename(),
            "disposition": part.get_content_disposition(),
            "content": part.get_content() if part.get_content_maintype() == "text" else part.get_content().hex()}


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 there is no such mailbox"
        if address.startswith("later@"):
            return "451 4.3.0 come again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        if message["Subject"] == "refused":
            return "554 5.7.1 we do not take this"
        Handler.count += 1
        addresses = [{"name": one.display_name, "address": one.addr_spec} for one in message["To"].addresses]
        seen = {
            "sender": envelope.mail_from, "recipients": envelope.rcpt_tos, "tls": session.ssl is not None,
            "headers": {name.lower(): str(value) for name, value in message.items()}, "to": addresses,
            "from": message["From"].addresses[0].display_name,
            "shape": [part.get_content_type() for part in message.walk()],
            "parts": [read(part) for part in message.walk() if not part.is_multipart()],
            "longest_line": max(map(len, envelope.content.splitlines())), "defects": [str(one) for one in message.defects],
            "header_defects": [str(one) for name in message.keys() for one in message[name].defects],
        }
        (folder / f"{Handler.count}.json").write_text(json.dumps(seen))
        return "250 taken"


def allow(server, session, envelope, mechanism, given):
    good = isinstance(given, LoginPassword) and (given.login, given.password) == (b"desk", b"open sesame")
    return AuthResult(success=good, handled=False)


settings = {}
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    settings = {"tls_context": context, "require_starttls": True, "authenticator": allow, "auth_required": True}


async def serve():
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Handler(), hostname="localhost", **settings), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())
