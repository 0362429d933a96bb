"""The digit lab: three UNets on MNIST, from the IDX files to ONNX graphs and their scores."""
