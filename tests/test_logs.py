from __future__ import annotations

import json
import logging
import sys

from dashboard.logs import JsonLines, request_id


def record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    trace = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("dashboard.x", logging.ERROR, __file__, 1, message, args, trace)


def test_a_record_is_one_line_even_if_its_message_has_several() -> None:
    line = JsonLines().format(record("first\nsecond %s", "“third”"))
    assert "\n" not in line
    assert json.loads(line)["message"] == "first\nsecond “third”"


def test_an_error_is_told_by_kind_and_place_without_its_own_words() -> None:
    try:
        int("SG1 1AA")
    except ValueError as error:
        line = JsonLines().format(record("it failed", error=error))
    said = json.loads(line)
    assert said["error"] == "ValueError"
    assert said["where"][-1].startswith("test_logs.py:")
    assert said["where"][-1].endswith(sys._getframe().f_code.co_name)
    assert "SG1" not in line


def test_a_line_has_the_id_of_the_request_that_is_being_answered() -> None:
    assert "request_id" not in json.loads(JsonLines().format(record("at the start")))
    token = request_id.set("0123456789abcdef")
    try:
        assert json.loads(JsonLines().format(record("x")))["request_id"] == "0123456789abcdef"
    finally:
        request_id.reset(token)
