"""Outsourcing and leasing: contractors of the district, contracts and leases of each enterprise, checks, the survey."""
