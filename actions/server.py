"""The action server: `python -m actions.server --port 5055`, on loopback only."""

from __future__ import annotations

import argparse
import os
from typing import Any

from rasa_sdk.endpoint import run
from rasa_sdk.executor import ActionExecutor


class DomainlessExecutor(ActionExecutor):
    """Runs actions without the domain, which none of ours reads.

    Rasa 3.6 leaves the domain out of its calls (`enable_selective_domain` in endpoints.yml: less to send).
    rasa-sdk 3.21 would answer such a call with 449 and wait for the domain, as later Rasas send it.
    """

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        """No domain, whatever the call says of it."""
        return {}


def main() -> None:
    """Serve the package's actions until the process is ended."""
    parser = argparse.ArgumentParser(description="Murshid's action server")
    parser.add_argument("--port", type=int, default=5055)
    port = parser.parse_args().port
    os.environ["SANIC_HOST"] = "127.0.0.1"
    executor = DomainlessExecutor()
    executor.register_package("actions")
    run(executor, port=port, cors_origins=None)


if __name__ == "__main__":
    main()
