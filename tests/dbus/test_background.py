#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deskbell without a window, and what the desktop asks of it: started at login, links, the launcher's menu."""
import configparser
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
from activation import NAME, Started, by_bus, call, run  # noqa: E402
from background_portal import BackgroundPortal  # noqa: E402
from notification_server import NotificationServer  # noqa: E402
from wait import holds_for  # noqa: E402

AUTOSTART = pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'autostart' / f'{NAME}.desktop'


def start(case, *arguments, answer='Ring', **more):
    desk = desktop.Desk(case.folder)
    program = desktop.Program('--desk', desk.path, '--person', 'ann', *arguments, **more)
    case.defer(program.close)
    program.says('Ring This Computer?')
    program.click(answer)
    program.gone('label', 'Ring This Computer?')
    return desk, program


def open_link(link):
    call('org.freedesktop.Application.Open', f"['{link}']", '{}')


def test_login_in_a_file(case):
    """Outside a sandbox a file says it, which the desktop's own settings may take away."""
    _, program = start(case)
    case.defer(AUTOSTART.unlink, missing_ok=True)
    program.action('preferences')
    tap.true(not program.is_on('Start at Login'), 'it is off at first')
    program.switch('Start at Login')
    desktop.until(AUTOSTART.exists, 'the file')
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(AUTOSTART, encoding='utf-8')
    command = entry['Desktop Entry']['Exec']
    tap.same(command, f'"{desktop.PREFIX}/bin/deskbell" --background', 'what is started')
    tap.true(pathlib.Path(entry['Desktop Entry']['TryExec']).exists(), 'the program is there')
    subprocess.run(['desktop-file-validate', AUTOSTART], check=True)
    desktop.screenshot(desktop.SHOTS / 'preferences-background.png')
    program.switch('Start at Login')
    desktop.until(lambda: not AUTOSTART.exists(), 'no file')


def test_login_is_refused(case):
    """A file that cannot be written is said, and the switch goes back."""
    shutil.rmtree(AUTOSTART.parent, ignore_errors=True)
    AUTOSTART.parent.write_text('in the way', encoding='utf-8')
    case.defer(AUTOSTART.parent.unlink)
    _, program = start(case)
    program.action('preferences')
    program.switch('Start at Login')
    program.says('Starting at Login Cannot Be Changed')
    desktop.keys('Escape')
    program.gone('label', 'Starting at Login Cannot Be Changed')
    desktop.until(lambda: not program.is_on('Start at Login'), 'the switch off')


def test_login_by_the_portal(case):
    portal = BackgroundPortal()
    case.defer(portal.close)
    _, program = start(case, GTK_USE_PORTAL='1')
    desktop.until(lambda: portal.statuses[-1:] == ['This computer should ring, but does not'], 'the status')
    program.action('preferences')
    program.switch('Start at Login')
    desktop.until(lambda: portal.asked, 'the question')
    tap.same(portal.asked[0]['commandline'], ['deskbell', '--background'], 'what is started')
    tap.same(portal.asked[0]['autostart'], True, 'that it is')
    tap.has(portal.asked[0]['reason'], 'somebody asks to chat', 'why')
    desktop.until(lambda: program.is_on('Start at Login'), 'the switch on')
    tap.true(not AUTOSTART.exists(), 'there is no file')
    program.switch('Start at Login')
    desktop.until(lambda: len(portal.asked) == 2 and not portal.asked[1]['autostart'], 'the second question')
    desktop.until(lambda: not program.is_on('Start at Login'), 'the switch off')
    portal.agrees = False
    program.switch('Start at Login')
    program.says('The desktop does not allow it')
    desktop.keys('Escape')
    desktop.until(lambda: not program.is_on('Start at Login'), 'the switch off again')


def test_do_not_disturb(case):
    server = NotificationServer()
    case.defer(server.close)
    desk, program = start(case)
    program.says('This computer rings')
    run('gapplication', 'action', NAME, 'do-not-disturb')
    program.says('Do Not Disturb is on: chat requests do not ring on this computer.')
    desktop.screenshot(desktop.SHOTS / 'do-not-disturb.png')
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.says('Mails to the whole office bounce')
    holds_for(lambda: not [shown for shown in server.shown.values() if 'Zoe' in shown.title], 'nothing rings', 1)
    desktop.run_deskbell('--do-not-disturb')
    desktop.until(lambda: [shown for shown in server.shown.values() if 'Zoe' in shown.title], 'what waits rings')
    program.says('This computer rings')


def test_do_not_disturb_without_a_window(case):
    """It says what has become of it, and what it says does not lead to a chat."""
    server = NotificationServer()
    case.defer(server.close)
    _, program = start(case)
    desktop.keys('Alt+F4')
    desktop.until(lambda: not desktop.windows('Deskbell'), 'no window')
    desktop.run_deskbell('--do-not-disturb')
    desktop.until(lambda: server.history[-1:] and server.history[-1].title == 'Do Not Disturb Is On', 'the notification')
    desktop.run_deskbell('--do-not-disturb')
    desktop.until(lambda: server.history[-1].title == 'Do Not Disturb Is Off', 'the other')
    server.press(server.history[-1])
    program.says('This computer rings')


def test_menu_of_the_launcher(case):
    """What the launcher has under the other mouse button is there, also from cold."""
    by_bus(case)
    run('gapplication', 'action', NAME, 'my-chat-requests')
    program = Started(case)
    program.says('Nobody Is Waiting')
    program.says('Ring This Computer?')
    program.click('Do Not Ring')
    run('gapplication', 'action', NAME, 'show-place', "'requests'")
    program.find('entry', 'Search Requests')
    desktop.run_deskbell('--my-chat-requests')
    program.says('Nobody Is Waiting')


def test_links(case):
    desk, program = start(case, answer='Do Not Ring')
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    desktop.run_deskbell('deskbell://request/r-1002')
    program.says('r-1002')
    desktop.screenshot(desktop.SHOTS / 'link-request.png')
    desktop.keys('Escape')
    open_link('deskbell://request/r-9999')
    program.says('No Request “r-9999”')
    desktop.screenshot(desktop.SHOTS / 'link-nothing.png')
    desktop.keys('Escape')
    open_link('deskbell://person/zoe')
    desktop.until(lambda: desktop.text_of(program.find('entry', 'Search Requests')) == 'Zoe Lindqvist', 'her requests')
    open_link('deskbell://rules/all')
    program.says('The Link Cannot Be Opened')
    desktop.keys('Escape')
    wrong = desktop.run_deskbell('deskbell://request/')
    tap.same(wrong.returncode, 2, 'a wrong link is an error')
    tap.has(wrong.stderr, 'deskbell://request/r-1001', 'it says how one looks')
    open_link('deskbell://chat/r-1001.1')
    program.find('frame', 'Zoe Lindqvist')


def test_link_from_cold(case):
    by_bus(case)
    open_link('deskbell://request/r-1002')
    program = Started(case)
    program.says('r-1002')


def test_background_stays_silent_about_windows(case):
    """Started at login there is no window, and a chat request rings."""
    server = NotificationServer()
    case.defer(server.close)
    desk, program = start(case)
    program.close()
    again = desktop.Program('--background', '--desk', desk.path, '--person', 'ann', window=False)
    case.defer(again.close)
    desktop.until(lambda: desktop.has_owner(NAME), 'deskbell on the bus')
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    desktop.until(lambda: server.shown, 'a notification')
    tap.same(desktop.windows('Deskbell'), [], 'windows')


tap.run('/background', globals())
