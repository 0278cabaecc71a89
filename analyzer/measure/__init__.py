"""Room `measure`, under construction."""
