"""How large things may be: the hard limits fail, the limits to aim at are listed."""

from functions import functions

MAX_FILE_LINES, AIMED_FILE_LINES = 500, 300
MAX_FUNCTION_LINES, AIMED_FUNCTION_LINES = 70, 40
MAX_COLUMNS = 100
MAX_FOLDER_STEMS = 15
SOURCES = (".cpp", ".hpp", ".capnp", ".py")


def _long_files(tree, more_than, up_to):
    for file in tree.files(*SOURCES):
        if more_than < len(file.lines) <= up_to:
            yield file.path, 1, f"{len(file.lines)} lines, more than {more_than}"


def _long_functions(tree, more_than, up_to):
    for file in tree.cpp():
        for first, last, name in functions(file.code):
            if more_than < last - first + 1 <= up_to:
                yield file.path, first, f"{name}: {last - first + 1} lines, more than {more_than}"


def file_length(tree):
    """Files are short."""
    return _long_files(tree, MAX_FILE_LINES, float("inf"))


def function_length(tree):
    """Functions are short."""
    return _long_functions(tree, MAX_FUNCTION_LINES, float("inf"))


def columns(tree):
    """Lines are short; counted in characters."""
    for file in tree.files(*SOURCES):
        for number, line in enumerate(file.lines, 1):
            if len(line) > MAX_COLUMNS:
                yield file.path, number, f"{len(line)} columns, more than {MAX_COLUMNS}"


def folder_size(tree):
    """Folders are small; a header and its .cpp count as one."""
    stems = {}
    for file in tree.cpp():
        stems.setdefault(file.folder, set()).add(file.stem)
    for folder, found in stems.items():
        if len(found) > MAX_FOLDER_STEMS:
            yield folder or ".", 1, f"{len(found)} sources, more than {MAX_FOLDER_STEMS}"


def aimed_file_length(tree):
    """Files that are longer than aimed at."""
    return _long_files(tree, AIMED_FILE_LINES, MAX_FILE_LINES)


def aimed_function_length(tree):
    """Functions that are longer than aimed at."""
    return _long_functions(tree, AIMED_FUNCTION_LINES, MAX_FUNCTION_LINES)


RULES = [file_length, function_length, columns, folder_size]
NOTES = [aimed_file_length, aimed_function_length]
