#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What many live connections cost: Deskbell, and beside it what keeps messages as durably.

bench_live.py live | reconnect | catch-up | sign-ins prints tables; without arguments it is a test that
sees to it that bench-live works, and that nothing is lost. The store is on the disk of the build, as a
folder in memory makes nothing durable. DESKBELL_BENCH_LIVE_ROUNDS (3) rounds, of which the medians are
shown; in each round all servers take turns.
"""
import concurrent.futures
import contextlib
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
import live_peers  # noqa: E402
import serving  # noqa: E402
import tap  # noqa: E402

ROUNDS = int(os.environ.get('DESKBELL_BENCH_LIVE_ROUNDS', '3'))
BUILD = pathlib.Path(os.environ['BENCH_BUILD'])
CLIENT = BUILD / 'tests' / 'bench' / 'bench-live'
CHATS = 99  # and their agent: 100 who chat
SECONDS = 5
PATIENCE = 20  # how many seconds are waited for what is on its way in the end
LOADS = ((200, 1000), (1000, 1000), (5000, 1000), (10000, 100), (10000, 1000), (10000, 5000))
LOAD_OF_TWO = (10000, 1000)
OVERLOADED = 'overloaded'
KEEPS_UP = 0.95  # the share of messages that have to be answered while they are being sent


def on_disk(case, place=BUILD):
    """Has the case keep its files beside the build, or in another place on a disk."""
    case.folder = pathlib.Path(tempfile.mkdtemp(prefix='bench-live-', dir=place))
    case.defer(subprocess.run, ['rm', '-rf', case.folder], check=True)


class Deskbell:
    name = 'Deskbell'
    protocol = 'websocket'
    must_keep_up = True

    def __init__(self, case, people, chats):
        self.server, self.tokens = live_desk.serve(case, people, chats)
        self.pids, self.ports = [self.server.process.pid], [self.server.port]

    def stored(self):
        return live_desk.stored(self.server.desk)

    def position(self):
        return self.server.desk.changes()


class TwoDeskbells:
    """Two servers on one PostgreSQL: half of those who chat are at the other server than the agent."""
    name = 'Deskbell, two servers on PostgreSQL'
    protocol = 'websocket'
    must_keep_up = True
    place = pathlib.Path('/var/tmp')  # PostgreSQL is another user, to whom the build may be closed

    def __init__(self, case, people, chats):
        self.servers, self.tokens = live_desk.serve_twice(case, people, chats)
        self.desk = self.servers[0].desk
        postmaster = (self.desk.postgresql.data / 'postmaster.pid').read_text(encoding='ascii').split('\n', 1)[0]
        self.pids = [*(server.process.pid for server in self.servers), int(postmaster)]
        self.ports = [server.port for server in self.servers]

    @classmethod
    def is_there(cls):
        kind = subprocess.run(['stat', '-f', '-c', '%T', cls.place], capture_output=True, text=True, check=True).stdout.strip()
        if kind == 'tmpfs':
            print(f'bench_live.py: {cls.place} is in memory, so two servers on PostgreSQL are not measured', file=sys.stderr)
        return kind != 'tmpfs'

    def stored(self):
        return live_desk.stored(self.desk)


def client(case, server, run, **options):
    """Runs bench-live against a server, and gives what it found."""
    tokens = case.folder / 'tokens'
    tokens.write_text('\n'.join(server.tokens))
    given = [('port', port) for port in server.ports] + [('server', pid) for pid in server.pids]
    given += ({'protocol': server.protocol, 'tokens': tokens, 'run': run} | options).items()
    ran = subprocess.run([CLIENT, *(f'--{name}={value}' for name, value in given)], capture_output=True, text=True, check=False,
                         timeout=300)
    if ran.returncode != 0:
        raise AssertionError(f'bench-live ends with {ran.returncode}: {ran.stderr[-2000:]}')
    return json.loads(ran.stdout)


def right(found, server, before=0):
    """Every message was answered, came to both readers once, and is in the store."""
    stored, whole = server.stored()
    tap.same((found['lost'], found['doubled'], found['refused']), (0, 0, 0), 'messages lost, doubled, refused')
    if stored is not None:
        tap.same((stored - before, whole), (found['sent'], True), 'the messages in the store')


class Failed(Exception):
    """A peer could not be measured: what the table says of it."""


@contextlib.contextmanager
def or_it(kind, fails):
    """What goes wrong with a peer is said in the table; with Deskbell it ends the benchmark."""
    try:
        yield
    except (AssertionError, OSError, subprocess.SubprocessError) as error:
        if kind.must_keep_up:
            raise
        print(f'bench_live.py: {kind.name} {fails}: {error}', file=sys.stderr)
        raise Failed(fails) from error


def measure(kind, connections, **options):
    """What was found of one server with so many connections, in a folder of its own; or in what it fails."""
    case = tap.Case('bench')
    patience = PATIENCE if kind.must_keep_up else SECONDS
    try:
        on_disk(case, getattr(kind, 'place', BUILD))
        with or_it(kind, 'does not start'):
            server = kind(case, connections, CHATS)
        with or_it(kind, OVERLOADED):
            found = client(case, server, 'a', connections=connections, chats=CHATS, seconds=SECONDS, patience=patience, **options)
        with or_it(kind, 'loses messages'):
            if kind.must_keep_up or keeps_up(found) or found['lost'] == 0:
                right(found, server)
            tap.same(found['doubled'], 0, 'messages doubled')
        return found
    except Failed as failed:
        return str(failed)
    finally:
        case.close()


def rounds(kinds, connections, **options):
    """Figures of all servers, by their name; in each round one after the other."""
    found = {kind.name: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind in kinds:
            found[kind.name].append(measure(kind, connections, **options))
    return found


def middle(found, figure):
    return statistics.median(figure(one) for one in found)


def per_message(one):
    return one['cpu'] / one['sent'] * 1e6


def in_time(one):
    """The share of the messages that were answered while they were being sent."""
    return one['in_time'] / one['sent']


def keeps_up(one):
    return in_time(one) >= KEEPS_UP


def failure(found):
    """What the table says of a server that could not be measured in every round; or None."""
    return next((one for one in found if isinstance(one, str)), None)


def row(name, connections, rate, found):
    """What was measured; of a server that could not keep up no more than that."""
    if failure(found):
        return [name, connections, rate, failure(found), *['–'] * 6]
    after = [f"{middle(found, lambda one: one['memory']):.1f}", f"{middle(found, lambda one: one['connected']):.2f}"]
    if not all(map(keeps_up, found)):
        return [name, connections, rate, f'{OVERLOADED}: {middle(found, in_time):.0%} in time', *['–'] * 4, *after]
    times = [f"{middle(found, lambda one, at=at: one['read'][at]):.2f}" for at in (0, 1, 2)]
    return [name, connections, rate, *times, f"{middle(found, lambda one: one['acknowledged'][0]):.2f}",
            f'{middle(found, per_message):.0f}', *after]


def closed_row(name, found):
    """The same without a rate."""
    if failure(found):
        return [name, failure(found), *['–'] * 2]
    return [name, f"{middle(found, lambda one: one['in_time'] / one['seconds']):.0f}", f'{middle(found, per_message):.0f}',
            f"{middle(found, lambda one: one['read'][0]):.0f}"]


# What the tables are about.
NOTE = f"""{CHATS} people chat with one agent, each message goes to its author's page and to the agent; the others only listen. Nothing
lost or doubled in any round, by what was received and, but for mosquitto, by what the store holds. Medians of {ROUNDS} rounds of
{SECONDS} s; without a rate four messages a chat are underway. Client and servers share the machine; a processor's time and memory are
those of all processes of a server. "Overloaded": less than {KEEPS_UP:.0%} of the messages were answered while they were being sent, or
the connections were not made or kept; for what was still to come then from a peer, {SECONDS} s more were waited and no longer.

