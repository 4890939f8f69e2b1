"""Administrative inspections: what is published, who approves, who goes with which card, and the visit that follows."""
