# SPDX-License-Identifier: GPL-3.0-or-later
"""A person in the Service Portal, in a real Chromium.

    zoe = browser.Person(case)
    zoe.start('http://127.0.0.1:7373/')
    zoe.sign_in('zoe', 'secret')
    zoe.click('link', 'My printer')
    zoe.wait_text('Waiting for an agent')

All people of a program share one browser, each with a profile of their own. The browser is driven by
browser.mjs in node; its packages are those that tests/run.sh installs into DESKBELL_NPM.
"""
import atexit
import itertools
import json
import os
import pathlib
import subprocess
import threading

DEADLINE = 20.0


class _Bridge:
    """The program in node. Calls are made one at a time."""

    def __init__(self):
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._node = None
        self.starts = 0

    def _start(self):
        if not pathlib.Path(os.environ.get('DESKBELL_NPM', ''), 'node_modules').is_dir():
            raise RuntimeError('DESKBELL_NPM names no folder with the packages of the browser; tests/run.sh makes it')
        self._node = subprocess.Popen(['node', pathlib.Path(__file__).with_name('browser.mjs')], text=True,
                                      encoding='utf-8', stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.starts += 1
        atexit.register(self.stop)

    def call(self, person, task, **given):
        """Has the person do something, and gives what came of it."""
        with self._lock:
            if self._node is None:
                self._start()
            number = next(self._ids)
            self._node.stdin.write(json.dumps({'id': number, 'person': person, 'do': task, 'with': given}) + '\n')
            self._node.stdin.flush()
            line = self._node.stdout.readline()
        if not line:
            raise AssertionError(f'the browser has gone away, at {task} {given}')
        answer = json.loads(line)
        if 'error' in answer:
            raise AssertionError(f"{task} {given}: {answer['error']}")
        return answer['value']

    def runs(self, start):
        """Whether it is still the browser of that start."""
        return self._node is not None and self.starts == start

    def stop(self):
        """Closes the browser."""
        with self._lock:
            node, self._node = self._node, None
        if node is None:
            return
        node.stdin.close()
        node.stdout.close()
        try:
            node.wait(15)
        except subprocess.TimeoutExpired:
            node.kill()
            node.wait()


_bridge = _Bridge()
_numbers = itertools.count(1)


def stop():
    """Closes the browser; it is started anew when somebody needs it."""
    _bridge.stop()


class Person:
    """Somebody at a browser of their own. What does not come about raises AssertionError."""

    def __init__(self, case=None):
        self._number = next(_numbers)
        self._start = None
        if case is not None:
            case.defer(self.close)

    def _do(self, task, **given):
        return _bridge.call(self._number, task, **given)

    def start(self, uri, **options):
        """Opens a page. Options: width, height, dark, locale."""
        self._do('start', uri=uri, **options)
        self._start = _bridge.starts

    def goto(self, path):
        """Goes to another path of the same server, or another address."""
        self._do('goto', path=path)

    def reload(self):
        """Loads the page anew."""
        self._do('reload')

    def sign_in(self, name, password):
        """Signs in, and waits until that is done."""
        self._do('sign_in', name=name, password=password)

    def click(self, role, name):
        """Clicks what has this role and (a part of) this name for a screen reader."""
        self._do('click', role=role, name=name)

    def fill(self, label, text):
        """Writes into the field with this label, instead of what is there."""
        self._do('fill', label=label, text=text)

    def press(self, key):
        """Presses a key where the keyboard is: 'Enter', 'Shift+Tab', 'a'."""
        self._do('press', key=key)

    def wait_text(self, text, deadline=DEADLINE):
        """Waits until a text is to be seen."""
        self._do('wait_text', text=text, deadline=deadline)

    def wait_gone(self, text, deadline=DEADLINE):
        """Waits until a text is not to be seen."""
        self._do('wait_gone', text=text, deadline=deadline)

    def text(self):
        """All text that is to be seen, also inside custom elements."""
        return self._do('text')

    def troubles(self):
        """What the page's scripts failed with."""
        return self._do('troubles')

    def screenshot(self, path):
        """Saves a picture of the page."""
        self._do('screenshot', path=str(path))

    def evaluate(self, js):
        """The value of an expression, or of a promise, in the page."""
        return self._do('evaluate', js=js)

    def close(self):
        """Closes the page, as if the window were closed."""
        start, self._start = self._start, None
        if start is not None and _bridge.runs(start):
            self._do('close')
