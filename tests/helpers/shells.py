# SPDX-License-Identifier: GPL-3.0-or-later
"""What bash, fish and zsh complete a command line of deskbellctl to, with the completions that were built.

The cursor stands at the end of the line; the answer is the set of what the last word can become.
"""
import atexit
import functools
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import tempfile

import ctl
from wait import wait_until

COMPLETIONS = pathlib.Path(os.environ['DESKBELLCTL_COMPLETIONS'])

BASH = '''
source /usr/share/bash-completion/bash_completion
source "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
_deskbellctl deskbellctl "${@: -1}" "${@: -2:1}"
printf '%s\\n' "${COMPREPLY[@]}"
'''

# compadd notes which of the words that it is given begin like the word at the cursor.
ZSHRC = '''
PS1= RPROMPT=
autoload -Uz compinit && compinit -u -d $DUMP
zstyle ':completion:*' list-prompt ''
compadd () {
  local -a _noted
  if (( ! ${@[(I)-[OAD]]} )); then
    builtin compadd -O _noted "$@"
    (( $#_noted )) && print -rl -- ${(Q)_noted} >> $NOTES
  fi
  builtin compadd "$@"
}
noted () {
  _main_complete
  compstate[insert]= compstate[list]=
  print END >> $NOTES
}
zle -C noted list-choices noted
bindkey '^I' noted
precmd () { print END >> $NOTES }
'''


def program_folder(case):
    """A folder for PATH with the program in it."""
    folder = case.folder / 'bin'
    if not folder.exists():
        folder.mkdir()
        (folder / 'deskbellctl').symlink_to(ctl.PROGRAM)
    return folder


def environment(case, **more):
    env = {name: value for name, value in os.environ.items() if not name.startswith(('DESKBELL', 'XDG_'))}
    return env | {'HOME': str(case.folder), 'PATH': f'{program_folder(case)}:{env["PATH"]}', 'TERM': 'dumb'} | more


def run(case, command, **more):
    """What a shell prints; it must not complain."""
    ran = subprocess.run(command, cwd=case.folder, env=environment(case, **more), stdin=subprocess.DEVNULL, capture_output=True,
                         encoding='utf-8', check=False, timeout=60)
    if ran.stderr:
        raise AssertionError(f'{command[0]} says: {ran.stderr}')
    return {line for line in ran.stdout.splitlines() if line}


def bash(case, line, **more):
    words = [piece for word in line.split(' ') for piece in re.split('([=:]+)', word) if piece]
    if line.endswith(' '):
        words.append('')
    return run(case, ['bash', '--norc', '-c', BASH, 'bash', COMPLETIONS / 'deskbellctl', *words], **more)


def fish(case, line, **more):
    found = run(case, ['fish', '--no-config', '-c', f'source {COMPLETIONS}/deskbellctl.fish; complete -C "$argv"', line], **more)
    return {word.split('\t')[0].replace('\\ ', ' ') for word in found}


@functools.cache
def zsh_folder():
    """Where the first zsh keeps what it has found on this computer, for the others."""
    folder = tempfile.mkdtemp(prefix='deskbell-test-')
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Zsh:
    """A zsh at a terminal: it is asked by the tab key, as it completes in no other way."""

    def __init__(self, case, more):
        self.notes = case.folder / 'notes'
        self.notes.touch()
        (case.folder / '.zshrc').write_text(f'fpath=({COMPLETIONS} $fpath)\n{ZSHRC}', encoding='utf-8')
        self.terminal, end = pty.openpty()
        case.defer(os.close, self.terminal)
        env = environment(case, ZDOTDIR=str(case.folder), NOTES=str(self.notes), DUMP=f'{zsh_folder()}/dump', **more)
        self.process = subprocess.Popen(['zsh', '-o', 'no_global_rcs', '-i'], cwd=case.folder, env=env, stdin=end, stdout=end,
                                        stderr=end, start_new_session=True)
        os.close(end)
        case.defer(self.process.wait)
        case.defer(self.process.kill)
        self.wait()

    def has_ended(self):
        while select.select([self.terminal], [], [], 0)[0]:
            os.read(self.terminal, 65536)
        return self.notes.read_text(encoding='utf-8').endswith('END\n')

    def wait(self):
        """Waits until zsh has noted everything, and gives it."""
        wait_until(self.has_ended, 'the answer of zsh')
        noted = self.notes.read_text(encoding='utf-8').splitlines()
        self.notes.write_text('', encoding='utf-8')
        return {line for line in noted if line not in ('', 'END')}

    def complete(self, line):
        os.write(self.terminal, f'\x15{line}\t'.encode())
        return self.wait()


def zsh(case, line, **more):
    """One zsh a case and environment is started, as that takes long."""
    known = case.__dict__.setdefault('zshs', {})
    key = tuple(sorted(more.items()))
    if key not in known:
        known[key] = Zsh(case, more)
    return known[key].complete(line)


SHELLS = {'bash': bash, 'fish': fish, 'zsh': zsh}


def complete(shell, case, line, **more):
    """What the last word of the line can become; of "--phase=o" only what comes after the sign."""
    found = SHELLS[shell](case, line, **more)
    return {word.partition('=')[2] or word.rstrip('=') if word.startswith('--') else word for word in found}
