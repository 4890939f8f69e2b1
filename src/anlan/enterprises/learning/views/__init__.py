"""Pages of drills, trainings, plans and lessons."""
