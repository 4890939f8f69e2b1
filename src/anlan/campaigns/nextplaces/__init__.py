"""去哪里看: the next places to look at, ranked, each with its reasons in words and the records behind them.

Places are ranked, never people. Nothing is stored and nothing weighed by a number nobody can check: the order is that
of the gravest reason, then of how many there are, then high risk, then of what has lasted longest (`ranking.order`).
"""
