#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is signed in, and until when."""
import concurrent.futures
import re

import ctl
import live
import serving
import tap
import wait


def setup(case, *names, **named):
    return serving.Server(case, serving.desk_with_passwords(case, *names, **named))


def test_sign_in_gives_a_cookie_that_only_this_site_can_use(case):
    reply = serving.Person(setup(case, 'zoe')).sign_in('zoe')
    tap.same((reply.status, [one['id'] for one in reply.json]), (200, ['zoe']), 'the answer')
    name_and_value, *flags = [part.strip() for part in reply.headers['Set-Cookie'].split(';')]
    tap.true(re.fullmatch(r'deskbell=[A-Za-z0-9_-]{43}', name_and_value), 'the cookie is 256 bits of chance')
    tap.same(sorted(flags), ['HttpOnly', 'Max-Age=1209600', 'Path=/', 'SameSite=Strict'], 'its flags')
    tap.same(reply.headers['Cache-Control'], 'no-store', 'whether it may be cached')


def test_name_may_be_the_address(case):
    server = setup(case, 'zoe')
    tap.same(serving.Person(server).sign_in('zoe@example.org').status, 200, 'the status')
    tap.same(serving.Person(server, 'zoe').get('/session').json[0]['id'], 'zoe', 'who is signed in')


def test_every_sign_in_has_its_own_token(case):
    server = setup(case, 'zoe')
    tap.same(len({serving.Person(server, 'zoe').cookie for _ in range(4)}), 4, 'the tokens')


def test_token_is_nowhere_in_the_store(case):
    server = setup(case, 'zoe')
    token = serving.Person(server, 'zoe').cookie.encode()
    for path in case.folder.glob('desk.db*'):
        tap.true(token not in path.read_bytes(), f'the token is not in {path.name}')


def test_token_works_as_a_bearer(case):
    server = setup(case, 'zoe')
    token = serving.Person(server, 'zoe').cookie
    nobody = serving.Person(server)
    tap.same(nobody.get('/session', Authorization=f'Bearer {token}').status, 200, 'the status')
    for wrong in (f'Bearer {token}x', f'Basic {token}', 'Bearer ', 'Bearer ' + 'x' * 5000):
        tap.same(nobody.get('/session', Authorization=wrong).status, 401, f'the status with {wrong[:20]}')


def test_program_gets_a_token_and_no_cookie(case):
    server = setup(case, 'zoe')
    nobody = serving.Person(server)
    reply = nobody.post('/session', {'name': 'zoe@example.org', 'password': serving.PASSWORD, 'token': True})
    tap.same((reply.status, reply.headers.get('Set-Cookie')), (200, None), 'the status and the cookie')
    person, session = reply.json
    tap.same((person['_type'], person['id'], session['_type'], session['person']), ('person', 'zoe', 'signed_in', 'zoe'),
             'the answer')
    tap.same(sorted(session), ['_type', 'created_at', 'expires_at', 'id', 'person', 'token'], 'the members')
    tap.true(re.fullmatch(r'[A-Za-z0-9_-]{43}', session['token']), 'the token is 256 bits of chance')
    tap.same(nobody.get('/session', Authorization=f'Bearer {session["token"]}').json[0]['id'], 'zoe', 'who is signed in')
    tap.same(nobody.send('DELETE', '/api/v1/session', Authorization=f'Bearer {session["token"]}').status, 204, 'signing out')
    tap.same(nobody.get('/session', Authorization=f'Bearer {session["token"]}').status, 401, 'the status afterwards')
    for body in ({'token': False}, {}):
        reply = nobody.post('/session', {'name': 'zoe', 'password': serving.PASSWORD} | body)
        tap.same([record['_type'] for record in reply.json], ['person'], 'what a browser is answered')
        tap.has(reply.headers['Set-Cookie'], 'deskbell=', 'its cookie')
    serving.refused(nobody.post('/session', {'name': 'zoe', 'password': 'wrong', 'token': True}), 401, 'denied')


def test_wrong_sign_ins_are_alike(case):
    server = setup(case, 'zoe')
    nobody = serving.Person(server)
    replies = [nobody.sign_in('zoe', 'wrong'), nobody.sign_in('eve'), nobody.sign_in('max'), nobody.sign_in('zoe', '')]
    for reply in replies:
        serving.refused(reply, 401, 'denied', 'the name or the password is wrong')
        tap.same(reply.headers.get('Set-Cookie'), None, 'the cookie')
    tap.same(len({reply.body for reply in replies}), 1, 'the answers')


