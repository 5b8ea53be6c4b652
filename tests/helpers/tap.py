# SPDX-License-Identifier: GPL-3.0-or-later
"""A test program is functions named test_*, each a case; run() runs them and prints TAP.

    #!/usr/bin/env python3
    import tap

    def test_two_and_two(case):
        tap.same(2 + 2, 4, 'the sum')

    tap.run('/sums', globals())

A case is given a Case: a folder of its own, and what is to be undone when it is over. It passes unless
it raises. After the arguments that the program needs, "-k WORD" runs only the cases with WORD in their
names.
"""
import pathlib
import shutil
import sys
import tempfile
import time
import traceback


class Case:
    """One case while it runs. folder: a fresh folder, removed at the end."""

    def __init__(self, name):
        self.name = name
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='deskbell-test-'))
        self._later = []
        self.defer(shutil.rmtree, self.folder, ignore_errors=True)

    def defer(self, function, *arguments, **named):
        """Calls function when the case is over, the last one first, whatever happened."""
        self._later.append((function, arguments, named))

    def note(self, text):
        """Says something that helps whoever reads the log."""
        note(text)

    def close(self):
        if not self._later:
            return
        function, arguments, named = self._later.pop()
        try:
            function(*arguments, **named)
        finally:
            self.close()


def note(text):
    """Prints a diagnostic line of TAP."""
    for line in str(text).splitlines():
        print('#', line, flush=True)


def short(value):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 2000 else f'{text[:1000]} [...] {text[-900:]}'


def difference(found, expected, path='$'):
    """The first place where two values of JSON differ: (path, found there, expected there)."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for name in [*expected, *found]:
            if name not in found or name not in expected:
                return f'{path}.{name}', found.get(name, 'no such member'), expected.get(name, 'no such member')
            if found[name] != expected[name]:
                return difference(found[name], expected[name], f'{path}.{name}')
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for number, (left, right) in enumerate(zip(found, expected)):
            if left != right:
                return difference(left, right, f'{path}[{number}]')
    return path, found, expected


def same(found, expected, what):
    """Fails unless both are the same."""
    if found != expected:
        path, left, right = difference(found, expected)
        raise AssertionError(f'{what}: at {path} expected {short(right)}\nfound {short(left)}')


def true(found, what):
    """Fails unless it is so."""
    if not found:
        raise AssertionError(f'it is not so: {what} ({short(found)})')


def has(text, part, what):
    """Fails unless part is in text."""
    if part not in text:
        raise AssertionError(f'{what}: expected {short(part)} in {short(text)}')


def lacks(text, part, what):
    """Fails if part is in text."""
    if part in text:
        raise AssertionError(f'{what}: {short(part)} must not be in {short(text)}')


def at_most(found, limit, what):
    """Fails if it is more than the limit."""
    if found > limit:
        raise AssertionError(f'{what}: at most {limit}, found {found}')


def problems(found, what):
    """Fails if a list of problems is not empty, and shows the first of them."""
    if found:
        shown = '\n'.join(short(problem) for problem in found[:12])
        raise AssertionError(f'{what}: {len(found)} problems\n{shown}')


def _run_case(name, function):
    case = Case(name)
    try:
        function(case)
    finally:
        case.close()


def run(subject, module):
    """Runs the cases of a program in their order and ends it."""
    word = sys.argv[sys.argv.index('-k') + 1] if '-k' in sys.argv else ''
    cases = [(f"{subject}/{name[5:].replace('_', '-')}", function) for name, function in module.items()
             if name.startswith('test_') and callable(function)]
    cases = [case for case in cases if word in case[0]]
    failed = 0
    print(f'1..{len(cases)}', flush=True)
    for number, (name, function) in enumerate(cases, 1):
        began = time.monotonic()
        try:
            _run_case(name, function)
            print(f'ok {number} {name}', flush=True)
        except Exception:  # any failure is the case's, and the next one runs all the same
            failed += 1
            print(f'not ok {number} {name}', flush=True)
            note(traceback.format_exc())
        note(f'{time.monotonic() - began:.2f} s')
    sys.exit(1 if failed else 0)
