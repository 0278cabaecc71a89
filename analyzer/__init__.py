"""Sécateur: reads a PHP monolith and tells where to cut it. See docs/architecture.md for the map."""
