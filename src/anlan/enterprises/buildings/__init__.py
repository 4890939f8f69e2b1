"""Buildings of several tenants: who answers for exits, fire system and other shared parts."""
