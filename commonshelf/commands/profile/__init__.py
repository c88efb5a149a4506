"""`commonshelf profile`: what a standards group does with profiles."""
