"""Data, training and export of Stridebot's embedded model."""
