#!/usr/bin/env python3
"""Every rule refuses a small bad tree and takes the good one beside it."""

import os
import subprocess
import sys
import tempfile
import unittest

import include_rules
import size_rules
import tidy
from functions import functions

PRAGMA = "#pragma once\n"
EVENT = ('struct ThingAdded {\n  static constexpr EventType kType = 7;\n'
         '  static constexpr std::string_view kName = "ThingAdded";\n};\n')


def lines_of_code(count):
    return "".join(f"  call({i});\n" for i in range(count))


def event(struct, number, name):
    return EVENT.replace("struct ThingAdded", f"struct {struct}").replace(
        "= 7", f"= {number}").replace('"ThingAdded"', f'"{name}"')


def folder(count):
    """So many pairs of files."""
    return {f"domain/part{i}.{end}": PRAGMA if end == "hpp" else f'#include "domain/part{i}.hpp"\n'
            for i in range(count) for end in ("hpp", "cpp")}


# rule, bad files, where it finds fault ("file:line"), good files
CASES = [
    ("arrows", {"domain/a.cpp": '\n#include "eventstore/log.hpp"\n', "eventstore/log.hpp": PRAGMA},
     ["domain/a.cpp:2"],
     {"domain/a.cpp": '#include "domain/b.hpp"\n', "domain/b.hpp": PRAGMA}),
    ("arrows", {"eventstore/a.cpp": '#include "domain/b.hpp"\n', "domain/b.hpp": PRAGMA},
     ["eventstore/a.cpp:1"],
     {"eventstore/a.cpp": '#include "eventstore/b.hpp"\n', "eventstore/b.hpp": PRAGMA}),
    ("arrows", {"projections/a.cpp": '#include "replay/b.hpp"\n', "replay/b.hpp": PRAGMA},
     ["projections/a.cpp:1"],
     {"projections/a.cpp": '#include "domain/b.hpp"\n', "domain/b.hpp": PRAGMA}),
    ("arrows", {"replay/a.cpp": '#include "api/b.hpp"\n', "api/b.hpp": PRAGMA},
     ["replay/a.cpp:1"],
     {"replay/a.cpp": '#include "projections/b.hpp"\n', "projections/b.hpp": PRAGMA}),
    ("arrows", {"api/a.cpp": '#include "tests/b.hpp"\n', "tests/b.hpp": PRAGMA},
     ["api/a.cpp:1"],
     {"api/a.cpp": '#include "replay/b.hpp"\n', "replay/b.hpp": PRAGMA}),
    ("arrows", {"domain/a.cpp": '#include "b.hpp"\n#include "domain/gone.hpp"\n'
                                '#include <domain/b.hpp>\n', "domain/b.hpp": PRAGMA},
     ["domain/a.cpp:1", "domain/a.cpp:2", "domain/a.cpp:3"],
     {"domain/a.cpp": '// #include "api/a.hpp"\n#include <vector>\n'}),
    ("codec_is_closed", {"domain/a.cpp": '#include "domain/codec/codec.hpp"\n',
                         "api/a.cpp": '#include "domain/codec/parts.hpp"\n'},
     ["domain/a.cpp:1", "api/a.cpp:1"],
     {"api/a.cpp": '#include "domain/codec/codec.hpp"\n',
      "domain/codec/b.cpp": '#include "domain/codec/parts.hpp"\n'}),
    ("libraries", {"projections/a.cpp": "#include <capnp/message.h>\n",
                   "api/b.cpp": "#include <rapidjson/writer.h>\n",
                   "domain/c.cpp": "#include <simdjson.h>\n",
                   "projections/d.cpp": "#include <rocksdb/db.h>\n",
                   "api/e.hpp": "#include <boost/asio/post.hpp>\n"},
     ["projections/a.cpp:1", "api/b.cpp:1", "domain/c.cpp:1", "projections/d.cpp:1",
      "api/e.hpp:1"],
     {"domain/codec/a.cpp": "#include <capnp/message.h>\n#include <kj/io.h>\n",
      "api/json/b.hpp": "#include <rapidjson/writer.h>\n#include <simdjson.h>\n",
      "projections/store/d.cpp": "#include <rocksdb/db.h>\n",
      "api/http/e.cpp": "#include <boost/beast/http.hpp>\n"}),
    ("beast_stays_inside", {"api/http/in.hpp": "#include <boost/asio/post.hpp>\n",
                            "api/http/by.hpp": '#include "api/http/in.hpp"\n',
                            "api/app/a.cpp": '#include "api/http/by.hpp"\n'},
     ["api/app/a.cpp:1"],
     {"api/http/in.hpp": "#include <boost/asio/post.hpp>\n", "api/http/out.hpp": PRAGMA,
      "api/http/a.cpp": '#include "api/http/in.hpp"\n',
      "api/app/a.cpp": '#include "api/http/out.hpp"\n'}),
    ("coroutines", {"api/app/a.cpp": "f();\nco_await g();\n"}, ["api/app/a.cpp:2"],
     {"api/http/connection.cpp": "co_await g();\n", "api/app/a.cpp": "// no co_await here\n"}),
    ("own_header_first", {"api/a.hpp": PRAGMA,
                          "api/a.cpp": '#include <map>\n#include "api/a.hpp"\n'},
     ["api/a.cpp:1"],
     {"api/a.hpp": PRAGMA, "api/a.cpp": '#include "api/a.hpp"\n', "api/b.cpp": "#include <map>\n"}),
    ("pragma_once", {"api/a.hpp": "// #pragma once\n"}, ["api/a.hpp:1"], {"api/a.hpp": PRAGMA}),

    ("file_length", {"api/a.cpp": "\n" * 501}, ["api/a.cpp:1"], {"api/a.cpp": "\n" * 500}),
    ("function_length", {"api/a.cpp": "\nvoid f() {\n" + lines_of_code(69) + "}\n"},
     ["api/a.cpp:2"], {"api/a.cpp": "void f() {\n" + lines_of_code(68) + "}\n"}),
    ("columns", {"api/a.cpp": "\n" + "x" * 101, "tests/b.py": "y" * 101},
     ["api/a.cpp:2", "tests/b.py:1"], {"api/a.cpp": "ø" * 100}),
    ("folder_size", folder(16), ["domain:1"], folder(15)),

    ("names", {"api/a.cpp": "class LogManager {};\n",
               "api/b.cpp": "int f() {\n  return kHelpers;\n}",
               "api/c.cpp": "void common_part();\n", "api/d.cpp": "int servicePort;\n"},
     ["api/a.cpp:1", "api/b.cpp:2", "api/c.cpp:1", "api/d.cpp:1"],
     {"api/a.cpp": '// a manager\nconst char* x = "service";\n#include <utility>\n',
      "api/b.cpp": "ProjectManagerId project_manager; int commonest;",
      "api/c.cpp": "std::default_random_engine r;"}),
    ("file_names", {"api/util.cpp": "", "api/helpers/a.cpp": "", "api/mail_service.hpp": PRAGMA},
     ["api/util.cpp:1", "api/helpers/a.cpp:1", "api/mail_service.hpp:1"],
     {"api/utility.cpp": "", "api/serviced.cpp": ""}),
    ("unfinished", {"api/a.cpp": "f();  // TO" "DO: more\n", "api/b.cpp": "/*\n FIX" "ME */",
                    "tests/c.py": "# HA" "CK\n", "CMakeLists.txt": "# XX" "X\n"},
     ["api/a.cpp:1", "api/b.cpp:2", "tests/c.py:1", "CMakeLists.txt:1"],
     {"api/a.cpp": 'f("XX" "X");  // a code is XXXX-XXXX\n'}),
    ("silenced", {"api/a.cpp": "\nf();  // NO" "LINT: because\n"}, ["api/a.cpp:2"],
     {"api/a.cpp": "f();  // because\n"}),
    ("skipped_tests", {"tests/a.cpp": "void f() {\n  GTEST_SKIP();\n}\n",
                       "tests/b.cpp": "TEST(A, DISABLED_is_b) {}\n",
                       "tests/CMakeLists.txt": "set_property(TEST a PROPERTY DISABLED ON)\n"},
     ["tests/a.cpp:2", "tests/b.cpp:1", "tests/CMakeLists.txt:1"],
     {"tests/a.cpp": "TEST(A, is_b) {}  // was DISABLED_ once\n",
      "tests/CMakeLists.txt": "# nothing is DISABLED\n"}),
    ("unbuilt_tests", {"tests/a/b_test.cpp": "", "tests/c/d_test.cpp": "",
                       "tests/c/e/f/g_test.cpp": "",
                       "tests/c/CMakeLists.txt": "rollcall_test(test_c)\n",
                       "tests/CMakeLists.txt": "# all but c\n"},
     ["tests/a/b_test.cpp:1", "tests/c/d_test.cpp:1", "tests/c/e/f/g_test.cpp:1"],
     {"tests/a/b_test.cpp": "", "tests/a/b/c_test.cpp": "",
      "tests/a/CMakeLists.txt": "rollcall_test(test_a)\n",
      "tests/CMakeLists.txt": "add_subdirectory(a)\n"}),
    ("unbuilt_rounds", {"tests/a/b_test.cpp": '#include "tests/rounds.hpp"\n',
                        "tests/a/CMakeLists.txt": "rollcall_pure_test(test_a_b x)\n",
                        "tests/CMakeLists.txt": "set(ROLLCALL_RELEASE_TESTS\n  test_a test_c)\n"},
     ["tests/a/b_test.cpp:1"],
     {"tests/a/c/b_test.cpp": '\n#include "tests/rounds.hpp"\n', "tests/b_test.cpp": "",
      "tests/a/CMakeLists.txt": "rollcall_test(test_a x)\n",
      "tests/CMakeLists.txt": "set(ROLLCALL_RELEASE_TESTS test_a)\n"}),
    ("sleeps", {"tests/a.cpp": "\nstd::this_thread::sleep_for(1s);\n",
                "tests/b.cpp": "usleep(1);\n",
                "tests/c.py": "time.sleep(1)\n", "tests/d.sh": "sleep 1\n"},
     ["tests/a.cpp:2", "tests/b.cpp:1", "tests/c.py:1", "tests/d.sh:1"],
     {"tests/a.cpp": "taker_sleeps_ = f(1);  // no sleep(1)\n", "api/b.cpp": "sleep_for(1s);\n"}),
    ("throws", {"api/a.cpp": "void f() {\n  throw 1;\n}\n"}, ["api/a.cpp:2"],
     {"api/a.cpp": 'f("/throw");  // throw\n', "tests/b.cpp": "throw 1;\n"}),

    ("event_numbers", {"domain/a.hpp": EVENT, "domain/b.hpp": "\n" + event("Other", 7, "Other"),
                       "domain/c.hpp": 'struct Third {\n  string_view kName = "Third";\n};\n'},
     ["domain/b.hpp:2", "domain/c.hpp:1"],
     {"domain/a.hpp": EVENT, "domain/b.hpp": event("Other", 8, "Other") + "struct Plain {\n};\n"}),
    ("event_names", {"domain/a.hpp": event("ThingAdded", 7, "ThingAdd"),
                     "domain/b.hpp": "struct Other {\n  EventType kType = 8;\n};\n"},
     ["domain/a.hpp:1", "domain/b.hpp:1"], {"domain/a.hpp": EVENT}),
    ("enum_numbers", {"api/a.hpp": "enum class KeySpace : char {\n  a = 0x10,\n  b = 16,\n};\n"},
     ["api/a.hpp:3"], {"api/a.hpp": "enum class K { a = 1, b = 2 };\nenum class L { a = 1 };\n"}),
    ("libraries_explained", {"scripts/packages.txt": "cmake\nlibfoo-dev\nzlib1g-dev\n",
                             "README.md": "zlib: gzip\n"},
     ["scripts/packages.txt:2"],
     {"scripts/packages.txt": "# libbar-dev\nlibfoo2.1-dev\nlibgtest-dev\n",
      "README.md": "Foo: for this. GoogleTest: for that.\n"}),

    ("aimed_file_length", {"api/a.cpp": "\n" * 301}, ["api/a.cpp:1"], {"api/a.cpp": "\n" * 501}),
    ("aimed_function_length", {"api/a.cpp": "void f() {\n" + lines_of_code(39) + "}\n"},
     ["api/a.cpp:1"], {"api/a.cpp": "void f() {\n" + lines_of_code(38) + "}\n"}),
]

