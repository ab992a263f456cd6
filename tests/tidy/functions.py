"""Where functions begin and end: braces, read with what stands before them.

Right for this code base, no C++ parser: a function is a brace at namespace or class scope that
follows a parameter list (and its qualifiers) or a constructor's initialisers. A lambda belongs to
the function around it.
"""

import re

_STEP = re.compile(r"[{};()]|\b(?:public|private|protected)\s*:(?!:)")
_PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.M)
_SCOPE = re.compile(r"(?:(?:inline|static|constexpr|typedef)\s+)*"
                    r"(?:(?:namespace|struct|class|union|enum)\b|extern\s*\"[^\"]*\"$)")
_CONSTRAINED_TYPE = re.compile(r"requires\b.*\b(?:struct|class)\s", re.S)
_INITIALISERS = re.compile(r"\)\s*(?:noexcept\s*)?:(?!:)")
_AFTER_PARAMETERS = re.compile(
    r"\)\s*(?:(?:const|noexcept|override|final|mutable|&&?)\s*|noexcept\s*\([^{}]*\)\s*"
    r"|requires\b[^{}]*|->[^{}]*)*$")


def _without_template(head):
    """What follows `template <…>`, however often, and attributes."""
    head = head.strip()
    while True:
        if head.startswith("[["):
            head = head[head.find("]]") + 2:].strip()
        elif re.match(r"template\s*<", head):
            depth = 0
            for i, char in enumerate(head):
                depth += (char == "<") - (char == ">" and head[i - 1] != "-")
                if char == ">" and depth == 0:
                    break
            head = head[i + 1:].strip()
        else:
            return head


def _kind(head):
    """What a brace after this text opens: a scope, a function or something else."""
    head = _without_template(head)
    if _SCOPE.match(head) or _CONSTRAINED_TYPE.match(head):
        return "scope"
    if _INITIALISERS.search(head):  # "a_{1}" initialises, the brace after ")" or "}" is the body
        return "function" if head[-1] in ")}" else "other"
    return "function" if _AFTER_PARAMETERS.search(head) else "other"


def functions(code):
    """(first line, last line, name) of every function in code without comments and strings."""
    code = _PREPROCESSOR.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), code)
    found = []
    open_braces = []  # kinds, and where the head of each began
    begin = 0
    parentheses = 0
    for step in _STEP.finditer(code):
        mark = step.group()
        at_scope = all(kind == "scope" for kind, _ in open_braces)
        if mark == "{":
            kind = "other"
            if at_scope and parentheses == 0:
                kind = _kind(code[begin:step.start()])
            open_braces.append((kind, begin))
            if kind == "scope":
                begin = step.end()
        elif mark == "}":
            kind, head = open_braces.pop() if open_braces else ("other", begin)
            if kind == "function":
                found.append(_described(code, head, step.start()))
            if kind != "other":
                begin = step.end()
        elif at_scope and mark in "()":
            parentheses += 1 if mark == "(" else -1
        elif at_scope and parentheses == 0:
            begin = step.end()
    return found


def _described(code, begin, end):
    begin += len(code[begin:end]) - len(code[begin:end].lstrip())
    name = re.search(r"TEST\w*\([^()]*\)|(?:[\w~:]+|operator[^\w\s]+)(?=\s*\()", code[begin:end])
    first = code.count("\n", 0, begin) + 1
    return first, code.count("\n", 0, end) + 1, name.group() if name else "?"
