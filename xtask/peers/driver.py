"""Other extractors and parsers in Python, timed as copydesk is: `driver.py NAME PAGES`.

Every line on standard input is a turn: all pages once, one thread. The answer is a line: nanoseconds by the clock,
nanoseconds on a processor, pages that failed.
"""

import struct
import sys
import time


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    return lambda page: extract_plain_text(
        HTMLTree.parse_from_bytes(page, detect_encoding(page)), main_content=True
    )


def trafilatura(fast=False):
    from trafilatura import extract

    return lambda page: extract(page, fast=fast)


def lexbor():
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser


def lxml():
    from lxml import html

    return html.document_fromstring


CONTESTANTS = {
    "resiliparse": resiliparse,
    "trafilatura": trafilatura,
    "trafilatura-fast": lambda: trafilatura(fast=True),
    "lexbor": lexbor,
    "lxml": lxml,
}


def forget():
    """What trafilatura remembers of the pages it saw would make its second turn faster than its first."""
    if "trafilatura" in sys.modules:
        from trafilatura.meta import reset_caches

        reset_caches()


def main():
    work = CONTESTANTS[sys.argv[1]]()
    data = open(sys.argv[2], "rb").read()
    (count,) = struct.unpack_from("<Q", data)
    pages, at = [], 8
    for _ in range(count):
        (length,) = struct.unpack_from("<Q", data, at)
        pages.append(data[at + 8 : at + 8 + length])
        at += 8 + length
    print("ready", flush=True)
    for _ in sys.stdin:
        forget()
        failed = 0
        clock, own = time.perf_counter_ns(), time.process_time_ns()
        for page in pages:
            try:
                work(page)
            except Exception:
                failed += 1
        clock, own = time.perf_counter_ns() - clock, time.process_time_ns() - own
        print(clock, own, failed, flush=True)


main()
