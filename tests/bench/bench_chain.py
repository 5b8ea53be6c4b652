#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the chain takes: from the person's click on "Chat with an agent" to the notification server's
receipt of Notify, and from Enter in their chat to the text in the agent's window.

The person is Chromium, the agent's desktop is the program, which serves the portal itself, all on one
machine with one clock: times are microseconds since 1970. What lies between is seen from outside, too: the
page's own record of its request, the time that the desk writes beside each change, what a screen reader is
told, and what is drawn. Runs under tests/env/gui.sh.
"""
import bisect
import os
import pathlib
import queue
import socket
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import figures  # noqa: E402
import tap  # noqa: E402
from browser import Person  # noqa: E402
from chain import PASSWORD, free_port, set_setting  # noqa: E402
from desktop import Atspi, GLib  # noqa: E402
from notification_server import NotificationServer  # noqa: E402

ROUNDS = int(os.environ.get('DESKBELL_BENCH_ROUNDS', '200'))
DEADLINE = 30
QUIET = 50000  # microseconds without anything drawn: what is drawn next is the next message
DRAWN = pathlib.Path(os.environ['BENCH_BUILD']) / 'tests' / 'bench' / 'drawn'

# The page notes when it was clicked, or Enter was pressed in it: when the browser got that, not the script.
LISTEN = '''(() => {
  const note = (event) => (globalThis.acted = performance.timeOrigin + Math.min(event.timeStamp, performance.now()));
  addEventListener('click', note, true);
  addEventListener('keydown', (event) => event.key === 'Enter' && note(event), true);
})()'''

# What was noted, and the request that followed: [acted, sent, answered], or nothing while it goes on.
REPORT = '''(() => {
  const asked = performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('%s')
    && performance.timeOrigin + entry.startTime >= acted - 1 && entry.responseEnd > 0).at(-1);
  return asked === undefined ? null
    : [acted, performance.timeOrigin + asked.requestStart, performance.timeOrigin + asked.responseStart];
})()'''


def now():
    return time.time_ns() // 1000


class Server(NotificationServer):
    """Notes when something arrives."""

    def __init__(self):
        self.arrived = queue.Queue()
        super().__init__(['actions', 'body'])

    def _call(self, bus, sender, path, interface, method, parameters, invocation):
        at = now()
        super()._call(bus, sender, path, interface, method, parameters, invocation)
        self.arrived.put((method, at))

    def forget(self):
        """Nothing that arrived until now is waited for."""
        while not self.arrived.empty():
            self.arrived.get()

    def wait(self, method):
        """When calls arrived until this one, the last; before Notify the program asks what the server can."""
        found, at = self.arrived.get(timeout=DEADLINE)
        times = [at]
        while found != method:
            found, at = self.arrived.get(timeout=DEADLINE)
            times.append(at)
        return times


class Events:
    """Lets in what comes over the buses, in a thread of its own, so that it is noted at once."""

    def __enter__(self):
        self._loop = GLib.MainLoop()
        self._thread = threading.Thread(target=self._loop.run)
        self._thread.start()

    def __exit__(self, *error):
        GLib.idle_add(self._loop.quit)
        self._thread.join()


class Scene:
    """A person at the portal and an agent at the program."""

    def __init__(self, case, background=False):
        self.desk = desktop.Desk(case.folder)
        self.desk.set_password('zoe', PASSWORD)
        port = free_port()
        set_setting('portal-port', str(port))
        set_setting('serve-portal', 'true')
        self.server = Server()
        case.defer(self.server.close)
        self.program = desktop.Program('--desk', self.desk.path, '--person', 'ann', G_DEBUG='')
        case.defer(self.program.close)
        self.program.says('Ring This Computer?')
        self.program.click('Ring')
        self.program.says('This computer rings')
        if background:
            self.program.close()
            self.program = desktop.Program('--desk', self.desk.path, '--person', 'ann', '--background', window=False,
                                           G_DEBUG='')
            case.defer(self.program.close)
            desktop.until(lambda: self.answers(port), 'the portal to answer again')
        self.page = Person(case)
        self.page.start(f'http://127.0.0.1:{port}/requests/r-1001')
        self.page.sign_in('zoe', PASSWORD)
        self.page.wait_text('Chat with an agent')
        self.page.evaluate(f'performance.setResourceTimingBufferSize(100000), {LISTEN}')

    @staticmethod
    def answers(port):
        with socket.socket() as found:
            return found.connect_ex(('127.0.0.1', port)) == 0

    def report(self, path):
        """When the page was acted on, sent its request, and had its answer."""
        found = desktop.wait_until(lambda: self.page.evaluate(REPORT % path), 'the request of the page to end')
        return [round(at * 1000) for at in found]

    def changes(self, kind, subject_type):
        """When the desk wrote changes of a kind, by its clock."""
        with sqlite3.connect(f'file:{self.desk.path}?mode=ro', uri=True) as store:
            rows = store.execute('SELECT at FROM changes WHERE type = ? AND kind = ? ORDER BY seq', (subject_type, kind))
            return [at for (at,) in rows]


def ring(case, scene):
    """Asks and leaves, again and again: [clicked, sent, at the desk, answered, about to ring, rung] of each."""
    stamps = []
    before = len(scene.changes('asked', 'chat'))
    with Events():
        for _ in range(ROUNDS):
            scene.server.forget()
            scene.page.click('button', 'Chat with an agent')
            calls = scene.server.wait('Notify')
            stamps.append([*scene.report('/chats'), calls])
            scene.page.click('button', 'Leave')
            scene.server.wait('CloseNotification')
    desk = scene.changes('asked', 'chat')[before:]
    return [[clicked, sent, at, answered, next(time for time in calls if time >= at), calls[-1]]
            for (clicked, sent, answered, calls), at in zip(stamps, desk, strict=True)]


def open_chat(scene):
    """The person asks, the agent opens the chat and answers. Gives the window and where its messages end."""
    scene.page.click('button', 'Chat with an agent')
    shown = desktop.until(lambda: list(scene.server.shown.values()), 'a notification')[0]
    scene.server.press(shown)
    scene.program.find('frame', 'Zoe Lindqvist')
    scene.program.wait_focus('Message')
    desktop.write('Good morning')
    desktop.keys('Return')
    scene.program.wait_message('Good morning')
    scene.page.wait_text('Good morning')
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '^Zoe Lindqvist'], capture_output=True,
                           text=True, check=True).stdout.split()
    field = Atspi.Component.get_extents(scene.program.field(), Atspi.CoordType.WINDOW)
    return found[0], field.y


class Window:
    """Notes when the agent's window says something, and when something is drawn where messages are."""

    def __init__(self, case, window, bottom):
        self.said, self.drawn = queue.Queue(), []
        self._listener = Atspi.EventListener.new(lambda event: self.said.put((str(event.any_data), now())))
        self._listener.register('object:announcement')
        self._watch = subprocess.Popen([DRAWN, window, str(bottom)], stdout=subprocess.PIPE, text=True)
        case.defer(figures.stop, self._watch)
        tap.same(self._watch.stdout.readline(), 'ready\n', 'what is drawn can be seen')
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self._watch.stdout:
            self.drawn.append(int(line))

    def wait_said(self, text):
        found, at = self.said.get(timeout=DEADLINE)
        while text not in found:
            found, at = self.said.get(timeout=DEADLINE)
        return at

    def is_quiet(self):
        return not self.drawn or now() - self.drawn[-1] > QUIET

    def first_drawn(self, after):
        """When something was drawn for the first time from a time on, if it was."""
        return next(iter(self.drawn[bisect.bisect_left(self.drawn, after):]), None)


