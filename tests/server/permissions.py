#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody, somebody and somebody else may ask of the server."""
import json

import ctl
import live
import serving
import tap

OWN = ['/requests/r-1001', '/requests/r-1001/decision', '/chats/r-1001.1', '/chats/r-1001.1/messages']
# What is for agents and administrators alone.
AGENTS = ['/requests/r-1001/clocks', '/coverage', '/overview?from=2026-11-01&until=2026-11-24', '/lint', '/settings', '/history', '/history?type=request', '/calendars/office/elapsed?start=2026-11-24T10:00:00Z'
          '&end=2026-11-24T12:00:00Z', '/calendars/office/due?start=2026-11-24T10:00:00Z&minutes=5']
TURNS = '/groups/messaging/turns?from=2026-11-24T10:00:00Z&until=2026-12-24T10:00:00Z'
READS = ['/position', '/sessions', '/changes', '/requests', '/pending-chats', '/my-chats', '/desk', '/people', '/people/zoe', '/offerings',
         '/decision?offering=laptop', '/groups/messaging/on-call', TURNS, '/nothing', *OWN, *AGENTS]
# What they may change is in their records; here it is none.
EDITS = [('POST', '/services/email', {'now': {}, 'was': {}}), ('POST', '/services/email/remove', {'was': {}}),
         ('POST', '/settings', {'now': {}, 'was': {}}), ('POST', '/requests/r-1001/change', {'now': {}, 'was': {}})]
WRITES = [('POST', '/requests', {'offering': 'laptop', 'title': 'T'}), ('POST', '/requests/r-1001/chats', {}),
          ('POST', '/chats/r-1001.1/messages', {'body': 'Hi'}), ('POST', '/chats/r-1001.1/leave', {}),
          ('POST', '/chats/r-1001.1/end', {'reason': 'spam'}), ('PUT', '/chats/r-1001.1/look', {'looking': True}),
          ('POST', '/desk', {'document': {'format': 'deskbell/1'}}), ('POST', '/effect', {'document': {'format': 'deskbell/1'}}),
          ('POST', '/backtest', {'document': {'format': 'deskbell/1'}}), *EDITS]


def setup(case, *names):
    """A desk on which zoe has asked for a chat on r-1001, and a server."""
    desk = serving.desk_with_passwords(case, *names)
    desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY)
    return serving.Server(case, desk)


def all_replies(person):
    for path in READS:
        yield f'GET {path}', person.get(path)
    for method, path, body in [*WRITES, ('DELETE', '/sessions/s-0', None), ('PUT', '/people/zoe/password', {'password': 'x' * 8})]:
        yield f'{method} {path}', person.send(method, '/api/v1' + path, body)


def test_nobody_gets_nothing(case):
    server = setup(case)
    nobody, forger = serving.Person(server), serving.Person(server)
    forger.cookie = 'A' * 43
    before = server.desk.changes()
    for person in (nobody, forger):
        for what, reply in all_replies(person):
            tap.same(reply.status, 401, f'the status of {what}')
            tap.same((reply.code, reply.headers['WWW-Authenticate']), ('denied', 'Bearer'), f'the answer to {what}')
        tap.same(live.refused(person).status, 401, 'the status of a live connection')
    tap.same(server.desk.changes(), before, 'the number of changes')


def test_other_peoples_requests_and_chats_are_refused(case):
    server = setup(case, 'max')
    stranger = serving.Person(server, 'max')
    before = server.desk.changes()
    for path in OWN:
        serving.refused(stranger.get(path), 403, 'denied', '"max" may not do this')
    for method, path, body in WRITES[1:]:
        serving.refused(stranger.send(method, '/api/v1' + path, body), 403, 'denied', '"max" may not do this')
    for path in ('/desk', '/people', '/people/zoe', '/decision?offering=laptop', '/groups/messaging/on-call', TURNS,
                 '/requests?requested_by=zoe', '/sessions?person=zoe', '/pending-chats?person=ann', '/my-chats?person=ann', *AGENTS):
        serving.refused(stranger.get(path), 403, 'denied')
    serving.refused(stranger.post('/requests', {'offering': 'laptop', 'title': 'T', 'requested_by': 'zoe'}), 403, 'denied')
    tap.same(server.desk.changes(), before, 'the number of changes')


def test_stranger_cannot_tell_what_is_there(case):
    """A request that is not there, and one that is somebody else's, look the same."""
    stranger = serving.Person(setup(case, 'max'), 'max')
    for there, gone in (('/requests/r-1001', '/requests/r-9999'), ('/chats/r-1001.1', '/chats/r-9999.1')):
        first, second = stranger.get(there), stranger.get(gone)
        tap.same((first.status, first.body), (second.status, second.body), f'the answers for {there} and {gone}')


