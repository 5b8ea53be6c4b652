#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calendars and who is on call, as administrators keep them: by keyboard, checked on the desk."""
import datetime
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import elsewhere  # noqa: E402
import tap  # noqa: E402
import wait  # noqa: E402

from administration import (answer, begin_new, begins, choose, open_desk, open_record, record, rewrite,  # noqa: E402
                            save, start, take_picture)

# From the edge of the window that the server knows to where GTK counts from.
FRAME = 12

TODAY = datetime.date.today()
DAY = datetime.timedelta(days=1)
# Of the week after this one.
WEDNESDAY = TODAY + datetime.timedelta(days=9 - TODAY.weekday())


def short(day):
    """A day as the pages write it: "Mon 30 Nov"."""
    return f'{day:%a} {day.day} {day:%b}'


def primary(desk, day):
    return desk.json('--now', f'{day}T10:00:00Z', 'on-call', 'porters')['primary']


def draw_a_week(desk, program):
    """A calendar is made, its week filled, and what is wrong is said."""
    begin_new(program, 'Calendars', 'New Calendar', 'Name')
    desktop.write('Help desk')
    program.go_to('Time Zone')
    rewrite('Europe/Prague')
    program.activate('Add Hours on Monday')
    program.wait_focus('Monday, 09:00 to 17:00')
    program.along('Left', 'Left', 'shift+Right', 'ctrl+Right')
    program.wait_focus('Monday, 08:45 to 16:45')
    desktop.keys('Return')
    program.wait_focus('Monday, From')
    rewrite('08:5')
    program.says('Times from 00:00 to 24:00')
    desktop.keys('ctrl+s')
    rewrite('08:50')
    program.go_to('Monday, Until')
    rewrite('12:10')
    program.gone('label', begins('Times from 00:00'))
    program.go_to('Monday, 08:50 to 12:10', 'shift+Tab')
    program.activate('Add Hours on Monday')
    program.wait_focus('Monday, 12:10 to 13:10')
    program.along('shift+Left', 'shift+Left', 'alt+Down')
    program.wait_focus('Tuesday, 12:10 to 12:45')
    program.activate('Add Hours on Tuesday')
    program.wait_focus('Tuesday, 12:45 to 13:45')
    program.along('ctrl+Left', 'ctrl+Left')
    program.says('On Tuesday two spans overlap')
    program.wait_focus('Tuesday, 12:15 to 13:45')
    desktop.keys('Delete')
    program.gone('label', begins('On Tuesday two spans'))
    take_picture(program, 'calendars-new')
    save(program, 'Help desk')
    tap.same(record(desk, 'calendars', 'help-desk')['hours'],
             {'mon': [['08:50', '12:10']], 'tue': [['12:10', '12:45']]}, 'the hours')


def test_hours_from_nothing(case):
    draw_a_week(*start(case))


def try_it(program, date, time, length, deadline):
    for field, text in (('Start Date', date), ('Start Time', time), ('Working Time in Hours', length)):
        program.go_to(field)
        rewrite(text)
    program.says(deadline)


def try_hours(desk, program):
    """A deadline is read, day by day, of the hours as they are on the page."""
    open_record(program, 'Calendars', 'Office hours, Halifax')
    thursday = datetime.date(2027, 3, 25)
    monday = short(thursday + 4 * DAY)
    try_it(program, str(thursday), '16:00', '2:30', f'{monday} 2027, 10:00 (America/Halifax)')
    due = desk.json('due', '--calendar', 'halifax', '--start', '2027-03-25T16:00:00-03:00', '--minutes', '150')
    tap.same(due['due'], '2027-03-29T10:00:00-03:00', 'the deadline that the desk gives')
    for days, text in ((0, '16:00–17:00 · 1 h'), (1, 'Holiday: Good Friday'), (2, 'No working time'),
                       (4, '08:30–10:00 · 1 h 30 min')):
        program.says(f'{short(thursday + days * DAY)}: {text}')
    desktop.keys('Tab', 'Tab', 'Tab', 'Tab')
    take_picture(program, 'calendars-try')
    program.go_to('Working Time in Hours', 'shift+Tab')
    rewrite('2:3')
    program.says('Hours and minutes, such as 8:30.')
    rewrite('2:30')
    program.go_to('Monday, 08:30 to 17:00', 'shift+Tab')
    desktop.keys('Delete')
    program.says(f'{short(thursday + 5 * DAY)} 2027, 10:00 (America/Halifax)')
    for day in ('Tuesday', 'Wednesday', 'Thursday', 'Friday'):
        program.go_to(f'{day}, 08:30 to 17:00')
        desktop.keys('Delete')
    program.says('Never: this calendar does not open within twenty years.')
    program.click('Discard')
    program.says(f'{monday} 2027, 10:00 (America/Halifax)')
    tap.same(len(record(desk, 'calendars', 'halifax')['hours']), 5, 'the days that are open on the desk')


def test_trying(case):
    try_hours(*start(case))


