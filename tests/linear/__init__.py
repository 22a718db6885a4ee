"""Tests of the linear mode."""
