"""The PDF form; the only package that imports fpdf2 and pikepdf."""
