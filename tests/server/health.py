#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What those are told who look after a server: whether it is well, numbers, and the log."""
import contextlib
import json
import re
import sqlite3

import ctl
import live
import serving
import tap
import wait

SECRET = 'the butler did it'


def setup(case, *names, options=()):
    return serving.Server(case, serving.desk_with_passwords(case, *names), options=list(options))


def metrics(server):
    """{name and labels: value}, after a look at the format (Prometheus, text format 0.0.4)."""
    reply = serving.Person(server).send('GET', '/metrics')
    tap.same(reply.status, 200, 'the status')
    tap.has(reply.headers['Content-Type'], 'text/plain; version=0.0.4', 'the type')
    found, kinds = {}, {}
    for line in reply.body.decode().splitlines():
        if line.startswith('# TYPE '):
            _, _, name, kind = line.split()
            tap.true(name not in kinds, f'{name} is described once')
            kinds[name] = kind
            continue
        if line.startswith('# HELP '):
            continue
        match = re.fullmatch(r'([a-z_]+)(\{[a-z]+="[^"\\]+"(?:,[a-z]+="[^"\\]+")*\})? (\d+(?:\.\d+)?)', line)
        tap.true(match, f'a line of the format: {line}')
        tap.true(re.sub(r'_(bucket|sum|count)$', '', match.group(1)) in kinds or match.group(1) in kinds, f'{line} is described')
        found[match.group(1) + (match.group(2) or '')] = float(match.group(3))
    return found


def test_alive_and_ready(case):
    server = setup(case)
    nobody = serving.Person(server)
    for path, body in (('/healthz', b'alive\n'), ('/readyz', b'ready\n')):
        reply = nobody.send('GET', path)
        tap.same((reply.status, reply.body), (200, body), f'the answer of {path}')
        tap.same(nobody.send('HEAD', path).status, 200, f'the status of HEAD {path}')
        tap.same(nobody.send('POST', path, '{}').status, 405, f'the status of POST {path}')


def test_server_whose_store_fails_is_alive_and_not_ready(case):
    server = setup(case)
    nobody = serving.Person(server)
    with contextlib.closing(sqlite3.connect(server.desk.path, isolation_level=None)) as database:
        database.execute('ALTER TABLE changes RENAME TO gone')
        reply = wait.wait_until(lambda: (found := nobody.send('GET', '/readyz')).status == 503 and found, 'it is not ready')
        tap.has(reply.body, b'the store', 'what it says')
        tap.same(nobody.send('GET', '/healthz').status, 200, 'whether it is alive')
        database.execute('ALTER TABLE gone RENAME TO changes')
    wait.wait_until(lambda: nobody.send('GET', '/readyz').status == 200, 'it is ready again')


def settled(server):
    found = metrics(server)
    return found['deskbell_changes_seen_total'] >= 3 and found['deskbell_http_connections'] == 1 and found


def test_numbers(case):
    server = setup(case, 'zoe', 'ann')
    zoe = serving.Person(server, 'zoe')
    connection = live.Live(zoe)
    zoe.sign_in('zoe', 'wrong')
    for number in range(3):
        zoe.must(zoe.post('/requests', {'offering': 'laptop', 'title': f'{SECRET} {number}'}))
    zoe.get('/requests/r-1001')
    zoe.get('/requests/r-404')
    zoe.get(f'/nothing/{SECRET.replace(" ", "-")}')
    found = wait.wait_until(lambda: settled(server), 'the changes are counted, and what has ended is gone')
    for name, value in {'deskbell_requests_total{route="/api/v1/requests",status="2xx"}': 3,
                        'deskbell_requests_total{route="/api/v1/requests/{request}",status="2xx"}': 1,
                        'deskbell_requests_total{route="/api/v1/requests/{request}",status="4xx"}': 1,
                        'deskbell_requests_total{route="/api/v1/live",status="1xx"}': 1,
                        'deskbell_requests_total{route="unknown",status="4xx"}': 1,
                        'deskbell_request_seconds_count{route="/api/v1/requests"}': 3,
                        'deskbell_request_seconds_bucket{route="/api/v1/requests",le="+Inf"}': 3,
                        'deskbell_sign_ins_total{result="ok"}': 1, 'deskbell_sign_ins_total{result="refused"}': 1,
                        'deskbell_live_connections': 1, 'deskbell_http_connections': 1,
                        'deskbell_connections_refused_total': 0}.items():
        tap.same(found.get(name), value, name)
    tap.same(found['deskbell_last_change'], server.desk.changes(), 'the last change')
    tap.lacks(' '.join(found), 'r-1001', 'the names of the numbers')
    tap.lacks(' '.join(found), 'butler', 'the names of the numbers')
    buckets = [value for name, value in found.items() if name.startswith('deskbell_request_seconds_bucket{route="/api/v1/requests",')]
    tap.same(buckets, sorted(buckets), 'the buckets count up')
    connection.close()
    wait.wait_until(lambda: metrics(server)['deskbell_live_connections'] == 0, 'the live connection is gone')


