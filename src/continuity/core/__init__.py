"""The pure heart: places, agencies, functions and mandates over days, and what a decree does to them.

Standard library only. Nothing here reads a clock, a file, a setting or a language; values go in and
values come out, so that every claim of the proof can be tried against a plain model.
"""

from __future__ import annotations
