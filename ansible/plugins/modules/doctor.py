#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: The dockcfg authors
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
# SPDX-License-Identifier: Apache-2.0

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: doctor
short_description: Check the path that image pulls take, from the managed host
version_added: 0.1.0
description:
  - Walks the way of a pull stage by stage (name, connection, proxy, TLS, registry, token, manifest, first bytes of a
    blob) with the engine's own settings, and says at which stage it ends and why.
  - Fails when there are problems at or above the threshold, and returns the whole document either way.
  - Never changes the configuration. With I(pull) the engine keeps the image that it pulled.
extends_documentation_fragment:
  - dockcfg.engine.options
  - dockcfg.engine.attributes
options:
  images:
    description: Images whose pull is checked. Without images and hosts, Docker Hub and every registry that the host's configuration names.
    type: list
    elements: str
    default: []
  hosts:
    description: Registries to check without an image.
    type: list
    elements: str
    default: []
  fail_on:
    description: The least severity that fails the task.
    type: str
    choices: [warning, error, never]
    default: error
  only:
    description: Look for these findings only, by code.
    type: list
    elements: str
    default: []
  ignore:
    description: Findings to leave out, each as C(CODE) or C(CODE=GLOB) for some subjects.
    type: list
    elements: str
    default: []
  profile:
    description: A profile on the managed host that is judged as if it were applied.
    type: path
  push:
    description: Also check whether a push may begin. Nothing is pushed.
    type: bool
    default: false
  pull:
    description: Also have the engine pull, and compare with what was predicted. Left out in check mode.
    type: bool
    default: false
  with_credentials:
    description: Use the logins that the remote user has with docker, instead of asking anonymously.
    type: bool
    default: false
  wait_for_healthy:
    description: Repeat until all is well, for hosts and registries that are just starting. Limited by I(deadline).
    type: bool
    default: false
attributes:
  check_mode:
    support: full
    details: In check mode nothing is pulled; everything else is checked all the same.
  diff_mode:
    support: N/A
    details: This action does not modify configuration.
  idempotent:
    support: full
    details: An image that I(pull) brought is not counted as a change.
seealso:
  - module: dockcfg.engine.config
author:
  - The dockcfg authors (@dockcfg)
"""

EXAMPLES = r"""
- name: Docker Hub, and every registry that the host's configuration names
  dockcfg.engine.doctor:

- name: This image must be pullable within two minutes
  dockcfg.engine.doctor:
    images: [harbor.example:8443/app/web:1.4]
    wait_for_healthy: true
    deadline: 2m

- name: The private image can be pulled with this user's login, and really is
  dockcfg.engine.doctor:
    images: [harbor.example:8443/app/web:1.4]
    with_credentials: true
    pull: true

- name: Look, but do not fail
  dockcfg.engine.doctor:
    fail_on: never
  register: looked
"""

RETURN = r"""
verdict:
  description: One of C(healthy), C(degraded), C(broken) and C(unknown).
  returned: always
  type: str
findings:
  description: What was found, root causes first and the one to repair first on top, each with its remedies.
  returned: always
  type: list
  elements: dict
document:
  description: The whole document of C(dockcfg doctor --json), with every endpoint and stage.
  returned: always
  type: dict
code:
  description: The kind of failure, where the check itself could not run.
  returned: failure
  type: str
exit_code:
  description: The exit code of dockcfg.
  returned: failure
  type: int
"""

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.dockcfg.engine.plugins.module_utils import command

PROBLEMS_FOUND = 1


def main():
    module = AnsibleModule(
        argument_spec=dict(
            images=dict(type="list", elements="str", default=[]),
            hosts=dict(type="list", elements="str", default=[]),
            fail_on=dict(type="str", choices=["warning", "error", "never"], default="error"),
            only=dict(type="list", elements="str", default=[]),
            ignore=dict(type="list", elements="str", default=[]),
            profile=dict(type="path"),
            push=dict(type="bool", default=False),
            pull=dict(type="bool", default=False),
            with_credentials=dict(type="bool", default=False),
            wait_for_healthy=dict(type="bool", default=False),
            **command.COMMON_OPTIONS
        ),
        supports_check_mode=True,
    )
    flags = _flags(module.params, pull=module.params["pull"] and not module.check_mode)
    code, document = command.run(module, "doctor", flags, good=(0, PROBLEMS_FOUND))
    result = dict(changed=False, verdict=document["verdict"], findings=document["findings"], document=document)
    if code == PROBLEMS_FOUND:
        module.fail_json(msg=_summary(document), exit_code=code, **result)
    module.exit_json(**result)


def _flags(params, pull):
    flags = ["--fail-on", params["fail_on"]]
    for option in ("images", "hosts"):
        for each in params[option]:
            flags += ["--%s" % option[:-1], each]
    for option in ("only", "ignore"):
        for each in params[option]:
            flags += ["--%s" % option, each]
    if params["profile"]:
        flags += ["--profile", params["profile"]]
    for option in ("push", "with_credentials"):
        if params[option]:
            flags.append("--%s" % option.replace("_", "-"))
    if pull:
        flags.append("--pull")
    if params["wait_for_healthy"]:
        flags += ["--wait-for", "healthy"]
    return flags


def _summary(document):
    """What to repair first, in one sentence or two, and how much else there is."""
    findings = document["findings"]
    if not findings:
        return "The pull path is %s." % document["verdict"]
    first = findings[0]
    remedy = first["remedies"][0]["text"] if first["remedies"] else ""
    more = " (and %d more)" % (len(findings) - 1) if len(findings) > 1 else ""
    return " ".join(("%s %s: %s %s%s" % (first["code"], first["subject"], first["text"], remedy, more)).split())


if __name__ == "__main__":
    main()
