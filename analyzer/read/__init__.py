"""Room `read`, under construction."""
