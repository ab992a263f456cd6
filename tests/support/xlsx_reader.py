#!/usr/bin/python3
"""Reads a spreadsheet as whoever gets it does: prints its parts and the one sheet's cells as JSON.

    xlsx_reader.py FILE

{"parts": [...], "sheets": [names], "cells": [[{"type", "text", "formula"}, ...], ...]}; a cell that
is not there has type "".
"""

import json
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def column_of(reference):
    column = 0
    for letter in re.match(r"[A-Z]+", reference).group():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def row_of(row):
    cells = []
    for cell in row.iter(MAIN + "c"):
        column = column_of(cell.get("r"))
        cells += [{"type": "", "text": "", "formula": False} for _ in range(len(cells), column)]
        cells.append({"type": cell.get("t", "n"), "formula": cell.find(MAIN + "f") is not None,
                      "text": "".join(text.text or "" for text in cell.iter(MAIN + "t"))})
    return cells


def main():
    with zipfile.ZipFile(sys.argv[1]) as book:
        assert book.testzip() is None
        for part in book.namelist():
            xml.fromstring(book.read(part))
        sheets = xml.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")
        sheet = xml.fromstring(book.read("xl/worksheets/sheet1.xml"))
        json.dump({"parts": book.namelist(), "sheets": [each.get("name") for each in sheets],
                   "cells": [row_of(row) for row in sheet.iter(MAIN + "row")]}, sys.stdout)


if __name__ == "__main__":
    main()
