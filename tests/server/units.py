#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What systemd has of the server: its units, sockets that are made for it, and what it says of itself."""
import contextlib
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess

import ctl
import serving
import tap
import wait

UNITS = pathlib.Path(os.environ['DESKBELL_UNITS'])
FIRST_FD = 3
# "systemd-analyze security" counts what a service may do that it should not have to, from 0 to 100.
EXPOSURE = 20


def unit_folder(case, names=('deskbell-server.service', 'deskbell-server.socket'), source=UNITS):
    """The units as they are installed, but with the program of this build, as there has to be one."""
    folder = case.folder / 'units'
    folder.mkdir()
    for name in names:
        text = (source / name).read_text(encoding='utf-8')
        (folder / name).write_text(re.sub(r'^ExecStart=\S+/deskbell-server$', f'ExecStart={serving.PROGRAM}', text, flags=re.M),
                                   encoding='utf-8')
    return folder


def analyze(*arguments, **env):
    return subprocess.run(['systemd-analyze', *map(str, arguments)], capture_output=True, check=False, encoding='utf-8', timeout=60,
                          env=os.environ | env)


def test_units_are_valid(case):
    folder = unit_folder(case)
    verify(folder / 'deskbell-server.service', folder / 'deskbell-server.socket')


def test_unit_of_a_user_is_valid(case):
    folder = unit_folder(case, ['deskbell-server.service'], UNITS / 'user')
    (case.folder / 'run').mkdir(0o700)
    verify('--user', folder / 'deskbell-server.service', XDG_RUNTIME_DIR=str(case.folder / 'run'))


def verify(*arguments, **env):
    ran = analyze('verify', '--man=no', '--recursive-errors=no', *arguments, **env)
    complaints = [line for line in ran.stderr.splitlines() if 'deskbell' in line]
    tap.problems(complaints, f'what systemd-analyze says ({ran.returncode})')
    tap.same(ran.returncode, 0, f'the exit status of systemd-analyze ({ran.stderr})')


def test_service_may_little(case):
    folder = unit_folder(case)
    ran = analyze('security', '--offline=yes', f'--threshold={EXPOSURE}', '--no-pager', folder / 'deskbell-server.service')
    case.note(ran.stdout.strip().splitlines()[-1] if ran.stdout else ran.stderr)
    tap.same(ran.returncode, 0, f'the exit status of systemd-analyze ({ran.stdout[-3000:]} {ran.stderr})')


