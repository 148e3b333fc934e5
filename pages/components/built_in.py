"""The texts of Streamlit's own controls, which it has in English only, in the visitor's language."""

import json
from pathlib import Path

from naervaer.i18n import texts
from naervaer.model import Language


SCRIPT = Path(__file__).with_suffix(".js")


def script() -> str:
    """The script that says the built-in texts in the language the page says it is in."""
    english = {key: text for key, text in texts(Language.EN).items() if key.startswith("built_in.")}
    pairs = {
        language: [(text, texts(language)[key]) for key, text in english.items()]
        for language in Language
        if language is not Language.EN
    }
    return SCRIPT.read_text(encoding="utf-8").replace("TEXTS", json.dumps(pairs, ensure_ascii=False))
