"""Traces of requests by OpenTelemetry, only if its standard variables ask for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.types import Scope

from dashboard.errors import CallError

_WANTED_BY: Final = (
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_TRACES_EXPORTER",
)


class Span:
    """The trace of one request, before its end; this one is kept nowhere."""

    def ended(self, method: str, route: str, status: int) -> None:
        """Says how it ended."""


class Tracer:
    """Makes no traces."""

    @contextmanager
    def request(self, _: Scope) -> Iterator[Span]:
        """For the time of a request."""
        yield Span()


def tracer_from_environment() -> Tracer:
    """What makes traces if a variable of OpenTelemetry asks for them, else what makes none.

    Raises:
        CallError: traces are wanted, but the extra `tracing` is not installed.
    """
    variables = os.environ
    is_off = variables.get("OTEL_SDK_DISABLED", "").lower() == "true"
    if is_off or variables.get("OTEL_TRACES_EXPORTER") == "none":
        return Tracer()
    if not any(variables.get(name) for name in _WANTED_BY):
        return Tracer()
    try:
        return _OpenTelemetry()
    except ImportError:
        raise CallError(
            "a variable OTEL_... asks for traces, but OpenTelemetry is not installed; install the "
            "extra: pip install 'council-performance[tracing]', or set OTEL_SDK_DISABLED=true"
        ) from None


class _OpenTelemetry(Tracer):
    """Sends a span of each request by OTLP over HTTP, where the standard variables say.

    A span has what a line of the log has, so nothing of who asked or for what.
    """

    def __init__(self) -> None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        named = os.environ.get("OTEL_SERVICE_NAME", "council-performance")
        # Ends with the process, and sends what it has left then.
        provider = TracerProvider(resource=Resource.create({SERVICE_NAME: named}))
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = provider.get_tracer("council-performance")
        self._context_of = TraceContextTextMapPropagator().extract
        self._kind = SpanKind.SERVER

    @contextmanager
    def request(self, scope: Scope) -> Iterator[Span]:
        """A span, below that of a trusted proxy if it names one."""
        carried = {}
        if scope["state"]["is_proxied"]:
            headers = Headers(scope=scope)
            carried = {x: headers[x] for x in ("traceparent", "tracestate") if x in headers}
        with self._tracer.start_as_current_span(
            scope["method"],
            context=self._context_of(carried),
            kind=self._kind,
            record_exception=False,  # Its words may quote what was asked.
            set_status_on_exception=False,
        ) as span:
            span.set_attribute("council_performance.request_id", scope["state"]["request_id"])
            yield _Recorded(span)


class _Recorded(Span):
    def __init__(self, span: Any) -> None:
        self._span = span

    def ended(self, method: str, route: str, status: int) -> None:
        """Notes method, route and status, by the names of OpenTelemetry's conventions."""
        self._span.update_name(f"{method} {route}")
        self._span.set_attribute("http.request.method", method)
        self._span.set_attribute("http.route", route)
        self._span.set_attribute("http.response.status_code", status)
        if status >= 500:
            self._span.set_attribute("error.type", str(status))
