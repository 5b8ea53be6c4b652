#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""holidays: what an iCalendar file has comes to a calendar, once, and says what it did."""
import ctl
import tap

CZECH = ctl.TOP / 'tests' / 'data' / 'holidays-cz.ics'
CLOSED = ctl.TOP / 'tests' / 'data' / 'office-closed.ics'
JUNE = '2026-06-01T10:00:00+02:00'
SPAN = ['--from', '2026-01-01', '--until', '2027-12-31']

YEARLY = [('2020-01-01', 'Den obnovy samostatného českého státu'), ('2020-05-01', 'Svátek práce'),
          ('2020-12-25', '1. svátek vánoční')]
MOVABLE = [('2026-04-03', 'Velký pátek'), ('2026-04-06', 'Velikonoční pondělí'),
           ('2027-03-26', 'Velký pátek'), ('2027-03-29', 'Velikonoční pondělí')]


def event(*lines):
    return '\r\n'.join(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', *lines, 'END:VEVENT',
                        'END:VCALENDAR', ''])


def holiday(date, name, yearly=False):
    return {'name': name, 'date': date, 'yearly': yearly}


def of_calendar(desk, name='office'):
    return ctl.find(desk.export(), 'calendars', name)['holidays']


def test_holidays_of_a_country(case):
    desk = ctl.Desk(case)
    before = of_calendar(desk)
    answer = desk.ask('holidays', 'office', CZECH, *SPAN)
    expected = [holiday(*pair, yearly=True) for pair in YEARLY] + [holiday(*pair) for pair in MOVABLE]
    tap.same(answer, {'calendar': 'office', 'added': expected, 'unchanged': 0, 'removed': 0, 'warnings': []}, 'the answer')
    found = of_calendar(desk)
    tap.same(found, sorted(before + expected, key=lambda one: one['date']), 'the holidays')


def test_twice_changes_nothing(case):
    desk = ctl.Desk(case)
    desk.must('holidays', 'office', CZECH, *SPAN)
    before, seq = desk.export(), desk.changes()
    answer = desk.ask('holidays', 'office', CZECH, *SPAN)
    tap.same((answer['added'], answer['unchanged'], answer['removed']), ([], 7, 0), 'the counts')
    tap.same(desk.export(), before, 'the document')
    tap.same(desk.changes(), seq, 'the number of changes')


def test_only_the_calendar_changes(case):
    desk = ctl.Desk(case)
    before = desk.export()
    desk.must('holidays', 'office', CZECH, *SPAN)
    after = desk.export()
    ctl.find(after, 'calendars', 'office')['holidays'] = ctl.find(before, 'calendars', 'office')['holidays']
    tap.same(after, before, 'everything else')


def test_says_so_to_people(case):
    desk = ctl.Desk(case)
    out = desk.must('holidays', 'office', CLOSED, *SPAN).out
    for line in ('2026-05-25  Company day\n', '2027-06-04  Company day (moved)\n', '2026-12-28  Shutdown\n',
                 '2026-06-13  Moving house\n', '8 added, 0 unchanged, 0 removed\n',
                 'line 49, "Housewarming lunch" is left out: it covers no day of Europe/Prague from 00:00 to 24:00\n'):
        tap.has(out, line, 'what is said')
    for word in ('2027-05-31', 'Tour'):
        tap.lacks(out, word, 'what is said')
    tap.has(desk.must('holidays', 'office', CZECH, *SPAN).out, '2020-12-25  1. svátek vánoční (every year)\n', 'what is said')


def test_times_count_where_the_calendar_is(case):
    doc = ctl.document()
    ctl.find(doc, 'calendars', 'office')['timezone'] = 'Asia/Tokyo'
    desk = ctl.Desk(case, doc)
    answer = desk.ask('holidays', 'office', CLOSED, *SPAN)
    tap.same([one['date'] for one in answer['added'] if one['name'] == 'Moving house'], ['2026-06-14'], 'the day')
    tap.has(' '.join(answer['warnings']), 'covers no day of Asia/Tokyo', 'the warnings')


def test_holiday_closes_the_office(case):
    desk = ctl.Desk(case)
    doc = ctl.document()
    ctl.find(doc, 'agreements', 'gold')['only_in_hours'] = True
    desk.bring(doc)
    monday = '2026-05-25T10:00:00+02:00'
    tap.same(desk.run('check', 'r-1001', now=monday).status, ctl.DONE, 'the exit status before')
    desk.must('holidays', 'office', CLOSED, *SPAN)
    tap.same(desk.run('check', 'r-1001', now=monday).status, ctl.NO, 'the exit status on the holiday')


def test_dry_run_changes_nothing(case):
    desk = ctl.Desk(case)
    before, seq = desk.export(), desk.changes()
    tap.same(len(desk.ask('holidays', 'office', CZECH, *SPAN, '--dry-run')['added']), 7, 'what would be added')
    tap.has(desk.must('holidays', 'office', CZECH, '--dry-run').out, 'Nothing was changed.', 'the answer')
    tap.same(desk.export(), before, 'the document')
    tap.same(desk.changes(), seq, 'the number of changes')


