"""Reading notices: a file to its text, the text to a draft campaign. Pure: no tables, no clock, no network."""
