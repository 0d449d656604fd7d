"""The path of a question: who asks, where the reply is read, the answer, and its one message."""
