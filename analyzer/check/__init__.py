"""Room `check`, under construction."""
