"""How a page looks: strengths of text, rows, and the blocks that pages are made of."""
