#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""deskbell-server as a program: what it takes, where it listens, and how it says what is wrong."""
import http.client
import os
import re
import signal
import socket
import stat
import subprocess

import ctl
import manual_page
import serving
import tap
import wait

BAD_INPUT, NO_STORE = 2, 3


def run(*arguments, env=None):
    """Runs the program until it ends by itself."""
    return subprocess.run([serving.PROGRAM, *map(str, arguments)], capture_output=True, check=False, encoding='utf-8',
                          timeout=30, env=os.environ | (env or {}))


def refused(ran, status, *parts):
    tap.same(ran.returncode, status, f'the exit status ({ran.stderr})')
    tap.true(re.fullmatch(r'deskbell-server: [^\n]+\n', ran.stderr), f'one line of its own: {ran.stderr}')
    for part in parts:
        tap.has(ran.stderr, part, 'the error')
    tap.same(ran.stdout, '', 'what else it says')


class OverUnix(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path):
        super().__init__('desk.example', timeout=30)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(30)
        self.sock.connect(str(self.path))


def answer(connection, path='/healthz', **headers):
    connection.request('GET', path, headers={name.replace('_', '-'): value for name, value in headers.items()})
    response = connection.getresponse()
    return response.status, response.read()


def test_wrong_command_lines_are_refused_in_words(case):
    desk = ctl.Desk(case)
    for arguments, *parts in [
            (['--listen', '127.0.0.1:0'], 'which desk? give --store STORE'),
            (['--store', desk.path, 'now'], 'there are no arguments'),
            (['--store', desk.path, '--flag'], '--flag'),
            (['--store', desk.path, '--listen', 'nonsense'], '--listen: expected ADDR:PORT, found "nonsense"'),
            (['--store', desk.path, '--listen', '127.0.0.1:65536'], '--listen: expected ADDR:PORT'),
            (['--store', desk.path, '--listen', '0.0.0.0:0'], '0.0.0.0: expected an address of this computer', '--allow-remote'),
            (['--store', desk.path, '--listen', 'example.org:1', '--allow-remote'], 'expected an address of this computer'),
            (['--store', desk.path, '--listen', 'unix:desk.sock'], 'the absolute path of a socket', '"desk.sock"'),
            (['--store', desk.path, '--listen', 'unix:/nowhere/desk.sock'], '/nowhere/desk.sock: '),
            (['--store', desk.path, '--trusted-proxy', 'example.org'], '--trusted-proxy: expected an IP address', '"example.org"'),
            (['--store', desk.path, '--trusted-proxy', '10.0.0.0/33'], '--trusted-proxy: '),
            (['--store', desk.path, '--log', 'loud'], '--log: expected text, json or journal, found "loud"')]:
        refused(run(*arguments), BAD_INPUT, *parts)


def test_desk_that_is_not_there_is_refused(case):
    refused(run('--store', case.folder / 'no.db'), NO_STORE, 'no.db', 'there is no such file')


def test_desk_that_is_served_is_refused(case):
    server = serving.Server(case, ctl.Desk(case), options=[])
    refused(run('--store', server.desk.path, '--listen', '127.0.0.1:0'), NO_STORE, 'is open in another Deskbell')
    refused(run('--store', ctl.Desk(case, name='other.db').path, '--listen', f'127.0.0.1:{server.port}'), BAD_INPUT,
            f'port {server.port} of 127.0.0.1 is taken by another program')


def test_version_and_help(case):
    tap.true(re.fullmatch(r'deskbell-server \d+\.\d+\.\d+\n', run('--version').stdout), 'a version')
    for part in ('--store=STORE', '--listen=ADDR:PORT', '--trusted-proxy=NETWORK', '--allow-remote', '--log=FORMAT'):
        tap.has(run('--help').stdout, part, 'the help')


def test_manual_is_clean_and_has_the_options(case):
    page = ctl.TOP / 'data' / 'man' / 'deskbell-server.1'
    manual_page.check_clean(page)
    manual_page.check_options(page, run('--help').stdout)


def test_password_of_a_store_is_not_said(case):
    for location in ('postgresql://bell:s3cret@127.0.0.1:1/desk', 'postgresql://127.0.0.1:1/desk?password=s3cret',
                     'postgresql://bell:s3cret@[bad/desk'):
        ran = run('--store', location, '--listen', '127.0.0.1:0')
        tap.true(ran.returncode != 0, 'it is refused')
        tap.lacks(ran.stdout + ran.stderr, 's3cret', f'what is said of {location}')


