#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a request has chat or has none, coverage and findings, in the main window."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
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


def broken(desk):
    """Each way to break a request that has chat: (what is imported, the reason that is read)."""
    safe, offering = record(desk, 'agreements', 'safe'), record(desk, 'offerings', 'restore')
    service, request = record(desk, 'services', 'backups'), record(desk, 'requests', 'r-9001')
    closed = {'id': 'never', 'name': 'Never', 'timezone': 'UTC', 'hours': {}}
    rule = {'id': 'a-rule', 'scope': 'record', 'offering': None, 'order': 99, 'active': True, 'relate_agreement': 'safe',
            'when': {'field': 'priority', 'is': 'critical'}}
    always = {'all': []}

    def agreement(reason, **members):
        return {'agreements': [{**safe, **members}]}, f'Agreement “Safe” {reason}'

    def asked(reason, **members):
        return {'requests': [{**request, **members}]}, reason
    return [
        ({'settings': {'live_chat': False}}, 'Live chat is switched off for the whole desk.'),
        asked('The request is neither open nor suspended.', phase='closed'),
        ({'rules': [{**rule, 'active': False}]}, 'Rule “a-rule” is not active.'),
        ({'rules': [rule]}, 'The condition of rule “a-rule” is not met.'),
        ({'rules': [{**rule, 'when': always}, {**rule, 'id': 'b-rule', 'when': always}]},
         'Rule “a-rule” gives way to a later one.'),
        agreement('does not list the service of the request.', services=['email']),
        agreement('is still a draft.', status='draft'),
        agreement('is retired.', status='retired'),
        agreement('is not valid yet.', valid_from='2999-01-01'),
        agreement('is not valid any more.', valid_until='2000-01-01'),
        ({'agreements': [{**safe, 'chat': False}]}, 'Chat is switched off in agreement “Safe”.'),
        agreement('is for requests of another kind.', kind='service'),
        ({'calendars': [closed], 'agreements': [{**safe, 'calendar': 'never', 'only_in_hours': True}]},
         'Agreement “Safe” has chat only in its working hours, and it is outside them.'),
        asked('The request has no service.', actual_service=None),
        ({'services': [{**service, 'active': False}]}, 'Service “Backups” is not active.'),
        asked('The request has no offering.', offering=None, actual_service='backups'),
        ({'offerings': [{**offering, 'default_service': 'email'}]},
         'Service “Backups” is not the default service of the offering.'),
    ]


def test_each_reason(case):
    """The page is open all the time: it asks again by itself, and one reads why."""
    desk = desktop.Desk(case.folder)
    desk.change(services=[{'id': 'backups', 'name': 'Backups'}],
                agreements=[{'id': 'safe', 'title': 'Safe', 'kind': 'support', 'chat': True, 'status': 'active',
                             'services': ['backups']}],
                offerings=[{'id': 'restore', 'name': 'Restore my files', 'kind': 'support', 'status': 'active',
                            'default_service': 'backups', 'owner': 'ingrid'}],
                requests=[{'id': 'r-9001', 'title': 'My files are gone', 'kind': 'support', 'offering': 'restore',
                           'requested_by': 'zoe', 'priority': 'low', 'phase': 'open'}])
    whole = {name: [found for found in desk.json('export')[name] if found['id'] in ('backups', 'safe', 'restore', 'r-9001')]
             for name in ('services', 'agreements', 'offerings', 'requests')}
    off = {'id': 'a-rule', 'scope': 'record', 'offering': None, 'order': 1, 'active': False, 'relate_agreement': 'safe',
           'when': {'any': []}}
    program = open_desk(case, desk)
    go_to_place(program, 'Check a Request')
    program.activate('Request')
    program.wait_focus('Search Requests')
    desktop.write('r-9001')
    program.gone('list item', begins('Mails to the whole office bounce'))
    program.go_to(begins('My files are gone'))
    desktop.keys('Return')
    program.says('r-9001 · My files are gone')
    for document, reason in broken(desk):
        program.says('Chat is on through agreement “Safe”, which lists the service.')
        desk.change(**document)
        program.says(reason)
        if not reason.startswith(('Rule', 'The condition')):
            program.says('Chat is not available on this request.')
        desk.change(settings={'live_chat': True}, **whole,
                    rules=[off, {**off, 'id': 'b-rule'}] if 'rules' in document else [])


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
    program.says('Service "hardware", the default of offering "laptop", is not active')
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
