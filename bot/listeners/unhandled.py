"""What nothing else handles."""

from slack_bolt.async_app import AsyncAck


async def acknowledge(ack: AsyncAck) -> None:
    """200, and nothing else."""
    await ack()
