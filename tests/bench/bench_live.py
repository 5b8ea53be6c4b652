#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What many live connections cost: Deskbell, and beside it what keeps messages as durably.

bench_live.py live | reconnect | catch-up | sign-ins prints tables; without arguments it is a test that
sees to it that bench-live works, and that nothing is lost. The store is on the disk of the build, as a
folder in memory makes nothing durable. DESKBELL_BENCH_LIVE_ROUNDS (3) rounds, of which the medians are
shown; in each round all servers take turns.
"""
import concurrent.futures
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import figures  # noqa: E402
import live_desk  # noqa: E402
import serving  # noqa: E402
import tap  # noqa: E402

ROUNDS = int(os.environ.get('DESKBELL_BENCH_LIVE_ROUNDS', '3'))
BUILD = pathlib.Path(os.environ['BENCH_BUILD'])
CLIENT = BUILD / 'tests' / 'bench' / 'bench-live'
PEERS = pathlib.Path(__file__).with_name('peers')
CHATS = 99  # and their agent: 100 who chat
SECONDS = 5


def on_disk(case):
    """Has the case keep its files beside the build."""
    case.folder = pathlib.Path(tempfile.mkdtemp(prefix='bench-live-', dir=BUILD))
    case.defer(subprocess.run, ['rm', '-rf', case.folder], check=True)


class Deskbell:
    name = 'Deskbell'
    can_resume = True

    def __init__(self, case, people, chats):
        self.server, self.tokens = live_desk.serve(case, people, chats)
        self.pid, self.port = self.server.process.pid, self.server.port

    def stored(self):
        return live_desk.stored(self.server.desk)

    def position(self):
        return self.server.desk.changes()


class Node:
    """ws and better-sqlite3: see peers/ws-server.mjs."""
    name = 'node ws + better-sqlite3'
    can_resume = False

    def __init__(self, case, people, chats):
        live_desk.allow_files()
        self.tokens = [f'token-{number}' for number in range(people)]
        self.path = case.folder / 'ws.db'
        tokens = case.folder / 'ws.tokens'
        tokens.write_text('\n'.join(self.tokens))
        self.process = subprocess.Popen(['node', PEERS / 'ws-server.mjs', self.path, tokens], stdout=subprocess.PIPE, text=True)
        case.defer(figures.stop, self.process)
        self.pid, self.port = self.process.pid, int(self.process.stdout.readline())

    @staticmethod
    def is_there():
        return 'DESKBELL_PEERS' in os.environ and (pathlib.Path(os.environ['DESKBELL_PEERS']) / 'node_modules' / 'ws').is_dir()

    def stored(self):
        return live_desk.count(self.path), True


def client(case, server, run, **options):
    """Runs bench-live against a server, and gives what it found."""
    tokens = case.folder / 'tokens'
    tokens.write_text('\n'.join(server.tokens))
    given = {'port': server.port, 'server': server.pid, 'protocol': 'websocket', 'tokens': tokens, 'run': run} | options
    ran = subprocess.run([CLIENT, *(f'--{name}={value}' for name, value in given.items())], capture_output=True, text=True, check=False,
                         timeout=300)
    if ran.returncode != 0:
        raise AssertionError(f'bench-live ends with {ran.returncode}: {ran.stderr[-2000:]}')
    return json.loads(ran.stdout)


def right(found, server, before=0):
    """Every message was answered, came to both readers once, and is in the store."""
    stored, whole = server.stored()
    tap.same((found['lost'], found['doubled'], found['refused']), (0, 0, 0), 'messages lost, doubled, refused')
    tap.same((stored - before, whole), (found['sent'], True), 'the messages in the store')


def kinds():
    return [Deskbell] + ([Node] if Node.is_there() else [])


def measure(kind, connections, **options):
    """One server with so many connections, in a folder of its own."""
    case = tap.Case('bench')
    try:
        on_disk(case)
        server = kind(case, connections, CHATS)
        found = client(case, server, 'a', connections=connections, chats=CHATS, seconds=SECONDS, **options)
        right(found, server)
        return found
    finally:
        case.close()


def rounds(connections, **options):
    """Figures of all servers, by their name; in each round one after the other."""
    found = {kind.name: [] for kind in kinds()}
    for _ in range(ROUNDS):
        for kind in kinds():
            found[kind.name].append(measure(kind, connections, **options))
    return found


def middle(found, figure):
    return statistics.median(figure(one) for one in found)


def per_message(one):
    return one['cpu'] / one['sent'] * 1e6


def row(name, connections, rate, found):
    times = [f"{middle(found, lambda one, at=at: one['read'][at]):.2f}" for at in (0, 1, 2)]
    return [name, connections, rate, *times, f"{middle(found, lambda one: one['acknowledged'][0]):.2f}",
            f'{middle(found, per_message):.0f}', f"{middle(found, lambda one: one['memory']):.1f}",
            f"{middle(found, lambda one: one['connected']):.2f}"]


def live():
    print('### Live connections\n')
    rows, closed = [], []
    for connections, rate in ((200, 1000), (1000, 1000), (5000, 1000), (10000, 100), (10000, 1000), (10000, 5000)):
        for name, found in rounds(connections, rate=rate).items():
            rows.append(row(name, connections, rate, found))
    figures.table(['Server', 'Connections', 'Messages a second', 'To each reader, median, ms', '99 %', '99.9 %', 'Answer, median, ms',
                   'Processor a message, µs', 'Memory a connection, kB', 'All connected, s'], rows)
    for name, found in rounds(10000, window=4).items():
        rate = middle(found, lambda one: one['in_time'] / one['seconds'])
        closed.append([name, f'{rate:.0f}', f'{middle(found, per_message):.0f}', f"{middle(found, lambda one: one['read'][0]):.0f}"])
    figures.table(['Server', 'Most messages a second', 'Processor a message, µs', 'To each reader, median, ms'], closed)
    figures.note(f'{CHATS} people chat with one agent, each message goes to its author\'s page and to the agent; the others only listen. On disk '
                 f'(SQLite, WAL, `synchronous=FULL`) before anybody is answered or told; nothing lost or doubled in any round, by what was '
                 f'received and by what the store holds. Medians of {ROUNDS} rounds of {SECONDS} s; without a rate four messages a chat are '
                 'underway. Client and server share the machine. The peer keeps messages and nothing else: no rights, no change log, no '
                 'memory of commands, no resuming.')


def reconnect():
    print('### Coming back\n')
    rows = []
    case = tap.Case('bench')
    try:
        on_disk(case)
        server = Deskbell(case, 10000, CHATS)
        client(case, server, 'a', connections=CHATS + 1, chats=CHATS, rate=1000, seconds=1)
        for behind in (0, 100, 900):
            found = [client(case, server, 'b', connections=10000, chats=0, after=server.position() - behind) for _ in range(ROUNDS)]
            rows.append([behind, f"{middle(found, lambda one: one['reconnected']):.2f}", f"{middle(found, lambda one: one['caught_up']):.2f}",
                         f"{middle(found, lambda one: one['reconnect_cpu'] / 10000 * 1e6):.0f}"])
    finally:
        case.close()
    figures.table(['Changes missed', '10,000 are connected again, s', 'all have what they missed, s more', 'Processor a connection, µs'], rows)


def catch_up():
    print('### Catching up\n')
    case = tap.Case('bench')
    try:
        on_disk(case)
        server = Deskbell(case, 200, CHATS)
        client(case, server, 'a', connections=CHATS + 1, chats=CHATS, rate=4000, seconds=3)
        found = [client(case, server, 'b', connections=1, chats=0, after=server.position() - 10000, changes=10000) for _ in range(ROUNDS)]
        for one in found:
            tap.same(one['changes'], 10000, 'the changes that came')
        seconds = middle(found, lambda one: one['changes_seconds'])
        figures.table(['Changes', 'Time, ms', 'Changes a second'], [[10000, f'{seconds * 1e3:.0f}', f'{10000 / seconds:.0f}']])
    finally:
        case.close()


def sign_ins():
    print('### Signing in\n')
    case = tap.Case('bench')
    try:
        on_disk(case)
        people = [f'p-{number}' for number in range(1, 41)]
        desk = serving.desk_with_passwords(case, *people, doc=write(case, live_desk.document(60, 10)))
        server = serving.Server(case, desk)
        begin = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            replies = list(pool.map(lambda name: serving.Person(server).sign_in(name), people))
        seconds = time.monotonic() - begin
        tap.same({reply.status for reply in replies}, {200}, 'the answers')
        figures.table(['Sign-ins', 'A second'], [[len(people), f'{len(people) / seconds:.1f}']])
        figures.note('Eight at a time. A password is meant to cost (argon2id): this bounds what can be tried, not what can be connected.')
    finally:
        case.close()


def write(case, doc):
    path = case.folder / 'document.json'
    path.write_text(json.dumps(doc))
    return path


def test_nothing_is_lost(case):
    server = Deskbell(case, 200, 30)
    found = client(case, server, 'a', connections=200, chats=30, rate=300, seconds=1)
    right(found, server)
    more = client(case, server, 'b', connections=200, chats=30, window=2, seconds=0.3)
    right(more, server, found['sent'])
    back = client(case, server, 'c', connections=200, chats=0, after=server.position() - 20)
    tap.true(back['reconnected'] > 0 and back['caught_up'] > 0, f'all come back ({back})')
    late = client(case, server, 'd', connections=1, chats=0, after=server.position() - 300, changes=300)
    tap.same(late['changes'], 300, 'the changes that one who was away gets')


if len(sys.argv) > 1 and sys.argv[1] != '-k':
    {'live': live, 'reconnect': reconnect, 'catch-up': catch_up, 'sign-ins': sign_ins}[sys.argv[1]]()
else:
    tap.run('/live', globals())
