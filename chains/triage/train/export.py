"""Writes the encoder and its heads as one ONNX graph, in int8, one scale a channel."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from chains.triage.train.batches import LONGEST
from chains.triage.train.encoder import ATTENTION_HEADS, LAYERS, SCALE
from chains.triage.train.fitting import Fitted

OPSET = 20
WIDTH = 384


def export(fitted: Fitted, temperatures: Mapping[str, float], path: Path) -> None:
    """Write the graph: `input_ids` (1, pieces) int64 to logits (classes,) named as the heads.

    Each head's logits are divided by its temperature already. One text a run, because int8 scales
    its activations over all that is run at once.
    """
    graph = _Graph()
    embedding = _encoder(graph, fitted.weights)
    outputs = []
    for name, (matrix, bias) in fitted.heads.items():
        scale = np.float32(temperatures[name])
        head = graph.constant(f"{name}.weight", np.ascontiguousarray(matrix.T) / scale)
        product = graph.add("MatMul", [embedding, head])
        sums = graph.add("Add", [product, graph.constant(f"{name}.bias", bias / scale)])
        graph.add("Reshape", [sums, graph.constant(f"{name}.shape", _whole(-1))], output=name)
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [len(bias)]))
    inputs = [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "pieces"])]
    made = helper.make_graph(graph.nodes, "triage", inputs, outputs, graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = 10
    onnx.checker.check_model(model)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        onnx.save(model, whole)
        quantize_dynamic(whole, path, per_channel=True, weight_type=QuantType.QInt8)


class _Graph:
    """Nodes and constants as they are added; each result gets a name of its own."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str = "", **attributes: Any) -> str:
        output = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(
            helper.make_node(kind, inputs, [output], name=f"node_{len(self.nodes)}", **attributes)
        )
        return output


def _encoder(graph: _Graph, weights: Mapping[str, NDArray[np.float32]]) -> str:
    words = graph.constant("words", weights["embeddings.word_embeddings.weight"])
    places = weights["embeddings.position_embeddings.weight"][:LONGEST]
    kinds = weights["embeddings.token_type_embeddings.weight"][0]
    positions = graph.constant("positions", places + kinds)
    length = graph.add("Shape", ["input_ids"], start=1, end=2)
    used = graph.add("Slice", [positions, graph.constant("from", _whole(0)), length])
    hidden = graph.add("Add", [graph.add("Gather", [words, "input_ids"]), used])
    hidden = _normalised(graph, weights, "embeddings.LayerNorm", hidden)
    for layer in range(LAYERS):
        hidden = _layer(graph, weights, f"encoder.layer.{layer}", hidden)
    axis = graph.constant("axis", _whole(1))
    pooled = graph.add("ReduceMean", [hidden, axis], keepdims=0)
    norm = graph.add("ReduceL2", [pooled, axis], keepdims=1)
    unit = graph.add("Div", [pooled, norm])
    return graph.add("Mul", [unit, graph.constant("scale", np.array([SCALE], np.float32))])


def _layer(
    graph: _Graph, weights: Mapping[str, NDArray[np.float32]], name: str, hidden: str
) -> str:
    size = WIDTH // ATTENTION_HEADS

    def part(which: str, order: list[int]) -> str:
        projected = _dense(graph, weights, f"{name}.attention.self.{which}", hidden)
        shape = graph.constant(f"{name}.{which}.split", _whole(1, -1, ATTENTION_HEADS, size))
        return graph.add("Transpose", [graph.add("Reshape", [projected, shape])], perm=order)

    scores = graph.add("MatMul", [part("query", [0, 2, 1, 3]), part("key", [0, 2, 3, 1])])
    root = graph.constant(f"{name}.root", np.array([size**0.5], np.float32))
    shares = graph.add("Softmax", [graph.add("Div", [scores, root])], axis=-1)
    mixed = graph.add("MatMul", [shares, part("value", [0, 2, 1, 3])])
    merged = graph.add("Transpose", [mixed], perm=[0, 2, 1, 3])
    flat = graph.constant(f"{name}.merge", _whole(1, -1, WIDTH))
    attended = graph.add("Reshape", [merged, flat])
    attended = _dense(graph, weights, f"{name}.attention.output.dense", attended)
    hidden = graph.add("Add", [hidden, attended])
    hidden = _normalised(graph, weights, f"{name}.attention.output.LayerNorm", hidden)
    inner = graph.add("Gelu", [_dense(graph, weights, f"{name}.intermediate.dense", hidden)])
    outer = _dense(graph, weights, f"{name}.output.dense", inner)
    hidden = graph.add("Add", [hidden, outer])
    return _normalised(graph, weights, f"{name}.output.LayerNorm", hidden)


def _dense(
    graph: _Graph, weights: Mapping[str, NDArray[np.float32]], name: str, hidden: str
) -> str:
    matrix = graph.constant(f"{name}.weight", weights[f"{name}.weight"].T)
    product = graph.add("MatMul", [hidden, matrix])
    return graph.add("Add", [product, graph.constant(f"{name}.bias", weights[f"{name}.bias"])])


def _normalised(
    graph: _Graph, weights: Mapping[str, NDArray[np.float32]], name: str, hidden: str
) -> str:
    scale = graph.constant(f"{name}.weight", weights[f"{name}.weight"])
    bias = graph.constant(f"{name}.bias", weights[f"{name}.bias"])
    return graph.add("LayerNormalization", [hidden, scale, bias], axis=-1, epsilon=1e-12)


def _whole(*numbers: int) -> NDArray[np.int64]:
    return np.array(numbers, np.int64)
