#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""deskbellctl on a desk elsewhere: everything that makes sense over the wire, and who may."""
import json
import os
import pty
import socket
import subprocess

import ctl
import serving
import tap
import tls_relay


class Elsewhere(ctl.Desk):
    """The desk of a server, as somebody who signs in to it."""

    def __init__(self, server, user):
        super().__init__(server.desk.case, None)
        self.user = user
        self.path = f'http://127.0.0.1:{server.port}'

    def run(self, *arguments, now=None, **named):
        env = named.pop('env', os.environ) | {'DESKBELL_PASSWORD': serving.PASSWORD}
        return super().run('--user', self.user, *arguments, now=now, env=env, **named)


def setup(case, *names):
    server = serving.Server(case, serving.desk_with_passwords(case, *names))
    return server, *[Elsewhere(server, name) for name in names]


def test_everything_that_reads_is_as_it_is_here(case):
    server, ann = setup(case, 'ann')
    part = json.dumps({'format': 'deskbell/1', 'services': [{'id': 'phone', 'name': 'Phones', 'active': True}]})
    server.desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY)
    for words, stdin in [(['export'], ''), (['export', '--without-requests'], ''), (['check', 'r-1001'], ''),
                         (['check', '--offering', 'laptop', '--priority', 'high'], ''), (['coverage'], ''),
                         (['on-call', 'messaging'], ''), (['clocks', 'r-1001'], ''), (['lint'], ''),
                         (['due', '--calendar', 'office', '--start', '2026-11-24T09:00:00Z', '--minutes', '90'], ''),
                         (['elapsed', '--calendar', 'office', '--start', ctl.TUESDAY, '--end', '2026-11-25T10:00:00+01:00'], ''),
                         (['request', 'list'], ''), (['request', 'show', 'r-1001'], ''), (['user', 'list'], ''),
                         (['chat', 'transcript', 'r-1001'], ''), (['effect', '-'], part), (['backtest', '-'], part)]:
        here = server.desk.run('--json', *words, now=ctl.TUESDAY, stdin=stdin)
        there = ann.run('--json', *words, now=ctl.TUESDAY, stdin=stdin)
        tap.same((there.status, there.err), (here.status, here.err), f'how {words} ends')
        tap.same(there.out, here.out, f'what {words} says')


def test_whole_desk_goes_there_and_back(case):
    server, ann = setup(case, 'ann')
    given = ann.export()
    tap.same(ann.bring(given)['created']['people'], 0, 'what an import of an export makes')
    changed = ctl.changed(given, lambda doc: ctl.find(doc, 'people', 'zoe').update(name='Zoe Zimmer'))
    tap.same(ann.bring(changed, '--dry-run')['updated']['people'], 1, 'what a dry run would change')
    tap.same(server.desk.export(), given, 'the desk after the dry run')
    ann.bring(changed)
    tap.same(server.desk.export(), changed, 'the desk after the import')
    many = {'format': 'deskbell/1', 'requests': [
        {'id': f'many-{number}', 'title': 'T', 'description': 'x' * 15000, 'kind': 'support', 'offering': 'laptop',
         'requested_by': 'zoe', 'priority': 'low', 'phase': 'open'} for number in range(300)]}
    tap.same(ann.bring(many)['created']['requests'], 300, 'the requests of a document of 4 MB')
    tap.same(len(ann.export()['requests']), len(changed['requests']) + 300, 'the requests')
    tap.same(ann.try_to_bring({'format': 'deskbell/1', 'people': [{'id': 'x'}]}).status, ctl.BAD_INPUT, 'the status')


def test_chat_from_the_question_to_the_end(case):
    server, zoe, ann = setup(case, 'zoe', 'ann')
    made = zoe.ask('request', 'new', '--offering', 'mailbox-help', '--requested-by', 'zoe', '--title', 'Again')
    request = made['id']
    tap.same(zoe.ask('chat', 'ask', request, '--as', 'zoe')['status'], 'pending', 'the chat')
    ann.must('chat', 'look', request, '--as', 'ann')
    tap.same(ann.ask('chat', 'send', request, '--as', 'ann', 'Good morning')['status'], 'active', 'the chat')
    zoe.must('chat', 'send', request, '--as', 'zoe', 'It is <b>late</b> & "so"')
    ann.must('chat', 'end', request, '--as', 'ann', '--reason', 'solved')
    said = [message['body'] for message in zoe.ask('chat', 'transcript', request)]
    tap.same(said, ['Good morning', 'It is <b>late</b> & "so"'], 'the transcript')
    tap.same(zoe.run('chat', 'send', request, '--as', 'zoe', 'late').status, ctl.NO, 'the status of a late message')
    tap.same([request['id'] for request in zoe.ask('request', 'list')], [request, 'r-1001'], 'her requests')


def test_nobody_acts_as_somebody_else(case):
    server, zoe, bob = setup(case, 'zoe', 'bob')
    before = server.desk.changes()
    for desk, words in [(bob, ['chat', 'ask', 'r-1001', '--as', 'zoe']), (zoe, ['export']), (zoe, ['lint']), (zoe, ['user', 'list']),
                        (bob, ['lint']), (bob, ['import', ctl.SMALL]), (zoe, ['request', 'show', 'r-1002']),
                        (zoe, ['chat', 'pending', '--as', 'ann'])]:
        ctl.refused(desk.run(*words), ctl.NOT_PERMITTED, 'may' if '--as' not in words else 'cannot act as')
    tap.same(server.desk.changes() - before, 16, 'the changes: eight times somebody signed in and out')


