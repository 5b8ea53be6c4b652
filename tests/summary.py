#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""summary.py LOGS...: counts the test cases in the log folders that meson leaves.

Names those that failed, with what their programs said last, and counts the programs of each suite; the last line is
"N passed, N failed", which are cases. A program that fails although all its cases passed (a leak, a crash at the end)
counts as a failed case. Exits with 1 if anything failed, or if nothing ran at all.
"""
import collections
import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree


GOOD = ('OK', 'SKIP', 'EXPECTEDFAIL')
LAST_LINES = 12
LAST_COLUMNS = 200


def suite_and_program(name):
    """As meson calls a test: "deskbell:unit / clocks", and newer ones "unit - deskbell:clocks"."""
    if ' / ' in name:
        suite, program = name.split(' / ', 1)
        return suite.split(':')[-1], program
    suite, _, program = name.partition(' - ')
    return suite, program.split(':')[-1]


def outcome(case):
    if case.find('failure') is not None or case.find('error') is not None:
        return 'failed'
    return 'skipped' if case.find('skipped') is not None else 'passed'


def cases(logs):
    """Gives (program, case, outcome) of each test case; outcome is 'passed', 'skipped' or 'failed'."""
    failed = set()
    root = ElementTree.parse(os.path.join(logs, 'testlog.junit.xml')).getroot()
    for suite in root.iter('testsuite'):
        for case in suite.iter('testcase'):
            # A program that speaks TAP is a suite of its own; another is a case of the project's.
            program = suite.get('name').split('.', 1)[-1].split(' / ')[-1]
            if outcome(case) == 'failed':
                failed.update((program, case.get('name')))
            yield program, case.get('name'), outcome(case)

    with open(os.path.join(logs, 'testlog.json'), encoding='utf-8') as lines:
        for test in map(json.loads, lines):
            name = suite_and_program(test['name'])[1]
            if test['result'] not in GOOD and name not in failed:
                yield name, f"ended with {test['result']}", 'failed'


def last_words(logs):
    """What the programs said last that failed: (program, lines)."""
    with open(os.path.join(logs, 'testlog.json'), encoding='utf-8') as tests:
        for test in map(json.loads, tests):
            if test['result'] in GOOD:
                continue
            said = []
            for stream in ('stdout', 'stderr'):
                lines = [line[:LAST_COLUMNS] for line in test.get(stream, '').splitlines()]
                said += [line for line in lines if line and not re.match(r'ok |1\.\.|# \S+-DEBUG', line)][-LAST_LINES:]
            yield suite_and_program(test['name'])[1], said


def suites(folders):
    """Gives (suite, its programs that passed, all that ran), with each time that one ran."""
    ran, passed = collections.Counter(), collections.Counter()
    for logs in folders:
        with open(os.path.join(logs, 'testlog.json'), encoding='utf-8') as tests:
            for test in map(json.loads, tests):
                suite = suite_and_program(test['name'])[0]
                ran[suite] += 1
                passed[suite] += test['result'] in GOOD
    return [(suite, passed[suite], ran[suite]) for suite in ran]


def main(folders):
    counts = {'passed': 0, 'failed': 0, 'skipped': 0}
    for logs in folders:
        for program, case, result in cases(logs):
            counts[result] += 1
            if result != 'passed':
                print(f'{result}: {program}: {case}')
        for program, lines in last_words(logs):
            print('\n'.join([f'{program} said last:', *(f'  {line}' for line in lines)]))
    for suite, passed, ran in suites(folders):
        print(f'{suite}: {passed} of {ran} programs passed')
    skipped = f", {counts['skipped']} skipped" if counts['skipped'] else ''
    print(f"{counts['passed']} passed, {counts['failed']} failed{skipped}")
    return 1 if counts['failed'] or not counts['passed'] else 0


sys.exit(main(sys.argv[1:]))
