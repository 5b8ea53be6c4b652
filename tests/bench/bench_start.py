#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the start of a program to its first frame, and its memory 10 s later: Deskbell with the example
desk, Dino without an account, Chromium with an empty tab, one after the other on the same screen.

Runs under tests/env/gui.sh. The first frame is seen from outside, by first-frame, the same way for all.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import figures  # noqa: E402
from wait import holds_for  # noqa: E402

RUNS = int(os.environ.get('DESKBELL_BENCH_RUNS', '10'))
SETTLED = 10.0
WATCH = pathlib.Path(os.environ['BENCH_BUILD']) / 'tests' / 'bench' / 'first-frame'
CHROMIUM = ['--no-sandbox', '--no-first-run', '--no-default-browser-check', '--disable-sync',
            '--disable-background-networking', '--disable-component-update', '--password-store=basic']


class Peer:
    """A program. arguments: gives its command line, with a folder for what it writes."""

    def __init__(self, name, version, arguments, files=()):
        self.name, self.version, self.arguments, self.files = name, version, arguments, list(files)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='deskbell-bench-'))

    def start(self, measure):
        """Starts it and waits for its first frame; measure is given its process. (ms, value): ms by name."""
        watch = subprocess.Popen(['timeout', '60', WATCH, *self.files], stdout=subprocess.PIPE, text=True)
        if watch.stdout.readline() != 'ready\n':
            raise AssertionError('first-frame does not run')
        with open(self.folder / 'log', 'a', encoding='utf-8') as log:
            begin = time.monotonic_ns()
            program = subprocess.Popen(self.arguments(self.folder), stdout=log, stderr=log,
                                       env=desktop.environment(G_DEBUG=''))
        try:
            seen = [line.split() for line in watch.stdout]
            if program.poll() is not None or not seen or seen[-1][0] != 'drawn':
                raise AssertionError(f"{self.name} shows nothing ({seen}): {(self.folder / 'log').read_text()[-2000:]}")
            times = {what: (int(at) - begin) / 1e6 for what, at in seen}
            return times, measure(program.pid)
        finally:
            figures.stop(program)
            watch.wait(10)


def version(*command):
    return subprocess.run(command, capture_output=True, text=True, env=desktop.environment()).stdout.strip()


def deskbell(folder):
    """Deskbell after its first start: it has been asked whether to ring."""
    desk = desktop.Desk(folder)
    program = desktop.Program('--desk', desk.path, '--person', 'ann')
    program.says('Ring This Computer?')
    program.click('Ring')
    program.says('This computer should ring')
    program.close()
    binary = desktop.PREFIX / 'bin' / 'deskbell'
    settings = pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'glib-2.0' / 'settings' / 'keyfile'
    files = [f'exec={binary}', f'settings={settings}', f'desk={desk.path}',
             f"gtk={pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'gtk-4.0' / 'settings.ini'}"]
    return Peer('Deskbell', version(binary, '--version'),
                lambda _: [binary, '--desk', desk.path, '--person', 'ann'], files)


def dino():
    return Peer('Dino, no account', version('dpkg-query', '-W', '-f', 'dino-im ${Version}', 'dino-im'),
                lambda folder: ['dino-im'])


def chromium():
    return Peer('Chromium, an empty tab', version('chromium', '--version'),
                lambda folder: ['chromium', *CHROMIUM, f'--user-data-dir={folder}', 'about:blank'])


def settle(pid):
    """Its memory once it has come to rest, and what it has mapped."""
    holds_for(lambda: pathlib.Path(f'/proc/{pid}').exists(), 'it runs', SETTLED)
    pids = figures.tree(pid)
    return figures.proportional(pids), len(pids), figures.mapped_files(pids)


def measure(peer):
    """(what the table says of it, the times of the warm runs)."""
    _, (memory, processes, mapped) = peer.start(settle)
    cold = []
    for _ in range(RUNS):
        figures.forget(mapped)
        cold.append(peer.start(lambda pid: None)[0])
    warm = [peer.start(lambda pid: None)[0] for _ in range(RUNS)]
    shown = [f'{low:.0f} ({least:.0f}-{most:.0f})' for low, _, least, most in
             (figures.summary([times['drawn'] for times in runs]) for runs in (warm, cold))]
    return [peer.name, peer.version, *shown, f'{memory:.0f}', processes], warm


def split(warm):
    """Where the time of a warm start goes, by what can be seen from outside."""
    names = sorted(set.intersection(*(set(times) for times in warm)),
                   key=lambda name: figures.summary([times[name] for times in warm])[0])
    words = {'exec': 'the binary is opened', 'settings': 'its settings are read', 'gtk': 'GTK reads its settings',
             'desk': 'the desk is opened', 'created': 'the window is there', 'mapped': 'the window is on the screen',
             'drawn': 'its first frame is drawn'}
    figures.table(['Deskbell, a warm start', 'ms, median'],
                  [[words[name], f'{figures.summary([times[name] for times in warm])[0]:.0f}'] for name in names])


def main():
    print('### Start and memory\n')
    with tempfile.TemporaryDirectory(prefix='deskbell-bench-') as folder:
        peers = [deskbell(folder)]
        for name, make in (('dino-im', dino), ('chromium', chromium)):
            if shutil.which(name):
                peers.append(make())
            else:
                figures.note(f'{name} is not here, so there is nothing to compare with it.')
        results = [measure(peer) for peer in peers]
        figures.table(['Program', 'Version', 'First frame, warm, ms', 'First frame, cold-ish, ms',
                       f'Memory after {SETTLED:.0f} s, MB', 'Processes'], [row for row, _ in results])
        split(results[0][1])
        for peer in peers:
            shutil.rmtree(peer.folder, ignore_errors=True)
    figures.note(f'From before the start of the process to the first picture in its window that is not one colour: '
                 f'median (least-most) of {RUNS}. Cold-ish: the files it maps are taken out of the page cache '
                 'before each start, as far as nothing else uses them. Memory: proportional set size of the program '
                 'and all that it started.')


main()
