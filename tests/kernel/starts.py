"""Starts the Java kernel again and again with plain jupyter_client, and reports every start that goes unanswered.

    kernel-setup/start.sh --kernelspec target/kernel
    /usr/bin/python3 tests/kernel/starts.py --specs target/kernel --starts 200

A start is answered if, within --timeout seconds of its process being started,

* the first kernel_info_request, sent before the kernel has bound its channels, gets its reply (nothing is sent twice),
* the heartbeat comes back,
* a cell that prints a sum is run,
* the shutdown request on the control channel ends the process.

Exit status 1 if any start was not. One CSV line for each start goes to --out.
"""
import argparse
import contextlib
import csv
import os
import queue
import signal
import statistics
import sys
import tempfile
import time

import jupyter_client
import zmq
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager


def manager(specs, name="java"):
    """A kernel manager that finds kernels in the folder specs/kernels alone."""
    kernel_specs = KernelSpecManager()
    kernel_specs.kernel_dirs = [os.path.join(os.path.abspath(specs), "kernels")]
    return KernelManager(kernel_name=name, kernel_spec_manager=kernel_specs)


@contextlib.contextmanager
def ready(specs, timeout):
    """A kernel that has answered once, with its client; ended at the end of the block."""
    kernel = manager(specs)
    kernel.start_kernel()
    client = kernel.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=timeout)
        yield kernel, client
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)


def reply_to(message_id, client, until):
    """The reply on the shell channel to a message; None if there is none in time."""
    while True:
        left = until - time.monotonic()
        if left <= 0:
            return None
        try:
            message = client.get_shell_msg(timeout=left)
        except queue.Empty:
            return None
        if message["parent_header"].get("msg_id") == message_id:
            return message


def printed(message_id, client, until):
    """What the cell of a message printed, up to the end of the cell; None if it does not end in time."""
    text = ""
    while True:
        try:
            message = client.get_iopub_msg(timeout=max(0.01, until - time.monotonic()))
        except queue.Empty:
            return None
        if message["parent_header"].get("msg_id") != message_id:
            continue
        if message["msg_type"] == "stream":
            text += message["content"]["text"]
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return text


def beats(address, until):
    """Whether the heartbeat channel sends back what it gets."""
    socket = zmq.Context.instance().socket(zmq.REQ)
    socket.linger = 0
    try:
        socket.connect(address)
        socket.send(b"ping")
        return socket.poll(max(1, 1000 * (until - time.monotonic()))) and socket.recv() == b"ping"
    finally:
        socket.close()


def describe(kernel, log):
    """Adds to a log what the kernel's threads are at, and who holds its ports."""
    process = kernel.provisioner.process
    if process.poll() is None:
        process.send_signal(signal.SIGQUIT)
        time.sleep(1)
    ports = [kernel.shell_port, kernel.iopub_port, kernel.stdin_port, kernel.control_port, kernel.hb_port]
    with open("/proc/net/tcp") as table:
        sockets = [line.split() for line in table.readlines()[1:]]
    log.write(f"\nexit status {process.poll()}; shell, iopub, stdin, control, heartbeat are {ports}\n")
    for _, local, remote, state, *_ in sockets:
        ends = [int(end.split(":")[1], 16) for end in (local, remote)]
        if set(ends) & set(ports):
            log.write(f"socket of port {ends[0]} to port {ends[1]}, state {int(state, 16)}\n")
    log.flush()


def start(specs, timeout, log):
    """Starts one kernel; what went unanswered, '' if nothing, and the seconds until the first reply."""
    kernel = manager(specs)
    kernel.start_kernel(stdout=log, stderr=log)
    begun = time.monotonic()
    until = begun + timeout
    client = kernel.client()
    try:
        client.start_channels(stdin=False, hb=False)
        if reply_to(client.kernel_info(), client, until) is None:
            describe(kernel, log)
            return "kernel_info_request", None
        seconds = time.monotonic() - begun
        if not beats(f"tcp://{kernel.ip}:{kernel.hb_port}", until):
            return "heartbeat", seconds
        cell = client.execute("System.out.print(40 + 2)")
        if printed(cell, client, until) != "42" or reply_to(cell, client, until) is None:
            return "execute_request", seconds
        kernel.request_shutdown()
        process = kernel.provisioner.process
        while process.poll() is None:
            if time.monotonic() > until:
                return "shutdown_request", seconds
            time.sleep(0.05)
        return "", seconds
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--specs", required=True, help="folder whose kernels/java holds the kernel spec")
    parser.add_argument("--starts", type=int, default=200)
    parser.add_argument("--timeout", type=float, default=60, help="seconds for each start")
    parser.add_argument("--out", help="CSV file, one line for each start")
    options = parser.parse_args()
    print(f"jupyter_client {jupyter_client.__version__}, {options.starts} starts, {options.timeout:g} s each")
    results = []
    for number in range(1, options.starts + 1):
        with tempfile.TemporaryFile("w+") as log:
            unanswered, seconds = start(options.specs, options.timeout, log)
            if unanswered:
                log.seek(0)
                print(f"start {number}: {unanswered} was not answered. The kernel printed:\n{log.read()}", flush=True)
        results.append((number, unanswered, "" if seconds is None else f"{seconds:.2f}"))
        if options.out:
            with open(options.out, "w", newline="") as file:
                csv.writer(file).writerows([("start", "unanswered", "seconds"), *results])
    times = sorted(float(seconds) for _, _, seconds in results if seconds)
    failed = sum(1 for _, unanswered, _ in results if unanswered)
    if times:
        print(f"first reply after {statistics.median(times):.2f} s (median), {times[-1]:.2f} s (longest)")
    print(f"{failed} of {options.starts} starts unanswered")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
