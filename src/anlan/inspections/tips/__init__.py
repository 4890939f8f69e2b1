"""What somebody without a code reports at a plate: kept whole, unverified, until somebody who may has been to look."""
