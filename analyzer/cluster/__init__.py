"""Room `cluster`, under construction."""
