"""Measuring the instance: pages, steps, imports, exports; each figure against a limit of the same run."""
