// Runs before the first paint: the rail stays folded where somebody folded it.
try { if (localStorage.getItem("anlan.rail") === "folded") document.documentElement.dataset.rail = "folded"; } catch { /* storage switched off */ }
