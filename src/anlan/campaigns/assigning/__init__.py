"""The principal gives a task of the campaign to a deputy by name and date; it is done with proof."""
