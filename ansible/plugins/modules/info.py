#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: The dockcfg authors
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
# SPDX-License-Identifier: Apache-2.0

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: info
short_description: Tell the effective configuration of Docker's engine, and where each value comes from
version_added: 0.1.0
description:
  - Returns every setting about registries, mirrors, proxies and trust with its origin, what it shadows, and what the
    running engine has instead.
  - Never changes anything.
extends_documentation_fragment:
  - dockcfg.engine.options
  - dockcfg.engine.attributes
  - dockcfg.engine.attributes.read_only
options:
  keys:
    description: The settings to tell about, for example C(registry-mirrors). All of them when it is empty.
    type: list
    elements: str
    default: []
seealso:
  - module: dockcfg.engine.config
author:
  - The dockcfg authors (@dockcfg)
"""

EXAMPLES = r"""
- name: Which mirrors does the engine really use, and who says so?
  dockcfg.engine.info:
    keys: [registry-mirrors]
  register: engine

- name: Show it
  ansible.builtin.debug:
    msg: "{{ engine.settings | map(attribute='value') }}"
"""

RETURN = r"""
settings:
  description: The settings.
  returned: success
  type: list
  elements: dict
  contains:
    key:
      description: Docker's own name of the setting.
      type: str
      sample: registry-mirrors
    value:
      description: The value; passwords are masked.
      type: raw
    origin:
      description: Where the value comes from, with C(kind), C(path) and C(line).
      type: dict
    shadows:
      description: Other places that have a value for it which does not count.
      type: list
      elements: dict
    conflict:
      description: Whether two places claim it in a way that keeps the engine from starting.
      type: bool
    running:
      description: What the running engine has; null where it cannot be told.
      type: raw
    state:
      description: One of C(in effect), C(not reloaded), C(needs restart),
        C(at next start) (no engine runs, so nothing is in effect), C(ignored) and C(conflict).
      type: str
code:
  description: The kind of failure.
  returned: failure
  type: str
exit_code:
  description: The exit code of dockcfg.
  returned: failure
  type: int
"""

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.dockcfg.engine.plugins.module_utils import command


def main():
    module = AnsibleModule(
        argument_spec=dict(keys=dict(type="list", elements="str", default=[], no_log=False), **command.COMMON_OPTIONS),
        supports_check_mode=True,
    )
    document = command.run(module, "show", module.params["keys"])[1]
    module.exit_json(changed=False, settings=document["settings"])


if __name__ == "__main__":
    main()
