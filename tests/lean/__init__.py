"""Tests of what is mended of Textual."""
