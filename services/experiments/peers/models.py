"""Calls models and the scorer over HTTP, and counts each model call that leaves."""

import http.client
import json
import os
import threading
import time
import urllib.parse

ATTEMPTS = 6
PASSING = {408, 409, 429, 500, 502, 503, 504}


class Http:
    """A connection for each thread, which stays open."""

    def __init__(self, url, headers=None):
        self.url = urllib.parse.urlsplit(url)
        self.headers = {"Content-Type": "application/json", **(headers or {})}
        self.local = threading.local()

    def post(self, path, body):
        status, text = self.send(path, json.dumps(body).encode())
        if status != 200:
            raise OSError(f"{self.url.geturl()}{path} answered {status}: {text[:300]!r}")
        return json.loads(text)

    def send(self, path, data, headers=None):
        fresh = getattr(self.local, "connection", None) is None
        connection = self.connect() if fresh else self.local.connection
        try:
            sent = {**self.headers, **(headers or {})}
            connection.request("POST", self.url.path + path, data, sent)
            response = connection.getresponse()
            return response.status, response.read()
        except (http.client.HTTPException, OSError):
            self.local.connection = None
            if fresh:
                raise
            # The server closed an idle connection.
            return self.send(path, data, headers)

    def connect(self):
        kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
        self.local.connection = kinds[self.url.scheme](self.url.netloc, timeout=600)
        return self.local.connection


class Models:
    """The models of a study, by role."""

    def __init__(self, url, roles):
        self.http = Http(url, {"Authorization": "Bearer " + os.environ.get("MTG_PEERS_KEY", "none")})
        self.roles = roles
        self.calls = 0
        self.lock = threading.Lock()

    def __deepcopy__(self, memo):
        return self

    def chat(self, role, messages, **parameters):
        model = self.roles[role]
        body = {
            "model": model["name"],
            "messages": messages,
            "max_tokens": model["maxTokens"],
            **parameters,
        }
        # None leaves the temperature to the server, as reasoning models require.
        if body.get("temperature", model["temperature"]) is not None:
            body.setdefault("temperature", model["temperature"])
        else:
            body.pop("temperature", None)
        for attempt in range(ATTEMPTS):
            with self.lock:
                self.calls += 1
            status, text = self.http.send(
                "/chat/completions", json.dumps(body).encode(), {"X-Mtg-Role": role}
            )
            if status == 200:
                return json.loads(text)["choices"][0]["message"]["content"] or ""
            if status not in PASSING:
                break
            time.sleep(2**attempt)
        raise OSError(f"the model {model['name']} answered {status}: {text[:300]!r}")
