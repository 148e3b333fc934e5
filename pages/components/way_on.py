"""A link to another page that keeps a choice which both pages have, such as which unit or which initiative.

Streamlit's own page link loses it: as a page is left, the choices that belong to it are taken out of the address, also
those that the link has just put there.
"""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from naervaer.access import Visitor
from pages.components import visit


def show(page: str, label: str, chosen: Mapping[str, str], visitor: Visitor) -> None:
    """page: its name in addresses; chosen: what its address says, each choice as it is shown there."""
    address = f"{page}?{urlencode({**chosen, **visit.address(visitor)})}"
    st.html(f'<p class="naervaer-way-on"><a href="{escape(address)}" target="_self">{escape(label)}</a></p>')