def choose_file(program, path):
    """In GTK's own dialog: there is no portal here."""
    program.activate('Import Holidays From a File…')
    dialog = program.find('dialog', 'Import Holidays')
    desktop.keys('ctrl+l')
    field = desktop.until(lambda: next((found for found in program.all('text', root=dialog)
                                        if 'focused' in desktop.states(found)), None), 'a place for its name')
    # Typed letter by letter, it would be completed meanwhile.
    desktop.Atspi.EditableText.set_text_contents(field, str(path))
    wait.holds_for(lambda: desktop.text_of(field) == str(path), 'its name stays', 1)
    desktop.keys('Return')
    program.gone('dialog', 'Import Holidays')


def test_importing_holidays(case):
    """What a file would bring is looked at; it is taken, and saved with the rest."""
    desk, program = start(case)
    (case.folder / 'other').mkdir()
    other = desktop.Desk(case.folder / 'other')
    other.ctl('holidays', 'halifax', desktop.TOP / 'tests' / 'data' / 'office-closed.ics')
    before = record(desk, 'calendars', 'halifax')
    bad = case.folder / 'bad.ics'
    bad.write_text('BEGIN:VCALENDAR\nVERSION:2.0\n')
    open_record(program, 'Calendars', 'Office hours, Halifax')
    choose_file(program, bad)
    program.says('No Holidays Read From “bad.ics”')
    answer(program, 'Close')
    program.gone('label', 'No Holidays Read From “bad.ics”')
    choose_file(program, desktop.TOP / 'tests' / 'data' / 'office-closed.ics')
    program.says('New (')
    program.says('Left Out (')
    program.says('"Housewarming lunch" is left out')
    take_picture(program, 'calendars-import')
    tap.same(record(desk, 'calendars', 'halifax'), before, 'the desk meanwhile')
    answer(program, begins('Add '))
    program.says('Changes are not saved yet')
    tap.same(record(desk, 'calendars', 'halifax'), before, 'the desk before it is saved')
    save(program, 'Office hours, Halifax')
    tap.same(record(desk, 'calendars', 'halifax'), record(other, 'calendars', 'halifax'), 'the calendar')


