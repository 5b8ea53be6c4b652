#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The windows in German, French and Arabic: nothing in them is left in English, and Arabic begins on the right.

Each language on a desktop of another kind: German, whose words are long, in the narrowest window; French in the same
with texts twice as large and high contrast; Arabic in dark colours. A screen reader is told everything on all of them.
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import languages  # noqa: E402
import looks  # noqa: E402
import tap  # noqa: E402

from administration import resize  # noqa: E402
from desktop import SHOTS  # noqa: E402
from gi.repository import Atspi  # noqa: E402

PLACES = {'pending': 'My Chat Requests', 'mine': 'My Chats', 'requests': 'Requests', 'overview': 'Overview',
          'agreements': 'Agreements', 'offerings': 'Offerings', 'services': 'Services', 'groups': 'Groups',
          'shifts': 'Shifts', 'rules': 'Rules', 'calendars': 'Calendars', 'people': 'People',
          'settings': 'Desk Settings', 'check': 'Check a Request', 'coverage': 'Coverage', 'findings': 'Findings',
          'activity': 'Activity'}
RECORDS = {'agreements': 'New Agreement', 'groups': 'New Group', 'shifts': 'New Shift', 'rules': 'New Rule',
           'calendars': 'New Calendar', 'people': 'New Person'}
NARROW = (360, 640)
DEMO = desktop.TOP / 'data' / 'demo' / 'desk.json'


def strings_in(value):
    """What is called by people of the desk, and not by the program."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings_in(part)


def left_edge(thing):
    return thing.get_extents(Atspi.CoordType.WINDOW).x


def find_places(program, say):
    """The rows of the sidebar."""
    program.find('list item', say(PLACES['activity']))
    found = {row.get_name(): row for row in program.all('list item')}
    return {place: found[say(name)] for place, name in PLACES.items()}


def show_place(program, say, place):
    program.action('show-place', f"'{place}'")
    program.find('grouping', say(PLACES[place]))


def open_first(program, new, titles):
    """By keyboard, the record that is the first in the list of a place, from the button before the list."""
    program.go_to(new)
    desktop.keys('Tab')
    program.go_to(lambda given: (given or '').startswith(titles), 'Down')
    desktop.keys('Return')


class Reader:
    """Reads what the program shows, in a language."""

    def __init__(self, case, language, **more):
        self.language = language
        self.catalogue = languages.Catalogue(language)
        self.say = self.catalogue.say
        self.demo = json.loads(DEMO.read_text(encoding='utf-8'))
        self.data = set(strings_in(self.demo))
        self.desk = desktop.Desk(case.folder)
        environment = languages.environment(case.folder, language)
        self.program = desktop.Program('--desk', self.desk.path, '--person', 'ann', **environment, **more)
        case.defer(self.program.close)

    def english_in(self, thing):
        """What is said of a thing in English, and not called so by people of the desk."""
        for text in {thing.get_name(), thing.get_description()} - {None}:
            if self.catalogue.is_english(text) and text not in self.data:
                yield f'{looks.place_of(thing)} says in English: {text}'

    def look(self, where):
        """At what is shown by now: that it is in the language, told to a screen reader, and not cut off."""
        looks.check(self.program, f'{self.language}: {where}', self.english_in)
        desktop.put_pointer_away()
        desktop.screenshot(SHOTS / f"{self.language}-{where.replace(' ', '-')}.png")

    def start(self):
        """Answers the first question."""
        self.program.says(self.say('Ring This Computer?'))
        self.look('the first question')
        self.program.click(self.say('Do Not Ring'))
        self.program.gone('button', self.say('Do Not Ring'))

    def read_places(self):
        for place in PLACES:
            show_place(self.program, self.say, place)
            self.look(place)

    def read_records(self):
        for place, new in RECORDS.items():
            show_place(self.program, self.say, place)
            titles = tuple(found.get('title', found.get('name', found['id'])) for found in self.demo[place])
            open_first(self.program, self.say(new), titles)
            self.program.says(self.say('Delete…'))
            self.look(f'a record of {place}')

    def read_a_chat(self, size=None):
        self.desk.ctl('chat', 'ask', 'r-1001', '--as', 'zoe')
        self.program.action('open-chat', "'r-1001.1'")
        self.program.find('frame', 'Zoe Lindqvist')
        if size:
            resize(size, 'Zoe Lindqvist')
        self.look('live support')


def test_german(case):
    reader = Reader(case, 'de')
    reader.start()
    resize(NARROW)
    reader.read_places()
    reader.read_records()
    reader.read_a_chat(NARROW)


def test_french(case):
    looks.enlarge_text(2)
    case.defer(looks.enlarge_text, 1)
    reader = Reader(case, 'fr', ADW_DEBUG_HIGH_CONTRAST='1')
    reader.start()
    resize(NARROW)
    reader.read_places()
    reader.read_records()
    reader.read_a_chat(NARROW)


def test_arabic(case):
    reader = Reader(case, 'ar', ADW_DEBUG_COLOR_SCHEME='prefer-dark')
    reader.start()
    rows = find_places(reader.program, reader.say)
    tap.same({left_edge(row) > 400 for row in rows.values()}, {True}, 'whether the places are on the right')
    reader.read_places()
    reader.read_records()
    reader.read_a_chat()


tap.run('/languages', globals())
