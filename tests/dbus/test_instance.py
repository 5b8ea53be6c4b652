#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One process, however it is started: by hand again, by the bus, without a window; and how it ends."""
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import manual_page  # noqa: E402
import tap  # noqa: E402
from activation import NAME, Started, by_bus, call, off_bus, on_bus, run  # noqa: E402
from wait import holds_for  # noqa: E402

from gi.repository import Gio  # noqa: E402


def start(case, *arguments, **more):
    desk = desktop.Desk(case.folder)
    program = desktop.Program('--desk', desk.path, '--person', 'ann', *arguments, **more)
    case.defer(program.close)
    return desk, program


def answer(program):
    program.says('Ring This Computer?')
    program.click('Do Not Ring')
    program.gone('label', 'Ring This Computer?')


def active(program, name='Deskbell'):
    return desktop.until(lambda: 'active' in desktop.states(program.find('frame', name)), f'{name} in front')


def test_second_start(case):
    """It brings the first's window to the front, and ends."""
    desk, program = start(case)
    answer(program)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.click('Open Chat')
    active(program, 'Zoe Lindqvist')
    second = desktop.run_deskbell()
    tap.same((second.returncode, second.stderr), (0, ''), 'how the second ends')
    active(program)
    tap.same(len(desktop.windows('deskbell')), 2, 'there is still one main window, and the chat')
    tap.true(program.process.poll() is None, 'the first goes on')


def test_second_start_after_the_window_is_closed(case):
    desk, program = start(case)
    answer(program)
    desktop.keys('alt+F4')
    desktop.until(lambda: not desktop.windows('deskbell'), 'no window')
    tap.true(program.process.poll() is None, 'it goes on without a window')
    tap.same(desktop.run_deskbell().returncode, 0, 'how the second ends')
    active(program)
    program.says('Nobody Is Waiting')


def test_in_the_background(case):
    """No window; the first one that there is asks whether to ring."""
    _, program = start(case, '--background', window=False)
    on_bus()
    holds_for(lambda: not desktop.windows('deskbell') and program.process.poll() is None, 'it has no window', 1)
    desktop.run_deskbell()
    program.attach()
    answer(program)


def test_background_before_the_first_start(case):
    """There is nothing to do without a desk: it ends, and says nothing."""
    ended = desktop.run_deskbell('--background')
    tap.same((ended.returncode, ended.stderr), (0, ''), 'how it ends')


def test_another_desk(case):
    """A second start with a desk and a person opens that in the first, and asks for this account."""
    _, program = start(case)
    program.says('Ring This Computer?')
    (case.folder / 'other').mkdir()
    other = desktop.Desk(case.folder / 'other')
    ended = desktop.run_deskbell('--desk', other.path, '--person', 'bob')
    tap.same(ended.returncode, 0, 'how the second ends')
    program.says('Bob')
    answer(program)
    program.says('This computer does not ring')


def test_opened_while_it_is_opened(case):
    """A desk that is asked for again and again does not stand in its own way."""
    _, program = start(case)
    answer(program)
    program.says('Nobody Is Waiting')
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    actions = Gio.DBusActionGroup.get(connection, NAME, '/org/deskbell/Deskbell')
    for _ in range(8):
        actions.activate_action('open-again', None)
    connection.flush_sync()
    desktop.until(lambda: 'open-again' in actions.list_actions(), 'an answer after all of them')
    program.says('Nobody Is Waiting')
    holds_for(lambda: not program.has('label', 'The Desk Cannot Be Opened'), 'it can be opened', 1)


def test_a_relative_path(case):
    desk = desktop.Desk(case.folder)
    program = desktop.Program('--desk', 'desk.db', '--person', 'ann', under=['env', '-C', str(case.folder)])
    case.defer(program.close)
    program.says('Nobody Is Waiting')
    tap.true(desk.path.exists(), 'the desk')


def test_bus_activates_it(case):
    desk = by_bus(case)
    call('org.freedesktop.Application.Activate', '{}')
    program = Started(case)
    program.says('Nobody Is Waiting')
    answer(program)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.says('Mails to the whole office bounce')


