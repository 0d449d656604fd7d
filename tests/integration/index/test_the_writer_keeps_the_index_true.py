"""What the writer writes, moves and removes."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from chains.access.principals import WorkspaceId
from chains.access.reader import Reader
from chains.errors import WriteIncomplete
from chains.index.passages import PassageRecord, passage_id
from chains.index.search import PassageSearch
from chains.index.writer import PassageWriter
from chains.models.onnx import MODEL_ID

MakeReader = Callable[..., Reader]
MakePassage = Callable[..., PassageRecord]


async def test_writing_again_changes_nothing(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    records = [passage("payday")]
    await writer.write(workspace, records)
    await writer.write(workspace, records)
    assert len(await search.search("payday", reader(1))) == 1


async def test_a_document_is_findable_while_a_new_version_replaces_the_old(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    document = uuid4()
    await writer.write(workspace, [passage("payday is the 25th", document=document)])
    await writer.write(
        workspace, [passage("payday is the 27th", document=document, content_hash="v2")]
    )
    assert len(await search.search("payday", reader(1))) == 2
    await writer.remove_stale(workspace, document, "v2")
    assert [hit.text for hit in await search.search("payday", reader(1))] == ["payday is the 27th"]


async def test_a_moved_document_changes_readers_and_nothing_else(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    document = uuid4()
    await writer.write(
        workspace,
        [passage(f"payday {n}", document=document, ordinal=n) for n in range(450)],
    )
    (before,) = await search.search("payday 7", reader(1), limit=1)
    await writer.move(workspace, document, 2)
    assert await search.search("payday", reader(1)) == []
    (after,) = await search.search("payday 7", reader(2), limit=1)
    assert after == before


async def test_removed_documents_are_gone_and_others_stay(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    records = [passage(f"payday {n}") for n in range(5)]
    await writer.write(workspace, records)
    await writer.remove_documents(workspace, [record.document for record in records[:4]])
    hits = await search.search("payday", reader(1))
    assert [hit.document for hit in hits] == [records[4].document]


@pytest.mark.timeout(300)
async def test_a_document_of_more_passages_than_one_deletion_takes_is_removed(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage,
) -> None:  # fmt: skip
    first = passage("payday")
    records = [replace(first, ordinal=ordinal) for ordinal in range(10_050)]
    await writer.write(workspace, records)
    await writer.remove_documents(workspace, [first.document])
    assert await search.search("payday", reader(1)) == []


async def test_passages_that_the_server_refuses_are_named_and_never_logged(
    writer: PassageWriter, search: PassageSearch, workspace: WorkspaceId,
    reader: MakeReader, passage: MakePassage, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    good, wrong = passage("payday"), replace(passage("other"), scope=7)
    with pytest.raises(WriteIncomplete) as incomplete:
        await writer.write(workspace, [good, wrong])
    refused = passage_id(wrong.document, 0, "v1", MODEL_ID)
    assert (incomplete.value.failed, incomplete.value.attempted) == ((str(refused),), 2)
    assert len(await search.search("payday", reader(1))) == 1
    assert "other" not in caplog.text


async def test_a_vector_of_another_model_is_refused(
    writer: PassageWriter, workspace: WorkspaceId, passage: MakePassage
) -> None:
    with pytest.raises(ValueError, match="384"):
        await writer.write(workspace, [replace(passage("payday"), vector=[1.0, 2.0])])


async def test_a_batch_refused_as_a_whole_is_named_too(
    writer: PassageWriter, passage: MakePassage
) -> None:
    with pytest.raises(WriteIncomplete) as incomplete:
        await writer.write("nosuchworkspace", [passage("payday"), passage("other")])
    assert len(incomplete.value.failed) == 2