def test_service_keeps_its_desk_in_its_folder(case):
    process = subprocess.Popen([serving.PROGRAM, '--listen', '127.0.0.1:0'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding='utf-8',
                               env=os.environ | {'STATE_DIRECTORY': f'{case.folder}:/elsewhere'})
    case.defer(process.wait, 30)
    case.defer(process.terminate)
    tap.has(process.stdout.readline(), f'Serving {case.folder}/desk.db at http://127.0.0.1:', 'the first line')
    tap.true((case.folder / 'desk.db').exists(), 'the desk is made')
    process.stdout.close()


def test_it_listens_in_several_places(case):
    path = case.folder / 'desk.sock'
    server = serving.Server(case, ctl.Desk(case), options=['--listen', '127.0.0.1:0', '--listen', f'unix:{path}', '--listen',
                                                           '[::1]:0'], listen='127.0.0.2:0')
    lines = [server.process.stdout.readline() for _ in range(3)]
    tap.has(lines[0], f' at unix:{path}\n', 'the second line')
    tap.true(re.search(r' at http://\[::1\]:\d+/\n', lines[1]), f'the third line: {lines[1]}')
    second = int(re.search(r':(\d+)/\n', lines[1]).group(1))
    for connection in (http.client.HTTPConnection('127.0.0.1', server.port), OverUnix(path),
                       http.client.HTTPConnection('::1', second)):
        tap.same(answer(connection), (200, b'alive\n'), 'the answer')
        connection.close()


def test_unix_socket(case):
    path = case.folder / 'desk.sock'
    server = serving.Server(case, serving.desk_with_passwords(case, 'zoe'), listen=f'unix:{path}', options=[])
    tap.same(oct(stat.S_IMODE(path.stat().st_mode)), oct(0o660), 'who may connect')
    connection = OverUnix(path)
    for _ in range(3):
        tap.same(answer(connection), (200, b'alive\n'), 'the answer')
    connection.putrequest('GET', '/healthz', skip_host=True)
    connection.endheaders()
    tap.true(connection.getresponse().status in (200, 400), 'a request without a host is answered')
    connection.close()
    with socket.socket(socket.AF_UNIX) as old:
        old.connect(str(path))
        old.sendall(b'GET /healthz HTTP/1.0\r\n\r\n')
        tap.true(old.recv(1000).startswith(b'HTTP/1.'), 'an old client is answered')
    refused(run('--store', ctl.Desk(case, name='other.db').path, '--listen', f'unix:{path}'), BAD_INPUT,
            f'{path} is taken by another program that listens there')
    server.stop()
    tap.true(not path.exists(), 'the socket is gone')


def test_socket_that_was_left_behind_is_replaced(case):
    path = case.folder / 'desk.sock'
    server = serving.Server(case, ctl.Desk(case), listen=f'unix:{path}', options=[])
    server.kill()
    tap.true(path.exists(), 'the socket is left behind')
    server = serving.Server(case, server.desk, listen=f'unix:{path}', options=[])
    tap.same(answer(OverUnix(path)), (200, b'alive\n'), 'the answer')
    server.stop()
    path.write_text('something else', encoding='utf-8')
    refused(run('--store', server.desk.path, '--listen', f'unix:{path}'), BAD_INPUT, 'expected the path of a socket')
    tap.same(path.read_text(encoding='utf-8'), 'something else', 'what was there')


def test_address_that_others_reach_is_warned_of(case):
    process = subprocess.Popen([serving.PROGRAM, '--store', ctl.Desk(case).path, '--listen', '0.0.0.0:0', '--allow-remote'],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8')
    tap.has(process.stdout.readline(), ' at http://0.0.0.0:', 'the first line')
    process.terminate()
    _, said = process.communicate(timeout=30)
    tap.has(said, 'a proxy has to end TLS in front of it', 'the log')
    tap.same(process.returncode, 0, 'the exit status')


def test_both_programs_are_one(case):
    """deskbellctl serve takes the same options, and stops the same way."""
    desk = ctl.Desk(case)
    process = subprocess.Popen([ctl.PROGRAM, '--store', desk.path, 'serve', '--listen', '127.0.0.1:0', '--trusted-proxy', '10.0.0.0/8',
                                '--log', 'json'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8')
    tap.true(re.fullmatch(rf'Serving {desk.path} at http://127\.0\.0\.1:\d+/\n', process.stdout.readline()), 'the first line')
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    tap.same(process.returncode, 0, f'the exit status ({said})')
    tap.has(said, '"message":"Stopped serving"', 'the log')


def test_soft_limit_of_descriptors_is_raised(case):
    server = serving.Server(case, ctl.Desk(case), options=[], preexec_fn=few_descriptors)
    wait.wait_until(lambda: re.search(r'Max open files +(\d+)', limits_of(server)).group(1) == '4096', 'the limit is raised')


def few_descriptors():
    import resource  # pylint: disable=import-outside-toplevel
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 4096))


def limits_of(server):
    with open(f'/proc/{server.process.pid}/limits', encoding='ascii') as limits:
        return limits.read()


tap.run('/server', globals())
