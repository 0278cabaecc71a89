"""Room `track`, under construction."""
