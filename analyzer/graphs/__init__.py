"""Room `graphs`, under construction."""
