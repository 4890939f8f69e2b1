"""Emergency plans: filed within twenty work days, evaluated every three years."""
