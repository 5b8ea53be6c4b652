#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live connections that do what RFC 6455 forbids, or more than is taken: each is ended, and nothing else."""
import json
import socket

import live
import serving
import tap
import wait

PROTOCOL_ERROR, UNSUPPORTED, INVALID, POLICY, TOO_BIG = 1002, 1003, 1007, 1008, 1009


def setup(case, *names):
    return serving.Server(case, serving.desk_with_passwords(case, *(names or ['zoe'])))


def is_ended(case, person, status, *frames):
    """The frames end the connection with one of these words, or without any if status allows None."""
    connection = live.Live(person)
    case.defer(connection.close)
    try:
        for frame in frames:
            connection.send(**frame)
        connection.send(live.PING, b'')
    except (BrokenPipeError, ConnectionResetError):
        pass
    tap.true(connection.end() in status, f'how {str(frames)[:100]} ends')
    tap.same(person.get('/session').status, 200, 'the server goes on')


def test_frames_that_are_not_allowed(case):
    server = setup(case)
    zoe = serving.Person(server, 'zoe')
    text = {'opcode': live.TEXT, 'payload': '{"attend": null}'}
    for status, *frames in [
            ((UNSUPPORTED,), {'opcode': live.BINARY, 'payload': b'\x00\x01'}),
            ((PROTOCOL_ERROR, None), text | {'masked': False}),
            ((INVALID, None), {'opcode': live.TEXT, 'payload': b'\xff\xfe'}),
            ((INVALID, None), {'opcode': live.TEXT, 'payload': b'\xed\xa0\x80'}),
            ((INVALID, None), {'opcode': live.TEXT, 'payload': b'\xc3'}),
            ((TOO_BIG, None), {'opcode': live.TEXT, 'payload': b'x' * 65537}),
            ((TOO_BIG, PROTOCOL_ERROR, None), {'opcode': live.TEXT, 'payload': b'', 'length': 2**62}),
            ((PROTOCOL_ERROR, None), {'opcode': live.TEXT, 'payload': b'', 'length': 2**63 + 5}),
            ((PROTOCOL_ERROR, None), text | {'reserved': 0x40}),
            ((PROTOCOL_ERROR, None), {'opcode': 5, 'payload': b''}),
            ((PROTOCOL_ERROR, None), {'opcode': 11, 'payload': b''}),
            ((PROTOCOL_ERROR, None), {'opcode': live.CONTINUATION, 'payload': b'x'}),
            ((PROTOCOL_ERROR, None), text | {'fin': False}, text),
            ((PROTOCOL_ERROR, None), {'opcode': live.PING, 'payload': b'x' * 126}),
            ((PROTOCOL_ERROR, None), {'opcode': live.PING, 'payload': b'x', 'fin': False}),
            ((PROTOCOL_ERROR, None), {'opcode': live.CLOSE, 'payload': b'x'}),
            ((PROTOCOL_ERROR, None), {'opcode': live.CLOSE, 'payload': b'\x03\xed'})]:
        is_ended(case, zoe, status, *frames)


def test_last_words(case):
    """Which of them are words is said in RFC 6455, 7.4, and where it is registered."""
    zoe = serving.Person(setup(case), 'zoe')
    for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535):
        is_ended(case, zoe, (PROTOCOL_ERROR,), {'opcode': live.CLOSE, 'payload': code.to_bytes(2)})
    for code in (1000, 1001, 1011, 1014, 3000, 4999):
        is_ended(case, zoe, (code,), {'opcode': live.CLOSE, 'payload': code.to_bytes(2) + b'why'})
    is_ended(case, zoe, (1000,), {'opcode': live.CLOSE, 'payload': b''})
    for reason in (b'\xff', b'\xed\xa0\x80', b'\xc3'):
        is_ended(case, zoe, (INVALID,), {'opcode': live.CLOSE, 'payload': b'\x03\xe8' + reason})


