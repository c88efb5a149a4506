"""Sources become Records: OAI-PMH repositories, files, folders, archives and standard input."""
