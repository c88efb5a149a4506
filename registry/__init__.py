"""What is kept: sources, runs, records with their versions, verdicts and changes."""
