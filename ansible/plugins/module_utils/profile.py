# -*- coding: utf-8 -*-
# Copyright: The dockcfg authors
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
# SPDX-License-Identifier: Apache-2.0
"""Turns a task's arguments into a dockcfg profile: a key left out is left alone, None removes it."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

import re

try:
    from urllib.parse import quote, unquote
except ImportError:  # Python 2, which the engines of RHEL 7 still run beside
    from urllib import quote, unquote  # type: ignore

# [scheme://][user[:password]@]rest, where the last @ ends a password that holds others unescaped
_URL = re.compile(r"^(?P<scheme>[a-z0-9]+://|)(?:(?P<user>[^:@/]*)(?P<password>:.*)?@)?(?P<rest>[^@]*)$", re.I | re.S)

PROXY_OPTIONS = dict(
    state=dict(type="str", choices=["present", "absent"], default="present"),
    http_proxy=dict(type="str"),
    https_proxy=dict(type="str"),
    no_proxy=dict(type="list", elements="str"),
    username=dict(type="str"),
    password=dict(type="str", no_log=True),
    password_file=dict(type="path", no_log=False),
)

REGISTRY_OPTIONS = dict(
    host=dict(type="str", required=True),
    state=dict(type="str", choices=["present", "absent"], default="present"),
    ca=dict(type="str"),
    ca_file=dict(type="path"),
    client_cert=dict(type="str"),
    client_cert_file=dict(type="path"),
    client_key=dict(type="str", no_log=True),
    client_key_file=dict(type="path", no_log=False),
    mirrors=dict(type="list", elements="str"),
    mirrors_add=dict(type="list", elements="str"),
    mirrors_remove=dict(type="list", elements="str"),
)

# Everything that a task can ask for, unless it brings a whole profile.
WISHES = (
    "registry_mirrors",
    "registry_mirrors_add",
    "registry_mirrors_remove",
    "insecure_registries",
    "insecure_registries_add",
    "insecure_registries_remove",
    "proxies",
    "client_proxies",
    "registries",
    "system_ca",
    "add_registries",
    "block_registries",
    "daemon",
)

# The lists of a profile that can be given whole or as what to add and what to remove.
_LISTS = ("registry_mirrors", "insecure_registries", "add_registries", "block_registries")


def profile_of(params):
    """The profile that a task asks for; empty when it asks for nothing."""
    if params["profile"] is not None:
        return params["profile"]
    profile = {}
    for option in _LISTS:
        _put(profile, _key(option), _list_wish(params, option))
    for option in ("proxies", "client_proxies"):
        if params[option] is not None:
            profile[_key(option)] = _proxies(params[option])
    if params["registries"]:
        profile["registries"] = dict((each["host"], _registry(each)) for each in params["registries"])
    if params["system_ca"] is not None:
        profile["system-ca"] = params["system_ca"]
    if params["daemon"]:
        profile["daemon"] = params["daemon"]
    return profile


def secrets_of(params):
    """Every password within a URL among a task's arguments, as written and decoded, and every private key."""
    found = set()
    for each in _texts([params["proxies"], params["client_proxies"], params["daemon"], params["profile"]]):
        match = _URL.match(each)
        if "PRIVATE KEY-----" in each:
            found.add(each)
        elif match and match.group("password") and "@sha256:" not in each:
            password = match.group("password")[1:]
            found |= set([password, unquote(password)])
    return found - set([""])


def _texts(value):
    """Every text within a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    is_text = hasattr(value, "isdigit")
    return [value] if is_text else []


def _list_wish(params, option):
    exactly, add, remove = [params.get(option + tail) for tail in ("", "_add", "_remove")]
    if add is None and remove is None:
        return exactly
    return dict(add=add or [], remove=remove or [])


def _proxies(wish):
    if wish["state"] == "absent":
        return None
    profile = {}
    for option in ("http_proxy", "https_proxy"):
        url = wish[option]
        if url is not None:
            profile[_key(option)] = _with_user(url, wish["username"], wish["password"]) if url else None
    if wish["no_proxy"] is not None:
        profile["no-proxy"] = ",".join(wish["no_proxy"]) or None
    _put(profile, "password-file", wish["password_file"])
    return profile


def _with_user(url, username, password):
    """The URL with the name and the password in it, each escaped as a URL needs it."""
    match = _URL.match(url)
    if match is None:
        return url
    user = match.group("user") if username is None else quote(username, safe="")
    secret = match.group("password") or ""
    if password is not None:
        secret = ":" + quote(password, safe="")
    return match.group("scheme") + (user + secret + "@" if user else "") + match.group("rest")


def _registry(wish):
    if wish["state"] == "absent":
        return None
    profile = {}
    for option in ("ca", "client_cert", "client_key"):
        for given in (wish[option], wish[option + "_file"]):
            if given is not None:
                profile[_key(option)] = given or None
    _put(profile, "mirrors", _list_wish(wish, "mirrors"))
    return profile


def _put(profile, key, value):
    if value is not None:
        profile[key] = value


def _key(option):
    return option.replace("_", "-")
