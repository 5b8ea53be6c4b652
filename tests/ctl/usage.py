#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line itself: what it takes, what it refuses, and how it says so."""
import os
import re
import subprocess

import ctl
import tap

COMMANDS = {'help', 'import', 'export', 'holidays', 'lint', 'check', 'on-call', 'clocks', 'coverage', 'effect', 'backtest', 'due', 'elapsed', 'request new', 'request list',
            'request show', 'chat ask', 'chat pending', 'chat look', 'chat send', 'chat leave', 'chat end',
            'chat transcript', 'user add', 'user set-password', 'user list', 'session list', 'session close', 'serve', 'backup', 'verify'}


def test_help_lists_every_command(case):
    answer = ctl.run('--help')
    tap.same(answer.status, ctl.DONE, 'the exit status')
    tap.problems([name for name in COMMANDS if not re.search(rf'^  {name}\b', answer.out, re.M)], 'commands')


def test_every_command_has_help(case):
    for name in sorted(COMMANDS):
        answer = ctl.run(*name.split(), '--help')
        tap.same(answer.status, ctl.DONE, f'the exit status of {name} --help')
        tap.has(answer.out, name, 'the usage')


def test_help_is_said_in_three_ways(case):
    for name in sorted(COMMANDS):
        said = ctl.run(*name.split(), '--help').out
        tap.same(ctl.run('help', *name.split()).out, said, f'what help says of {name}')
        tap.same(ctl.run(*name.split(), '-h', '--nonsense').out, said, f'what -h says of {name}')
    tap.same(ctl.run('help').out, ctl.run('--help').out, 'what help says of everything')


def test_help_says_all_of_a_command(case):
    said = ctl.run('help', 'request', 'list').out
    for part in ('deskbellctl [OPTION...] request list\n', 'List requests, newest first.\n', 'The exit status is 1',
                 'PHASE                  open, suspended, resolved or closed\n', '--phase=PHASE      Only in this phase\n',
                 'Options of every command:\n      --store=STORE'):
        tap.has(said, part, 'the help')
    tap.at_most(max(len(line) for name in COMMANDS for line in ctl.run('help', *name.split()).out.splitlines()), 80, 'the columns')


def test_help_lists_the_commands_of_a_first_word(case):
    said = ctl.run('help', 'chat').out
    found = {name for name in COMMANDS if re.search(rf'^  {name}\b', said, re.M)}
    tap.same(found, {name for name in COMMANDS if name.startswith('chat ')}, 'the commands')


def test_help_refuses_what_is_no_command(case):
    for words in (['fly'], ['chat', 'shout'], ['export', 'more'], ['chat', 'ask', 'more'], ['ch'], ['']):
        ctl.refused(ctl.run('help', *words), ctl.BAD_INPUT, f'there is no command "{" ".join(words)}"; deskbellctl --help lists them')
    ctl.refused(ctl.run('help', 'a', 'b', 'c', 'd'), ctl.BAD_INPUT, 'help: expected: deskbellctl help [COMMAND]')


def test_version(case):
    tap.true(re.fullmatch(r'deskbellctl \d+\.\d+\.\d+\n', ctl.run('--version').out), 'a version')


