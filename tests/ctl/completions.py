#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The completions, as the shells themselves give them."""
import command_line
import ctl
import shells
import tap

PRIORITIES = {'critical', 'high', 'medium', 'low'}
PHASES = {'open', 'suspended', 'resolved', 'closed'}


def names():
    return [command.name for command in command_line.commands()]


def firsts():
    return {name.split()[0] for name in names()}


def seconds(first):
    return {name.split()[1] for name in names() if name.startswith(first + ' ')}


def every():
    return {'--' + name for name in command_line.commands()[0].every}


def same(shell, case, line, expected, **more):
    tap.same(sorted(shells.complete(shell, case, 'deskbellctl ' + line, **more)), sorted(expected), f'{shell}: {line}')


def check_commands(shell, case):
    same(shell, case, '', firsts())
    same(shell, case, 'ch', {first for first in firsts() if first.startswith('ch')})
    same(shell, case, '--js', {'--json'})
    for first in sorted({name.split()[0] for name in names() if ' ' in name}):
        same(shell, case, first + ' ', seconds(first))
    same(shell, case, 'chat as', {'ask'})
    same(shell, case, '--json --store chat.db chat as', {'ask'})
    same(shell, case, '--store=chat.db --now 2026-11-24T10:00:00+01:00 chat as', {'ask'})
    same(shell, case, 'help ', firsts())
    same(shell, case, 'help chat as', {'ask'})
    same(shell, case, 'shout ', set())


def check_options(shell, case):
    for command in command_line.commands():
        own = {'--' + name for name in command.options}
        same(shell, case, f'{command.name} --', own | every())
    same(shell, case, 'check --prio', {'--priority'})
    same(shell, case, 'check --service email --prio', {'--priority'})
    same(shell, case, 'chat send r-1001 --j', {'--json', '--join'})


def check_words(shell, case):
    same(shell, case, 'check --priority ', PRIORITIES)
    same(shell, case, 'check --offering laptop --priority=', PRIORITIES)
    same(shell, case, 'check --priority=h', {'high'})
    same(shell, case, 'request new --title x --priority m', {'medium'})
    same(shell, case, 'request list --phase ', PHASES)
    same(shell, case, 'request list --search x --phase=r', {'resolved'})


def check_files(shell, case):
    for name in ('alpha.json', 'beta.json'):
        (case.folder / name).touch()
    (case.folder / 'al most').touch()
    for line in ('import al', 'import --dry-run al', '--store al', 'backup al', 'user set-password zoe --password-file al',
                 'export --store=al'):
        same(shell, case, line, {'alpha.json', 'al most'})
    for line in ('export al', 'import alpha.json al', 'check --offering al', 'chat send r-1001 al', 'request list --limit al',
                 '--now al', 'on-call al'):
        same(shell, case, line, set())


def check_ids(shell, case):
    desk = ctl.Desk(case)
    people = {person['id'] for person in ctl.document()['people']}
    requests = {request['id'] for request in ctl.document()['requests']}
    for line in ('check ', 'chat ask r-', 'request show '):
        same(shell, case, line, requests, DESKBELL_STORE=str(desk.path))
    same(shell, case, 'chat ask r-1001 --as ', people, DESKBELL_STORE=str(desk.path))
    same(shell, case, f'--store {desk.path} user set-password z', {'zoe'})
    same(shell, case, f'check --store={desk.path} r-', requests)
    same(shell, case, 'check ', set())
    same(shell, case, 'check ', set(), DESKBELL_STORE='https://desk.example.org')


def add_cases():
    """A case a shell and subject."""
    for shell in shells.SHELLS:
        for check in (check_commands, check_options, check_words, check_files, check_ids):
            name = f'test_{shell}_{check.__name__.removeprefix("check_")}'
            globals()[name] = lambda case, check=check, shell=shell: check(shell, case)


add_cases()
tap.run('/completions', globals())
