#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desks that cannot be opened or written: the error says what is wrong and where, and nothing that was
there is lost."""
import hashlib
import os
import resource
import signal
import sqlite3
import subprocess

import ctl
import tap

SMALL_TEXT = ctl.SMALL.read_text(encoding='utf-8')
EVERYTHING = [['export'], ['verify'], ['user', 'list'], ['import', '-'], ['serve', '--listen', '127.0.0.1:0']]


def sums(folder):
    """What is in the files of a folder. The lock of a host, which a refused one may have made, is none of it."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()
            if not path.name.endswith('-host')}


def is_refused(desk, *parts, commands=EVERYTHING, **named):
    for command in commands:
        ctl.refused(desk.run(*command, stdin=SMALL_TEXT, **named), ctl.NO_STORE, f'deskbellctl: {desk.path}', *parts)


def for_nobody(case, doc=ctl.SMALL):
    """A desk in a folder of its own that belongs to a user who is not root."""
    folder = case.folder / 'theirs'
    folder.mkdir()
    case.folder.chmod(0o755)
    desk = ctl.Desk(case, doc, 'theirs/desk.db')
    if os.geteuid() == 0:
        for path in [folder, *folder.iterdir()]:
            os.chown(path, ctl.NOBODY, ctl.NOBODY)
    case.defer(folder.chmod, 0o755)
    return desk, folder


def test_file_that_is_no_database(case):
    desk = ctl.Desk(case, None)
    for data in (b'This is a shopping list.\n' * 400, b'\x00' * 8192, b'x'):
        desk.path.write_bytes(data)
        is_refused(desk, 'is not a Deskbell desk (not an SQLite file)')
        tap.same(desk.path.read_bytes(), data, 'the file')


def test_database_of_another_program(case):
    desk = ctl.Desk(case, None)
    with sqlite3.connect(desk.path) as connection:
        connection.execute('CREATE TABLE bookmarks (url TEXT)')
    connection.close()
    before = sums(case.folder)
    is_refused(desk, 'is not a Deskbell desk (an SQLite file of another program)')
    tap.same(sums(case.folder), before, 'the files')


def test_newer_schema_is_left_as_it_is(case):
    desk = ctl.Desk(case)
    with sqlite3.connect(desk.path) as connection:
        connection.execute('PRAGMA user_version = 99')
        connection.execute('PRAGMA journal_mode = DELETE')
    connection.close()
    before = sums(case.folder)
    is_refused(desk, 'was written by a newer Deskbell: its schema is version 99', 'nothing was changed')
    tap.same(sums(case.folder), before, 'the files, byte for byte')


def test_folder_and_other_things_that_are_no_file(case):
    ctl.refused(ctl.run('--store', case.folder, 'export'), ctl.NO_STORE, f'{case.folder}: is a folder, not a desk')
    ctl.refused(ctl.run('--store', case.folder / 'no' / 'desk.db', 'import', ctl.SMALL), ctl.NO_STORE,
                'its folder does not exist')
    os.mkfifo(case.folder / 'pipe')
    ctl.refused(ctl.run('--store', case.folder / 'pipe', 'export', deadline=10), ctl.NO_STORE, 'is not a file')
    ctl.refused(ctl.run('--store', '/dev/null', 'import', ctl.SMALL, deadline=10), ctl.NO_STORE, 'is not a file')


def test_empty_file_is_a_new_desk_for_import_only(case):
    desk = ctl.Desk(case, None)
    desk.path.touch()
    desk.bring(ctl.SMALL)
    tap.same(len(desk.ask('user', 'list')), 6, 'the people')


