# SPDX-License-Identifier: GPL-3.0-or-later
"""A live connection, bit by bit: a WebSocket (RFC 6455) that can also say what none should."""
import base64
import hashlib
import json
import os
import socket
import struct
import time

import tap

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'


class Refused(Exception):
    """The handshake was not accepted. reply: what was answered instead."""

    def __init__(self, status, body):
        super().__init__(f'{status}: {body[:200]}')
        self.status = status
        self.body = body


def packed(opcode, payload, fin=True, masked=True, length=None, reserved=0):
    """A frame as a client sends it. length: what the header says, if it is to be a lie."""
    if isinstance(payload, str):
        payload = payload.encode('utf-8', 'surrogatepass')
    said = len(payload) if length is None else length
    head = bytes([(0x80 if fin else 0) | reserved | opcode])
    mask = 0x80 if masked else 0
    if said < 126:
        head += bytes([mask | said])
    elif said < 65536:
        head += bytes([mask | 126]) + struct.pack('>H', said)
    else:
        head += bytes([mask | 127]) + struct.pack('>Q', said)
    if masked:
        key = os.urandom(4)
        head += key
        payload = bytes(byte ^ key[place % 4] for place, byte in enumerate(payload))
    return head + payload


class Live:
    """The live connection of a serving.Person."""

    def __init__(self, person, after=None, receive_buffer=None, **headers):
        self.data = b''
        self.socket = socket.socket()
        if receive_buffer is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(20)
        self.socket.connect(('127.0.0.1', person.server.port))
        self.socket = person.server.secure(self.socket)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET /api/v1/live{'' if after is None else f'?after={after}'} HTTP/1.1"]
        fields = {'Host': f'127.0.0.1:{person.server.port}', 'Upgrade': 'websocket', 'Connection': 'Upgrade',
                  'Sec-WebSocket-Key': key, 'Sec-WebSocket-Version': '13'}
        if person.cookie is not None:
            fields['Cookie'] = f'deskbell={person.cookie}'
        fields |= {name.replace('_', '-'): value for name, value in headers.items()}
        lines += [f'{name}: {value}' for name, value in fields.items() if value is not None]
        self.socket.sendall(('\r\n'.join(lines) + '\r\n\r\n').encode())
        self._shake(key)

    def _shake(self, key):
        while b'\r\n\r\n' not in self.data:
            got = self.socket.recv(65536)
            tap.true(got, f'the handshake is answered ({self.data!r})')
            self.data += got
        head, self.data = self.data.split(b'\r\n\r\n', 1)
        status = int(head.split()[1])
        if status != 101:
            length = next((int(line.split(b':')[1]) for line in head.lower().split(b'\r\n')
                           if line.startswith(b'content-length:')), 0)
            self._fill(length)
            self.close()
            raise Refused(status, self.data)
        accept = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest())
        tap.has(head.lower(), b'sec-websocket-accept: ' + accept.lower(), 'the answer of the handshake')

    def close(self):
        """Ends the connection without a word, as a cable does that is pulled."""
        self.socket.close()

    def send_raw(self, data):
        self.socket.sendall(data)

    def send(self, opcode, payload, **named):
        """Sends a frame; what else may be said of it is said by packed()."""
        self.socket.sendall(packed(opcode, payload, **named))

    def attend(self, chat):
        self.send(TEXT, json.dumps({'attend': chat}))

    def _fill(self, count):
        """Reads until there are so many bytes; False at the end of the connection."""
        while len(self.data) < count:
            try:
                got = self.socket.recv(262144)
            except ConnectionResetError:
                return False
            if not got:
                return False
            self.data += got
        return True

    def frame(self, deadline=20.0):
        """The next frame, (opcode, payload), or None when the connection is over."""
        self.socket.settimeout(deadline)
        if not self._fill(2):
            return None
        tap.same(self.data[0] & 0xf0, 0x80, 'a server sends whole messages, without extensions')
        tap.same(self.data[1] & 0x80, 0, 'a server masks nothing')
        length, head = self.data[1] & 0x7f, 2
        if length >= 126:
            head += 2 if length == 126 else 8
            if not self._fill(head):
                return None
            length = int.from_bytes(self.data[2:head], 'big')
        if not self._fill(head + length):
            return None
        opcode, payload = self.data[0] & 0x0f, self.data[head:head + length]
        self.data = self.data[head + length:]
        return opcode, payload

    def next(self, deadline=20.0):
        """The next message as JSON; pings are answered on the way. None when the connection is over."""
        end = time.monotonic() + deadline
        while True:
            found = self.frame(max(0.01, end - time.monotonic()))
            if found is None or found[0] == CLOSE:
                return None
            if found[0] == TEXT:
                return json.loads(found[1])
            if found[0] == PING:
                self.send(PONG, found[1])

    def wait_for(self, condition, what, deadline=20.0):
        """Reads messages until one is as wanted, and gives it."""
        end = time.monotonic() + deadline
        while True:
            found = self.next(max(0.01, end - time.monotonic()))
            tap.true(found is not None, f'the connection lasts until {what}')
            if condition(found):
                return found

    def wait_for_pong(self, deadline=20.0):
        """What the answer to a ping says; messages before it are passed over."""
        while True:
            found = self.frame(deadline)
            tap.true(found is not None, 'the connection lasts until the answer to a ping')
            if found[0] == PONG:
                return found[1]

    def end(self, deadline=20.0):
        """Waits until the server has ended the connection, and gives the status of its last word, if any."""
        while True:
            found = self.frame(deadline)
            if found is None:
                return None
            if found[0] == CLOSE:
                status = int.from_bytes(found[1][:2], 'big') if found[1] else None
                try:
                    self.send(CLOSE, found[1][:2])
                except (BrokenPipeError, ConnectionResetError):
                    return status
                tap.same(self.frame(deadline), None, 'what comes after the end')
                return status


def refused(person, **named):
    """The Refused of a handshake that must not be accepted."""
    try:
        Live(person, **named).close()
    except Refused as refusal:
        return refusal
    raise AssertionError('the handshake was accepted')
