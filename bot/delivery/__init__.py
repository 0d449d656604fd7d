"""The inbox: a Slack delivery is stored once, then acknowledged, then handed to the queue."""
