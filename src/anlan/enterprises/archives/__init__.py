"""Special archives: what of an enterprise wants a file of its own, and how dust is cleaned away."""
