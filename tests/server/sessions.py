#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign-ins as a list: whose they are, how one is ended, how long they last, and what a new password does to them."""
import contextlib
import sqlite3
import time

import ctl
import live
import serving
import tap
import wait

DAY = 24 * 60 * 60 * 1_000_000
NEW = 'another good password'


def setup(case, *names):
    return serving.Server(case, serving.desk_with_passwords(case, *names))


def sessions(person, query=''):
    return person.must(person.get(f'/sessions{query}'))


def close(person, name):
    return person.send('DELETE', f'/api/v1/sessions/{name}').status


def test_list_says_where_somebody_is_signed_in(case):
    server = setup(case, 'zoe', 'ann')
    here, there, ann = serving.Person(server), serving.Person(server, 'zoe'), serving.Person(server, 'ann')
    here.post('/session', {'name': 'zoe', 'password': 'wrong'})
    reply = here.post('/session', {'name': 'zoe', 'password': serving.PASSWORD}, User_Agent='Netscape 4')
    here.cookie = reply.headers['Set-Cookie'].split(';')[0].split('=')[1]
    found = sessions(here)
    tap.same([(one['person'], one['agent'], one['current']) for one in found],
             [('zoe', 'Netscape 4', True), ('zoe', None, False)], 'the sessions')
    tap.same([one['current'] for one in sessions(there)], [False, True], 'which one is the current one there')
    tap.same(sessions(ann, '?person=zoe')[0] | {'current': True}, found[0], 'what an administrator is told')
    tap.same([one['person'] for one in sessions(ann)], ['ann'], 'the sessions of ann')
    for secret in (here.cookie, here.cookie.lower()):
        tap.lacks(here.get('/sessions').body.decode(), secret, 'the list')
    with contextlib.closing(sqlite3.connect(server.desk.path)) as database:
        for (login,) in database.execute('SELECT id FROM logins'):
            tap.lacks(here.get('/sessions').body.decode(), login, 'the list')


def test_sessions_of_others_are_not_for_everybody(case):
    server = setup(case, 'zoe', 'bob', 'ann')
    zoe, bob, ann = (serving.Person(server, name) for name in ('zoe', 'bob', 'ann'))
    serving.refused(bob.get('/sessions?person=zoe'), 403, 'denied')
    serving.refused(ann.get('/sessions?person=eve'), 404, 'not_found')
    name = sessions(zoe)[0]['id']
    there = bob.send('DELETE', f'/api/v1/sessions/{name}')
    gone = bob.send('DELETE', f'/api/v1/sessions/{name[:-1]}{"0" if name[-1] != "0" else "1"}')
    for reply in (there, gone):
        serving.refused(reply, 404, 'not_found', 'there is no session')
    for wrong in ('s-', name[:10], name[2:], '%25', 's-%25', 'x' * 65):
        tap.true(close(zoe, wrong) in (400, 404), f'{wrong} is refused')
    tap.same(zoe.get('/session').status, 200, 'the status of zoe')
    tap.same(serving.Person(server).get('/sessions').status, 401, 'the status for nobody')


def test_closing_one_ends_it_and_its_live_connections(case):
    server = setup(case, 'zoe', 'ann')
    here, there, ann = serving.Person(server, 'zoe'), serving.Person(server, 'zoe'), serving.Person(server, 'ann')
    connection, other = live.Live(there), live.Live(ann)
    name = next(one['id'] for one in sessions(here) if not one['current'])
    tap.same(close(here, name), 200, 'the status')
    tap.true(connection.end() in (1001, 1008), 'how its live connection ends')
    tap.same(there.get('/session').status, 401, 'the status of the one that is closed')
    tap.same(live.refused(there).status, 401, 'the status of another live connection')
    tap.same(here.get('/session').status, 200, 'the status of the other one')
    tap.same(close(here, name), 404, 'the status the second time')
    other.send(live.PING, b'')
    other.wait_for_pong()
    tap.same(close(ann, sessions(here)[0]['id']), 200, 'the status for an administrator')
    tap.same(here.get('/session').status, 401, 'the status then')


def expiry(server, change=None):
    with contextlib.closing(sqlite3.connect(server.desk.path, isolation_level=None)) as database:
        if change is not None:
            database.execute(f'UPDATE logins SET created_at = created_at - {change}, expires_at = expires_at - {change}')
        return database.execute('SELECT expires_at FROM logins').fetchone()[0]


