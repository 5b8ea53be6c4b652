#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls over a live connection: the same as over HTTP, one message there and one back."""
import contextlib
import json
import sqlite3

import ctl
import live
import serving
import tap
import wait

POLICY = 1008


def setup(case, *names):
    """A desk on which zoe has asked for a chat on r-1001, and a server."""
    desk = serving.desk_with_passwords(case, *names)
    desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY)
    return serving.Server(case, desk)


def connect(server, name):
    return live.Live(serving.Person(server, name))


def say(connection, message):
    connection.send(live.TEXT, message if isinstance(message, (str, bytes)) else json.dumps(message))


def ask(connection, **message):
    """Makes a call and gives its answer; other messages before it are passed over."""
    say(connection, message)
    return connection.wait_for(lambda found: found['_type'] == 'answer' and found['to'] == message['id'], f'the answer to {message}')


def send(name, body, **more):
    return {'call': 'chat.send', 'id': name, 'chat': 'r-1001.1', 'body': body} | more


def test_message_is_one_frame_there_and_one_back(case):
    server = setup(case, 'zoe', 'ann')
    zoe, ann = connect(server, 'zoe'), connect(server, 'ann')
    found = ask(zoe, **send('m-1', 'Hello'))
    tap.same([record['_type'] for record in found['records']], ['message', 'chat', 'person'], 'the records')
    tap.same((found['records'][0]['id'], found['records'][0]['body']), ('m-1', 'Hello'), 'the message')
    change = ann.wait_for(lambda one: one.get('type') == 'message', 'the message')
    tap.same(change['now']['body'], 'Hello', 'what the agent gets')
    tap.same([one['body'] for one in server.desk.ask('chat', 'transcript', 'r-1001')], ['Hello'], 'the messages')


def test_answers_are_those_of_http(case):
    server = setup(case, 'zoe', 'bob')
    person = serving.Person(server, 'zoe')
    zoe, bob = live.Live(person), connect(server, 'bob')
    ask(bob, **send('m-1', 'Hello'))
    for path, call in (('/chats/r-1001.1', {'call': 'chat.get', 'chat': 'r-1001.1'}),
                       ('/chats/r-1001.1/messages?limit=5', {'call': 'message.list', 'chat': 'r-1001.1', 'limit': 5}),
                       ('/requests/r-1001/decision?at=2026-11-24T09:00:00Z',
                        {'call': 'decision.get', 'request': 'r-1001', 'at': '2026-11-24T09:00:00Z'}),
                       ('/my-chats', {'call': 'chat.mine'}), ('/people/zoe', {'call': 'desk.record', 'collection': 'people', 'subject': 'zoe'})):
        reply, found = person.get(path), ask(zoe, id='a', **call)
        tap.same(found.get('records', found.get('error')), reply.json if reply.status == 200 else reply.json['error'], f'what {path} gives')


def test_refusals_are_those_of_http(case):
    server = setup(case, 'zoe', 'max')
    zoe, stranger = connect(server, 'zoe'), connect(server, 'max')
    before = server.desk.changes()
    for connection, message, code, part in (
            (stranger, send('m-1', 'Hi'), 'denied', '"max" may not do this (chat.send)'),
            (stranger, {'call': 'chat.get', 'id': 'a', 'chat': 'r-1001.1'}, 'denied', 'may not'),
            (zoe, {'call': 'desk.export', 'id': 'a'}, 'denied', 'may not'),
            (zoe, {'call': 'desk.lint', 'id': 'a'}, 'denied', 'may not'),
            (zoe, send('m-1', ''), 'invalid', '$.body'), (zoe, send('m-1', ' '), 'invalid', 'the message is empty'),
            (zoe, send('m-1', 'Hi', author='ann'), 'invalid', '$.author'), (zoe, send('m-1', 5), 'invalid', '$.body'),
            (zoe, {'call': 'chat.send', 'id': 'm-1', 'body': 'Hi'}, 'invalid', '"chat"'),
            (zoe, send('m-1', 'x' * 30000), 'invalid', '$.body'),
            (zoe, {'call': 'no.such', 'id': 'a'}, 'invalid', '$.call'), (zoe, {'call': None, 'id': 'a'}, 'invalid', '$.call'),
            # What only the server and the keeper of the store may ask is no call on the wire.
            (zoe, {'call': 'login.get', 'id': 'a', 'login': 'x'}, 'invalid', '$.call'),
            (zoe, {'call': 'password.set', 'id': 'a', 'person': 'zoe', 'hash': 'x'}, 'invalid', '$.call'),
            (zoe, {'call': 'chat.attend', 'id': 'a', 'chat': 'r-1001.1', 'present': True}, 'invalid', '$.call')):
        found = ask(connection, **message)
        tap.same((found['error']['code'], 'records' in found), (code, False), f'the code ({found})')
        tap.has(found['error']['message'], part, 'the message')
    tap.same(server.desk.changes(), before, 'the number of changes')


