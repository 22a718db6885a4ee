"""The PDF form; the only package that imports fpdf."""
