"""A search index as the store has it."""

import pytest
import sqlcipher3.dbapi2 as sqlite


class SearchIndex:
    """An FTS5 table of the kind the names are segmented for."""

    def __init__(self) -> None:
        self._connection = sqlite.connect(":memory:")
        self._connection.execute(
            "create virtual table t using fts5(tokens, content='', contentless_delete=1,"
            " tokenize='ascii', prefix='1 2 4')"
        )

    def add(self, row: int, tokens: str) -> None:
        self._connection.execute("delete from t where rowid = ?", (row,))
        self._connection.execute("insert into t(rowid, tokens) values (?, ?)", (row, tokens))

    def find(self, expression: str) -> set[int]:
        if not expression:
            return set()
        found = self._connection.execute("select rowid from t where t match ?", (expression,))
        return {row for (row,) in found}

    def close(self) -> None:
        self._connection.close()


@pytest.fixture(scope="module")
def empty_index():
    index = SearchIndex()
    yield index
    index.close()


@pytest.fixture
def index():
    index = SearchIndex()
    yield index
    index.close()
