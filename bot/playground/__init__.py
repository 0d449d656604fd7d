"""A Slack on loopback: it speaks Slack's protocols to the real bot, for people and for tests."""
