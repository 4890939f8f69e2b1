"""What may be a crime: proposed with its facts, decided by the head, sent to the police, answered, its result back."""
