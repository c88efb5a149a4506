"""Three small repositories of our own, served on this machine, on which the program shows its main job."""