class Systemd:
    """As much of systemd as a service meets: sockets, and where it may say how it does."""

    def __init__(self, case, desk, *options, sockets=(), watchdog=None):
        self.notices = []
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        case.defer(self.ear.close)
        (case.folder / 'notify').unlink(missing_ok=True)
        self.ear.bind(str(case.folder / 'notify'))
        self.ear.settimeout(20)
        # The shell takes the numbers and names itself: the process that is started is the one that is meant.
        script = 'export LISTEN_PID=$$ WATCHDOG_PID=$$; exec "$@"'
        env = os.environ | {'NOTIFY_SOCKET': str(case.folder / 'notify')}
        if sockets:
            env['LISTEN_FDS'] = str(len(sockets))
        if watchdog is not None:
            env['WATCHDOG_USEC'] = str(int(watchdog * 1_000_000))

        def hand_over():
            for number, one in enumerate(sockets):
                os.dup2(one.fileno(), FIRST_FD + number)

        self.process = subprocess.Popen(['sh', '-c', script, 'sh', serving.PROGRAM, '--store', desk.path, *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding='utf-8', env=env,
                                        preexec_fn=hand_over, close_fds=False)
        case.defer(self.stop)

    def hear(self, word, deadline=20):
        """Waits until the service says so, and gives all of what it said at once."""
        self.ear.settimeout(deadline)
        while True:
            said = self.ear.recv(4096).decode()
            self.notices.append(said)
            if word in said.splitlines():
                return said

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        tap.same(self.process.wait(30), 0, 'the exit status')
        self.process.stdout.close()


def listening(case, family, address):
    one = socket.socket(family)
    case.defer(one.close)
    one.bind(address)
    one.listen(10)
    # Above what is handed over, so that no number is overwritten before its turn.
    return socket.socket(fileno=os.dup(one.fileno())) if one.fileno() <= FIRST_FD + 4 else one


def health(family, address):
    connection = http.client.HTTPConnection('desk.example', timeout=20)
    connection.sock = socket.socket(family)
    connection.sock.settimeout(20)
    connection.sock.connect(address)
    connection.request('GET', '/healthz')
    body = connection.getresponse().read()
    connection.close()
    return body


def test_sockets_that_are_handed_over(case):
    path = str(case.folder / 'http.sock')
    sockets = [listening(case, socket.AF_UNIX, path), listening(case, socket.AF_INET, ('127.0.0.1', 0))]
    desk = ctl.Desk(case)
    systemd = Systemd(case, desk, sockets=sockets)
    said = systemd.hear('READY=1')
    port = sockets[1].getsockname()[1]
    tap.has(said, f'STATUS=Serving at unix:{path}, http://127.0.0.1:{port}/', 'what it says')
    tap.same([systemd.process.stdout.readline() for _ in range(2)],
             [f'Serving {desk.path} at unix:{path}\n', f'Serving {desk.path} at http://127.0.0.1:{port}/\n'], 'its lines')
    tap.same(health(socket.AF_UNIX, path), b'alive\n', 'the answer on the Unix socket')
    tap.same(health(socket.AF_INET, ('127.0.0.1', port)), b'alive\n', 'the answer on the port')
    systemd.process.terminate()
    systemd.hear('STOPPING=1')
    systemd.stop()
    tap.true(pathlib.Path(path).exists(), 'the socket stays, as it is not the server\'s')
    with socket.socket(socket.AF_UNIX) as waits:
        waits.connect(path)
        waits.sendall(b'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
        Systemd(case, desk, sockets=sockets).hear('READY=1')
        waits.settimeout(20)
        tap.has(waits.recv(1000), b'200 OK', 'the answer to one that came while there was no server')


def test_what_is_no_socket_is_refused(case):
    with open(os.devnull, encoding='ascii') as nothing:
        ran = subprocess.run(['sh', '-c', 'export LISTEN_PID=$$ LISTEN_FDS=1; exec "$@" 3<&0', 'sh', serving.PROGRAM, '--store',
                              ctl.Desk(case).path], stdin=nothing, capture_output=True, check=False, encoding='utf-8', timeout=30)
    tap.same(ran.returncode, 2, f'the exit status ({ran.stderr})')
    tap.has(ran.stderr, 'descriptor 3: expected a socket that listens', 'the error')


def test_watchdog_is_told_as_long_as_the_store_answers(case):
    desk = ctl.Desk(case)
    systemd = Systemd(case, desk, '--listen', '127.0.0.1:0', watchdog=0.6)
    systemd.hear('READY=1')
    for _ in range(3):
        systemd.hear('WATCHDOG=1', 2)
    with contextlib.closing(sqlite3.connect(desk.path, isolation_level=None)) as database:
        database.execute('ALTER TABLE changes RENAME TO gone')
        wait.wait_until(lambda: is_silent(systemd), 'the watchdog is told no more')
        database.execute('ALTER TABLE gone RENAME TO changes')
    systemd.hear('WATCHDOG=1', 5)
    systemd.process.send_signal(signal.SIGSTOP)
    wait.wait_until(lambda: is_silent(systemd), 'a server that stands still tells nothing')
    systemd.process.send_signal(signal.SIGCONT)
    systemd.hear('WATCHDOG=1', 5)


def is_silent(systemd):
    try:
        systemd.hear('WATCHDOG=1', 1.2)
        return False
    except TimeoutError:
        return True


def test_units_are_installed_with_their_program(case):
    text = (UNITS / 'deskbell-server.service').read_text(encoding='utf-8')
    tap.true(re.search(r'^ExecStart=/\S+/bin/deskbell-server$', text, re.M), 'the program is named by its path')
    tap.true(shutil.which('systemd-analyze'), 'systemd-analyze is there')


tap.run('/server', globals())
