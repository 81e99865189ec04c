#!/usr/bin/env python3
"""Breaks a good definition in the ways that LLB breaks, and expects llbcheck to notice each.

usage: mistakes.py LLBCHECK GOOD.pb
"""
import subprocess
import sys

DEF, METADATA = 1, 2


def read_varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def varint(value):
    result = b""
    while value > 0x7F:
        result += bytes([value & 0x7F | 0x80])
        value >>= 7
    return result + bytes([value])


def parse(data):
    """The fields of a message: pairs of a tag and a number or bytes."""
    fields, at = [], 0
    while at < len(data):
        tag, at = read_varint(data, at)
        value, at = read_varint(data, at)
        if tag & 7 == 2:
            value, at = data[at : at + value], at + value
        fields.append((tag, value))
    return fields


def write(fields):
    parts = []
    for tag, value in fields:
        is_bytes = tag & 7 == 2
        parts.append(varint(tag) + (varint(len(value)) + value if is_bytes else varint(value)))
    return b"".join(parts)


def in_number_order(fields):
    """As protobuf's C++ library writes an operation when nobody stops it."""
    return [
        (tag, write(sorted(parse(value), key=lambda field: field[0] >> 3)) if tag >> 3 == DEF else value)
        for tag, value in fields
    ]


def without_terminal(fields):
    last = max(i for i, (tag, _) in enumerate(fields) if tag >> 3 == DEF)
    return fields[:last] + fields[last + 1 :]


def without_metadata(fields):
    return [field for field in fields if field[0] >> 3 != METADATA]


def unknown_capability(fields):
    return parse(write(fields).replace(b"file.base", b"file.bass"))


def main(llbcheck, file):
    with open(file, "rb") as stream:
        good = parse(stream.read())

    def finds_nothing(fields):
        return subprocess.run([llbcheck], input=write(fields), capture_output=True).returncode == 0

    assert finds_nothing(good), "a good definition is taken for a bad one"
    for mistake in (in_number_order, without_terminal, without_metadata, unknown_capability):
        assert not finds_nothing(mistake(good)), mistake.__name__ + " goes unnoticed"
    print("each mistake is noticed")


main(*sys.argv[1:])
