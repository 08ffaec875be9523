# -*- coding: utf-8 -*-
# Copyright: The dockcfg authors
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
# SPDX-License-Identifier: Apache-2.0

from __future__ import absolute_import, division, print_function

__metaclass__ = type

import unittest

from ansible_collections.dockcfg.engine.plugins.module_utils.profile import (
    PROXY_OPTIONS,
    REGISTRY_OPTIONS,
    WISHES,
    profile_of,
    secrets_of,
)


def task(**given):
    """The parameters as AnsibleModule hands them over: what is left out is None."""
    params = dict.fromkeys(WISHES + ("profile",))
    params.update(given)
    return params


def group(options, **given):
    return dict(dict((name, spec.get("default")) for name, spec in options.items()), **given)


def proxies(**given):
    return group(PROXY_OPTIONS, **given)


def registry(**given):
    return group(REGISTRY_OPTIONS, **given)


class ProfileTest(unittest.TestCase):
    def test_a_task_without_wishes_is_an_empty_profile(self):
        self.assertEqual(profile_of(task()), {})

    def test_a_list_is_exactly_this_list_and_an_empty_one_removes_all(self):
        self.assertEqual(profile_of(task(registry_mirrors=["https://a"])), {"registry-mirrors": ["https://a"]})
        self.assertEqual(profile_of(task(registry_mirrors=[])), {"registry-mirrors": []})

    def test_what_to_add_and_to_remove_is_merged_by_dockcfg(self):
        wished = task(insecure_registries_add=["new:5000"], insecure_registries_remove=["old:5000"])
        self.assertEqual(profile_of(wished), {"insecure-registries": {"add": ["new:5000"], "remove": ["old:5000"]}})
        self.assertEqual(profile_of(task(registry_mirrors_add=["https://a"])), {"registry-mirrors": {"add": ["https://a"], "remove": []}})

    def test_a_proxy_s_user_and_password_are_escaped_into_its_url(self):
        wished = proxies(http_proxy="http://proxy:3128", https_proxy="proxy:3128", username="us@er", password="p/w %:é")
        user = "us%40er:p%2Fw%20%25%3A%C3%A9"
        self.assertEqual(
            profile_of(task(proxies=wished)),
            {"proxies": {"http-proxy": "http://%s@proxy:3128" % user, "https-proxy": "%s@proxy:3128" % user}},
        )

    def test_a_password_joins_the_user_that_the_url_already_names(self):
        wished = proxies(http_proxy="http://user@proxy:3128", https_proxy="http://user:old@proxy:3128", password="new")
        url = "http://user:new@proxy:3128"
        self.assertEqual(profile_of(task(proxies=wished)), {"proxies": {"http-proxy": url, "https-proxy": url}})

    def test_a_password_without_any_user_leaves_the_url_alone(self):
        wished = proxies(http_proxy="http://proxy:3128", password="pw")
        self.assertEqual(profile_of(task(proxies=wished)), {"proxies": {"http-proxy": "http://proxy:3128"}})

    def test_an_empty_text_removes_one_proxy_and_absent_removes_all(self):
        self.assertEqual(profile_of(task(proxies=proxies(http_proxy="", no_proxy=[]))), {"proxies": {"http-proxy": None, "no-proxy": None}})
        self.assertEqual(profile_of(task(client_proxies=proxies(state="absent"))), {"client-proxies": None})

    def test_hosts_without_a_proxy_become_one_line(self):
        self.assertEqual(profile_of(task(proxies=proxies(no_proxy=["a", ".b"]))), {"proxies": {"no-proxy": "a,.b"}})

    def test_certificates_come_as_text_or_as_files_of_the_host(self):
        wished = [registry(host="a", ca="-----BEGIN"), registry(host="b:5000", ca_file="/ca.pem", client_cert="", state="present")]
        self.assertEqual(
            profile_of(task(registries=wished)),
            {"registries": {"a": {"ca": "-----BEGIN"}, "b:5000": {"ca": "/ca.pem", "client-cert": None}}},
        )

    def test_an_absent_registry_is_removed(self):
        self.assertEqual(profile_of(task(registries=[registry(host="a", state="absent")])), {"registries": {"a": None}})

    def test_other_keys_keep_their_types(self):
        daemon = {"log-opts": {"max-size": "10m"}, "debug": True, "mtu": 1450, "bip": None}
        self.assertEqual(profile_of(task(daemon=daemon)), {"daemon": daemon})

    def test_a_whole_profile_goes_as_it_is(self):
        profile = {"registry-mirrors": {"keep": True}, "daemon": {"debug": None}}
        self.assertEqual(profile_of(task(profile=profile)), profile)


class SecretsTest(unittest.TestCase):
    def test_passwords_within_urls_are_found_as_written_and_decoded(self):
        wished = task(
            proxies=proxies(http_proxy="http://u:p%40ss@proxy:3128"),
            client_proxies=proxies(https_proxy="u:plain@proxy"),
            daemon={"log-opts": {"splunk-url": "https://u:deep@splunk"}},
        )
        self.assertEqual(secrets_of(wished), set(["p%40ss", "p@ss", "plain", "deep"]))

    def test_a_private_key_in_a_profile_is_found_and_a_certificate_is_not(self):
        key = "-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\n"
        registry = {"client-cert": "-----BEGIN CERTIFICATE-----\nMIIB", "client-key": key}
        self.assertEqual(secrets_of(task(profile={"registries": {"r:5000": registry}})), set([key]))

    def test_a_user_alone_and_a_digest_are_no_secrets(self):
        wished = task(proxies=proxies(http_proxy="http://user@proxy"), daemon={"x": "a:b@sha256:00"})
        self.assertEqual(secrets_of(wished), set())


if __name__ == "__main__":
    unittest.main()