def test_launcher_starts_it(case):
    by_bus(case)
    run('gapplication', 'launch', NAME)
    program = Started(case)
    program.says('Nobody Is Waiting')


def test_action_opens_a_chat_from_cold(case):
    desk = by_bus(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    run('gapplication', 'action', NAME, 'open-chat', "'r-1001.1'")
    program = Started(case)
    program.find('frame', 'Zoe Lindqvist')
    program.wait_focus('Message')
    tap.same(desk.json('chat', 'pending', '--as', 'ann')[0]['status'], 'pending', 'the person sees nothing yet')


def test_other_actions_from_cold(case):
    by_bus(case)
    run('gapplication', 'action', NAME, 'show-place', "'requests'")
    program = Started(case)
    program.find('entry', 'Search Requests')
    program.close()
    run('gapplication', 'action', NAME, 'preferences')
    program = Started(case)
    program.says('Ring for Chat Requests')


def test_actions_before_the_first_start(case):
    """Whatever is asked for, it begins with the first start."""
    by_bus(case)
    (pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'glib-2.0' / 'settings' / 'keyfile').write_text('')
    for action in (['preferences'], ['show-place', "'mine'"], ['open-chat', "'r-1001.1'"], ['about'], ['shortcuts'],
                   ['open-portal'], ['show-request', "'r-1001'"]):
        run('gapplication', 'action', NAME, *action)
    program = Started(case)
    program.says('Welcome to Deskbell')
    desktop.screenshot(desktop.SHOTS / 'cold-actions.png')
    tap.true(not program.has('label', 'Opening the Desk…'), 'there is no main window that waits for a desk')


def test_terminated(case):
    """What was sent is on the desk, whenever it ends."""
    desk, program = start(case)
    answer(program)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.click('Open Chat')
    program.wait_focus('Message')
    for number in range(5):
        desktop.write(f'Number {number}')
        desktop.keys('Return')
    program.wait_message('Number 4')
    program.close()
    bodies = [message['body'] for message in desk.json('chat', 'transcript', 'r-1001')]
    tap.same(bodies, [f'Number {number}' for number in range(5)], 'the messages')


def test_quit(case):
    desk, program = start(case)
    answer(program)
    program.action('quit')
    tap.same(program.process.wait(20), 0, 'the exit status')
    tap.same(program.log(), '', 'what it says')
    tap.same(desk.ctl('verify').strip() != '', True, 'the desk is whole')


def test_interrupted_at_once(case):
    """Ended at any moment of the start, it ends well."""
    desk = desktop.Desk(case.folder)
    for _ in range(4):
        program = desktop.Program('--desk', desk.path, '--person', 'ann', window=False)
        on_bus()
        program.close()
        off_bus()


def test_manual_is_clean_and_has_the_options(case):
    page = desktop.TOP / 'data' / 'man' / 'deskbell.1'
    manual_page.check_clean(page)
    manual_page.check_options(page, desktop.run_deskbell('--help').stdout)


def test_words(case):
    version = desktop.run_deskbell('--version')
    tap.same(version.returncode, 0, 'the exit status')
    tap.has(version.stdout, 'deskbell ', 'the version')
    bad = desktop.run_deskbell('--no-such-option')
    tap.true(bad.returncode != 0, 'a bad option is an error')
    tap.has(bad.stderr, '--no-such-option', 'it is named')
    word = desktop.run_deskbell('desk.db')
    tap.same(word.returncode, 2, 'a word too many is an error')
    tap.has(word.stderr, '“desk.db” is not expected here; see deskbell --help', 'it is named')
    tap.has(desktop.run_deskbell('--help').stdout, '--background', 'the help')
    screen = desktop.run_deskbell(DISPLAY=':99999')
    tap.true(screen.returncode != 0, 'no screen is an error')
    tap.true(screen.stderr, 'and says so')


tap.run('/instance', globals())
