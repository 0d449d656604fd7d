"""Mirrors Slack's people, groups, channels and their members into the directory of chains."""
