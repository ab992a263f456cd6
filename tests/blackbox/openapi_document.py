"""An OpenAPI 3.1 document: whether it is whole, and whether an answer is one it describes."""

import re
import sys

from jsonschema import Draft202012Validator

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
LOCATIONS = ("query", "header", "path", "cookie")


class Document:
    def __init__(self, content):
        self.content = content
        self.faults = []
        self.schemas = {}

    def fault(self, text):
        if text not in self.faults:
            self.faults.append(text)

    def resolve(self, value):
        """What the value is, or what it refers to."""
        while isinstance(value, dict) and "$ref" in value:
            target = self.content
            for part in value["$ref"].removeprefix("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            value = target
        return value

    def operations(self):
        for path, item in self.content["paths"].items():
            for method in METHODS:
                if method in item:
                    yield method.upper(), path

    def operation(self, method, template):
        return self.content["paths"][template].get(method.lower())

    # ---- Structure --------------------------------------------------------------------------

    def check_structure(self):
        if not re.fullmatch(r"3\.1\.\d+", self.content.get("openapi", "")):
            self.fault("openapi is not 3.1")
        for name in ("title", "version"):
            if name not in self.content.get("info", {}):
                self.fault(f"info has no {name}")
        self._check_references(self.content, "#")
        if self.faults:
            return  # what follows would stumble over them
        self._check_used_components()
        seen = set()
        for method, path in self.operations():
            self._check_operation(method, path, seen)
        for name, schema in self.content["components"]["schemas"].items():
            self._check_schema(schema, f"components/schemas/{name}")

    def _check_references(self, value, where):
        if isinstance(value, list):
            for index, each in enumerate(value):
                self._check_references(each, f"{where}/{index}")
        if not isinstance(value, dict):
            return
        if isinstance(value.get("$ref"), str):
            try:
                self.resolve(value)
            except (KeyError, TypeError):
                self.fault(f"{where}: {value['$ref']} is not there")
        for name, each in value.items():
            self._check_references(each, f"{where}/{name}")

    def _check_used_components(self):
        used = set(re.findall(r"'\$ref': '#/components/(\w+/[\w-]+)'", str(self.content)))
        for kind, members in self.content["components"].items():
            for name in members:
                if kind != "securitySchemes" and f"{kind}/{name}" not in used:
                    self.fault(f"components/{kind}/{name} is not used")

    def _check_operation(self, method, path, seen):
        where = f"{method} {path}"
        operation = self.operation(method, path)
        name = operation.get("operationId")
        if not name or name in seen:
            self.fault(f"{where}: operationId {name} is not its own")
        seen.add(name)
        known_tags = {tag["name"] for tag in self.content.get("tags", [])}
        for tag in operation.get("tags", []):
            if tag not in known_tags:
                self.fault(f"{where}: tag {tag} is not declared")
        if not operation.get("summary"):
            self.fault(f"{where} has no summary")
        self._check_parameters(where, path, operation)
        self._check_security(where, operation)
        if not operation.get("responses"):
            self.fault(f"{where} has no responses")
        for status, response in operation.get("responses", {}).items():
            if "description" not in self.resolve(response):
                self.fault(f"{where} {status} has no description")
            for content in self.resolve(response).get("content", {}).values():
                self._check_schema(content.get("schema", {}), f"{where} {status}")
        for content in self.resolve(operation.get("requestBody", {})).get("content", {}).values():
            self._check_schema(content.get("schema", {}), f"{where} body")

    def _check_parameters(self, where, path, operation):
        declared = [self.resolve(each) for each in
                    self.content["paths"][path].get("parameters", []) +
                    operation.get("parameters", [])]
        names = [(each["in"], each["name"]) for each in declared]
        if len(names) != len(set(names)):
            self.fault(f"{where} declares a parameter twice")
        for each in declared:
            if each["in"] not in LOCATIONS or "schema" not in each:
                self.fault(f"{where}: parameter {each['name']} has no place or schema")
            if each["in"] == "path" and each.get("required") is not True:
                self.fault(f"{where}: path parameter {each['name']} is not required")
        in_path = {name for place, name in names if place == "path"}
        if in_path != set(re.findall(r"\{(\w+)\}", path)):
            self.fault(f"{where}: path parameters are {sorted(in_path)}")

    def _check_security(self, where, operation):
        schemes = self.content["components"].get("securitySchemes", {})
        for requirement in operation.get("security", self.content.get("security", [])):
            for name in requirement:
                if name not in schemes:
                    self.fault(f"{where}: security scheme {name} is not declared")

    def _check_schema(self, schema, where):
        try:
            Draft202012Validator.check_schema(schema)
        except Exception as error:  # its class has changed its place between versions
            self.fault(f"{where}: {error}")

    # ---- Answers ----------------------------------------------------------------------------

    def template_of(self, path):
        """The path of the document that fits, literal segments first; None if there is none."""
        fitting = [template for template in self.content["paths"]
                   if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", re.escape(template).replace(
                       r"\{", "{").replace(r"\}", "}")), path)]
        return min(fitting, key=lambda template: template.count("{"), default=None)

    def check_answer(self, method, path, answer):
        template = self.template_of(path)
        if template is None:
            return self.fault(f"{path} is not described")
        where = f"{method} {template} {answer.status}"
        described = self.operation("get" if method == "HEAD" else method, template)
        response = described and self.resolve(
            described["responses"].get(str(answer.status), described["responses"].get("default")))
        if not response:
            return self.fault(f"{where} is not described: {answer.body[:200]!r}")
        for name, header in response.get("headers", {}).items():
            if self.resolve(header).get("required") and name not in answer.headers:
                self.fault(f"{where} has no {name}")
        if answer.body:
            self._check_body(where, response, answer)
        return None

    def _check_body(self, where, response, answer):
        media_type = answer.headers.get("Content-Type", "").split(";")[0]
        content = response.get("content", {}).get(media_type)
        if content is None:
            return self.fault(f"{where}: {media_type or 'a body'} is not described")
        if re.search(r"[/+]json$", media_type):
            for error in self._validator(content["schema"]).iter_errors(answer.json):
                self.fault(f"{where}: {'/'.join(map(str, error.path))}: {error.message}")
        return None

    def _validator(self, schema):
        key = str(schema)
        if key not in self.schemas:
            whole = {"components": self.content["components"], "allOf": [schema]}
            self.schemas[key] = Draft202012Validator(whole)
        return self.schemas[key]

    def report(self, operations_without_success):
        for method, template in operations_without_success:
            self.fault(f"{method} {template}: no answer of success was seen")
        if self.faults:
            sys.exit("\n".join(["openapi.json:"] + self.faults))
        print(f"{len(list(self.operations()))} operations fit the document")
