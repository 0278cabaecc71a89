"""Room `propose`, under construction."""
