"""Writes every result of a play as one line of JSON, for tests to read."""

from __future__ import annotations

import json
import os

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: record
type: stdout
short_description: Results as lines of JSON
description: For the tests of the collection.
extends_documentation_fragment:
  - default_callback
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "record"

    def __init__(self):
        super().__init__()
        self.file = open(os.environ["RECORD_FILE"], "w", encoding="utf-8")

    def write(self, result, outcome):
        line = dict(host=result._host.get_name(), task=result._task.get_name(), outcome=outcome, result=result._result)
        self.file.write(json.dumps(line, default=str) + "\n")
        self.file.flush()

    def v2_runner_on_ok(self, result):
        self.write(result, "ok")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.write(result, "failed")

    def v2_runner_on_skipped(self, result):
        self.write(result, "skipped")

    def v2_runner_on_unreachable(self, result):
        self.write(result, "unreachable")

    # What a person would see of the differences.
    def v2_on_file_diff(self, result):
        if result._result.get("diff"):
            text = self._get_diff(result._result["diff"])
            self.file.write(json.dumps(dict(host=result._host.get_name(), task=result._task.get_name(), outcome="diff", text=text)) + "\n")
