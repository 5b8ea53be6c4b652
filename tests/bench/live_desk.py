# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk with many people who are signed in, and chats that go on: what bench-live talks to."""
import contextlib
import hashlib
import resource
import sqlite3
import time

import balanced
import ctl
import serving

AGENT = 'ann'
AT_ONCE = 400  # how many sign-ins fit into a command
# Chats whose messages are not numbered from 1 on without a hole.
HOLES = ('SELECT count(*) FROM (SELECT chat FROM messages GROUP BY chat HAVING max(position) <> count(*) OR min(position) <> 1)'
         ' AS chats')
COUNT = "SELECT count(*) FROM messages WHERE id LIKE 'm-%'"


def document(people, chats):
    """A desk where everybody may chat, with a request of each of the first people."""
    return {
        'format': 'deskbell/1', 'settings': {'live_chat': True},
        'people': [{'id': AGENT, 'name': 'Ann Archer', 'roles': ['agent']}]
        + [{'id': f'p-{number}', 'name': f'Person {number}', 'roles': []} for number in range(1, people)],
        'agreements': [{'id': 'all', 'title': 'All', 'kind': 'support', 'owner': AGENT, 'chat': True, 'status': 'active'}],
        'offerings': [{'id': 'help', 'name': 'Help', 'kind': 'support', 'status': 'active', 'agreement': 'all', 'owner': AGENT}],
        'requests': [{'id': f'r-{number}', 'title': 'The printer', 'kind': 'support', 'offering': 'help', 'requested_by': f'p-{number}',
                      'priority': 'medium', 'phase': 'open', 'owner': AGENT} for number in range(1, chats + 1)]}


def names(people):
    return [AGENT, *(f'p-{number}' for number in range(1, people))]


def sign_all_in(path, people):
    """Signs everybody in at once, without the password that is meant to cost, and gives their tokens."""
    tokens = [hashlib.sha256(name.encode()).hexdigest()[:43] for name in names(people)]
    now = int(time.time() * 1e6)
    rows = [(hashlib.sha256(token.encode()).hexdigest(), name, now, now + 10**11, None, '')
            for name, token in zip(names(people), tokens)]
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.executemany('INSERT INTO logins (id, person, created_at, expires_at, agent, left_out) VALUES (?, ?, ?, ?, ?, ?)', rows)
    return tokens


def allow_files():
    """Lets this process and what it starts have as many open files as the system allows."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def person(server, token):
    found = serving.Person(server)
    found.cookie = token
    return found


def serve(case, people, chats):
    """A server on such a desk whose chats are answered, and everybody's tokens."""
    allow_files()
    desk = ctl.Desk(case, document(people, chats))
    tokens = sign_all_in(desk.path, people)
    server = serving.Server(case, desk)
    open_chats(server, tokens, chats)
    return server, tokens


def serve_twice(case, people, chats):
    """Two servers on such a desk in a PostgreSQL that waits for the disk, and everybody's tokens."""
    allow_files()
    desk = balanced.Desk(case, document(people, chats), durable=True)
    tokens = [token for first in range(0, people, AT_ONCE) for token in desk.sign_in(*names(people)[first:first + AT_ONCE])]
    servers = [serving.Server(case, desk) for _ in range(2)]
    open_chats(servers[0], tokens, chats)
    return servers, tokens


def open_chats(server, tokens, chats):
    """Has each of the first people begin a chat, and the agent answer it."""
    agent = person(server, tokens[0])
    for number in range(1, chats + 1):
        one = person(server, tokens[number])
        one.must(one.post(f'/requests/r-{number}/chats', {}))
        agent.must(agent.post(f'/chats/r-{number}.1/messages', {'body': 'Good morning'}))


def count(path):
    """How many messages of bench-live are in a database."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute(COUNT).fetchone()[0]


def stored(desk):
    """How many messages of bench-live are in the store, and whether their order has no hole."""
    if isinstance(desk, balanced.Desk):
        return int(desk.postgresql.ask(COUNT)), desk.postgresql.ask(HOLES) == '0'
    with contextlib.closing(sqlite3.connect(desk.path)) as database:
        holes = database.execute(HOLES).fetchone()[0]
    return count(desk.path), holes == 0
