"""Short lessons, each tied to a clause; reading one is a training."""
