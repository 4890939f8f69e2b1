"""Fire rounds (防火巡查): who goes round how often, each round in two taps, those missed as facts."""
