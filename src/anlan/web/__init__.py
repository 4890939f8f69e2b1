"""The front door: menu, dashboard, search, the demo township, believable worlds of any size, the bench."""
