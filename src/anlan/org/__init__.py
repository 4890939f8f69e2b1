"""Who and where: regions, offices and their powers, people, posts and grants, login, inbox, the one jurisdiction."""
