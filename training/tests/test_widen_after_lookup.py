import numpy as np
import onnx
import onnxruntime as ort
from onnx import numpy_helper
from torch import Tensor, nn

from stridebot_training.export import export_text_encoder


class Table(nn.Module):
    """The beginning of a text encoder."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(2000, 16)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.words(ids) * mask[..., None]


def test_a_table_is_looked_up_before_it_is_widened_and_gives_the_same_numbers(tmp_path):
    export_text_encoder(Table(), tmp_path / "text.onnx")
    graph = onnx.load(tmp_path / "text.onnx").graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    table = stored["words.weight_codes"].astype(np.float32) * stored["words.weight_scale"]
    session = ort.InferenceSession(tmp_path / "text.onnx", providers=["CPUExecutionProvider"])
    ids = np.array([[0, 7, 1999], [5, 5, 6]], np.int64)
    (found,) = session.run(None, {"input_ids": np.pad(ids, ((0, 0), (0, 29))), "attention_mask": np.ones((2, 32), np.int64)})
    np.testing.assert_array_equal(found[:, :3], table[ids])


def test_no_float32_copy_of_the_table_is_made_when_the_graph_is_loaded(tmp_path):
    export_text_encoder(Table(), tmp_path / "text.onnx")
    options = ort.SessionOptions()
    options.optimized_model_filepath = str(tmp_path / "loaded.onnx")
    ort.InferenceSession(tmp_path / "text.onnx", options, providers=["CPUExecutionProvider"])
    large = [t for t in onnx.load(tmp_path / "loaded.onnx").graph.initializer if np.prod(t.dims) == 2000 * 16]
    assert [tensor.data_type for tensor in large] == [onnx.TensorProto.INT8]
