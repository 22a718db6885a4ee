"""The self-service portal of the French Carte Mobilité Inclusion, as a terminal application."""

__version__ = "0.1.0"
