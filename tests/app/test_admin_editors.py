#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conditions, targets, rotations, vacations, holidays and the order of rules, edited by keyboard alone."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import elsewhere  # noqa: E402
import tap  # noqa: E402

from administration import (begin_new, begins, choose, go_to_choice, go_to_place, may_save, open_desk,  # noqa: E402
                            open_record, record, rewrite, save, start, take_picture)
from desktop import SHOTS  # noqa: E402


def pick(program, what, text):
    """One of what a button in a condition offers; where there is a search, with it."""
    program.go_to(begins(f'{what}: '))
    desktop.keys('space')
    opened = desktop.until(lambda: next((found for found in [program.focused()] if found is not None
                                         and found.get_role_name() in ('list item', 'entry')), None), 'the choices')
    if opened.get_role_name() == 'entry':
        desktop.write(text.split()[-1])
        desktop.keys('Down')
    go_to_choice(program, text)
    desktop.keys('Return')
    program.wait_focus(f'{what}: {text}')


def build_a_condition(desk, program):
    """From nothing; until it is complete, it says what lacks and cannot be saved."""
    begin_new(program, 'Rules', 'New Rule', 'Scope')
    choose(program, 'Agreement to Relate', 'Gold support, round the clock')
    program.says('Always')
    program.activate('Add Test')
    program.wait_focus('Field: Choose…')
    program.says('Choose what to look at.')
    program.says('Not right yet: Condition')
    tap.true(not may_save(program), 'what is incomplete cannot be saved')
    pick(program, 'Field', 'Priority')
    program.says('Choose what to compare with.')
    pick(program, 'Comparison', 'is one of')
    pick(program, 'Value', 'Critical')
    program.activate('Add Value')
    program.wait_focus('Value: Choose…')
    tap.true(not may_save(program), 'nor a value that is not there yet')
    pick(program, 'Value', 'High')
    program.says('Priority is one of “Critical” or “High”')
    tap.true(may_save(program), 'what is complete can be')

    program.activate('Add Group')
    program.wait_focus('What Must Be True: Any of these is true')
    pick(program, 'Field', 'Requester’s Department')
    pick(program, 'Comparison', 'contains')
    program.go_to('Value')
    desktop.write('fin')
    program.activate('Add Test')
    program.wait_focus('Field: Choose…')
    pick(program, 'Field', 'Actual Service')
    pick(program, 'Comparison', 'is not')
    pick(program, 'Value', 'E-mail and calendar')
    program.says('Priority is one of “Critical” or “High” and (Requester’s Department contains “fin” or '
                 'Actual Service is not “E-mail and calendar”)')
    take_picture(program, 'editors-condition')
    desktop.keys('ctrl+s')
    program.says('“rule” saved')
    tap.same(record(desk, 'rules', 'rule')['when'], {'all': [
        {'field': 'priority', 'in': ['critical', 'high']},
        {'any': [{'field': 'requested_by.department', 'contains': 'fin'},
                 {'field': 'actual_service', 'is_not': 'email'}]}]}, 'the condition')


def test_a_nested_condition(case):
    build_a_condition(*start(case))


def test_a_condition_changes(case):
    """Moved up and out of a group, the word changed, and one taken away."""
    desk, program = start(case)
    open_record(program, 'Rules', 'month-end-closing')
    program.go_to('Field: Title')
    desktop.keys('alt+Up')
    program.says('Requester’s Department is one of “finance” or “purchasing” and Title contains “month-end” and '
                 'Description contains “closing”')
    desktop.keys('shift+Tab', 'shift+Tab')
    program.go_to('What Must Be True: Any of these is true')
    pick(program, 'What Must Be True', 'This is not true')
    program.says('Title contains “month-end” and not (Description contains “closing”)')
    program.go_to('Field: Expert Assignee')
    program.go_to('Change')
    desktop.keys('Return')
    desktop.until(lambda: program.focused().get_role_name() == 'menu item', 'the menu')
    desktop.keys('Up', 'Return')
    program.wait_focus('Add Test')
    desktop.keys('ctrl+s')
    program.says('“month-end-closing” saved')
    tap.same(record(desk, 'rules', 'month-end-closing')['when'], {'all': [
        {'field': 'requested_by.department', 'in': ['finance', 'purchasing']},
        {'field': 'title', 'contains': 'month-end'},
        {'not': {'field': 'description', 'contains': 'closing'}}]}, 'the condition')


