#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person who goes away: the grace, and what ends it."""
import live
import serving
import tap
import wait


def setup(case, grace=1):
    """zoe has asked for a chat on r-1001; who goes away has so many seconds to come back."""
    desk = serving.desk_with_passwords(case, 'zoe', 'ann', 'max', change=lambda doc: doc['settings'].update(
        abandon_grace_seconds=grace))
    desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now='2026-11-24T10:00:00+01:00')
    return serving.Server(case, desk)


def status(person):
    """The status of the chat, and whether the person is there."""
    chat = person.must(person.get('/chats/r-1001.1'))[0]
    return chat['status'], chat['present']


def arrive(server, person):
    connection = live.Live(person)
    connection.attend('r-1001.1')
    wait.wait_until(lambda: status(person)[1], 'the person is there')
    return connection


def test_chat_is_abandoned_after_the_grace(case):
    server = setup(case)
    zoe, ann = serving.Person(server, 'zoe'), serving.Person(server, 'ann')
    agent = live.Live(ann)
    connection = arrive(server, zoe)
    connection.close()
    agent.wait_for(lambda change: change['kind'] == 'person_away', 'the person is away')
    abandoned = agent.wait_for(lambda change: change['kind'] == 'abandoned', 'the chat is abandoned')
    tap.same(abandoned['now']['status'], 'abandoned', 'the chat')
    tap.same(status(zoe), ('abandoned', False), 'the chat')


def test_coming_back_in_time_keeps_it(case):
    server = setup(case, 2)
    zoe, ann = serving.Person(server, 'zoe'), serving.Person(server, 'ann')
    agent = live.Live(ann)
    arrive(server, zoe).close()
    agent.wait_for(lambda change: change['kind'] == 'person_away', 'the person is away')
    back = arrive(server, zoe)
    agent.wait_for(lambda change: change['kind'] == 'person_back', 'the person is back')
    wait.holds_for(lambda: status(zoe) == ('pending', True), 'the chat is pending', 3.0)
    back.close()
    agent.wait_for(lambda change: change['kind'] == 'abandoned', 'the chat is abandoned')


def test_one_of_two_pages_is_enough(case):
    server = setup(case)
    zoe = serving.Person(server, 'zoe')
    first, second = arrive(server, zoe), arrive(server, zoe)
    first.close()
    wait.holds_for(lambda: status(zoe) == ('pending', True), 'the chat is pending', 1.5)
    second.attend(None)
    wait.wait_until(lambda: status(zoe)[0] == 'abandoned', 'the chat is abandoned')


def test_page_that_never_came_abandons_nothing(case):
    server = setup(case)
    zoe = serving.Person(server, 'zoe')
    live.Live(zoe).close()
    wait.holds_for(lambda: status(zoe)[0] == 'pending', 'the chat is pending', 1.5)


def test_pages_of_others_do_not_count(case):
    server = setup(case)
    zoe = serving.Person(server, 'zoe')
    connection = arrive(server, zoe)
    for name in ('max', 'ann'):
        stranger = live.Live(serving.Person(server, name))
        stranger.attend('r-1001.1')
        stranger.send(live.PING, 'done')
        tap.same(stranger.wait_for_pong(), b'done', 'the answer to a ping')
        stranger.close()
    wait.holds_for(lambda: status(zoe) == ('pending', True), 'the chat is pending', 1.5)
    connection.close()


def test_leaving_abandons_at_once(case):
    server = setup(case, 600)
    zoe = serving.Person(server, 'zoe')
    arrive(server, zoe)
    tap.same(zoe.must(zoe.post('/chats/r-1001.1/leave', {}))[0]['status'], 'abandoned', 'the chat')


def test_server_that_comes_back_still_abandons(case):
    server = setup(case)
    zoe = serving.Person(server, 'zoe')
    arrive(server, zoe).close()
    wait.wait_until(lambda: not status(zoe)[1], 'the person is away')
    server.stop()
    zoe.server = serving.Server(case, server.desk)
    wait.wait_until(lambda: status(zoe)[0] == 'abandoned', 'the chat is abandoned')


tap.run('/server', globals())
