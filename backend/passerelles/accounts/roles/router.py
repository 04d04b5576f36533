"""Routes of roles: the team, delegations, invitations, a class's list, the audit log."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from passerelles.accounts import cookies
from passerelles.accounts import service as accounts
from passerelles.accounts.policy import Person, SignedIn, may, write_as
from passerelles.accounts.roles import (
    accepting,
    class_import,
    granting,
    invitations,
    inviting,
    journal,
    scopes,
    signing_out,
    team,
)
from passerelles.accounts.roles.schemas import (
    AuditList,
    ClassIn,
    ClassReport,
    DelegationIn,
    EndIn,
    InvitationIn,
    InvitationList,
    InvitationMade,
    InvitationOut,
    InvitationShown,
    RenewalIn,
    ScopeList,
    ScopeOut,
    TeamOptions,
    TeamOut,
)
from passerelles.accounts.roles.team import Members
from passerelles.accounts.schemas import MeOut, ScopeKind
from passerelles.core.db import Session
from passerelles.core.errors import MEDIA_TYPE, NotFound, NotSignedIn
from passerelles.core.house import Db, HouseDep
from passerelles.core.security import public
from passerelles.core.security.headers import PRIVATE
from passerelles.core.security.throttle import Limit, network_of

router = APIRouter(tags=["roles"])

WRONG_TOKENS: Final = Limit("wrong invitations", times=600, per=timedelta(minutes=10))
"""Addresses that open nothing, per network: a class that mistypes one passes, a program that guesses does not."""

Leader = Annotated[
    Person, may("administrator", "operational_director", "boarding_manager", "counsellor", "facility_manager")
]
"""Whoever may give a role, or lend their own (see `table.py`)."""
Importer = Annotated[Person, may("administrator", "operational_director", "counsellor")]
Direction = Annotated[Person, may("administrator", "operational_director")]
Administrator = Annotated[Person, may("administrator")]
Cursor = Annotated[str | None, Query(max_length=40)]
Token = Annotated[str, Path(max_length=100)]


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {}}}


NOT_YOURS: Final[dict[int | str, dict[str, Any]]] = {404: _problem("Nothing of this name among what you may give")}
REFUSED: Final[dict[int | str, dict[str, Any]]] = {403: _problem("`role-not-yours`, `own-role`, `role-for-adults`")}
USED: Final[dict[int | str, dict[str, Any]]] = {410: _problem("`invitation-used`, `-revoked`, `-expired`, `-lapsed`")}
HELD: Final[dict[int | str, dict[str, Any]]] = {409: _problem("`role-held`, `other-birth-date`")}


@router.get("/team/options")
async def read_options(actor: Leader, db: Db) -> TeamOptions:
    """The roles that I may give and where, those of mine that I may lend, and until when."""
    async with db.read() as session:
        return await team.options(session, actor)


@router.get("/team/scopes")
async def search_scopes(
    actor: Leader, db: Db, kind: ScopeKind, q: Annotated[str, Query(max_length=80)] = ""
) -> ScopeList:
    """Houses, institutions, places or companies by name, to give a role there."""
    async with db.read() as session:
        found = await scopes.search(session, actor.campus_id, kind, q)
    return ScopeList(items=[ScopeOut(id=one.id, label=one.name) for one in found])


@router.get("/team/people")
async def list_people(actor: Leader, db: Db, which: Members = "staff", cursor: Cursor = None) -> TeamOut:
    """People whose roles I may give or have lent, with those roles only. No address, no birth date."""
    return await team.members(db, actor, which, cursor)


@router.delete("/team/people/{person}/sessions", status_code=204, responses=NOT_YOURS)
async def close_sessions(person: UUID, actor: Administrator, db: Db) -> None:
    """Sign somebody of the campus out everywhere: a lost phone, an account that somebody took. In the audit log."""
    await write_as(db, actor, lambda session, actor: signing_out.sign_out(session, actor, person))


@router.post("/team/grants/{grant}/end", status_code=204, responses=NOT_YOURS | REFUSED)
async def end_grant(grant: UUID, body: EndIn, actor: Leader, db: Db) -> None:
    """Take a role back, with what was lent of it. Its holder is signed out everywhere."""
    await write_as(db, actor, lambda session, actor: granting.end(session, actor, grant, body.reason))


@router.post("/team/delegations", status_code=201, responses=NOT_YOURS | REFUSED | HELD)
async def delegate(body: DelegationIn, actor: Leader, db: Db) -> TeamOptions:
    """Lend a role of mine to somebody of my team, until a day."""

    async def work(session: Session, actor: Person) -> TeamOptions:
        if not await team.sees(session, actor, body.person):
            raise NotFound
        until = granting.end_of(body.ends_on)
        await granting.lend(session, actor, grant_id=body.grant, person_id=body.person, until=until)
        return await team.options(session, actor)

    return await write_as(db, actor, work)


@router.get("/team/invitations")
async def list_invitations(actor: Leader, db: Db, cursor: Cursor = None) -> InvitationList:
    """The invitations to roles that I may give or lend, newest first."""
    return await invitations.listed(db, actor, cursor)


@router.get("/team/invitations/export", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
async def export_invitations(actor: Leader, db: Db) -> Response:
    """The same as a CSV file, which a spreadsheet opens and cannot run. It is written in the audit log."""
    content = await db.write(lambda session: invitations.export(session, actor))
    attachment = {"Content-Disposition": 'attachment; filename="invitations.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=attachment)


@router.post("/team/invitations", status_code=201, responses=NOT_YOURS | REFUSED)
async def invite(body: InvitationIn, actor: Leader, house: HouseDep) -> InvitationMade:
    """Invite somebody by mail, or on paper: then the address and its code are told, once."""

    async def work(session: Session, actor: Person) -> InvitationMade:
        made = await inviting.invite(session, actor, body, granting.end_of(body.ends_on), house.settings.origin)
        return await invitations.made(session, house, made)

    answer = await write_as(house.db, actor, work)
    house.outbox.wake()
    return answer


@router.post("/team/invitations/{invitation}/renewal", responses=NOT_YOURS | USED)
async def renew_invitation(invitation: UUID, body: RenewalIn, actor: Leader, house: HouseDep) -> InvitationMade:
    """A new code or mail for an invitation that nobody accepted. The one before opens nothing any more."""

    async def work(session: Session, actor: Person) -> InvitationMade:
        made = await inviting.renew(
            session, actor, invitation, channel=body.channel, email=body.email, origin=house.settings.origin
        )
        return await invitations.made(session, house, made)

    answer = await write_as(house.db, actor, work)
    house.outbox.wake()
    return answer


@router.post("/team/invitations/{invitation}/revocation", responses=NOT_YOURS | USED)
async def revoke_invitation(invitation: UUID, actor: Leader, db: Db) -> InvitationOut:
    """Close an invitation for good."""

    async def work(session: Session, actor: Person) -> InvitationOut:
        row = await inviting.revoke(session, actor, invitation)
        return (await invitations.shown(session, actor.campus_id, [row]))[0]

    return await write_as(db, actor, work)


@router.post("/team/classes", responses=REFUSED)
async def invite_class(body: ClassIn, actor: Importer, house: HouseDep) -> ClassReport:
    """Invite a class from its list: `dry_run` says what would be done; then all of it is done, or nothing."""
    answer = await write_as(
        house.db, actor, lambda session, actor: class_import.run(session, actor, body, house.settings)
    )
    house.outbox.wake()
    return answer


@router.get("/invitations/{token}", dependencies=[public], responses=NOT_YOURS | USED)
async def show_invitation(token: Token, request: Request, response: Response, house: HouseDep) -> InvitationShown:
    """What a link or a code would give, and until when. Reading it uses nothing."""
    with house.throttle.counting(WRONG_TOKENS, network_of(request), NotFound):
        async with house.db.read() as session:
            shown = await accepting.shown(session, house.settings.campus_id, token)
    response.headers.update(PRIVATE)
    return shown


@router.post("/invitations/{token}/acceptance", responses=NOT_YOURS | USED | REFUSED | HELD)
async def accept_invitation(
    token: Token, person: SignedIn, request: Request, response: Response, house: HouseDep
) -> MeOut:
    """Take the role, signed in. My other browsers are signed out; this one gets a new session token."""
    session_token = cookies.token_of(request)
    if session_token is None:
        raise NotSignedIn
    accepted = await house.db.write(lambda session: accepting.accept(session, person, token, session_token))
    cookies.give(response, house.settings, accepted.token, accepted.current.kind)
    return await accounts.me(house.db, accepted.current)


@router.get("/audit")
async def read_audit(actor: Direction, db: Db, before: Annotated[str | None, Query(max_length=20)] = None) -> AuditList:
    """Who did what, when and why, the latest first."""
    return await journal.page(db, actor, before)
