# SPDX-License-Identifier: GPL-3.0-or-later
"""deskbellctl from a test: the program is named by DESKBELLCTL, the desk is a file of the test's own."""
import atexit
import copy
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import tap

PROGRAM = os.environ['DESKBELLCTL']
TOP = pathlib.Path(__file__).resolve().parents[2]
DEMO = TOP / 'data' / 'demo' / 'desk.json'
SMALL = TOP / 'tests' / 'data' / 'desk.json'

DONE, NO, BAD_INPUT, NO_STORE, NOT_PERMITTED = range(5)

# A Tuesday: within the office hours and the shifts of both example desks.
TUESDAY = '2026-11-24T10:00:00+01:00'

# Who the tests are when they must not be root, for whom every file can be written.
NOBODY = 65534


_public = []


def public_program():
    """A copy of the program that everybody may run: the build may be in a folder that is closed to others."""
    if not _public:
        folder = tempfile.mkdtemp(prefix='deskbell-test-')
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.chmod(folder, 0o755)
        _public.append(shutil.copy2(PROGRAM, folder))
    return _public[0]


class Answer:
    """What a run of the program has left: its status and what it said."""

    def __init__(self, run):
        self.status = run.returncode
        self.out = run.stdout
        self.err = run.stderr

    @property
    def json(self):
        return json.loads(self.out)


def as_nobody():
    """For subprocess: becomes a user who owns nothing, if the tests run as root."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def run(*arguments, stdin='', env=None, prepare=None, deadline=60, **named):
    """Runs deskbellctl and gives its Answer. A signal or a silent failure is never right."""
    program = public_program() if prepare is as_nobody else PROGRAM
    ran = subprocess.run([program, *map(str, arguments)], input=stdin, capture_output=True, check=False,
                         encoding='utf-8', errors='surrogateescape', timeout=deadline, preexec_fn=prepare,
                         env=(env or os.environ) | {'TZ': 'UTC'}, **named)
    answer = Answer(ran)
    what = f'deskbellctl {" ".join(map(str, arguments))}'
    tap.true(0 <= answer.status <= 4, f'{what} ends with 0 to 4, not {answer.status}: {answer.err}')
    if answer.status == DONE:
        tap.same(answer.err, '', f'what {what} says of errors')
    return answer


def refused(answer, status, *parts):
    """Checks that a run was refused in one line, with this status, which says all these things."""
    tap.same(answer.status, status, f'the exit status ({answer.err.strip()})')
    tap.true(answer.err.startswith('deskbellctl: ') and answer.err.endswith('\n'), f'a line of its own: {answer.err}')
    tap.same(answer.err.count('\n'), 1, f'the lines of {answer.err}')
    for part in parts:
        tap.has(answer.err, part, 'the error')
    return answer


def document(path=SMALL):
    """A desk document to be changed and imported."""
    return json.loads(path.read_text(encoding='utf-8'))


def find(doc, collection, name):
    """The record with this id in a document."""
    return next(record for record in doc[collection] if record['id'] == name)


class Desk:
    """A desk of a test's own, in its folder; with the document given, or the one of tests/data."""

    def __init__(self, case, doc=SMALL, name='desk.db'):
        self.case = case
        self.path = case.folder / name
        if doc is not None:
            self.bring(doc)

    def run(self, *arguments, now=None, **named):
        options = ['--store', self.path] + (['--now', now] if now else [])
        return run(*options, *arguments, **named)

    def must(self, *arguments, **named):
        """Runs something that has to be done, and gives its Answer."""
        answer = self.run(*arguments, **named)
        tap.same(answer.status, DONE, f'the exit status of {arguments} ({answer.err.strip()})')
        return answer

    def ask(self, *arguments, **named):
        """The JSON that a command answers with."""
        return self.must('--json', *arguments, **named).json

    def bring(self, doc, *options):
        """Imports a document, or a file, and gives the counts."""
        if isinstance(doc, pathlib.Path):
            return self.ask('import', doc, *options)
        return self.ask('import', '-', *options, stdin=json.dumps(doc))

    def try_to_bring(self, doc, *options):
        text = doc if isinstance(doc, str) else json.dumps(doc)
        return self.run('import', '-', *options, stdin=text)

    def export(self):
        return self.ask('export')

    def changes(self):
        """How many changes there have been."""
        return self.ask('verify')['seq']


def changed(doc, change):
    """A copy of a document after change(copy)."""
    other = copy.deepcopy(doc)
    change(other)
    return other
