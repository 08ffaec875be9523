# -*- coding: utf-8 -*-
# Copyright: The dockcfg authors
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
# SPDX-License-Identifier: Apache-2.0
"""Runs dockcfg on the managed host and reads the document that it answers with."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

import json

COMMON_OPTIONS = dict(
    executable=dict(type="str", default="dockcfg"),
    root=dict(type="path"),
    engine=dict(type="str"),
    deadline=dict(type="str"),
    language=dict(type="str", choices=["en", "zh-CN"], default="en"),
)

# Where a service's PATH may not lead, but the role and the packages install.
INSTALL_DIRS = ["/usr/local/bin", "/usr/bin"]

# Exit codes, the same for every command (dockcfg(1), EXIT STATUS).
PUT_BACK = 3
PUT_BACK_INCOMPLETE = 4
TRY_AGAIN = 75


def find(module):
    """The path of the executable, or None where it is not installed."""
    return module.get_bin_path(module.params["executable"], opt_dirs=INSTALL_DIRS)


def run(module, command, flags=(), profile=None, good=(0,)):
    """Runs one command. Returns its exit code and its document; ends the module on any code that is not good."""
    code, document, err = attempt(module, command, flags, profile)
    if code not in good or not document:
        fail(module, code, document, err)
    return code, document


def attempt(module, command, flags=(), profile=None):
    """Runs one command. Returns its exit code, its document (empty where there is none) and its stderr.

    A profile goes in on stdin: what is in it never shows in a list of processes.
    """
    executable = find(module)
    if executable is None:
        module.fail_json(
            msg="%s is not installed on this host: let the role dockcfg.engine.setup install it, or name it in `executable`."
            % module.params["executable"]
        )
    argv = [executable, command, "--json", "--quiet", "--no-input", "--color", "never", "--lang", module.params["language"]]
    for name in ("root", "engine", "deadline"):
        if module.params[name] is not None:
            argv += ["--%s" % name, module.params[name]]
    data = None if profile is None else json.dumps(profile)
    code, out, err = module.run_command(argv + list(flags), data=data)
    return code, _read(out), err


def fail(module, code, document, err, **more):
    """Ends the module with what dockcfg said: with --quiet, stderr holds nothing but why it failed."""
    facts = dict(exit_code=code, code=document.get("code"))
    if code in (PUT_BACK, PUT_BACK_INCOMPLETE):
        facts.update(put_back=code == PUT_BACK, transaction=document.get("transaction"))
    facts.update(more)
    message = document.get("message") or " ".join(err.split()) or "dockcfg ended with %d and said nothing." % code
    module.fail_json(msg=message, **facts)


def _read(text):
    try:
        document = json.loads(text)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}
