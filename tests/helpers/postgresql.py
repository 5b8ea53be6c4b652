#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL of a test's own, on a Unix socket.

postgresql.py COMMAND...: runs COMMAND with DESKBELL_TEST_POSTGRESQL set to its URL.
"""
import glob
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

USER = 'postgres'


def programs():
    """The folder of the newest PostgreSQL's programs."""
    found = sorted(glob.glob('/usr/lib/postgresql/*/bin'), key=lambda path: int(path.split('/')[-2]))
    if not found:
        raise FileNotFoundError('/usr/lib/postgresql/*/bin: PostgreSQL is not installed')
    return pathlib.Path(found[-1])


class Cluster:
    """A PostgreSQL in a folder. Unless it is to be durable it does not wait for the disk: what tests kill is its processes."""

    def __init__(self, folder, durable=False):
        self.folder = pathlib.Path(folder)
        self.fsync = 'on' if durable else 'off'
        self.data = self.folder / 'data'
        self.run('initdb', '-D', self.data, '-A', 'trust', '-U', USER, '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8')
        self.start()

    def run(self, program, *arguments, **named):
        """Runs one of PostgreSQL's programs, which refuse to be run by root."""
        command = [str(programs() / program), *map(str, arguments)]
        if os.getuid() == 0:
            shutil.chown(self.folder, USER, USER)
            command = ['setpriv', '--reuid', USER, '--regid', USER, '--clear-groups', *command]
        named = {'stdout': subprocess.DEVNULL} | named
        return subprocess.run(command, check=True, stdin=subprocess.DEVNULL, cwd=self.folder, **named)

    def start(self):
        self.run('pg_ctl', '-w', '-t', '60', '-D', self.data, '-l', self.folder / 'log', '-o',
                 f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync={self.fsync} -c max_connections=200",
                 'start')

    def stop(self, mode='immediate'):
        """Ends it: "fast" as an administrator does, "immediate" as a power cut does."""
        self.run('pg_ctl', '-w', '-t', '60', '-D', self.data, '-m', mode, 'stop')

    def restart(self, mode='immediate'):
        self.stop(mode)
        self.start()

    @property
    def url(self):
        return f'postgresql://{USER}@/{USER}?host={self.folder}'

    def new_desk(self, name):
        """The URL of a schema of this name, which is made."""
        self.ask(f'CREATE SCHEMA "{name}"')
        return f'{self.url}&options=-csearch_path%3D{name}'

    def ask(self, sql):
        """What psql prints for a statement."""
        return self.run('psql', '-X', '-A', '-t', '-q', '-h', self.folder, '-U', USER, '-c', sql,
                        stdout=subprocess.PIPE, encoding='utf-8').stdout.strip()


def main(command):
    folder = tempfile.mkdtemp(prefix='deskbell-pg-')
    os.chmod(folder, 0o755)
    cluster = Cluster(folder)
    try:
        return subprocess.run(command, env=os.environ | {'DESKBELL_TEST_POSTGRESQL': cluster.url}, check=False).returncode
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
