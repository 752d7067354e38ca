"""Checks a model.onnx with Python's onnx package: its form, its types and shapes, and that its probabilities add up.

    pip install onnx
    python3 tests/reference/check_onnx.py result/model.onnx
"""
import json
import sys

import numpy
import onnx
from onnx.reference import ReferenceEvaluator

model = onnx.load(sys.argv[1])
onnx.checker.check_model(model, full_check=True)
onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
properties = {p.key: p.value for p in model.metadata_props}
size = int(properties["grabnas.image-size"])
channels = int(properties["grabnas.image-channels"])
classes = json.loads(properties["grabnas.classes"])
images = numpy.random.default_rng(0).integers(0, 256, (5, channels, size, size), dtype=numpy.uint8)
probabilities = ReferenceEvaluator(model).run(None, {"images": images})[0]
assert probabilities.shape == (5, len(classes)), probabilities.shape
assert numpy.allclose(probabilities.sum(axis=1), 1, atol=1e-5), probabilities.sum(axis=1)
print(f"onnx {onnx.__version__}: {len(model.graph.node)} nodes, opset {model.opset_import[0].version}, "
      f"{len(classes)} classes: right")