def test_sign_in_that_is_no_sign_in(case):
    nobody = serving.Person(setup(case, 'zoe'))
    for body, *parts in [({}, '$: expected a member "name"'), ({'name': 'zoe'}, '"password"'),
                         ({'name': 5, 'password': 'x'}, '$.name'), ({'name': 'zoe', 'password': None}, '$.password'),
                         ({'name': 'zoe', 'password': 'x' * 1025}, '$.password'),
                         ({'name': 'zoe', 'password': 'x', 'role': 'admin'}, '$.role: expected no such member'),
                         ([], '$: expected an object')]:
        serving.refused(nobody.post('/session', body), 400, 'invalid', *parts)
    serving.refused(nobody.send('PUT', '/api/v1/session', '{}'), 404, 'not_found')


def test_sign_out_ends_the_sign_in_and_its_live_connections(case):
    server = setup(case, 'zoe')
    here, there = serving.Person(server, 'zoe'), serving.Person(server, 'zoe')
    mine, other = live.Live(here), live.Live(there)
    reply = here.send('DELETE', '/api/v1/session')
    tap.same(reply.status, 204, 'the status')
    tap.has(reply.headers['Set-Cookie'], 'Max-Age=0', 'the cookie')
    tap.same(here.get('/session').status, 401, 'the status afterwards')
    tap.same(mine.end(), 1008, 'the last word of the live connection')
    tap.same(live.refused(here).status, 401, 'the status of another live connection')
    tap.same(there.get('/session').status, 200, 'the status of the other sign-in')
    server.desk.must('request', 'new', '--offering', 'laptop', '--requested-by', 'zoe', '--title', 'Still there?')
    tap.same(other.next()['now']['title'], 'Still there?', 'what the other live connection gets')


def test_sign_out_of_nobody(case):
    tap.same(serving.Person(setup(case)).send('DELETE', '/api/v1/session').status, 204, 'the status')


def test_new_password_ends_every_sign_in(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    connection = live.Live(zoe)
    server.desk.must('user', 'set-password', 'zoe', stdin='another good password')
    tap.same(connection.end(), 1001, 'the last word of the live connection')
    tap.same(zoe.get('/session').status, 401, 'the status')
    serving.refused(zoe.sign_in('zoe'), 401, 'denied')
    tap.same(zoe.sign_in('zoe', 'another good password').status, 200, 'the status with the new password')


def test_who_is_made_inactive_is_out(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    connection = live.Live(zoe)
    server.desk.bring(ctl.changed(ctl.document(), lambda doc: ctl.find(doc, 'people', 'zoe').update(active=False)))
    tap.same(connection.end(), 1001, 'the last word of the live connection')
    tap.same(zoe.get('/session').status, 401, 'the status')
    tap.same(live.refused(zoe).status, 401, 'the status of another live connection')
    serving.refused(zoe.sign_in('zoe'), 401, 'denied')


def test_sign_ins_outlast_the_server(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    server.stop()
    zoe.server = serving.Server(case, server.desk)
    tap.same(zoe.get('/session').status, 200, 'the status')


def test_attempts_are_limited(case):
    server = setup(case, 'zoe', 'max')
    nobody = serving.Person(server)
    for _ in range(5):
        serving.refused(nobody.sign_in('zoe', 'wrong'), 401, 'denied', 'the name or the password is wrong')
    serving.refused(nobody.sign_in('zoe', 'wrong'), 429, 'too_many', 'too many wrong passwords')
    serving.refused(nobody.sign_in('zoe'), 429, 'too_many', 'too many wrong passwords')
    serving.refused(nobody.sign_in('ZOE'), 429, 'too_many', 'too many wrong passwords')
    tap.same(nobody.sign_in('max').status, 200, 'the status of somebody else')
    wait.wait_until(lambda: nobody.sign_in('zoe').status == 200, 'zoe may try again')


def test_attempts_at_the_same_time_are_limited_too(case):
    server = setup(case, 'zoe')
    with concurrent.futures.ThreadPoolExecutor(40) as pool:
        replies = list(pool.map(lambda number: serving.Person(server).sign_in('zoe', f'wrong {number}'), range(40)))
    tap.same({reply.status for reply in replies}, {401, 429}, 'the statuses')
    tried = [reply for reply in replies if reply.status == 401]
    tap.at_most(len(tried), 5, 'how many passwords were tried')


def test_many_sign_ins_at_once_take_little_memory(case):
    """A password costs 64 MB to check."""
    server = setup(case)
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(lambda number: serving.Person(server).sign_in(f'eve{number}', 'wrong'), range(12)))
    tap.same({reply.status for reply in replies}, {401}, 'the statuses')
    tap.at_most(server.memory(), 400e6, 'the memory of the server')


tap.run('/server', globals())
