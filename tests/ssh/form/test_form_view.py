"""The read-only view: nothing of the base class is left to act on the server's files."""

import inspect

import pytest
from asyncssh import SFTPError, SFTPServer

from cmi_tui.ssh.form.form_view import FormView
from rig.accounts import AUGUSTE, CLEMENCE, ORGANISATION
from rig.ssh_client import connect
from tests.ssh.conftest import Serve

# These touch no file: properties of the channel, and the shape of an answer.
_HARMLESS = {
    "channel", "connection", "env", "logger", "convert_attrs", "format_longname", "reverse_map_path",
}  # fmt: skip
FORM = "formulaire-defaut-qualite.pdf"
TEXT = "formulaire-defaut-qualite.txt"


def test_every_method_that_could_touch_a_file_is_ours() -> None:
    inherited = {
        name
        for name, _member in inspect.getmembers(SFTPServer)
        if not name.startswith("_") and getattr(FormView, name) is getattr(SFTPServer, name)
    }
    assert inherited == _HARMLESS


async def test_each_account_sees_its_own_form(serve: Serve) -> None:
    _service, port = await serve()
    forms = []
    for login in (AUGUSTE, ORGANISATION):
        connection = await connect(port, login)
        async with connection.start_sftp_client() as sftp:
            assert sorted(await sftp.listdir(".")) == [".", "..", FORM, TEXT]
            async with sftp.open(FORM, "rb") as file:
                forms.append(await file.read())
            async with sftp.open(TEXT, "rb") as file:
                assert login in (await file.read()).decode()
        connection.close()
    assert forms[0] != forms[1] and all(form.startswith(b"%PDF-") for form in forms)


async def test_nothing_can_be_changed(serve: Serve) -> None:
    _service, port = await serve()
    connection = await connect(port, CLEMENCE)
    async with connection.start_sftp_client() as sftp:
        for refused in (
            sftp.open(FORM, "wb"), sftp.open(FORM, "ab"), sftp.mkdir("a"), sftp.remove(FORM),
            sftp.rename(FORM, "b"), sftp.posix_rename(FORM, "b"), sftp.link(FORM, "b"),
            sftp.symlink("/etc/passwd", "c"), sftp.readlink(FORM), sftp.chmod(FORM, 0o777),
            sftp.rmdir("/"), sftp.statvfs("."), sftp.truncate(FORM, 0), sftp.listdir("/etc"),
            sftp.stat("/etc/passwd"), sftp.lstat("../etc/passwd"), sftp.open("/etc/passwd"),
        ):  # fmt: skip
            with pytest.raises(SFTPError):
                await refused
    connection.close()


async def test_files_left_open_do_not_pile_up(serve: Serve) -> None:
    _service, port = await serve()
    connection = await connect(port, CLEMENCE)
    async with connection.start_sftp_client() as sftp:
        for _ in range(16):
            await sftp.open(FORM, "rb")
        with pytest.raises(SFTPError):
            await sftp.open(FORM, "rb")
    connection.close()
