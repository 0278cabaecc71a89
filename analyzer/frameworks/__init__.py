"""Room `frameworks`, under construction."""
