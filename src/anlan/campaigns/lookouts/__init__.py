"""举一反三: after an accident those of the same kind check for the same hazard by a day.

A lookout is what calls for that check; whom it asks, when it is due and how each stands is told by the very pieces that
tell it of a campaign's duties (`duties.subjects`, `rhythms`, `standing`), and in a campaign whose notice orders it
the lookout calls for that duty. It is answered by what the system sees, or by the principal's word that there is no
such thing.
"""
