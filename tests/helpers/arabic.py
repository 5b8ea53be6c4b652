# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop whose language is written from the right to the left."""
import pathlib
import subprocess

LOCALE = 'ar_EG.UTF-8'


def environment(folder):
    """What a program is started with, so that it speaks Arabic; the locale is made in the folder."""
    made = pathlib.Path(folder) / 'locales' / LOCALE
    made.parent.mkdir(exist_ok=True)
    # It warns of what the C library knows better, and makes the locale.
    subprocess.run(['localedef', '--quiet', '--force', '-i', 'ar_EG', '-f', 'UTF-8', made], check=False)
    if not made.is_dir():
        raise AssertionError(f'localedef has not made {made}')
    return {'LOCPATH': str(made.parent), 'LC_ALL': LOCALE, 'LANG': LOCALE, 'LANGUAGE': 'ar'}
