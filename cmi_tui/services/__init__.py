"""The use cases, one a file: they run the forms' rules, act in one transaction and raise codes."""
