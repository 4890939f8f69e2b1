"""Documents of an inspection: orders and opinions, numbered when approved, signed or refused, served."""
