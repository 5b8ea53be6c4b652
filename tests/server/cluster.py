#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two servers on one PostgreSQL behind a balancer: one desk, whatever of it is killed.

DESKBELL_KILLS: how often something is killed; DESKBELL_ROUNDS: how often 50 agents answer at once.
"""
import concurrent.futures
import json
import os
import threading
import time

import balanced
import ctl
import live
import serving
import tap
import traffic
import wait

KILLS = int(os.environ.get('DESKBELL_KILLS', '10'))
ROUNDS = int(os.environ.get('DESKBELL_ROUNDS', '40'))
AGENTS = 50
NEW = 'another good password'


def setup(case, *names, change=None):
    """Two servers on a desk, and a new Person for each of (name, server)."""
    doc = ctl.changed(ctl.document(), change or (lambda doc: None))
    desk = balanced.Desk(case, doc)
    if names:
        desk.give_password(*names)
    return balanced.Balanced(case, desk)


def elsewhere(person, server):
    """The same person with the same sign-in at another server."""
    other = serving.Person(server)
    other.cookie = person.cookie
    return other


def kill_postgresql(desks):
    desks.desk.postgresql.restart('immediate')


def kill_balancer(desks):
    desks.front.kill()
    desks.front.start()


def test_nothing_is_lost_whatever_is_killed(case):
    desks = setup(case, 'zoe', 'ann')
    zoe, ann = serving.Person(desks.front, 'zoe'), serving.Person(desks.front, 'ann')
    chat = zoe.must(zoe.post('/requests/r-1001/chats', {}))[0]['id']
    last = desks.desk.changes()
    # A server that is killed comes back at its port, and so those who watch it keep to the port.
    run = traffic.Traffic(case, [traffic.Talker(zoe, chat, 'zoe'), traffic.Talker(ann, chat, 'ann')],
                          [traffic.Watcher(elsewhere(ann, server), last) for server in desks.servers])
    run.flows()
    ways = [('one server', lambda: desks.kill(0)), ('the other server', lambda: desks.kill(1)),
            ('PostgreSQL', lambda: kill_postgresql(desks)), ('the balancer', lambda: kill_balancer(desks))]
    slowest = {}
    for number in range(KILLS):
        what, kill = ways[number % len(ways)]
        began = time.monotonic()
        kill()
        run.flows()
        run.is_the_same_everywhere()
        slowest[what] = max(slowest.get(what, 0), time.monotonic() - began)
    run.end(lambda: [one['body'] for one in desks.desk.ask('chat', 'transcript', 'r-1001')])
    desks.desk.must('verify')
    case.note(f'{KILLS} kills, {run.said()}; the slowest: ' + ', '.join(f'{what} {took:.1f} s' for what, took in slowest.items()))


def status(person, chat):
    found = person.must(person.get(f'/chats/{chat}'))[0]
    return found['status'], found['present']


def arrive(person, chat):
    connection = live.Live(person)
    connection.attend(chat)
    return connection


def test_page_moves_from_one_server_to_the_other(case):
    desks = setup(case, 'zoe', 'ann', change=lambda doc: doc['settings'].update(abandon_grace_seconds=1))
    here, ann = serving.Person(desks.servers[0], 'zoe'), serving.Person(desks.servers[0], 'ann')
    there = elsewhere(here, desks.servers[1])
    chat = here.must(here.post('/requests/r-1001/chats', {}))[0]['id']
    last = desks.desk.changes()
    first = arrive(here, chat)
    wait.wait_until(lambda: status(there, chat)[1], 'the person is there, as the other server sees it')
    for number in range(2):
        second = arrive((there, here)[number % 2], chat)
        second.send(live.PING, 'attends')
        second.wait_for_pong()
        first.close()
        first = second
        wait.holds_for(lambda: status(ann, chat) == ('pending', True), 'the person is present', 1.5)
    kinds = [change['kind'] for change in ann.must(ann.get(f'/changes?after={last}'))]
    tap.same(kinds, [], 'what the desk says of coming and going')
    first.close()
    wait.wait_until(lambda: status(there, chat) == ('abandoned', False), 'who has left both servers is gone')


def test_page_of_a_server_that_dies_goes_to_the_other(case):
    desks = setup(case, 'zoe', change=lambda doc: doc['settings'].update(abandon_grace_seconds=1))
    here = serving.Person(desks.servers[0], 'zoe')
    there = elsewhere(here, desks.servers[1])
    chat = here.must(here.post('/requests/r-1001/chats', {}))[0]['id']
    page = arrive(here, chat)
    wait.wait_until(lambda: status(there, chat)[1], 'the person is there')
    desks.servers[0].kill()
    page.close()
    again = live.Live(elsewhere(here, desks.front))
    again.attend(chat)
    wait.holds_for(lambda: status(there, chat) == ('pending', True), 'the person is present', 3)
    again.close()
    desks.start(0)


def test_new_password_and_signing_out_count_everywhere(case):
    desks = setup(case, 'zoe', 'ann')
    one, two = desks.servers
    here, ann = serving.Person(one, 'zoe'), serving.Person(one, 'ann')
    there = elsewhere(here, two)
    connection = live.Live(there)
    reply = here.send('PUT', '/api/v1/people/zoe/password', {'password': NEW, 'old_password': serving.PASSWORD})
    tap.same(reply.status, 204, 'the status')
    tap.same(connection.end(), 1001, 'how the live connection at the other server ends')
    tap.same((here.get('/session').status, there.get('/session').status), (401, 401), 'the statuses')
    tap.same(live.refused(there).status, 401, 'the status of another live connection')
    tap.same([serving.Person(server).sign_in('zoe').status for server in (two, one)], [401, 401], 'the old password')
    tap.same(there.sign_in('zoe', NEW).status, 200, 'the new password')
    here.cookie = there.cookie
    connections = live.Live(here), live.Live(there)
    tap.same(here.send('DELETE', '/api/v1/session').status, 204, 'signing out')
    tap.true(all(connection.end() in (1001, 1008) for connection in connections), 'how the live connections end')
    tap.same([who.get('/session').status for who in (here, there)], [401, 401], 'the statuses of the token that is over')
    tap.same(elsewhere(ann, two).get('/session').status, 200, 'the status of somebody else')


class Agent:
    """One of many who answer at the same moment, over a connection that is there already."""

    def __init__(self, name, server, token):
        self.name = name
        self.person = serving.Person(server)
        self.person.cookie = token
        self.connection = server.connect()

    def answer(self, number, chat, barrier):
        barrier.wait(60)
        self.connection.request('POST', f'/api/v1/chats/{chat}/messages',
                                json.dumps({'id': f'm-{number}-{self.name}', 'body': f'I have it: {self.name}'}),
                                {'Cookie': f'deskbell={self.person.cookie}'})
        response = self.connection.getresponse()
        return self.name, response.status, json.loads(response.read())


def round_of(pool, agents, zoe, number):
    """All answer at once. Gives who has won."""
    chat = zoe.must(zoe.post('/requests/r-1001/chats', {}))[0]['id']
    barrier = threading.Barrier(len(agents))
    answers = list(pool.map(lambda agent: agent.answer(number, chat, barrier), agents))
    winners = [name for name, code, _ in answers if code == 200]
    tap.same(len(winners), 1, f'how many have won {chat}: {winners}')
    winner = winners[0]
    for name, code, body in answers:
        if name != winner:
            tap.same((code, body['error']['code']), (409, 'conflict'), f'what {name} is told: {body}')
            tap.true(winner in body['error']['message'], f'{name} is told who has won: {body}')
    found = zoe.must(zoe.get(f'/chats/{chat}'))[0]
    tap.same((found['status'], found['answered_by']), ('active', winner), 'the chat')
    messages = [(one['author'], one['body']) for one in zoe.must(zoe.get(f'/chats/{chat}/messages')) if one['_type'] == 'message']
    tap.same(messages, [(winner, f'I have it: {winner}')], 'the messages')
    zoe.must(zoe.post(f'/chats/{chat}/leave', {}))
    return winner


def test_fifty_agents_answer_at_once(case):
    names = [f'agent-{number:02}' for number in range(AGENTS)]
    desks = setup(case, 'zoe', change=lambda doc: doc['people'].extend(
        {'id': name, 'name': name.title(), 'roles': ['agent']} for name in names))
    zoe = serving.Person(desks.front, 'zoe')
    with concurrent.futures.ThreadPoolExecutor(AGENTS) as pool:
        tokens = desks.desk.sign_in(*names)
        agents = [Agent(names[number], desks.servers[number % 2], tokens[number]) for number in range(AGENTS)]
        began = time.monotonic()
        winners = [round_of(pool, agents, zoe, number) for number in range(ROUNDS)]
        took = time.monotonic() - began
    for agent in agents:
        agent.connection.close()
    case.note(f'{ROUNDS} rounds in {took:.1f} s; {len(set(winners))} of {AGENTS} have won, '
              f'{sum(int(winner[-2:]) % 2 for winner in winners)} times at the second server')
    desks.desk.must('verify')


tap.run('/server', globals())
