"""What is counted for Prometheus. Labels have few and fixed values: codes from the configuration and words of our own,
never anything of a person.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter

REGISTRY = CollectorRegistry()

EVENTS = Counter(
    "gateway_events", "Messages of bronnen, by what became of them.", ["bron", "uitkomst"], registry=REGISTRY
)
CHANGES = Counter("gateway_changes", "Changes that made answers old, by bron.", ["bron"], registry=REGISTRY)
