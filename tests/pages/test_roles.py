"""Who sees which page. Without a login this is one person on her own machine; with one, her role decides."""

import time

import pytest

from pages.components import login
from pages.components import visit as visit_component
from tests.pages.municipality import save, unit
from tests.pages.visiting import PAGES, go, said, sent, visit


@pytest.fixture(autouse=True)
def figures():
    save(unit("Lia barnehage", "Barnehage", 10.0), starts=[("Lia barnehage", "Refleksjonsgrupper", "2025-01-01")])


@pytest.fixture
def with_login(monkeypatch):
    monkeypatch.setattr(login, "required", lambda: True)


def known(*roles, since=0):
    return {"is_logged_in": True, "name": "Kari Nordmann", "iat": time.time() - since, "roles": list(roles)}


@pytest.mark.parametrize("page", PAGES)
def test_somebody_unknown_sees_the_sign_in_page_and_nothing_else(page, with_login):
    here = visit(page, **known("admin"))
    here.user = {"is_logged_in": False}
    here.run()
    assert [button.label for button in here.button] == ["Logg inn"]
    assert "10,0" not in sent(here) and "Lia" not in sent(here) and "Solvik" not in sent(here)
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        go(here, page)


def test_a_login_does_not_hold_for_ever(with_login):
    """Streamlit's cookie lives for a month; a role taken away must not."""
    assert visit(**known("admin", since=visit_component.LONGEST_VISIT - 60)).title[0].value == "Oversikt"
    late = visit(**known("admin", since=visit_component.LONGEST_VISIT + 60))
    assert "Lia" not in sent(late) and [button.label for button in late.main.button] == ["Logg inn"]


@pytest.mark.parametrize("roles", [[], ["reader"], ["noe annet"]])
def test_a_reader_may_read_and_not_upload(roles, with_login):
    here = visit("trend", **known(*roles))
    assert "10,0" in sent(here)
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        go(here, "upload")


def test_a_role_taken_away_closes_the_page_that_is_open(with_login):
    here = visit("upload", **known("leader"))
    assert here.get("file_uploader")
    here.user = known("reader")
    here.run()
    assert not here.get("file_uploader") and here.title[0].value != "Last opp"


def test_a_reader_sees_the_initiatives_but_has_no_form(with_login):
    here = visit("initiatives", **known("reader"))
    assert "Refleksjonsgrupper" in sent(here)
    assert not here.main.button and not here.text_input and not here.get("data_editor")


def test_a_leader_may_upload_and_edit(with_login):
    assert visit("upload", **known("leader")).get("file_uploader")
    assert visit("initiatives", **known("Leader")).text_input


def test_the_highest_of_several_roles_counts(with_login):
    assert visit("upload", **known("reader", "leader")).get("file_uploader")


def test_without_a_login_everything_is_open():
    assert visit("upload").get("file_uploader")


def test_nobodys_name_is_shown_before_she_has_signed_in(with_login):
    assert "Kari" not in sent(visit(is_logged_in=False, name="Kari Nordmann"))
    assert "Logg ut" in said(visit(**known())) or "Kari Nordmann" in sent(visit(**known()))
