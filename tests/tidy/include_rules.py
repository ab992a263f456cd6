"""Who may include what: the arrows of the architecture."""

OUR_FOLDERS = ("domain", "eventstore", "projections", "replay", "api", "tests", "benchmarks")
TESTING = ("tests", "benchmarks")

# The first row that fits a file says which folders of ours it may include.
ARROWS = [
    ("domain", ("domain",)),
    ("eventstore", ("eventstore",)),
    ("projections", ("projections", "domain", "eventstore")),
    ("replay", ("replay", "projections", "domain", "eventstore")),
    ("api", ("api", "replay", "projections", "domain", "eventstore")),
    ("tests", OUR_FOLDERS),
    ("benchmarks", OUR_FOLDERS),
]

# Libraries that only some folders may see.
LIBRARIES = [
    (("capnp/", "kj/"), ("domain/codec", "tests/domain/codec")),
    (("rapidjson/",), ("api/json",)),
    (("simdjson",), ("api/json", "api/wire") + TESTING),
    (("rocksdb/",), ("eventstore", "projections/store") + TESTING),
    (("boost/asio", "boost/beast"), ("api/http",)),
    (("curl/",), ("api/mail",) + TESTING),
    (("xlsxwriter",), ("api/looks",)),
    (("cmark",), ("api/content",)),
]

CODEC_HEADER = "domain/codec/codec.hpp"
COROUTINE_FILES = ("api/http/connection.cpp", "api/http/edge_thread.cpp")
COROUTINES = ("co_await", "co_return", "co_yield")


def _top(name):
    return name.split("/", 1)[0]


def arrows(tree):
    """Includes of ours start at the root, exist, and point the way the layers do."""
    allowed = dict(ARROWS)
    for file in tree.cpp():
        for line, name, quoted in file.includes:
            if _top(name) not in OUR_FOLDERS:
                if quoted:
                    yield file.path, line, f'"{name}" does not start at the root'
                continue
            if not quoted:
                yield file.path, line, f"<{name}> is ours: wants quotes"
            if not tree.has(name) and not name.endswith(".capnp.h"):
                yield file.path, line, f'"{name}" does not exist'
            if _top(name) not in allowed.get(_top(file.path), OUR_FOLDERS):
                yield file.path, line, f"{_top(file.path)} may not include {_top(name)}"


def codec_is_closed(tree):
    """The domain does not know its codec; others know its one public header."""
    for file in tree.cpp():
        if file.is_below("domain/codec", "tests/domain/codec"):
            continue
        for line, name, _ in file.includes:
            if not name.startswith("domain/codec/"):
                continue
            if file.is_below("domain"):
                yield file.path, line, "domain may not include its codec"
            elif name != CODEC_HEADER:
                yield file.path, line, f"{name} is private to the codec"


def libraries(tree):
    """Some libraries stay where they are wrapped."""
    for file in tree.cpp():
        for line, name, _ in file.includes:
            for prefixes, folders in LIBRARIES:
                if name.startswith(prefixes) and not file.is_below(*folders):
                    yield file.path, line, f"<{name}> only in {', '.join(folders)}"


def beast_stays_inside(tree):
    """No header outside api/http brings in Asio or Beast, not even through another."""
    edge = ("boost/asio", "boost/beast")
    tainted = {file.path for file in tree.files(".hpp")
               if any(name.startswith(edge) for _, name, _ in file.includes)}
    size = -1
    while size != len(tainted):
        size = len(tainted)
        tainted |= {file.path for file in tree.files(".hpp")
                    if any(name in tainted for _, name, _ in file.includes)}
    for file in tree.cpp():
        if file.is_below("api/http", *TESTING):
            continue
        for line, name, _ in file.includes:
            if name in tainted:
                yield file.path, line, f"{name} brings in Asio: only api/http may include it"


def coroutines(tree):
    """Coroutines live in two files."""
    for file in tree.cpp():
        if file.path in COROUTINE_FILES:
            continue
        for keyword in COROUTINES:
            at = file.code.find(keyword)
            if at >= 0:
                yield file.path, file.line_at(at), f"{keyword} only in {', '.join(COROUTINE_FILES)}"


def own_header_first(tree):
    """A .cpp begins with the header it is of: so each header is known to stand alone."""
    for file in tree.files(".cpp"):
        header = file.path[:-4] + ".hpp"
        if tree.has(header) and (not file.includes or file.includes[0][1] != header):
            line = file.includes[0][0] if file.includes else 1
            yield file.path, line, f'does not include "{header}" first'


def pragma_once(tree):
    """Headers are included once."""
    for file in tree.files(".hpp"):
        if not any(line.strip() == "#pragma once" for line in file.lines):
            yield file.path, 1, "has no #pragma once"


RULES = [arrows, codec_is_closed, libraries, beast_stays_inside, coroutines, own_header_first,
         pragma_once]
