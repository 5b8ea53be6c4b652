#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The administration on a desk elsewhere, in a language from right to left, and while the server goes away."""
import json
import pathlib
import signal
import sys
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'helpers'))
import arabic  # noqa: E402
import desktop  # noqa: E402
import elsewhere  # noqa: E402
import reasons  # noqa: E402
import remote_desk  # noqa: E402
import tap  # noqa: E402

from administration import (  # noqa: E402
    answer, compose, effect, make_the_basic_set_up, open_record, record, rewrite, save, switch, take_picture)


def history(server, kind, subject):
    """What was done to a record, as its server tells an administrator."""
    headers = {'Content-Type': 'application/json'}
    body = json.dumps({'name': 'ann', 'password': remote_desk.PASSWORD, 'token': True}).encode()
    request = urllib.request.Request(f'{server.url}/api/v1/session', body, headers)
    records = json.load(urllib.request.urlopen(request, timeout=20))
    token = next(found['token'] for found in records if 'token' in found)
    request = urllib.request.Request(f'{server.url}/api/v1/history?type={kind}&subject={subject}',
                                     headers={'Authorization': f'Bearer {token}'})
    return json.load(urllib.request.urlopen(request, timeout=20))


def test_the_basic_set_up_from_right_to_left(case):
    """The whole task on a server, by keyboard, where the sidebar is on the right."""
    desk, program = elsewhere.start(case)
    make_the_basic_set_up(program)
    compose(program, 'Restore my files', person='Zoe Lindqvist')
    program.says('Chat is on through agreement “Safe”, which lists the service.')
    take_picture(program, 'everywhere-check')
    told = desk.json('check', '--offering', 'restore-my-files', '--requested-by', 'zoe')['recipients']
    tap.same([found['person'] for found in told], ['ingrid', 'ann', 'bob'], 'who would be told')
    for place, title in (('Calendars', 'Office hours'), ('Agreements', 'Gold'), ('Rules', 'directors-get-gold'),
                         ('Groups', 'Messaging'), ('Shifts', 'messaging')):
        open_record(program, place, title)
        take_picture(program, f'everywhere-{place.lower()}')
        desktop.keys('Escape')
        program.gone('button', 'Back')


def test_each_reason_from_right_to_left(case):
    server = remote_desk.Server(case)
    reasons.make_a_request(server.desk)
    program, _ = remote_desk.connect(case, server, **arabic.environment(case.folder))
    reasons.read_each(program, server.desk)


def test_the_server_goes_away_in_a_save(case):
    """Killed between the question and the answer: what was edited is saved once, or still there to save."""
    server = remote_desk.Server(case)
    program, _ = remote_desk.connect(case, server)
    open_record(program, 'Agreements', 'Gold')
    program.go_to('Chat')
    switch(program, 'Chat', False)
    desktop.keys('ctrl+s')
    effect(program)
    server.process.send_signal(signal.SIGSTOP)
    desktop.keys('Return')
    program.gone('label', 'Offerings That Lose Chat')
    server.process.kill()
    server.process.wait(30)
    server.process.stdout.close()
    server.process = None
    program.says('Offline')
    server.start()
    program.says('Connected')

    def is_saved():
        return record(server.desk, 'agreements', 'gold')['chat'] is False
    desktop.until(lambda: is_saved() or program.has('button', 'Save'), 'it to be saved, or to be there still')
    if not is_saved():
        program.says('Changes are not saved yet')
        save(program, 'Gold support, round the clock')
    tap.same(record(server.desk, 'agreements', 'gold')['chat'], False, 'chat')
    tap.same(len(history(server, 'agreement', 'gold')), 2, 'that it was made, and changed once')


def test_two_administrators(case):
    """Both change the same record on a server; neither loses anything without having seen it."""
    server = remote_desk.Server(case)
    program, _ = remote_desk.connect(case, server)
    open_record(program, 'Services', 'Desk telephones')
    rewrite('Mine')
    program.says('Changes are not saved yet')
    theirs = record(server.desk, 'services', 'telephony')
    server.desk.change(services=[{**theirs, 'name': 'Theirs', 'active': False}])
    program.says('Somebody else has changed this meanwhile.')
    program.click('Show…')
    program.says('Changed Meanwhile')
    answer(program, 'Keep Mine')
    program.says('“Mine” saved')
    tap.same(record(server.desk, 'services', 'telephony'), {**theirs, 'name': 'Mine', 'active': False},
             'what each of them has changed')


tap.run('/admin-everywhere', globals())
