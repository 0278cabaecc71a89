"""Room `weigh`, under construction."""