def test_length_that_is_longer_than_it_has_to_be(case):
    """RFC 6455, 5.2: the least number of bytes. What is counted to find the end of a frame relies on it."""
    zoe = serving.Person(setup(case), 'zoe')
    for head in (b'\x89\xfe\x00\x05', b'\x81\xff' + (5).to_bytes(8), b'\x81\xfe\x00\x7d',
                 b'\x81\xff' + (65535).to_bytes(8)):
        connection = live.Live(zoe)
        connection.send_raw(head + b'\x00\x00\x00\x00hello')
        tap.true(connection.end() in (PROTOCOL_ERROR, None), f'how {head} ends')


def test_every_cut_of_frames_gives_the_same(case):
    """Wherever what is sent is cut, it is put together again."""
    connection = live.Live(serving.Person(setup(case), 'zoe'))
    whole = (live.packed(live.TEXT, b'{"attend": null,', fin=False) + live.packed(live.PING, b'one')
             + live.packed(live.CONTINUATION, b'', fin=False) + live.packed(live.CONTINUATION, b' "ping": true}')
             + live.packed(live.TEXT, b'{"attend": null' + b' ' * 200 + b', "ping": true}') + live.packed(live.PING, b'two'))
    for cut in range(1, len(whole)):
        connection.send_raw(whole[:cut])
        connection.send_raw(whole[cut:])
        found = [connection.frame() for _ in range(4)]
        tap.same([opcode for opcode, _ in found], [live.PONG, live.TEXT, live.TEXT, live.PONG], f'the answers, cut at {cut}')
        tap.same((found[0][1], found[3][1]), (b'one', b'two'), f'the pongs, cut at {cut}')


def test_floods_that_cost_the_sender_nothing(case):
    """Pings, pongs and empty fragments without end are not answered without end."""
    server = setup(case)
    zoe = serving.Person(server, 'zoe')
    before = server.memory()
    empty = live.packed(live.CONTINUATION, b'', fin=False)
    for what, data in (('pings', live.packed(live.PING, b'x' * 125)), ('pongs', live.packed(live.PONG, b'')), ('fragments', empty)):
        connection = live.Live(zoe)
        case.defer(connection.close)
        try:
            if data is empty:
                connection.send(live.TEXT, b'', fin=False)
            for _ in range(100):
                connection.send_raw(data * 100)
        except (BrokenPipeError, ConnectionResetError):
            pass
        n_pongs = 0
        while (found := connection.frame()) is not None and found[0] == live.PONG:
            n_pongs += 1
        tap.at_most(n_pongs, 2000, f'the answers to {what}')
        tap.true(found is None or found[1] == POLICY.to_bytes(2), f'how {what} end ({found})')
        tap.same(zoe.get('/session').status, 200, 'the server goes on')
    tap.at_most(server.memory() - before, 8e6, 'the memory that it took')


def test_messages_that_say_something_else(case):
    zoe = serving.Person(setup(case), 'zoe')
    for text in ('', '{', '{}{}', '[]', 'null', '{}', '{"attend": 5}', '{"attend": "../x"}', '{"attend": null, "x": 1}',
                 '{"attend": null, "attend": null}', '[' * 60000, '{"attend": "\\ud800"}', '{"attend":"r\\u00001"}'):
        is_ended(case, zoe, (POLICY,), {'opcode': live.TEXT, 'payload': text})


def test_fragments_without_end(case):
    server = setup(case)
    zoe = serving.Person(server, 'zoe')
    before = server.memory()
    fragment = {'opcode': live.CONTINUATION, 'payload': b'x' * 20000, 'fin': False}
    is_ended(case, zoe, (TOO_BIG, None), fragment | {'opcode': live.TEXT}, *[fragment] * 10)
    empty = {'opcode': live.CONTINUATION, 'payload': b'', 'fin': False}
    connection = live.Live(zoe)
    connection.send(**(empty | {'opcode': live.TEXT}))
    try:
        for _ in range(3000):
            connection.send(**empty)
    except (BrokenPipeError, ConnectionResetError):
        pass
    connection.close()
    tap.at_most(server.memory() - before, 8e6, 'the memory that it took')
    tap.same(zoe.get('/session').status, 200, 'the server goes on')


