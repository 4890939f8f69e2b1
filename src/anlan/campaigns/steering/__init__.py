"""How a campaign is steered: meetings and what they decide, measures, the gate, support, experts, the task force."""
