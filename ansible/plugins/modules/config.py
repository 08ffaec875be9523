#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: The dockcfg authors
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
# SPDX-License-Identifier: Apache-2.0

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: config
short_description: Configure the registries, mirrors, proxies and CA certificates of Docker's engine
version_added: 0.1.0
description:
  - Makes the engine of a host match the arguments, in the files that this engine and its installation read, and
    reloads or restarts it where that is needed.
  - The running engine must show the values afterwards. When it does not come up, or does not show them, everything is
    put back and the task fails.
  - An option that is left out leaves alone what the host has.
  - To write now and to reload or restart once at the end, run a task with I(restart=never), and the same task without
    it as its handler.
  - Nothing that the arguments hold is passed on a command line; the profile goes to dockcfg on its standard input.
extends_documentation_fragment:
  - dockcfg.engine.options
  - dockcfg.engine.attributes
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details: Passwords and keys are masked in the diff.
  idempotent:
    support: full
options:
  registry_mirrors:
    description:
      - Mirrors of Docker Hub, exactly these and in this order. An empty list removes them all.
      - Mutually exclusive with I(registry_mirrors_add) and I(registry_mirrors_remove).
    type: list
    elements: str
  registry_mirrors_add:
    description: Mirrors of Docker Hub to add to those that the host has.
    type: list
    elements: str
  registry_mirrors_remove:
    description: Mirrors of Docker Hub to remove from those that the host has.
    type: list
    elements: str
  insecure_registries:
    description:
      - Registries (host, host and port, or network) that may be used without TLS, or without verifying it; exactly
        these. An empty list removes them all.
      - What loosens security beyond what the host has may need I(accept).
      - Mutually exclusive with I(insecure_registries_add) and I(insecure_registries_remove).
    type: list
    elements: str
  insecure_registries_add:
    description: Insecure registries to add to those that the host has.
    type: list
    elements: str
  insecure_registries_remove:
    description: Insecure registries to remove from those that the host has.
    type: list
    elements: str
  proxies:
    description: The proxies that the engine itself uses, for pulls and pushes.
    type: dict
    suboptions: &proxies
      state:
        description: Whether there are to be any.
        type: str
        choices: [present, absent]
        default: present
      http_proxy:
        description: Proxy for C(http://) requests. An empty string removes it.
        type: str
      https_proxy:
        description: Proxy for C(https://) requests. An empty string removes it.
        type: str
      no_proxy:
        description: Hosts, domains and networks that are reached directly. An empty list removes it.
        type: list
        elements: str
      username:
        description: Name to log in to the proxies with; goes into both URLs, escaped as they need it.
        type: str
      password:
        description:
          - Password to log in to the proxies with, as it is, without any escaping.
          - Needs I(username), or a user name in the URLs.
        type: str
      password_file:
        description: File on the managed host that holds the password.
        type: path
  client_proxies:
    description: The proxies that containers and builds get, from the client configuration of the user who runs the task.
    type: dict
    suboptions: *proxies
  registries:
    description: How single registries are trusted and mirrored.
    type: list
    elements: dict
    suboptions:
      host:
        description: The registry exactly as it stands in image names, for example C(harbor.example:8443).
        type: str
        required: true
      state:
        description: Whether there is to be anything about this registry.
        type: str
        choices: [present, absent]
        default: present
      ca:
        description: CA certificates in PEM that the registry is verified with. An empty string removes them.
        type: str
      ca_file:
        description: File on the managed host with these certificates.
        type: path
      client_cert:
        description: Client certificate in PEM. An empty string removes it.
        type: str
      client_cert_file:
        description: File on the managed host with this certificate.
        type: path
      client_key:
        description: Private key of the client certificate in PEM.
        type: str
      client_key_file:
        description: File on the managed host with this key.
        type: path
      mirrors:
        description: Mirrors of this registry, exactly these; only engines with the containerd image store can have them.
        type: list
        elements: str
      mirrors_add:
        description: Mirrors of this registry to add.
        type: list
        elements: str
      mirrors_remove:
        description: Mirrors of this registry to remove.
        type: list
        elements: str
  system_ca:
    description:
      - CA certificates for the trust store of the whole host; each as PEM, or as the path of a file on the managed host.
      - An empty list removes those that dockcfg has put there.
    type: list
    elements: str
  add_registries:
    description: Registries that short image names are looked up in first; only the engine of RHEL 7 and CentOS 7 has this.
    type: list
    elements: str
  block_registries:
    description: Registries that are never used; only the engine of RHEL 7 and CentOS 7 has this.
    type: list
    elements: str
  daemon:
    description: Any other keys of C(daemon.json), with the values that they should have. A null removes a key.
    type: dict
  profile:
    description:
      - A whole profile in dockcfg's own form, as it is shared with hosts that Ansible does not manage, for example from
        C(dockcfg export) or a file of the controller.
      - Takes the place of all other options about what the host should have.
    type: dict
  restart:
    description:
      - What may be done to the engine so that it reads its configuration.
      - C(auto) reloads it where that is enough, and restarts it where that is needed.
      - C(reload) fails before anything is written when only a restart would help.
      - C(restart) restarts it whenever something changed.
      - C(never) writes the files only; I(reload_required) and I(restart_required) tell what is left to do.
    type: str
    choices: [auto, reload, restart, never]
    default: auto
  verify:
    description: Whether the running engine must show the values afterwards.
    type: bool
    default: true
  allow_unsupported:
    description: Warn about what this engine cannot do instead of failing, for fleets with engines of different ages.
    type: bool
    default: false
  accept:
    description: Consent to what loosens security, each as C(CODE=SUBJECT), in the words of the message that asks for it.
    type: list
    elements: str
    default: []
  wait_for_network:
    description: Wait until the host has a network, for the first minutes of a new host. Limited by I(deadline).
    type: bool
    default: false
  transaction:
    description:
      - The transaction of an earlier task with I(restart=never) that this task finishes, with the same wishes and
        with a reload or restart.
      - When the engine does not come up or does not show the values, what that task wrote is undone as well.
    type: str
seealso:
  - module: dockcfg.engine.doctor
  - module: dockcfg.engine.info
author:
  - The dockcfg authors (@dockcfg)
"""

EXAMPLES = r"""
- name: Mirror, plain registry and proxy
  dockcfg.engine.config:
    registry_mirrors:
      - https://mirror.example
    insecure_registries_add:
      - 10.0.0.5:5000
    proxies:
      http_proxy: http://proxy.example:3128
      https_proxy: http://proxy.example:3128
      no_proxy: [localhost, 127.0.0.0/8, .corp.example]
      username: engine
      password: "{{ vault_proxy_password }}"

- name: A registry behind a private CA
  dockcfg.engine.config:
    registries:
      - host: harbor.example:8443
        ca: "{{ lookup('ansible.builtin.file', 'corp-ca.pem') }}"

- name: Write the files now
  dockcfg.engine.config:
    daemon: {log-level: info}
    restart: never
  register: written
  changed_when: written.changed or written.reload_required or written.restart_required
  notify: Finish the configuration of the engine

# handlers:
- name: Finish the configuration of the engine
  dockcfg.engine.config:
    daemon: {log-level: info}
    transaction: "{{ written.transaction | default(omit, true) }}"

- name: Prepare an image that is not running
  dockcfg.engine.config:
    root: /mnt/image
    registry_mirrors: [https://mirror.example]

- name: The same profile that other hosts apply by themselves
  dockcfg.engine.config:
    profile: "{{ lookup('ansible.builtin.file', 'profile.yml') | from_yaml }}"

- name: No proxy any more
  dockcfg.engine.config:
    proxies:
      state: absent
"""

RETURN = r"""
applied:
  description: Whether this run was for real; false in check mode.
  returned: success
  type: bool
action:
  description: What the engine needed, or in check mode would need, for the change.
  returned: success
  type: str
  sample: restart
reason:
  description: Why it needed that.
  returned: success
  type: str
changes:
  description: The places that were, or would be, changed.
  returned: success
  type: list
  elements: dict
  contains:
    target:
      description: The kind of place.
      type: str
      sample: daemon-json
    path:
      description: The file; null for an effect such as rebuilding the trust store.
      type: str
      sample: /etc/docker/daemon.json
    action:
      description: One of C(create), C(edit), C(remove) and C(effect).
      type: str
    because:
      description: Why it is this place.
      type: list
      elements: str
disruption:
  description: The containers that the restart stops, by name, and what becomes of each of them.
  returned: success
  type: dict
  sample: {containersStopped: 2, names: [web, job], comeBack: [web], mayComeBack: [], stayStopped: [job], removed: [], keptRunning: 0}
verified:
  description: For each key, whether the running engine shows it; C(verified), C(differs) or C(notObservable).
  returned: success
  type: dict
reload_required:
  description: Whether the engine still has to be reloaded.
  returned: success
  type: bool
restart_required:
  description: Whether the engine still has to be restarted.
  returned: success
  type: bool
transaction:
  description: The transaction's name, for C(dockcfg rollback); null when nothing was changed.
  returned: success
  type: str
backup:
  description: Directory on the managed host, for root only, with every file of the transaction as it was before.
  returned: when something was changed
  type: str
  sample: /var/lib/dockcfg/transactions/20261120T101500Z-7f3a
conflicts:
  description: Settings that more than one place claims.
  returned: success
  type: list
  elements: dict
put_back:
  description: Whether everything is as it was before.
  returned: when the engine did not take the configuration
  type: bool
rolled_back:
  description: The earlier transaction that was undone as well.
  returned: when I(transaction) could not be finished
  type: str
code:
  description: The kind of failure.
  returned: failure
  type: str
  sample: invalidInput
exit_code:
  description: The exit code of dockcfg.
  returned: failure
  type: int
"""

import os

from ansible.module_utils.basic import AnsibleModule

from ansible_collections.dockcfg.engine.plugins.module_utils import command, profile

# Below the host's root, or the tree's (dockcfg keeps its journal and its backups there).
TRANSACTIONS = "var/lib/dockcfg/transactions"


def main():
    module = AnsibleModule(
        argument_spec=dict(
            registry_mirrors=dict(type="list", elements="str"),
            registry_mirrors_add=dict(type="list", elements="str"),
            registry_mirrors_remove=dict(type="list", elements="str"),
            insecure_registries=dict(type="list", elements="str"),
            insecure_registries_add=dict(type="list", elements="str"),
            insecure_registries_remove=dict(type="list", elements="str"),
            proxies=_group(profile.PROXY_OPTIONS, mutually_exclusive=[("password", "password_file")]),
            client_proxies=_group(profile.PROXY_OPTIONS, mutually_exclusive=[("password", "password_file")]),
            registries=_registries(),
            system_ca=dict(type="list", elements="str"),
            add_registries=dict(type="list", elements="str"),
            block_registries=dict(type="list", elements="str"),
            daemon=dict(type="dict"),
            profile=dict(type="dict"),
            restart=dict(type="str", choices=["auto", "reload", "restart", "never"], default="auto"),
            verify=dict(type="bool", default=True),
            allow_unsupported=dict(type="bool", default=False),
            accept=dict(type="list", elements="str", default=[]),
            wait_for_network=dict(type="bool", default=False),
            transaction=dict(type="str"),
            **command.COMMON_OPTIONS
        ),
        mutually_exclusive=_whole_or_in_parts("registry_mirrors")
        + _whole_or_in_parts("insecure_registries")
        + [("profile", option) for option in profile.WISHES],
        supports_check_mode=True,
    )
    module.no_log_values |= profile.secrets_of(module.params)
    code, document, err = command.attempt(module, "apply", _flags(module), profile.profile_of(module.params))
    if code != 0 or not document:
        command.fail(module, code, document, err, **_undone(module, code))
    for warning in document["warnings"]:
        module.warn(warning)
    module.exit_json(**_result(module, document))


def _group(options, **rules):
    return dict(type="dict", options=options, **rules)


def _registries():
    in_two_forms = [(option, option + "_file") for option in ("ca", "client_cert", "client_key")]
    return dict(
        type="list",
        elements="dict",
        options=profile.REGISTRY_OPTIONS,
        mutually_exclusive=in_two_forms + _whole_or_in_parts("mirrors"),
    )


def _whole_or_in_parts(option):
    return [(option, option + "_add"), (option, option + "_remove")]


def _flags(module):
    params = module.params
    # Stands for the answer to "may I?"; what loosens security asks for more, see `accept`.
    flags = ["-", "--yes", "--restart", params["restart"]]
    switches = (
        ("--check", module.check_mode),
        ("--diff", module._diff),
        ("--no-verify", not params["verify"]),
        ("--allow-unsupported", params["allow_unsupported"]),
    )
    flags += [flag for flag, wanted in switches if wanted]
    if params["wait_for_network"]:
        flags += ["--wait-for", "network"]
    for each in params["accept"]:
        flags += ["--accept", each]
    return flags


def _undone(module, code):
    """What an earlier task wrote and this one could not finish goes, too."""
    earlier = module.params["transaction"]
    if earlier is None or code not in (command.PUT_BACK, command.PUT_BACK_INCOMPLETE):
        return {}
    code = command.attempt(module, "rollback", [earlier, "--yes"])[0]
    if code == command.TRY_AGAIN:
        # It has cleared away first what this run could not put back by itself.
        code = command.attempt(module, "rollback", [earlier, "--yes"])[0]
    return dict(put_back=code == 0, rolled_back=earlier)


def _result(module, document):
    plan = document["plan"]
    result = dict(
        changed=document["changed"],
        applied=document["applied"],
        action=plan["action"],
        reason=plan["reason"],
        changes=[dict((key, value) for key, value in each.items() if key != "diff") for each in plan["changes"]],
        disruption=plan["disruption"],
        conflicts=plan["conflicts"],
        verified=document["verified"],
        reload_required=document["reloadRequired"],
        restart_required=document["restartRequired"],
        transaction=document["transaction"],
    )
    if document["transaction"]:
        result.update(backup=os.path.join(module.params["root"] or "/", TRANSACTIONS, document["transaction"]))
    if module._diff:
        result.update(diff=[dict(prepared=each["diff"]) for each in plan["changes"] if each["diff"]])
    return result


if __name__ == "__main__":
    main()
