"""The watched: one enterprise, one file, with its owners on both axes, its flags and its people."""