def test_unused_ones_last_three_days_and_used_ones_fourteen(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    now = time.time() * 1_000_000
    tap.true(abs(expiry(server) - now - 3 * DAY) < DAY / 100, 'a new one lasts three days')
    before = expiry(server, DAY / 48)
    tap.same(zoe.get('/session').status, 200, 'the status after half an hour')
    server.desk.changes()
    tap.same(expiry(server), before, 'what is written down within an hour')
    for days in range(2, 12, 2):
        expiry(server, 2 * DAY)
        tap.same(zoe.get('/session').status, 200, f'the status after {days} days')
        wait_for_renewal(server, now + 2 * DAY)
    expiry(server, 2 * DAY)
    tap.same(zoe.get('/session').status, 200, 'the status after 12 days')
    wait_for_renewal(server, now + 1.9 * DAY)
    tap.true(expiry(server) < now + 2.1 * DAY, 'nothing lasts longer than fourteen days')
    expiry(server, 2.5 * DAY)
    tap.same(zoe.get('/session').status, 401, 'the status after 14 days')


def wait_for_renewal(server, least):
    wait.wait_until(lambda: expiry(server) > least, 'it is written down that it is used')


def test_who_does_not_come_back_is_signed_out(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    expiry(server, 3.1 * DAY)
    tap.same(zoe.get('/session').status, 401, 'the status after three days')
    tap.same(sessions(serving.Person(server, 'zoe'))[1:], [], 'what is listed of it')


def test_own_password(case):
    server = setup(case, 'zoe')
    zoe, there = serving.Person(server, 'zoe'), serving.Person(server, 'zoe')
    connection = live.Live(there)

    def put(body):
        return zoe.send('PUT', '/api/v1/people/zoe/password', body)

    serving.refused(put({'password': NEW}), 400, 'invalid', '"old_password"')
    serving.refused(put({'password': 'short', 'old_password': serving.PASSWORD}), 400, 'invalid', '$.password', '8')
    serving.refused(put({'password': NEW, 'old_password': 'wrong'}), 403, 'denied', 'old_password: that is not the password')
    serving.refused(put({'password': NEW, 'old_password': serving.PASSWORD, 'hash': 'x'}), 400, 'invalid', '$.hash')
    tap.same(zoe.get('/session').status, 200, 'the status until then')
    reply = put({'password': NEW, 'old_password': serving.PASSWORD})
    tap.same(reply.status, 204, f'the status ({reply.body})')
    tap.has(reply.headers['Set-Cookie'], 'Max-Age=0', 'the cookie')
    tap.same(connection.end(), 1001, 'how the live connection ends')
    tap.same([one.get('/session').status for one in (zoe, there)], [401, 401], 'the statuses of all sessions')
    serving.refused(zoe.sign_in('zoe'), 401, 'denied')
    tap.same(zoe.sign_in('zoe', NEW).status, 200, 'the status with the new one')


def test_password_is_not_guessed_here_either(case):
    zoe = serving.Person(setup(case, 'zoe'), 'zoe')
    statuses = [zoe.send('PUT', '/api/v1/people/zoe/password', {'password': NEW, 'old_password': f'wrong {number}'}).status
                for number in range(7)]
    tap.same(statuses, [403] * 5 + [429] * 2, 'the statuses')


def test_password_of_somebody_else(case):
    server = setup(case, 'zoe', 'bob', 'ann')
    zoe, bob, ann = (serving.Person(server, name) for name in ('zoe', 'bob', 'ann'))
    for who, name in ((bob, 'zoe'), (zoe, 'ann'), (zoe, 'eve')):
        serving.refused(who.send('PUT', f'/api/v1/people/{name}/password', {'password': NEW, 'old_password': serving.PASSWORD}),
                        403, 'denied', 'only an administrator')
    tap.same(serving.Person(server).send('PUT', '/api/v1/people/zoe/password', {'password': NEW}).status, 401, 'the status for nobody')
    serving.refused(ann.send('PUT', '/api/v1/people/eve/password', {'password': NEW}), 404, 'not_found', 'there is no person "eve"')
    serving.refused(ann.send('POST', '/api/v1/people/max/password', {'password': NEW}), 404, 'not_found')
    tap.same(ann.send('PUT', '/api/v1/people/max/password', {'password': NEW}).status, 204, 'the status for an administrator')
    tap.same(serving.Person(server).sign_in('max', NEW).status, 200, 'the status of max')
    tap.same(ann.get('/session').status, 200, 'the administrator stays signed in')
    log = ann.must(ann.get('/changes?limit=1000'))
    tap.lacks(str(log), NEW, 'the change log')
    with contextlib.closing(sqlite3.connect(server.desk.path)) as database:
        tap.same(database.execute("SELECT actor FROM changes WHERE type = 'account' AND subject = 'max' AND kind = 'updated'").fetchall(),
                 [('ann',)], 'who has done it')


def test_keeper_lists_and_closes_on_the_command_line(case):
    server = setup(case, 'zoe', 'bob')
    zoe, bob = serving.Person(server, 'zoe'), serving.Person(server, 'bob')
    connection = live.Live(zoe)
    listed = server.desk.ask('session', 'list')
    tap.same(sorted(one['person'] for one in listed), ['bob', 'zoe'], 'the sessions')
    tap.same([one['person'] for one in server.desk.ask('session', 'list', 'zoe')], ['zoe'], 'the sessions of zoe')
    tap.has(server.desk.must('session', 'list', 'zoe').out, listed[0]['id'][:2], 'the list for people')
    server.desk.must('session', 'close', next(one['id'] for one in listed if one['person'] == 'zoe'))
    tap.same(connection.end(), 1001, 'how the live connection ends')
    tap.same((zoe.get('/session').status, bob.get('/session').status), (401, 200), 'the statuses')
    serving.Person(server, 'bob')
    server.desk.must('session', 'close', '--all', 'bob')
    tap.same(bob.get('/session').status, 401, 'the status of bob')
    ctl.refused(server.desk.run('session', 'close', 's-nothing'), ctl.NO, 'there is no session "s-nothing"')
    ctl.refused(server.desk.run('session', 'close'), ctl.BAD_INPUT, 'session close: name a session, or a person with --all')
    ctl.refused(server.desk.run('session', 'list', 'eve'), ctl.NO, 'eve')
    tap.same(server.desk.run('session', 'list', 'bob').status, ctl.NO, 'the exit status of an empty list')


tap.run('/server', globals())
