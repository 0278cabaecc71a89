"""Room `markup`, under construction."""
