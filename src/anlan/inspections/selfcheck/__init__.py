"""The monthly self-check of small premises: done on a phone at the door, without an account, in three minutes."""
