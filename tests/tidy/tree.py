"""The source tree as the rules see it: files, their text, and C++ without comments and strings."""

import functools
import os
import re

SKIPPED_FOLDERS = {".git", "build", "node_modules", "__pycache__"}

# A comment, a raw string, a string or a character. A ' after a digit only separates digits.
_NO_CODE = re.compile(
    r"//[^\n]*|/\*.*?\*/"
    r'|R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])(?:u8|[uUL])?'(?:\\.|[^'\\\n])+'",
    re.S)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


class File:
    """One file. `path` is relative to the root, with forward slashes."""

    def __init__(self, root, path):
        self.path = path
        self.folder = os.path.dirname(path)
        self.stem, self.extension = os.path.splitext(os.path.basename(path))
        with open(os.path.join(root, path), encoding="utf-8", errors="replace") as source:
            self.text = source.read()
        self.lines = self.text.splitlines()

    def is_cpp(self):
        return self.extension in (".cpp", ".hpp")

    def is_below(self, *folders):
        return any(self.path.startswith(folder + "/") for folder in folders)

    def line_at(self, offset):
        return self.text.count("\n", 0, offset) + 1

    @functools.cached_property
    def code(self):
        """The text with comments and what strings hold blanked; offsets stay the same."""

        def without(match):
            found = match.group()
            return _blank(found) if found.startswith("/") else '"' + _blank(found[1:-1]) + '"'

        return _NO_CODE.sub(without, self.text)

    @functools.cached_property
    def comments(self):
        """(offset, text) of every comment."""
        return [(match.start(), match.group()) for match in _NO_CODE.finditer(self.text)
                if match.group().startswith("/")]

    @functools.cached_property
    def includes(self):
        """(line, name, whether quoted) of every #include, in order."""
        return [(self.line_at(match.start(1)), match.group(2), match.group(1) == '"')
                for match in _INCLUDE.finditer(self.text)
                if self.code[match.start():match.start(1)].strip()]


class Tree:
    """All files below a root, sorted by path."""

    def __init__(self, root):
        self.root = root
        self.paths = sorted(self._walk(root))
        self._files = {}

    @staticmethod
    def _walk(root):
        for folder, folders, names in os.walk(root):
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
            for name in names:
                yield os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")

    def has(self, path):
        return os.path.isfile(os.path.join(self.root, path))

    def file(self, path):
        """A file, or None if it went since the walk."""
        if path not in self._files:
            try:
                self._files[path] = File(self.root, path)
            except FileNotFoundError:
                self._files[path] = None
        return self._files[path]

    def files(self, *endings):
        found = (self.file(path) for path in self.paths if path.endswith(endings))
        return [file for file in found if file]

    def cpp(self):
        return self.files(".cpp", ".hpp")
