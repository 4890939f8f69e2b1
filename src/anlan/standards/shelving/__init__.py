"""New packs before they take effect: what they change, what they touch, who puts them in force."""