def test_wrong_command_lines_are_refused_in_words(case):
    desk = ctl.Desk(case)
    wrong = [
        ([], 'which command?'),
        (['fly'], 'there is no command "fly"'),
        (['request'], 'there is no command "request"'),
        (['chat', 'shout'], 'there is no command "chat'),
        (['export', 'too', 'many'], 'export: expected: deskbellctl export'),
        (['import'], 'import: expected: deskbellctl import FILE'),
        (['on-call'], 'on-call: expected: deskbellctl on-call GROUP'),
        (['chat', 'send', 'r-1001', '--as', 'ann'], 'chat send: expected: deskbellctl chat send REQUEST --as P TEXT'),
        (['chat', 'ask', 'r-1001'], '--as is needed'),
        (['chat', 'pending'], '--as is needed'),
        (['check'], 'check: name a request, or an offering'),
        (['check', 'r-1001', '--offering', 'laptop'], 'check: name a request, or an offering'),
        (['check', 'r-1001', '--service', 'email'], 'go with --offering'),
        (['check', '--offering', 'laptop', '--priority', 'urgent'], 'priority: expected', 'critical', '"urgent"'),
        (['check', 'NOT AN ID'], 'request: expected', '"NOT AN ID"'),
        (['request', 'new', '--offering', 'laptop'], 'are needed'),
        (['request', 'list', '--phase', 'gone'], 'phase: expected', '"gone"'),
        (['request', 'list', '--limit', '1001'], '--limit: expected 1 to 1000'),
        (['request', 'list', '--limit', 'x'], 'request list: '),
        (['--flag', 'export'], '--flag'),
        (['export', '--flag'], 'export: ', '--flag'),
        (['serve', '--listen', 'nonsense'], '--listen: expected ADDR:PORT', '"nonsense"'),
        (['serve', '--listen', '127.0.0.1:65536'], '--listen: expected ADDR:PORT'),
        (['serve', '--listen', '0.0.0.0:7373'], '0.0.0.0: expected an address of this computer alone'),
        (['serve', '--listen', 'example.org:7373'], 'expected an address of this computer alone'),
    ]
    for arguments, *parts in wrong:
        ctl.refused(desk.run(*arguments), ctl.BAD_INPUT, *parts)


def test_now_must_be_rfc_3339(case):
    desk = ctl.Desk(case)
    for wrong in ('tomorrow', '2026-11-24', '2026-11-24T10:00:00', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z',
                  '2026-11-24T25:00:00Z', '10:00', ''):
        ctl.refused(desk.run('on-call', 'messaging', now=wrong or ' '), ctl.BAD_INPUT, '--now: expected', 'RFC 3339')
    for right in ('2026-11-24T10:00:00Z', '2026-11-24t10:00:00z', '2026-11-24T10:00:00.5+01:00'):
        tap.same(desk.run('on-call', 'messaging', now=right).status, ctl.DONE, f'the exit status with {right}')


def test_options_go_before_and_after_the_command(case):
    desk = ctl.Desk(case)
    for arguments in (['--store', desk.path, '--json', 'user', 'list'], ['user', 'list', '--json', '--store', desk.path],
                      ['--json', 'user', 'list', '--store', desk.path]):
        tap.same(len(ctl.run(*arguments).json), 6, f'the people with {arguments}')


def test_two_dashes_end_the_options(case):
    desk = ctl.Desk(case)
    desk.must('chat', 'ask', 'r-1001', '--as', 'zoe', now=ctl.TUESDAY)
    desk.must('chat', 'send', 'r-1001', '--as', 'ann', '--', '--as if')
    tap.same(desk.ask('chat', 'transcript', 'r-1001')[0]['body'], '--as if', 'the message')


def test_store_that_is_not_named(case):
    env = {name: value for name, value in os.environ.items() if not name.startswith(('XDG_', 'DESKBELL_S'))}
    home = case.folder / 'home'
    home.mkdir()
    env['HOME'] = str(home)
    ctl.refused(ctl.run('export', env=env), ctl.NO_STORE, f'{home}/.local/share/deskbell/desk.db', 'there is no such file')
    env['DESKBELL_STORE'] = str(ctl.Desk(case).path)
    tap.same(ctl.run('export', env=env).status, ctl.DONE, 'the exit status with DESKBELL_STORE')


def test_import_makes_the_first_desk_where_it_belongs(case):
    env = {name: value for name, value in os.environ.items() if not name.startswith(('XDG_', 'DESKBELL_S'))}
    env['HOME'] = str(case.folder)
    tap.same(ctl.run('import', ctl.SMALL, env=env).status, ctl.DONE, 'the exit status')
    tap.true((case.folder / '.local/share/deskbell/desk.db').is_file(), 'the desk is in the folder for data')


def test_output_that_cannot_be_written_is_an_error(case):
    desk = ctl.Desk(case)
    with open('/dev/full', 'w', encoding='utf-8') as full:
        ran = subprocess.run([ctl.PROGRAM, '--store', desk.path, 'export'], stdout=full, stderr=subprocess.PIPE,
                             encoding='utf-8', check=False)
    tap.same(ran.returncode, ctl.BAD_INPUT, 'the exit status')
    tap.same(ran.stderr, 'deskbellctl: standard output: not everything could be written\n', 'the error')


tap.run('/ctl', globals())
