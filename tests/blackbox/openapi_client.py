"""A client that holds every answer against the document."""

import http.client
import json


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Client:
    def __init__(self, port, document, token="", succeeded=None):
        self._port = port
        self._document = document
        self._token = token
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._succeeded = set() if succeeded is None else succeeded  # operations, of all clients

    def with_token(self, token):
        return Client(self._port, self._document, token, self._succeeded)

    def without_token(self):
        return self.with_token("")

    def get(self, path, headers=None):
        return self.send("GET", path, None, headers)

    def delete(self, path, headers=None):
        return self.send("DELETE", path, None, headers)

    def post(self, path, body, headers=None, content_type="application/json"):
        return self.send("POST", path, body, headers, content_type)

    def put(self, path, body, headers=None):
        return self.send("PUT", path, body, headers)

    def patch(self, path, body, headers=None):
        return self.send("PATCH", path, body, headers)

    def send(self, method, path, body, headers=None, content_type="application/json",
             described=True):
        sent = dict(headers or {})
        if self._token:
            sent["Authorization"] = "Bearer " + self._token
        if body is not None:
            sent["Content-Type"] = content_type
        if isinstance(body, dict):
            body = json.dumps(body)
        self._connection.request(method, path, body=body, headers=sent)
        answer = Answer(self._connection.getresponse())
        if described:
            plain = path.split("?")[0]
            self._document.check_answer(method, plain, answer)
            if answer.status < 400:
                self._succeeded.add((method, self._document.template_of(plain)))
        return answer

    def position(self):
        return int(self.get("/v1/office").headers["Rollcall-Position"])

    def without_success(self):
        return set(self._document.operations()) - self._succeeded