# code, the functions in it: first line, last line, name
FUNCTIONS = [
    ("int f() { return 1; }\nvoid g(int a) {\n}\n", [(1, 1, "f"), (2, 3, "g")]),
    ("namespace a {\nstruct B {\n  B() : x_{1}, y_(2) {\n  }\n  int get() const { return x_; }\n"
     "  int x_{0};\n};\n}\n", [(3, 4, "B"), (5, 5, "get")]),
    ("template <class T>\nauto f(T t) -> std::vector<T> {\n  return {t};\n}\n", [(1, 4, "f")]),
    ("template <class T>\n  requires A<T> || B<T>\nstruct C<T> {\n  void d() {\n  }\n};\n",
     [(4, 5, "d")]),
    ("constexpr Row kRows[] = {\n  {1, 2},\n};\nint f() {\n}\n", [(4, 5, "f")]),
    ("void f(A a = {}) {\n  if (a) {\n    g([] { return 1; });\n  }\n}\n", [(1, 5, "f")]),
    ("TEST(Log, is_dense) {\n}\n", [(1, 2, "TEST(Log, is_dense)")]),
    ("#define F(x) {\\\n  x\nvoid f() {\n}\n", [(3, 4, "f")]),
    ('extern "C" int f() {\n}\nextern "C" {\nint g() {\n}\n}\n', [(1, 2, "f"), (4, 5, "g")]),
    ("bool operator==(const A& a) {\n}\nvoid A::b() noexcept {\n}\n",
     [(1, 2, "operator=="), (3, 4, "A::b")]),
]


