"""Room `store`, under construction."""
