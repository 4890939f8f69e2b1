"""Special-operation certificates: who holds which until when, who verified it, who hired the person."""