def findings(rule, files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            place = os.path.join(root, path)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "w", encoding="utf-8") as file:
                file.write(text)
        return [":".join(line.split(":")[:2]) for line in tidy.findings(root, [rule])]


class Tidy(unittest.TestCase):
    rules = {rule.__name__: rule for rule in tidy.RULES + tidy.NOTES}

    def test_each_rule_finds_what_it_is_for(self):
        for number, (rule, bad, places, _) in enumerate(CASES):
            with self.subTest(rule=rule, case=number):
                self.assertEqual(sorted(findings(self.rules[rule], bad)), sorted(places))

    def test_each_rule_takes_what_is_right(self):
        for number, (rule, _, _, good) in enumerate(CASES):
            with self.subTest(rule=rule, case=number):
                self.assertEqual(findings(self.rules[rule], good), [])

    def test_no_rule_is_without_a_case(self):
        self.assertEqual({case[0] for case in CASES}, set(self.rules))

    def test_every_arrow_is_checked(self):
        for folder_name, allowed in include_rules.ARROWS:
            for other in include_rules.OUR_FOLDERS:
                files = {f"{folder_name}/a.cpp": f'#include "{other}/b.hpp"\n',
                         f"{other}/b.hpp": PRAGMA}
                wanted = [] if other in allowed else [f"{folder_name}/a.cpp:1"]
                self.assertEqual(findings(include_rules.arrows, files), wanted)

    def test_functions_are_found(self):
        for code, wanted in FUNCTIONS:
            with self.subTest(code=code):
                self.assertEqual(functions(code), wanted)

    def test_digits_may_be_separated(self):
        code = "int x = 1'000;\nvoid f() {\n" + lines_of_code(69) + "}\nint y = 2'000;\n"
        self.assertEqual(findings(size_rules.function_length, {"api/a.cpp": code}),
                         ["api/a.cpp:2"])

    def test_strings_and_comments_are_no_code(self):
        code = 'auto s = R"(throw {)";\nauto t = "throw \\" {";  /* throw */ auto c = \'"\';\n'
        self.assertEqual(findings(self.rules["throws"], {"api/a.cpp": code + "throw 1;\n"}),
                         ["api/a.cpp:3"])

    def test_a_finding_fails_the_run(self):
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tidy.py")
        with tempfile.TemporaryDirectory() as root:
            command = [sys.executable, "-B", script, root]
            self.assertEqual(subprocess.run(command, capture_output=True).returncode, 0)
            with open(os.path.join(root, "a.hpp"), "w", encoding="utf-8") as file:
                file.write("int a;\n")
            run = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(run.returncode, 1)
            self.assertIn("a.hpp:1: pragma_once: has no #pragma once\n", run.stdout)

    def test_built_files_are_not_looked_at(self):
        self.assertEqual(findings(self.rules["file_names"], {"build/dev/util.cpp": ""}), [])


if __name__ == "__main__":
    unittest.main()