def set_targets(desk, program):
    """A new agreement with targets; what is not right is said in its line, and empty means none."""
    begin_new(program, 'Agreements', 'New Agreement', 'Title')
    desktop.write('Platinum')
    program.go_to('Chat Response, Critical')
    desktop.write('2')
    program.go_to('Resolution, High')
    desktop.write('soon')
    program.says('Resolution: Whole minutes, 1 to 5256000.')
    program.says('Not right yet: Targets')
    tap.true(not may_save(program), 'what is wrong cannot be saved')
    rewrite('90')
    program.says('1 h 30 min')
    program.go_to('Resolution, Warn At %')
    tap.same(desktop.text_of(program.focused()), '80', 'when to warn, if nobody says')
    rewrite('101')
    program.says('Resolution: A whole number, 1 to 100.')
    rewrite('90')
    take_picture(program, 'editors-targets')
    save(program, 'Platinum')
    program.find('entry', 'Search Agreements')
    tap.same(record(desk, 'agreements', 'platinum')['targets'], [
        {'kind': 'chat_response', 'warn_percent': 80, 'minutes': {'critical': 2}},
        {'kind': 'resolution', 'warn_percent': 90, 'minutes': {'high': 90}}], 'the targets')
    open_record(program, 'Agreements', 'Platinum')
    program.go_to('Chat Response, Critical')
    desktop.keys('ctrl+a', 'BackSpace')
    program.says('Changes are not saved yet')
    save(program, 'Platinum')
    desktop.until(lambda: [found['kind'] for found in record(desk, 'agreements', 'platinum')['targets']]
                  == ['resolution'], 'an emptied target to be none')


def test_targets(case):
    set_targets(*start(case))


def test_vacations(case):
    """One more, checked while it is written; then another one less."""
    desk, program = start(case)
    before = record(desk, 'people', 'ann')
    open_record(program, 'People', 'Ann Archer')
    program.activate('Add Vacation')
    program.wait_focus('First Day')
    program.says('Not right yet: Vacations')
    desktop.write('2027-02-08')
    program.go_to('Last Day')
    desktop.write('2027-02-01')
    program.says('This must not be before First Day.')
    tap.true(not may_save(program), 'what ends before it begins')
    rewrite('2027-02-12')
    program.says('8 February 2027 – 12 February 2027')
    desktop.screenshot(SHOTS / 'editors-vacations.png')
    save(program, 'Ann Archer')
    added = {'from': '2027-02-08', 'until': '2027-02-12'}
    tap.same(record(desk, 'people', 'ann'), {**before, 'vacations': [*before['vacations'], added]}, 'the person')
    program.go_to('Remove 20 July 2026 – 31 July 2026', 'shift+Tab')
    desktop.keys('space')
    program.wait_focus('Remove 21 December 2026 – 3 January 2027')
    save(program, 'Ann Archer')
    tap.same(record(desk, 'people', 'ann')['vacations'], [before['vacations'][1], added], 'the vacations')


def add_a_holiday(desk, program):
    """The same rows, made of other fields."""
    before = record(desk, 'calendars', 'round-the-clock')['holidays']
    open_record(program, 'Calendars', 'Round the clock')
    program.activate('Add Holiday')
    program.wait_focus('Name')
    desktop.write('Founders')
    program.go_to('Date')
    desktop.write('2026-03-13')
    program.go_to('Every Year')
    desktop.keys('space')
    program.says('Founders (every year)')
    take_picture(program, 'editors-holidays')
    save(program, 'Round the clock')
    tap.same(record(desk, 'calendars', 'round-the-clock')['holidays'],
             [*before, {'name': 'Founders', 'date': '2026-03-13', 'yearly': True}], 'the holidays')


