"""Above-scale enterprises as examples (规上企业带头): what they show to their industry, who took it up."""
