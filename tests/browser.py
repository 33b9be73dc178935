#!/usr/bin/env python3
"""A page as a person uses it: sort by mouse and by keyboard, look for an area, read on a phone.

browser.py PAGE.html [FOLDER]   the page of the sample document; pictures of it into FOLDER

Without a Chromium there is nothing to try and the exit code is 77 (skipped)."""
import base64
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile


class Browser:
    """Chromium, steered through two pipes: a message is JSON with a NUL behind it."""

    def __init__(self, program, folder):
        to_read, self.write_end = os.pipe()
        self.read_end, to_write = os.pipe()

        def take_pipes():
            os.dup2(to_read, 13)  # first out of the way: 3 and 4 may be taken
            os.dup2(to_write, 14)
            os.dup2(13, 3)
            os.dup2(14, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--remote-debugging-pipe", "--user-data-dir=" + folder],
            preexec_fn=take_pipes, close_fds=False, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.buffer = b""
        self.number = 0
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def receive(self):
        while b"\0" not in self.buffer:
            more = os.read(self.read_end, 1 << 20)
            if not more:
                sys.exit("the browser has gone")
            self.buffer += more
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(method + ": " + answer["error"]["message"])
                return answer["result"]

    def ask(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value", answer.get("exceptionDetails"))

    def open(self, path):
        self.call("Page.enable")
        self.call("Page.navigate", url=pathlib.Path(path).resolve().as_uri())
        while self.ask("document.readyState") != "complete":
            pass

    def width(self, pixels, is_phone):
        self.call("Emulation.setDeviceMetricsOverride", width=pixels, height=900,
                  deviceScaleFactor=1, mobile=is_phone)

    def picture(self, path):
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        pathlib.Path(path).write_bytes(base64.b64decode(shot["data"]))

    def key(self, key, code):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, text="\r" if code == 13 else "",
                      windowsVirtualKeyCode=code)


def column(table, number):
    return ("Array.from(document.querySelectorAll('#%s tbody tr:not(.total)'), "
            "row => row.cells[%d].firstChild.textContent)" % (table, number))


def numbers(texts):
    return [int(text.replace(".", "").replace("\u2212", "-")) for text in texts]


def main(page, folder=None):
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        print("skipped: no Chromium here")
        return 77
    failures = []

    def check(what, is_so):
        print(("ok      " if is_so else "FAILED  ") + what)
        if not is_so:
            failures.append(what)

    signal.alarm(60)  # whatever the browser does not answer
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        browser.width(1200, False)
        browser.open(page)
        ask = browser.ask
        communes = "bang-2-xa"
        click = "document.querySelector('#%s th[data-column=\"%d\"] button').click()"
        before = ask(column(communes, 1))
        check("the script may run: headers are buttons", ask("document.querySelectorAll('thead button').length") > 0)
        check("tables with sections cannot be sorted",
              ask("document.querySelectorAll('#bang-1-dia-ban button').length") == 0)
        ask(click % (communes, 1))
        after = ask(column(communes, 1))
        check("largest first", numbers(after) == sorted(numbers(before), reverse=True) and after != before)
        check("it is said", ask("document.querySelector('#%s th[data-column=\"1\"]').ariaSort" % communes) == "descending")
        check("the total stays below", ask("document.querySelector('#%s table').lastElementChild.className + "
                                           "document.querySelector('#%s table').rows[%d].className"
                                           % (communes, communes, len(before) + 2)) == "total")
        ask("document.querySelector('#%s th[data-column=\"1\"] button').focus()" % communes)
        browser.key("Enter", 13)
        check("smallest first, by keyboard", numbers(ask(column(communes, 1))) == sorted(numbers(before)))
        browser.key("Enter", 13)
        check("back in the order of the document", ask(column(communes, 1)) == before)
        ask(click % (communes, 0))
        names = ask(column(communes, 0))
        check("names in Vietnamese order",
              names == ask("%s.sort((a, b) => a.localeCompare(b, 'vi', { numeric: true }))" % column(communes, 0)))

        ask("(i => { i.value = 'da lat'; i.dispatchEvent(new Event('input')); })(document.querySelector('#_filter'))")
        shown = ask("Array.from(document.querySelectorAll('#bang-1-dia-ban tbody tr'), r => r.hidden ? '' : "
                    "r.cells[0].firstChild.textContent).filter(t => t)")
        check("found without marks", shown == ["I. Thành phố", "Thành phố Đà Lạt"])
        check("how many is said", "1/" in str(ask("document.querySelector('.filter output').textContent")))
        ask("(i => { i.value = ''; i.dispatchEvent(new Event('input')); })(document.querySelector('#_filter'))")
        check("all are back", ask("document.querySelectorAll('tr[hidden]').length") == 0)
        check("nothing was fetched", ask("performance.getEntriesByType('resource').length") == 0)
        ask("(s => { s.textContent = 'window.intruder = 1'; document.body.append(s); })(document.createElement('script'))")
        check("no other script may run", ask("window.intruder === undefined"))
        for width, is_phone in ((1200, False), (360, True)):
            browser.width(width, is_phone)
            check("no scrolling to the side at %d px" % width,
                  ask("document.documentElement.scrollWidth") <= width)
            if folder:
                browser.picture(os.path.join(folder, "page-%d.png" % width))
        if folder:
            paper = browser.call("Page.printToPDF", preferCSSPageSize=True)["data"]
            pathlib.Path(folder, "page.pdf").write_bytes(base64.b64decode(paper))
        browser.process.kill()
        browser.process.wait()
    print("%d failed" % len(failures))
    return 1 if failures else 0


sys.exit(main(*sys.argv[1:]))
