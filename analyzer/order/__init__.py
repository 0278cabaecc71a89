"""Room `order`, under construction."""
