"""The application: command line, settings and demonstration."""