def test_forged_ids(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    for name in ("r-1001'--", 'R-1001', '%2e%2e', '..', 'r-1001%20', 'r-1001%0a', '%F0%9F%91%8B', 'x' * 65, '*', '%25'):
        reply = zoe.get(f'/requests/{name}')
        tap.true(reply.status in (400, 403, 404), f'{name} is refused ({reply.status})')
    serving.refused(zoe.get('/requests/%ff'), 404, 'not_found')
    for body in ({'body': 'Hi', 'chat': 'r-1002.1'}, {'body': 'Hi', 'author': 'ann'}, {'body': 'Hi', 'side': 'agent'},
                 {'body': 'Hi', 'id': '../x'}, {'body': 'Hi', 'id': 5}, {'body': 'Hi', 'sent_at': '2020-01-01T00:00:00Z'}):
        reply = zoe.post('/chats/r-1001.1/messages', body)
        if 'chat' in body:
            tap.same(reply.json[0]['chat'], 'r-1001.1', 'the chat is the one of the path')
        else:
            serving.refused(reply, 400, 'invalid', '$.')


def test_person_sees_no_more_of_others_than_a_name(case):
    server = setup(case, 'zoe', 'bob')
    zoe, bob = serving.Person(server, 'zoe'), serving.Person(server, 'bob')
    zoe.must(bob.post('/chats/r-1001.1/messages', {'body': 'Hello'}))
    records = zoe.must(zoe.get('/chats/r-1001.1'))
    known = next(record for record in records if record.get('id') == 'bob')
    tap.same((known['name'], known['email'], known['department'], known['roles']), ('Bob Baker', None, None, []), 'bob')
    chat = next(record for record in records if record['_type'] == 'chat')
    tap.same(chat['told'], [], 'who was told')
    decision = zoe.must(zoe.get('/requests/r-1001/decision'))[0]
    tap.same((decision['steps'], decision['recipients'], decision['agreement']), ([], [], None), 'the decision')
    tap.same((decision['until'], decision['then_available'], decision['changes']), (None, False, []), 'the advice')


def test_agents_read_the_whole_desk_and_only_an_administrator_changes_it(case):
    """They see every record of it by itself, too; a program for agents follows it as a whole."""
    server = setup(case, 'bob', 'ann')
    bob, ann = serving.Person(server, 'bob'), serving.Person(server, 'ann')
    tap.same(bob.must(bob.get('/desk?with_requests=false')), ann.must(ann.get('/desk?with_requests=false')), 'the desk')
    serving.refused(bob.post('/desk', {'document': {'format': 'deskbell/1'}}), 403, 'denied', '"bob" may not do this')


def test_chat_is_switched_by_those_who_may_and_all_else_by_administrators(case):
    """Over every way in: record by record, as a document, and live; agents work on requests."""
    server = setup(case, 'bob', 'ann', 'dee')
    bob, ann, dee = (serving.Person(server, name) for name in ('bob', 'ann', 'dee'))
    was = ann.must(ann.get('/people/dee'))[0]
    ann.must(ann.post('/people/dee', {'now': was | {'roles': ['chat_admin']}, 'was': was}))
    gold = dee.must(dee.get('/agreements/gold'))[0]
    settings = dee.must(dee.get('/settings'))[0]
    before = server.desk.changes()
    for person, path, now, old in ((bob, '/agreements/gold', gold | {'chat': False}, gold), (bob, '/settings', settings | {'live_chat': False}, settings),
                                   (dee, '/agreements/gold', gold | {'chat': False, 'title': 'Mine'}, gold),
                                   (dee, '/agreements/silver', gold | {'id': 'silver'}, None),
                                   (dee, '/settings', settings | {'timezone': 'UTC'}, settings),
                                   (dee, '/people/dee', was | {'roles': ['admin']}, was | {'roles': ['chat_admin']})):
        serving.refused(person.post(path, {'now': now, 'was': old}), 403, 'denied', 'may not')
        call = {'call': 'settings.put'} if path == '/settings' else {
            'call': 'record.put', 'collection': path.split('/')[1], 'subject': path.split('/')[2]}
        connection = live.Live(person)
        connection.send(live.TEXT, json.dumps({**call, 'id': 'a', 'now': now, 'was': old}))
        found = connection.wait_for(lambda one: one['_type'] == 'answer', 'an answer')
        tap.same(found.get('error', {}).get('code'), 'denied', f'the answer to {path} over a live connection ({found})')
        connection.close()
    serving.refused(dee.post('/desk', {'document': {'format': 'deskbell/1', 'agreements': [gold]}}), 403, 'denied')
    serving.refused(dee.post('/agreements/gold/remove', {'was': gold}), 403, 'denied')
    tap.same(server.desk.changes(), before, 'the number of changes')
    edited = dee.must(dee.post('/agreements/gold', {'now': gold | {'chat': False}, 'was': gold}))[0]
    tap.same((edited['now']['chat'], edited['was']), (False, gold), 'what became of it')
    dee.must(dee.post('/settings', {'now': settings | {'live_chat': False}, 'was': settings}))
    reply = ann.post('/agreements/gold', {'now': gold | {'title': 'Golden'}, 'was': gold})
    serving.refused(reply, 409, 'conflict', 'agreement "gold" was changed meanwhile (chat)')
    request = next(one for one in bob.must(bob.get('/requests/r-1001')) if one['_type'] == 'request')
    bob.must(bob.post('/requests/r-1001/change', {'now': request | {'priority': 'low'}, 'was': request}))
    changes = bob.must(bob.get('/history?type=request&subject=r-1001&actor=bob'))
    tap.same([change['details'] for change in changes], [{'priority': ['high', 'low']}], 'how the request was changed')
    serving.refused(bob.get('/history?type=agreement'), 403, 'denied')
    tap.same([change['actor'] for change in ann.must(ann.get('/history?type=agreement&subject=gold'))], ['dee', None], 'who changed it')


def test_only_an_administrator_gets_what_is_hardly_meant(case):
    server = setup(case, 'bob', 'ann')
    bob, ann = serving.Person(server, 'bob'), serving.Person(server, 'ann')
    serving.refused(bob.get('/lint'), 403, 'denied', '"bob" may not do this (desk.lint)')
    found = ann.must(ann.get('/lint?at=2026-11-24T09:00:00Z'))
    tap.same([(record['_type'], record['code'], record['severity']) for record in found],
             [('finding', 'on_call_gap', 'notice'), ('finding', 'default_service_unlisted', 'warning'),
              ('finding', 'nobody_told', 'error')], 'the findings')
    serving.refused(ann.get('/lint?at=soon'), 400, 'invalid')


def test_person_gets_only_their_own_changes(case):
    server = setup(case, 'max', 'ann')
    stranger = live.Live(serving.Person(server, 'max'), after=0)
    server.desk.must('chat', 'send', 'r-1001', '--as', 'zoe', 'A secret')
    server.desk.must('request', 'new', '--offering', 'laptop', '--requested-by', 'max', '--title', 'The end')
    seen = []
    stranger.wait_for(lambda change: seen.append(change) or (change['now'] or {}).get('title') == 'The end', 'the end')
    tap.same({change['person'] for change in seen}, {'max'}, 'whose changes they are')
    hidden = serving.Person(server, 'max').get('/changes?limit=1000')
    tap.lacks(hidden.body.decode(), 'A secret', 'the changes')
    tap.lacks(hidden.body.decode(), 'zoe', 'the changes')


def test_pages_of_other_sites_are_refused(case):
    server = setup(case, 'zoe')
    zoe = serving.Person(server, 'zoe')
    here = f'127.0.0.1:{server.port}'
    before = server.desk.changes()
    for origin in ('http://evil.example', f'http://{here}.evil.example', f'http://evil.example/{here}', 'null', '',
                   f'http://localhost:{server.port}', f'http://127.0.0.1:{server.port + 1}', 'http://', here):
        for method, path, body in [*WRITES, ('DELETE', '/session', None), ('POST', '/session', {})]:
            serving.refused(zoe.send(method, '/api/v1' + path, body, Origin=origin), 403, 'denied',
                            'not for pages of other sites')
        tap.same(live.refused(zoe, Origin=origin).status, 403, f'the status of a live connection from {origin}')
    tap.same(server.desk.changes(), before, 'the number of changes')
    tap.same(zoe.post('/requests', {'offering': 'laptop', 'title': 'T'}, Origin=f'http://{here}').status, 200, 'from here')
    live.Live(zoe, Origin=f'http://{here}').close()


def test_same_command_again_changes_nothing(case):
    server = setup(case, 'zoe', 'ann')
    zoe, ann = serving.Person(server, 'zoe'), serving.Person(server, 'ann')
    for path, body in (('/chats/r-1001.1/messages', {'id': 'cmd-1', 'body': 'Once'}),
                       ('/requests', {'id': 'cmd-2', 'offering': 'laptop', 'title': 'Once'}),
                       ('/requests/r-1001/chats', {'id': 'cmd-3'})):
        first = zoe.must(zoe.post(path, body))
        seq = server.desk.changes()
        tap.same(zoe.must(zoe.post(path, body)), first, f'the second answer of {path}')
        tap.same(zoe.must(zoe.post(path, body | ({'body': 'Other'} if 'body' in body else {}))), first,
                 f'the answer of {path} to other words with the same id')
        tap.same(server.desk.changes(), seq, 'the number of changes')
    serving.refused(ann.post('/chats/r-1001.1/messages', {'id': 'cmd-1', 'body': 'Mine'}), 409, 'conflict',
                    'the id "cmd-1" belongs to another command')
    serving.refused(zoe.post('/requests', {'id': 'cmd-1', 'offering': 'laptop', 'title': 'T'}), 409, 'conflict')
    tap.same([one['body'] for one in server.desk.ask('chat', 'transcript', 'r-1001')], ['Once'], 'the messages')


tap.run('/server', globals())
