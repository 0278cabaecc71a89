"""Room `settings`, under construction."""
