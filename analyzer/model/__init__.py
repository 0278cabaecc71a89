"""Nouns of data: frozen values in pipeline order. Later files may mention earlier ones, never the reverse."""
