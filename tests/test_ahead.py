"""What is made one step ahead comes in its order, and fails where it stands."""

import threading

import pytest

from intloffice.ahead import ahead


def test_all_comes_in_its_order_what_is_empty_too():
    assert list(ahead(iter([0, "", None, [], 7]))) == [0, "", None, [], 7]
    assert list(ahead(iter(()))) == []


def test_the_next_is_made_on_another_thread_while_the_one_before_is_used():
    begun = [threading.Event() for _ in range(4)]

    def made():
        for number, event in enumerate(begun):
            event.set()
            yield number, threading.get_ident()

    for number, maker in ahead(made()):
        assert maker != threading.get_ident()
        if number < 3:
            assert begun[number + 1].wait(10)
        if number < 2:
            assert not begun[number + 2].is_set()


def test_what_making_raises_comes_where_the_thing_would_have_come():
    def made():
        yield 1
        yield 2
        raise ValueError("third")

    found = []
    with pytest.raises(ValueError, match="third"):
        found.extend(ahead(made()))
    assert found == [1, 2]


def test_nothing_more_is_made_for_one_who_has_gone():
    asked = []

    def made():
        for number in range(100):
            asked.append(number)
            yield number

    for number in ahead(made()):
        if number == 3:
            break
    assert len(asked) <= 5
    assert not any(thread.name.startswith("ahead") for thread in threading.enumerate())
