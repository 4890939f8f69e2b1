"""Who owes what by when, who did it and who missed it: computed from the notice's duties and from what happened.

Nothing here is stored. A duty says how often and how many (rhythms), who owes it (subjects) and what shows that it was
done (proofs); an instance is one subject in one period with the facts found there (standing).
"""
