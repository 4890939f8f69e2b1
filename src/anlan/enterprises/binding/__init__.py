"""What binds an enterprise: its list of criteria, who has read which version, the plate at its door."""
