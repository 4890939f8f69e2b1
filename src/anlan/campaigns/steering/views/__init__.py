"""Pages of steering: one view for all its lists, one file of views for each subject."""
