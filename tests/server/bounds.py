#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies that are too large, too deep or no JSON: refused early, with words, and without filling memory."""
import json
import socket

import serving
import tap

MEGABYTE = 1_000_000


def setup(case, *names):
    return serving.Server(case, serving.desk_with_passwords(case, *names))


def stream(server, path, pieces, *fields):
    """Sends a body piece by piece and gives what is answered, and how much of it was taken."""
    sent = 0
    with socket.create_connection(('127.0.0.1', server.port), timeout=30) as connection:
        connection.sendall('\r\n'.join([f'POST {path} HTTP/1.1', 'Host: x', *fields, '', '']).encode())
        try:
            for piece in pieces:
                connection.sendall(piece)
                sent += len(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass
        answer = b''
        try:
            while got := connection.recv(65536):
                answer += got
                if b'\r\n\r\n' in answer and b'}}' in answer:
                    break
        except ConnectionResetError:
            pass
    return answer, sent


def is_too_large(answer):
    tap.true(answer.startswith(b'HTTP/1.1 413 '), f'the answer is 413 ({answer[:100]})')
    tap.has(answer, b'"code":"too_large"', 'the answer')
    tap.has(answer, b'bytes are taken', 'the answer')


def test_two_hundred_megabytes_that_are_announced(case):
    server = setup(case)
    before = server.memory()
    answer, sent = stream(server, '/api/v1/session', (b'x' * MEGABYTE for _ in range(200)), 'Content-Length: 200000000')
    tap.at_most(sent, 20 * MEGABYTE, 'how much was taken')
    if answer:
        is_too_large(answer)
    tap.at_most(server.memory() - before, 8e6, 'the memory that it took')


def test_two_hundred_megabytes_that_are_not_announced(case):
    server = setup(case)
    before = server.memory()
    piece = b'%x\r\n' % MEGABYTE + b'x' * MEGABYTE + b'\r\n'
    answer, sent = stream(server, '/api/v1/session', (piece for _ in range(200)), 'Transfer-Encoding: chunked')
    case.note(f'{sent} bytes were sent')
    if answer:
        is_too_large(answer)
    tap.at_most(sent, 20 * MEGABYTE, 'how much was taken')
    tap.at_most(server.memory() - before, 8e6, 'the memory that it took')
    tap.same(serving.Person(server).get('/position').status, 401, 'the server goes on')


def test_document_of_more_than_64_megabytes(case):
    server = setup(case)
    before = server.memory()
    answer, _ = stream(server, '/api/v1/desk', [], 'Content-Length: 70000000')
    is_too_large(answer)
    tap.at_most(server.memory() - before, 8e6, 'the memory that it took')


def test_nobody_can_have_a_large_document_kept(case):
    """A body that only an administrator may send is not taken from whoever comes without a sign-in."""
    server = setup(case)
    before = server.memory()
    answer, _ = stream(server, '/api/v1/desk', (b'x' * MEGABYTE for _ in range(60)), 'Content-Length: 60000000')
    tap.true(answer.startswith(b'HTTP/1.1 4'), f'the answer refuses ({answer[:100]})')
    tap.at_most(server.memory() - before, 8e6, 'the memory that it took')


def test_administrator_may_send_a_large_document(case):
    server = setup(case, 'ann', 'zoe')
    ann, zoe = serving.Person(server, 'ann'), serving.Person(server, 'zoe')
    doc = {'format': 'deskbell/1', 'requests': [
        {'id': f'large-{number}', 'title': 'T', 'description': 'x' * 19000, 'kind': 'support', 'offering': 'laptop',
         'requested_by': 'zoe', 'priority': 'low', 'phase': 'open'} for number in range(100)]}
    tap.same(zoe.post('/desk', {'document': doc}).status, 403, 'the status for somebody else')
    ann.must(ann.post('/desk', {'document': doc}))
    tap.same(len(server.desk.ask('request', 'list')), 102, 'the requests')


def test_administrator_may_send_a_large_record(case):
    ann = serving.Person(setup(case, 'ann'), 'ann')
    days = [{'name': 'x' * 150, 'date': f'{year}-{month:02}-{day:02}', 'yearly': False}
            for year in range(2026, 2036) for month in range(1, 13) for day in range(1, 28)]
    calendar = {'id': 'large', 'name': 'Large', 'timezone': 'UTC', 'hours': {}, 'holidays': days}
    tap.true(len(json.dumps(calendar)) > 512 * 1024, 'it is large')
    ann.must(ann.post('/calendars/large', {'now': calendar, 'was': None}))
    edited = ann.must(ann.post('/calendars/large', {'now': calendar | {'name': 'Larger'}, 'was': calendar}))[0]
    tap.same((edited['now']['name'], len(edited['was']['holidays'])), ('Larger', len(days)), 'what became of it')
    ann.must(ann.post('/calendars/large/remove', {'was': edited['now']}))


def test_who_sends_no_more_is_answered_at_once(case):
    """The answer to a body that is announced does not wait for it."""
    server = setup(case)
    answer, _ = stream(server, '/api/v1/session', [], 'Content-Length: 200000000')
    is_too_large(answer)


def test_message_of_a_megabyte(case):
    server = setup(case, 'zoe')
    server.desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now='2026-11-24T10:00:00+01:00')
    zoe = serving.Person(server, 'zoe')
    serving.refused(zoe.post('/chats/r-1001.1/messages', {'body': 'x' * MEGABYTE}), 413, 'too_large')
    serving.refused(zoe.post('/chats/r-1001.1/messages', {'body': 'x' * 100_000}), 400, 'invalid', '$.body',
                    '100000 characters')
    serving.refused(zoe.post('/chats/r-1001.1/messages', {'body': ''}), 400, 'invalid', '$.body')
    serving.refused(zoe.post('/chats/r-1001.1/messages', {'body': ' \n\t '}), 400, 'invalid', 'the message is empty')
    tap.same(server.desk.ask('chat', 'transcript', 'r-1001'), [], 'the messages')


