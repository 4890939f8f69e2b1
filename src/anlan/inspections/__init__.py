"""Going to look: kinds of visit and who may make them, visits, answers, signatures."""
