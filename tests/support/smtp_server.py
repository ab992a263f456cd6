#!/usr/bin/python3
"""An SMTP server for tests: aiosmtpd on a free port, its moods chosen by the receiver's name.

    smtp_server.py FOLDER [--starttls | --tls] [--login USER:PASSWORD] [--closed]

Writes each mail it takes to FOLDER/N.eml (under another name, then renamed), the envelope before it
as X-MailFrom and X-RcptTo. With TLS it makes itself a certificate, FOLDER/certificate.pem. Says
`listening on ADDRESS:PORT` on standard error; with --closed the port is its own, but refuses
connections until SIGUSR1, which it answers with `open`.

A mail to refused@… is refused at RCPT, to later@… at first, to unwanted@… after its text; silent@…
gets no answer at RCPT, unanswered@… none to its text, which is taken.
"""

import argparse
import asyncio
import os
import signal
import socket
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def say(text):
    print(text, file=sys.stderr, flush=True)


async def for_ever():
    await asyncio.Event().wait()


class Postman:
    """Takes mails."""

    def __init__(self, folder):
        self.folder = folder
        self.taken = 0
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        mood = address.split("@")[0]
        if mood == "refused":
            return f"550 5.1.1 No mailbox {address} here"
        if mood == "later" and address not in self.seen:
            self.seen.add(address)
            return f"451-4.7.1 Greylisted\r\n451 4.7.1 Come back, {address}"
        if mood == "silent":
            await for_ever()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mood = envelope.rcpt_tos[0].split("@")[0]
        if mood == "unwanted":
            return f"554 5.6.0 {envelope.rcpt_tos[0]} does not want that"
        self.store(envelope)
        if mood == "unanswered":
            await for_ever()
        return "250 OK"

    def store(self, envelope):
        self.taken += 1
        name = os.path.join(self.folder, f"{self.taken:06}")
        head = f"X-MailFrom: {envelope.mail_from}\r\n"
        head += "".join(f"X-RcptTo: {address}\r\n" for address in envelope.rcpt_tos)
        with open(name, "wb") as out:
            out.write(head.encode() + envelope.original_content)
        os.rename(name, name + ".eml")


def make_certificate(folder):
    certificate, key = (os.path.join(folder, name) for name in ("certificate.pem", "key.pem"))
    subprocess.run(["/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key,
                    "-out", certificate], check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context


def check_login(wanted):
    def check(server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and data.login + b":" + data.password == wanted
        return AuthResult(success=right, handled=False)
    return check


def protocol_options(options, context):
    chosen = {"tls_context": context if options.starttls else None}
    if options.login:
        # aiosmtpd sees only TLS that it began itself.
        chosen.update(authenticator=check_login(options.login.encode()), auth_required=True,
                      auth_require_tls=options.starttls)
    return chosen


async def serve(options):
    loop = asyncio.get_running_loop()
    context = make_certificate(options.folder) if options.starttls or options.tls else None
    postman = Postman(options.folder)
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", 0))
    opened = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, opened.set)
    say("listening on 127.0.0.1:%d" % bound.getsockname()[1])
    if options.closed:
        await opened.wait()
    chosen = protocol_options(options, context)
    await loop.create_server(lambda: SMTP(postman, loop=loop, **chosen), sock=bound,
                             ssl=context if options.tls else None)
    say("open")
    await for_ever()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--starttls", action="store_true")
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--login")
    parser.add_argument("--closed", action="store_true")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
