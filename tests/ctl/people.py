#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""user: passwords, and the list of people."""
import os
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


def test_short_password_is_taken_with_a_word(case):
    ctl.Desk(case)
    ran = subprocess.run([ctl.PROGRAM, '--store', case.folder / 'desk.db', 'user', 'set-password', 'ann'], input='short',
                         capture_output=True, encoding='utf-8', check=False)
    tap.same((ran.returncode, ran.stderr), (ctl.DONE, 'deskbellctl: the password is short; 8 characters are hard to guess\n'),
             'the answer')


tap.run('/ctl', globals())
