"""A private package index on loopback: real pages (PEP 503), real wheels made here, a password, and its bad days.

Build steps share the host's network in these tests, so the installer in a step reaches it.
"""

import base64
import contextlib
import hashlib
import http.server
import socket
import threading
import zipfile
from pathlib import Path
from typing import Iterator


class Index:
    """What is served, who may see it, and what goes wrong: "", "404", "500" (for all that is asked) or "cut"
    (a wheel ends in the middle)."""

    def __init__(self, folder: Path, user: str, password: str):
        self.folder, self.user, self.password = folder, user, password
        self.trouble = ""
        self.served: list[str] = []
        self.port = 0

    def add(self, name: str, text: str) -> None:
        wheel(self.folder, name, text)

    def url(self, host: str = "127.0.0.1", credentials: str = "") -> str:
        return f"http://{credentials}{host}:{self.port}/simple/"

    def netrc(self, host: str = "127.0.0.1") -> str:
        return f"machine {host}\nlogin {self.user}\npassword {self.password}\n"

    def authorization(self) -> str:
        return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()


@contextlib.contextmanager
def serve(folder: Path, user: str, password: str) -> Iterator[Index]:
    folder.mkdir(parents=True, exist_ok=True)
    index = Index(folder, user, password)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler_for(index))
    index.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield index
    finally:
        server.shutdown()
        server.server_close()


def handler_for(index: Index) -> type:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.headers.get("Authorization") != index.authorization():
                return self.answer(401, b"who are you?", ("WWW-Authenticate", 'Basic realm="packages"'))
            if index.trouble.isdigit():
                return self.answer(int(index.trouble), b"not today")
            parts = self.path.split("?")[0].strip("/").split("/")
            if parts[0] == "simple" and len(parts) == 2:
                return self.page(parts[1])
            file = index.folder / parts[-1]
            if parts[0] == "files" and file.is_file():
                return self.file(file)
            self.answer(404, b"no such thing")

        do_HEAD = do_GET

        def page(self, name: str) -> None:
            wheels = [file for file in sorted(index.folder.glob("*.whl")) if file.name.split("-")[0] == name.replace("-", "_")]
            if not wheels:
                return self.answer(404, b"no such package")
            lines = [f'<a href="/files/{file.name}#sha256={hashlib.sha256(file.read_bytes()).hexdigest()}">{file.name}</a><br>'
                     for file in wheels]
            self.answer(200, ("<!DOCTYPE html>\n<html><body>\n" + "\n".join(lines) + "\n</body></html>\n").encode(),
                        ("Content-Type", "text/html"))

        def file(self, file: Path) -> None:
            data = file.read_bytes()
            index.served.append(file.name)
            if index.trouble != "cut" or self.command == "HEAD":
                return self.answer(200, data)
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[:len(data) // 2])
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)

        def answer(self, status: int, data: bytes, *headers: tuple[str, str]) -> None:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        def log_message(self, *arguments) -> None:
            pass

    return Handler


def wheel(folder: Path, name: str, text: str) -> Path:
    """A package of one module, whose `text` is this."""
    module = name.replace("-", "_")
    information = f"{module}-1.0.dist-info"
    files = {
        f"{module}.py": f"text = {text!r}\n",
        f"{information}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{information}/WHEEL": "Wheel-Version: 1.0\nGenerator: cogc's tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = []
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).rstrip(b"=").decode()
        record.append(f"{path},sha256={digest},{len(content)}")
    files[f"{information}/RECORD"] = "\n".join([*record, f"{information}/RECORD,,", ""])
    target = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    return target
