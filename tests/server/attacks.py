#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody tries who means harm: to be somebody else, to find out who is there, and to have the server do too much."""
import contextlib
import gzip
import re
import socket
import statistics
import time
import zlib

import ctl
import live
import serving
import tap

OPENAPI = ctl.TOP / 'data' / 'openapi.yaml'
# What is answered without a sign-in, by design; signing out is answered whoever asks.
OPEN = {('POST', '/api/v1/session'), ('DELETE', '/api/v1/session'), ('GET', '/healthz'), ('GET', '/readyz'), ('GET', '/metrics')}
PLACES = {'request': 'r-1001', 'chat': 'r-1001.1', 'person': 'zoe', 'group': 'messaging', 'calendar': 'office', 'session': 's-0',
          'collection': 'people', 'subject': 'zoe'}


def setup(case, *names):
    """A desk on which zoe has asked for a chat on r-1001, and a server."""
    desk = serving.desk_with_passwords(case, *names)
    desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY)
    return serving.Server(case, desk)


def operations():
    """Every (method, path) of the description, with parameters that are there filled in."""
    path = None
    for line in OPENAPI.read_text(encoding='utf-8').splitlines():
        if found := re.fullmatch(r'  (/\S*):', line):
            path = re.sub(r'\{(\w+)\}', lambda match: PLACES[match.group(1)], found.group(1))
        elif found := re.fullmatch(r'    (get|put|post|delete|patch|head|options):', line):
            yield found.group(1).upper(), path
        elif line == 'components:':
            return


def raw(server, data, deadline=20):
    """All that is answered to these bytes, after which no more come."""
    said = b''
    with socket.create_connection(('127.0.0.1', server.port), timeout=deadline) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            while got := connection.recv(65536):
                said += got
    return said


def statuses(said):
    return [int(found) for found in re.findall(rb'HTTP/1\.1 (\d{3}) ', said)]


def is_well(server):
    tap.same(serving.Person(server).send('GET', '/healthz').status, 200, 'the server goes on')


def test_everything_wants_a_sign_in(case):
    server = setup(case)
    every = list(operations())
    tap.true(len(every) > 35 and OPEN <= set(every), f'the description is read ({len(every)} operations)')
    nobody, forger = serving.Person(server), serving.Person(server)
    forger.cookie = 'A' * 43
    before = server.desk.changes()
    wrong = []
    for method, path in every:
        if (method, path) in OPEN:
            continue
        for who, more in ((nobody, {}), (forger, {}), (nobody, {'Authorization': 'Bearer ' + 'A' * 43}),
                          (nobody, {'Authorization': 'Basic em9lOng='}), (nobody, {'X-Forwarded-User': 'ann', 'Remote-User': 'ann'})):
            reply = who.send(method, path, None if method in ('GET', 'DELETE') else {}, **more)
            if reply.status != 401 or reply.code != 'denied':
                wrong.append(f'{method} {path} {more}: {reply.status} {reply.body[:80]}')
    tap.problems(wrong, 'what is answered without a sign-in')
    tap.same(server.desk.changes(), before, 'the number of changes')


def test_chosen_cookie_is_never_adopted(case):
    server = setup(case, 'zoe')
    chosen = 'Q' * 43
    victim, attacker = serving.Person(server), serving.Person(server)
    victim.cookie = attacker.cookie = chosen
    victim.sign_in('zoe')
    tap.true(victim.cookie != chosen, 'the sign-in makes a token of its own')
    tap.same((victim.get('/session').status, attacker.get('/session').status), (200, 401), 'the statuses of both')
    first = victim.cookie
    victim.sign_in('zoe')
    tap.true(victim.cookie not in (chosen, first), 'another sign-in makes another token')
    victim.send('DELETE', '/api/v1/session')
    dead = victim.cookie
    victim.sign_in('zoe')
    attacker.cookie = dead
    tap.true(victim.cookie != dead, 'a token that is over is not used again')
    tap.same(attacker.get('/session').status, 401, 'the status with the token that is over')
    for several in (f'{chosen}; deskbell={dead}', f'{chosen}; x={victim.cookie}', f'"{dead}"', f'{dead}, {chosen}'):
        attacker.cookie = several
        tap.same(attacker.get('/session').status, 401, f'the status with {several[:8]} and more')


def test_sign_in_sent_again_is_another(case):
    """Whoever gets hold of the answer of one sign-in has not that of the next; nothing is kept to be given again."""
    server = setup(case, 'zoe')
    body = {'name': 'zoe', 'password': serving.PASSWORD, 'token': True}
    nobody = serving.Person(server)
    found = [nobody.must(nobody.post('/session', body))[1] for _ in range(3)]
    tap.same(len({one['token'] for one in found} | {one['id'] for one in found}), 6, 'the tokens and names of the sessions')
    nobody.send('DELETE', '/api/v1/session', Authorization=f'Bearer {found[0]["token"]}')
    tap.same([nobody.get('/session', Authorization=f'Bearer {one["token"]}').status for one in found], [401, 200, 200], 'the statuses')
    serving.refused(nobody.post('/session', body | {'id': 'cmd-1'}), 400, 'invalid', '$.id')


