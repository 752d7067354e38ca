"""Interrupts a cell behind which another one waits, as after "Run All".

    kernel-setup/start.sh --kernelspec target/kernel
    /usr/bin/python3 tests/kernel/queued.py --specs target/kernel

The cell that waits runs for eight seconds, longer than an interrupted cell is waited for. Exit status 1 if it is not run
to its end, or the interrupted one does not end with an error.
"""
import argparse
import sys
import time

from starts import printed, ready, reply_to


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--specs", required=True, help="a folder with kernels/java")
    parser.add_argument("--timeout", type=float, default=300, help="seconds for every answer")
    options = parser.parse_args()
    with ready(options.specs, options.timeout) as (kernel, client):
        interrupted = client.execute("Thread.sleep(100_000);")
        waiting = client.execute('Thread.sleep(8000); System.out.print("whole");')
        time.sleep(4)
        kernel.interrupt_kernel()
        reply = reply_to(interrupted, client, time.monotonic() + options.timeout)
        text = printed(waiting, client, time.monotonic() + options.timeout)
        status = reply["content"]["status"] if reply else "no reply"
        print(f"the interrupted cell: {status}; the waiting one printed: {text}")
        return 0 if status == "error" and text == "whole" else 1


if __name__ == "__main__":
    sys.exit(main())