def test_what_can_only_be_done_where_the_desk_is(case):
    server, ann = setup(case, 'ann')
    for words in (['backup', 'copy.db'], ['verify'], ['serve'], ['user', 'set-password', 'zoe']):
        ctl.refused(ann.run(*words), ctl.BAD_INPUT, f'deskbellctl: {words[0]}', 'only where the desk is')
    ctl.refused(ann.run('chat', 'ask', 'r-1001', '--as', 'ann', now=ctl.TUESDAY), ctl.BAD_INPUT, '--now', 'its clock')


def test_signing_in(case):
    server, ann = setup(case, 'ann')
    url = ann.path
    password = case.folder / 'password'
    password.write_text(serving.PASSWORD + '\nnot this\n')
    env = {name: value for name, value in os.environ.items() if name != 'DESKBELL_PASSWORD'}
    tap.same(ctl.run('--store', url, '--user', 'ann', '--password-file', password, 'coverage', env=env).status, 0, 'with a file')
    tap.same(ctl.run('--store', url, '--user', 'ann', 'coverage', env=env, stdin=serving.PASSWORD + '\n').status, 0, 'with a pipe')
    tap.same(ctl.run('coverage', '--user', 'ann@example.org', env=env | {'DESKBELL_STORE': url, 'DESKBELL_PASSWORD': serving.PASSWORD})
             .status, 0, 'with the environment')
    ctl.refused(ctl.run('--store', url, 'coverage', env=env), ctl.BAD_INPUT, '--user is needed')
    ctl.refused(ctl.run('--store', url, '--user', 'ann', '--password-file', case.folder / 'none', 'coverage', env=env),
                ctl.BAD_INPUT, 'No such file')
    ctl.refused(ctl.run('--store', url, '--user', 'ann', 'coverage', env=env), ctl.BAD_INPUT, 'expected a password')
    ctl.refused(ctl.run('--store', url, '--user', 'ann', 'coverage', env=env | {'DESKBELL_PASSWORD': 'wrong'}), ctl.NOT_PERMITTED,
                'the name or the password is wrong')
    ctl.refused(ann.run('--certificate', 'ab:cd', 'coverage'), ctl.BAD_INPUT, '--certificate', '64 hexadecimal digits')


def test_password_is_not_shown_on_the_terminal(case):
    server, ann = setup(case, 'ann')
    env = {name: value for name, value in os.environ.items() if name != 'DESKBELL_PASSWORD'}
    ours, theirs = pty.openpty()
    with subprocess.Popen([ctl.PROGRAM, '--store', ann.path, '--user', 'ann', '--json', 'coverage'], stdin=theirs,
                          stdout=subprocess.PIPE, stderr=theirs, env=env) as run:
        os.close(theirs)
        shown = b''
        while b'Password for ann: ' not in shown:
            shown += os.read(ours, 1000)
        os.write(ours, serving.PASSWORD.encode() + b'\n')
        answer = run.stdout.read()
        shown += os.read(ours, 1000)
    os.close(ours)
    tap.same(run.returncode, 0, 'the exit status')
    tap.true(json.loads(answer), 'an answer')
    tap.lacks(shown, serving.PASSWORD.encode(), 'what the terminal shows')


def test_a_certificate_that_nobody_vouches_for(case):
    """Nothing is sent before somebody has compared it; --certificate accepts it, and no other."""
    server, ann = setup(case, 'ann')
    relay = tls_relay.TlsRelay(case, server.port)
    ann.path = relay.url
    plain = relay.fingerprint.replace(':', '').lower()
    before = server.desk.changes()
    ctl.refused(ann.run('coverage'), ctl.NOT_PERMITTED, plain, 'accept it with --certificate')
    other = ann.run('--certificate', 'ab:' * 31 + 'ab', 'coverage')
    ctl.refused(other, ctl.NOT_PERMITTED, plain)
    tap.lacks(other.err, 'accept it', 'what is said to somebody who expects another one')
    tap.same(server.desk.changes(), before, 'the changes: nobody has signed in')
    for written in (relay.fingerprint, plain):
        tap.same(ann.ask('--certificate', written, 'coverage'), server.desk.ask('coverage'), 'the answer')


def test_every_run_signs_out(case):
    server, ann = setup(case, 'ann')
    import sqlite3
    ann.must('coverage')
    ann.run('check', 'r-404')
    with sqlite3.connect(server.desk.path) as database:
        tap.same(database.execute('SELECT count(*) FROM logins').fetchone()[0], 0, 'the sign-ins')


def test_server_that_is_not_there(case):
    server, ann = setup(case, 'ann')
    with socket.socket() as nobody:
        nobody.bind(('127.0.0.1', 0))
        ann.path = f'http://127.0.0.1:{nobody.getsockname()[1]}'
        ctl.refused(ann.run('coverage'), ctl.NO_STORE, ann.path, 'the desk cannot be reached')
    for path in ('http://example.org', 'https://ann:x@example.org', 'https://'):
        ann.path = path
        ctl.refused(ann.run('coverage'), ctl.BAD_INPUT, path)


def test_something_else_answers(case):
    """A server that is none of Deskbell's."""
    server, ann = setup(case, 'ann')
    with subprocess.Popen(['python3', '-u', '-m', 'http.server', '--bind', '127.0.0.1', '0'], cwd=case.folder,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding='utf-8') as other:
        port = other.stdout.readline().split('port ')[1].split()[0]
        ann.path = f'http://127.0.0.1:{port}'
        ctl.refused(ann.run('coverage'), ctl.NO_STORE, 'no Deskbell server')
        other.kill()


tap.run('/server', globals())
