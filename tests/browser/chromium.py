"""Find a Chromium for the browser tests, or fetch one: python tests/browser/chromium.py."""

import os
import shutil
import subprocess
import sys


NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str | None:
    """The browser that stands on this machine; None means Playwright's own."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _fetch_from_debian() -> bool:
    """Whether apt-get could install Chromium, as root or through a sudo that asks no password."""
    if not shutil.which("apt-get"):
        return False
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and subprocess.run([*as_root, "true"], capture_output=True, check=False).returncode:
        return False
    apt_get = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # An update that reached only some of its sources may still do, so only the outcome counts.
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]):
        subprocess.run([*apt_get, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    return executable() is not None


def _fetch_from_playwright() -> bool:
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode == 0


def main() -> int:
    """Leave a usable browser behind; 0 when there is one."""
    if executable():
        return 0
    print("No Chromium here; fetching one for the browser tests …", flush=True)
    if _fetch_from_debian() or _fetch_from_playwright():
        return 0
    print("The browser tests need Chromium or Google Chrome. Install one of them and try again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
