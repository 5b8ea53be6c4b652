#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The windows in German, French and Arabic: nothing in them is left in English, and Arabic begins on the right."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import languages  # noqa: E402
import tap  # noqa: E402

from desktop import SHOTS  # noqa: E402
from gi.repository import Atspi  # noqa: E402

PLACES = {'pending': 'My Chat Requests', 'mine': 'My Chats', 'requests': 'Requests', 'overview': 'Overview',
          'agreements': 'Agreements', 'offerings': 'Offerings', 'services': 'Services', 'groups': 'Groups',
          'shifts': 'Shifts', 'rules': 'Rules', 'calendars': 'Calendars', 'people': 'People',
          'settings': 'Desk Settings', 'check': 'Check a Request', 'coverage': 'Coverage', 'findings': 'Findings',
          'activity': 'Activity'}
RECORDS = {'agreements': 'New Agreement', 'shifts': 'New Shift', 'calendars': 'New Calendar', 'people': 'New Person'}
DEMO = desktop.TOP / 'data' / 'demo' / 'desk.json'


def strings_in(value):
    """What is called by people of the desk, and not by the program."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings_in(part)


def look_for_english(program, catalogue, data, where):
    """Waits until nothing in English is shown: some of it follows when the desk has answered."""
    def english():
        names = {name for thing in desktop.walk(program.root)
                 for name in (thing.get_name(), thing.get_description()) if name}
        return sorted(name for name in names if catalogue.is_english(name) and name not in data)
    try:
        desktop.until(lambda: not english(), 'no English', 3)
    except AssertionError:
        raise AssertionError(f'{where} says in English: {english()}') from None


def left_edge(thing):
    return thing.get_extents(Atspi.CoordType.WINDOW).x


def find_places(program, say):
    """The rows of the sidebar. To look for one goes through the whole window, so it is done once."""
    program.find('list item', say(PLACES['activity']))
    found = {row.get_name(): row for row in program.all('list item')}
    return {place: found[say(name)] for place, name in PLACES.items()}


def show_place(program, rows, place):
    program.action('show-place', f"'{place}'")
    desktop.until(lambda: 'selected' in desktop.states(rows[place]), f'{place} to be shown')


def open_first(program, new, titles):
    """By keyboard, the record that is the first in the list of a place, from the button before the list."""
    program.go_to(new)
    desktop.keys('Tab')
    program.go_to(lambda given: (given or '').startswith(titles), 'Down')
    desktop.keys('Return')


def read_each_place(case, language):
    catalogue = languages.Catalogue(language)
    say = catalogue.say
    demo = json.loads(DEMO.read_text(encoding='utf-8'))
    data = set(strings_in(demo))
    desk = desktop.Desk(case.folder)
    program = desktop.Program('--desk', desk.path, '--person', 'ann', **languages.environment(case.folder, language))
    case.defer(program.close)
    program.says(say('Ring This Computer?'))
    look_for_english(program, catalogue, data, 'the first question')
    program.click(say('Do Not Ring'))
    program.says(say('This computer does not ring'))
    rows = find_places(program, say)
    for place, name in PLACES.items():
        show_place(program, rows, place)
        look_for_english(program, catalogue, data, name)
        desktop.screenshot(SHOTS / f'{language}-{place}.png')
    tap.same({left_edge(row) > 400 for row in rows.values()}, {language == 'ar'}, 'whether the places are on the right')
    for place, new in RECORDS.items():
        show_place(program, rows, place)
        open_first(program, say(new), tuple(found.get('title', found.get('name', found['id'])) for found in demo[place]))
        program.says(say('Delete…'))
        look_for_english(program, catalogue, data, f'a record of {place}')
        desktop.screenshot(SHOTS / f'{language}-{place}-record.png')
    desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
    program.action('open-chat', "'r-1001.1'")
    program.find('frame', 'Zoe Lindqvist')
    look_for_english(program, catalogue, data, 'live support')
    desktop.screenshot(SHOTS / f'{language}-live-support.png')


def test_german(case):
    read_each_place(case, 'de')


def test_french(case):
    read_each_place(case, 'fr')


def test_arabic(case):
    read_each_place(case, 'ar')


tap.run('/languages', globals())