def test_fragments_make_one_message(case):
    connection = live.Live(serving.Person(setup(case), 'zoe'))
    connection.send(live.TEXT, '{"att', fin=False)
    connection.send(live.PING, 'between')
    connection.send(live.CONTINUATION, 'end": null}')
    connection.send(live.PING, 'after')
    tap.same([connection.frame(), connection.frame()], [(live.PONG, b'between'), (live.PONG, b'after')], 'the answers')


def test_ping_and_end(case):
    connection = live.Live(serving.Person(setup(case), 'zoe'))
    connection.send(live.PING, b'\x00\xffhello')
    tap.same(connection.frame(), (live.PONG, b'\x00\xffhello'), 'the answer to a ping')
    connection.send(live.PONG, b'unasked')
    connection.send(live.CLOSE, b'\x03\xe8')
    found = connection.frame()
    tap.same((found[0], found[1][:2]), (live.CLOSE, b'\x03\xe8'), 'the answer to a close')
    tap.same(connection.frame(), None, 'what comes after it')


def test_handshakes_that_are_none(case):
    zoe = serving.Person(setup(case), 'zoe')
    for fields in ({'Upgrade': None}, {'Connection': 'close'}, {'Sec_WebSocket_Key': None}, {'Sec_WebSocket_Version': '8'},
                   {'Sec_WebSocket_Version': None}):
        tap.true(400 <= live.refused(zoe, **fields).status < 500, f'the handshake with {fields} is refused')
    for after in ('x', '-1', '1.5', '', '%FF', '99999999999999999999'):
        refusal = live.refused(zoe, after=after)
        tap.same(refusal.status, 400, f'the status with after={after}')
        tap.same(json.loads(refusal.body)['error']['message'], 'after: expected the number of a change, or 0', 'the error')


def test_half_a_frame_and_a_pulled_cable(case):
    server = setup(case)
    zoe = serving.Person(server, 'zoe')
    for data in (b'', b'\x81', b'\x81\xfe', b'\x81\x85\x00\x00', b'\x81\x85\x00\x00\x00\x00ab'):
        connection = live.Live(zoe)
        connection.send_raw(data)
        connection.close()
        reset = live.Live(zoe)
        reset.send_raw(data)
        reset.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b'\x01\x00\x00\x00\x00\x00\x00\x00')
        reset.close()
    tap.same(zoe.get('/session').status, 200, 'the server goes on')


def flood(server, count):
    """Changes of about 20 kB each, which every agent's page is sent."""
    doc = {'format': 'deskbell/1', 'requests': [
        {'id': f'flood-{number}', 'title': 'T', 'description': 'x' * 19000, 'kind': 'support', 'offering': 'laptop',
         'requested_by': 'zoe', 'priority': 'low', 'phase': 'open'} for number in range(count)]}
    server.desk.bring(doc)


def is_gone(server, connection):
    """Whether the server's end of a connection is closed, by what the system knows of its sockets."""
    port = connection.socket.getsockname()[1]
    with open(f'/proc/{server.process.pid}/net/tcp', encoding='ascii') as table:
        for line in table.read().splitlines()[1:]:
            local, remote, state = line.split()[1:4]
            if int(local.split(':')[1], 16) == server.port and int(remote.split(':')[1], 16) == port:
                return state != '01'
    return True


def test_reader_that_does_not_read_is_cut_off(case):
    server = setup(case, 'ann')
    ann = serving.Person(server, 'ann')
    mute, good = live.Live(ann, receive_buffer=4096), live.Live(ann)
    before = server.memory()
    flood(server, 300)
    for number in range(300):
        good.wait_for(lambda change: change['subject'] == f'flood-{number}', f'change {number}')
    tap.at_most(server.memory() - before, 60e6, 'the memory that it took')
    wait.wait_until(lambda: is_gone(server, mute), 'the server has let go of it')
    mute.socket.settimeout(20)
    taken = 0
    try:
        while got := mute.socket.recv(1_000_000):
            taken += len(got)
    except ConnectionResetError:
        pass
    case.note(f'{taken} bytes were still underway')
    tap.at_most(taken, 300 * 19000, 'what was underway')
    wait.wait_until(lambda: ann.get('/session').status == 200, 'the server goes on')


tap.run('/server', globals())
