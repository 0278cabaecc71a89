"""Room `sql`, under construction."""