def test_holidays(case):
    add_a_holiday(*start(case))


def order_a_rotation(desk, program):
    """Put in order with keys and with buttons; the screen reader is told."""
    heard = desktop.Announcements()
    open_record(program, 'Shifts', 'messaging-day')
    program.go_to(lambda given: given == 'Ann Archer')
    desktop.keys('alt+Down')
    heard.wait('Ann Archer is 2 of 3')
    desktop.keys('alt+Down')
    heard.wait('Ann Archer is 3 of 3')
    program.activate('Move Cyd Carvalho Up', 'shift+Tab')
    heard.wait('Cyd Carvalho is 1 of 3')
    take_picture(program, 'editors-rotation')
    desktop.keys('ctrl+s')
    program.says('“messaging-day” saved')
    tap.same(record(desk, 'shifts', 'messaging-day')['rotation'], ['cyd', 'bob', 'ann'], 'the rotation')


def test_a_rotation(case):
    order_a_rotation(*start(case))


def orders(desk):
    rules = [found for found in desk.json('export')['rules'] if found['scope'] == 'record']
    return {found['id']: found['order'] for found in rules}


def add_rules(desk):
    first = record(desk, 'rules', 'directors-get-gold')
    desk.change(rules=[{**first, 'id': 'more', 'order': 20}, {**first, 'id': 'most', 'order': 30}])


def order_rules(desk, program):
    """A rule is moved past another one of the same scope, and back."""
    heard = desktop.Announcements()
    add_rules(desk)
    go_to_place(program, 'Rules')
    program.find('label', 'For Every Request')
    program.go_to(lambda given: given == 'New Rule')
    desktop.keys('Tab')
    program.go_to(begins('most'), 'Down')
    desktop.keys('alt+Up')
    heard.wait('most is 2 of 3')
    program.says('“most” moved')
    tap.same(orders(desk), {'directors-get-gold': 10, 'most': 15, 'more': 20}, 'the orders')
    desktop.until(lambda: (program.focused().get_name() or '').startswith('most'), 'the focus to go along')
    take_picture(program, 'editors-rules')
    desktop.keys('alt+Up')
    heard.wait('most is 1 of 3')
    desktop.until(lambda: orders(desk)['most'] == 0, 'it to be the first')
    program.click('Undo')
    desktop.until(lambda: orders(desk)['most'] == 15, 'the move to be undone')
    program.says('Undone')


def test_the_order_of_rules(case):
    order_rules(*start(case))


def test_only_administrators_order_rules(case):
    desk = desktop.Desk(case.folder)
    desk.change(people=[{**record(desk, 'people', 'cyd'), 'roles': ['agent', 'chat_admin']}])
    add_rules(desk)
    program = open_desk(case, desk, 'cyd')
    go_to_place(program, 'Rules')
    program.go_to(begins('month-end'), 'Tab')
    program.go_to(begins('most'), 'Down')
    before = orders(desk)
    desktop.keys('alt+Up', 'Return')
    program.find('button', 'Back')
    program.says('Priority is one of “Critical” or “High”')
    tap.true(not program.has('button', 'Add Test'), 'the condition can only be read')
    tap.same(orders(desk), before, 'the orders')


def test_elsewhere(case):
    elsewhere.do_each(case, [order_rules, build_a_condition, set_targets, add_a_holiday, order_a_rotation])


def test_looks(case):
    """Pictures, for whoever looks at them: dark, and as narrow as it goes."""
    program = open_desk(case, desktop.Desk(case.folder), size=(370, 720), ADW_DEBUG_COLOR_SCHEME='prefer-dark')
    program.action('show-place', "'rules'")
    program.find('entry', 'Search Rules')
    take_picture(program, 'editors-narrow-rules')
    program.go_to('New Rule')
    desktop.keys('Tab')
    program.go_to(begins('month-end'), 'Down')
    desktop.keys('Return')
    program.gone('entry', 'Search Rules')
    program.go_to('Field: Title')
    take_picture(program, 'editors-narrow-condition')


tap.run('/admin-editors', globals())
