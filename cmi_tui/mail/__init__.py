"""Sending mail; the only importer of smtplib."""
