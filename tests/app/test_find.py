#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+K finds anything on the desk, by keyboard, and opens it; nobody finds what they may not see."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402
from administration import open_desk, start, take_picture  # noqa: E402
from remote_desk import Server, connect  # noqa: E402


def rows(program):
    """What is found, as a screen reader tells it, and which of it is chosen."""
    lists = program.all('list', 'Results')
    return [(row.get_name(), 'selected' in desktop.states(row)) for found in lists for row in desktop.walk(found)
            if row.get_role_name() == 'list item']


def wait_chosen(program, text):
    """Waits until what is chosen begins with a text; the caret is still in the field."""
    desktop.until(lambda: [name for name, chosen in rows(program) if chosen and name.startswith(text)],
                  f'{text!r} to be chosen')
    program.wait_focus('Find')


def look_for(program, text):
    """Opens the dialog and types."""
    desktop.keys('ctrl+k')
    program.wait_focus('Find')
    desktop.write(text)


def find(program, text, wanted):
    """Looks for something, which is the first that is found, and opens it."""
    look_for(program, text)
    wait_chosen(program, wanted)
    desktop.keys('Return')
    program.gone('entry', 'Find')


def close_request(program):
    desktop.keys('Escape')
    program.gone('dialog')


def test_all_of_it(case):
    _, program = start(case)
    said = desktop.Announcements()
    desktop.keys('ctrl+k')
    program.says('Requests by their number, title or person, and people, places and all')
    desktop.keys('Escape')
    program.gone('entry', 'Find')
    find(program, '1031', 'Shared sales calendar has disappeared, r-1031 · Beatriz Nóbrega · Open, Requests')
    said.wait('1 result\n')
    program.find('dialog', 'r-1031')
    close_request(program)
    look_for(program, 'label PACKING')
    desktop.keys('Return')
    program.find('dialog', 'r-1023')
    close_request(program)
    find(program, 'gold round', 'Gold support, round the clock')
    program.wait_focus('Title')
    find(program, 'coverage', 'Coverage, Places')
    program.find('grouping', 'Coverage')


def test_in_the_results(case):
    """Diacritics need not be typed; the arrows move in what was found; not all of many is shown."""
    _, program = start(case)
    said = desktop.Announcements()
    look_for(program, 'HORAKOVA')
    wait_chosen(program, 'Stock list for hall B')
    take_picture(program, 'find')
    requests = [name for name, _ in rows(program) if name.endswith(', Requests')]
    tap.true(all('Květa Horáková' in name for name in requests), f'her requests: {requests}')
    for _ in requests:
        desktop.keys('Down')
    wait_chosen(program, 'Květa Horáková')
    said.wait('Květa Horáková, ')
    desktop.keys('Up')
    wait_chosen(program, requests[-1])
    desktop.keys('Down', 'Return')
    program.wait_focus('Name')
    look_for(program, 'e')
    program.says('and more')
    tap.same(len([name for name, _ in rows(program) if name.endswith(', Requests')]), 8, 'requests')
    desktop.write('xyzzy')
    program.says('Nothing Found')
    said.wait('Nothing Found')
    desktop.keys('ctrl+a', 'BackSpace')
    program.says('Find Anything')


def test_among_very_many(case):
    """The number that was typed comes before newer ones; what is far behind is found by another word."""
    desk = desktop.Desk(case.folder)
    desk.change(requests=[{'id': f'r-{number}', 'title': f'Thermometer {number}', 'requested_by': 'zoe'}
                          for number in range(10010, 10360)]
                + [{'id': 'r-10009', 'title': 'Brass thermometer', 'requested_by': 'zoe'}])
    program = open_desk(case, desk)
    find(program, 'THERMOMETER brass', 'Brass thermometer, r-10009 · Zoe Lindqvist · Open, Requests')
    program.find('dialog', 'r-10009')
    close_request(program)
    look_for(program, '1001')
    wait_chosen(program, 'Mails to the whole office bounce, r-1001 · ')
    tap.has([name for name, _ in rows(program)], 'Thermometer 10019, r-10019 · Zoe Lindqvist · Open, Requests',
            'what has it in its number')


def test_an_agent(case):
    """Who is no administrator finds requests, people and places of their own."""
    _, program = start(case, 'bob')
    look_for(program, 'gold')
    program.says('Nothing Found')
    desktop.keys('ctrl+a')
    desktop.write('my chats')
    wait_chosen(program, 'My Chats, Places')
    desktop.keys('ctrl+a')
    desktop.write('services')
    program.says('Nothing Found')
    desktop.keys('ctrl+a')
    desktop.write('bob fraser')
    wait_chosen(program, 'Bob Fraser')
    desktop.keys('Return')
    desktop.until(lambda: desktop.text_of(program.find('entry', 'Search Requests')) == 'Bob Fraser', 'the search')


def test_a_desk_elsewhere(case):
    """Without a connection that is said, and what is known here is found."""
    server = Server(case)
    program, _ = connect(case, server)
    find(program, 'OFFICE mails', 'Mails to the whole office bounce')
    program.find('dialog', 'r-1001')
    close_request(program)
    server.stop()
    program.says('Offline')
    look_for(program, 'gold')
    program.says('The desk cannot be reached now, so requests are not found.')
    wait_chosen(program, 'Gold support')
    take_picture(program, 'find-offline')
    desktop.keys('Return')
    program.find('button', 'Back')


tap.run('/find', globals())