def test_every_truncation_is_noticed(case):
    desk = ctl.Desk(case)
    desk.must('backup', case.folder / 'whole.db')
    data = (case.folder / 'whole.db').read_bytes()
    for part in range(1, 8):
        cut = ctl.Desk(case, None, f'cut-{part}.db')
        cut.path.write_bytes(data[:len(data) * part // 8])
        answer = cut.run('verify')
        ctl.refused(answer, ctl.NO_STORE, 'is damaged')


def test_damaged_pages_are_noticed(case):
    desk = ctl.Desk(case)
    desk.must('backup', case.folder / 'whole.db')
    data = (case.folder / 'whole.db').read_bytes()
    missed = []
    for page in range(1, len(data) // 4096, 5):
        hurt = ctl.Desk(case, None, 'hurt.db')
        hurt.path.write_bytes(data[:page * 4096] + b'\xa5' * 4096 + data[(page + 1) * 4096:])
        for name in ('hurt.db-wal', 'hurt.db-shm'):
            (case.folder / name).unlink(missing_ok=True)
        if hurt.run('verify').status != ctl.NO_STORE:
            missed.append(f'page {page}')
    tap.problems(missed, 'damaged pages that are not noticed')


def test_file_that_may_only_be_read(case):
    desk, folder = for_nobody(case)
    desk.path.chmod(0o444)
    before = sums(folder)
    is_refused(desk, 'may only be read by this user', prepare=ctl.as_nobody)
    tap.same(sums(folder), before, 'the files')


def test_file_that_may_not_be_read(case):
    desk, _ = for_nobody(case)
    desk.path.chmod(0o000)
    is_refused(desk, 'Permission denied', commands=EVERYTHING[:4], prepare=ctl.as_nobody)


def test_folder_that_may_only_be_read(case):
    desk, folder = for_nobody(case)
    folder.chmod(0o555)
    before = sums(folder)
    is_refused(desk, 'its folder may only be read by this user', commands=EVERYTHING[:4], prepare=ctl.as_nobody)
    ctl.refused(desk.run('serve', '--listen', '127.0.0.1:0', prepare=ctl.as_nobody), ctl.NO_STORE, f'{desk.path}')
    new = ctl.Desk(case, None, 'theirs/new.db')
    ctl.refused(new.run('import', '-', stdin=SMALL_TEXT, prepare=ctl.as_nobody), ctl.NO_STORE, str(new.path),
                'its folder may only be read by this user')
    tap.same(sums(folder), before, 'the files')


def fill(desk, **named):
    """Makes requests until one is refused, and gives their ids and the refusal."""
    made = []
    for number in range(400):
        answer = desk.run('--json', 'request', 'new', '--offering', 'laptop', '--requested-by', 'zoe',
                          '--title', f'number {number}', '--description', 'x' * 19000, **named)
        if answer.status != ctl.DONE:
            return made, answer
        made.append(answer.json['id'])
    raise AssertionError('the disk does not get full')


def is_whole(desk, made):
    """What was acknowledged is there, nothing else is, and the desk can be used again."""
    tap.true(made, 'some requests were made before')
    tap.same(sorted(request['id'] for request in desk.ask('request', 'list')), sorted(['r-1001', 'r-1002', *made]),
             'the requests')
    desk.must('verify')
    desk.must('request', 'new', '--offering', 'laptop', '--requested-by', 'zoe', '--title', 'and on')


def test_full_disk(case):
    """A file system of 1 MB, if this user may make one."""
    folder = case.folder / 'small'
    folder.mkdir()
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], capture_output=True, check=False).returncode:
        case.note('no small file system can be made here; a limit on the size of files has to do')
        return
    case.defer(subprocess.run, ['umount', '-l', folder], check=True)
    desk = ctl.Desk(case, ctl.SMALL, 'small/desk.db')
    made, answer = fill(desk)
    ctl.refused(answer, ctl.NO_STORE, 'the disk is full')
    for arguments in (['request', 'list'], ['export'], ['verify']):
        answer = desk.run(*arguments)
        if answer.status != ctl.DONE:
            ctl.refused(answer, ctl.NO_STORE, 'the disk is full')
    ctl.refused(desk.run('import', ctl.DEMO), ctl.NO_STORE, 'the disk is full')
    ctl.refused(desk.run('backup', folder / 'copy.db'), ctl.NO_STORE, 'copy.db', 'the disk is full')
    tap.true(not (folder / 'copy.db').exists(), 'half a backup is not left behind')
    subprocess.run(['mount', '-o', 'remount,size=8m', folder], check=True)
    is_whole(desk, made)


def small_files():
    """For subprocess: no file may grow beyond 600 kB."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))


def test_files_that_cannot_grow(case):
    desk = ctl.Desk(case)
    made, answer = fill(desk, prepare=small_files)
    ctl.refused(answer, ctl.NO_STORE, 'cannot be read or written: File too large')
    is_whole(desk, made)


def test_write_ahead_log_that_is_damaged_loses_no_older_change(case):
    """What a crash leaves of an unfinished transaction is passed over."""
    desk = ctl.Desk(case)
    before = desk.export()
    keeper = sqlite3.connect(desk.path, isolation_level=None)
    keeper.execute('SELECT count(*) FROM people').fetchone()
    desk.must('request', 'new', '--offering', 'laptop', '--requested-by', 'zoe', '--title', 'in the log')
    copy = ctl.Desk(case, None, 'copy.db')
    wal = (case.folder / 'desk.db-wal').read_bytes()
    tap.true(len(wal) > 100, 'the log has something')
    copy.path.write_bytes(desk.path.read_bytes())
    (case.folder / 'copy.db-wal').write_bytes(wal[:-100])
    keeper.close()
    tap.same(copy.must('verify').status, ctl.DONE, 'the exit status of verify')
    tap.same(copy.export()['people'], before['people'], 'the people')


tap.run('/ctl', globals())
