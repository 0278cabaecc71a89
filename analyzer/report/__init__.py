"""Room `report`, under construction."""
