"""What enters and leaves: stored evidence, the sheet reader and importer, the presses, the numbering of documents."""
