"""The demo company, alive."""

from tests.journeys.demo.living import hands

__all__ = ["hands"]
