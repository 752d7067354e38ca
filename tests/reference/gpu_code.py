"""Which GPUs a CUDA library has code for, read from its fat binaries (no CUDA tools needed).

    unzip -oj nd4j-cuda-11.6-1.0.0-M2.1-linux-x86_64-cudnn.jar '*libnd4jcuda.so' && python3 gpu_code.py libnd4jcuda.so

A block begins with the magic number 0xBA55ED50; each entry names its kind (1 is PTX, which a driver translates for later
GPUs; 2 is machine code, which runs on its own major version only) and the compute capability, 86 for 8.6.
"""
import collections
import mmap
import struct
import sys

MAGIC = struct.pack("<I", 0xBA55ED50)


def entries(data):
    """Kind, capability and bytes of every entry."""
    start = data.find(MAGIC)
    while start >= 0:
        version, header, size = struct.unpack_from("<HHQ", data, start + 4)
        if version != 1 or header != 16 or size == 0 or size > len(data) - start:
            start = data.find(MAGIC, start + 4)
            continue
        at, end = start + header, start + header + size
        while at < end:
            kind, _, length, body = struct.unpack_from("<HHIQ", data, at)
            capability, = struct.unpack_from("<I", data, at + 28)
            if kind not in (1, 2):
                break
            yield kind, capability, body
            at += length + body
        start = data.find(MAGIC, end)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with open(name, "rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            count, size = collections.Counter(), collections.Counter()
            for kind, capability, body in entries(data):
                count[kind, capability] += 1
                size[kind, capability] += body
        print(name)
        for kind, capability in sorted(count):
            print(f"  {('PTX', 'machine code')[kind - 1]} {capability / 10}: {count[kind, capability]} entries, "
                  f"{size[kind, capability] / 2**20:.0f} MiB")