def test_names_cannot_be_told_by_time(case):
    """Who is not there costs as much as a wrong password: both take the same work, tens of milliseconds of it."""
    people = ['zoe', 'ann', 'bob', 'cyd']
    server = setup(case, *people)
    nobody = serving.Person(server)
    nobody.sign_in('warm-up', 'wrong')
    took = {'known': [], 'unknown': [], 'without': []}
    for number, person in enumerate(people):
        for kind, name in (('known', person), ('unknown', f'nobody-{number}'), ('without', 'max')):
            began = time.monotonic()
            tap.same(nobody.sign_in(name, 'wrong').status, 401, f'the status for {name}')
            took[kind].append(time.monotonic() - began)
    known, unknown, without = (statistics.median(times) for times in took.values())
    case.note(f'known {known * 1000:.1f} ms, unknown {unknown * 1000:.1f} ms, without a password {without * 1000:.1f} ms')
    for other in (unknown, without):
        tap.true(known / 3 < other < known * 3, f'{known * 1000:.1f} ms and {other * 1000:.1f} ms are alike')


def test_bodies_that_grow_when_they_are_unpacked(case):
    server = setup(case, 'zoe', 'ann')
    zoe, ann = serving.Person(server, 'zoe'), serving.Person(server, 'ann')
    packed = gzip.compress(b'{"title":"' + b'x' * 50_000_000 + b'"}')
    deflated = zlib.compress(b'{"title":"' + b'x' * 50_000_000 + b'"}')
    before = server.memory()
    for encoding, body in (('gzip', packed), ('x-gzip', packed), ('deflate', deflated), ('gzip, gzip', gzip.compress(packed)), ('br', b'\x1b' * 99)):
        for who, path in ((zoe, '/requests'), (serving.Person(server), '/session'), (ann, '/desk')):
            reply = who.post(path, body, Content_Encoding=encoding)
            tap.true(reply.status in (400, 413, 415), f'the status of {encoding} at {path}: {reply.status}')
    tap.at_most(server.memory() - before, 12e6, 'the memory that it took')
    reply = zoe.get('/requests', Accept_Encoding='gzip, deflate, br')
    tap.same(reply.headers.get('Content-Encoding'), None, 'whether secrets and what somebody chose are packed together')


