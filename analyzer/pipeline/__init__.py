"""Room `pipeline`, under construction."""
