"""The lists a place is checked by: the standard's, as the township shares it, as the enterprise keeps its own."""
