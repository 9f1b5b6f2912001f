#!/usr/bin/env python3
"""HTML reports as Chromium shows them: no script fails, nothing breaks their own policy, nothing is fetched.

  browser.py CHROMIUM FILE ...

First a page that does all of that is opened: where nothing of it is noticed, this check is worth nothing, and ends with 2.
"""
import json, pathlib, re, subprocess, sys, tempfile

BAD = """<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'"><title>bad</title>
<img src="http://192.0.2.1/outside.png" alt=""><script src="data:text/javascript,1"></script><script>nothing.at.all()</script>"""


def opened(chromium, path):
    """What goes wrong when a page is opened, in sentences."""
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder, "net.json")
        command = [
            chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
            "--disable-default-apps", f"--user-data-dir={folder}/profile", f"--log-net-log={log}", "--enable-logging=stderr",
            "--virtual-time-budget=5000", "--timeout=20000", "--dump-dom", path.resolve().as_uri(),
        ]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=180)
        events = log.read_text(encoding="utf-8") if log.exists() else ""
    if "</html>" not in ran.stdout.lower():
        raise SystemExit(f"{path}: Chromium shows nothing of it: {ran.stderr[-500:]}")
    told = re.findall(r"CONSOLE[^\]]*\] (.*)", ran.stderr)
    return told + [f"fetches {url}" for url in sorted(requests(events))]


def requests(events):
    """Addresses that a page asks for: what Chromium asks for by itself begins with no page."""
    found = set()
    for line in events.splitlines():
        try:
            event = json.loads(line.rstrip(",").removesuffix("]}"))
        except ValueError:
            continue
        said = event.get("params", {}) if isinstance(event, dict) else {}
        url, by = said.get("url", ""), said.get("initiator", "not an origin")
        if url.startswith(("http:", "https:", "ws:", "wss:", "ftp:")) and by != "not an origin":
            found.add(url)
    return found


def main(chromium, files):
    with tempfile.TemporaryDirectory() as folder:
        bad = pathlib.Path(folder, "bad.html")
        bad.write_text(BAD, encoding="utf-8")
        told = "\n".join(opened(chromium, bad))
    for needed in ("nothing is not defined", "Content Security Policy", "fetches http://192.0.2.1/outside.png"):
        if needed not in told:
            print(f"Chromium does not tell of what is wrong ({needed}): {told}")
            return 2
    wrong = 0
    for path in map(pathlib.Path, files):
        told = opened(chromium, path)
        print(f"{path.name}: {len(told)} complaints")
        for line in told[:10]:
            print(f"    {line}")
        wrong += bool(told)
    return 1 if wrong else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
