"""The self-service portal of the French Carte Mobilité Inclusion, as a terminal application."""
