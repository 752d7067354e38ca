"""Interrupts a running cell, and reports how long its work goes on and whether the kernel can still be used.

    kernel-setup/start.sh --kernelspec target/kernel
    /usr/bin/python3 tests/kernel/interruption.py --specs target/kernel --cells tests/kernel/long-cells.json

The file holds "imports" and "cells", an object of names and cells, each a list of lines. A cell prints a line with "begun"
where its long work begins, and is interrupted --after seconds later. Its work has stopped when the cell got its reply and no
thread of the kernel is in code of the library or of a cell. A cell that ends without an error, work that goes on for more
than --limit seconds, or a kernel that does not run the next cell is a failure, and gives exit status 1.
"""
import argparse
import json
import os
import queue
import sys
import time

from starts import manager, printed, reply_to


# How a failure begins that may be due to other work on the machine.
SLOW = "went on for more than"

# Prints how many threads are in code of the library or of another cell.
AT_WORK = """
System.out.print(Thread.getAllStackTraces().entrySet().stream().filter(thread -> thread.getKey() != Thread.currentThread())
        .filter(thread -> java.util.Arrays.stream(thread.getValue()).map(StackTraceElement::getClassName).anyMatch(
                name -> name.startsWith("REPL.") || name.startsWith("io.github.grabnas.")
                        && !name.startsWith("io.github.grabnas.kernel."))).count())
"""


def wait_for_begun(cell, client, until):
    """Whether the cell printed that its work has begun, before it ended."""
    while time.monotonic() < until:
        try:
            message = client.get_iopub_msg(timeout=1)
        except queue.Empty:
            continue
        if message["parent_header"].get("msg_id") != cell:
            continue
        if message["msg_type"] == "stream" and "begun" in message["content"]["text"]:
            return True
        if message["msg_type"] == "error":
            print(message["content"])
            return False
    return False


def interrupt(name, code, kernel, client, options):
    """Runs a cell, interrupts it, and tells what went wrong, '' if nothing."""
    cell = client.execute(code)
    if not wait_for_begun(cell, client, time.monotonic() + options.timeout):
        return "did not begin"
    time.sleep(options.after)
    interrupted = time.monotonic()
    kernel.interrupt_kernel()
    reply = reply_to(cell, client, interrupted + options.timeout)
    if reply is None:
        return "was not answered"
    replied = time.monotonic() - interrupted
    at_work = ""
    while at_work != "0" and time.monotonic() - interrupted < options.limit + 5:
        at_work = printed(client.execute(AT_WORK), client, time.monotonic() + options.timeout)
        if at_work is None:
            return "left a kernel that does not run the next cell"
    stopped = time.monotonic() - interrupted
    content = reply["content"]
    print(f"{name}: reply after {replied:.1f} s, no work after {stopped:.1f} s: {content['status']}"
          f" {content.get('ename', '')}: {content.get('evalue', '')}", flush=True)
    if content["status"] != "error":
        return "ended without an error"
    if replied > options.limit:
        return f"{SLOW} {options.limit:g} s"
    return "" if at_work == "0" else f"left {at_work} threads at work"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--specs", required=True, help="folder whose kernels/java holds the kernel spec")
    parser.add_argument("--cells", required=True, help="JSON file: names and the cells to interrupt")
    parser.add_argument("--only", action="append", help="name of a cell; may be repeated (default: all)")
    parser.add_argument("--after", type=float, default=2, help="seconds between the begin of the work and the interrupt")
    parser.add_argument("--limit", type=float, default=2, help="seconds that the work may go on")
    parser.add_argument("--retries", type=int, default=0,
                        help="how often a cell is tried again whose work went on for longer (default: not at all)")
    parser.add_argument("--timeout", type=float, default=120, help="seconds for every answer")
    options = parser.parse_args()
    with open(options.cells, encoding="utf-8") as text:
        file = json.load(text)
    cells = {name: code for name, code in file["cells"].items() if not options.only or name in options.only}
    failures = []
    kernel = manager(options.specs)
    with open(os.devnull, "w") as log:
        kernel.start_kernel(stdout=log, stderr=log)
    client = kernel.client()
    try:
        client.start_channels(stdin=False, hb=False)
        reply_to(client.execute("\n".join(file["imports"])), client, time.monotonic() + options.timeout)
        for name, code in cells.items():
            failure = interrupt(name, "\n".join(code), kernel, client, options)
            for _ in range(options.retries):
                if not failure.startswith(SLOW):
                    break
                print(f"{name}: {failure}; once more", flush=True)
                failure = interrupt(name, "\n".join(code), kernel, client, options)
            if failure:
                failures.append(f"{name}: {failure}")
                print(failures[-1], flush=True)
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)
    print(f"{len(failures)} of {len(cells)} cells failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
