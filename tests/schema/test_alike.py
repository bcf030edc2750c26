"""A column of one value is that column, kept once."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from intloffice.schema.alike import Alike, column_of

VALUES = st.sampled_from(["", "a", None, 1, True, 1.0, Decimal(1), ()])


@given(st.lists(VALUES, max_size=5), st.slices(5))
def test_a_column_is_what_it_was_whether_it_is_kept_once_or_not(values, part):
    column = column_of(values)
    assert [(type(each), each) for each in column] == [(type(each), each) for each in values]
    assert (len(column), list(column[part])) == (len(values), values[part])
    one_of_a_type = bool(values) and len({(type(each), each) for each in values}) == 1
    assert isinstance(column, Alike) == one_of_a_type
