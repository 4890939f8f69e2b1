"""Visits planned by several offices, joined into one (联合检查): one day, one list, everybody's matter on it."""
