"""What Textual 8.2.8 gets wrong or dear for a form over a slow line, mended; knows no portal."""
