#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desks that cannot be opened: the window says what is wrong with which file and what to do, leaves the file
as it is, and opens it once the cause is gone."""
import hashlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402


# Root may write everything, so that is taken from it.
AS_ANYBODY = ['setpriv', '--bounding-set', '-all', '--inh-caps', '-all'] if os.geteuid() == 0 else []


def start(case, path, person='ann', **more):
    program = desktop.Program('--desk', path, '--person', person, **more)
    case.defer(program.close)
    return program


def fails(program, path, *words):
    """The window says that, and which file it is about."""
    program.says('The Desk Cannot Be Opened')
    for word in (*words, str(path)):
        program.says(word)
    program.wait_focus('Try Again')


def again(program):
    """Presses the button that has the focus, and sees that the desk was tried again."""
    said = desktop.Announcements()
    desktop.keys('Return')
    said.wait('desk')


def opens(program):
    desktop.keys('Return')
    program.says('Nobody Is Waiting')


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_not_sqlite(case):
    path = case.folder / 'Größe & <b>shopping.db'
    path.write_text('Milk, bread, and a desk.\n' * 400, encoding='utf-8')
    before = digest(path)
    program = start(case, path)
    fails(program, path, 'is not a desk of Deskbell, and was left as it is')
    desktop.screenshot(desktop.SHOTS / 'not-a-desk.png')
    again(program)
    fails(program, path, 'is not a desk of Deskbell')
    tap.same(digest(path), before, 'the file')
    desk = desktop.Desk(case.folder)
    shutil.copy(desk.path, path)
    opens(program)


def test_other_program(case):
    path = case.folder / 'desk.db'
    with sqlite3.connect(path) as other:
        other.execute('CREATE TABLE recipe (name TEXT)')
    other.close()
    before = digest(path)
    fails(start(case, path), path, 'is not a desk of Deskbell, and was left as it is')
    tap.same(digest(path), before, 'the file')


def test_damaged(case):
    """The header is right, and nothing after it."""
    desk = desktop.Desk(case.folder)
    whole = desk.path.read_bytes()
    desk.path.write_bytes(whole[:100] + b'\x5a' * (len(whole) - 100))
    before = digest(desk.path)
    program = start(case, desk.path)
    fails(program, desk.path, 'is damaged, and was left as it is', 'Put the newest backup in its place')
    tap.same(digest(desk.path), before, 'the file')
    desk.path.write_bytes(whole)
    opens(program)


def test_damaged_further_in(case):
    """What is broken is not seen at once when it is opened."""
    desk = desktop.Desk(case.folder)
    whole = desk.path.read_bytes()
    size = int.from_bytes(whole[16:18], 'big')
    desk.path.write_bytes(whole[:3 * size] + b'\x5a' * (len(whole) - 3 * size))
    program = start(case, desk.path)
    fails(program, desk.path, 'is damaged')


def test_newer(case):
    desk = desktop.Desk(case.folder)
    with sqlite3.connect(desk.path) as newer:
        newer.execute('PRAGMA user_version = 99')
    newer.close()
    before = digest(desk.path)
    program = start(case, desk.path)
    fails(program, desk.path, 'was written by a newer Deskbell, and was left as it is', 'Update Deskbell')
    tap.same(digest(desk.path), before, 'the file')


def test_missing(case):
    """Of a folder that is not there nothing is made; when it comes, as a disk does, it goes on."""
    folder = case.folder / 'disk'
    program = start(case, folder / 'desk.db')
    fails(program, folder / 'desk.db', 'is not there')
    tap.true(not folder.exists(), 'nothing is made')
    folder.mkdir()
    desktop.Desk(folder)
    opens(program)


def test_folder(case):
    path = case.folder / 'desk.db'
    path.mkdir()
    fails(start(case, path), path, 'is not a desk of Deskbell')
    tap.same(list(path.iterdir()), [], 'the folder')


def test_read_only(case):
    """The file may not be written, then its folder, then it may not even be read."""
    desk = desktop.Desk(case.folder)
    before = digest(desk.path)
    case.defer(case.folder.chmod, 0o700)
    desk.path.chmod(0o444)
    program = start(case, desk.path, under=AS_ANYBODY)
    fails(program, desk.path, 'You may not change the desk', 'Deskbell has to write this file')
    desktop.screenshot(desktop.SHOTS / 'read-only.png')
    tap.true(not case.folder.joinpath('desk.db-shm').exists(), 'no file is left that cannot be written later')
    desk.path.chmod(0o600)
    case.folder.chmod(0o500)
    again(program)
    fails(program, desk.path, 'You may not change the desk')
    desk.path.chmod(0)
    again(program)
    fails(program, desk.path, 'You may not change the desk')
    desk.path.chmod(0o600)
    tap.same(digest(desk.path), before, 'the file')
    case.folder.chmod(0o700)
    opens(program)


def test_open_elsewhere(case):
    desk = desktop.Desk(case.folder)
    command = [desktop.PREFIX / 'bin' / 'deskbellctl', '--store', desk.path, 'serve', '--listen', '127.0.0.1:0']
    other = subprocess.Popen(command, stdout=subprocess.PIPE, env=desktop.environment(), text=True)
    case.defer(other.wait)
    case.defer(other.terminate)
    tap.has(other.stdout.readline(), 'Serving', 'the other program')
    program = start(case, desk.path)
    fails(program, desk.path, f'is open in another Deskbell (process {other.pid}). Close it there first.')
    desktop.screenshot(desktop.SHOTS / 'in-use.png')
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    other.terminate()
    tap.same(other.wait(20), 0, 'how the other program ends')
    desktop.keys('Return')
    program.says('Mails to the whole office bounce')


def test_nobody(case):
    """The desk is right, but there is no such agent on it."""
    desk = desktop.Desk(case.folder)
    program = start(case, desk.path, 'nobody')
    fails(program, desk.path, '“nobody” is no agent')
    program.click('Choose Another Desk…')
    program.says('Welcome to Deskbell')


def test_no_agent(case):
    desk = desktop.Desk(case.folder)
    fails(start(case, desk.path, 'zoe'), desk.path, '“zoe” is no agent')


def test_in_the_background(case):
    """A program that was started without a window shows one to say so; when that is closed it ends."""
    path = case.folder / 'desk.db'
    program = desktop.Program('--desk', path, '--person', 'ann', '--background')
    case.defer(program.close)
    fails(program, path, 'is not there')
    desktop.keys('alt+F4')
    tap.same(program.process.wait(20), 0, 'the exit status')


def test_first_start(case):
    """The same words where the desk is chosen."""
    path = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'deskbell' / 'desk.db'
    path.parent.mkdir(parents=True, exist_ok=True)
    case.defer(path.unlink)
    path.write_text('no desk' * 1000, encoding='utf-8')
    program = desktop.Program()
    case.defer(program.close)
    program.says('Welcome to Deskbell')
    program.find('list item', 'A Desk on This Computer')
    desktop.keys('Return')
    program.says('is not a desk of Deskbell')
    program.says(str(path))
    desktop.screenshot(desktop.SHOTS / 'first-start-failed.png')
    desktop.keys('Escape')
    path.unlink()
    program.gone('label', 'The Desk Cannot Be Opened')
    program.activate('A Desk on This Computer')
    program.says('I Am New Here')


tap.run('/bad-desks', globals())