Deskbell, node and ejabberd have a message on disk (SQLite, WAL, `synchronous=FULL`; PostgreSQL, `fsync`) before anybody is answered
or told. The peers keep messages and nothing else: no rights, no change log, no memory of commands, no resuming.

mosquitto (MQTT 3.1.1, QoS 1, a topic a chat, sessions that last) keeps a message only until both have it, in memory; a file of all is
written anew after each turn in which something changed, or each second, and brought to disk. An answer does not wait for that: what
was acknowledged since is lost with the power. It lets everybody in.

ejabberd (XMPP over TCP, a room a chat) has its rooms' archive (mod_mam) in SQLite: a transaction a message. An answer is that the
message comes back to its author with the archive's id.

The two servers stand on one PostgreSQL, whose processes count; every other connection is at the other server than the agent."""


def live():
    print('### Live connections\n')
    rows = []
    servers = [Deskbell, *live_peers.kinds()]
    two = [TwoDeskbells] if TwoDeskbells.is_there() else []
    for connections, rate in LOADS:
        kinds = servers + (two if (connections, rate) == LOAD_OF_TWO else [])
        for name, found in rounds(kinds, connections, rate=rate).items():
            rows.append(row(name, connections, rate, found))
    figures.table(['Server', 'Connections', 'Messages a second', 'To each reader, median, ms', '99 %', '99.9 %', 'Answer, median, ms',
                   'Processor a message, µs', 'Memory a connection, kB', 'All connected, s'], rows)
    closed = rounds(servers + two, 10000, window=4)
    figures.table(['Server', 'Most messages a second', 'Processor a message, µs', 'To each reader, median, ms'],
                  [closed_row(name, found) for name, found in closed.items()])
    figures.note(NOTE)


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


def test_nothing_is_lost_between_two_servers(case):
    servers = TwoDeskbells(case, 100, 10)
    found = client(case, servers, 'a', connections=100, chats=10, rate=200, seconds=1)
    right(found, servers)


if len(sys.argv) > 1 and sys.argv[1] != '-k':
    {'live': live, 'reconnect': reconnect, 'catch-up': catch_up, 'sign-ins': sign_ins}[sys.argv[1]]()
else:
    tap.run('/live', globals())
