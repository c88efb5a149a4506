"""`python -m commonshelf` is the same as `commonshelf`."""

from commonshelf.main import main

main()
