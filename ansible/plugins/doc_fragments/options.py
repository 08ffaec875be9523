# -*- coding: utf-8 -*-
# Copyright: The dockcfg authors
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
# SPDX-License-Identifier: Apache-2.0

from __future__ import absolute_import, division, print_function

__metaclass__ = type


class ModuleDocFragment(object):
    """The options that every module of the collection takes (module_utils/command.py)."""

    DOCUMENTATION = r"""
options:
  executable:
    description:
      - The C(dockcfg) executable on the managed host; a bare name is looked up in C(PATH), C(/usr/local/bin) and C(/usr/bin).
    type: str
    default: dockcfg
  root:
    description:
      - Work on the tree below this directory (a chroot, a mounted image) instead of on the running host.
      - No service is touched and no engine is asked.
    type: path
  engine:
    description:
      - Version and image store of the engine in I(root), as C(VERSION[,STORE]), where the tree's package database does not tell.
    type: str
  deadline:
    description:
      - The longest time that the whole run may take, for example C(90s) or C(2m).
    type: str
  language:
    description:
      - The language of messages.
    type: str
    choices: [en, zh-CN]
    default: en
requirements:
  - dockcfg on the managed host; the role C(dockcfg.engine.setup) installs it
"""
