"""Room `discover`, under construction."""
