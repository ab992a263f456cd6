"""Numbers and names that are stored, and what the README owes its reader."""

import re

_STRUCT = re.compile(r"^[ \t]*struct (\w+)[^;{]*\{", re.M)
_TYPE_NUMBER = re.compile(r"\bkType\s*=\s*(\d+)")
_NAME = re.compile(r'\bkName\s*=\s*"([^"]*)"')
_ENUM = re.compile(r"\benum\s+(?:class\s+)?(\w+)[^{;]*\{([^}]*)\}")
_NUMBER = re.compile(r"(\w+)\s*=\s*(0[xX][0-9a-fA-F']+|[0-9']+)")

PACKAGES = "scripts/packages.txt"
README = "README.md"
# Named like libraries, but part of the compiler.
NO_LIBRARIES = {"libclang-rt-19-dev"}
# How people write what the package's name does not say.
KNOWN_AS = {
    "libgtest-dev": "googletest",
    "libgmock-dev": "googletest",
    "libssl-dev": "openssl",
    "libcurl4-openssl-dev": "curl",
    "libexpected-dev": "tlexpected",
    "libbenchmark-dev": "googlebenchmark",
}


def _events(tree):
    """(file, line, struct, its text) of structs that say they are events."""
    for file in tree.files(".hpp"):
        if not file.is_below("domain"):
            continue
        for match in _STRUCT.finditer(file.code):
            end = file.code.find("\n}", match.end())
            body = file.text[match.end():end]
            inner = _STRUCT.search(body)
            body = body[:inner.start()] if inner else body
            if _TYPE_NUMBER.search(body) or _NAME.search(body):
                yield file, file.line_at(match.start(1)), match.group(1), body


def event_numbers(tree):
    """An event's number is its own for ever."""
    owners = {}
    for file, line, struct, body in _events(tree):
        number = _TYPE_NUMBER.search(body)
        if not number:
            yield file.path, line, f"{struct} has no kType"
        elif number.group(1) in owners:
            yield file.path, line, f"kType {number.group(1)} is also {owners[number.group(1)]}'s"
        else:
            owners[number.group(1)] = struct


def event_names(tree):
    """An event is called in the log what it is called in the code."""
    for file, line, struct, body in _events(tree):
        name = _NAME.search(body)
        if not name:
            yield file.path, line, f"{struct} has no kName"
        elif name.group(1) != struct:
            yield file.path, line, f'kName "{name.group(1)}" is not {struct}'


def enum_numbers(tree):
    """No two members of an enum have the same number (key spaces, tag kinds, secret kinds …)."""
    for file in tree.files(".hpp"):
        for enum in _ENUM.finditer(file.code):
            owners = {}
            for member in _NUMBER.finditer(enum.group(2)):
                number = int(member.group(2).replace("'", ""), 0)
                if number in owners:
                    line = file.line_at(enum.start(2) + member.start())
                    yield (file.path, line,
                           f"{enum.group(1)}: {member.group(1)} and {owners[number]} are {number}")
                owners.setdefault(number, member.group(1))


def _plain(text):
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _known_as(package):
    if package in KNOWN_AS:
        return KNOWN_AS[package]
    name = package.removeprefix("lib").removesuffix("-dev")
    return _plain(re.sub(r"\d+g$|[\d.]+\.[\d.]+$", "", name))


def libraries_explained(tree):
    """The README says what every library is for."""
    if not tree.has(PACKAGES):
        return
    readme = tree.file(README).text if tree.has(README) else ""
    for number, line in enumerate(tree.file(PACKAGES).lines, 1):
        package = line.split("#")[0].strip()
        if not package.endswith("-dev") or package in NO_LIBRARIES:
            continue
        if package not in readme and _known_as(package) not in _plain(readme):
            yield PACKAGES, number, f"{package} is not mentioned in {README}"


RULES = [event_numbers, event_names, enum_numbers, libraries_explained]