def make_porters(desk):
    """A group of three that is on call round the clock, a week each; one of them is away for a day."""
    cyd = record(desk, 'people', 'cyd')
    away = {'from': str(WEDNESDAY + DAY), 'until': str(WEDNESDAY + DAY)}
    desk.change(people=[{**cyd, 'vacations': [away]}],
                groups=[{'id': 'porters', 'name': 'Porters', 'members': ['ann', 'bob', 'cyd'], 'timezone': 'UTC'}],
                shifts=[{'id': 'porters', 'group': 'porters', 'rotation': ['ann', 'bob', 'cyd'], 'rotate_every': 'P7D',
                         'starts_on': str(WEDNESDAY - 9 * DAY), 'from': '00:00', 'until': '24:00',
                         'weekdays': ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']}])
    return record(desk, 'shifts', 'porters')


def between(first, last, people):
    """A turn, as a screen reader tells it."""
    return f'{short(first)} 00:00 to {short(last)} 00:00: {people}'


def swap_a_day(desk, program):
    """Who is on call in four weeks is read; for a day somebody else is, and then not any more."""
    before = make_porters(desk)
    monday = WEDNESDAY - 2 * DAY
    open_record(program, 'Groups', 'Porters')
    program.go_to('Turns')
    desktop.keys('Return')
    program.says(between(monday - 7 * DAY, monday, 'Ann Archer, backup Bob Fraser, Cyd Carvalho'))
    program.says(between(WEDNESDAY + DAY, WEDNESDAY + 2 * DAY,
                         'Bob Fraser, backup Ann Archer; on vacation: Cyd Carvalho'))
    program.go_to(between(monday, WEDNESDAY + DAY, 'Bob Fraser, backup Cyd Carvalho, Ann Archer'))
    desktop.keys('Return')
    program.says('Swap One Day')
    choose(program, 'Day', short(WEDNESDAY))
    choose(program, 'Who Takes Over', 'Ann Archer')
    program.says(f'On {short(WEDNESDAY)}, Bob Fraser and Ann Archer stand in each other’s place.')
    take_picture(program, 'calendars-swap')
    answer(program, 'Swap')
    program.says('“porters” saved')
    swap = {'date': str(WEDNESDAY), 'person': 'bob', 'with': 'ann'}
    tap.same(record(desk, 'shifts', 'porters'), {**before, 'swaps': [swap]}, 'the shift')
    tap.same([primary(desk, WEDNESDAY + day * DAY) for day in (-1, 0, 1)], ['bob', 'ann', 'bob'], 'who is called')
    take_picture(program, 'calendars-swapped')
    program.go_to(between(WEDNESDAY, WEDNESDAY + DAY, 'Ann Archer, backup Cyd Carvalho, Bob Fraser; swapped'))
    desktop.keys('Return')
    program.says('Swaps on This Day')
    answer(program, 'Take Back')
    desktop.until(lambda: primary(desk, WEDNESDAY) == 'bob', 'the swap to be taken back')
    tap.same(record(desk, 'shifts', 'porters').get('swaps', []), [], 'the swaps that are left')


def test_on_call(case):
    swap_a_day(*start(case))


def test_gaps_and_other_weeks(case):
    """Times without a shift are told; other weeks are, and times in the zone of this computer."""
    desk, program = start(case, TZ='America/Halifax')
    shift = make_porters(desk)
    desk.change(shifts=[{**shift, 'weekdays': ['mon'], 'from': '08:00', 'until': '16:00'}])
    open_record(program, 'Groups', 'Porters')
    program.go_to('Turns')
    desktop.keys('Return')
    first = WEDNESDAY - 9 * DAY
    program.says(f'{short(first)} 00:00 to {short(first)} 08:00: Gap: no shift, nobody is on call')
    program.says(f'{short(first)} 08:00 to {short(first)} 16:00: Ann Archer, backup Bob Fraser, Cyd Carvalho')
    program.go_to('Next Four Weeks', 'shift+Tab')
    desktop.keys('Return')
    later = first + 28 * DAY
    program.says(f'{short(later)} – {short(later + 27 * DAY)}')
    program.says(f'{short(later)} 08:00 to {short(later)} 16:00: Bob Fraser')
    take_picture(program, 'calendars-gaps')
    program.go_to('In My Time Zone', 'shift+Tab')
    desktop.keys('space')
    program.says(f'{short(later)} 04:00 to {short(later)} 12:00: Bob Fraser')


def drag(start, end):
    """With the mouse, a little at a time."""
    steps = [[round(a + (b - a) * part / 4) for a, b in zip(start, end)] for part in range(5)]
    for x, y in steps[:1]:
        desktop.subprocess.run(['xdotool', 'mousemove', '--sync', str(x), str(y), 'mousedown', '1'], check=True)
    for x, y in steps[1:]:
        desktop.subprocess.run(['xdotool', 'mousemove', '--sync', str(x), str(y)], check=True)
    desktop.subprocess.run(['xdotool', 'mouseup', '1'], check=True)


def test_dragging(case):
    """Hours are made, moved to another day, made longer and shorter with the mouse."""
    desk, program = start(case, size=(960, 900))
    open_record(program, 'Calendars', 'Office hours, Halifax')
    program.go_to('Monday, 08:30 to 17:00')
    tuesday = program.find('button', 'Tuesday, 08:30 to 17:00')
    sunday = program.find('button', 'Add Hours on Sunday')
    geometry = desktop.subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'], check=True,
                                      capture_output=True, text=True).stdout
    left, top = (int(re.search(rf'^{name}=(\d+)$', geometry, re.M).group(1)) + FRAME for name in 'XY')

    def extents(thing):
        return desktop.Atspi.Component.get_extents(thing, desktop.Atspi.CoordType.WINDOW)

    def at(thing, minutes):
        """Where a time is on the screen: GTK gives places in the window, whose frame begins a little before it."""
        hours, row = extents(tuesday), extents(thing)
        return (left + hours.x + hours.width * (minutes - 510) / 510, top + row.y + row.height / 2)
    drag(at(sunday, 600), at(sunday, 721))
    made = program.find('button', 'Sunday, 10:00 to 12:00')
    drag(at(made, 660), at(program.find('button', 'Add Hours on Saturday'), 782))
    made = program.find('button', 'Saturday, 12:00 to 14:00')
    drag(at(made, 838), at(made, 961))
    program.find('button', 'Saturday, 12:00 to 16:00')
    drag(at(made, 722), at(made, 600))
    program.find('button', 'Saturday, 10:00 to 16:00')
    save(program, 'Office hours, Halifax')
    tap.same(record(desk, 'calendars', 'halifax')['hours']['sat'], [['10:00', '16:00']], 'the hours on Saturday')


def test_elsewhere(case):
    elsewhere.do_each(case, [draw_a_week, try_hours, swap_a_day])


def test_looks(case):
    """Pictures, for whoever looks at them: dark, and as narrow as it goes."""
    for name, size, more in (('light', None, {}), ('dark', None, {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}),
                             ('narrow', (370, 700), {}), ('mirrored', None, {'GTK_DEBUG': 'invert-text-dir'})):
        folder = case.folder / name
        folder.mkdir()
        program = open_desk(case, desktop.Desk(folder), size=size, **more)
        program.action('show-place', "'calendars'")
        program.go_to(begins('Office hours, Halifax'))
        desktop.keys('Return')
        program.wait_focus('Name')
        program.go_to('Monday, 08:30 to 17:00')
        take_picture(program, f'calendars-{name}-week')
        desktop.keys('Escape')
        program.find('entry', 'Search Calendars')
        program.action('show-place', "'groups'")
        program.go_to(begins('Business'))
        program.go_to(begins('Messaging'), 'Down')
        desktop.keys('Return')
        program.wait_focus('Name')
        desktop.keys('shift+Tab', 'shift+Tab')
        program.go_to('Turns', 'shift+Tab')
        take_picture(program, f'calendars-{name}-on-call')
        program.close()


tap.run('/admin-calendars', globals())
