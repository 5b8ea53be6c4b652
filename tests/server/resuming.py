#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a live connection sends: everything after N, in order, without holes, once."""
import ctl
import live
import serving
import tap
from wait import wait_until


def setup(case, *names):
    return serving.Server(case, serving.desk_with_passwords(case, *names))


def bring(server, first, count, size=100):
    """One import that makes requests: as many changes."""
    server.desk.bring({'format': 'deskbell/1', 'requests': [
        {'id': f'many-{number}', 'title': 'T', 'description': 'x' * size, 'kind': 'support', 'offering': 'laptop',
         'requested_by': 'zoe', 'priority': 'low', 'phase': 'open'} for number in range(first, first + count)]})


def take_until(connection, last):
    """The numbers that come, up to this one."""
    seen = []
    while not seen or seen[-1] < last:
        change = connection.next()
        tap.true(change is not None, f'the connection lasts until change {last}, not {seen[-1:]}')
        seen.append(change['seq'])
    return seen


def test_after_gives_everything_in_order_without_holes(case):
    server = setup(case, 'ann')
    ann = serving.Person(server, 'ann')
    bring(server, 0, 1200)
    last = server.desk.changes()
    for after in (0, 499, 500, 501, last - 1):
        connection = live.Live(ann, after=after)
        tap.same(take_until(connection, last), list(range(after + 1, last + 1)), f'the changes after {after}')
        connection.close()


def test_a_server_that_has_just_started_has_a_history(case):
    server = setup(case, 'ann')
    last = server.desk.changes()
    connection = live.Live(serving.Person(server, 'ann'), after=0)
    tap.same(take_until(connection, last), list(range(1, last + 1)), 'the changes')


def test_one_change_that_is_larger_than_what_may_wait(case):
    server = setup(case, 'ann')
    ann = serving.Person(server, 'ann')
    connection = live.Live(ann)
    server.desk.bring({'format': 'deskbell/1', 'calendars': [
        {'id': 'huge', 'name': 'Huge', 'timezone': 'Europe/Prague', 'hours': {}, 'holidays': [
            {'name': 'x' * 180, 'date': f'{1950 + number // 300}-{number // 25 % 12 + 1:02}-{number % 25 + 1:02}'}
            for number in range(8000)]}]})
    last = server.desk.changes()
    tap.same(take_until(connection, last)[-1:], [last], 'the change')
    connection.close()
    tap.same(take_until(live.Live(ann, after=last - 1), last), [last], 'the change, caught up with')


def test_changes_that_come_while_it_catches_up(case):
    server = setup(case, 'ann')
    ann = serving.Person(server, 'ann')
    bring(server, 0, 1000)
    connection = live.Live(ann, after=0)
    for number in range(5):
        bring(server, 1000 + 30 * number, 30)
    last = server.desk.changes()
    tap.same(take_until(connection, last), list(range(1, last + 1)), 'the changes')


def test_many_come_back_at_once_from_different_places(case):
    """What one of them has missed is read once for all of them; each gets what it lacks, once."""
    server = setup(case, 'ann', 'zoe')
    ann, zoe = serving.Person(server, 'ann'), serving.Person(server, 'zoe')
    bring(server, 0, 1300)
    first = server.desk.changes()
    places = [(place * 37) % first for place in range(60)]
    connections = [(after, live.Live(person, after=after)) for after in places for person in (ann, zoe)]
    bring(server, 2000, 40)
    last = server.desk.changes()
    seen = {}
    for after, connection in connections:
        found = take_until(connection, last)
        tap.true(found == sorted(set(found)) and found[0] > after, f'what comes after {after} is in order, and comes once')
        seen.setdefault(after, []).append(found)
    for after, (of_ann, of_zoe) in seen.items():
        tap.same(of_ann, list(range(after + 1, last + 1)), f'the changes after {after} for an agent')
        tap.same(of_zoe, [seq for seq in seen[0][1] if seq > after], f'the changes after {after} for a person')


def test_all_pages_of_somebody_get_the_same(case):
    server = setup(case, 'ann', 'zoe')
    ann, zoe = serving.Person(server, 'ann'), serving.Person(server, 'zoe')
    pages = [live.Live(zoe), live.Live(zoe)]
    theirs = live.Live(ann)
    zoe.must(zoe.post('/requests/r-1001/chats', {}))
    found = [page.wait_for(lambda change: change['kind'] == 'asked', 'the question') for page in pages]
    tap.same(found[0], found[1], 'what both pages get')
    tap.same((found[0]['now']['told'], found[0]['details']), ([], None), 'what the portal shows of it')
    asked = theirs.wait_for(lambda change: change['kind'] == 'asked', 'the question')
    tap.true(asked['details'], 'an agent sees all of it')
    pages[0].close()
    ann.must(ann.post('/chats/r-1001.1/messages', {'body': 'Hello'}))
    pages[1].wait_for(lambda change: change['type'] == 'message', 'the message')


