"""The phone: its pages, what it takes along for the day, and the way of what it kept back into the other rooms."""
