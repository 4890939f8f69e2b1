"""What is told to others: the bulletin of a period, frozen with its figures and the day's seal."""
