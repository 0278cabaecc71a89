"""Room `export`, under construction."""
