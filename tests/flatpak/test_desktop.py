#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak on a plain X11 desktop without portals: what it shows, whom it reaches, how it rings."""
import gettext
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
from remote_desk import ask_for, connect, Server  # noqa: E402
from wait import holds_for  # noqa: E402

import sandboxed  # noqa: E402

CATALOGUE = sandboxed.INSTALLATION / 'app' / sandboxed.build.APP / 'current/active/files/share/locale/de/LC_MESSAGES/deskbell.mo'
LANGUAGES = (sandboxed.build.TOP / 'po' / 'LINGUAS').read_text(encoding='utf-8').split()


def test_first_start(case):
    program = sandboxed.Program()
    case.defer(program.close)
    program.says('Welcome to Deskbell')
    desktop.screenshot(desktop.SHOTS / 'flatpak-x11.png')
    tap.true(desktop.windows('deskbell'), 'there is a window on the X server')
    tap.true((sandboxed.data() / 'config').is_dir(), 'its files are in the folder of the sandbox')


def test_a_chat_on_a_server(case):
    """The notification goes to the notification server itself; a click opens the chat."""
    server = Server(case)
    monitor = desktop.Monitor()
    case.defer(monitor.close)
    program, dunst = connect(case, server, sandboxed.Program)
    program.says('Starting at Login Cannot Be Changed')
    program.says('Add Deskbell to the programs that it starts at login')
    program.click('Close')
    program.gone('label', 'Starting at Login Cannot Be Changed')
    server.desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    dunst.wait_shown(1)
    tap.has(monitor.text(), 'member=Notify', 'what was asked of the notification server')
    dunst.click()
    program.find('frame', 'Zoe Lindqvist')
    program.wait_focus('Message')
    desktop.screenshot(desktop.SHOTS / 'flatpak-chat.png')
    desktop.write('Good morning')
    desktop.keys('Return')
    desktop.until(lambda: server.bodies() == ['Good morning'], 'the answer on the desk')


def test_no_server_without_the_permission(case):
    """The same server cannot be reached by a program that may not use the network."""
    server = Server(case)
    program = sandboxed.Program(options=['--unshare=network'], name='cut-off')
    case.defer(program.close)
    ask_for(program, server.url)
    program.says('cannot be reached')


def test_no_notification_without_the_permission(case):
    """On a desktop without portals the permission is what lets it ring."""
    server = Server(case)
    monitor = desktop.Monitor()
    case.defer(monitor.close)
    options = ['--no-talk-name=org.freedesktop.Notifications']
    _, dunst = connect(case, server, sandboxed.Program, options=options, name='silent')
    server.desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    holds_for(lambda: dunst.shown() == 0, 'nothing rings', 1)


def shows_german(case):
    """The words of the catalogue that is in the bundle."""
    with open(CATALOGUE, 'rb') as file:
        german = gettext.GNUTranslations(file).gettext('Welcome to Deskbell')
    tap.true(german != 'Welcome to Deskbell', 'the first words are translated')
    program = sandboxed.Program(LC_ALL='de_DE.UTF-8', LANGUAGE='de')
    case.defer(program.close)
    program.action('welcome')
    program.says(german)
    desktop.screenshot(desktop.SHOTS / 'flatpak-german.png')


if 'de' in LANGUAGES:
    test_german = shows_german

tap.run('/desktop', globals())
