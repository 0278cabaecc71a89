"""Room `php`, under construction."""
