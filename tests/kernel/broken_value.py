"""A cell whose value cannot be made into text, and one after it.

    kernel-setup/start.sh --kernelspec target/kernel
    /usr/bin/python3 tests/kernel/broken_value.py --specs target/kernel

The value's toString calls itself, which ends in an error of Java and not in an exception. The kernel gives that cell
no reply; exit status 1 if the next one has none either.
"""
import argparse
import sys
import time

from starts import ready, reply_to

BROKEN = "new Object() { public String toString() { return toString() + 1; } }"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--specs", required=True, help="a folder with kernels/java")
    parser.add_argument("--timeout", type=float, default=300, help="seconds for start and next cell")
    options = parser.parse_args()
    with ready(options.specs, options.timeout) as (_, client):
        client.execute(BROKEN)
        reply = reply_to(client.execute("1 + 2"), client, time.monotonic() + options.timeout)
        print("the next cell: " + (reply["content"]["status"] if reply else "no reply"))
        return 0 if reply else 1


if __name__ == "__main__":
    sys.exit(main())
