"""Words that do not belong in names, comments or tests."""

import re

FORBIDDEN = {"manager", "helper", "util", "service", "processor", "engine", "common"}
# A project manager is a person of the domain; values may be named after them. Types and files may
# not: a SessionManager is what the rule is for.
OF_THE_DOMAIN = {"manager"}
DOMAIN_TYPES = re.compile(r"ProjectManager")

_IDENTIFIER = re.compile(r"(?<![\w.])(?:std::)?[A-Za-z_]\w*")
_INCLUDE_LINE = re.compile(r"^[ \t]*#[ \t]*include[^\n]*", re.M)
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_TYPE = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$")

_UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
_SKIPPED = re.compile(r"\bGTEST_SKIP\b|\bDISABLED_\w*")
_PROGRAM = re.compile(r"^rollcall(?:_pure)?_test\((\w+)", re.M)
_SLEEP = re.compile(r"\b(?:sleep_for|sleep_until|usleep|nanosleep|sleep)\s*\(")
_SHELL_SLEEP = re.compile(r"^\s*sleep\s", re.M)
_THROW = re.compile(r"\bthrow\b")
_COMMENT = re.compile(r"#[^\n]*")
SCRIPTS = (".py", ".sh", ".cmake", "CMakeLists.txt")


def _forbidden_parts(name):
    parts = (part.lower() for part in _PART.findall(name))
    return {word for part in parts for word in (part, part.removesuffix("s")) if word in FORBIDDEN}


def _forbidden_in(name):
    if name.startswith("std::"):
        return set()
    if not _TYPE.match(name):
        return _forbidden_parts(name) - OF_THE_DOMAIN
    return _forbidden_parts(DOMAIN_TYPES.sub("", name))


def names(tree):
    """Names say what a thing is, not that it is one."""
    for file in tree.cpp():
        seen = set()
        code = _INCLUDE_LINE.sub(lambda match: " " * len(match.group()), file.code)
        for match in _IDENTIFIER.finditer(code):
            name = match.group()
            if name in seen:
                continue
            seen.add(name)
            for word in sorted(_forbidden_in(name)):
                yield file.path, file.line_at(match.start()), f'"{name}" holds the word "{word}"'


def file_names(tree):
    """The same for files and folders."""
    for path in tree.paths:
        for part in path.split("/"):
            for word in sorted(_forbidden_parts(part)):
                yield path, 1, f'its name holds the word "{word}"'


def unfinished(tree):
    """What is left to do is an issue, not a comment."""
    for file in tree.cpp():
        for offset, comment in file.comments:
            for match in _UNFINISHED.finditer(comment):
                yield file.path, file.line_at(offset + match.start()), match.group()
    for file in tree.files(*SCRIPTS):
        for comment in _COMMENT.finditer(file.text):
            for match in _UNFINISHED.finditer(comment.group()):
                offset = comment.start() + match.start()
                yield file.path, file.line_at(offset), match.group()


def silenced(tree):
    """Warnings are mended, not silenced."""
    for file in tree.cpp():
        for offset, comment in file.comments:
            at = comment.find("NOLINT")
            if at >= 0:
                yield file.path, file.line_at(offset + at), "silences clang-tidy"


def skipped_tests(tree):
    """No test is skipped or disabled."""
    for file in tree.cpp():
        for match in _SKIPPED.finditer(file.code):
            yield file.path, file.line_at(match.start()), match.group()
    for file in tree.files("CMakeLists.txt"):
        for match in re.finditer(r"^[^#\n]*\bDISABLED\b", file.text, re.M):
            yield file.path, file.line_at(match.end()), "a disabled test"


def _program_of(tree, file):
    """Where a test's program is made, its own folder or the one above, and how."""
    for folder in (file.folder, file.folder.rpartition("/")[0]):
        cmake = tree.file(f"{folder}/CMakeLists.txt")
        if cmake is not None:
            return folder, cmake
    return None, None


def unbuilt_tests(tree):
    """Every test is in the build: in a program, whose folder the one above takes in."""
    for file in tree.files("_test.cpp"):
        folder, cmake = _program_of(tree, file)
        if cmake is None or not _PROGRAM.search(cmake.text):
            yield file.path, 1, "no program is made of its folder"
            continue
        above, _, name = folder.rpartition("/")
        outer = tree.file(f"{above}/CMakeLists.txt" if above else "CMakeLists.txt")
        if outer is None or f"add_subdirectory({name})" not in outer.text:
            yield file.path, 1, "its folder is in no build"


def unbuilt_rounds(tree):
    """Tests that do fewer rounds under the sanitizers do all of them in a release build."""
    tests = tree.file("tests/CMakeLists.txt")
    listed = re.search(r"set\(ROLLCALL_RELEASE_TESTS([^)]*)\)", tests.text if tests else "")
    for file in tree.files("_test.cpp"):
        if '#include "tests/rounds.hpp"' not in file.text:
            continue
        _, cmake = _program_of(tree, file)
        program = _PROGRAM.search(cmake.text) if cmake else None
        if not (listed and program and program.group(1) in listed.group(1).split()):
            yield file.path, 1, "its program is none of ROLLCALL_RELEASE_TESTS"


def sleeps(tree):
    """Tests wait for what they need, never for time to pass."""
    for file in tree.files(".cpp", ".hpp", ".py"):
        if not file.is_below("tests"):
            continue
        text = file.code if file.is_cpp() else re.sub(r"(['\"]).*?\1", "", file.text)
        for match in _SLEEP.finditer(text):
            yield file.path, text.count("\n", 0, match.start()) + 1, match.group() + ")"
    for file in tree.files(".sh"):
        if file.is_below("tests"):
            for match in _SHELL_SLEEP.finditer(file.text):
                yield file.path, file.line_at(match.start()), "sleep"


def throws(tree):
    """Our code throws nothing; tests may play a library that does."""
    for file in tree.cpp():
        if file.is_below("tests"):
            continue
        for match in _THROW.finditer(file.code):
            yield file.path, file.line_at(match.start()), "throws"


RULES = [names, file_names, unfinished, silenced, skipped_tests, unbuilt_tests, unbuilt_rounds,
         sleeps, throws]
