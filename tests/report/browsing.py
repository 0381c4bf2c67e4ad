"""A browser that tests talk to through two pipes: one for all of them, as starting one takes longer than a page."""

from __future__ import annotations

import base64
import json
import os
import select
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from needed import the_browser

PATIENCE_S = 40


class Browser:
    """A browser that is told things through a pipe, one order a line, and answers through another."""

    def __init__(self, orders: int, answers: int) -> None:
        self._orders, self._answers, self._number, self._rest = orders, answers, 0, b""
        self._heard: list[tuple[str, str]] = []

    def order(self, method: str, session: str = "", **settings: Any) -> dict[str, Any]:
        """Give an order and return what comes back."""
        self._number += 1
        whole = {"id": self._number, "method": method, "params": settings}
        os.write(self._orders, json.dumps(whole | ({"sessionId": session} if session else {})).encode() + b"\0")
        while (answer := self._hear(method)).get("id") != self._number:
            pass
        assert "result" in answer, answer
        return dict(answer["result"])

    def _hear(self, waited_for: str) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready = select.select([self._answers], [], [], PATIENCE_S)[0]
            assert ready, f"the browser does not answer {waited_for}"
            fresh = os.read(self._answers, 65536)
            assert fresh, "the browser has gone"
            self._rest += fresh
        piece, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(piece)
        if "method" in told:
            self._heard.append((told["method"], told.get("sessionId", "")))
        return told

    def let_pass(self, page: str, seconds: float) -> None:
        """Let so much time go by for a page, which takes none; what it fetches meanwhile is waited for."""
        over = ("Emulation.virtualTimeBudgetExpired", page)
        self._heard.clear()
        self.order("Emulation.setVirtualTimePolicy", page, policy="pauseIfNetworkFetchesPending", budget=seconds * 1000)
        while over not in self._heard:
            self._hear(over[0])

    @contextmanager
    def page(self, address: str, size: tuple[int, int] = (1280, 900)) -> Iterator[str]:
        """Open a page in a window of this size until all of it is there, and close it afterwards."""
        target = self.order("Target.createTarget", url="about:blank")["targetId"]
        page = str(self.order("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        width, height = size
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        here = "location.href != 'about:blank' && document.readyState == 'complete'"
        try:
            self.order("Emulation.setDeviceMetricsOverride", page, **screen)
            self.order("Page.navigate", page, url=address)
            self.wait(lambda: self.says(page, here), f"{address} never came")
            yield page
        finally:
            self.order("Target.closeTarget", targetId=target)

    def says(self, page: str, expression: str) -> Any:
        """Return what a page answers; what it has to wait for is waited for."""
        found = self.order("Runtime.evaluate", page, expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def pdf(self, page: str) -> bytes:
        """Return a page as it is printed, on the paper that it asks for."""
        printed = self.order("Page.printToPDF", page, preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(printed["data"])

    def text(self, page: str) -> str:
        return str(self.says(page, "document.body?.innerText ?? ''"))

    def wait(self, holds: Callable[[], Any], otherwise: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end, otherwise
            time.sleep(0.01)

    def until(self, page: str, words: str, *, seconds: float = PATIENCE_S) -> str:
        end = time.monotonic() + seconds
        while words not in (text := self.text(page)):
            assert time.monotonic() < end, f"{words!r} never came: {text!r}"
            time.sleep(0.05)
        return text


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start a browser that keeps what it keeps in this folder."""
    program = the_browser()
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
               "--disable-background-networking", f"--user-data-dir={folder}", "--remote-debugging-pipe"]  # fmt: skip
    process = subprocess.Popen(
        ["bash", "-c", f"exec {shlex.join(command)} 3<&{theirs_in} 4>&{theirs_out} >/dev/null 2>&1"],
        pass_fds=(theirs_in, theirs_out),
        env={**os.environ, "HOME": str(folder)},
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Browser(ours_out, ours_in)
    finally:
        process.kill()
        process.wait()
        os.close(ours_out)
        os.close(ours_in)
