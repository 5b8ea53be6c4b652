#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A database that comes back with fewer changes than a running server has reported."""
import contextlib
import os
import sqlite3

import balanced
import live
import serving
import tap
from wait import wait_until

# How much of a processor's time noticing it may take, in seconds: a server that runs in circles takes all there is.
MOST_SECONDS = 1.5


def copy(source, target):
    """Brings one file to where another one is, as SQLite's tools do: with the file open elsewhere."""
    with contextlib.closing(sqlite3.connect(source)) as one, contextlib.closing(sqlite3.connect(target, timeout=20)) as other:
        one.backup(other)


def seconds(server):
    """How long a server has had a processor."""
    with open(f'/proc/{server.process.pid}/stat', encoding='ascii') as stat:
        fields = stat.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def messages(person, chat):
    return [one['body'] for one in person.must(person.get(f'/chats/{chat}/messages')) if one['_type'] == 'message']


def is_reloaded(connection):
    """Waits until a live connection is told to load everything anew, and is ended."""
    connection.wait_for(lambda said: said.get('_type') == 'reload', 'it is told to load everything anew')
    tap.same(connection.end(), 1012, 'why it is ended')


def new_message_arrives(server, zoe, ann, chat, after):
    """Somebody who comes back with the number of a change that is there no more gets what is new."""
    connection = live.Live(ann, after=after)
    tap.true(connection.next().get('_type') == 'reload', 'who comes back is told to load everything anew')
    zoe.must(zoe.post(f'/chats/{chat}/messages', {'body': 'New'}))
    found = connection.wait_for(lambda said: said.get('type') == 'message', 'the new message')
    tap.same(found['now']['body'], 'New', 'the message')
    tap.true(found['seq'] < after, 'its number is one that there was already')


def test_sqlite_from_a_backup(case):
    server = serving.Server(case, serving.desk_with_passwords(case, 'ann', 'zoe'))
    zoe, ann = serving.Person(server, 'zoe'), serving.Person(server, 'ann')
    chat = zoe.must(zoe.post('/requests/r-1001/chats', {}))[0]['id']
    backup = case.folder / 'backup.db'
    copy(server.desk.path, backup)
    connection = live.Live(ann, after=0)
    for number in range(10):
        zoe.must(zoe.post(f'/chats/{chat}/messages', {'body': str(number)}))
    connection.wait_for(lambda said: said.get('type') == 'message' and said['now']['body'] == '9', 'the last message')
    last = server.desk.changes()
    copy(backup, server.desk.path)
    is_reloaded(connection)
    tap.same(messages(zoe, chat), [], 'the messages there are')
    new_message_arrives(server, zoe, ann, chat, last)
    tap.has(server.said(), 'brought back from another time', 'the log')


def test_who_catches_up_meanwhile(case):
    """Someone who lacks changes that are there no more: the server does not look for them in circles."""
    server = serving.Server(case, serving.desk_with_passwords(case, 'ann', 'zoe'))
    zoe, ann = serving.Person(server, 'zoe'), serving.Person(server, 'ann')
    chat = zoe.must(zoe.post('/requests/r-1001/chats', {}))[0]['id']
    first = server.desk.changes()
    watcher = live.Live(ann)
    for number in range(10):
        zoe.must(zoe.post(f'/chats/{chat}/messages', {'body': str(number)}))
    watcher.wait_for(lambda said: said.get('type') == 'message' and said['now']['body'] == '9', 'the last message')
    last = server.desk.changes()
    began = seconds(server)
    with contextlib.closing(sqlite3.connect(server.desk.path, timeout=20)) as database:
        database.execute('DELETE FROM changes WHERE seq > ?', (first + 2,))
        database.commit()
    behind = [live.Live(ann, after=first + number) for number in range(10)]
    is_reloaded(watcher)
    for connection in behind:
        connection.close()
    tap.true(seconds(server) - began < MOST_SECONDS, f'it takes {seconds(server) - began:.2f} s to notice')
    new_message_arrives(server, zoe, ann, chat, last)


def test_postgresql(case):
    desk = balanced.Desk(case)
    desk.give_password('zoe', 'ann')
    servers = [serving.Server(case, desk, options=balanced.OPTIONS) for _ in range(2)]
    zoe, ann = serving.Person(servers[0], 'zoe'), serving.Person(servers[0], 'ann')
    chat = zoe.must(zoe.post('/requests/r-1001/chats', {}))[0]['id']
    first = desk.changes()
    elsewhere = serving.Person(servers[1])
    elsewhere.cookie = ann.cookie
    connections = [live.Live(ann, after=0), live.Live(elsewhere, after=0)]
    for number in range(5):
        zoe.must(zoe.post(f'/chats/{chat}/messages', {'body': str(number)}))
    for connection in connections:
        connection.wait_for(lambda said: said.get('type') == 'message' and said['now']['body'] == '4', 'the last message')
    last = desk.changes()
    desk.postgresql.ask(f'DELETE FROM messages; UPDATE chats SET messages = 0; DELETE FROM changes WHERE seq > {first}')
    for connection in connections:
        is_reloaded(connection)
    for server, person in zip(servers, (ann, elsewhere)):
        wait_until(lambda: serving.Person(server).send('GET', '/readyz').status == 200, 'the server is ready')
    connection = live.Live(elsewhere, after=last)
    tap.true(connection.next().get('_type') == 'reload', 'who comes back is told to load everything anew')
    new_message_arrives(servers[0], zoe, ann, chat, last)
    connection.wait_for(lambda said: said.get('type') == 'message', 'the new message at the other server')


tap.run('/server', globals())
