"""Taguette by its front door: the web pages that somebody would use to take a codebook in and to get one out."""

from __future__ import annotations

import html
import re
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from uuid import uuid4

WELCOME = re.compile(rb"(http://localhost:\d+)/\?token=\w+")
ALERT = re.compile(r'class="alert[^>]*>([^<]*)')
FIELD = re.compile(r'<input [^>]*name="(tag\d+-\w+)"[^>]*>')


class Taguette:
    """A Taguette of one's own, and a project in it to work on. ``close`` ends it."""

    def __init__(self, python: Path, folder: Path, port: int) -> None:
        log = folder / "taguette.log"
        command = [python, "-m", "taguette.main", "--no-browser", "--database", folder / "taguette.db", "-p", str(port)]
        with log.open("wb") as out:
            self.process = subprocess.Popen([str(one) for one in command], stdout=out, stderr=out, cwd=folder)
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.base = self._welcome(log)
        self.project = ""

    def begin(self) -> None:
        """Go on with a new project."""
        self.get("/project/new")
        self.project = self._post("/project/new", {"name": "Ours", "description": ""})[0]

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait(20)

    def take_in(self, name: str, data: bytes) -> str:
        """Take a codebook in by the form that there is for that; return what is refused, or nothing."""
        way = f"{self.project}/import_codebook"
        self.get(way)
        _, page = self._post(way, {}, {"file": (name, data)})
        refused = ALERT.findall(page)
        if refused:
            return html.unescape(" ".join(refused))
        fields = {}
        for found in FIELD.finditer(page):
            value = re.search(r'value="([^"]*)"', found[0])
            fields[found[1]] = html.unescape(value[1]) if value else "on"
        return html.unescape(" ".join(ALERT.findall(self._post(way, fields)[1])))

    def codebook(self, ending: str) -> bytes:
        """Return the project's codebook as Taguette writes it."""
        return self.get(f"{self.project}/export/codebook.{ending}")

    def get(self, way: str) -> bytes:
        """Return a page."""
        with self.opener.open(self.base + way, timeout=30) as answer:
            data: bytes = answer.read()
            return data

    def _welcome(self, log: Path) -> str:
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            found = WELCOME.search(log.read_bytes())
            if found:
                self.opener.open(found[0].decode(), timeout=30).close()
                return found[1].decode()
            time.sleep(0.2)
        raise AssertionError(log.read_text(errors="replace")[-2000:])

    def _post(
        self, way: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None
    ) -> tuple[str, str]:
        """Send a form; return the path that it led to, and the page."""
        token = next(one.value or "" for one in self.cookies if one.name == "_xsrf")
        fields = {**fields, "_xsrf": token}
        if files:
            request = urllib.request.Request(self.base + way, *_in_parts(fields, files))
        else:
            request = urllib.request.Request(self.base + way, urllib.parse.urlencode(fields).encode())
        try:
            with self.opener.open(request, timeout=30) as answer:
                return urllib.parse.urlsplit(answer.url).path, answer.read().decode()
        except urllib.error.HTTPError as error:
            page = error.read().decode()
            return way, page if ALERT.search(page) else f'<p class="alert">{error}</p>'


def _in_parts(fields: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, dict[str, str]]:
    """Return the body of a form that files are sent with, and its headers."""
    edge, body = uuid4().hex, b""
    for name, value in fields.items():
        body += f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, (file, data) in files.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        body += f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n"
    return body + f"--{edge}--\r\n".encode(), {"Content-Type": f"multipart/form-data; boundary={edge}"}
