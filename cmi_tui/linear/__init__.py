"""The linear front end: questions and answers, line after line, for screen readers and scripts."""
