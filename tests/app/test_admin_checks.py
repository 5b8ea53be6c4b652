#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a request has chat or has none, coverage and findings, in the main window."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import reasons  # noqa: E402
import tap  # noqa: E402

from administration import (  # noqa: E402
    answer, begins, compose, effect, go_to_place, make_the_basic_set_up, open_desk, open_record, record,
    rewrite, save, start, switch, take_picture)


def test_the_basic_set_up(case):
    """Made from nothing by keyboard, a request of it has chat, and the right people would be told."""
    desk, program = start(case)
    make_the_basic_set_up(program)
    compose(program, 'Restore my files', person='Zoe Lindqvist')
    program.says('Chat is on through agreement “Safe”, which lists the service.')
    program.go_to(begins('Chat is on'))
    program.go_to('Agreement “Safe” gives chat.')
    program.go_to('Ingrid MacNeil')
    for person, part in (('Ingrid MacNeil', 'Owner'), ('Ann Archer', 'Owner of the group'),
                         ('Bob Fraser', 'Dispatcher of the group')):
        row = program.find('list item', person)
        tap.true(any(thing.get_name() == part for thing in desktop.walk(row)), f'{person} would be told as {part}')
    take_picture(program, 'admin-check')
    told = desk.json('check', '--offering', 'restore-my-files', '--requested-by', 'zoe')['recipients']
    tap.same([found['person'] for found in told], ['ingrid', 'ann', 'bob'], 'who would be told')


def test_each_reason(case):
    desk = desktop.Desk(case.folder)
    reasons.make_a_request(desk)
    reasons.read_each(open_desk(case, desk), desk)


def test_from_no_to_yes(case):
    """The smallest changes are rows; a button goes to where one is made, with the change proposed."""
    desk, program = start(case)
    compose(program, 'Problem with a printer or scanner')
    program.says('Chat is not available on this request.')
    program.says('What Would Make It a Yes')
    program.go_to('Switch chat on in agreement “Bronze support, run from Halifax”.')
    desktop.keys('Tab')
    desktop.until(lambda: program.focused().get_role_name() == 'button', 'the focus on its button')
    take_picture(program, 'admin-check-no')
    desktop.keys('Return')
    program.wait_focus('Chat')
    program.says('Changes are not saved yet')
    tap.same(record(desk, 'agreements', 'bronze')['chat'], False, 'what is only proposed')
    desktop.keys('ctrl+s')
    tap.true('Problem with a printer or scanner' in effect(program), 'the offering gains chat')
    desktop.keys('Return')
    program.says('“Bronze support, run from Halifax” saved')
    desktop.keys('Escape')
    program.gone('button', 'Back')
    go_to_place(program, 'Check a Request')
    program.says('Chat is on through agreement “Bronze support, run from Halifax”, which the offering names.')


def choose_time(program, date, time, zone):
    """By keyboard, in the rows for it."""
    program.go_to('At Another Time')
    switch(program, 'At Another Time', True)
    for field, text in (('Date', date), ('Time', time), ('Time Zone', zone)):
        program.go_to(field)
        rewrite(text)


def test_any_time(case):
    """The answer is for the time that is chosen; what is no time is said to be none."""
    _, program = start(case)
    compose(program, 'Problem with my laptop or dock')
    choose_time(program, '2026-11-24', '10:00', 'Europe/Prague')
    program.says('Chat is on through agreement “Silver support, office hours”, which lists the service.')
    rewrite('Europe/Nowhere')
    program.says('The name of a time zone, such as Europe/Prague.')
    program.says('Write a date, a time and a time zone to see the answer.')
    rewrite('Pacific/Auckland')
    program.says('Agreement “Silver support, office hours” has chat only in its working hours, and it is outside them.')


def coverage_rows(program):
    return [row.get_name() for found in program.all('list', 'Coverage') for row in desktop.walk(found)
            if row.get_role_name() == 'list item']


def wait_rows(program, fits, what):
    desktop.until(lambda: (rows := coverage_rows(program)) and fits(rows), what)


def test_coverage(case):
    """All active offerings with their answers; a row is checked."""
    desk, program = start(case)
    go_to_place(program, 'Coverage')
    wait_rows(program, lambda rows: 'Help with my mailbox, Chat, By the service, through “Gold support, round the clock”'
              in rows, 'the rows')
    take_picture(program, 'admin-coverage')
    program.go_to('All')
    desktop.keys('Right', 'Right', 'space')
    wait_rows(program, lambda rows: all(', No chat, ' in row for row in rows), 'those without chat')
    program.go_to('Search Coverage', 'shift+Tab')
    desktop.write('printer')
    wait_rows(program, lambda rows: rows == ['Problem with a printer or scanner, No chat, Chat is switched off in the '
                                             'agreement.'], 'the one that is looked for')
    desk.change(agreements=[{**record(desk, 'agreements', 'bronze'), 'status': 'draft'}])
    wait_rows(program, lambda rows: rows == ['Problem with a printer or scanner, No chat, The agreement is still a draft.'],
              'the list to follow the desk')
    program.go_to(begins('Problem with a printer'))
    desktop.keys('Return')
    program.says('Agreement “Bronze support, run from Halifax” is still a draft.')
    program.wait_focus('Offering')


def test_findings(case):
    """In the list of all, at the record and at the field; one way to mend it is proposed."""
    desk, program = start(case)
    go_to_place(program, 'Findings')
    program.go_to(begins('Notice, The rule is not active, Rule “printing-chat-pilot”'))
    desktop.keys('Return')
    program.says('Findings')
    program.go_to('Active')
    program.go_to('Mend: The rule is not active', 'shift+Tab')
    take_picture(program, 'admin-finding')
    desktop.keys('Return')
    program.wait_focus('Active')
    program.says('Changes are not saved yet')
    save(program, 'printing-chat-pilot')
    tap.same(record(desk, 'rules', 'printing-chat-pilot')['active'], True, 'the rule')
    program.gone('button', 'Mend: The rule is not active')
    desktop.keys('Escape')
    program.gone('button', 'Back')
    go_to_place(program, 'Findings')
    program.says('Nothing to Mend')
    desk.change(services=[{**record(desk, 'services', 'hardware'), 'active': False}])
    open_record(program, 'Offerings', 'Problem with my laptop')
    program.says('is not active, so requests of the offering get no agreement by service. Choose another one')
    program.find('button', 'Mend: The default service is not active')
    desk.change(services=[{**record(desk, 'services', 'hardware'), 'active': True}])
    program.gone('button', 'Mend: The default service is not active')


def test_looks(case):
    """Pictures, for whoever looks at them: dark, and as narrow as it goes."""
    for name, size, more in (('dark', None, {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}), ('narrow', (370, 640), {})):
        folder = case.folder / name
        folder.mkdir()
        program = open_desk(case, desktop.Desk(folder), size=size, **more)
        for place, text in (('findings', '1 finding'), ('coverage', 'active offerings have chat')):
            program.action('show-place', f"'{place}'")
            program.says(text)
            take_picture(program, f'admin-{name}-{place}')
        program.go_to(begins('Problem with a printer'), 'Down')
        desktop.keys('Return')
        program.says('What Would Make It a Yes')
        take_picture(program, f'admin-{name}-check')
        program.go_to(begins('Switch chat on in agreement'))
        take_picture(program, f'admin-{name}-check-no')
        desktop.keys('Return')
        program.wait_focus('Chat')
        desktop.keys('ctrl+s')
        effect(program)
        take_picture(program, f'admin-{name}-effect')
        answer(program, 'Save')
        program.says('saved')
        program.close()


tap.run('/admin-checks', globals())
