#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk in a PostgreSQL, several servers on it, and HAProxy in front, on this computer.

balanced.py: shows the example desk that way until it is interrupted; data/cluster.sh is how to call it.
"""
import hashlib
import os
import secrets
import signal
import subprocess
import sys
import time

import ctl
import front
import postgresql
import serving
import tap
import wait

OPTIONS = ['--trusted-proxy', '127.0.0.1', '--log', 'text']
# How long a sign-in lasts that is made here, in microseconds.
LASTS = 24 * 60 * 60 * 1_000_000


class Desk(ctl.Desk):
    """A desk in a PostgreSQL of its own, which waits for the disk if it is to be durable."""

    def __init__(self, case, doc=ctl.SMALL, durable=False):
        super().__init__(case, None)
        os.chmod(case.folder, 0o755)
        folder = case.folder / 'postgresql'
        folder.mkdir(mode=0o755)
        self.postgresql = postgresql.Cluster(folder, durable)
        case.defer(self._stop)
        self.path = self.postgresql.url
        self._hash = None
        self.bring(doc)

    def _stop(self):
        if (self.postgresql.data / 'postmaster.pid').exists():
            self.postgresql.stop()

    def give_password(self, *names):
        """Lets people sign in. What a password costs is meant to cost: the first pays, and the others copy."""
        if self._hash is None:
            self.must('user', 'set-password', names[0], stdin=serving.PASSWORD)
            self._hash = self.postgresql.ask(f"SELECT hash FROM accounts WHERE person = '{names[0]}'")
        rows = ', '.join(f"('{name}', '{self._hash}', 0)" for name in names)
        self.postgresql.ask(f'INSERT INTO accounts VALUES {rows} ON CONFLICT DO NOTHING')

    def sign_in(self, *names):
        """The tokens of new sign-ins, which are made past the servers: fifty passwords cost too much."""
        tokens = [secrets.token_urlsafe(32) for _ in names]
        now = int(time.time() * 1_000_000)
        rows = ', '.join(f"('{hashlib.sha256(token.encode()).hexdigest()}', '{name}', {now}, {now + LASTS}, NULL, '')"
                         for name, token in zip(names, tokens))
        self.postgresql.ask(f'INSERT INTO logins (id, person, created_at, expires_at, agent, left_out) VALUES {rows}')
        return tokens


class Balanced:
    """Servers on one desk, each at a port that it keeps, and a balancer."""

    def __init__(self, case, desk, count=2):
        self.case = case
        self.desk = desk
        self.ports = [front.free_port() for _ in range(count)]
        self.servers = [self._new_server(port) for port in self.ports]
        self.front = front.Front(case, 'haproxy', self.ports, desk)

    def _new_server(self, port):
        return serving.Server(self.case, self.desk, listen=f'127.0.0.1:{port}', options=OPTIONS)

    def kill(self, number):
        """Ends a server as a power cut does, and starts it again."""
        self.servers[number].kill()
        self.start(number)

    def start(self, number):
        self.servers[number] = self._new_server(self.ports[number])
        self.is_ready(number)

    def is_ready(self, number):
        """Waits until a server can serve."""
        wait.wait_until(lambda: serving.Person(self.servers[number]).send('GET', '/readyz').status == 200, 'the server is ready', 60)


def interrupt(number, frame):
    raise KeyboardInterrupt


def show(case):
    """Starts all of it, says where it is, and looks after it until somebody has seen enough."""
    print('Starting PostgreSQL, two servers and HAProxy…', flush=True)
    desk = Desk(case, ctl.DEMO)
    desk.give_password('zoe', 'ann')
    cluster = Balanced(case, desk)
    print(f'''
The desk    https://localhost:{cluster.front.port}/
            as zoe, who asks for help, or ann, who helps; both with the password "{serving.PASSWORD}"
            (the certificate is made for this: {case.folder}/tls.crt)
Servers     {', '.join(f'http://127.0.0.1:{server.port}/ (process {server.process.pid})' for server in cluster.servers)}
Balancer    HAProxy, process {cluster.front.process.pid}: {case.folder}/haproxy.cfg
PostgreSQL  {desk.path}
Logs        {case.folder}/server.err, haproxy.err, postgresql/log

Kill a server or the balancer, which are started again, and see whether anybody notices. Ctrl+C ends all of it.
''', flush=True)
    watch(cluster)


def watch(cluster):
    """Starts again what ends, as systemd would."""
    while True:
        for number, server in enumerate(cluster.servers):
            if server.process.poll() is not None:
                print(f'The server at port {server.port} has ended ({server.process.returncode}) and is started again', flush=True)
                cluster.kill(number)
        if cluster.front.process.poll() is not None:
            print(f'HAProxy has ended ({cluster.front.process.returncode}) and is started again', flush=True)
            cluster.front.start()
        signal.sigtimedwait([signal.SIGCHLD], 1)


def main():
    signal.signal(signal.SIGTERM, interrupt)
    case = tap.Case('cluster')
    status = 0
    try:
        show(case)
    except KeyboardInterrupt:
        print('Ending…', flush=True)
    except (AssertionError, OSError, subprocess.CalledProcessError) as error:
        print(f'cluster.sh: {error}', file=sys.stderr)
        status = 1
    try:
        case.close()
    except AssertionError as error:
        print(f'cluster.sh: {error}', file=sys.stderr)
        status = 1
    return status


if __name__ == '__main__':
    sys.exit(main())
