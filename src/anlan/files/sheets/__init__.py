"""Reading of tables as offices really write them: workbooks, heads, and the values in their cells."""
