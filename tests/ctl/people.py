#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""user: passwords, and the list of people."""
import os
import pty
import subprocess

import ctl
import tap

SECRET = 'correct horse battery'


def test_list(case):
    desk = ctl.Desk(case)
    people = desk.ask('user', 'list')
    tap.same([person['id'] for person in people], ['ann', 'bob', 'cyd', 'dee', 'max', 'zoe'], 'the people')
    tap.same(people[0]['roles'], ['agent', 'admin'], 'the roles of ann')
    lines = desk.must('user', 'list').out.splitlines()
    tap.same(len(lines), 6, 'the lines')
    tap.has(lines[0], 'Ann Archer', 'the first line')


def test_list_of_an_empty_desk(case):
    answer = ctl.Desk(case, {'format': 'deskbell/1'}).run('--json', 'user', 'list')
    tap.same((answer.status, answer.json), (ctl.NO, []), 'the answer')


def test_password_comes_from_a_file_the_environment_or_standard_input(case):
    desk = ctl.Desk(case)
    path = case.folder / 'secret'
    path.write_text(SECRET + '\nsecond line\n', encoding='utf-8')
    before = desk.changes()
    desk.must('user', 'set-password', 'ann', '--password-file', path)
    desk.must('user', 'set-password', 'ann', env=os.environ | {'DESKBELL_PASSWORD': SECRET})
    desk.must('user', 'set-password', 'ann', stdin=SECRET + '\n')
    tap.same(desk.changes(), before + 3, 'the number of changes')


def test_password_is_nowhere_in_the_store(case):
    desk = ctl.Desk(case)
    desk.must('user', 'set-password', 'ann', stdin=SECRET)
    for path in case.folder.iterdir():
        tap.true(SECRET.encode() not in path.read_bytes(), f'the password is not in {path.name}')
    tap.true(b'$argon2id$' in desk.path.read_bytes(), 'its hash is')


def test_passwords_that_are_none(case):
    desk = ctl.Desk(case)
    before = desk.changes()
    for text in ('', '\n', '\nsecond line', 'x' * 1025, 'bad \udcff byte'):
        ctl.refused(desk.run('user', 'set-password', 'ann', stdin=text), ctl.BAD_INPUT,
                    'expected a password of 1 to 1024 bytes')
    ctl.refused(desk.run('user', 'set-password', 'ann', '--password-file', case.folder / 'none'), ctl.BAD_INPUT,
                'user set-password: ', 'No such file')
    ctl.refused(desk.run('user', 'set-password', 'eve', stdin=SECRET), ctl.NO, 'there is no person "eve"')
    tap.same(desk.changes(), before, 'the number of changes')


def test_first_administrator(case):
    """On a computer where there is no desk yet."""
    desk = ctl.Desk(case, None)
    desk.must('user', 'add', 'ann', '--name', 'Ann Archer', '--email', 'ann@example.org', '--role', 'admin', '--role', 'agent',
              '--set-password', env=os.environ | {'DESKBELL_PASSWORD': SECRET})
    found = desk.ask('user', 'list')
    tap.same([(one['id'], one['name'], one['email'], one['roles'], one['active']) for one in found],
             [('ann', 'Ann Archer', 'ann@example.org', ['agent', 'admin'], True)], 'the people')
    tap.true(b'$argon2id$' in desk.path.read_bytes(), 'the password is set')


def test_add_changes_nobody_who_is_there(case):
    desk = ctl.Desk(case)
    before = desk.export()
    ctl.refused(desk.run('user', 'add', 'zoe', '--name', 'Somebody Else', '--set-password', stdin=SECRET), ctl.NO,
                'user add: there is a person "zoe" already')
    for arguments, *parts in [(['eve'], '--name is needed'), (['E V E', '--name', 'Eve'], 'id: expected', '"E V E"'),
                              (['eve', '--name', ''], 'name: expected'), (['eve', '--name', 'Eve', '--role', 'queen'], 'role: expected', '"queen"'),
                              (['eve', '--name', 'Eve', '--set-password', '--password-file', case.folder / 'none'], 'user add: ', 'No such file')]:
        ctl.refused(desk.run('user', 'add', *arguments), ctl.BAD_INPUT, *parts)
    ctl.refused(desk.run('user', 'add', 'eve', '--name', 'Eve', '--set-password', stdin='\n'), ctl.BAD_INPUT, 'user add: expected a password')
    tap.same(desk.export(), before, 'the desk')
    desk.must('user', 'add', 'eve', '--name', 'Eve')
    tap.same([one['roles'] for one in desk.ask('user', 'list') if one['id'] == 'eve'], [[]], 'the roles of eve')


def test_terminal_is_asked_twice(case):
    desk = ctl.Desk(case)
    for words, status in ((('correct horse', 'correct horse'), ctl.DONE), (('correct horse', 'battery'), ctl.BAD_INPUT)):
        ours, theirs = pty.openpty()
        process = subprocess.Popen([ctl.PROGRAM, '--store', desk.path, 'user', 'set-password', 'ann'], stdin=theirs,
                                   stderr=subprocess.PIPE, encoding='utf-8')
        os.close(theirs)
        said = ''
        for word in words:
            while not said.endswith(' ann: '):
                said += process.stderr.read(1)
            os.write(ours, word.encode() + b'\n')
            said += process.stderr.read(1)
        rest = process.communicate(timeout=60)[1]
        tap.same(process.returncode, status, f'the exit status with {words} ({said}{rest})')
        os.close(ours)


def test_short_password_is_taken_with_a_word(case):
    ctl.Desk(case)
    ran = subprocess.run([ctl.PROGRAM, '--store', case.folder / 'desk.db', 'user', 'set-password', 'ann'], input='short',
                         capture_output=True, encoding='utf-8', check=False)
    tap.same((ran.returncode, ran.stderr), (ctl.DONE, 'deskbellctl: the password is short; 8 characters are hard to guess\n'),
             'the answer')


tap.run('/ctl', globals())
