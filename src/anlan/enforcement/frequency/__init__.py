"""How often an enterprise is inspected: proposed from facts it can see and correct, inside the published cap (C3j)."""
