"""Who is here, in which language, looking at which municipality."""

import time
from collections.abc import Mapping
from functools import lru_cache
from html import escape

import streamlit as st

from naervaer import store
from naervaer.access import Role, Visitor
from naervaer.i18n import t
from naervaer.model import Language, Measure
from pages.components import login


# The municipality that exists before anyone has uploaded anything.
FIRST_MUNICIPALITY = "kommune"

# Seconds a login holds. Streamlit's own cookie lasts 30 days, so a role taken away would live on for a month.
LONGEST_VISIT = 12 * 3600


def arrive() -> Visitor:
    """The visitor of this run, with the choices that hold on every page in the sidebar."""
    role = _role()
    with st.sidebar:
        language = choose_language()
        municipality = choose_municipality(language) if role > Role.VISITOR else FIRST_MUNICIPALITY
        measure = choose_measure(language) if role > Role.VISITOR else Measure.ABSENCE
        if login.required() and st.user.get("is_logged_in"):
            st.button(t(language, "sign_in.leave", name=_name()), on_click=st.logout)
    say_language(language)
    here = Visitor(name=_name(), role=role, municipality=municipality, language=language, measure=measure)
    st.session_state["visitor"] = here
    st.session_state["municipalities"] = _municipality_names()
    st.session_state["arrived"] = True
    return here


def visitor() -> Visitor:
    """The visitor that app.py let in."""
    here: Visitor = st.session_state["visitor"]
    return here


def has_changed() -> bool:
    """Whether the house around the page is another since the page was opened: a login that no longer holds, or a
    municipality that the page itself has brought.
    """
    if st.session_state.pop("arrived", False):  # the house has this moment been drawn around the page
        return False
    here = visitor()
    chosen = st.session_state.get("municipality", here.municipality)
    known = st.session_state["municipalities"]
    return (_role(), chosen, _municipality_names()) != (here.role, here.municipality, known)


def language() -> Language:
    """The language chosen so far, also where nobody could be let in."""
    return Language(st.session_state.get("language", Language.NB))


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
    municipalities = _municipality_names()
    if not municipalities:
        st.session_state.pop("municipality", None)  # of one that is gone
        return FIRST_MUNICIPALITY
    return str(
        st.selectbox(
            t(language, "municipality.choose"),
            list(municipalities),
            # The one that was there first: what is chosen to begin with does not stand in an address, and must not
            # become another when one more municipality is brought.
            index=list(municipalities).index(_first(store.version())),
            format_func=lambda key: municipalities.get(key, key),
            key="municipality",
            bind="query-params",
        )
    )


def choose_measure(language: Language) -> Measure:
    """Whether figures are shown as sick leave or as attendance; part of the page's address."""
    chosen = st.segmented_control(
        t(language, "measure.choose"),
        list(Measure),
        default=Measure.ABSENCE,
        format_func=lambda measure: t(language, f"measure.{measure}"),
        required=True,
        key="measure",
        bind="query-params",
    )
    return Measure(chosen)


def say_language(language: Language) -> None:
    """Tell the browser, and so screen readers, which language the page is in (WCAG 3.1.1)."""
    st.html(f"<script>document.documentElement.lang = '{language}'</script>", unsafe_allow_javascript=True)


def say_where(here: Visitor) -> None:
    """Whose figures these are, on screen and on paper; an example says in its name that it is made up."""
    name = _municipality_names().get(here.municipality)
    if name:
        st.html(f'<p class="naervaer-where">{escape(name)}</p>')


def municipality_name(municipality: str) -> str:
    """What a municipality is called; its key where it has no name."""
    return str(_municipality_names().get(municipality, municipality))


def _municipality_names() -> Mapping[str, str]:
    return _names(store.version())


@lru_cache(maxsize=1)
def _names(version: int) -> Mapping[str, str]:
    rows = store.read("municipalities")
    return dict(zip(rows["municipality"], rows["name"], strict=True))


@lru_cache(maxsize=1)
def _first(version: int) -> str:
    rows = store.read("municipalities").sort_values("first_upload", na_position="last", kind="stable")
    return str(rows["municipality"].iloc[0])


def _role() -> Role:
    """Without a login this is one person on her own machine; with one, the identity provider says who may do what.

    The claim `roles` holds names of Role; a person who is known but has none of them may read.
    """
    if not login.required():
        return Role.ADMIN
    if not st.user.get("is_logged_in") or time.time() - float(st.user.get("iat") or 0) > LONGEST_VISIT:
        return Role.VISITOR
    claimed = [Role[name.upper()] for name in st.user.get("roles") or [] if name.upper() in Role.__members__]
    return max([Role.READER, *claimed])


def _name() -> str:
    signed_in = login.required() and st.user.get("is_logged_in")
    return str(st.user.get("name") or "") if signed_in else ""


def address(here: Visitor) -> dict[str, str]:
    """The part of every page's address that says in which language, for which municipality and as which measure.

    Streamlit writes a choice into the address as it is shown, not as it is called inside.
    """
    name = _municipality_names().get(here.municipality, "")
    measure = {"measure": t(here.language, f"measure.{here.measure}")} if here.measure is not Measure.ABSENCE else {}
    return {"language": t(here.language, "language.name"), "municipality": name, **measure}


def plain(text: str) -> str:
    """A text from people's files as it stands, with nothing in it run as Markdown or HTML."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>#|~$:" else character for character in text)
