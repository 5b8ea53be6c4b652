# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that keep and deliver messages, beside which Deskbell is measured.

Each is started in the case's folder, on a free port of this computer, with settings of its own, and ends
with the case. A peer has what bench_live.py needs of a server: its name, what it speaks, its ports,
processes and tokens, how many messages are in its store, and whether it must keep up: to others a load
may be too much, and the table says so.
"""
import contextlib
import glob
import os
import pathlib
import socket
import sqlite3
import subprocess

import figures
import front
import live_desk
import wait

PEERS = pathlib.Path(__file__).with_name('peers')
# Where the files of Debian packages are: see debian_peers in run.sh.
DEBIAN = pathlib.Path(os.environ.get('DESKBELL_DEBIAN_PEERS', '/'))
LIBRARIES = DEBIAN / 'usr' / 'lib' / 'x86_64-linux-gnu'


class Node:
    """ws and better-sqlite3: see peers/ws-server.mjs."""
    name = 'node ws + better-sqlite3'
    protocol = 'websocket'
    must_keep_up = True

    def __init__(self, case, people, chats):
        self.tokens = tokens(people)
        self.path = case.folder / 'ws.db'
        known = case.folder / 'ws.tokens'
        known.write_text('\n'.join(self.tokens))
        self.process = start(case, ['node', PEERS / 'ws-server.mjs', self.path, known], stdout=subprocess.PIPE, text=True)
        self.pids, self.ports = [self.process.pid], [int(self.process.stdout.readline())]

    @staticmethod
    def is_there():
        return 'DESKBELL_PEERS' in os.environ and (pathlib.Path(os.environ['DESKBELL_PEERS']) / 'node_modules' / 'ws').is_dir()

    def stored(self):
        return live_desk.count(self.path), True


class Mosquitto:
    """A broker of MQTT. It keeps sessions and what is on its way to them, in a file that it writes anew at each change."""
    name = 'mosquitto, saved at each change'
    protocol = 'mqtt'
    must_keep_up = False
    program = DEBIAN / 'usr' / 'sbin' / 'mosquitto'
    on_changes = 'true'  # whether it saves after so many changes, not seconds

    def __init__(self, case, people, chats):
        self.tokens = tokens(people)
        self.ports = [front.free_port()]
        settings = case.folder / 'mosquitto.conf'
        settings.write_text(f'''listener {self.ports[0]} 127.0.0.1
allow_anonymous true
{'user root' if os.getuid() == 0 else ''}
log_dest none
persistence true
persistence_location {case.folder}/
autosave_interval 1
autosave_on_changes {self.on_changes}
max_inflight_messages 0
max_queued_messages 0
''')
        self.process = start(case, [self.program, '-c', settings], env=os.environ | {'LD_LIBRARY_PATH': str(LIBRARIES)})
        self.pids = [self.process.pid]
        wait_for_port(self.ports[0])

    @classmethod
    def is_there(cls):
        return cls.program.exists()

    def stored(self):
        """It keeps no message longer than until everybody has it."""
        return None, True


class LazyMosquitto(Mosquitto):
    """The same, which writes its file each second."""
    name = 'mosquitto, saved each second'
    on_changes = 'false'


class Ejabberd:
    """A server of XMPP: a room a chat, whose archive is in SQLite."""
    name = 'ejabberd, archive in SQLite'
    protocol = 'xmpp'
    must_keep_up = False
    erlang = DEBIAN / 'usr' / 'lib' / 'erlang'

    def __init__(self, case, people, chats):
        self.tokens = tokens(people)
        self.ports = [front.free_port()]
        self.path = case.folder / 'ejabberd.db'
        self.make_store()
        (case.folder / 'ejabberd.yml').write_text(self.settings())
        binaries = glob.glob(f'{self.erlang}/erts-*/bin')[0]
        self.process = start(case, [f'{binaries}/erlexec', '-noinput', '+K', 'true', '+P', '250000', '-mnesia', 'dir', f'"{case.folder}"',
                                    '-s', 'ejabberd'],
                             stdout=subprocess.DEVNULL, cwd=case.folder,
                             env=os.environ | {'ROOTDIR': str(self.erlang), 'BINDIR': binaries, 'EMU': 'beam', 'PROGNAME': 'erl',
                                               'ERL_LIBS': str(LIBRARIES), 'ERL_MAX_PORTS': '65536',
                                               'LD_LIBRARY_PATH': str(LIBRARIES), 'ERL_CRASH_DUMP_BYTES': '0',
                                               'EJABBERD_CONFIG_PATH': str(case.folder / 'ejabberd.yml'),
                                               'EJABBERD_LOG_PATH': str(case.folder / 'ejabberd.log')})
        self.pids = [self.process.pid]
        wait_for_port(self.ports[0])

    @classmethod
    def is_there(cls):
        return bool(glob.glob(f'{cls.erlang}/erts-*/bin/erlexec') and glob.glob(f'{LIBRARIES}/ejabberd-*'))

    def make_store(self):
        """Makes the database as ejabberd's own description says, and everybody an account."""
        described = glob.glob(f'{LIBRARIES}/ejabberd-*/priv/sql/lite.sql')[0]
        with contextlib.closing(sqlite3.connect(self.path)) as database, database:
            database.execute('PRAGMA journal_mode = WAL')
            database.executescript(pathlib.Path(described).read_text(encoding='utf-8'))
            database.executemany('INSERT INTO users (username, password) VALUES (?, ?)',
                                 ((f'p-{number}', token) for number, token in enumerate(self.tokens)))

    def settings(self):
        return f'''hosts: [localhost]
loglevel: error
auth_method: sql
sql_type: sqlite
sql_database: "{self.path}"
listen:
  - {{ port: {self.ports[0]}, ip: "127.0.0.1", module: ejabberd_c2s, backlog: 4096 }}
modules:
  mod_ping: {{}}
  mod_mam: {{ db_type: sql, default: never }}
  mod_muc:
    host: conference.localhost
    history_size: 0
    max_user_conferences: 1000
    default_room_options: {{ mam: true, persistent: true }}
'''

    def stored(self):
        with contextlib.closing(sqlite3.connect(self.path)) as database:
            return database.execute("SELECT count(*) FROM archive WHERE xml LIKE '%id=''m-%'").fetchone()[0], True


def kinds():
    """The peers that are installed."""
    return [kind for kind in (Node, Mosquitto, LazyMosquitto, Ejabberd) if kind.is_there()]


def tokens(people):
    return [f'token-{number}' for number in range(people)]


def start(case, command, **named):
    """Starts a program that ends with the case."""
    live_desk.allow_files()
    with open(case.folder / 'peer.err', 'a', encoding='utf-8') as errors:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=errors, **named)
    case.defer(figures.stop, process)
    return process


def wait_for_port(port):
    def listens():
        with socket.socket() as one:
            return one.connect_ex(('127.0.0.1', port)) == 0
    wait.wait_until(listens, f'somebody listens at port {port}', 60)
