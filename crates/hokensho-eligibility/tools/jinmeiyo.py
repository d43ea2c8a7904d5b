#!/usr/bin/env python3
"""Prints the rows of src/name/itaiji/table/jinmeiyo.rs, from the Unihan database (Debian: package unicode-data).

    bzcat /usr/share/unicode/Unihan_OtherMappings.txt.bz2 | python3 tools/jinmeiyo.py

Left out are pairs that NFKC makes one character, and those with a shape outside JIS X 0208, which src/name/shapes.rs has.
"""

import sys
import unicodedata


def in_jis_x_0208(kanji):
    try:
        return len(kanji.encode("shift_jis")) == 2
    except UnicodeEncodeError:
        return False


def pairs(lines):
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if len(fields) != 3 or fields[1] != "kJinmeiyoKanji" or ":U+" not in fields[2]:
            continue
        variant, plain = (chr(int(code.split("U+")[1], 16)) for code in (fields[0], fields[2]))
        if unicodedata.normalize("NFKC", variant) != unicodedata.normalize("NFKC", plain):
            yield variant, plain


for variant, plain in sorted(pairs(sys.stdin)):
    if in_jis_x_0208(variant) and in_jis_x_0208(plain):
        print(f'    "{variant}{plain}",')
