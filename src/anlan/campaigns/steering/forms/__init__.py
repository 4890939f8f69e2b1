"""Forms of steering: the gate for what its pages send."""
