#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows of every size, and the dialogs: all of it is told to a screen reader, and nothing is cut off.

The pages are in test_languages.py. The screen is one of 3840 by 2160 pixels (meson.build).
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import looks  # noqa: E402
import tap  # noqa: E402

from administration import begins, resize, start  # noqa: E402
from desktop import SHOTS  # noqa: E402
from gi.repository import Atspi  # noqa: E402

NARROW = (360, 640)


def look(program, where):
    looks.check(program, where)
    desktop.screenshot(SHOTS / f'look-{where}.png')


def dialogs(program):
    return [thing for role in ('dialog', 'alert') for thing in program.all(role)]


def look_at_dialog(program, where):
    """The one that is in front; it goes away again."""
    desktop.until(lambda: dialogs(program), f'{where} to be there')
    look(program, where)
    desktop.keys('Escape')
    desktop.until(lambda: not dialogs(program), f'{where} to be gone')


def test_the_first_start(case):
    program = desktop.Program()
    case.defer(program.close)
    program.says('Welcome to Deskbell')
    resize(NARROW)
    look(program, 'welcome')
    program.go_to(lambda name: (name or '').startswith('Connect to a Server'))
    desktop.keys('Return')
    program.says('Whoever keeps the server')
    look(program, 'connect')


def test_dialogs_of_the_main_window(case):
    _, program = start(case)
    resize(NARROW)
    for action in ('preferences', 'desks', 'about'):
        program.action(action)
        look_at_dialog(program, action)
    desktop.keys('ctrl+k')
    look_at_dialog(program, 'find')
    program.action('show-place', "'requests'")
    program.find('grouping', 'Requests')
    program.activate('Sort and Filter')
    look_at_dialog(program, 'sort')
    program.action('show-place', "'check'")
    program.find('grouping', 'Check a Request')
    program.activate(begins('Request'))
    look_at_dialog(program, 'pick')
    program.action('show-place', "'activity'")
    program.find('grouping', 'Activity')
    program.activate(begins('Request “r-10'))
    look_at_dialog(program, 'change')
    desktop.keys('F1')
    look_at_dialog(program, 'help')


def test_live_support(case):
    desk, program = start(case)
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.action('open-chat', "'r-1001.1'")
    program.find('frame', 'Zoe Lindqvist')
    program.wait_focus('Message')
    desktop.write('I am looking into it')
    desktop.keys('Return')
    program.wait_message('I am looking into it')
    resize(NARROW, 'Zoe Lindqvist')
    look(program, 'chat')
    desktop.keys('ctrl+e')
    look_at_dialog(program, 'end')
    desktop.keys('F9')
    for name, where in (('Why is chat on here?', 'why'), ('Change Request…', 'request')):
        program.activate(name)
        look_at_dialog(program, where)


def test_the_largest_screen(case):
    """Texts stay of a width that can be read, and the rest stays together."""
    desk, program = start(case, size=(1900, 1040), GDK_SCALE='2')
    for place, name in {'requests': 'Requests', 'overview': 'Overview', 'activity': 'Activity', 'agreements': 'Agreements'}.items():
        program.action('show-place', f"'{place}'")
        program.find('grouping', name)
        look(program, f'largest-{place}')
        wide = [thing.get_name() for thing in desktop.walk(program.root)
                if thing.get_role_name() == 'label' and thing.get_extents(Atspi.CoordType.WINDOW).width > 1000]
        tap.same(wide, [], f'texts that are too wide in {name}')
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.action('open-chat', "'r-1001.1'")
    program.find('frame', 'Zoe Lindqvist')
    look(program, 'largest-chat')


tap.run('/looks', globals())