def test_bodies_that_are_no_json(case):
    server = setup(case, 'zoe')
    zoe, nobody = serving.Person(server, 'zoe'), serving.Person(server)
    before = server.desk.changes()
    bodies = [(b'', 400, 'not JSON'), (b'{', 400, 'line 1'), (b'{"title": "T"', 400, 'line 1'), (b'{}{}', 400, 'line 1'),
              (b'[' * 100_000, 413, 'nested deeper than 64 levels'), (b'{"a":' * 40_000, 413, 'nested deeper'),
              (b'[]', 400, '$: expected an object'), (b'null', 400, '$: expected an object'), (b'"x"', 400, '$: expected'),
              (b'{"title":"\xff"}', 400, 'not valid UTF-8'), (b'\xfe\xff', 400, 'not valid UTF-8'), (b'\x00', 400, 'line 1'),
              (b'{"title":"\\ud800"}', 400, 'not JSON'), (b'{"a\\nb":1}', 400, 'no such member'),
              (b'{"title":"a\\u0000b","offering":"laptop"}', 400, 'U+0000'),
              (b'{"title":"a","title":"b"}', 400, 'twice'), (b'{"title":1e999}', 400, '$.title'),
              (b'title=x&offering=laptop', 400, 'not JSON')]
    for body, status, part in bodies:
        for person, path in ((zoe, '/requests'), (nobody, '/session')):
            reply = person.post(path, body)
            tap.same((reply.status, reply.json['error']['code']), (status, 'too_large' if status == 413 else 'invalid'),
                     f'the answer to {body[:40]} at {path}')
            if part.startswith('$.'):
                continue
            tap.has(reply.message, part, f'the message for {body[:40]}')
            tap.lacks(reply.message, '\n', f'the message for {body[:40]}')
    tap.same(server.desk.changes(), before, 'the number of changes')


def test_queries_that_are_none(case):
    zoe = serving.Person(setup(case, 'zoe'), 'zoe')
    for query, part in (('search=%FF', 'UTF-8'), ('%FF=1', 'UTF-8'), ('limit=x', '$.limit'), ('limit=0', '$.limit'),
                        ('limit=1001', '$.limit'), ('limit=99999999999999999999', '$.limit'), ('limit=-1', '$.limit'),
                        ('colour=red', '$.colour'), ('phase=gone', '$.phase'), ('search=' + 'x' * 201, '$.search'),
                        ('after=%00', 'expected'), ('requested_by=zoe&requested_by=%27', '$.requested_by')):
        serving.refused(zoe.get(f'/requests?{query}'), 400, 'invalid', part)
    for query in ('', 'search=%25', 'search=%27%22;--', 'search=*', 'search=%E2%80%AE', 'limit=1'):
        tap.same(zoe.get(f'/requests?{query}').status, 200, f'the status of {query}')


def test_body_that_stops_halfway(case):
    server = setup(case)
    with socket.create_connection(('127.0.0.1', server.port), timeout=20) as connection:
        connection.sendall(b'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"name":')
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(65536)
        tap.true(answer == b'' or answer.startswith(b'HTTP/1.1 4'), f'the answer refuses or there is none ({answer[:60]})')
    tap.same(serving.Person(server).get('/position').status, 401, 'the server goes on')


tap.run('/server', globals())
