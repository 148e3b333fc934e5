"""The front door: who is visiting, which pages are open to them, run one."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from naervaer.access import Action, Role, Visitor, may
from naervaer.i18n import t
from naervaer.store import StoreError
from pages.components import style, visit


# Section, page, what a visitor must be allowed to. The sections are the folders in pages/; the first page is the door.
PAGES = [
    ("overview", "overview", Action.READ),
    ("analysis", "before_after", Action.READ),
    ("analysis", "trend", Action.READ),
    ("analysis", "unit_comparison", Action.READ),
    ("analysis", "unit", Action.READ),
    ("analysis", "review", Action.READ),
    ("analysis", "power", Action.READ),
    ("analysis", "method", Action.READ),
    ("initiatives", "initiatives", Action.READ),
    ("initiatives", "initiative", Action.READ),
    ("initiatives", "programmes", Action.READ),
    ("meeting", "slides", Action.READ),
    ("data", "upload", Action.UPLOAD),
    ("data", "units", Action.UPLOAD),
    ("data", "targets", Action.READ),
    ("data", "sources", Action.READ),
]

# Not in the menu: pages that answer about one number or one unit, and are reached from it.
REACHED_BY_LINKS = {"sources", "unit", "initiative", "programmes"}


def main() -> None:
    """One run of the app for one visitor."""
    st.set_page_config(page_title="Nærvær", page_icon="static/icon.svg", layout="wide")
    style.show()
    with told_in_words():
        visitor = visit.arrive()
        page = menu(visitor)
        if visitor.role is not Role.VISITOR:
            visit.say_where(visitor)
        run(page)


@st.fragment
def run(page: StreamlitPage) -> None:
    """A choice on a page runs the page again, not the house around it: half the work of a change."""
    with told_in_words():
        if visit.has_changed():
            st.rerun()
        # Streamlit lets a page run once for each time it was navigated to, and knows of no page that is a fragment.
        page._can_be_called = True
        page.run()


@contextmanager
def told_in_words() -> Iterator[None]:
    """Whatever goes wrong inside, the visitor gets a sentence, and the log the place."""
    try:
        yield
    except StoreError as error:  # what is wrong with the store is said as it is
        st.error(error.sentence(visit.language()))
    except Exception as error:
        # Where, and what kind, but never what it said: a message may hold what stood in a cell.
        logging.getLogger("naervaer").error(
            "%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
        )
        st.error(t(visit.language(), "app.failed"))


def menu(visitor: Visitor) -> StreamlitPage:
    """The pages open to this visitor, under the headings of their sections; gives the one that is asked for."""
    if visitor.role is Role.VISITOR:
        return st.navigation([st.Page("pages/account/sign_in.py", title=t(visitor.language, "sign_in.title"))])
    sections: dict[str, list[StreamlitPage]] = {}
    for section, name, action in PAGES:
        if may(visitor, action):
            page = st.Page(
                f"pages/{section}/{name}.py",
                title=t(visitor.language, f"{name}.title"),
                default=name == PAGES[0][1],
                visibility="hidden" if name in REACHED_BY_LINKS else "visible",
            )
            # The front page stands by itself, in reach of one click.
            heading = "" if section == PAGES[0][0] else t(visitor.language, f"menu.{section}")
            sections.setdefault(heading, []).append(page)
    return st.navigation(sections, position="top")


main()
