# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for something in particular. Nothing else in the tests may sleep."""
import time

STEP = 0.01


def wait_until(condition, what, deadline=20.0):
    """Waits until condition() gives something true and gives that back; says what did not come in time."""
    end = time.monotonic() + deadline
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f'after {deadline:g} s there is still not: {what}')
        time.sleep(STEP)


def holds_for(condition, what, seconds):
    """Looks again and again that condition() stays true: for what must not happen."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not condition():
            raise AssertionError(f'within {seconds:g} s it was no longer so: {what}')
        time.sleep(STEP)
