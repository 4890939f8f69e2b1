"""The tests of enforcement tell hazards' stories as the ledger's do, and know one more office."""

import os
import shutil

import pytest

from anlan.core import clock
from anlan.org.roles import Role
from tests.hazards.conftest import again, criterion, factory, tell
from tests.world import FOUNDED, STRIP, World

__all__ = ["again", "criterion", "factory", "tell"]


@pytest.fixture
def market(world: World) -> World:
    """市监所 with 石所 and 彭员, who see only what their office supervises; 李副, a second leader; 魏员 of 卫生院."""
    with clock.moved_to(FOUNDED):
        world.office("市监所", "department")
        world.office("卫生院", "department")
        world.person("shi", "石所", Role.OFFICE_HEAD, "市监所", **STRIP)
        world.person("peng", "彭员", Role.OFFICER, "市监所", **STRIP)
        world.person("wei", "魏员", Role.OFFICER, "卫生院", **STRIP)
        world.person("li", "李副", Role.LEADER, "桂村乡人民政府")
    return world


@pytest.fixture
def world(world, _shipped, settings) -> World:
    """The township with what `anlan serve` registers at its first start."""
    rows, folder = _shipped
    rows.put_back()
    shutil.copytree(folder, settings.MEDIA_ROOT, copy_function=os.link, dirs_exist_ok=True)
    return world
