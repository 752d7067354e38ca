"""Golden PyTorch files: nested containers, views, parameters, every type of number, numpy values, sets and bytes,
a big-endian file.

    apt-get install --no-install-recommends python3-torch
    /usr/bin/python3 tests/golden/pytorch_files.py

Writes golden/pytorch/*.pt and golden/pytorch.json, what each file holds, under tests/src/test/resources.
PyTorch 1.13 does not write the byte order; big-endian.pt is its file with the numbers turned and the entry
that later versions write on a big-endian machine."""
import json
import os
import zipfile
from collections import OrderedDict

import numpy as np
import torch

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "test", "resources", "golden")
FILES = os.path.join(OUT, "pytorch")
os.makedirs(FILES, exist_ok=True)
described = {}


def describe(value):
    if isinstance(value, torch.Tensor):
        value = value.detach()
        return {"shape": list(value.shape), "values": value.double().flatten().tolist()}
    if isinstance(value, np.ndarray):
        return {"shape": list(value.shape), "values": value.astype(float).flatten().tolist()}
    if isinstance(value, np.generic):
        return {"scalar": value.item()}
    if isinstance(value, dict):
        return {"keys": [str(k) for k in value], "items": [describe(v) for v in value.values()]}
    if isinstance(value, (set, frozenset)):
        return {"set": list(value)}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": list(value)}
    if isinstance(value, (list, tuple)):
        return [describe(v) for v in value]
    return {"scalar": value}


def save(name, value, **options):
    torch.save(value, os.path.join(FILES, name), **options)
    described[name] = describe(value)


tensor = torch.arange(6, dtype=torch.float32).reshape(2, 3) / 4
layer = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.BatchNorm1d(2))
with torch.no_grad():
    for i, parameter in enumerate(layer.parameters()):
        parameter.copy_(torch.arange(parameter.numel()).reshape(parameter.shape) + i)
types = [torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8,
         torch.uint8, torch.bool]
nested = {"epoch": 3, "none": None, "model": {"w": tensor, "again": [tensor, (tensor[1], 2.5)]}, 7: "seven"}

save("nested.pt", nested)
save("nested-old-form.pt", nested, _use_new_zipfile_serialization=False)
save("lists.pt", [[tensor, [1, [2, [tensor.t()]]]], [], ({"x": (tensor,)},)])
save("tuple.pt", (tensor, 1, ("a", None)))
save("ordered.pt", OrderedDict((k, torch.tensor(float(i))) for i, k in enumerate(["k5", "k3", "k9", "k1", "k7", "k0"])))
save("state.pt", layer.state_dict())
save("parameter.pt", {"p": torch.nn.Parameter(tensor)})
save("views.pt", {"broadcast": torch.tensor([1.5, -2.0]).reshape(2, 1).expand(2, 3), "one": torch.tensor(4.0).expand(2, 2),
                  "column": tensor[:, 1], "turned": tensor.t(), "empty": torch.zeros(0, 3)})
save("types.pt", {str(t): (torch.tensor([0, 1, 3, 100]) if t != torch.bool else torch.tensor([1, 0, 1])).to(t) for t in types})
save("numpy.pt", {"f8": np.float64(1.25), "f4": np.float32(0.5), "i8": np.int64(-7), "u1": np.uint8(200), "b1": np.bool_(True),
                  "list": [np.float64(94.37), np.int32(3)], "array": np.arange(6).reshape(2, 3),
                  "columns": np.asfortranarray(np.arange(6.0).reshape(2, 3)), "big": np.arange(3, dtype=">f4")})
save("size.pt", {"shape": tensor.shape})
save("python.pt", {"set": {1, 2, 3}, "no items": set(), "frozen": frozenset([4]), "no bytes": b"", "bytes": b"ab\xff",
                   "no array": bytearray(), "array": bytearray(b"xy")})

torch.save({"w": tensor, "n": torch.tensor([258, -2])}, os.path.join(FILES, "little.pt"))
with zipfile.ZipFile(os.path.join(FILES, "little.pt")) as source, zipfile.ZipFile(os.path.join(FILES, "big-endian.pt"), "w") as target:
    for entry in source.namelist():
        content = source.read(entry)
        if "/data/" in entry:
            content = np.frombuffer(content, "<f4" if len(content) == 24 else "<i8").byteswap().tobytes()
        target.writestr(zipfile.ZipInfo(entry), content)
    target.writestr(zipfile.ZipInfo("little/byteorder"), "big")
os.remove(os.path.join(FILES, "little.pt"))
described["big-endian.pt"] = describe({"w": tensor, "n": torch.tensor([258, -2])})

with open(os.path.join(OUT, "pytorch.json"), "w") as file:
    file.write("{\n" + ",\n".join(json.dumps(k) + ": " + json.dumps(v) for k, v in described.items()) + "\n}\n")
