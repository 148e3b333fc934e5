"""Who is here, in which language, looking at which municipality."""

import streamlit as st

from naervaer import store
from naervaer.access import Role, Visitor
from naervaer.i18n import t
from naervaer.model import Language


# The municipality that exists before anyone has uploaded anything.
FIRST_MUNICIPALITY = "kommune"


def arrive() -> Visitor:
    """The visitor of this run, with the two choices that hold on every page in the sidebar."""
    with st.sidebar:
        language = choose_language()
        municipality = choose_municipality(language)
    say_language(language)
    visitor = Visitor(name=_name(), role=Role.ADMIN, municipality=municipality, language=language)
    st.session_state["visitor"] = visitor
    return visitor


def visitor() -> Visitor:
    """The visitor that app.py let in."""
    here: Visitor = st.session_state["visitor"]
    return here


def choose_language() -> Language:
    """The language of every text; part of the page's address, so that a colleague opens the same view."""
    chosen = st.selectbox(
        "Språk · Sprog · Language",
        list(Language),
        format_func=lambda language: t(language, "language.name"),
        key="language",
        bind="query-params",
    )
    return Language(chosen)


def choose_municipality(language: Language) -> str:
    """The municipality whose figures every page shows."""
    municipalities = store.read("municipalities").set_index("municipality")["name"]
    if municipalities.empty:
        return FIRST_MUNICIPALITY
    return str(
        st.selectbox(
            t(language, "municipality.choose"),
            list(municipalities.index),
            format_func=lambda key: municipalities.get(key, key),
            key="municipality",
            bind="query-params",
        )
    )


def say_language(language: Language) -> None:
    """Tell the browser, and so screen readers, which language the page is in (WCAG 3.1.1)."""
    st.html(f"<script>document.documentElement.lang = '{language}'</script>", unsafe_allow_javascript=True)


def _name() -> str:
    return str(st.user.get("name", "")) if st.user.get("is_logged_in") else ""


def address(here: Visitor) -> dict[str, str]:
    """The part of every page's address that says in which language and for which municipality."""
    return {"language": here.language, "municipality": here.municipality}


def plain(text: str) -> str:
    """A text from people's files as it stands, with nothing in it run as Markdown or HTML."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>#|~$:" else character for character in text)