def test_span_begins_this_year(case):
    desk = ctl.Desk(case)
    text = event('SUMMARY:X', 'DTSTART:20200704', 'RRULE:FREQ=YEARLY;UNTIL=20990704')
    added = desk.ask('holidays', 'office', '-', '--dry-run', stdin=text, now=JUNE)['added']
    tap.same([one['date'][:4] for one in added], [str(year) for year in range(2026, 2032)], 'the years')
    eve = desk.ask('holidays', 'office', '-', '--dry-run', stdin=text, now='2025-12-31T23:30:00Z')['added']
    tap.same(eve, added, 'what is added while it is New Year in the calendar already')
    added = desk.ask('holidays', 'office', '-', '--until', '2027-01-01', stdin=text, now=JUNE)['added']
    tap.same([one['date'] for one in added], ['2026-07-04'], 'the days until')


def test_replace_takes_single_days_away(case):
    doc = ctl.document()
    old = [holiday('2025-12-31', 'Before'), holiday('2026-02-01', 'Old'), holiday('2026-04-06', 'Velikonoční pondělí'),
           holiday('2026-03-03', 'Every year', yearly=True), holiday('2028-01-01', 'After')]
    ctl.find(doc, 'calendars', 'office')['holidays'] = old
    desk = ctl.Desk(case, doc)
    answer = desk.ask('holidays', 'office', CZECH, *SPAN, '--replace')
    tap.same((len(answer['added']), answer['unchanged'], answer['removed']), (6, 1, 1), 'the counts')
    names = [one['name'] for one in of_calendar(desk)]
    tap.lacks(names, 'Old', 'the names')
    for name in ('Before', 'Every year', 'After'):
        tap.has(names, name, 'the names')
    tap.same(desk.ask('holidays', 'office', '-', *SPAN, '--replace', stdin=event('DTSTART:20260704', 'SUMMARY:X'))['removed'],
             4, 'what a file without them takes away')


def test_on_a_yearly_holiday(case):
    desk = ctl.Desk(case)
    answer = desk.ask('holidays', 'office', '-', *SPAN, stdin=event('DTSTART:20261225', 'SUMMARY:Noël'))
    tap.same((answer['added'], answer['unchanged']), ([], 1), 'the counts')


def test_what_is_refused(case):
    desk = ctl.Desk(case)
    before, seq = desk.export(), desk.changes()
    ics = event('DTSTART:20260704')
    wrong = [
        (['office', CZECH, '--from', 'today'], '', '--from: expected a date', '"today"'),
        (['office', CZECH, '--until', '2026-02-30'], '', '--until: expected a date'),
        (['office', CZECH, '--from', '2026-02-02', '--until', '2026-02-01'], '', '--until: expected a day that is not before'),
        (['Büro', CZECH], '', 'calendar: expected an id'),
        (['office'], '', 'expected: deskbellctl holidays CALENDAR FILE'),
        (['office', case.folder / 'none.ics'], '', 'none.ics: No such file'),
        (['office', ctl.SMALL], '', 'desk.json: line 1: expected BEGIN:VCALENDAR'),
        (['office', '-'], '', 'standard input: line 1: expected BEGIN:VCALENDAR'),
        (['office', '-'], event('SUMMARY:X'), 'standard input: line 4: in the event expected a DTSTART'),
        (['office', '-'], event('DTSTART:20261301'), 'line 5: DTSTART: expected a date (20260501)'),
        (['office', '-'], ics + ' ' * 5_000_000, 'more than 4 MiB; a calendar of holidays has less'),
        (['office', '-', '--until', '9999-12-31'], event('DTSTART:20260101', 'RRULE:FREQ=DAILY'), 'more than 10000 holidays'),
    ]
    for arguments, stdin, *parts in wrong:
        ctl.refused(desk.run('holidays', *arguments, stdin=stdin), ctl.BAD_INPUT, *parts)
    ctl.refused(desk.run('holidays', 'nowhere', '-', stdin=ics), ctl.NO, 'holidays: there is no calendar "nowhere"')
    none = ctl.Desk(case, None, 'none.db')
    ctl.refused(none.run('holidays', 'office', '-', stdin=ics), ctl.NO_STORE, 'none.db', 'there is no such file')
    tap.same(desk.export(), before, 'the document')
    tap.same(desk.changes(), seq, 'the number of changes')


def test_calendar_that_would_have_too_many(case):
    doc = ctl.document()
    ctl.find(doc, 'calendars', 'office')['holidays'] = [holiday(f'{year:04}-06-01', f'{n}') for year in range(1000, 1100)
                                                        for n in range(100)]
    desk = ctl.Desk(case, doc)
    ctl.refused(desk.run('holidays', 'office', CZECH, *SPAN), ctl.BAD_INPUT, 'holidays: $.calendars[0].holidays: expected')


tap.run('/ctl', globals())
