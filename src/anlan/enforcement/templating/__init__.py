"""Templates of papers: what each kind must say, versions with the days they hold, and what is wrong with an upload."""
