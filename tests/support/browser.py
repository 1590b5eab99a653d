"""A browser without windows: what a page looks like to a reader, and what axe-core says of it.

Chromium is the system's own, so that tests download none; Playwright only drives it. The rules are
axe-core's, in the version that the library brings along.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
TELEPHONE = 320
_RULES = resources.files("axe_playwright_python") / "axe.min.js"
# All its rules: those of the guidelines and those of good practice, such as landmarks.
_RUN = '() => axe.run(document, {resultTypes: ["violations"]})'


@dataclass(frozen=True)
class Looker:
    """Opens pages; every request that a page makes is noted in `requests`."""

    browser: Browser

    @contextmanager
    def page(
        self,
        path: Path,
        width: int = 1000,
        scheme: Literal["light", "dark"] = "light",
        media: Literal["screen", "print"] = "screen",
    ) -> Iterator[OpenPage]:
        """Open a file as a page of a width, in light or dark colours, on a screen or on paper."""
        context = self.browser.new_context(
            # The page forbids scripts, the one that looks at it too.
            bypass_csp=True,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
        )
        try:
            page = context.new_page()
            page.emulate_media(media=media)
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.goto(path.as_uri())
            yield OpenPage(page, asked)
        finally:
            context.close()


@dataclass(frozen=True)
class OpenPage:
    """A page that is open, and the addresses it has asked for, its own included."""

    page: Page
    requests: list[str]

    def violations(self) -> list[str]:
        """Return what axe-core finds wrong, a line each: the rule and what it is about."""
        self.page.evaluate(_RULES.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate(_RUN)
        return [
            f"{rule['id']}: {node['html'][:160]}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    def hidden_width(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def box(self, selector: str) -> FloatRect:
        """Return where the first element of a kind stands."""
        found = self.page.locator(selector).first.bounding_box()
        assert found is not None, f"{selector} is not shown"
        return found


@contextmanager
def open_browser() -> Iterator[Looker]:
    """Start the browser for several pages; fail, and say how to get one, where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    assert program is not None, "Chromium is missing: tools/system-packages tests installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            # In a container there is no sandbox to be set up; the pages are our own.
            args=["--no-sandbox", "--disable-gpu"],
        )
        try:
            yield Looker(browser)
        finally:
            browser.close()
