#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ringing in the preferences: for whom it holds, the test, and the sound."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
from notification_server import NotificationServer  # noqa: E402


def start(case, server):
    desk = desktop.Desk(case.folder)
    program = desktop.Program('--desk', desk.path, '--person', 'ann')
    case.defer(server.close)
    case.defer(program.close)
    program.says('Ring This Computer?')
    program.click('Ring')
    program.says('This computer rings')
    return desk, program


def test_it_belongs_to_desk_and_account(case):
    desk, program = start(case, NotificationServer())
    desktop.run_deskbell('--desk', desk.path, '--person', 'bob')
    program.says('Ring This Computer?')
    program.click('Do Not Ring')
    program.says('This computer does not ring')
    program.action('preferences')
    tap.true(not program.is_on('Ring for Chat Requests'), 'it is off for Bob')
    desktop.keys('Escape')
    program.gone('check box', 'Ring for Chat Requests')
    desktop.run_deskbell('--desk', desk.path, '--person', 'ann')
    program.says('This computer rings')
    tap.true(not program.has('label', 'Ring This Computer?'), 'Ann has been asked')
    (case.folder / 'other').mkdir()
    other = desktop.Desk(case.folder / 'other')
    desktop.run_deskbell('--desk', other.path, '--person', 'ann')
    program.says('Ring This Computer?')
    desktop.keys('Escape')
    program.says('Not asked yet whether to ring')


def test_the_question_goes_with_the_account(case):
    """Nobody answers for somebody else."""
    server = NotificationServer()
    case.defer(server.close)
    desk = desktop.Desk(case.folder)
    program = desktop.Program('--desk', desk.path, '--person', 'ann')
    case.defer(program.close)
    program.says('Ring This Computer?')
    desktop.run_deskbell('--desk', desk.path, '--person', 'bob')
    program.says('Bob')
    desktop.until(lambda: len(program.all('label', 'Ring This Computer?')) == 1, 'one question')
    program.click('Ring')
    program.says('This computer rings')
    desktop.run_deskbell('--desk', desk.path, '--person', 'ann')
    program.says('Ring This Computer?')


def test_the_test_on_dunst(case):
    dunst = desktop.Dunst()
    _, program = start(case, dunst)
    program.action('preferences')
    program.says('This Computer Can Ring')
    program.says('dunst')
    program.says('It can do: buttons')
    program.says('Do Not Disturb Is Off')
    program.click('Test')
    dunst.wait_shown(1)
    desktop.screenshot(desktop.SHOTS / 'preferences-test.png')
    desktop.keys('Escape')
    dunst.click()
    dunst.wait_shown(0)
    program.says('Nobody Is Waiting')


def test_sound(case):
    server = NotificationServer(['actions', 'body', 'sound'])
    desk, program = start(case, server)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    desktop.until(lambda: server.shown, 'a notification')
    tap.same(server.history[0].hints.get('sound-name'), 'message-new-instant', 'the sound')
    tap.true('suppress-sound' not in server.history[0].hints, 'it is not suppressed')
    desk.ctl('chat', 'leave', 'r-1001', '--as', 'zoe')
    desktop.until(lambda: not server.shown, 'no notification')
    program.action('preferences')
    program.says('sound')
    tap.true(program.is_on('Sound'), 'the sound is on')
    program.switch('Sound')
    desktop.until(lambda: not program.is_on('Sound'), 'the sound off')
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    desktop.until(lambda: server.shown, 'a notification')
    tap.same(server.history[1].hints.get('suppress-sound'), True, 'it is suppressed')
    tap.true('sound-name' not in server.history[1].hints, 'there is no sound')
    program.click('Test')
    desktop.until(lambda: len(server.shown) == 2, 'the test')
    tap.same(server.history[2].hints.get('suppress-sound'), True, 'the test is silent, too')
    program.switch('Sound')
    desktop.until(lambda: program.is_on('Sound'), 'the sound on')


tap.run('/preferences', globals())
