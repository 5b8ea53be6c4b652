#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""due and elapsed: deadlines and what has passed, in a calendar's working time and zone."""
import ctl
import tap

CALENDARS = [
    {'id': 'office', 'name': 'Office', 'timezone': 'Europe/Prague',
     'hours': {day: [['09:00', '12:00'], ['13:00', '17:00']] for day in ('mon', 'tue', 'wed', 'thu', 'fri')},
     'holidays': [{'name': 'Christmas', 'date': '2020-12-25', 'yearly': True},
                  {'name': 'Company day', 'date': '2026-06-09'}]},
    {'id': 'night', 'name': 'Night', 'timezone': 'Europe/Prague', 'hours': {'sat': [['22:00', '06:00']]}},
    {'id': 'howe', 'name': 'Howe', 'timezone': 'Australia/Lord_Howe', 'hours': {'sun': [['00:00', '24:00']]}},
    {'id': 'never', 'name': 'Never', 'timezone': 'Europe/Prague', 'hours': {}},
]

# (calendar, start, minutes, due)
DUE = [
    ('office', '2026-06-08T09:00:00+02:00', 60, '2026-06-08T10:00:00+02:00'),
    ('office', '2026-06-08T07:00:00Z', 180, '2026-06-08T12:00:00+02:00'),
    ('office', '2026-06-08T12:30:00+02:00', 240, '2026-06-08T17:00:00+02:00'),
    ('office', '2026-06-08T16:00:00+02:00', 61, '2026-06-10T09:01:00+02:00'),
    ('office', '2026-12-24T16:30:00+01:00', 60, '2026-12-28T09:30:00+01:00'),
    ('office', '2026-06-06T03:00:00+02:00', 1, '2026-06-08T09:01:00+02:00'),
    ('office', '2026-06-08T10:00:30+02:00', 1, '2026-06-08T10:01:30+02:00'),
    ('night', '2026-03-28T22:00:00+01:00', 420, '2026-03-29T06:00:00+02:00'),
    ('night', '2026-10-24T22:00:00+02:00', 540, '2026-10-25T06:00:00+01:00'),
    ('howe', '2026-10-03T00:00:00+10:30', 1410, '2026-10-05T00:00:00+11:00'),
    ('howe', '2026-04-04T00:00:00+11:00', 1470, '2026-04-06T00:00:00+10:30'),
]


def setup(case):
    return ctl.Desk(case, {'format': 'deskbell/1', 'calendars': CALENDARS})


def due(desk, calendar, start, minutes, **named):
    return desk.run('--json', 'due', '--calendar', calendar, '--start', start, '--minutes', str(minutes), **named)


def elapsed(desk, calendar, start, end):
    return desk.ask('elapsed', '--calendar', calendar, '--start', start, '--end', end)


def test_deadlines_and_what_has_elapsed_until_them(case):
    desk = setup(case)
    for calendar, start, minutes, expected in DUE:
        answer = due(desk, calendar, start, minutes)
        tap.same((answer.status, answer.json['due']), (ctl.DONE, expected), f'{minutes} minutes after {start} ({calendar})')
        tap.same(sum(span['minutes'] for span in answer.json['spans']), minutes, 'the minutes of all spans')
        tap.same(answer.json['spans'][-1]['until'], expected, 'the end of the last span')
        tap.same(elapsed(desk, calendar, start, expected), {'minutes': minutes}, f'what has elapsed until {expected}')


def test_deadline_is_a_list_of_spans(case):
    answer = due(setup(case), 'office', '2026-06-05T16:30:00+02:00', 500)
    tap.same(answer.json, {'due': '2026-06-10T09:50:00+02:00', 'spans': [
        {'from': '2026-06-05T16:30:00+02:00', 'until': '2026-06-05T17:00:00+02:00', 'minutes': 30},
        {'from': '2026-06-08T09:00:00+02:00', 'until': '2026-06-08T12:00:00+02:00', 'minutes': 180},
        {'from': '2026-06-08T13:00:00+02:00', 'until': '2026-06-08T17:00:00+02:00', 'minutes': 240},
        {'from': '2026-06-10T09:00:00+02:00', 'until': '2026-06-10T09:50:00+02:00', 'minutes': 50}]}, 'the answer')


def test_calendar_that_never_opens_is_an_answer(case):
    desk = setup(case)
    answer = due(desk, 'never', '2026-06-05T16:30:00+02:00', 500)
    tap.same((answer.status, answer.json),
             (ctl.NO, {'due': None, 'never_before': '2046-06-05T00:00:00+02:00', 'spans': []}), 'the answer')
    said = desk.run('due', '--calendar', 'never', '--start', '2026-06-05T16:30:00+02:00', '--minutes', '1')
    tap.same((said.status, said.out), (ctl.NO, 'The calendar never opens before 2046-06-05.\n'), 'what is said')
    tap.same(elapsed(desk, 'never', '2026-06-05T16:30:00Z', '2036-06-05T16:30:00Z'), {'minutes': 0}, 'what has elapsed')


def test_whole_minutes_are_rounded_down(case):
    tap.same(elapsed(setup(case), 'office', '2026-06-08T10:00:00+02:00', '2026-06-08T10:01:59.999+02:00'), {'minutes': 1},
             'what has elapsed')


def test_bad_questions_are_refused(case):
    desk = setup(case)
    start = '2026-06-08T10:00:00+02:00'
    for arguments, part in [
        (['due', '--start', start, '--minutes', '1'], '--calendar is needed'),
        (['due', '--calendar', 'office', '--minutes', '1'], '--start is needed'),
        (['due', '--calendar', 'office', '--start', start], '--minutes is needed'),
        (['due', '--calendar', 'office', '--start', 'noon', '--minutes', '1'], 'start: expected a date and time'),
        (['due', '--calendar', 'office', '--start', start, '--minutes', 'ten'], 'minutes: expected a whole number'),
        (['due', '--calendar', 'office', '--start', start, '--minutes=-1'], 'minutes: expected a whole number'),
        (['due', '--calendar', 'office', '--start', '1850-01-01T00:00:00Z', '--minutes', '1'], 'from 1900 to 2199'),
        (['due', '--calendar', 'night', '--start', start, '--minutes', '52704000'], 'a deadline before 2200'),
        (['elapsed', '--calendar', 'office', '--start', start], '--end is needed'),
        (['elapsed', '--calendar', 'office', '--start', start, '--end', '2026-06-08T09:59:59+02:00'], 'not before the start'),
    ]:
        ctl.refused(desk.run(*arguments), ctl.BAD_INPUT, part)
    ctl.refused(due(desk, 'nowhere', start, 1), ctl.NO, 'there is no calendar "nowhere"')


tap.run('/ctl', globals())
