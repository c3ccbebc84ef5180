"""Renders the Helm chart in several shapes and checks what comes out against Kubernetes itself.

Runs in an environment of its own (`make deploy-check`), because Helm and the schemas of Kubernetes weigh 400 MB.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from helm_python import Chart, HelmError, lint

FOLDER = Path(__file__).resolve().parent / "helm"
CHART = FOLDER / "mijnservices-gateway"
EXAMPLE = FOLDER / "voorbeeld.yaml"
KUBERNETES = ("1.29", "1.33")
OWN_KINDS = ("ServiceMonitor", "PrometheusRule")
"""Kinds of the Prometheus operator, which Kubernetes itself does not know."""
Values = dict[str, object]


def main() -> int:
    """Print what is wrong. Returns 0 when nothing is, else 1."""
    everything: Values = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    least: Values = {key: everything[key] for key in ("image", "configuratie", "geheimen")}
    bare: Values = {**least, "valkey": {"aan": False}, "autoscaling": {"aan": False}, "netwerk": {"aan": False}}
    faults = [*chart_faults(everything), *refusals(least)]
    for name, values in (("alles", everything), ("minstens", least), ("kaal", bare)):
        faults += [f"{name}: {fault}" for fault in kubernetes_faults(render(values))]
    faults += hardening_faults(render(everything))
    print("\n".join(faults) or "deploy: de chart is in orde", file=sys.stderr if faults else sys.stdout)
    return 1 if faults else 0


def render(values: Values) -> str:
    """The manifests, as one YAML text."""
    with Chart.load(str(CHART)) as chart:
        rendered = chart.render(values, name="mijn", namespace="mijnservices")
    parts = rendered.values() if isinstance(rendered, dict) else [rendered]
    return "\n---\n".join(part for part in parts if part.strip())


def chart_faults(values: Values) -> list[str]:
    """What Helm's own lint finds, with these values; advice about an icon left out."""
    found = lint(str(CHART), values)
    return [str(one["error"]) for one in found["messages"] if int(one["severity"]) > 1]


def refusals(least: Values) -> list[str]:
    """Values that must be refused: a key that does not exist, a missing image, a setting that is none of ours."""
    wrong: list[Values] = [
        {**least, "replica": 3},
        {**least, "image": {"repository": ""}},
        {**least, "omgeving": {"PATH": "elders"}},
        {**least, "autoscaling": {"minimum": "twee"}},
    ]
    return [f"niet geweigerd: {values}" for values in wrong if not _is_refused(values)]


def kubernetes_faults(manifests: str) -> list[str]:
    """What the schemas of Kubernetes say of the manifests."""
    own = [one for one in yaml.safe_load_all(manifests) if one and one["kind"] not in OWN_KINDS]
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump_all(own, file)
        file.flush()
        runs = [_validate(version, file.name) for version in KUBERNETES]
    return [run.stdout + run.stderr for run in runs if run.returncode]


def hardening_faults(manifests: str) -> list[str]:
    """Every container runs as nobody, on a file system it cannot write, without privileges, with limits and probes."""
    faults = []
    for one in yaml.safe_load_all(manifests):
        if not one or one["kind"] != "Deployment":
            continue
        for container in one["spec"]["template"]["spec"]["containers"]:
            context = container["securityContext"]
            checks = {
                "readOnlyRootFilesystem": context["readOnlyRootFilesystem"] is True,
                "runAsNonRoot": context["runAsNonRoot"] is True,
                "capabilities": context["capabilities"] == {"drop": ["ALL"]},
                "memory": "memory" in container["resources"]["limits"],
                "probes": {"livenessProbe", "readinessProbe"} <= container.keys(),
            }
            faults += [f"{container['name']}: {name}" for name, holds in checks.items() if not holds]
    return faults


def _is_refused(values: Values) -> bool:
    try:
        render(values)
    except HelmError:
        return True
    return False


def _validate(version: str, path: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("kubernetes-validate")), "-k", version, "--strict", path]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own words only


if __name__ == "__main__":
    sys.exit(main())
