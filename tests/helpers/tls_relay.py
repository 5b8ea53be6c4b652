# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in front of a server and speaks TLS with a certificate that nobody vouches for."""
import socket
import ssl
import subprocess
import threading


def pass_on(source, target):
    """Until one end is closed."""
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


class TlsRelay:
    """Passes on to a port of this computer; fingerprint is that of its certificate, as openssl prints it."""

    def __init__(self, case, port):
        self._target = port
        key, certificate = case.folder / 'key.pem', case.folder / 'certificate.pem'
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                        '-days', '30', '-subj', '/CN=desk.example.org', '-addext', 'subjectAltName=IP:127.0.0.1',
                        '-keyout', key, '-out', certificate], check=True, capture_output=True)
        printed = subprocess.run(['openssl', 'x509', '-in', certificate, '-noout', '-fingerprint', '-sha256'],
                                 check=True, capture_output=True, text=True).stdout
        self.fingerprint = printed.strip().split('=')[1]
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._listener = socket.create_server(('127.0.0.1', 0))
        self.url = f'https://127.0.0.1:{self._listener.getsockname()[1]}'
        case.defer(self.close)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def _serve(self, plain):
        try:
            secure = self._context.wrap_socket(plain, server_side=True)
            target = socket.create_connection(('127.0.0.1', self._target))
        except OSError:
            plain.close()
            return
        threading.Thread(target=pass_on, args=(secure, target), daemon=True).start()
        pass_on(target, secure)

    def close(self):
        self._listener.close()