def test_reconnecting_again_and_again_loses_nothing(case):
    server = setup(case, 'ann')
    ann = serving.Person(server, 'ann')
    position = server.desk.changes()
    seen = []
    for number in range(8):
        connection = live.Live(ann, after=position)
        bring(server, number * 10, 10)
        for _ in range(1 + number):
            change = connection.next()
            seen.append(change['seq'])
            position = change['seq']
        connection.close()
    seen += take_until(live.Live(ann, after=position), server.desk.changes())
    tap.same(seen, list(range(seen[0], seen[0] + len(seen))), 'the changes')
    tap.same(seen[-1], server.desk.changes(), 'the last of them')


def test_long_history_waits_for_a_slow_reader(case):
    """13 MB, of which no more than a part may wait in the server; nobody who reads is cut off."""
    server = setup(case, 'ann')
    ann = serving.Person(server, 'ann')
    bring(server, 0, 700, 19000)
    last = server.desk.changes()
    before = server.memory()
    connection = live.Live(ann, after=0, receive_buffer=4096)
    tap.same(take_until(connection, last), list(range(1, last + 1)), 'the changes')
    tap.at_most(server.memory() - before, 120e6, 'the memory that it took')
    bring(server, 5000, 1)
    tap.same(connection.next()['seq'], last + 1, 'the change after them')


def test_without_after_only_what_comes(case):
    """Also on a server that has seen no change yet."""
    server = setup(case, 'ann')
    connection = live.Live(serving.Person(server, 'ann'))
    position = server.desk.changes()
    bring(server, 0, 1)
    tap.same(connection.next()['seq'], position + 1, 'the first change')


def test_after_a_change_that_the_desk_never_had(case):
    """A desk that was brought back from a backup is behind its clients."""
    server = setup(case, 'ann')
    connection = live.Live(serving.Person(server, 'ann'), after=10**9)
    tap.same(connection.next(), {'_type': 'reload'}, 'the first message')
    position = server.desk.changes()
    bring(server, 0, 1)
    tap.same(connection.next()['seq'], position + 1, 'the next change')


def test_too_far_behind_has_to_load_anew(case):
    server = setup(case, 'ann')
    bring(server, 0, 20100, 0)
    ann = serving.Person(server, 'ann')
    last = server.desk.changes()
    wait_until(lambda: b'\ndeskbell_last_change %d\n' % last in ann.send('GET', '/metrics').body, 'the server has seen all of them')
    connection = live.Live(ann, after=5)
    tap.same(connection.next(), {'_type': 'reload'}, 'the first message')
    bring(server, 50000, 1)
    tap.same(connection.next()['seq'], last + 1, 'the next change')


def test_chat_comes_live_to_both_sides(case):
    server = setup(case, 'zoe', 'ann')
    zoe, ann = serving.Person(server, 'zoe'), serving.Person(server, 'ann')
    mine, theirs = live.Live(zoe), live.Live(ann)
    zoe.must(zoe.post('/requests/r-1001/chats', {}))
    for connection in (mine, theirs):
        asked = connection.wait_for(lambda change: change['kind'] == 'asked', 'the question')
        tap.same(asked['now']['id'], 'r-1001.1', 'the chat')
    ann.must(ann.post('/chats/r-1001.1/messages', {'id': 'm-1', 'body': 'Hello <b>'}))
    for connection in (mine, theirs):
        connection.wait_for(lambda change: change['kind'] == 'answered', 'the answer')
        message = connection.wait_for(lambda change: change['type'] == 'message', 'the message')
        tap.same((message['now']['id'], message['now']['body']), ('m-1', 'Hello <b>'), 'the message')
    tap.same(message['details'], None, 'the text of a message stands in the message only')


def test_same_command_is_not_sent_twice(case):
    server = setup(case, 'zoe')
    server.desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY)
    zoe = serving.Person(server, 'zoe')
    connection = live.Live(zoe)
    for _ in range(3):
        zoe.must(zoe.post('/chats/r-1001.1/messages', {'id': 'm-1', 'body': 'Once'}))
    zoe.must(zoe.post('/chats/r-1001.1/messages', {'id': 'm-2', 'body': 'Twice'}))
    tap.same([connection.next()['now']['id'] for _ in range(2)], ['m-1', 'm-2'], 'the messages')


tap.run('/server', globals())
