"""Banyan 榕: one file for a community's two years of work, offline."""

__version__ = "0.1.0"