def talk(case, scene):
    """Writes message after message: [Enter, sent, at the desk, answered, said, drawn] of each."""
    window = Window(case, *open_chat(scene))
    before = len(scene.changes('created', 'message'))
    stamps = []
    with Events():
        for number in range(ROUNDS):
            desktop.wait_until(window.is_quiet, 'nothing to be drawn any more', DEADLINE)
            text = f'Message number {number} of the person'
            scene.page.fill('Your message', text)
            scene.page.press('Enter')
            said = window.wait_said(text)
            stamps.append([*scene.report('/messages'), said])
            desktop.wait_until(lambda: window.first_drawn(stamps[-1][1]), f'{text} to be drawn', DEADLINE)
    desk = scene.changes('created', 'message')[before:]
    # It may be drawn before a screen reader is told.
    return [[entered, sent, at, answered, said, window.first_drawn(at)]
            for (entered, sent, answered, said), at in zip(stamps, desk, strict=True)]


def show(title, stamps, links):
    """Prints links of the chain: (words, from, to), as places in the stamps of a round."""
    rows = []
    for words, begin, end in links:
        median, high, least, most = figures.summary([(times[end] - times[begin]) / 1000 for times in stamps])
        rows.append([words, f'{median:.1f}', f'{high:.1f}', f'{least:.1f}-{most:.1f}'])
    figures.table([title, 'Median, ms', '99th percentile, ms', 'Least-most, ms'], rows)


RING = [
    ('**Click in the portal to Notify**', 0, 5),
    ('click to the request leaving the page', 0, 1),
    ('to the desk taking it up', 1, 2),
    ('from there to the first call to the notification server', 2, 4),
    ('from that to Notify', 4, 5),
    ("from the desk to the page's answer, on disk by then", 2, 3)]
TALK = [
    ("**Enter in the portal to the text in the agent's window**", 0, 5),
    ('Enter to the request leaving the page', 0, 1),
    ('to the desk taking it up', 1, 2),
    ('from there to a screen reader being told', 2, 4),
    ('from the desk to it being drawn', 2, 5),
    ("from the desk to the page's answer, on disk by then", 2, 3)]


def measure(title, stamps, links, **options):
    case = tap.Case('bench-chain')
    try:
        scene = Scene(case, **options)
        show(title, stamps(case, scene), links)
    finally:
        case.close()


def main():
    print('### The chain\n')
    measure('An agent with a window is rung', ring, RING)
    measure('An agent without a window is rung', ring, RING, background=True)
    measure('A message arrives', talk, TALK)
    figures.note(f'{ROUNDS} of each. Chromium, the program with desk and portal in it, and the notification server '
                 'share the machine.')


main()
