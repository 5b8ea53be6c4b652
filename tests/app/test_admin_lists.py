#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists in any order and filtered, requests changed by agents, and how people sign in."""
import json
import pathlib
import sys
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import desktop  # noqa: E402
import tap  # noqa: E402

from administration import begins, choose, go_to_place, open_desk, open_record, record, save, start, switch  # noqa: E402
from desktop import SHOTS  # noqa: E402
from gi.repository import Atspi  # noqa: E402
from remote_desk import PASSWORD, Server, connect  # noqa: E402


def rows(program, label):
    """What the rows of a list on screen say first, from the top."""
    view = next(thing for thing in program.all('list', label) if 'showing' in desktop.states(thing))
    return [thing.get_name() for thing in desktop.walk(view) if thing.get_role_name() == 'list item']


def open_options(program):
    program.go_to(begins('Sort and Filter'))
    desktop.keys('space')
    program.go_to('Sort By')


def close_options(program):
    desktop.keys('Escape')
    program.gone('button', 'Reset')


def test_requests_in_order(case):
    """Requests by title, the other way round, and only the suspended ones; all by keyboard."""
    desk, program = start(case)
    desk.change(requests=[{'id': 'r-1', 'title': 'Zebra', 'requested_by': 'zoe', 'phase': 'suspended'},
                          {'id': 'r-2', 'title': 'Aardvark', 'requested_by': 'zoe', 'priority': 'low'}])
    go_to_place(program, 'Requests')
    program.go_to('Search Requests')
    open_options(program)
    choose(program, 'Sort By', 'Title')
    close_options(program)
    desktop.until(lambda: begins('Aardvark')(rows(program, 'Requests')[0]), 'Aardvark to be first')
    desktop.screenshot(SHOTS / 'admin-requests-sorted.png')
    open_options(program)
    program.go_to('Reverse Order')
    switch(program, 'Reverse Order', True)
    desktop.until(lambda: begins('Zebra')(rows(program, 'Requests')[0]), 'Zebra to be first')
    choose(program, 'Phase', 'Suspended')
    desktop.screenshot(SHOTS / 'admin-requests-options.png')
    suspended = sum(found.get('phase') == 'suspended' for found in desk.json('export')['requests'])
    desktop.until(lambda: len(rows(program, 'Requests')) == suspended, 'the suspended ones')
    desk.change(requests=[{'id': 'r-1', 'title': 'Zebra', 'requested_by': 'zoe', 'phase': 'open'}])
    desktop.until(lambda: len(rows(program, 'Requests')) == suspended - 1, 'one less')
    program.go_to('Reset')
    desktop.keys('space')
    desktop.until(lambda: len(rows(program, 'Requests')) > suspended, 'all requests again')


def test_records_in_order(case):
    desk, program = start(case)
    titles = sorted(found['name'] for found in desk.json('export')['offerings'])
    go_to_place(program, 'Offerings')
    desktop.until(lambda: begins(titles[0])(rows(program, 'Offerings')[0]), 'the first one first')
    program.go_to('Search Offerings')
    open_options(program)
    program.go_to('Reverse Order')
    switch(program, 'Reverse Order', True)
    desktop.until(lambda: begins(titles[-1])(rows(program, 'Offerings')[0]), 'the last one first')
    choose(program, 'Kind', 'Service')
    found = sorted(found['name'] for found in desk.json('export')['offerings'] if found['kind'] == 'service')
    desktop.until(lambda: begins(found[-1])(rows(program, 'Offerings')[0]), 'the last one of its kind first')
    desktop.until(lambda: all('Service' in row for row in rows(program, 'Offerings')), 'those of one kind')


def test_an_agent_changes_a_request(case):
    """Whoever is no administrator changes what agents work on, and nothing else."""
    desk = desktop.Desk(case.folder)
    program = open_desk(case, desk, 'bob')
    before = record(desk, 'requests', 'r-1001')
    go_to_place(program, 'Requests')
    program.go_to('Search Requests')
    desktop.write('r-1001')
    desktop.until(lambda: len(rows(program, 'Requests')) == 1, 'the request')
    desktop.keys('Tab')
    desktop.keys('Tab')
    desktop.keys('Return')
    program.find('button', 'Change Request…')
    program.activate('Change Request…')
    program.says(f'Request {before["id"]}')
    tap.true(not program.has('text', 'Title'), 'the title stays as it was written')
    choose(program, 'Priority', 'Low')
    choose(program, 'Phase', 'Suspended')
    desktop.screenshot(SHOTS / 'admin-request-change.png')
    save(program, before['title'])
    changed = dict(record(desk, 'requests', 'r-1001'))
    tap.same((changed['priority'], changed['phase']), ('low', 'suspended'), 'the request')
    program.click('Undo')
    program.says('Undone')
    tap.same(record(desk, 'requests', 'r-1001'), before, 'the request as it was')


def sign_in(server, name, password):
    """The status of signing in, as a browser does it."""
    body = json.dumps({'name': name, 'password': password}).encode()
    request = urllib.request.Request(f'{server.url}/api/v1/session', body,
                                     {'Content-Type': 'application/json', 'User-Agent': 'A telephone'})
    try:
        return urllib.request.urlopen(request, timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code


def test_people_sign_in(case):
    """On a desk elsewhere: a password is set, and a sign-in is ended."""
    server = Server(case)
    tap.same(sign_in(server, 'zoe', PASSWORD), 200, 'the sign-in')
    program, _ = connect(case, server)
    open_record(program, 'People', 'Zoe')
    program.says('A telephone')
    program.activate('End')
    program.says('Not signed in anywhere')
    program.activate('Set Password…')
    program.says('is signed out everywhere')
    for name, text in (('New Password', 'short'), ('The Same Again', 'short')):
        Atspi.EditableText.set_text_contents(program.find('text', name), text)
    program.says('At least 8 characters.')
    for name in ('New Password', 'The Same Again'):
        Atspi.EditableText.set_text_contents(program.find('text', name), 'a horse of another colour')
    desktop.screenshot(SHOTS / 'admin-password.png')
    program.activate('Set')
    program.says('Password set')
    tap.same(sign_in(server, 'zoe', PASSWORD), 401, 'signing in with the old password')
    tap.same(sign_in(server, 'zoe', 'a horse of another colour'), 200, 'signing in with the new one')
    program.says('A telephone')
    desktop.screenshot(SHOTS / 'admin-sessions.png')


tap.run('/admin-lists', globals())
