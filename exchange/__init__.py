"""The pipeline that joins the rooms, and what the network sees of it."""
