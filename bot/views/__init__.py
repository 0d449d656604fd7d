"""What people see: data in, Block Kit out; no client, no I/O."""
