#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notification servers that are not there, do not answer, go and come back, or may not disturb."""
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
from notification_server import NotificationServer  # noqa: E402
from wait import holds_for  # noqa: E402

NO_SERVER = 'This computer cannot ring: there is no notification server'
NO_ANSWER = 'This computer cannot ring: its notification server does not answer'
NO_DISTURB = 'Do Not Disturb is on: this computer does not ring'


def start(case, **more):
    """A desk, and a program that shall ring for Ann; gives also how long it took to show the desk."""
    desk = desktop.Desk(case.folder)
    began = time.monotonic()
    program = desktop.Program('--desk', desk.path, '--person', 'ann', **more)
    case.defer(program.close)
    program.says('Nobody Is Waiting')
    took = time.monotonic() - began
    program.says('Ring This Computer?')
    program.click('Ring')
    return desk, program, took


def dunst(case):
    server = desktop.Dunst()
    case.defer(server.close)
    return server


def own(case, **how):
    server = NotificationServer(**how)
    case.defer(server.close)
    return server


def quits(program, limit, what):
    """Ends the program as its user does."""
    began = time.monotonic()
    desktop.keys('ctrl+q')
    program.process.wait(20)
    took = time.monotonic() - began
    tap.same(program.process.returncode, 0, f'the exit status {what}: {program.log()}')
    tap.at_most(took, limit, f'seconds to quit {what}')


def test_none_until_one_starts(case):
    desk, program, took = start(case)
    tap.at_most(took, 10, 'seconds to show the desk without a notification server')
    case.note(f'{took:.2f} s to the desk')
    program.says(NO_SERVER)
    program.says('This computer should ring, but does not')
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.says('Mails to the whole office bounce')
    desktop.screenshot(desktop.SHOTS / 'no-server.png')
    program.action('preferences')
    program.says('There is no notification server. Start the one of your desktop')
    desktop.screenshot(desktop.SHOTS / 'no-server-preferences.png')
    desktop.keys('Escape')
    server = dunst(case)
    server.wait_shown(1)
    program.gone('label', NO_SERVER)
    program.says('This computer rings')
    desktop.screenshot(desktop.SHOTS / 'server-came.png')
    desk.ctl('chat', 'leave', 'r-1001', '--as', 'zoe')
    server.wait_shown(0)


def test_starts_as_fast(case):
    """With a server that never answers the desk is there as soon as with none."""
    own(case, answers=False)
    _, _, took = start(case)
    tap.at_most(took, 10, 'seconds to show the desk with a mute notification server')
    case.note(f'{took:.2f} s to the desk')


def test_one_that_never_answers(case):
    own(case, answers=False)
    desk, program, _ = start(case)
    program.says(NO_ANSWER)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.says('Mails to the whole office bounce')
    program.action('test-notification')
    program.action('open-chat', "'r-1001.1'")
    program.wait_focus('Message')
    desktop.write('Hello')
    desktop.keys('Return')
    program.wait_message('Hello')
    desktop.until(lambda: desk.json('chat', 'transcript', 'r-1001')[0]['body'] == 'Hello', 'it on the desk')
    desktop.screenshot(desktop.SHOTS / 'mute-server.png')
    quits(program, 5, 'while a notification server does not answer')


def test_one_that_answers_at_last(case):
    """It was only slow: nobody has to restart anything."""
    server = own(case, answers=False)
    desk, program, _ = start(case)
    program.says(NO_ANSWER)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.says('Mails to the whole office bounce')
    server.wake()
    program.gone('label', NO_ANSWER)
    desktop.until(lambda: server.shown, 'what waits to ring')


def test_goes_and_comes_back(case):
    first = own(case)
    desk, program, _ = start(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    desktop.until(lambda: first.shown, 'the first ring')
    first.close()
    program.says(NO_SERVER)
    second = own(case)
    desktop.until(lambda: second.shown, 'the second ring')
    program.gone('label', NO_SERVER)
    holds_for(lambda: desktop.pump() or len(second.history) == 1, 'it rings once', 1)
    tap.same(second.strangers, [], 'notifications of others that were closed')
    tap.same(len(first.history), 1, 'the first server rang once')
    desk.ctl('chat', 'send', 'r-1001', '--as', 'bob', 'Hello')
    desktop.until(lambda: not second.shown, 'no ring any more')
    tap.same(second.strangers, [], 'notifications of others that were closed')


def test_answered_while_it_is_away(case):
    first = own(case)
    desk, program, _ = start(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    desktop.until(lambda: first.shown, 'the first ring')
    first.close()
    program.says(NO_SERVER)
    desk.ctl('chat', 'send', 'r-1001', '--as', 'bob', 'Hello')
    program.says('Nobody Is Waiting')
    second = own(case)
    program.gone('label', NO_SERVER)
    holds_for(lambda: desktop.pump() or not second.history, 'nothing rings', 1)
    tap.same(second.strangers, [], 'notifications of others that were closed')


def test_dunst_goes_and_comes_back(case):
    first = desktop.Dunst()
    desk, program, _ = start(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    first.wait_shown(1)
    first.close()
    program.says(NO_SERVER)
    second = dunst(case)
    second.wait_shown(1)
    holds_for(lambda: desktop.pump() or second.shown() == 1, 'one notification', 0.5)


def test_dunst_paused(case):
    server = dunst(case)
    _, program, _ = start(case)
    program.says('This computer rings')
    tap.true(not program.has('label', NO_DISTURB), 'it may disturb')
    server.ctl('set-paused', 'true')
    program.says(NO_DISTURB)
    program.action('preferences')
    program.says('Do Not Disturb Is On')
    program.says('This Computer Can Ring')
    desktop.screenshot(desktop.SHOTS / 'paused.png')
    server.ctl('set-paused', 'false')
    program.says('Do Not Disturb Is Off')
    desktop.keys('Escape')
    program.gone('label', NO_DISTURB)


def test_inhibited(case):
    server = own(case, inhibited=True)
    _, program, _ = start(case)
    program.says(NO_DISTURB)
    server.set_inhibited(False)
    program.gone('label', NO_DISTURB)
    server.set_inhibited(True)
    program.says(NO_DISTURB)
    program.action('preferences')
    program.says('Do Not Disturb Is On')


def test_no_session_bus(case):
    """The program is alone then, and says what it cannot do; chats work."""
    desk = desktop.Desk(case.folder)
    run = case.folder / 'run'
    run.mkdir(mode=0o700)
    program = desktop.Program('--desk', desk.path, '--person', 'ann', XDG_RUNTIME_DIR=str(run),
                              DBUS_SESSION_BUS_ADDRESS='unix:path=/nonexistent')
    case.defer(program.close)
    program.says('Ring This Computer?')
    program.click('Ring')
    program.says(NO_SERVER)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.says('Mails to the whole office bounce')
    desktop.screenshot(desktop.SHOTS / 'no-bus.png')
    program.click('Open Chat')
    program.wait_focus('Message')
    desktop.write('Hello')
    desktop.keys('Return')
    desktop.until(lambda: desk.json('chat', 'transcript', 'r-1001')[0]['body'] == 'Hello', 'it on the desk')
    quits(program, 5, 'without a session bus')


tap.run('/servers', globals())
