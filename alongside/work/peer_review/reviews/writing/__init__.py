"""On the day and after: findings, the summary, the report, the school's answer, what reviewers learned."""
