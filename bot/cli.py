"""The command line: `murshid serve | train | estimate | understand | chat | telegram | outbox | purge | doctor`."""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from pydantic import ValidationError

from bot.settings import Settings
from bot.trouble import Trouble, WrongInput

WRONG_INPUT = 2
FAILED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns the exit code: 0 done, 1 failed, 2 the input is wrong."""
    _speak_utf8()
    chosen = _parser().parse_args(arguments)
    try:
        return _run(chosen, Settings())
    except ValidationError as error:
        return _complain(_wrong_setting(error), WRONG_INPUT)
    except Trouble as error:
        return _complain(str(error), WRONG_INPUT if isinstance(error, WrongInput) else FAILED)
    except BrokenPipeError:
        # The reader (`head`) has seen enough: not an error. Python would complain again when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Each command loads what it needs and nothing else: an estimate has no use for a messenger's library."""
    match chosen.command:
        case "serve":
            from bot import serve

            return serve.run(settings)
        case "train":
            from bot import model

            print(asyncio.run(model.run(settings, force=chosen.force)))
        case "estimate":
            from bot import estimating

            estimating.run(chosen.file, chosen.json)
        case "understand":
            from bot import understanding

            if chosen.file is not None:
                understanding.run_file(chosen.file, chosen.json, settings)
            else:
                understanding.run_text(_as_typed(chosen.text), chosen.json, settings)
        case "chat":
            from bot import chat

            chat.run(chosen.script, settings, as_json=chosen.json)
        case "telegram":
            from bot.telegram.polling import poll

            token, secret = settings.telegram_token.get_secret_value(), settings.telegram_secret.get_secret_value()
            return asyncio.run(poll(token, secret, settings.service_url, settings.telegram_api))
        case "outbox":
            from bot import operating

            return asyncio.run(operating.letters(settings, chosen.resend))
        case "purge":
            from bot import operating

            return asyncio.run(operating.purge(settings))
        case "doctor":
            from bot import doctor

            return asyncio.run(doctor.run(settings))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="murshid", description="An Arabic assistant for the Saudi Developed Social Security programme."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("serve", help="start everything: Rasa, the action server, the service with its page")
    training = commands.add_parser("train", help="train the model if what it is made from changed")
    training.add_argument("--force", action="store_true", help="train in any case")

    estimate = commands.add_parser("estimate", help="estimate a household, or several")
    estimate.add_argument("file", metavar="FILE", help="a household as JSON, or JSON Lines of them; - reads stdin")
    estimate.add_argument("--json", action="store_true", help="one estimate a line instead of the explanation")

    understand = commands.add_parser("understand", help="show what the assistant understands")
    what = understand.add_mutually_exclusive_group(required=True)
    what.add_argument("text", metavar="TEXT", nargs="?", help="one message")
    what.add_argument("--file", metavar="F.jsonl", help='lines {"text", "intent"}: accuracy, figures, misses')
    understand.add_argument("--json", action="store_true", help="a line for each message")

    talk = commands.add_parser("chat", help="talk to the running assistant")
    talk.add_argument("--script", metavar="FILE", help="play one message a line and print the transcript")
    talk.add_argument(
        "--json", action="store_true", help="a line for each turn of the script: what was said and understood"
    )

    messenger = commands.add_parser("telegram", help="ask Telegram for messages, for the assistant that runs beside")
    messenger.add_argument("--poll", action="store_true", required=True, help="by polling: for development")

    outbox = commands.add_parser("outbox", help="list the messages that could not be sent, or send them again")
    outbox.add_argument("--resend", metavar="ID", nargs="+", help='send these again, or "all"')

    commands.add_parser("purge", help="delete the conversations that are older than MURSHID_RETENTION_DAYS")
    commands.add_parser("doctor", help="check settings, secrets, database, Rasa, fonts and webhooks")
    return parser


def _speak_utf8() -> None:
    """Arabic goes in and out as UTF-8, whatever the terminal says it has."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _to_utf8(stream)


def _to_utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")


def _as_typed(argument: str) -> str:
    """An argument as the bytes that were typed, where Python took them for another encoding."""
    return os.fsencode(argument).decode("utf-8", "replace")


def _wrong_setting(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]).upper().removeprefix("MURSHID_") if first["loc"] else ""
    return f"the setting MURSHID_{name} is wrong: {first['msg']}"


def _complain(line: str, code: int) -> int:
    print(f"murshid: {line}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
