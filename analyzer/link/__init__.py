"""Room `link`, under construction."""
