"""Legal acts of supervisors, what they hand to each other, and how it is traced back."""