def test_live_messages_are_not_packed(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    said = raw_handshake(server, zoe, 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x-webkit-deflate-frame')
    tap.same(statuses(said), [101], f'the handshake ({said})')
    tap.lacks(said.lower(), b'sec-websocket-extensions', 'what is agreed on')
    for reserved in (0x40, 0x20, 0x10):
        connection = live.Live(zoe)
        connection.send_raw(live.packed(live.TEXT, zlib.compress(b'{"ping": true}'), reserved=reserved))
        tap.same(connection.end(), 1002, 'how a packed message ends')


def raw_handshake(server, person, *lines):
    text = ['GET /api/v1/live HTTP/1.1', f'Host: 127.0.0.1:{server.port}', 'Upgrade: websocket', 'Connection: Upgrade',
            'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version: 13', f'Cookie: deskbell={person.cookie}', *lines]
    with socket.create_connection(('127.0.0.1', server.port), timeout=20) as connection:
        connection.sendall('\r\n'.join([*text, '', '']).encode())
        return connection.recv(65536)


def test_live_connections_of_other_sites(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    here = f'127.0.0.1:{server.port}'
    for origin in (f'http://{here}.evil.example', f'http://evil.example/{here}', f'http://x@{here}', f'http://{here}@evil.example',
                   'http://127.0.0.1', f'http://127.0.0.1:{server.port}1', 'null', 'file://', '', 'x' * 5000,
                   f'http://{here} http://evil.example', f'http://localhost:{server.port}'):
        said = raw_handshake(server, zoe, f'Origin: {origin}')
        tap.same(statuses(said), [403], f'the status from {origin[:60]!r}')
    for lines in ([f'Origin: http://{here}', 'Origin: http://evil.example'], ['Origin: http://evil.example', f'Origin: http://{here}']):
        said = raw_handshake(server, zoe, *lines)
        tap.true(statuses(said)[0] in (400, 403), f'the status from two places: {statuses(said)}')


def test_nesting_without_end(case):
    """As deep as it fits, wherever JSON is taken: the answer is quick, and the server is there afterwards."""
    server = setup(case, 'zoe', 'ann')
    zoe, ann = serving.Person(server, 'zoe'), serving.Person(server, 'ann')
    began = time.monotonic()
    for deep in (b'[' * 100_000, b'[' * 100_000 + b']' * 100_000, b'{"a":' * 40_000 + b'1' + b'}' * 40_000, b'[{"a":' * 30_000):
        for who, path in ((zoe, '/requests'), (serving.Person(server), '/session'), (ann, '/desk'), (zoe, '/chats/r-1001.1/messages')):
            tap.true(who.post(path, deep).status in (400, 413), f'{path} refuses {deep[:12]}')
    tap.true(ann.post('/desk', b'[' * 20_000_000).status in (400, 413), 'twenty million levels are refused')
    for deep in ('[' * 30_000, '{"a":' * 10_000):
        connection = live.Live(zoe)
        connection.send(live.TEXT, deep)
        tap.true(connection.end() in (1007, 1008, 1009), 'how the live connection ends')
    tap.at_most(time.monotonic() - began, 10, 'how long all of it took, in seconds')
    is_well(server)


def test_paths_that_lead_around_the_rules(case):
    server = setup(case, 'max')
    stranger = serving.Person(server, 'max')
    cookie = f'Cookie: deskbell={stranger.cookie}\r\n'.encode()
    wrong = []
    for path in (b'/api/v1/../v1/people', b'/api/v1/session/../people', b'/api/v1/%2e%2e/v1/people', b'//api/v1/people', b'/api//v1/people',
                 b'/api/v1//people', b'/api/v1/people/', b'/api/v1/./people', b'/api/v1/people/%2e%2e/people', b'/API/V1/people',
                 b'/api/v1/requests%2fr-1001', b'/api/v1/requests/r-1001%00', b'/api/v1/requests/r-1001;x=1', b'/api/v1/requests/..%2fr-1001',
                 b'/api/v1/chats/r-1001.1%2fmessages', b'/api/v1/session/..;/people', b'/api\\v1\\people', b'/api/v1/%c0%ae%c0%ae/people',
                 b'/api/v1/requests/%ff', b'/api/v1/requests/%', b'/api/v1/requests/%zz', b'/api/v1/requests/' + b'x' * 10000,
                 b'/api/v1/people?' + b'x' * 20000, b'http://evil.example/api/v1/people', b'http://127.0.0.1/api/v1/people',
                 b'https://x@127.0.0.1:1/api/v1/people', b'*', b'', b'api/v1/people', b'/api/v1/people#', b'/api/v1/people%23', b'/%61pi/v1/people',
                 b'/api/v1/people\x00', b'/..', b'/%2e%2e/%2e%2e/etc/passwd', b'/....//....//etc/passwd', b'file:///etc/passwd', b'/etc/passwd'):
        for who in (b'', cookie):
            said = raw(server, b'GET ' + path + b' HTTP/1.1\r\nHost: x\r\n' + who + b'\r\n')
            # Whatever is no path of the API and no file is the page, which knows nothing.
            if any(status != 200 and not 400 <= status < 500 for status in statuses(said)) or b'root:' in said \
                    or b'"zoe"' in said or b'200 OK' in said and b'<!doctype html>' not in said.lower():
                wrong.append(f'{path[:60]}: {said[:200]}')
    tap.problems(wrong, 'what is answered')
    is_well(server)


# A request within the body of another one. Where the body ends is said in two ways, or in a way that some read otherwise.
INNER = b'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'
SHAPES = {
    'two lengths': b'Content-Length: 0\r\nContent-Length: %d\r\n' % len(INNER),
    'two lengths, the other way': b'Content-Length: %d\r\nContent-Length: 0\r\n' % len(INNER),
    'two lengths in a line': b'Content-Length: 0, %d\r\n' % len(INNER),
    'chunks and a length': b'Transfer-Encoding: chunked\r\nContent-Length: %d\r\n' % (5 + len(INNER)),
    'a length and chunks': b'Content-Length: %d\r\nTransfer-Encoding: chunked\r\n' % (5 + len(INNER)),
    'chunks by another name': b'Transfer-Encoding: xchunked\r\n',
    'chunks twice': b'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n',
    'chunks in a list': b'Transfer-Encoding: chunked, identity\r\n',
    'chunks after a tab': b'Transfer-Encoding:\tchunked\r\nContent-Length: %d\r\n' % (5 + len(INNER)),
    'chunks with a space': b'Transfer-Encoding : chunked\r\nContent-Length: %d\r\n' % (5 + len(INNER)),
    'a length with a sign': b'Content-Length: +0\r\n',
    'a length below nothing': b'Content-Length: -1\r\n',
    'a length in other digits': b'Content-Length: 0x0\r\n',
    'a length beyond all bounds': b'Content-Length: 18446744073709551616\r\n',
    'a length that is none': b'Content-Length: \r\n',
    'a length with a space': b'Content-Length : 0\r\n',
}


def test_requests_within_requests(case):
    """However the end of a body is hidden, what follows is not taken for the next request."""
    server = setup(case)
    wrong = []
    for what, lines in SHAPES.items():
        for head in (b'POST /api/v1/session', b'GET /readyz'):
            said = raw(server, head + b' HTTP/1.1\r\nHost: x\r\n' + lines + b'\r\n0\r\n\r\n' + INNER)
            if b'alive' in said or len(statuses(said)) > 1:
                wrong.append(f'{what}, {head}: {said}')
    tap.problems(wrong, 'what was read as two requests')
    is_well(server)


def test_chunks_that_are_none(case):
    server = setup(case)
    head = b'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n'
    for body in (b'zz\r\n{}\r\n0\r\n\r\n', b'-2\r\n{}\r\n0\r\n\r\n', b'ffffffffffffffff2\r\n{}\r\n0\r\n\r\n', b'2\r\n{}xx\r\n0\r\n\r\n',
                 b'2;' + b'x' * 100_000 + b'\r\n{}\r\n0\r\n\r\n', b'0\r\n' + b'X: y\r\n' * 50_000 + b'\r\n'):
        before = server.memory()
        said = raw(server, head + body)
        tap.true(all(400 <= status < 500 for status in statuses(said)) and len(statuses(said)) < 2, f'the answer to {body[:20]}: {said[:200]}')
        tap.at_most(server.memory() - before, 8e6, 'the memory that it took')
    is_well(server)


def test_floods_of_headers(case):
    server = setup(case)
    before = server.memory()
    for lines in (b'X: y\r\n' * 5000, b''.join(b'X-%d: y\r\n' % number for number in range(20_000)), b'X: ' + b'y' * 1_000_000 + b'\r\n',
                  b'y' * 200_000 + b': x\r\n', b'Cookie: ' + b'deskbell=x; ' * 20_000 + b'\r\n', b'X-Forwarded-For: ' + b'::1,' * 40_000 + b'\r\n',
                  b'Range: bytes=' + b'0-1,' * 3000 + b'0-1\r\n', b'Expect: ' + b'100-continue,' * 1000 + b'\r\n'):
        began = time.monotonic()
        said = raw(server, b'GET /api/v1/position HTTP/1.1\r\nHost: x\r\n' + lines + b'\r\n')
        tap.true(len(statuses(said)) < 2 and all(400 <= status < 500 for status in statuses(said)), f'the answer to {lines[:20]}: {said[:200]}')
        tap.at_most(time.monotonic() - began, 5, 'how long it took, in seconds')
    tap.at_most(server.memory() - before, 12e6, 'the memory that it took')
    is_well(server)


def test_everything_too_large(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    before = server.desk.changes()
    long = 'x' * 150_000
    for method, path, body in (('POST', '/requests', {'offering': 'laptop', 'title': long}), ('POST', '/requests', {'offering': long, 'title': 'T'}),
                               ('POST', '/requests', {'offering': 'laptop', 'title': 'T', 'description': long}),
                               ('POST', '/requests', {'offering': 'laptop', 'title': 'T', 'id': long}), ('POST', '/requests', {long: 1}),
                               ('POST', '/requests', {f'm{number}': 1 for number in range(15_000)}), ('POST', '/requests/r-1001/chats', {'id': long}),
                               ('POST', '/chats/r-1001.1/messages', {'body': long}), ('POST', '/chats/r-1001.1/end', {'reason': long}),
                               ('POST', '/chats/r-1001.1/end', {'note': long}), ('POST', '/chats/r-1001.1/leave', {'id': long}),
                               ('PUT', '/chats/r-1001.1/look', {'looking': long}), ('PUT', '/people/zoe/password', {'password': long, 'old_password': 'x'}),
                               ('POST', '/session', {'name': long, 'password': 'x'}), ('POST', '/session', {'name': 'zoe', 'password': long}),
                               ('POST', '/requests', '9' * 150_000), ('POST', '/requests', '"' + long + '"')):
        reply = zoe.send(method, '/api/v1' + path, body)
        tap.true(reply.status in (400, 403, 413), f'the status of {method} {path}: {reply.status}')
        tap.at_most(len(reply.body), 2000, f'how long the answer of {method} {path} is')
    tap.same(server.desk.changes(), before, 'the number of changes')
    for agent in (long[:7000], '\x01\x02', '\x7f'):
        zoe.post('/session', {'name': 'zoe', 'password': serving.PASSWORD}, User_Agent=agent)
    tap.true(all(len(one['agent'] or '') <= 400 for one in zoe.must(zoe.get('/sessions'))), 'what is kept of browsers is short')


tap.run('/server', globals())
