"""Training pictures composed as batched tensor operations, so that a fast device never waits for the host."""
