"""Training of inspectors (C2): sessions, who attended, the quiz made from the checklist they teach."""
