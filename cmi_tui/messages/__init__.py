"""Every French text of the portal; the guide's are kept to the letter."""
