"""Documents that leave: spreadsheets of any length, official documents to edit, and papers to print."""
