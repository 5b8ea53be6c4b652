#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual page: it is whole, says all that the program says, and its examples work."""
import os
import pathlib
import re
import subprocess

import command_line
import ctl
import manual_page
import tap

PAGE = pathlib.Path(os.environ['DESKBELLCTL_MANUAL'])


def entries():
    """What the page says of each command: {its name and arguments: the text under it}."""
    parts = re.split(r'^ {5}(\S.*)\n', manual_page.section(PAGE, 'COMMANDS'), flags=re.M)
    return {re.sub(r' {2,}.*', '', head): head + '\n' + text for head, text in zip(parts[1::2], parts[2::2])}


def of(command, found):
    return found.get(f'{command.name} {command.arguments}'.strip(), '')


def has_option(text, name, value):
    return re.search(rf'--{name}{"=" + re.escape(value) if value else ""}(?![\w=-])', text)


def test_page_is_clean(case):
    manual_page.check_clean(PAGE)


def test_page_has_every_section(case):
    found = re.findall(r'^([A-Z ]+)$', manual_page.rendered(PAGE), re.M)
    tap.same(found, ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'OPTIONS', 'COMMANDS', 'VALUES', 'ENVIRONMENT', 'FILES', 'EXIT STATUS',
                     'EXAMPLES', 'SEE ALSO'], 'the sections')


def test_every_command_is_in_the_page(case):
    found = entries()
    commands = command_line.commands()
    tap.true(len(commands) > 15, f'--help lists the commands: {len(commands)}')
    tap.problems([command.name for command in commands if command.summary not in of(command, found)], 'commands the page lacks')
    tap.same(len(found), len(commands), 'the commands of the page')


def test_every_command_is_described(case):
    found = entries()
    tap.problems([command.name for command in command_line.commands()
                  if not re.search(rf'{re.escape(command.summary)}\.\n\n {{5,}}[^-\s]', of(command, found))],
                 'commands without a description; write one where the command is defined')


def test_every_option_is_in_the_page(case):
    found = entries()
    commands = command_line.commands()
    tap.problems([f'{command.name} --{name}' for command in commands for name, value in command.options.items()
                  if not has_option(of(command, found), name, value)], 'options the page lacks')
    for part in ('OPTIONS', 'SYNOPSIS'):
        text = manual_page.section(PAGE, part)
        tap.problems([name for name, value in commands[0].every.items()
                      if not has_option(text, name, value) and (part, name) != ('SYNOPSIS', 'help')], f'options that {part} lacks')


def test_page_has_no_other_option(case):
    named = set(re.findall(r'(?<![\w-])--([a-z][\w-]*)', manual_page.rendered(PAGE)))
    known = set().union(*({*command.options, *command.every} for command in command_line.commands()))
    tap.problems(sorted(named - known), 'options of the page that no command has')


def test_every_word_for_a_value_is_explained(case):
    explained = set(re.findall(r'^ {5}(\S+)', manual_page.section(PAGE, 'VALUES'), re.M))
    commands = command_line.commands()
    words = set().union(*(command.words for command in commands)) | {word for word in commands[0].every.values() if word}
    tap.problems(sorted(words - explained), 'words that src/ctl/ctl-values.c does not explain')


def test_help_explains_the_words_of_its_command(case):
    tap.problems([f'{command.name}: {word}' for command in command_line.commands() for word in command.words
                  if not re.search(rf'^  {word} +\S', command.help.partition('\nWhere:\n')[2], re.M)], 'words')


def examples():
    """The examples, in their order, as a script."""
    source = re.search(r'^\.Sh EXAMPLES\n(.*?)^\.Sh', PAGE.read_text(encoding='utf-8'), re.M | re.S).group(1)
    return [block.replace('\\e', '\\') for block in re.findall(r'^\.Bd -literal.*\n((?:.|\n)*?)^\.Ed', source, re.M)]


def test_examples_work_on_the_example_desk(case):
    """As they stand, one after the other, on a Tuesday at ten."""
    blocks = examples()
    tap.true(len(blocks) >= 5, f'there are examples: {len(blocks)}')
    folder = case.folder / 'bin'
    folder.mkdir()
    program = folder / 'deskbellctl'
    program.write_text(f'#!/bin/sh\nexec "{ctl.PROGRAM}" --now {ctl.TUESDAY} "$@"\n', encoding='utf-8')
    program.chmod(0o755)
    (case.folder / 'desk.json').write_bytes(ctl.DEMO.read_bytes())
    env = {name: value for name, value in os.environ.items() if not name.startswith('DESKBELL_')}
    ran = subprocess.run(['bash', '-euo', 'pipefail', '-c', '\n'.join(blocks)], cwd=case.folder, capture_output=True, check=False,
                         encoding='utf-8', stdin=subprocess.DEVNULL, env=env | {'PATH': f'{folder}:{env["PATH"]}'})
    tap.same((ran.stderr, ran.returncode), ('', 0), 'errors and the exit status of the examples')
    for part in ('Chat is available', 'it works again!', 'The store is whole'):
        tap.has(ran.stdout, part, 'what the examples print')


tap.run('/manual', globals())
