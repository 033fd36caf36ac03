"""Write-ups of what worked somewhere: problem, what was done, evidence, cost, who to ask; ours and from elsewhere."""
