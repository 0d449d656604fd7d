"""Auditing: auditors ask in Slack for an export of the read audit, and get it in a browser."""
