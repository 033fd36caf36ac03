"""A publisher's server on this machine that behaves as told: well, or in every way in which servers do not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Publisher:
    """`answers[path]` are given one after the other, the last again and again; `asked` is what was asked for."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, str]] = []
        self.let_go = threading.Event()  # of those that wait

    def at(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return self.address + path

    def ranges(self) -> list[str]:
        return [asked for _, asked in self.asked]


@contextmanager
def running() -> Iterator[Publisher]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            publisher.asked.append((self.path, self.headers.get("Range", "")))
            answers = publisher.answers.get(self.path, [status(404)])
            (answers.pop(0) if len(answers) > 1 else answers[0])(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    publisher = Publisher(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        publisher.let_go.set()
        server.shutdown()
        server.server_close()


def reply(handler: BaseHTTPRequestHandler, code: int, body: bytes, **headers: str) -> None:
    handler.send_response(code)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    return lambda handler: reply(handler, code, body, **headers)


def sends(content: bytes, *, tag: str = '"v1"', **headers: str) -> Answer:
    """The file, or the rest of it where that is asked for and it is still the same version."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked = handler.headers.get("Range", "")
        if not asked or handler.headers.get("If-Range") != tag:
            reply(handler, 200, content, ETag=tag, **headers)
            return
        start = int(asked.removeprefix("bytes=").rstrip("-"))
        if start >= len(content):
            reply(handler, 416, b"", Content_Range=f"bytes */{len(content)}")
        else:
            part = f"bytes {start}-{len(content) - 1}/{len(content)}"
            reply(handler, 206, content[start:], ETag=tag, Content_Range=part, **headers)

    return answer


def breaks_off(content: bytes, after: int, *, tag: str = '"v1"') -> Answer:
    """Says that all of it comes, and hangs up after some bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        if tag:
            handler.send_header("ETag", tag)
        handler.end_headers()
        handler.wfile.write(content[:after])
        handler.wfile.flush()
        handler.close_connection = True

    return answer


def falls_silent(publisher: Publisher, content: bytes, after: int) -> Answer:
    """Sends some bytes and then nothing, and does not hang up."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.send_header("ETag", '"v1"')
        handler.end_headers()
        handler.wfile.write(content[:after])
        handler.wfile.flush()
        publisher.let_go.wait(20)
        handler.close_connection = True

    return answer


def trickles(content: bytes, pieces: int) -> Answer:
    """Sends a few bytes at a time, without saying how many there will be."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        size = max(1, len(content) // pieces)
        for start in range(0, len(content), size):
            piece = content[start : start + size]
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            handler.wfile.flush()
        handler.wfile.write(b"0\r\n\r\n")

    return answer