def test_numbers_are_not_for_whoever_is_forwarded(case):
    server = setup(case)
    nobody = serving.Person(server)
    for name in ('X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP'):
        tap.same(nobody.send('GET', '/metrics', **{name: '127.0.0.1'}).status, 404, f'the status with {name}')
        tap.same(nobody.send('GET', '/healthz', **{name: '127.0.0.1'}).status, 200, f'whether it is alive with {name}')


def say_secrets(server):
    """Has people say what no log may have, in every place where they can. Gives what must not be logged."""
    zoe = serving.Person(server, 'zoe')
    zoe.must(zoe.post('/requests', {'id': 'cmd-1', 'offering': 'laptop', 'title': SECRET, 'description': SECRET}))
    zoe.must(zoe.post('/chats/r-1001.1/messages', {'body': SECRET}))
    zoe.post('/chats/r-1001.1/messages', {'body': {SECRET: SECRET}})
    zoe.post('/chats/r-1001.1/messages', '{"body": "' + SECRET)
    zoe.get('/requests?search=' + SECRET.replace(' ', '%20'))
    zoe.get('/' + SECRET.replace(' ', '%20'))
    zoe.send(SECRET.replace(' ', '-'), '/')
    zoe.sign_in('zoe', SECRET)
    zoe.sign_in(SECRET)
    zoe.get('/session', Authorization='Bearer ' + SECRET.replace(' ', '-'), User_Agent=SECRET, Origin=SECRET)
    connection = live.Live(zoe)
    connection.send(live.TEXT, json.dumps({'attend': SECRET}))
    connection.end()
    return [SECRET, SECRET.replace(' ', '-'), SECRET.replace(' ', '%20'), serving.PASSWORD, zoe.cookie, 'argon2', 'r-1001']


def test_log_has_a_line_for_each_request_and_no_secrets(case):
    for kind in ('text', 'json'):
        server = serving.Server(case, logged_desk(case, kind), options=['--log', kind])
        forbidden = say_secrets(server)
        wait.wait_until(lambda: '/api/v1/live' in server.said(), 'the last line is there')
        said = server.said()
        for secret in forbidden:
            tap.lacks(said, secret, f'the log as {kind}')
        if kind == 'json':
            lines = [json.loads(line) for line in said.splitlines() if line.startswith('{')]
            found = next(line for line in lines if line.get('route') == '/api/v1/chats/{chat}/messages' and line['status'] == 200)
            tap.same((found['level'], found['method'], found['person'], found['peer']), ('info', 'POST', 'zoe', '127.0.0.1'),
                     'a line')
            tap.true(0 < found['milliseconds'] < 60000, 'how long it took')
            tap.true(re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z', found['time']), 'when')
        else:
            tap.true(re.search(r'^\S+Z info POST /api/v1/chats/\{chat\}/messages 200 [\d.]+ ms 127\.0\.0\.1 zoe$', said, re.M), said)
        server.stop()
        (case.folder / 'server.err').unlink()


def logged_desk(case, kind):
    desk = ctl.Desk(case, name=f'{kind}.db')
    serving.give_password(desk, 'zoe')
    desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY)
    return desk


tap.run('/server', globals())
