"""``intloffice issued``: list what was issued, give one back as it was, tell what holds no more."""

import json
from argparse import Namespace
from typing import Any

from intloffice.briefing import recounting
from intloffice.briefing.recounting import Recount
from intloffice.commands.place import opened, settings_of, speaking
from intloffice.commands.writing import expect, replacing
from intloffice.database.session import Session
from intloffice.database.store import Store
from intloffice.errors import OfficeError
from intloffice.i18n import N_, NN_, Language
from intloffice.operations import attachments
from intloffice.operations import issued as keeping
from intloffice.operations.counting.naming import Source
from intloffice.operations.issued import Issued
from intloffice.settings import Settings

_NUMBER = NN_("{n} briefing was issued.", "{n} briefings were issued.")
_UNTRUE = NN_(
    "{n} sentence that was sent out is true no longer.",
    "{n} sentences that were sent out are true no longer.",
)


def run(arguments: Namespace) -> int:
    """List the issued briefings or their untrue sentences, or write one as it was issued."""
    settings = settings_of(arguments.data)
    spoken = speaking(settings.language)
    with opened(arguments.data) as store:
        if arguments.reference and arguments.out:
            return _give_back(store, arguments, spoken)
        if arguments.untrue:
            return _tell_untrue(store, arguments, settings, spoken)
        with store.read() as session:
            found = keeping.every(session)
    wanted = [i for i in found if arguments.reference in (None, i.reference, i.uuid)]
    if arguments.json:
        print(json.dumps([_plain(issued) for issued in wanted], ensure_ascii=False, indent=2))
        return 0
    for issued in wanted:
        more = f" · {issued.note}" if issued.note else ""
        who = f" · {issued.issued_by}" if issued.issued_by else ""
        print(f"{issued.reference}  {issued.as_of}  {issued.title}{who}{more}")
    print(spoken.counted(_NUMBER, len(wanted)))
    return 0


def _give_back(store: Store, arguments: Namespace, spoken: Language) -> int:
    """Write an issued briefing as it was, byte for byte."""
    ending = expect(arguments.out, ".pdf", ".txt")
    with store.read() as session:
        issued = keeping.named(session, arguments.reference)
        if issued is None:
            raise OfficeError(
                N_("No issued briefing has the reference “{text}”."), text=arguments.reference
            )
        if ending == ".txt":
            with replacing(arguments.out) as part:
                part.write_bytes(keeping.text_of(session, issued.id).encode())
        else:
            kept = keeping.document_of(session, store.folder, issued)
            attachments.copy_out(kept, arguments.out)
    print(spoken.text(N_("The briefing is in {path}."), path=arguments.out))
    return 0


def _tell_untrue(store: Store, arguments: Namespace, settings: Settings, spoken: Language) -> int:
    with store.read() as session:
        recounts = recounting.recount(session, settings)
        aside = keeping.aside(session)
        found = [
            (recount, each)
            for recount in recounts.found
            for each in recount.untrue
            if (recount.issued.id, each.mark) not in aside
            and arguments.reference in (None, recount.issued.reference, recount.issued.uuid)
        ]
        lines = [_untrue_plain(session, recount, each, spoken) for recount, each in found]
    with store.write("", settings.author) as session:
        recounting.keep(session, recounts)
    if arguments.json:
        print(json.dumps(lines, ensure_ascii=False, indent=2))
        return 0
    for line in lines:
        print(f"{line['reference']}  {line['title']}  {line['as_of']}")
        print(f"  − {line['then']}")
        print(f"  + {line['now'] or spoken.text(N_('It would not be said any more.'))}")
        for record in line["records"]:
            print(f"    {record['kind']}: {record['name']}")
    print(spoken.counted(_UNTRUE, len(lines)))
    return 0


def _plain(issued: Issued) -> dict[str, Any]:
    return {
        "reference": issued.reference,
        "uuid": issued.uuid,
        "subject": issued.subject,
        "about": issued.about,
        "title": issued.title,
        "language": issued.language,
        "as_of": issued.as_of.isoformat(),
        "state": issued.head.short,
        "issued_at": issued.issued_at,
        "issued_by": issued.issued_by,
        "note": issued.note,
        "document_sha256": issued.document_hash,
        "document_kept": issued.has_document,
        "options": dict(issued.options) | {"logo": bool(issued.options.get("logo"))},
    }


def _untrue_plain(
    session: Session, recount: Recount, each: Any, spoken: Language
) -> dict[str, Any]:
    issued = recount.issued
    return {
        "reference": issued.reference,
        "title": issued.title,
        "as_of": issued.as_of.isoformat(),
        "then": each.then,
        "now": each.now,
        "records": [_record(session, source, spoken) for source in each.records],
    }


def _record(session: Session, source: Source, spoken: Language) -> dict[str, str]:
    line = session.row(source.kind, source.id) or {}
    return {
        "kind": spoken.text(session.tables.kinds[source.kind].singular),
        "record": source.uuid,
        "name": str(line.get(f"caption_{spoken.code}", "")),
    }
