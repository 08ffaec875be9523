"""Reaches a lab host through its namespaces, as `ansible_nsenter_pid` names them."""

from __future__ import annotations

import shutil
import subprocess

from ansible.errors import AnsibleConnectionFailure
from ansible.plugins.connection import ConnectionBase

DOCUMENTATION = """
name: nsenter
short_description: Runs in the namespaces of a process
description: For the tests of the collection; lab hosts have no ssh.
options:
  pid:
    description: A process in the namespaces.
    required: true
    vars:
      - name: ansible_nsenter_pid
"""


class Connection(ConnectionBase):
    transport = "nsenter"
    has_pipelining = True

    def _connect(self):
        self._connected = True
        return self

    def _inside(self, *argv):
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return ["nsenter", "-t", str(self.get_option("pid")), "-a", "--", "env", "-i", path, "HOME=/root", "LANG=C.UTF-8", *argv]

    def exec_command(self, cmd, in_data=None, sudoable=True):
        done = subprocess.run(self._inside("sh", "-c", cmd), input=in_data or b"", capture_output=True)
        return done.returncode, done.stdout, done.stderr

    def put_file(self, in_path, out_path):
        with open(in_path, "rb") as source:
            done = subprocess.run(self._inside("sh", "-c", 'cat >"$0"', out_path), stdin=source, capture_output=True)
        if done.returncode != 0:
            raise AnsibleConnectionFailure(done.stderr.decode(errors="replace"))

    def fetch_file(self, in_path, out_path):
        with subprocess.Popen(self._inside("cat", in_path), stdout=subprocess.PIPE) as source, open(out_path, "wb") as target:
            shutil.copyfileobj(source.stdout, target)
        if source.returncode != 0:
            raise AnsibleConnectionFailure("cannot read %s" % in_path)

    def close(self):
        self._connected = False