def test_what_cannot_be_answered_ends_the_connection(case):
    zoe = serving.Person(setup(case, 'zoe'), 'zoe')
    for message in ({'call': 'chat.mine'}, {'call': 'chat.mine', 'id': 5}, {'call': 'chat.mine', 'id': '../x'},
                    {'call': 'chat.mine', 'id': 'x' * 65}, {'call': 'chat.mine', 'id': None}, {'id': 'a'},
                    '{"call": "chat.mine", "id": "a", "id": "a"}', '{"call": "chat.mine", "id": "a"'):
        connection = live.Live(zoe)
        say(connection, message)
        tap.same(connection.end(), POLICY, f'how {message} ends')


def test_same_command_twice_is_one(case):
    server = setup(case, 'zoe')
    person = serving.Person(server, 'zoe')
    zoe = live.Live(person)
    first = ask(zoe, **send('m-1', 'Once'))
    tap.same(ask(zoe, **send('m-1', 'Once')), first, 'the answer')
    tap.same(person.post('/chats/r-1001.1/messages', {'id': 'm-1', 'body': 'Once'}).json, first['records'], 'the answer over HTTP')
    tap.same([one['body'] for one in server.desk.ask('chat', 'transcript', 'r-1001')], ['Once'], 'the messages')


def test_many_at_once_keep_their_order(case):
    """More than may be underway: the rest waits in the line, and nothing is lost or mixed up."""
    server = setup(case, 'zoe')
    zoe = connect(server, 'zoe')
    count = 600
    zoe.send_raw(b''.join(live.packed(live.TEXT, json.dumps(send(f'm-{number}', f'number {number}'))) for number in range(count)))
    answers, changes = [], []
    while len(answers) < count or len(changes) < count:
        found = zoe.next()
        if found['_type'] == 'answer':
            tap.true('records' in found, f'the answer ({found})')
            answers.append(found['to'])
        else:
            changes.append(found['subject'])
    tap.same(answers, [f'm-{number}' for number in range(count)], 'the answers')
    tap.same(changes, answers, 'the changes')
    tap.same([one['id'] for one in server.desk.ask('chat', 'transcript', 'r-1001')], answers, 'the messages')


def test_too_many_in_a_second(case):
    server = setup(case, 'zoe')
    zoe = connect(server, 'zoe')
    count = 4000
    zoe.send_raw(b''.join(live.packed(live.TEXT, f'{{"call": "no.such", "id": "n-{number}"}}') for number in range(count)))
    codes = [zoe.next()['error']['code'] for _ in range(count)]
    tap.same(set(codes), {'invalid'}, 'what is no call is answered without being carried out')
    zoe.send_raw(b''.join(live.packed(live.TEXT, f'{{"call": "desk.position", "id": "n-{number}"}}') for number in range(count)))
    found = {}
    for _ in range(count):
        answer = zoe.next()
        found.setdefault(answer['error']['code'] if 'error' in answer else 'ok', []).append(answer['to'])
    tap.true(set(found) <= {'ok', 'too_many'} and len(found['ok']) >= 1000, f'the answers ({ {code: len(ids) for code, ids in found.items()} })')
    tap.same(sum(len(ids) for ids in found.values()), count, 'the number of answers')
    tap.same(serving.Person(server, 'zoe').get('/session').status, 200, 'the server goes on')


def test_answer_that_is_too_large(case):
    server = setup(case, 'ann')
    server.desk.bring({'format': 'deskbell/1', 'requests': [
        {'id': f'large-{number}', 'title': 'T', 'description': 'x' * 19000, 'kind': 'support', 'offering': 'laptop',
         'requested_by': 'zoe', 'priority': 'low', 'phase': 'open'} for number in range(40)]})
    ann = connect(server, 'ann')
    found = ask(ann, call='desk.export', id='a')
    tap.same(found['error']['code'], 'too_large', 'the code')
    tap.same(len(ask(ann, call='request.list', id='b', limit=10)['records']) >= 10, True, 'the connection goes on')


def test_connection_that_ends_while_calls_are_underway(case):
    server = setup(case, 'zoe')
    person = serving.Person(server, 'zoe')
    for _ in range(5):
        zoe = live.Live(person)
        zoe.send_raw(b''.join(live.packed(live.TEXT, json.dumps(send(f'{_}-{number}', 'x'))) for number in range(200)))
        zoe.close()
    tap.same(person.get('/session').status, 200, 'the server goes on')


def test_sign_in_that_is_over_calls_no_more(case):
    """Signing out ends the connection; what another server has ended is noticed before long."""
    server = setup(case, 'zoe')
    person = serving.Person(server, 'zoe')
    zoe = live.Live(person)
    ask(zoe, **send('m-1', 'Hello'))
    with contextlib.closing(sqlite3.connect(server.desk.path, isolation_level=None)) as database:
        database.execute('DELETE FROM logins')

    def is_ended():
        try:
            say(zoe, {'call': 'desk.position', 'id': 'a'})
            return zoe.next() is None
        except (BrokenPipeError, ConnectionResetError):
            return True
    wait.wait_until(is_ended, 'the connection ends', deadline=60)


tap.run('/server', globals())
