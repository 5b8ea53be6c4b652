#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first start, by keyboard and screen reader: which desk, who, and whether to ring."""
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402

SHOTS = pathlib.Path(os.environ.get('DESKBELL_SHOTS', desktop.GUI / 'shots'))


def settings(*keys):
    """Reads the program's settings as they are on disk."""
    text = (pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'glib-2.0' / 'settings' / 'keyfile').read_text()
    return [next((line.split('=', 1)[1] for line in text.splitlines() if line.startswith(key + '=')), None)
            for key in keys]


def test_a_desk_of_ones_own(case):
    dunst = desktop.Dunst()
    case.defer(dunst.close)
    program = desktop.Program()
    case.defer(program.close)
    program.says('Welcome to Deskbell')
    desktop.screenshot(SHOTS / 'first-start-1.png')
    program.find('list item', 'A Desk on This Computer')
    desktop.keys('Return')
    program.says('I Am New Here')
    tap.true(not program.has('label', 'Agents on This Desk'), 'an empty desk offers nobody to be')
    program.fill('Name', 'Ivy Ødegård')
    program.fill('E-mail (optional)', 'ivy@example.org')
    desktop.screenshot(SHOTS / 'first-start-2.png')
    program.activate('Add Me')
    program.says('Ring for Chat Requests')
    program.says('This Computer Can Ring')
    desktop.screenshot(SHOTS / 'first-start-3.png')
    program.click('Test')
    dunst.wait_shown(1)
    program.activate('Start')
    program.says('Nobody Is Waiting')
    program.says('Ivy Ødegård')
    program.says('This computer rings')
    desk, person, portal = settings('desk', 'person', 'serve-portal')
    tap.same(person, "'ivy'", 'the person that is remembered')
    tap.same(portal, 'true', 'the portal is served')
    tap.has(desk, 'deskbell/desk.db', 'the desk that is remembered')


def test_again(case):
    """The saved path, not the fresh one: nothing is asked, and the desk is there."""
    dunst = desktop.Dunst()
    case.defer(dunst.close)
    program = desktop.Program()
    case.defer(program.close)
    program.says('Nobody Is Waiting')
    program.says('This computer rings')
    tap.true(not program.has('label', 'Welcome to Deskbell'), 'the first start is over')


def test_left_in_the_middle(case):
    """Who looks for another desk and thinks better of it goes on with the one that there was."""
    dunst = desktop.Dunst()
    case.defer(dunst.close)
    program = desktop.Program()
    case.defer(program.close)
    program.says('This computer rings')
    program.action('welcome')
    program.says('Welcome to Deskbell')
    program.activate('Look Around an Example', 'Down')
    program.says('Agents on This Desk')
    desktop.keys('alt+F4')
    desktop.until(lambda: not desktop.windows('deskbell'), 'no window')
    program.action('show-place', "'pending'")
    program.says('Ivy Ødegård')
    program.says('This computer rings')


def test_example(case):
    dunst = desktop.Dunst()
    case.defer(dunst.close)
    program = desktop.Program()
    case.defer(program.close)
    program.says('Nobody Is Waiting')
    program.action('welcome')
    program.says('Welcome to Deskbell')
    program.activate('Look Around an Example', 'Down')
    program.says('Agents on This Desk')
    desktop.screenshot(SHOTS / 'first-start-people.png')
    program.activate('Ann Archer')
    program.says('Ring for Chat Requests')
    program.activate('Start')
    program.says('Nobody Is Waiting')
    program.says('Ann Archer')
    desktop.keys('alt+3')
    program.find('entry', 'Search Requests')
    desktop.screenshot(SHOTS / 'requests.png')
    program.fill('Search Requests', 'bounce', 'entry')
    program.says('Mails to the whole office bounce')


tap.run('/first-start', globals())
