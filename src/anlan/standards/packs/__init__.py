"""Reading criteria packs: files as they come, with dates and succession written in words."""
