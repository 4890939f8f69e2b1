"""Small premises at their door: which monthly lists are theirs, and who of their people stands there with a phone."""
