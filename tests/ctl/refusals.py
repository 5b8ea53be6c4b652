#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desk documents that are no good: every error names the JSON path and what was expected there, in one
line, at once, and nothing has changed."""
import json
import time

import ctl
import tap

OTHER = 'no such member'


def put(path, value):
    """A change of a document: the member at the path gets the value, or goes if that is Ellipsis."""
    def change(doc):
        place = doc
        for step in path[:-1]:
            place = place[step]
        if value is ...:
            del place[path[-1]]
        else:
            place[path[-1]] = value
    return change


def both(*changes):
    def change(doc):
        for one in changes:
            one(doc)
    return change


SPANS = ('calendars', 0, 'hours', 'mon')
RULE = ('rules', 0)
WHEN = ('rules', 0, 'when')

# (what is changed in tests/data/desk.json, the path that the error names, what else it says)
WRONG = [
    # unknown members, at every level
    (put(['colour'], 1), '$.colour', OTHER),
    (put(['settings', 'colour'], 1), '$.settings.colour', OTHER, 'live_chat'),
    (put(['people', 0, 'colour'], 1), '$.people[0].colour', 'vacations'),
    (put(['people', 0, 'vacations', 0, 'colour'], 1), '$.people[0].vacations[0].colour', 'until'),
    (put(['calendars', 0, 'hours', 'noday'], []), '$.calendars[0].hours.noday', OTHER, '"mon"'),
    (put(['agreements', 0, 'targets', 0, 'colour'], 1), '$.agreements[0].targets[0].colour', 'warn_percent'),
    (put(['agreements', 0, 'targets', 0, 'minutes', 'urgent'], 1), '$.agreements[0].targets[0].minutes.urgent', OTHER, '"critical"'),
    (put(['requests', 0, 'created_at'], '2026-01-01T00:00:00Z'), '$.requests[0].created_at', 'requested_by'),
    (put([*WHEN, 'none'], []), '$.rules[0].when', 'all'),
    (put(['a\nb'], 1), '$["a\\nb"]', OTHER),
    (put(['x' * 500], 1), '$[text of 500 characters]', OTHER),
    (put(['people', 0, '\u001b[31m'], 1), '$.people[0]["\\u001b[31m"]', OTHER),
    # wrong types
    (put(['format'], 1), '$.format', '"deskbell/1"'),
    (put(['format'], ...), '$', 'a member "format"'),
    (put(['people'], {}), '$.people', 'a list', 'found an object'),
    (put(['people', 0], 'ann'), '$.people[0]', 'an object'),
    (put(['people', 0, 'name'], 5), '$.people[0].name', 'found 5'),
    (put(['people', 0, 'name'], None), '$.people[0].name', 'found null'),
    (put(['people', 0, 'name'], ...), '$.people[0]', 'a member "name"'),
    (put(['people', 0, 'name'], ''), '$.people[0].name', 'found ""'),
    (put(['people', 0, 'name'], 'x' * 100000), '$.people[0].name', 'found text of 100000 characters'),
    (put(['people', 0, 'name'], 'bell\u0007'), '$.people[0].name', 'expected'),
    (put(['people', 0, 'active'], 'yes'), '$.people[0].active', 'true or false', 'found "yes"'),
    (put(['people', 0, 'active'], 1), '$.people[0].active', 'true or false'),
    (put(['people', 0, 'roles'], 'agent'), '$.people[0].roles', 'found "agent"'),
    (put(['people', 0, 'roles', 0], 'king'), '$.people[0].roles[0]', 'chat_admin', 'found "king"'),
    (put(['people', 0, 'roles'], ['agent', 'agent']), '$.people[0].roles[1]', 'each once'),
    (put(['settings', 'live_chat'], 'true'), '$.settings.live_chat', 'true or false'),
    (put(['settings', 'abandon_grace_seconds'], 4.5), '$.settings.abandon_grace_seconds', 'expected'),
    (put(['settings', 'abandon_grace_seconds'], -1), '$.settings.abandon_grace_seconds', 'expected'),
    (put(['settings', 'abandon_grace_seconds'], 10**30), '$.settings.abandon_grace_seconds', 'expected'),
    (put(['rules', 0, 'order'], '10'), '$.rules[0].order', 'expected'),
    (put(['agreements', 0, 'targets', 0, 'warn_percent'], 101), '$.agreements[0].targets[0].warn_percent', 'expected'),
    (put(['agreements', 0, 'targets', 0, 'kind'], 'lunch'), '$.agreements[0].targets[0].kind', 'chat_response'),
    (put(['agreements', 0, 'status'], 'on'), '$.agreements[0].status', 'draft', 'found "on"'),
    (put(['agreements', 0, 'kind'], 'both'), '$.agreements[0].kind', 'service', 'support'),
    (put(['agreements', 0, 'valid_from'], '2026-02-30'), '$.agreements[0].valid_from', 'found "2026-02-30"'),
    (put(['agreements', 0, 'valid_from'], '26-2-3'), '$.agreements[0].valid_from', 'expected'),
    (put(['requests', 0, 'priority'], 'urgent'), '$.requests[0].priority', 'critical', 'found "urgent"'),
    (put(['requests', 0, 'phase'], 'new'), '$.requests[0].phase', 'suspended'),
    (put(['rules', 0, 'scope'], 'all'), '$.rules[0].scope', 'before'),
    (put(['shifts', 0, 'weekdays'], ['monday']), '$.shifts[0].weekdays[0]', 'mon'),
    (put(['shifts', 0, 'from'], '9:00'), '$.shifts[0].from', 'found "9:00"'),
    (put(['shifts', 0, 'until'], '24:01'), '$.shifts[0].until', 'found "24:01"'),
    (put(['shifts', 0, 'rotate_every'], 'P0D'), '$.shifts[0].rotate_every', 'expected'),
    (put(['shifts', 0, 'rotate_every'], '7 days'), '$.shifts[0].rotate_every', '"P7D"'),
    # ids
    (put(['people', 0, 'id'], 'Ann'), '$.people[0].id', 'found "Ann"'),
    (put(['people', 0, 'id'], 'a' * 65), '$.people[0].id', 'expected'),
    (put(['people', 0, 'id'], '../etc'), '$.people[0].id', 'expected'),
    (put(['people', 1, 'id'], 'ann'), '$.people[1].id', 'an id that no other person has', 'found "ann"'),
    (put(['services', 1, 'id'], 'email'), '$.services[1].id', 'an id that no other service has'),
    # dangling references
    (put(['groups', 0, 'owner'], 'eve'), '$.groups[0].owner', 'the id of a person', 'there is no "eve"'),
    (put(['groups', 0, 'members', 2], 'eve'), '$.groups[0].members[2]', 'there is no "eve"'),
    (put(['shifts', 0, 'group'], 'night'), '$.shifts[0].group', 'the id of a group'),
    (put(['shifts', 0, 'rotation', 0], 'eve'), '$.shifts[0].rotation[0]', 'there is no "eve"'),
    (put(['agreements', 0, 'calendar'], 'moon'), '$.agreements[0].calendar', 'the id of a calendar'),
    (put(['agreements', 0, 'services', 0], 'fax'), '$.agreements[0].services[0]', 'the id of a service'),
    (put(['offerings', 0, 'default_service'], 'fax'), '$.offerings[0].default_service', 'the id of a service'),
    (put(['offerings', 1, 'agreement'], 'iron'), '$.offerings[1].agreement', 'the id of an agreement'),
    (put(['rules', 0, 'relate_agreement'], 'iron'), '$.rules[0].relate_agreement', 'the id of an agreement'),
    (put(['requests', 0, 'offering'], 'car'), '$.requests[0].offering', 'the id of an offering'),
    (put(['requests', 0, 'requested_by'], 'eve'), '$.requests[0].requested_by', 'the id of a person'),
    # what does not fit together
    (both(put(['agreements', 0, 'valid_from'], '2026-02-02'), put(['agreements', 0, 'valid_until'], '2026-02-01')),
     '$.agreements[0].valid_until', 'not before "valid_from"'),
    (put(['people', 0, 'vacations', 0, 'until'], '2026-12-20'), '$.people[0].vacations[0].until', 'not before "from"'),
    (put([*SPANS, 0], ['09:00', '09:00']), '$.calendars[0].hours.mon[0]', 'expected'),
    (put([*SPANS, 0], ['09:00']), '$.calendars[0].hours.mon[0]', 'expected'),
    (put([*SPANS, 0, 1], '25:00'), '$.calendars[0].hours.mon[0]', 'expected'),
    (put(['shifts', 0, 'until'], '09:00'), '$.shifts[0].until', 'another time than "from"'),
    (both(put(['agreements', 0, 'only_in_hours'], True), put(['agreements', 0, 'calendar'], None)),
     '$.agreements[0].calendar', 'a calendar', 'only_in_hours'),
    (put([*RULE, 'scope'], 'before'), '$.rules[0].offering', 'the id of an offering', 'not "record"'),
    (put([*RULE, 'scope'], 'after'), '$.rules[0].offering', 'the id of an offering'),
    (put([*RULE, 'offering'], 'laptop'), '$.rules[0].offering', 'null', '"record"'),
    (put(['people', 0, 'timezone'], 'Europe/Atlantis'), '$.people[0].timezone', 'found "Europe/Atlantis"'),
    (put(['settings', 'timezone'], '+01:00'), '$.settings.timezone', 'found "+01:00"'),
    (put(['calendars', 0, 'timezone'], '../../etc/passwd'), '$.calendars[0].timezone', 'expected'),
    (put(['shifts', 0, 'rotation'], []), '$.shifts[0].rotation', 'expected'),
    (put(['shifts', 0, 'weekdays'], []), '$.shifts[0].weekdays', 'at least one weekday'),
    # conditions
    (put([*WHEN], {}), '$.rules[0].when', 'expected'),
    (put([*WHEN], {'field': 'colour', 'is': 'red'}), '$.rules[0].when.field', 'found "colour"'),
    (put([*WHEN], {'field': 'priority'}), '$.rules[0].when', 'expected'),
    (put([*WHEN], {'field': 'priority', 'is': 'high', 'in': ['low']}), '$.rules[0].when', 'expected'),
    (put([*WHEN], {'all': {}}), '$.rules[0].when.all', 'expected'),
    (put([*WHEN], {'field': 'owner', 'is_set': 'yes'}), '$.rules[0].when.is_set', 'true or false'),
]

# What is no JSON at all, and what the error says.
BROKEN = [
    ('', 'not JSON: JSON data must not be empty'),
    ('   \n', 'not JSON: '),
    ('{', 'line 1'),
    ('{"format": "deskbell/1",\n "people": [', 'line 2'),
    ('{"format": "deskbell/1"}\n{}', 'line 2'),
    ('{}{}', 'line 1'),
    ('{"format": "deskbell/1", }', 'line 1'),
    ("{'format': 'deskbell/1'}", 'line 1'),
    ('{"format": "deskbell/1"} // comment', 'line 1'),
    ('{"format": deskbell}', 'line 1'),
    ('{"a": "\\q"}', 'line 1'),
    ('{"format": "deskbell/1", "people": [{"id": "a", "name": "b\\u0000c"}]}', 'line 1', 'U+0000'),
    ('{"a\\nb": 1, "a\\nb": 2}', '"a\\nb"', 'twice'),
    ('null', '$', 'a desk document', 'null'),
    ('[]', '$', 'a desk document', 'a list'),
    ('"deskbell/1"', '$', 'a desk document'),
    ('{"format": "deskbell/1", "format": "deskbell/1"}', '"format"', 'twice'),
    ('[' * 100000, 'column 65', 'nested deeper than 64 levels'),
    ('{"a":' * 100000, 'nested deeper than 64 levels'),
    ('{"format": "deskbell/1", "people": ' + '[' * 100 + ']' * 100 + '}', 'nested deeper than 64 levels'),
]


def test_every_mistake_is_named_and_changes_nothing(case):
    desk = ctl.Desk(case)
    before = desk.export()
    found = []
    for change, path, *parts in WRONG:
        doc = ctl.changed(ctl.document(), change)
        try:
            ctl.refused(desk.try_to_bring(doc), ctl.BAD_INPUT, f'deskbellctl: standard input: {path}: ', *parts)
        except AssertionError as error:
            found.append(f'{path}: {error}')
    tap.problems(found, 'mistakes that are not refused as they should be')
    tap.same(desk.export(), before, 'the document')


def test_what_is_allowed_is_taken(case):
    desk = ctl.Desk(case)
    for change in (put([*SPANS], [['09:00', '12:00'], ['11:00', '13:00']]),
                   put(['shifts', 0, 'rotation'], ['dee', 'dee']),
                   both(put(['offerings', 1, 'agreement'], 'gold'), put(['agreements', 0, 'kind'], 'service')),
                   put(['requests', 0, 'offering'], None),
                   put(['calendars', 0, 'hours', 'mon'], [['22:00', '06:00']]),
                   put(['agreements', 0, 'valid_until'], '2026-01-01')):
        answer = desk.try_to_bring(ctl.changed(ctl.document(), change), '--dry-run')
        tap.same((answer.status, answer.err), (ctl.DONE, ''), 'what is allowed')


def test_broken_json_says_where(case):
    desk = ctl.Desk(case)
    before = desk.export()
    for text, *parts in BROKEN:
        ctl.refused(desk.try_to_bring(text), ctl.BAD_INPUT, 'deskbellctl: standard input: ', *parts)
    tap.same(desk.export(), before, 'the document')


def test_every_truncation_of_a_document_is_refused(case):
    desk = ctl.Desk(case)
    path = case.folder / 'cut.json'
    text = json.dumps(ctl.document())
    for length in range(0, len(text), len(text) // 40):
        path.write_text(text[:length], encoding='utf-8')
        ctl.refused(desk.run('import', path), ctl.BAD_INPUT, f'deskbellctl: {path}: not JSON: ')


def test_bytes_that_are_no_text(case):
    desk = ctl.Desk(case)
    path = case.folder / 'bytes.json'
    for data, where in ((b'\xff\xfe{\x00}\x00', 'line 1, column 1: not valid UTF-8'),
                        (b'{"format":\n "\xc3\x28"}', 'line 2, column 3: not valid UTF-8'),
                        (b'\xef\xbb\xbf{"format": "deskbell/1"', 'not JSON'),
                        (b'{"format": "deskbell/1"\x00}', 'line 1')):
        path.write_bytes(data)
        ctl.refused(desk.run('import', path), ctl.BAD_INPUT, where)


def test_two_hundred_megabytes_are_refused_at_once(case):
    desk = ctl.Desk(case)
    path = case.folder / 'large.json'
    with open(path, 'wb') as file:
        file.truncate(200 * 1024 * 1024)
    began = time.monotonic()
    ctl.refused(desk.run('import', path), ctl.BAD_INPUT, f'{path}: more than 64 MiB')
    tap.at_most(time.monotonic() - began, 20, 'the seconds it took')


def test_sixty_megabytes_of_brackets_are_refused_at_once(case):
    desk = ctl.Desk(case)
    began = time.monotonic()
    ctl.refused(desk.try_to_bring('[' * (60 * 1024 * 1024)), ctl.BAD_INPUT, 'nested deeper than 64 levels')
    tap.at_most(time.monotonic() - began, 20, 'the seconds it took')


def test_files_that_cannot_be_read(case):
    desk = ctl.Desk(case)
    ctl.refused(desk.run('import', case.folder / 'none.json'), ctl.BAD_INPUT, 'none.json: No such file or directory')
    ctl.refused(desk.run('import', case.folder), ctl.BAD_INPUT, f'{case.folder}: Is a directory')


tap.run('/ctl', globals())
