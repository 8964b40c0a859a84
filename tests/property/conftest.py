"""The profile in which the deliberate mistakes are tried: the first example that fails is enough."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

# None of the examples is made smaller: a mutant is caught or it is not.
settings.register_profile(
    "mutants",
    max_examples=600,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile("control", settings.get_profile("mutants"), max_examples=40)
