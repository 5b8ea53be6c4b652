#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeping a desk: backup, verify, and serve."""
import os
import socket
import sqlite3
import stat

import ctl
import serving
import tap

TAMPERING = [
    ('UPDATE changes SET at = at + 1 WHERE seq = 3', 'change 3 is not what was written'),
    ("UPDATE changes SET actor = 'eve' WHERE seq = 5", 'change 5 is not what was written'),
    ("UPDATE changes SET details = replace(details, 'Ann', 'Eve') WHERE details LIKE '%Ann%'", 'is not what was written'),
    ("UPDATE changes SET hash = 'x' WHERE seq = 1", 'change 1 is not what was written'),
    ('DELETE FROM changes WHERE seq = 4', 'lacks change 4'),
    ('DELETE FROM changes WHERE seq = 1', 'lacks change 1'),
    ('UPDATE changes SET seq = seq + 100 WHERE seq > 5', 'lacks change 6'),
]


def test_backup_is_the_same_desk(case):
    desk = ctl.Desk(case, ctl.DEMO)
    copy = ctl.Desk(case, None, 'copy.db')
    tap.same(desk.must('backup', copy.path).out, '', 'what is said')
    tap.same(copy.export(), desk.export(), 'the document')
    tap.same(copy.ask('verify'), desk.ask('verify'), 'the identity and the changes')


def test_backup_while_the_desk_is_served(case):
    desk = ctl.Desk(case)
    serving.Server(case, desk)
    desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY)
    copy = ctl.Desk(case, None, 'copy.db')
    desk.must('backup', copy.path)
    tap.same(copy.changes(), desk.changes(), 'the number of changes')


def test_backup_overwrites_nothing(case):
    desk = ctl.Desk(case)
    path = case.folder / 'precious'
    path.write_text('precious', encoding='utf-8')
    ctl.refused(desk.run('backup', path), ctl.BAD_INPUT, str(path), 'there is a file already')
    tap.same(path.read_text(encoding='utf-8'), 'precious', 'the file')
    ctl.refused(desk.run('backup', case.folder / 'no' / 'copy.db'), ctl.NO_STORE, 'copy.db', 'No such file or directory')


def test_verify_says_what_is_whole(case):
    desk = ctl.Desk(case)
    answer = desk.ask('verify')
    tap.same(set(answer), {'desk', 'seq'}, 'the members')
    tap.has(desk.must('verify').out, f"{answer['seq']} changes", 'the answer')


def test_verify_finds_what_was_tampered_with(case):
    found = []
    for number, (statement, words) in enumerate(TAMPERING):
        desk = ctl.Desk(case, ctl.SMALL, f'{number}.db')
        with sqlite3.connect(desk.path, isolation_level=None) as connection:
            tap.true(connection.execute(statement).rowcount, f'{statement} changes something')
        connection.close()
        try:
            ctl.refused(desk.run('verify'), ctl.NO_STORE, 'verify: ', words)
        except AssertionError as error:
            found.append(f'{statement}: {error}')
    tap.problems(found, 'tampering that is not found')


def test_verify_finds_a_row_that_refers_to_nothing(case):
    desk = ctl.Desk(case)
    with sqlite3.connect(desk.path, isolation_level=None) as connection:
        connection.execute("UPDATE groups SET owner = 'eve'")
    connection.close()
    ctl.refused(desk.run('verify'), ctl.NO_STORE, 'verify: ', 'groups refers to nothing')


def test_desk_and_backup_are_for_their_owner_only(case):
    """Hashes of passwords are in them."""
    before = os.umask(0)
    case.defer(os.umask, before)
    desk = ctl.Desk(case)
    desk.must('backup', case.folder / 'copy.db')
    serving.Server(case, desk)
    for path in case.folder.glob('*.db*'):
        tap.same(oct(stat.S_IMODE(path.stat().st_mode)), oct(0o600), f'the mode of {path.name}')


def test_serve_needs_a_free_port(case):
    desk = ctl.Desk(case)
    with socket.socket() as taken:
        taken.bind(('127.0.0.1', 0))
        taken.listen()
        port = taken.getsockname()[1]
        ctl.refused(desk.run('serve', '--listen', f'127.0.0.1:{port}'), ctl.BAD_INPUT,
                    f'serve: port {port} of 127.0.0.1 is taken by another program; choose another port')


def test_serve_is_refused_twice_and_leaves_the_rest_alone(case):
    desk = ctl.Desk(case)
    server = serving.Server(case, desk)
    ctl.refused(desk.run('serve', '--listen', '127.0.0.1:0'), ctl.NO_STORE, str(desk.path),
                f'is open in another Deskbell (process {server.process.pid}); close it there first')
    desk.must('request', 'new', '--offering', 'laptop', '--requested-by', 'zoe', '--title', 'While it is served')
    desk.bring(ctl.SMALL)
    tap.same(len(desk.ask('request', 'list')), 3, 'the requests')
    server.stop()
    serving.Server(case, desk).stop()


def test_server_sees_what_other_programs_write(case):
    """Also when several come and go: none of them may take the desk's log away from under the server."""
    desk = ctl.Desk(case)
    other = ctl.Desk(case, None)
    serving.Server(case, desk)
    for number in range(3):
        desk.must('request', 'new', '--offering', 'laptop', '--requested-by', 'zoe', '--title', f'{number}')
        tap.true((case.folder / 'desk.db-wal').exists(), 'the log is there as long as the server is')
    tap.same(len(other.ask('request', 'list')), 5, 'the requests')


def test_lock_ends_with_a_server_that_is_killed(case):
    desk = ctl.Desk(case)
    serving.Server(case, desk).kill()
    serving.Server(case, desk)
    tap.same(desk.must('verify').status, ctl.DONE, 'the exit status of verify')


def test_serve_needs_a_desk(case):
    desk = ctl.Desk(case, None)
    ctl.refused(desk.run('serve', '--listen', '127.0.0.1:0'), ctl.NO_STORE, str(desk.path), 'there is no such file')
    tap.same(list(case.folder.iterdir()), [], 'what is in the folder')


tap.run('/ctl', globals())
