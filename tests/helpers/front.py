# SPDX-License-Identifier: GPL-3.0-or-later
"""nginx and HAProxy with the configurations that come with Deskbell, in front of a server or several."""
import contextlib
import http.client
import socket
import ssl
import subprocess

import ctl
import serving
import tap
import wait

CONFIGURATIONS = ctl.TOP / 'data' / 'server'
SOCKET = '/run/deskbell-server/http.sock'
HAPROXY_SERVER = f'server desk unix@{SOCKET} check'


def free_port():
    """A port of this computer that nobody listens on."""
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


class Front:
    """A proxy with TLS in front of a desk. What a serving.Person needs of a server."""

    def __init__(self, case, kind, places, desk=None):
        """places: the path of a server's socket, or for HAProxy the ports of servers."""
        self.folder = case.folder
        self.desk = desk
        self.kind = kind
        self.places = places
        self.port, self.plain_port = free_port(), free_port()
        self.process = None
        self._make_certificate()
        self.command = {'nginx': self._nginx, 'haproxy': self._haproxy}[kind]()
        case.defer(self.stop)
        self.start()

    def start(self):
        """Starts it, and waits until the desk is served."""
        with open(self.folder / f'{self.kind}.err', 'a', encoding='utf-8') as errors:
            self.process = subprocess.Popen(self.command, stdout=errors, stderr=errors)
        wait.wait_until(self._is_up, f'{self.kind} serves', 30)

    def _make_certificate(self):
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
                        '-keyout', self.folder / 'tls.key', '-out', self.folder / 'tls.crt', '-days', '2', '-subj',
                        '/CN=desk.example.org', '-addext', 'subjectAltName=DNS:desk.example.org,DNS:localhost,IP:127.0.0.1'],
                       check=True, capture_output=True)
        text = [(self.folder / name).read_text(encoding='ascii') for name in ('tls.crt', 'tls.key')]
        (self.folder / 'tls.pem').write_text(''.join(text), encoding='ascii')
        self.trust = ssl.create_default_context(cafile=self.folder / 'tls.crt')

    def _adapted(self, name, changes):
        """A configuration as it comes with Deskbell, with the places of this test; each has to be in it."""
        text = (CONFIGURATIONS / name).read_text(encoding='utf-8')
        for old, new in [('/etc/deskbell/', f'{self.folder}/'), *changes]:
            tap.has(text, old, name)
            text = text.replace(old, new)
        path = self.folder / name
        path.write_text(text, encoding='utf-8')
        return path

    def _nginx(self):
        adapted = self._adapted('nginx.conf', [
            (SOCKET, str(self.places)), ('listen [::]:80;', ''), ('listen [::]:443 ssl;', ''),
            ('listen 80;', f'listen 127.0.0.1:{self.plain_port};'), ('listen 443 ssl;', f'listen 127.0.0.1:{self.port} ssl;')])
        paths = ''.join(f'{kind}_temp_path {self.folder}/{kind};' for kind in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
        main = self.folder / 'main.conf'
        main.write_text(f'user root; daemon off; worker_processes 1; pid {self.folder}/nginx.pid; error_log stderr;'
                        f'events {{}} http {{ access_log off; {paths} include {adapted}; }}', encoding='utf-8')
        return ['nginx', '-e', 'stderr', '-p', self.folder, '-c', main]

    def _haproxy(self):
        text = (CONFIGURATIONS / 'haproxy.cfg').read_text(encoding='utf-8')
        line = next(line for line in text.splitlines() if line.strip().startswith(HAPROXY_SERVER))
        if isinstance(self.places, list):
            lines = '\n'.join(line.replace(HAPROXY_SERVER, f'server desk-{number} 127.0.0.1:{port} check')
                              for number, port in enumerate(self.places, 1))
        else:
            lines = line.replace(SOCKET, str(self.places))
        return ['haproxy', '-f', self._adapted('haproxy.cfg', [
            (line, lines), ('bind :80', f'bind 127.0.0.1:{self.plain_port}'), ('bind :443', f'bind 127.0.0.1:{self.port}')])]

    def _is_up(self):
        tap.same(self.process.poll(), None, 'whether the proxy has ended')
        with contextlib.suppress(OSError, http.client.HTTPException):
            return serving.Person(self).send('GET', '/healthz').status == 200

    def kill(self):
        """Ends it as a power cut does."""
        self.process.kill()
        self.process.wait(30)

    def stop(self):
        """Ends it as an administrator does."""
        self.process.terminate()
        self.process.wait(30)

    def connect(self):
        """A new HTTP connection, which is made when it is needed."""
        return http.client.HTTPSConnection('127.0.0.1', self.port, timeout=60, context=self.trust)

    def secure(self, plain):
        """What is spoken over a socket that is connected to the proxy."""
        return self.trust.wrap_socket(plain, server_hostname='127.0.0.1')
