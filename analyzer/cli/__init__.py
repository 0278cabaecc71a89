"""Room `cli`, under construction."""
