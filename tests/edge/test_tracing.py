"""Traces: made only if the standard variables ask for them, and with nothing of the visitor."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.edge.conftest import PROXY, eventually
from tests.site.asking import asking
from tests.site.serving import serving

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


@pytest.fixture
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """A collector of traces: its address, and what it has been sent."""
    received: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", received
    server.shutdown()
    server.server_close()
    thread.join()


def spans(received: list[bytes]) -> dict[str, Any]:
    """The spans sent so far, by name."""
    requests = (ExportTraceServiceRequest.FromString(body) for body in received)
    return {
        span.name: span
        for request in requests
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    }


def test_a_request_is_a_span_that_tells_nothing_of_who_asked_or_for_what(
    four_councils_snapshots: Path, collector: tuple[str, list[bytes]]
) -> None:
    address, received = collector
    environment = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": address,
        "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
        "OTEL_SERVICE_NAME": "councils",
        "OTEL_BSP_SCHEDULE_DELAY": "200",
        "COUNCIL_PERFORMANCE_TRUSTED_PROXIES": PROXY,
    }
    with serving(four_councils_snapshots, environment=environment) as site:
        asking(site)("/search?q=zebracrossing", user_agent="Somebody/7", traceparent=PARENT)
        named = asking(site, PROXY)("/methods", traceparent=PARENT, x_forwarded_for="203.0.113.9")
        eventually(lambda: {"GET /search", "GET /methods"} <= spans(received).keys())
    found = spans(received)
    search, methods = found["GET /search"], found["GET /methods"]
    said = {x.key: x.value.string_value or x.value.int_value for x in methods.attributes}
    assert said == {
        "council_performance.request_id": named.headers["x-request-id"],
        "http.request.method": "GET",
        "http.route": "/methods",
        "http.response.status_code": 200,
    }
    assert methods.trace_id.hex() == TRACE
    assert search.trace_id.hex() != TRACE
    everything = b"".join(received)
    assert b"councils" in everything
    for told in (b"zebracrossing", b"Somebody", b"203.0.113.9", b"127.0.0.1"):
        assert told not in everything


LOOKS = """
import sys
sys.path.insert(0, {root!r})
if {is_absent}:
    sys.modules["opentelemetry.exporter.otlp.proto.http.trace_exporter"] = None
from dashboard.edge.tracing import tracer_from_environment
try:
    print(type(tracer_from_environment()).__name__, "opentelemetry" in sys.modules)
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize(
    ("variables", "is_absent", "said"),
    [
        ({}, False, "Tracer False"),
        ({"OTEL_SERVICE_NAME": "x"}, False, "Tracer False"),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}, False, "_OpenTelemetry True"),
        (
            {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_SDK_DISABLED": "true"},
            False,
            "Tracer False",
        ),
        (
            {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_TRACES_EXPORTER": "none"},
            False,
            "Tracer False",
        ),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, True, "CallError a variable OTEL_... asks for traces"),
    ],
)
def test_traces_are_made_only_if_a_standard_variable_asks(
    variables: dict[str, str], is_absent: bool, said: str
) -> None:
    program = LOOKS.format(root=str(Path(__file__).parents[2]), is_absent=is_absent)
    finished = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=variables,
    )
    assert finished.stdout.startswith(said)
