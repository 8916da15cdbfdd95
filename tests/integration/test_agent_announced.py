"""An agent that the Supervisor announces is asked about once and followed from then on."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import SOURCE_HASSIO, SOURCE_IGNORE, SOURCE_USER, ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.discovery_flow import DiscoveryKey
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
import pytest
import pytest_socket

from custom_components.bitgridai.const import CONF_APP, DOMAIN, SUBENTRY_AGENT
from tests.agent.running import TOKEN, Running, running
from tests.integration.conftest import Simulate

APP = "a0b1c2d3_bitgridai_agent"
KEY = DiscoveryKey(domain="hassio", key="5f7c", version=1)


@pytest.fixture(autouse=True, scope="module")
def real_sockets_in_fixtures() -> None:
    """The agent is a process of its own on loopback."""
    pytest_socket.enable_socket()


@pytest.fixture(autouse=True)
def real_sockets(socket_enabled: None) -> None:
    """The integration talks to it."""


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("agent")) as started:
        yield started


def _config(agent: Running, **changed: Any) -> dict[str, Any]:
    url = agent.http.base_url
    return {"host": url.host, "port": url.port, "token": TOKEN, "boot_id": "b1", **changed}


async def _announce(hass: HomeAssistant, config: dict[str, Any], slug: str = APP) -> Any:
    info = HassioServiceInfo(config=config, name="BitGridAI Agent", slug=slug, uuid="5f7c")
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_HASSIO, "discovery_key": KEY}, data=info
    )
    await hass.async_block_till_done()
    return result


def _household(hass: HomeAssistant) -> ConfigEntry:
    return hass.config_entries.async_entries(DOMAIN, include_ignore=False)[0]


def _agents(hass: HomeAssistant) -> list[dict[str, Any]]:
    return [dict(item.data) for item in _household(hass).get_subentries_of_type(SUBENTRY_AGENT)]


async def _confirm(hass: HomeAssistant, flow: Any) -> Any:
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {})
    await hass.async_block_till_done()
    return result


async def test_an_announced_agent_is_connected_after_one_question(
    hass: HomeAssistant, simulate: Simulate, agent: Running
) -> None:
    await simulate()
    asked = await _announce(hass, _config(agent))
    assert (asked["type"], asked["step_id"]) == (FlowResultType.FORM, "announced")
    assert _agents(hass) == [], "nothing is connected before its owner says so"
    done = await _confirm(hass, asked)
    assert (done["type"], done["reason"]) == (FlowResultType.ABORT, "agent_connected")
    expected = {CONF_URL: str(agent.http.base_url), CONF_TOKEN: TOKEN, CONF_APP: APP}
    assert [{**data, CONF_URL: data[CONF_URL].rstrip("/")} for data in _agents(hass)] == [expected]
    assert hass.states.get("sensor.agent_connection") is not None
    assert _household(hass).discovery_keys["hassio"] == (KEY,), "it is announced again once the household is removed"


async def test_an_agent_that_does_not_answer_is_asked_again(
    hass: HomeAssistant, simulate: Simulate, agent: Running
) -> None:
    await simulate()
    asked = await _announce(hass, _config(agent, port=9))
    failed = await _confirm(hass, asked)
    assert (failed["type"], failed["errors"]) == (FlowResultType.FORM, {"base": "agent_unreachable"})
    again = await _announce(hass, _config(agent, boot_id="b2"))
    assert (again["type"], again["reason"]) == (FlowResultType.ABORT, "already_in_progress")
    done = await _confirm(hass, asked)
    assert done["reason"] == "agent_connected", "the open question takes the newest announcement"


async def test_a_wrong_token_is_named(hass: HomeAssistant, simulate: Simulate, agent: Running) -> None:
    await simulate()
    failed = await _confirm(hass, await _announce(hass, _config(agent, token="x" * 40)))
    assert (failed["type"], failed["errors"]) == (FlowResultType.FORM, {"base": "agent_token"})


async def test_another_address_and_token_are_taken_over_without_a_question(
    hass: HomeAssistant, simulate: Simulate, agent: Running
) -> None:
    await simulate()
    await _confirm(hass, await _announce(hass, _config(agent)))
    started = _household(hass).runtime_data
    same = await _announce(hass, _config(agent, boot_id="b2"))
    assert (same["type"], same["reason"]) == (FlowResultType.ABORT, "agent_known")
    assert _household(hass).runtime_data is started, "a restarted agent is no reason to start the household anew"
    moved = await _announce(hass, _config(agent, host="127.0.0.2", token="z" * 40))
    assert moved["reason"] == "agent_known"
    (known,) = _agents(hass)
    assert (known[CONF_URL].rstrip("/"), known[CONF_TOKEN]) == (
        f"http://127.0.0.2:{agent.http.base_url.port}",
        "z" * 40,
    )


async def test_an_agent_chosen_by_hand_stays_the_chosen_one(
    hass: HomeAssistant, simulate: Simulate, agent: Running
) -> None:
    await simulate()
    by_hand = {CONF_URL: "http://192.168.1.20:8117", CONF_TOKEN: "h" * 40}
    _enter(hass, by_hand)
    refused = await _announce(hass, _config(agent))
    assert (refused["type"], refused["reason"]) == (FlowResultType.ABORT, "only_one_agent")
    assert _agents(hass) == [by_hand]


async def test_an_agent_entered_by_hand_is_known_by_its_address(
    hass: HomeAssistant, simulate: Simulate, agent: Running
) -> None:
    await simulate()
    _enter(hass, {CONF_URL: str(agent.http.base_url), CONF_TOKEN: "h" * 40})
    assert (await _announce(hass, _config(agent)))["reason"] == "agent_known"
    assert [(data[CONF_TOKEN], data[CONF_APP]) for data in _agents(hass)] == [(TOKEN, APP)]


def _enter(hass: HomeAssistant, data: dict[str, Any]) -> None:
    made = ConfigSubentry(
        data=MappingProxyType(data), subentry_type=SUBENTRY_AGENT, title="Agent", unique_id=SUBENTRY_AGENT
    )
    hass.config_entries.async_add_subentry(_household(hass), made)


@pytest.mark.parametrize(
    "config", [{}, {"host": "h", "port": "x", "token": "t"}, {"host": "", "port": 1, "token": "t"}, {"host": "h"}]
)
async def test_an_announcement_without_an_address_starts_nothing(
    hass: HomeAssistant, simulate: Simulate, config: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    await simulate()
    refused = await _announce(hass, config)
    assert (refused["type"], refused["reason"]) == (FlowResultType.ABORT, "agent_announcement")
    assert "does not say where its agent is" in caplog.text
    assert not hass.config_entries.flow.async_progress()


async def test_an_agent_without_a_household_leads_to_setting_one_up(hass: HomeAssistant, agent: Running) -> None:
    asked = await _announce(hass, _config(agent))
    assert (asked["type"], asked["step_id"]) == (FlowResultType.FORM, "house_first")
    menu = await _confirm(hass, asked)
    assert menu["type"] is FlowResultType.MENU
    await hass.config_entries.flow.async_configure(asked["flow_id"], {"next_step_id": "simulated"})
    made = await hass.config_entries.flow.async_configure(asked["flow_id"], {"household": "real_week", "speed": 1})
    assert made["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert [data[CONF_APP] for data in _agents(hass)] == [APP]
    assert _household(hass).unique_id == DOMAIN


async def _set_up_by_hand(hass: HomeAssistant) -> Any:
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "simulated"})
    made = await hass.config_entries.flow.async_configure(flow["flow_id"], {"household": "real_week", "speed": 1})
    await hass.async_block_till_done()
    return made


async def test_an_agent_found_first_is_remembered_until_the_household_is_there(
    hass: HomeAssistant, agent: Running
) -> None:
    asked = await _announce(hass, _config(agent))
    assert (await _set_up_by_hand(hass))["type"] is FlowResultType.CREATE_ENTRY
    assert _agents(hass) == []
    now = await _confirm(hass, asked)
    assert (now["type"], now["step_id"]) == (FlowResultType.FORM, "announced")
    assert (await _confirm(hass, asked))["reason"] == "agent_connected"


async def test_who_ignores_the_agent_may_still_set_a_household_up(hass: HomeAssistant, agent: Running) -> None:
    await _announce(hass, _config(agent))
    (card,) = hass.config_entries.flow.async_progress()
    ignored = await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_IGNORE},
        data={"unique_id": card["context"]["unique_id"], "title": "BitGridAI Agent"},
    )
    assert ignored["type"] is FlowResultType.CREATE_ENTRY
    assert (await _announce(hass, _config(agent)))["reason"] == "already_configured"
    assert (await _set_up_by_hand(hass))["type"] is FlowResultType.CREATE_ENTRY


async def test_two_open_forms_make_one_household(hass: HomeAssistant) -> None:
    flows = [await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER}) for _ in range(2)]
    for flow in flows:
        await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "simulated"})
    entered = {"household": "real_week", "speed": 1}
    results = [await hass.config_entries.flow.async_configure(flow["flow_id"], entered) for flow in flows]
    assert [result["type"] for result in results] == [FlowResultType.CREATE_ENTRY, FlowResultType.ABORT]
    assert results[1]["reason"] == "single_instance_allowed"
    await hass.async_block_till_done()
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1


async def test_a_question_left_open_ends_where_another_agent_was_connected(
    hass: HomeAssistant, simulate: Simulate, agent: Running
) -> None:
    await simulate()
    asked = await _announce(hass, _config(agent))
    _enter(hass, {CONF_URL: "http://192.168.1.20:8117", CONF_TOKEN: "h" * 40})
    late = await _confirm(hass, asked)
    assert (late["type"], late["reason"]) == (FlowResultType.ABORT, "only_one_agent")


async def test_a_household_removed_under_an_open_question_is_set_up_first(
    hass: HomeAssistant, simulate: Simulate, agent: Running
) -> None:
    await simulate()
    asked = await _announce(hass, _config(agent))
    await hass.config_entries.async_remove(_household(hass).entry_id)
    now = await _confirm(hass, asked)
    assert (now["type"], now["step_id"]) == (FlowResultType.FORM, "house_first")
