"""The demo: the notice's own township at work, with made-up enterprises and people, dated from the day it is loaded."""
